"""Rows for the rules of composite indices: entries of ⊗ and vec, deltas, mixed radix."""
from __future__ import annotations

from handwritten import P, Ps, sym
from laboratory import A, S
from rows import accepts, refuses

KRONECKER, VEC = ["kronecker", A, S], ["vec", A]


@accepts
def composite_entry(p):
    t = p.at(KRONECKER, "n i-n+j", "n o-n+r")
    step = p.step("composite_entry", term=t, places=[Ps(["i", "j"]), Ps(["o", "r"])])
    return step, t, p.mul(p.at(A, "i", "o"), p.at(S, "j", "r"))


@accepts
def composite_entry__of_vec(p):
    """Column-major: the row is the remainder."""
    t = p.at(VEC, "n i-n+j")
    return p.step("composite_entry", term=t, places=[Ps(["i", "j"])]), t, p.at(A, "j", "i")


@accepts
def composite_entry__at_a_number(p):
    t = p.at(VEC, "n")
    return p.step("composite_entry", term=t, places=[Ps(["1", "n"])]), t, p.at(A, "n", "1")


@refuses("composite_entry", "is not n times j − 1 plus i")
def composite_entry_elsewhere(p):
    p.step("composite_entry", term=p.at(VEC, "n i-n+j"), places=[Ps(["j", "i"])])


@refuses("composite_entry", "the remainder j + n ≤ n")
def composite_entry_with_too_large_a_remainder(p):
    p.step("composite_entry", term=p.at(VEC, "n i-n+j"), places=[Ps(["i-1", "n+j"])])


@refuses("composite_entry", "the remainder j − n ≥ 1")
def composite_entry_with_too_small_a_remainder(p):
    p.step("composite_entry", term=p.at(VEC, "n i-n+j"), places=[Ps(["i+1", "j-n"])])


@refuses("composite_entry", "the remainder u ≤ n")
def composite_entry_in_another_range(p):
    p.step("composite_entry", term=p.at(VEC, "n i-n+u"), places=[Ps(["i", "u"])])


@refuses("composite_entry", "not an entry of ⊗ or vec")
def composite_entry_of_a_product(p):
    p.step("composite_entry", term=p.at(["matmul", A, S], "i", "j"), places=[Ps(["i", "j"])] * 2)


@refuses("composite_entry", "a pair for each index")
def composite_entry_with_a_pair_missing(p):
    p.step("composite_entry", term=p.at(KRONECKER, "n i-n+j", "n o-n+r"), places=[Ps(["i", "j"])])


@accepts
def delta_radix(p):
    left = p.delta("k b2-k+b1", "k r")
    step = p.step("delta_radix", extent=P("k"), left=Ps(["b2", "b1"]), right=Ps(["r", "k"]))
    return step, left, p.mul(p.delta("b2", "r"), p.delta("b1", "k"))


@refuses("delta_radix", "the remainder u ≤ k")
def delta_radix_with_a_large_remainder(p):
    p.step("delta_radix", extent=P("k"), left=Ps(["b2", "u"]), right=Ps(["b2", "b1"]))


@refuses("delta_radix", "the remainder low ≥ 1")
def delta_radix_with_remainder_zero(p):
    p.step("delta_radix", extent=P("n"), left=Ps(["b2", "j"]), right=Ps(["b2", "low"]))


def split(p, q="b2", r="b1"):
    """δ(k q − k + r, k q − k + r) = 1."""
    place = P(f"k {q}-k+{r}")
    return p.step("delta_equal", left=place, right=place)


@accepts
def radix(p):
    t = p.delta("big", "big")
    return p.step("radix", split(p), left=t, right=p.num(1), variable="big", parts=["b2", "b1"]), t, p.num(1)


@refuses("radix", "is not k m")
def radix_of_another_size(p):
    p.step("radix", split(p), left=p.delta("big", "big"), right=p.num(1), variable="big", parts=["b2", "j"])


@refuses("radix", "is not k m")
def radix_with_a_dependent_range(p):
    p.step("radix", split(p), left=p.delta("big", "big"), right=p.num(1), variable="big", parts=["i", "c"])


@refuses("radix", "ranges that begin at 1")
def radix_from_zero(p):
    p.step("radix", split(p), left=p.delta("big", "big"), right=p.num(1), variable="big", parts=["b2", "low"])


@refuses("radix", "the premise, left side")
def radix_the_other_way_round(p):
    """K(q − 1) + r with r the part of the greater range."""
    p.step("radix", split(p), left=p.delta("big", "big"), right=p.num(1), variable="big", parts=["b1", "b2"])


@refuses("radix", "the premise, right side")
def radix_of_another_side(p):
    p.step("radix", split(p), left=p.delta("big", "big"), right=p.num(2), variable="big", parts=["b2", "b1"])


@refuses("radix", "has another meaning in the equation")
def radix_with_a_part_that_stands_there(p):
    """w at b1 and at the index are one and the same only in the first block."""
    t = p.at(sym("w", [], ["k"]), "b1")
    p.step("radix", p.step("refl", term=t), left=t, right=t, variable="big", parts=["b2", "b1"])


@refuses("radix", "the premise speaks of big itself")
def radix_of_a_premise_about_the_index(p):
    known = p.step("delta_equal", left=P("big"), right=P("big"))
    one = p.num(1)
    p.step("radix", p.step("ring", known, left=one, right=one), left=one, right=one, variable="big", parts=["b2", "b1"])


@refuses("radix", "the range of c, which is open, mentions i")
def radix_under_a_dependent_range(p):
    known = p.step("refl", term=p.delta("n i-n+j", "c"))
    t = p.delta("square", "c")
    p.step("radix", known, left=t, right=t, variable="square", parts=["i", "j"])


@refuses("radix", "a hypothesis fixes lay")
def radix_of_the_fixed_label(p):
    known = p.step("hypothesis", left=p.delta("m lay-m+u", 1), right=p.num(0), variable="lay")
    p.step("radix", known, left=p.delta("lays", 1), right=p.num(0), variable="lays", parts=["lay", "u"])
