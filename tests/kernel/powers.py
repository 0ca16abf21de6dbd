"""Rows of the rules of matrix powers."""
from __future__ import annotations

from handwritten import P
from laboratory import A, T, pos, s
from rows import accepts, refuses


def power(p, exponent, i, j):
    return p.at(["matpower", A, P(exponent)], i, j)


@accepts
def matrix_power_empty(p):
    t = power(p, "0", "i", "r")
    return p.step("matrix_power_empty", term=t), t, p.delta("i", "r")


@refuses("matrix_power_empty", "the exponent is L, not 0")
def matrix_power_empty_perhaps(p):
    p.step("matrix_power_empty", term=power(p, "L", "i", "r"))


@refuses("matrix_power_empty", "not provable")
def matrix_power_empty_outside(p):
    p.step("matrix_power_empty", term=power(p, "0", "n+1", "n+1"))


@accepts
def matrix_power_single(p):
    t = power(p, "1", "i", "r")
    return p.step("matrix_power_single", term=t), t, p.at(A, "i", "r")


@refuses("matrix_power_single", "the exponent is 2, not 1")
def matrix_power_single_of_a_square(p):
    p.step("matrix_power_single", term=power(p, "2", "i", "r"))


@refuses("matrix_power_single", "not an entry of a power of a matrix")
def matrix_power_single_of_a_symbol(p):
    p.step("matrix_power_single", term=p.at(A, "i", "r"))


@accepts
def matrix_power_split(p):
    t = power(p, "L", "i", "r")
    right = p.sum("j", p.mul(power(p, "1", "i", "j"), power(p, "L-1", "j", "r")))
    return p.step("matrix_power_split", term=t, exponent=P("1"), names=["j"]), t, right


@refuses("matrix_power_split", "not provable")
def matrix_power_split_into_a_negative_power(p):
    p.step("matrix_power_split", term=power(p, "1", "i", "r"), exponent=P("2"), names=["j"])


@refuses("matrix_power_split", "not provable")
def matrix_power_split_from_a_negative_power(p):
    p.step("matrix_power_split", term=power(p, "1", "i", "r"), exponent=P("-1"), names=["j"])


@refuses("matrix_power_split", "free in the term")
def matrix_power_split_with_capture(p):
    p.step("matrix_power_split", term=power(p, "L", "i", "r"), exponent=P("1"), names=["i"])


@accepts
def matrix_power_transpose(p):
    t = p.at(["matpower", ["transpose", A], P("L")], "i", "r")
    return p.step("matrix_power_transpose", term=t), t, power(p, "L", "r", "i")


@refuses("matrix_power_transpose", "not a power of a transpose")
def matrix_power_transpose_of_a_matrix(p):
    p.step("matrix_power_transpose", term=power(p, "L", "i", "r"))


@refuses("matrix_power_transpose", "not provable")
def matrix_power_transpose_outside(p):
    p.step("matrix_power_transpose", term=p.at(["matpower", ["transpose", A], P("L")], "i", "n+1"))


@accepts
def D_matrix_power(p):
    by = lambda t: p.D(t, "A", [], ["r", "1"])
    t = by(power(p, "L", "i", "n"))
    right = p.sum("turn j o", p.mul(power(p, "turn-1", "i", "j"), by(p.at(A, "j", "o")), power(p, "L-turn", "o", "n")))
    return p.step("D_matrix_power", term=t, names=["turn", "j", "o"]), t, right


@refuses("D_matrix_power", "not provable")
def D_matrix_power_of_a_negative_power(p):
    p.step("D_matrix_power", term=p.D(power(p, "-L", "i", "n"), "A", [], ["r", "1"]), names=["turn", "j", "o"])


@refuses("D_matrix_power", "wanted is 1..L")
def D_matrix_power_with_too_few_factors(p):
    p.step("D_matrix_power", term=p.D(power(p, "L", "i", "n"), "A", [], ["r", "1"]), names=["lay", "j", "o"])


# ---------------------------------------------------------------- determinants

def scalar_power(p, c, exponent):
    return p.at(["matpower", ["expand", c, [0, 1]], P(exponent)], "1", "1")


@accepts
def determinant_scaled(p):
    t = p.at(["det", ["times", s, A]])
    return p.step("determinant_scaled", term=t), t, p.mul(scalar_power(p, s, "n"), p.at(["det", A]))


@refuses("determinant_scaled", "no factor is a scalar")
def determinant_scaled_by_a_matrix(p):
    p.step("determinant_scaled", term=p.at(["det", ["times", A, A]]))


@refuses("determinant_scaled", "not the determinant of a multiple")
def determinant_scaled_of_a_product(p):
    p.step("determinant_scaled", term=p.at(["det", ["matmul", A, A]]))


@accepts
def determinant_powered(p):
    t = p.at(["det", ["matpower", A, P("L")]])
    return p.step("determinant_powered", term=t), t, scalar_power(p, ["det", A], "L")


@refuses("determinant_powered", "not provable")
def determinant_powered_perhaps_negatively(p):
    p.step("determinant_powered", term=p.at(["det", ["matpower", A, P("1-L")]]))


@refuses("determinant_powered", "not the determinant of a power")
def determinant_powered_of_a_matrix(p):
    p.step("determinant_powered", term=p.at(["det", A]))


@accepts
def determinant_kronecker(p):
    t = p.at(["det", ["kronecker", A, ["expand", pos, [0, 1]]]])
    right = p.mul(scalar_power(p, ["det", A], "1"), scalar_power(p, ["det", ["expand", pos, [0, 1]]], "n"))
    return p.step("determinant_kronecker", term=t), t, right


@refuses("determinant_kronecker", "the factors are not square")
def determinant_kronecker_of_oblong_factors(p):
    p.step("determinant_kronecker", term=p.at(["det", ["kronecker", T, ["transpose", T]]]))


@refuses("determinant_kronecker", "not the determinant of a Kronecker product")
def determinant_kronecker_of_a_product(p):
    p.step("determinant_kronecker", term=p.at(["det", ["matmul", A, A]]))
