"""Rows for the rules of axes cut in two: sums, equations at all indices, determinants by elimination."""
from __future__ import annotations

from handwritten import P, sym
from rows import accepts, refuses

Y = sym("tall", [], ["n+m"])
"""A vector of n + m entries."""


@accepts
def sum_cut(p):
    t = p.sum("whole", p.at(Y, "whole"))
    step = p.step("sum_cut", term=t, variable="whole", parts=["i", "u"])
    return step, t, p.add(p.sum("i", p.at(Y, "i")), p.sum("u", p.at(Y, "n+u")))


@accepts
def sum_cut__at_the_second_extent_first(p):
    t = p.sum("j whole", p.at(sym("A", [], ["n", "n"]), "j", "whole"))
    step = p.step("sum_cut", term=t, variable="whole", parts=["u", "i"])
    at = lambda k: p.at(sym("A", [], ["n", "n"]), "j", k)
    return step, t, p.add(p.sum("j u", at("u")), p.sum("j i", at("m+i")))


@refuses("sum_cut", "n and n do not make")
def sum_cut_into_other_extents(p):
    p.step("sum_cut", term=p.sum("whole", p.at(Y, "whole")), variable="whole", parts=["i", "j"])


@refuses("sum_cut", "all ranges begin at 1")
def sum_cut_from_zero(p):
    p.step("sum_cut", term=p.sum("whole", p.at(Y, "whole")), variable="whole", parts=["low", "u"])


@refuses("sum_cut", "into two parts")
def sum_cut_into_one(p):
    p.step("sum_cut", term=p.sum("whole", p.at(Y, "whole")), variable="whole", parts=["i"])


@refuses("sum_cut", "has another meaning in the sum")
def sum_cut_with_capture(p):
    p.step("sum_cut", term=p.sum("whole", p.delta("whole", "i")), variable="whole", parts=["i", "u"])


@refuses("sum_cut", "is not bound by this sum")
def sum_cut_of_a_free_index(p):
    p.step("sum_cut", term=p.sum("whole2", p.at(Y, "whole")), variable="whole", parts=["i", "u"])


def each(p, first="i", second="n+u"):
    """δ(i, i) = 1 and δ(n+u, n+u) = 1."""
    return [p.step("delta_equal", left=P(x), right=P(x)) for x in (first, second)]


@accepts
def cut(p):
    t = p.delta("whole", "whole")
    return p.step("cut", *each(p), left=t, right=p.num(1), variable="whole", parts=["i", "u"]), t, p.num(1)


@refuses("cut", "2 premises wanted")
def cut_with_one_half(p):
    p.step("cut", each(p)[0], left=p.delta("whole", "whole"), right=p.num(1), variable="whole", parts=["i", "u"])


@refuses("cut", "the premise at n + u, left side")
def cut_with_the_first_half_twice(p):
    first = each(p)[0]
    p.step("cut", first, first, left=p.delta("whole", "whole"), right=p.num(1), variable="whole", parts=["i", "u"])


@refuses("cut", "the premise at u, left side")
def cut_in_the_other_order(p):
    p.step("cut", *each(p), left=p.delta("whole", "whole"), right=p.num(1), variable="whole", parts=["u", "i"])


@refuses("cut", "the premise at i, right side")
def cut_of_another_side(p):
    p.step("cut", *each(p), left=p.delta("whole", "whole"), right=p.num(2), variable="whole", parts=["i", "u"])


@refuses("cut", "n and n do not make")
def cut_of_another_size(p):
    p.step("cut", *each(p, second="n+j"), left=p.delta("whole", "whole"), right=p.num(1), variable="whole", parts=["i", "j"])


@refuses("cut", "a part has another meaning in the equation")
def cut_with_a_part_that_stands_there(p):
    """What holds of tall_i where i is the index is not said of every index."""
    t = p.at(Y, "i")
    p.step("cut", p.step("refl", term=t), p.step("refl", term=t), left=t, right=t, variable="whole", parts=["i", "u"])


@refuses("cut", "the premise speaks of whole itself")
def cut_of_premises_about_the_index(p):
    known, one = p.step("delta_equal", left=P("whole"), right=P("whole")), p.num(1)
    same = p.step("ring", known, left=one, right=one)
    p.step("cut", same, same, left=one, right=one, variable="whole", parts=["i", "u"])


@refuses("cut", "the range of c, which is open, mentions i")
def cut_under_a_dependent_range(p):
    premises = [p.step("refl", term=p.delta(x, "c")) for x in ("i", "n+u")]
    t = p.delta("whole", "c")
    p.step("cut", *premises, left=t, right=t, variable="whole", parts=["i", "u"])


@refuses("cut", "a hypothesis fixes lay")
def cut_of_the_fixed_label(p):
    premises = [p.step("hypothesis", left=p.delta(x, 1), right=p.num(0), variable="lay") for x in ("lay", "L-1+u")]
    p.step("cut", *premises, left=p.delta("tops", 1), right=p.num(0), variable="tops", parts=["lay", "u"])


def det(p, t, names):
    return p.term("determinant", list(names), t)


def identity(p):
    """det I of n + m rows."""
    return det(p, p.delta("whole", "whole2"), ("whole", "whole2"))


def solved(p, row="i", column="j", right="n+u2"):
    """Σ_j δ_ij δ_{j, n+u2} = δ_{i, n+u2}: the block above I, as a product."""
    t = p.mul(p.delta(row, column), p.delta(column, right))
    return p.step("sum_delta", term=p.sum(column, t), variable=column, value=P(row))


@accepts
def determinant_eliminated(p):
    t = identity(p)
    step = p.step("determinant_eliminated", solved(p), term=t, solution=p.delta("j", "n+u2"),
                  names=["i", "j", "u", "u2"], pivot="first")
    rest = p.add(p.delta("n+u", "n+u2"), p.mul(p.num(-1), p.sum("j", p.mul(p.delta("n+u", "j"), p.delta("j", "n+u2")))))
    return step, t, p.mul(det(p, p.delta("i", "j"), ("i", "j")), det(p, rest, ("u", "u2")))


@accepts
def determinant_eliminated__from_the_last_block(p):
    """The lower right block has no rows or columns in common with the upper left one."""
    t = identity(p)
    product = p.mul(p.delta("n+u", "n+u2"), p.delta("n+u2", "j"))
    moved = p.step("delta_shift", left=[P("n+u"), P("n+u2")], right=[P("u"), P("u2")])
    start = p.step("sum_cong", p.step("ring", moved, left=product, right=p.mul(p.delta("u", "u2"), p.delta("n+u2", "j"))),
                   variables=["u2"])
    end = p.step("sum_delta", term=p.sum("u2", p.mul(p.delta("u", "u2"), p.delta("n+u2", "j"))), variable="u2", value=P("u"))
    step = p.step("determinant_eliminated", p.step("trans", start, end), term=t, solution=p.delta("n+u2", "j"),
                  names=["i", "j", "u", "u2"], pivot="last")
    rest = p.add(p.delta("i", "j"), p.mul(p.num(-1), p.sum("u2", p.mul(p.delta("i", "n+u2"), p.delta("n+u2", "j")))))
    return step, t, p.mul(det(p, p.delta("n+u", "n+u2"), ("u", "u2")), det(p, rest, ("i", "j")))


def eliminated(p, premise, **changes):
    given = {"term": identity(p), "solution": p.delta("j", "n+u2"), "names": ["i", "j", "u", "u2"], "pivot": "first"}
    p.step("determinant_eliminated", premise, **(given | changes))


@refuses("determinant_eliminated", "pivot is first or last")
def determinant_eliminated_without_a_pivot(p):
    eliminated(p, solved(p), pivot="middle")


@refuses("determinant_eliminated", "two variables of range 1..p and two of range 1..q")
def determinant_eliminated_of_three(p):
    eliminated(p, solved(p), names=["i", "j", "u"])


@refuses("determinant_eliminated", "two variables of range 1..p and two of range 1..q")
def determinant_eliminated_with_blocks_that_are_not_square(p):
    eliminated(p, solved(p), names=["i", "u", "u2", "j"])


@refuses("determinant_eliminated", "n and n do not make")
def determinant_eliminated_of_another_size(p):
    eliminated(p, solved(p), names=["i", "j", "o", "j2"])


@refuses("determinant_eliminated", "free in the determinant")
def determinant_eliminated_with_capture(p):
    t = det(p, p.mul(p.delta("whole", "whole2"), p.at(Y, "i")), ("whole", "whole2"))
    eliminated(p, solved(p), term=t)


@refuses("determinant_eliminated", "mentions a row that it does not have")
def determinant_eliminated_with_a_solution_for_each_row(p):
    eliminated(p, solved(p), solution=p.delta("u", "u2"))


@refuses("determinant_eliminated", "the premise is not about the product")
def determinant_eliminated_with_another_solution(p):
    eliminated(p, solved(p), solution=p.delta("n+j", "u2"))


@refuses("determinant_eliminated", "the premise is not about the product")
def determinant_eliminated_of_another_matrix(p):
    eliminated(p, solved(p), term=det(p, p.at(sym("A", [], ["n", "n"]), "whole", "whole2"), ("whole", "whole2")))


@refuses("determinant_eliminated", "the product is not the block beside the pivot")
def determinant_eliminated_of_another_block(p):
    """The sum is δ_{i, n+u2}; that it is 0 as well is not the premise that is asked for."""
    zero = p.step("trans", solved(p), p.step("delta_apart", left=P("i"), right=P("n+u2")))
    eliminated(p, zero)


@refuses("determinant_eliminated", "the premise is not about the product")
def determinant_eliminated_for_one_row_only(p):
    """Solved for the row r of the claim, not for all rows."""
    eliminated(p, solved(p, row="r"))


@refuses("determinant_eliminated", "a hypothesis fixes lay")
def determinant_eliminated_for_the_fixed_label(p):
    t = det(p, p.delta("tops", "tops2"), ("tops", "tops2"))
    x = p.delta("lays2", "L-1+u2")
    left = p.sum("lays2", p.mul(p.delta("lay", "lays2"), x))
    known = p.step("hypothesis", left=left, right=p.delta("lay", "L-1+u2"), variable="lay")
    p.step("determinant_eliminated", known, term=t, solution=x, names=["lay", "lays2", "u", "u2"], pivot="first")
