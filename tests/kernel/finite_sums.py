"""Rows for the rules of finite sums."""
from __future__ import annotations

from handwritten import P, sym
from laboratory import A, cube, doubled, s, xi, y, z
from rows import accepts, refuses


@accepts
def sum_cong(p):
    a, b = doubled(p)
    return p.step("sum_cong", cube(p), variables=["i"]), p.sum("i", a), p.sum("i", b)


@accepts
def sum_cong__innermost_first(p):
    t = p.at(A, "i", "c")
    return p.step("sum_cong", p.step("refl", term=t), variables=["i", "c"]), p.sum("i c", t), p.sum("i c", t)


@refuses("sum_cong", "the range of c, which is open, mentions i")
def sum_cong_with_a_dependent_range(p):
    p.step("sum_cong", p.step("refl", term=p.at(A, "i", "c")), variables=["i"])


@refuses("sum_cong", "the range of c, which is open, mentions i")
def sum_cong_in_the_wrong_order(p):
    p.step("sum_cong", p.step("refl", term=p.at(A, "i", "c")), variables=["c", "i"])


@refuses("sum_cong", "a hypothesis fixes lay")
def sum_cong_over_the_fixed_label(p):
    t = p.at(y("lay"), "i")
    h = p.step("hypothesis", left=t, right=p.num(0), variable="lay")
    p.step("sum_cong", h, variables=["lay"])


@refuses("sum_cong", "names a variable twice")
def sum_cong_twice(p):
    p.step("sum_cong", cube(p), variables=["i", "i"])


@accepts
def sum_add(p):
    a, b = xi(p), p.at(z, "i")
    return p.step("sum_add", term=p.sum("i", p.add(a, b))), p.sum("i", p.add(a, b)), p.add(p.sum("i", a), p.sum("i", b))


@refuses("sum_add", "not a sum in the table")
def sum_add_of_no_sum(p):
    p.step("sum_add", term=p.add(xi(p), xi(p)))


@accepts
def sum_factor(p):
    a, b = xi(p), p.at(z, "u")
    t = p.sum("i u", p.mul(a, b, p.at(s)))
    return p.step("sum_factor", term=t, variables=["i"]), t, p.mul(p.sum("i", a), p.sum("u", p.mul(b, p.at(s))))


@accepts
def sum_factor__out(p):
    t = p.sum("i", p.mul(xi(p), p.at(s)))
    return p.step("sum_factor", term=t, variables=[]), t, p.mul(p.at(s), p.sum("i", xi(p)))


@refuses("sum_factor", "mentions variables of both groups")
def sum_factor_of_a_connected_product(p):
    p.step("sum_factor", term=p.sum("i j", p.mul(p.at(A, "i", "j"), xi(p, "j"))), variables=["j"])


@refuses("sum_factor", "mentions a variable of the other group")
def sum_factor_with_a_dependent_range(p):
    p.step("sum_factor", term=p.sum("i c", p.mul(xi(p), xi(p, "c"))), variables=["i"])


@refuses("sum_factor", "is not bound by this sum")
def sum_factor_of_a_stranger(p):
    p.step("sum_factor", term=p.sum("i", xi(p)), variables=["u"])


@accepts
def sum_merge(p):
    inner = p.sum("j", p.at(A, "i", "j"))
    return p.step("sum_merge", term=p.sum("i", inner)), p.sum("i", inner), p.sum("i j", p.at(A, "i", "j"))


@refuses("sum_merge", "not a sum")
def sum_merge_of_no_sum(p):
    p.step("sum_merge", term=xi(p))


@accepts
def sum_order(p):
    t = p.at(A, "i", "j")
    return p.step("sum_order", term=p.sum("i j", t), variables=["j", "i"]), p.sum("i j", t), p.sum("j i", t)


@refuses("sum_order", "the range of c mentions i")
def sum_order_with_a_dependent_range(p):
    p.step("sum_order", term=p.sum("i c", p.at(A, "i", "c")), variables=["c", "i"])


@refuses("sum_order", "not a reordering")
def sum_order_of_fewer(p):
    p.step("sum_order", term=p.sum("i j", p.at(A, "i", "j")), variables=["i"])


@accepts
def sum_delta(p):
    t = p.sum("i", p.mul(p.delta("i", "r"), xi(p)))
    return p.step("sum_delta", term=t, variable="i", value=P("r")), t, xi(p, "r")


@accepts
def sum_delta__by_a_variable_of_the_same_sum(p):
    t = p.sum("i j", p.mul(p.delta("i", "j"), p.at(A, "i", "j")))
    right = p.sum("j", p.at(A, "j", "j"))
    step = p.step("sum_delta", term=t, variable="i", value=P("j"))
    return step, t, right


@refuses("sum_delta", "not provable")
def sum_delta_out_of_range(p):
    """u runs to m, i to n."""
    p.step("sum_delta", term=p.sum("i", p.mul(p.delta("i", "u"), xi(p))), variable="i", value=P("u"))


@refuses("sum_delta", "not provable")
def sum_delta_one_too_far(p):
    p.step("sum_delta", term=p.sum("i", p.mul(p.delta("i", "r+1"), xi(p))), variable="i", value=P("r+1"))


@refuses("sum_delta", "is not a factor that fixes i")
def sum_delta_by_itself(p):
    p.step("sum_delta", term=p.sum("i", p.mul(p.delta("i", "i"), xi(p))), variable="i", value=P("i"))


@refuses("sum_delta", "is not a factor that fixes i")
def sum_delta_without_one(p):
    p.step("sum_delta", term=p.sum("i", p.mul(p.delta("i", "j"), xi(p))), variable="i", value=P("r"))


@refuses("sum_delta", "the range of c mentions i")
def sum_delta_under_a_dependent_range(p):
    p.step("sum_delta", term=p.sum("i c", p.mul(p.delta("i", "r"), xi(p, "c"))), variable="i", value=P("r"))


@accepts
def sum_constant(p):
    t = p.sum("i", p.at(s))
    return p.step("sum_constant", term=t, variable="i"), t, p.mul(p.int("n"), p.at(s))


@refuses("sum_constant", "depends on the summation")
def sum_constant_that_is_none(p):
    p.step("sum_constant", term=p.sum("i", xi(p)), variable="i")


@refuses("sum_constant", "depends on the summation")
def sum_constant_with_a_bound_count(p):
    p.step("sum_constant", term=p.sum("i c", xi(p)), variable="c")


@accepts
def sum_single(p):
    t = p.sum("one", p.at(A, "one", "i"))
    return p.step("sum_single", term=t, variable="one"), t, p.at(A, "1", "i")


@refuses("sum_single", "not one number")
def sum_single_of_many(p):
    p.step("sum_single", term=p.sum("j", p.at(A, "j", "i")), variable="j")


@accepts
def sum_empty(p):
    t = p.sum("none", p.at(A, "none", "i"))
    return p.step("sum_empty", term=t, variable="none"), t, p.num(0)


@refuses("sum_empty", "not provable")
def sum_empty_perhaps(p):
    p.step("sum_empty", term=p.sum("e", p.at(sym("w", [], ["k"]), "e")), variable="e")


@accepts
def sum_split(p):
    at = lambda i: p.at(sym("w", [], ["k"]), i)
    t = p.sum("b1", at("b1"))
    right = p.add(p.sum("split", at("split")), p.sum("back", at("back")))
    return p.step("sum_split", term=t, variable="b1", parts=["split", "back"]), t, right


@refuses("sum_split", "do not make")
def sum_split_with_a_gap(p):
    p.step("sum_split", term=p.sum("i", xi(p)), variable="i", parts=["one", "rest"])


@refuses("sum_split", "another meaning in the sum")
def sum_split_with_capture(p):
    w = sym("w", [], ["k"])
    p.step("sum_split", term=p.sum("b1", p.mul(p.at(w, "b1"), p.at(w, "split"))), variable="b1",
           parts=["split", "back"])


@accepts
def sum_shift(p):
    t = p.sum("i", xi(p))
    return p.step("sum_shift", term=t, variable="i", new="low", value=P("low+1")), t, p.sum("low", xi(p, "low+1"))


@accepts
def sum_shift__backwards(p):
    t = p.sum("i", xi(p))
    right = p.sum("low", xi(p, "n-low"))
    return p.step("sum_shift", term=t, variable="i", new="low", value=P("n-low")), t, right


@refuses("sum_shift", "does not run through")
def sum_shift_by_too_much(p):
    p.step("sum_shift", term=p.sum("i", xi(p)), variable="i", new="low", value=P("low+2"))


@refuses("sum_shift", "does not run through")
def sum_shift_by_strides(p):
    p.step("sum_shift", term=p.sum("i", xi(p)), variable="i", new="j", value=P("2 j-1"))


@refuses("sum_shift", "does not run through")
def sum_shift_to_another_range(p):
    p.step("sum_shift", term=p.sum("i", xi(p)), variable="i", new="u", value=P("u"))


@refuses("sum_shift", "another meaning in the sum")
def sum_shift_with_capture(p):
    p.step("sum_shift", term=p.sum("i", p.at(A, "i", "j")), variable="i", new="j", value=P("j"))


@refuses("sum_shift", "does not run through")
def sum_shift_by_a_square(p):
    p.step("sum_shift", term=p.sum("i", xi(p)), variable="i", new="one", value=P("one one"))


@accepts
def sum_radix(p):
    at = lambda i: p.at(sym("w", [], ["k"]), i)
    t = p.sum("big", at("big"))
    right = p.sum("b2 b1", at("k b2-k+b1"))
    return p.step("sum_radix", term=t, variable="big", parts=["b2", "b1"]), t, right


@refuses("sum_radix", "is not k m")
def sum_radix_of_another_size(p):
    p.step("sum_radix", term=p.sum("big", p.num(1)), variable="big", parts=["b2", "j"])


@refuses("sum_radix", "wants two parts and ranges that begin at 1")
def sum_radix_from_zero(p):
    p.step("sum_radix", term=p.sum("big", p.num(1)), variable="big", parts=["b2", "low"])
