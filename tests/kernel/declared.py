"""Rows of the rules of declared properties."""
from __future__ import annotations

from handwritten import Ps
from laboratory import A, G, J, K, Q, R, T, lower, upper
from rows import accepts, refuses


@accepts
def symmetric__of_a_diagonal_matrix(p):
    t = p.at(G, "i", "j")
    return p.step("symmetric", term=t), t, p.at(G, "j", "i")


@refuses("symmetric", "is not declared symmetric")
def symmetric_of_an_invertible_matrix(p):
    p.step("symmetric", term=p.at(R, "i", "j"))


@accepts
def antisymmetric(p):
    t = p.at(K, "i", "j")
    return p.step("antisymmetric", term=t), t, p.mul(p.num(-1), p.at(K, "j", "i"))


@refuses("antisymmetric", "is not declared antisymmetric")
def antisymmetric_of_any_matrix(p):
    p.step("antisymmetric", term=p.at(A, "i", "j"))


@accepts
def diagonal(p):
    t = p.at(G, "i", "j")
    return p.step("diagonal", term=t), t, p.mul(p.delta("i", "j"), t)


@refuses("diagonal", "is not declared diagonal")
def diagonal_of_any_matrix(p):
    p.step("diagonal", term=p.at(A, "i", "j"))


@accepts
def triangular(p):
    t = p.at(lower, "i", "j")
    return p.step("triangular", term=t, side="lower"), p.mul(p.holds("i", "<", "j"), t), p.num(0)


@accepts
def triangular__upper(p):
    t = p.at(upper, "i", "j")
    return p.step("triangular", term=t, side="upper"), p.mul(p.holds("j", "<", "i"), t), p.num(0)


@refuses("triangular", "is not declared lower triangular")
def triangular_on_the_other_side(p):
    p.step("triangular", term=p.at(upper, "i", "j"), side="lower")


@refuses("triangular", "is not declared")
def triangular_of_any_matrix(p):
    p.step("triangular", term=p.at(A, "i", "j"), side="lower")


@refuses("triangular", "side is lower or upper")
def triangular_on_no_side(p):
    p.step("triangular", term=p.at(lower, "i", "j"), side="left")


def unit(p, name, side, indices=("i", "r"), names=("j",)):
    return p.step("orthonormal", name=name, labels=[], indices=Ps(indices), side=side, names=list(names))


@accepts
def orthonormal(p):
    left = p.sum("j", p.mul(p.at(Q, "j", "i"), p.at(Q, "j", "r")))
    return unit(p, "Q", "columns"), left, p.delta("i", "r")


@accepts
def orthonormal__rows(p):
    left = p.sum("j", p.mul(p.at(Q, "i", "j"), p.at(Q, "r", "j")))
    return unit(p, "Q", "rows"), left, p.delta("i", "r")


@accepts
def orthonormal__columns_only(p):
    left = p.sum("j", p.mul(p.at(T, "j", "u"), p.at(T, "j", "u2")))
    return unit(p, "T", "columns", ("u", "u2")), left, p.delta("u", "u2")


@refuses("orthonormal", "is not declared orthogonal")
def orthonormal_rows_of_a_tall_matrix(p):
    unit(p, "T", "rows", names=("u",))


@refuses("orthonormal", "is not declared orthogonal")
def orthonormal_columns_of_any_matrix(p):
    unit(p, "A", "columns")


@refuses("orthonormal", "not provable")
def orthonormal_outside(p):
    unit(p, "Q", "columns", ("n+1", "n+1"))


@refuses("orthonormal", "free in the term")
def orthonormal_with_capture(p):
    unit(p, "Q", "columns", names=("i",))


@refuses("orthonormal", "side is columns or rows")
def orthonormal_on_no_side(p):
    unit(p, "Q", "both")


@accepts
def idempotent(p):
    left = p.sum("j", p.mul(p.at(J, "i", "j"), p.at(J, "j", "r")))
    step = p.step("idempotent", name="J", labels=[], indices=Ps(["i", "r"]), names=["j"])
    return step, left, p.at(J, "i", "r")


@refuses("idempotent", "is not declared idempotent")
def idempotent_perhaps(p):
    p.step("idempotent", name="A", labels=[], indices=Ps(["i", "r"]), names=["j"])


@refuses("idempotent", "free in the term")
def idempotent_with_capture(p):
    p.step("idempotent", name="J", labels=[], indices=Ps(["i", "r"]), names=["i"])


@refuses("D_cong", "that Q is orthonormal in its columns was used")
def D_cong_restricting_the_variable(p):
    p.step("D_cong", unit(p, "Q", "columns"), name="Q", labels=[], indices=Ps(["i", "r"]))


@accepts
def D_cong__of_what_stays_true_nearby(p):
    """A matrix near an invertible one is invertible."""
    t = p.term("determinant", ["o", "j2"], p.at(R, "o", "j2"))
    one = p.step("determinant_reciprocal", term=t)
    by = lambda x: p.D(x, "R", [], ["i", "r"])
    step = p.step("D_cong", one, name="R", labels=[], indices=Ps(["i", "r"]))
    return step, by(p.mul(t, p.pow(t, -1))), by(p.num(1))
