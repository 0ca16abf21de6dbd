"""Rows for functions of one number whose values are arrays."""
from __future__ import annotations

from handwritten import Ps, sym
from laboratory import A, s, x
from rows import accepts, refuses


def path(order=0, arg=s):
    return ["curve", "path", order, arg, Ps(["n"])]


@accepts
def D_curve(p):
    t = p.D(p.at(path(), "i"), "s")
    return p.step("D_curve", term=t), t, p.mul(p.at(path(1), "i"), p.D(p.at(s), "s"))


@accepts
def D_curve__of_an_inner_function(p):
    """The second derivative is a condition: only the first is declared."""
    inner = ["matmul", x, x]
    t = p.D(p.at(path(1, inner), "i"), "x", (), ["j"])
    return p.step("D_curve", term=t), t, p.mul(p.at(path(2, inner), "i"), p.D(p.at(inner), "x", (), ["j"]))


@refuses("D_curve", "not the value of a function of one number")
def D_curve_of_a_matrix(p):
    p.step("D_curve", term=p.D(p.at(A, "i", "j"), "s"))


@refuses("D_curve", "term is not a D")
def D_curve_of_no_derivative(p):
    p.step("D_curve", term=p.at(path(), "i"))


@refuses("D_curve", "the derivative is not of a at")
def D_curve_of_a_product(p):
    p.step("D_curve", term=p.D(p.mul(p.at(path(), "i"), p.at(sym("t"))), "s"))
