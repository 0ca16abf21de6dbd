"""Rows for functions of arrays."""
from __future__ import annotations

from handwritten import Ps, matmul, sym
from laboratory import A, made, s, x, z
from rows import accepts, refuses


def loss(order=0, arg=x):
    """loss : ℝ^n → ℝ, twice differentiable."""
    return ["field", "loss", order, arg, Ps(["n"] * order)]


def block(order=0, arg=x):
    """block : ℝ^n → ℝ^m, once differentiable."""
    return ["field", "block", order, arg, Ps(["m"] + ["n"] * order)]


@accepts
def D_field(p):
    t = p.D(p.at(loss()), "x", (), ["j"])
    right = p.sum("o", p.mul(p.at(loss(1), "o"), p.D(p.at(x, "o"), "x", (), ["j"])))
    return p.step("D_field", term=t, names=["o"]), t, right


@accepts
def D_field__of_a_derivative_inside(p):
    """The second derivative of block is a condition: only the first is declared."""
    inner = matmul(A, x)
    t = p.D(p.at(block(1, inner), "u", "i"), "x", (), ["j"])
    right = p.sum("o", p.mul(p.at(block(2, inner), "u", "i", "o"), p.D(p.at(inner, "o"), "x", (), ["j"])))
    return p.step("D_field", term=t, names=["o"]), t, right


@refuses("D_field", "not the value of a function of arrays")
def D_field_of_a_vector(p):
    p.step("D_field", term=p.D(p.at(x, "i"), "x", (), ["j"]), names=["o"])


@refuses("D_field", "is free in the term")
def D_field_with_capture(p):
    p.step("D_field", term=p.D(p.at(loss()), "x", (), ["j"]), names=["j"])


@refuses("D_field", "wanted is 1..n")
def D_field_over_another_range(p):
    p.step("D_field", term=p.D(p.at(loss()), "x", (), ["j"]), names=["u"])


def unfolded(p, index="o"):
    """made[o] = x[o], by the definition of made."""
    return p.step("unfold", term=p.at(made, index), clause=number_of(p, "made"))


def number_of(p, name):
    return next(k for k, c in enumerate(p.claim["context"]["definitions"]) if c["name"] == name)


@accepts
def field_cong(p):
    t = p.at(loss(1, made), "i")
    return p.step("field_cong", unfolded(p), term=t, variables=["o"]), t, p.at(loss(1), "i")


@refuses("field_cong", "the premise is not of the entries of the argument")
def field_cong_of_another_argument(p):
    p.step("field_cong", unfolded(p), term=p.at(loss(1, z), "i"), variables=["o"])


@refuses("field_cong", "the premise is not of the entries of the argument")
def field_cong_at_one_entry(p):
    p.step("field_cong", unfolded(p, "r"), term=p.at(loss(1, made), "i"), variables=["o"])


@refuses("field_cong", "is free in the term")
def field_cong_with_capture(p):
    p.step("field_cong", unfolded(p), term=p.at(loss(1, made), "o"), variables=["o"])


@refuses("field_cong", "not the value of a function of arrays")
def field_cong_of_a_vector(p):
    p.step("field_cong", unfolded(p), term=p.at(made, "i"), variables=["o"])


@accepts
def field_symmetric(p):
    t = p.at(loss(2), "i", "j")
    return p.step("field_symmetric", term=t, groups=[1, 0]), t, p.at(loss(2), "j", "i")


@accepts
def field_symmetric__on_condition(p):
    t = p.at(block(2), "u", "i", "j")
    return p.step("field_symmetric", term=t, groups=[1, 0]), t, p.at(block(2), "u", "j", "i")


@refuses("field_symmetric", "not an order of 2 derivatives")
def field_symmetric_twice_the_same(p):
    p.step("field_symmetric", term=p.at(loss(2), "i", "j"), groups=[0, 0])


@refuses("field_symmetric", "not an order of 1 derivatives")
def field_symmetric_with_the_value(p):
    """An index of the value is not one of a derivative."""
    p.step("field_symmetric", term=p.at(block(1), "u", "i"), groups=[1, 0])


@refuses("field_symmetric", "not the value of a function of arrays")
def field_symmetric_of_a_matrix(p):
    p.step("field_symmetric", term=p.at(["times", s, A], "i", "j"), groups=[1, 0])
