"""Every rule: an instance that it accepts, and one refused for each side condition.

``ACCEPTED`` rows build a step and the equation it must prove; ``REFUSED`` rows
build a step that must not pass, with words of the refusal.
"""
from __future__ import annotations

import pytest

import arithmetic  # noqa: F401
import cases  # noqa: F401
import composite  # noqa: F401
import curves  # noqa: F401
import declared  # noqa: F401
import fields  # noqa: F401
import held  # noqa: F401
import inverses  # noqa: F401
import inequalities  # noqa: F401
import order  # noqa: F401
import powers  # noqa: F401
import waves  # noqa: F401
from handwritten import P, add, apply, matmul, sym
from laboratory import A, S, W, entry, finished, laboratory, non, pos, q, s, x, y, z
from rows import ACCEPTED, REFUSED, accepts, refuses

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate
from symbolic.proving.checker.accept import RULES


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name):
    p = laboratory()
    step, left, right = ACCEPTED[name](p)
    p.step("trans", p.step("refl", term=left), step, p.step("refl", term=right))
    check_certificate(finished(p))


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    rule, words, build = REFUSED[name]
    p = laboratory()
    build(p)
    with pytest.raises(CertificateError) as caught:
        check_certificate(finished(p))
    assert caught.value.rule == rule and words in str(caught.value), str(caught.value)


def test_every_rule_is_tried_both_ways():
    assert {rule for rule, _, _ in REFUSED.values()} == set(RULES)
    assert {name.split("__")[0] for name in ACCEPTED} == set(RULES)


def xi(p, i="i"):
    return p.at(x, i)


def identity(p, t):
    return p.step("refl", term=t), t, t


# ---------------------------------------------------------------- equality

@accepts
def refl(p):
    return identity(p, xi(p))


@refuses("refl", "not a term")
def refl_of_nothing(p):
    p.step("refl", term=999)


def cube(p):
    """x_i + x_i = 2 x_i."""
    return p.step("ring", left=p.add(xi(p), xi(p)), right=p.mul(p.num(2), xi(p)))


@accepts
def sym__(p):
    return p.step("sym", cube(p)), p.mul(p.num(2), xi(p)), p.add(xi(p), xi(p))


@refuses("sym", "1 premise wanted, 2 given")
def sym_of_two(p):
    p.step("sym", cube(p), cube(p))


@accepts
def trans(p):
    return p.step("trans", cube(p), p.step("sym", cube(p))), p.add(xi(p), xi(p)), p.add(xi(p), xi(p))


@refuses("trans", "the chain breaks")
def trans_that_breaks(p):
    p.step("trans", cube(p), cube(p))


@refuses("trans", "no premises")
def trans_of_nothing(p):
    p.step("trans")


@refuses("trans", "not an earlier step")
def trans_of_the_future(p):
    p.step("trans", 5)


@accepts
def ring(p):
    a, b = xi(p), xi(p, "j")
    left = p.pow(p.add(a, p.mul(p.num(-1), b)), 2)
    right = p.add(p.pow(a, 2), p.mul(p.num(-2), b, a), p.mul(b, b))
    return p.step("ring", left=left, right=right), left, right


@accepts
def ring__negative_powers(p):
    left = p.mul(p.pow(xi(p), -2), p.pow(xi(p), -1), p.pow(p.num(2), -2))
    right = p.mul(p.num("1/4"), p.pow(xi(p), -3))
    return p.step("ring", left=left, right=right), left, right


@accepts
def ring__integers(p):
    left = p.mul(p.int("n+1"), p.int("n-1"))
    right = p.add(p.int("n n"), p.num(-1))
    return p.step("ring", left=left, right=right), left, right


@accepts
def ring__with_a_premise(p):
    known = p.step("delta_equal", left=P("i"), right=P("i"))
    left = p.mul(p.delta("i", "i"), xi(p))
    return p.step("ring", known, left=left, right=xi(p)), left, xi(p)


@refuses("ring", "different polynomials")
def ring_of_a_sign(p):
    p.step("ring", left=p.add(xi(p), p.mul(p.num(-1), xi(p, "j"))), right=p.add(xi(p), xi(p, "j")))


@refuses("ring", "different polynomials")
def ring_does_not_cancel(p):
    """t t⁻¹ is not 1 where t is 0."""
    p.step("ring", left=p.mul(xi(p), p.pow(xi(p), -1)), right=p.num(1))


@refuses("ring", "different polynomials")
def ring_does_not_know_idempotence(p):
    p.step("ring", left=p.pow(p.delta("i", "j"), 2), right=p.delta("i", "j"))


@refuses("ring", "different polynomials")
def ring_rewrites_once(p):
    a = p.step("delta_shift", left=[P("i"), P("j")], right=[P("i+1"), P("j+1")])
    b = p.step("delta_shift", left=[P("i+1"), P("j+1")], right=[P("i+2"), P("j+2")])
    p.step("ring", a, b, left=p.delta("i", "j"), right=p.delta("i+2", "j+2"))


@refuses("ring", "not an atom")
def ring_with_a_premise_that_is_no_atom(p):
    p.step("ring", cube(p), left=xi(p), right=xi(p))


@accepts
def combine(p):
    """From s s⁻¹ = 1 (for the positive one): pos² pos⁻¹ = pos."""
    t = p.at(pos)
    unit = p.step("reciprocal", term=t)
    left = p.mul(t, t, p.pow(t, -1))
    return p.step("combine", unit, left=left, right=t, multipliers=[t]), left, t


@refuses("combine", "is not that combination")
def combine_with_another_multiplier(p):
    t = p.at(pos)
    p.step("combine", p.step("reciprocal", term=t), left=p.mul(t, t, p.pow(t, -1)), right=t, multipliers=[p.num(2)])


@refuses("combine", "1 multipliers for 2 premises")
def combine_with_a_multiplier_missing(p):
    unit = p.step("reciprocal", term=p.at(pos))
    p.step("combine", unit, unit, left=p.num(0), right=p.num(0), multipliers=[p.num(0)])


def doubled(p):
    return p.add(xi(p), xi(p)), p.mul(p.num(2), xi(p))


@accepts
def cong(p):
    a, b = doubled(p)
    return p.step("cong", cube(p), term=p.fn("f", a)), p.fn("f", a), p.fn("f", b)


@accepts
def cong__of_a_product(p):
    known = p.step("delta_equal", left=P("i"), right=P("i"))
    left, right = p.mul(p.delta("i", "i"), xi(p)), p.mul(p.num(1), xi(p))
    return p.step("cong", known, term=left), left, right


@refuses("cong", "is not an argument")
def cong_elsewhere(p):
    p.step("cong", cube(p), term=p.fn("f", xi(p)))


@refuses("cong", "neither a sum")
def cong_under_a_derivative(p):
    a, _ = doubled(p)
    p.step("cong", cube(p), term=p.D(a, "x", [], ["i"]))


@accepts
def instance(p):
    known = p.step("delta_equal", left=P("i"), right=P("i"))
    return p.step("instance", known, variable="i", value=P("r")), p.delta("r", "r"), p.num(1)


@refuses("instance", "not provable")
def instance_out_of_range(p):
    p.step("instance", p.step("refl", term=xi(p)), variable="i", value=P("r+1"))


@refuses("instance", "the range of c, which is open, mentions i")
def instance_under_a_dependent_range(p):
    p.step("instance", p.step("refl", term=p.mul(xi(p), xi(p, "c"))), variable="i", value=P("r"))


@refuses("instance", "a hypothesis fixes lay")
def instance_of_the_fixed_label(p):
    t = p.at(y("lay"), "i")
    h = p.step("hypothesis", left=t, right=t, variable="lay")
    p.step("instance", h, variable="lay", value=P("1"))


@refuses("instance", "not open")
def instance_of_nothing(p):
    p.step("instance", p.step("refl", term=p.num(1)), variable="i", value=P("1"))


# ---------------------------------------------------------------- finite sums

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


# ---------------------------------------------------------------- deltas

@accepts
def delta_equal(p):
    return p.step("delta_equal", left=P("2 i-1"), right=P("i-1+i")), p.delta("2 i-1", "2 i-1"), p.num(1)


@refuses("delta_equal", "are not the same")
def delta_equal_of_two(p):
    p.step("delta_equal", left=P("i"), right=P("j"))


@accepts
def delta_apart(p):
    return p.step("delta_apart", left=P("i+n"), right=P("r")), p.delta("i+n", "r"), p.num(0)


@refuses("delta_apart", "not provably different")
def delta_apart_perhaps(p):
    p.step("delta_apart", left=P("i"), right=P("j"))


@accepts
def delta_shift(p):
    return (p.step("delta_shift", left=[P("i+r-1"), P("j")], right=[P("r"), P("j-i+1")]),
            p.delta("i+r-1", "j"), p.delta("r", "j-i+1"))


@refuses("delta_shift", "is not ±")
def delta_shift_by_one(p):
    p.step("delta_shift", left=[P("i"), P("j")], right=[P("i+1"), P("j")])


@accepts
def relation_decided(p):
    t = p.holds("i", "<=", "n")
    return p.step("relation_decided", term=t), t, p.num(1)


@accepts
def relation_decided__false(p):
    t = p.holds("n", "<", "r")
    return p.step("relation_decided", term=t), t, p.num(0)


@refuses("relation_decided", "not provable")
def relation_decided_strictly(p):
    p.step("relation_decided", term=p.holds("i", "<", "n"))


@accepts
def delta_replace(p):
    t = p.D(p.mul(p.at(A, "i", "j"), p.sum("o", p.at(A, "i", "o"))), "A", [], ["i", "r"])
    put = p.D(p.mul(p.at(A, "r", "j"), p.sum("o", p.at(A, "r", "o"))), "A", [], ["r", "r"])
    d = p.delta("i", "r")
    return p.step("delta_replace", term=t, variable="i", value=P("r")), p.mul(d, t), p.mul(d, put)


@refuses("delta_replace", "not free")
def delta_replace_of_a_bound_name(p):
    p.step("delta_replace", term=p.sum("i", xi(p)), variable="i", value=P("r"))


@refuses("delta_replace", "not free")
def delta_replace_by_itself(p):
    p.step("delta_replace", term=xi(p), variable="i", value=P("i+1"))


@accepts
def delta_split(p):
    """Also inside a sum, where neither side is bound."""
    d = p.delta("i", "r")
    t = p.sum("o", p.fn("f", p.mul(d, p.at(A, "i", "o"))))
    equal = p.sum("o", p.fn("f", p.mul(p.delta("r", "r"), p.at(A, "r", "o"))))
    other = p.sum("o", p.fn("f", p.mul(p.num(0), p.at(A, "i", "o"))))
    right = p.add(p.mul(d, equal), p.mul(p.add(p.num(1), p.mul(p.num(-1), d)), other))
    return p.step("delta_split", term=t, variable="i", value=P("r")), t, right


@accepts
def delta_split__leaves_a_bound_delta(p):
    """δ(o, r) with o bound is another delta than δ(i, r)."""
    d = p.delta("i", "r")
    t = p.mul(p.fn("f", p.sum("o", p.mul(p.delta("o", "r"), p.at(A, "o", "o")))), xi(p))
    equal = p.mul(p.fn("f", p.sum("o", p.mul(p.delta("o", "r"), p.at(A, "o", "o")))), xi(p, "r"))
    right = p.add(p.mul(d, equal), p.mul(p.add(p.num(1), p.mul(p.num(-1), d)), t))
    return p.step("delta_split", term=t, variable="i", value=P("r")), t, right


@refuses("delta_split", "not free")
def delta_split_of_a_stranger(p):
    p.step("delta_split", term=p.fn("f", xi(p)), variable="j", value=P("r"))


@accepts
def case_split(p):
    c = p.holds("i", "<=", "r")
    t = p.fn("f", p.mul(c, xi(p)))
    right = p.add(p.mul(c, p.fn("f", p.mul(p.num(1), xi(p)))),
                  p.mul(p.add(p.num(1), p.mul(p.num(-1), c)), p.fn("f", p.mul(p.num(0), xi(p)))))
    return p.step("case_split", term=t, case=c), t, right


@refuses("case_split", "not a delta or a relation")
def case_split_by_a_number(p):
    p.step("case_split", term=xi(p), case=p.at(s))


# ---------------------------------------------------------------- entries

ENTRIES = {
    "number": lambda p: (p.at(["number", "2/3"]), p.num("2/3")),
    "integer": lambda p: (p.at(["integer", P("n-1")]), p.int("n-1")),
    "identity": lambda p: (p.at(["identity", P("n")], "i", "j"), p.delta("i", "j")),
    "constant": lambda p: (p.at(["constant", "3", [P("n")]], "i"), p.num(3)),
    "unit": lambda p: (p.at(["unit", P("r"), P("n")], "i"), p.delta("i", "r")),
    "delta": lambda p: (p.at(["delta", P("i"), P("j")]), p.delta("i", "j")),
    "add": lambda p: (p.at(add(x, z), "i"), p.add(xi(p), p.at(z, "i"))),
    "times": lambda p: (p.at(["times", s, x], "i"), p.mul(p.at(s), xi(p))),
    "matmul": lambda p: (p.at(matmul(A, x), "i"), p.sum("o", p.mul(p.at(A, "i", "o"), xi(p, "o")))),
    "dot": lambda p: (p.at(matmul(x, x)), p.sum("o", p.mul(xi(p, "o"), xi(p, "o")))),
    "transpose": lambda p: (p.at(["transpose", A], "i", "j"), p.at(A, "j", "i")),
    "row": lambda p: (p.at(["transpose", x], "1", "i"), xi(p)),
    "power": lambda p: (p.at(["power", x, "-1/2"], "i"), p.pow(xi(p), "-1/2")),
    "trace": lambda p: (p.at(["trace", A]), p.sum("o", p.at(A, "o", "o"))),
    "diagonal": lambda p: (p.at(["diagonal", x], "i", "j"), p.mul(p.delta("i", "j"), xi(p))),
    "diagonal_part": lambda p: (p.at(["diagonal_part", A], "i"), p.at(A, "i", "i")),
    "apply": lambda p: (p.at(apply("g", x, 1), "i"), p.fn("g", xi(p), 1)),
    "entry": lambda p: (p.at(entry(A, "i", "j")), p.at(A, "i", "j")),
    "array": lambda p: (p.at(["array", [["a", P("n")], ["b", P("n")]], entry(A, "b", "a")], "i", "j"),
                        p.at(entry(A, "j", "i"))),
    "listing": lambda p: (p.at(["listing", [2, 2], [s, q, pos, non]], "i", "j"), p.add(*[
        p.mul(p.delta("i", str(a)), p.delta("j", str(b)), p.at(e))
        for a, b, e in ((1, 1, s), (1, 2, q), (2, 1, pos), (2, 2, non))])),
    "sum": lambda p: (p.at(["sum", "a", P("3"), P("n+2"), ["times", ["integer", P("a")], x]], "i"),
                      p.sum("o", p.at(["times", ["integer", P("o+2")], x], "i"))),
    "cases": lambda p: (
        p.at(["cases", [[[[P("i"), "=", P("j")], [P("i"), "<", P("r")]], s], [[], q]]]),
        p.add(p.mul(p.delta("i", "j"), p.holds("i", "<", "r"), p.at(s)),
              p.mul(p.add(p.num(1), p.mul(p.num(-1), p.delta("i", "j"), p.holds("i", "<", "r"))),
                    p.add(p.mul(p.num(1), p.at(q)),
                          p.mul(p.add(p.num(1), p.mul(p.num(-1), p.num(1))), p.num(0)))))),
    "derivative": lambda p: (p.at(["derivative", matmul(A, x), x, None, ["v0", "b0"]], "i", "j"),
                             p.D(p.at(matmul(A, x), "j"), "x", [], ["i"])),
    "derivative_by_an_entry": lambda p: (p.at(["derivative", s, A, [P("i"), P("j")], ["1"]], "1"),
                                         p.D(p.at(s), "A", [], ["i", "j"])),
    "squeeze": lambda p: (p.at(["squeeze", ["transpose", x], [0]], "i"), p.at(["transpose", x], "1", "i")),
    "expand": lambda p: (p.at(["expand", x, [1]], "i", "1"), xi(p)),
}


@pytest.mark.parametrize("op", ENTRIES)
def test_entry(op):
    p = laboratory()
    left, right = ENTRIES[op](p)
    names = {"names": ["o"]} if op in ("matmul", "dot", "trace", "sum") else {}
    step = p.step("entry_of", term=left, **names)
    p.step("trans", p.step("refl", term=left), step, p.step("refl", term=right))
    check_certificate(finished(p))


@accepts
def entry_of(p):
    return p.step("entry_of", term=p.at(["transpose", A], "i", "j")), p.at(["transpose", A], "i", "j"), p.at(A, "j", "i")


@refuses("entry_of", "has no rule")
def entry_of_a_symbol(p):
    p.step("entry_of", term=xi(p))


@refuses("entry_of", "has no rule")
def entry_of_an_inverse(p):
    p.step("entry_of", term=p.at(["inverse", A], "i", "j"))


@refuses("entry_of", "wanted is 1..n")
def entry_of_a_product_over_another_range(p):
    p.step("entry_of", term=p.at(matmul(A, x), "i"), names=["u"])


@refuses("entry_of", "free in the term")
def entry_of_a_product_with_capture(p):
    p.step("entry_of", term=p.at(matmul(A, x), "i"), names=["i"])


@refuses("entry_of", "1 names wanted, 2 given")
def entry_of_a_product_with_two_names(p):
    p.step("entry_of", term=p.at(matmul(A, x), "i"), names=["o", "j"])


# ---------------------------------------------------------------- products over labels

def product(first, last):
    return ["matprod", "h", P(first), P(last), W("h")]


@accepts
def product_empty(p):
    t = p.at(product("l-1", "l"), "i", "j")
    return p.step("product_empty", term=t), t, p.delta("i", "j")


@refuses("product_empty", "is not known to be empty")
def product_empty_of_one(p):
    p.step("product_empty", term=p.at(product("l", "l"), "i", "j"))


@accepts
def product_last(p):
    t = p.at(product("L", "l"), "i", "j")
    right = p.sum("o", p.mul(p.at(product("L", "l+1"), "i", "o"), p.at(W("l"), "o", "j")))
    return p.step("product_last", term=t, names=["o"]), t, right


@refuses("product_last", "not provable")
def product_last_of_none(p):
    p.step("product_last", term=p.at(product("l-1", "l"), "i", "j"), names=["o"])


@refuses("product_last", "wanted is 1..n")
def product_last_over_another_range(p):
    p.step("product_last", term=p.at(product("L", "l"), "i", "j"), names=["u"])


@accepts
def product_first(p):
    t = p.at(product("L", "l"), "i", "j")
    right = p.sum("o", p.mul(p.at(W("L"), "i", "o"), p.at(product("L-1", "l"), "o", "j")))
    return p.step("product_first", term=t, names=["o"]), t, right


@refuses("product_first", "not provable")
def product_first_of_none(p):
    p.step("product_first", term=p.at(product("l", "l+1"), "i", "j"), names=["o"])


@refuses("product_first", "free in the term")
def product_first_with_capture(p):
    p.step("product_first", term=p.at(product("L", "l"), "i", "j"), names=["j"])


# ---------------------------------------------------------------- definitions and assumptions

@accepts
def unfold(p):
    t = p.at(y("l"), "i")
    return p.step("unfold", term=t, clause=2), t, p.at(apply("g", matmul(W("l"), y("l-1"))), "i")


@refuses("unfold", "not provable")
def unfold_out_of_the_clause(p):
    p.step("unfold", term=p.at(y("l-1"), "i"), clause=2)


@refuses("unfold", "not provable")
def unfold_out_of_the_shape(p):
    """y has no entry n + 1, so its definition does not say what that is."""
    p.step("unfold", term=p.at(y("l"), "n+1"), clause=2)


@refuses("unfold", "defines y, not tied")
def unfold_by_another_clause(p):
    p.step("unfold", term=p.at(sym("tied", ["l"], ["n"]), "i"), clause=2)


@refuses("unfold", "no clause has the number")
def unfold_by_no_clause(p):
    p.step("unfold", term=p.at(y("l"), "i"), clause=-1)


@accepts
def assumption(p):
    left, right = p.at(entry(z, "i")), p.at(["times", s, entry(x, "i")])
    return p.step("assumption", number=0, values={"a": P("i")}), left, right


@accepts
def assumption__of_arrays(p):
    return p.step("assumption", number=2, values={}, indices=[P("r")]), p.at(z, "r"), p.at(matmul(A, x), "r")


@refuses("assumption", "not provable")
def assumption_out_of_range(p):
    p.step("assumption", number=0, values={"a": P("u")})


@refuses("assumption", "not provable")
def assumption_out_of_the_shape(p):
    p.step("assumption", number=2, values={}, indices=[P("n+1")])


@refuses("assumption", "no assumed equation has the number")
def assumption_of_an_inequality(p):
    p.step("assumption", number=1, values={}, indices=[P("i")])


@refuses("assumption", "values are wanted for")
def assumption_without_values(p):
    p.step("assumption", number=0, values={})


@accepts
def symmetric(p):
    t = p.at(S, "i", "j")
    return p.step("symmetric", term=t), t, p.at(S, "j", "i")


@refuses("symmetric", "is not declared symmetric")
def symmetric_perhaps(p):
    p.step("symmetric", term=p.at(A, "i", "j"))


def squared(p):
    """∂⁰: h(t) = t²."""
    return p.step("entry_of", term=p.at(["power", sym("t"), "2"]))


@accepts
def function_value(p):
    t = p.fn("h", p.add(xi(p), p.at(s)))
    return p.step("function_value", squared(p), term=t), t, p.pow(p.add(xi(p), p.at(s)), 2)


@accepts
def function_value__of_the_derivative(p):
    own = p.step("D_cong", squared(p), name="t", labels=[], indices=[])
    power = p.D(p.pow(p.at(sym("t")), 2), "t")
    one = p.step("D_self", term=p.D(p.at(sym("t")), "t"))
    slope = p.step("trans", own, p.step("D_pow", term=power))
    twice = p.mul(p.num(2), p.pow(p.at(sym("t")), 1), p.D(p.at(sym("t")), "t"))
    formula = p.mul(p.num(2), p.at(sym("t")))
    slope = p.step("trans", slope, p.step("ring", one, left=twice, right=formula))
    t = p.fn("h", xi(p), 1)
    return p.step("function_value", slope, term=t), t, p.mul(p.num(2), xi(p))


@refuses("function_value", "not defined by a formula")
def function_value_of_an_unknown(p):
    p.step("function_value", squared(p), term=p.fn("g", xi(p)))


@refuses("function_value", "the premise is not about the definition")
def function_value_of_the_wrong_order(p):
    p.step("function_value", squared(p), term=p.fn("h", xi(p), 1))


@refuses("function_value", "mentions t and is not")
def function_value_that_is_not_lowered(p):
    """Inside the expression the parameter would stay behind."""
    same = p.step("refl", term=p.at(["power", sym("t"), "2"]))
    p.step("function_value", same, term=p.fn("h", xi(p)))


# ---------------------------------------------------------------- derivatives

@accepts
def D_cong(p):
    a, b = doubled(p)
    return (p.step("D_cong", cube(p), name="x", labels=[], indices=[P("j")]),
            p.D(a, "x", [], ["j"]), p.D(b, "x", [], ["j"]))


@accepts
def D_cong__after_another_definition(p):
    step = p.step("unfold", term=p.at(y("l"), "i"), clause=2)
    body = p.at(apply("g", matmul(W("l"), y("l-1"))), "i")
    return (p.step("D_cong", step, name="y", labels=[P("l-1")], indices=[P("j")]),
            p.D(p.at(y("l"), "i"), "y", ["l-1"], ["j"]), p.D(body, "y", ["l-1"], ["j"]))


@refuses("D_cong", "uses the definition of y[l]")
def D_cong_by_what_was_unfolded(p):
    step = p.step("unfold", term=p.at(y("l"), "i"), clause=2)
    p.step("D_cong", step, name="y", labels=[P("l")], indices=[P("j")])


@refuses("D_cong", "uses the definition of y[3]")
def D_cong_by_what_may_have_been_unfolded(p):
    step = p.step("unfold", term=p.at(y("l"), "i"), clause=2)
    p.step("D_cong", step, name="y", labels=[P("3")], indices=[P("j")])


@refuses("D_cong", "uses the definition of y[lay + 1]")
def D_cong_by_what_was_unfolded_under_a_sum(p):
    """Σ over lay of the definition of y_lay uses all of them, whatever lay is later."""
    step = p.step("unfold", term=p.at(y("lay"), "i"), clause=2)
    step = p.step("sum_cong", step, variables=["lay"])
    p.step("D_cong", step, name="y", labels=[P("lay+1")], indices=[P("j")])


@refuses("D_cong", "under a hypothesis")
def D_cong_under_a_hypothesis(p):
    t = p.at(y("lay"), "i")
    p.step("D_cong", p.step("hypothesis", left=t, right=p.num(0), variable="lay"),
           name="x", labels=[], indices=[P("j")])


@refuses("D_cong", "speaks of x")
def D_cong_of_an_assumption(p):
    p.step("D_cong", p.step("assumption", number=2, values={}, indices=[P("i")]), name="x", labels=[], indices=[P("j")])


@refuses("D_cong", "that S is symmetric was used")
def D_cong_of_symmetry(p):
    p.step("D_cong", p.step("symmetric", term=p.at(S, "i", "j")), name="S", labels=[], indices=[P("i"), P("j")])


@refuses("D_cong", "do not fit")
def D_cong_with_an_index_missing(p):
    p.step("D_cong", cube(p), name="x", labels=[], indices=[])


def d(p, t, j="j"):
    return p.D(t, "x", [], [j])


@accepts
def D_add(p):
    a, b = xi(p), p.at(z, "i")
    t = d(p, p.add(a, b))
    return p.step("D_add", term=t), t, p.add(d(p, a), d(p, b))


@refuses("D_add", "the derivative is not of a add")
def D_add_of_a_product(p):
    p.step("D_add", term=d(p, p.mul(xi(p), p.at(s))))


@accepts
def D_mul(p):
    a, b = xi(p), p.at(z, "i")
    t = d(p, p.mul(a, b, a))
    return (p.step("D_mul", term=t), t,
            p.add(p.mul(d(p, a), b, a), p.mul(a, d(p, b), a), p.mul(a, b, d(p, a))))


@refuses("D_mul", "the derivative is not of a mul")
def D_mul_of_a_sum(p):
    p.step("D_mul", term=d(p, p.add(xi(p), p.at(s))))


@accepts
def D_sum(p):
    t = d(p, p.sum("i", xi(p)))
    return p.step("D_sum", term=t), t, p.sum("i", d(p, xi(p)))


@refuses("D_sum", "mentions a variable of the sum")
def D_sum_with_capture(p):
    p.step("D_sum", term=d(p, p.sum("j", xi(p, "j"))))


@accepts
def D_pow(p):
    t = d(p, p.pow(xi(p), "-1/2"))
    return p.step("D_pow", term=t), t, p.mul(p.num("-1/2"), p.pow(xi(p), "-3/2"), d(p, xi(p)))


@refuses("D_pow", "the derivative is not of a pow")
def D_pow_of_a_function(p):
    p.step("D_pow", term=d(p, p.fn("g", xi(p))))


@accepts
def D_fn(p):
    t = d(p, p.fn("g", xi(p), 2))
    return p.step("D_fn", term=t), t, p.mul(p.fn("g", xi(p), 3), d(p, xi(p)))


@refuses("D_fn", "the derivative is not of a fn")
def D_fn_of_a_symbol(p):
    p.step("D_fn", term=d(p, xi(p)))


@accepts
def D_constant(p):
    t = d(p, p.delta("i", "j"))
    return p.step("D_constant", term=t), t, p.num(0)


@refuses("D_constant", "not a constant")
def D_constant_of_a_symbol(p):
    p.step("D_constant", term=d(p, p.at(s)))


@accepts
def D_self(p):
    t = p.D(p.at(A, "i", "j"), "A", [], ["o", "r"])
    return p.step("D_self", term=t), t, p.mul(p.delta("i", "o"), p.delta("j", "r"))


@refuses("D_self", "y[l] is not y[L]")
def D_self_of_another_member(p):
    p.step("D_self", term=p.D(p.at(y("l"), "i"), "y", ["L"], ["j"]))


@refuses("D_self", "not provable")
def D_self_out_of_the_shape(p):
    """There is no x_{n+1} to differentiate by."""
    p.step("D_self", term=d(p, xi(p, "n+1"), "n+1"))


@accepts
def D_family(p):
    t = p.D(p.at(W("l"), "i", "j"), "W", ["2"], ["o", "r"])
    return p.step("D_family", term=t), t, p.mul(p.delta("l", "2"), p.delta("i", "o"), p.delta("j", "r"))


@refuses("D_family", "not members of one undefined family")
def D_family_that_is_defined(p):
    p.step("D_family", term=p.D(p.at(y("l"), "i"), "y", ["L"], ["j"]))


@refuses("D_family", "not members of one undefined family")
def D_family_of_two_names(p):
    p.step("D_family", term=p.D(xi(p), "z", [], ["j"]))


@accepts
def D_independent(p):
    t = d(p, p.at(W("l"), "i", "j"))
    return p.step("D_independent", term=t, region=[["W", [[1, P("L")]]]], ancestors=[]), t, p.num(0)


@accepts
def D_independent__of_a_later_layer(p):
    t = p.D(p.at(y("2"), "i"), "W", ["3"], ["i", "j"])
    region = [["y", [[0, 2]]], ["W", [[1, 2]]], ["x", []]]
    return p.step("D_independent", term=t, region=region, ancestors=[]), t, p.num(0)


@refuses("D_independent", "may lie in the region")
def D_independent_of_what_it_uses(p):
    p.step("D_independent", term=d(p, p.at(q)), region=[["q", []], ["x", []]], ancestors=[])


@refuses("D_independent", "x is not known to lie in the region")
def D_independent_with_a_region_too_small(p):
    p.step("D_independent", term=d(p, p.at(q)), region=[["q", []]], ancestors=[])


@refuses("D_independent", "x is not known to lie in the region")
def D_independent_through_a_definition(p):
    p.step("D_independent", term=p.D(p.at(y("2"), "i"), "W", ["3"], ["i", "j"]),
           region=[["y", [[0, 2]]], ["W", [[1, 2]]]], ancestors=[])


@refuses("D_independent", "may share members of x")
def D_independent_with_common_ancestors(p):
    """x is not q, but q depends on x: neither 0 nor anything else."""
    p.step("D_independent", term=p.D(xi(p), "q"), region=[["x", []]], ancestors=[["x", []]])


@refuses("D_independent", "x is not known to lie in the ancestors")
def D_independent_with_ancestors_hidden(p):
    p.step("D_independent", term=p.D(xi(p), "q"), region=[["x", []]], ancestors=[])


@refuses("D_independent", "may lie in the region")
def D_independent_of_a_member_in_the_middle(p):
    p.step("D_independent", term=p.D(p.at(y("2"), "i"), "W", ["l"], ["i", "j"]),
           region=[["y", [[0, 2]]], ["W", [[1, 2]]], ["x", []]], ancestors=[])


def chain(p, of=None, by=("y", "1"), through=("y", "2"), region=None, ancestors=None, names=("o",)):
    """∂y_3/∂y_1 through y_2, if nothing is changed."""
    t = p.D(p.at(y("3") if of is None else of, "i"), by[0], [by[1]], ["j"])
    return t, dict(
        term=t, through=[through[0], [P(through[1])]], names=list(names),
        region=region or [["y", [[2, 3]]], ["W", [[3, 3]]]],
        ancestors=ancestors or [["y", [[0, 1]]], ["W", [[1, 2]]], ["x", []]])


@accepts
def D_chain(p):
    t, arguments = chain(p)
    right = p.sum("o", p.mul(p.D(p.at(y("3"), "i"), "y", ["2"], ["o"]), p.D(p.at(y("2"), "o"), "y", ["1"], ["j"])))
    return p.step("D_chain", **arguments), t, right


@refuses("D_chain", "y[1] is not known to lie in the region")
def D_chain_past_a_skip_connection(p):
    skip = sym("skip", [], ["n"])
    t, arguments = chain(p, of=skip, region=[["skip", []], ["y", [[2, 2]]]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "y[1] may lie in the region")
def D_chain_with_the_variable_in_the_region(p):
    skip = sym("skip", [], ["n"])
    t, arguments = chain(p, of=skip, region=[["skip", []], ["y", [[1, 2]]], ["W", [[1, 1]]], ["y", [[0, 0]]], ["x", []]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "may share members of A")
def D_chain_with_tied_weights(p):
    tied = lambda l: sym("tied", [l], ["n"])
    t, arguments = chain(p, of=tied("3"), by=("tied", "1"), through=("tied", "2"),
                         region=[["tied", [[2, 3]]], ["A", []]], ancestors=[["tied", [[0, 1]]], ["A", []], ["x", []]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "W[l] is not known to lie in the region")
def D_chain_with_a_region_too_small(p):
    t, arguments = chain(p, region=[["y", [[2, 3]]]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "may be y[1] itself")
def D_chain_through_the_variable(p):
    t, arguments = chain(p, through=("y", "1"))
    p.step("D_chain", **arguments)


@refuses("D_chain", "free in the term")
def D_chain_with_capture(p):
    t, arguments = chain(p, names=["j"])
    p.step("D_chain", **arguments)


@refuses("D_chain", "wanted is 1..n")
def D_chain_over_another_range(p):
    t, arguments = chain(p, names=["u"])
    p.step("D_chain", **arguments)


@refuses("D_chain", "is not known to lie in the ancestors")
def D_chain_with_ancestors_too_few(p):
    t, arguments = chain(p, ancestors=[["y", [[0, 1]]], ["W", [[1, 2]]]])
    p.step("D_chain", **arguments)


# ---------------------------------------------------------------- induction (see also test_spikes)

@accepts
def hypothesis(p):
    t, r = p.at(y("lay+1"), "i"), p.at(y("lay+1"), "j")
    step = p.step("hypothesis", left=t, right=r, variable="lay")
    return p.step("trans", step, p.step("sym", step)), t, t


@refuses("hypothesis", "mentions other variables")
def hypothesis_over_a_dependent_range(p):
    p.step("hypothesis", left=xi(p, "c"), right=xi(p, "c"), variable="c")


def same_layers(p, **changes):
    """y_m − y_m = 0 for m = L … 1, whose step is proved without the hypothesis."""
    zero = lambda m: (p.add(p.at(y(m), "i"), p.mul(p.num(-1), p.at(y(m), "i"))), p.num(0))
    left, right = zero("lay")
    base_left, _ = zero("L")
    base = p.step("ring", left=base_left, right=right)
    step = p.step("ring", left=left, right=right)
    return p.step("induction", **(dict(left=left, right=right, variable="lay", base=base, step=step,
                                       value=P("l")) | changes)), zero("l")


@accepts
def induction(p):
    step, (left, right) = same_layers(p)
    return step, left, right


@refuses("induction", "not provable")
def induction_past_the_top(p):
    same_layers(p, value=P("L+1"))


@refuses("induction", "the base, left side")
def induction_with_the_base_elsewhere(p):
    same_layers(p, base=1)


@refuses("induction", "the step, left side")
def induction_with_the_step_elsewhere(p):
    same_layers(p, step=0)


@refuses("induction", "the hypothesis, left side")
def induction_from_itself(p):
    """The hypothesis must be about m + 1, not about m."""
    left = p.add(p.at(y("lay"), "i"), p.mul(p.num(-1), p.at(y("lay"), "i")))
    base_left = p.add(p.at(y("L"), "i"), p.mul(p.num(-1), p.at(y("L"), "i")))
    base = p.step("ring", left=base_left, right=p.num(0))
    assumed = p.step("hypothesis", left=left, right=p.num(0), variable="lay")
    p.step("induction", left=left, right=p.num(0), variable="lay", base=base, step=assumed, value=P("l"))


@refuses("induction", "does not mention lay")
def induction_over_nothing(p):
    t = p.step("ring", left=p.add(xi(p), p.mul(p.num(-1), xi(p))), right=p.num(0))
    p.step("induction", left=p.add(xi(p), p.mul(p.num(-1), xi(p))), right=p.num(0), variable="lay",
           base=t, step=t, value=P("l"))


# ---------------------------------------------------------------- powers and known functions

@accepts
def reciprocal(p):
    t = p.add(p.at(pos), p.fn("exp", xi(p)), p.pow(xi(p), 2))
    return p.step("reciprocal", term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@accepts
def reciprocal__of_a_nonzero(p):
    t = p.mul(p.num(-2), p.at(non))
    return p.step("reciprocal", term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@refuses("reciprocal", "the premise does not end in the base")
def reciprocal_of_another_base(p):
    p.step("reciprocal", p.step("entry_of", term=p.at(["transpose", A], "i", "j")), term=xi(p))


@accepts
def power_split(p):
    t = p.pow(p.fn("exp", xi(p)), "3/2")
    return (p.step("power_split", term=t, exponents=["1", "1/2"]), t,
            p.mul(p.pow(p.fn("exp", xi(p)), 1), p.pow(p.fn("exp", xi(p)), "1/2")))


@refuses("power_split", "do not add up")
def power_split_with_an_exponent_lost(p):
    p.step("power_split", term=p.pow(p.at(pos), "3/2"), exponents=["1", "1"])


@accepts
def power_power(p):
    t = p.pow(p.pow(p.at(pos), 2), "1/2")
    return p.step("power_power", term=t), t, p.pow(p.at(pos), 1)


@refuses("power_power", "not a power of a power")
def power_power_of_a_symbol(p):
    p.step("power_power", term=p.pow(xi(p), 2))


@accepts
def power_mul(p):
    t = p.pow(p.mul(xi(p), p.at(s)), -1)
    return p.step("power_mul", term=t), t, p.mul(p.pow(xi(p), -1), p.pow(p.at(s), -1))


@refuses("power_mul", "is not known to be ≥ 0")
def power_mul_of_a_root(p):
    """√((−1)(−1)) is not √−1 √−1."""
    p.step("power_mul", term=p.pow(p.mul(xi(p), p.at(s)), "1/2"))


@accepts
def power_number(p):
    t = p.pow(p.num("-2/3"), -2)
    return p.step("power_number", term=t), t, p.num("9/4")


@refuses("power_number", "not a small integer power")
def power_number_of_a_root(p):
    p.step("power_number", term=p.pow(p.num(4), "1/2"))


@accepts
def exp_zero(p):
    t = p.fn("exp", p.num(0))
    return p.step("exp_zero", term=t), t, p.num(1)


@refuses("exp_zero", "the argument is not 0")
def exp_zero_of_one(p):
    p.step("exp_zero", term=p.fn("exp", p.num(1)))


@accepts
def exp_add(p):
    t = p.fn("exp", p.add(xi(p), p.at(s)))
    return p.step("exp_add", term=t), t, p.mul(p.fn("exp", xi(p)), p.fn("exp", p.at(s)))


@refuses("exp_add", "not exp of a add")
def exp_add_of_a_product(p):
    p.step("exp_add", term=p.fn("exp", p.mul(xi(p), p.at(s))))


@refuses("exp_add", "not exp of a add")
def exp_add_of_another_function(p):
    p.step("exp_add", term=p.fn("g", p.add(xi(p), p.at(s))))


@accepts
def exp_power(p):
    t = p.pow(p.fn("exp", xi(p)), "-1/2")
    return p.step("exp_power", term=t), t, p.fn("exp", p.mul(p.num("-1/2"), xi(p)))


@refuses("exp_power", "not a power of exp")
def exp_power_of_log(p):
    p.step("exp_power", term=p.pow(p.fn("log", xi(p)), 2))


@accepts
def log_exp(p):
    t = p.fn("log", p.fn("exp", xi(p)))
    return p.step("log_exp", term=t), t, xi(p)


@refuses("log_exp", "not log of exp")
def log_exp_of_log(p):
    p.step("log_exp", term=p.fn("log", p.fn("log", xi(p))))


@accepts
def log_one(p):
    return p.step("log_one", term=p.fn("log", p.num(1))), p.fn("log", p.num(1)), p.num(0)


@refuses("log_one", "the argument is not 1")
def log_one_of_zero(p):
    p.step("log_one", term=p.fn("log", p.num(0)))


@accepts
def log_mul(p):
    a, b = p.at(pos), p.fn("exp", xi(p))
    t = p.fn("log", p.mul(a, b))
    return p.step("log_mul", term=t), t, p.add(p.fn("log", a), p.fn("log", b))


@refuses("log_mul", "not log of a mul")
def log_mul_of_a_sum(p):
    p.step("log_mul", term=p.fn("log", p.add(xi(p), p.at(s))))


@accepts
def log_pow(p):
    t = p.fn("log", p.pow(p.at(pos), "-1/2"))
    return p.step("log_pow", term=t), t, p.mul(p.num("-1/2"), p.fn("log", p.at(pos)))


@refuses("log_pow", "not log of a pow")
def log_pow_of_a_product(p):
    p.step("log_pow", term=p.fn("log", p.mul(xi(p), xi(p))))


@accepts
def exp_log(p):
    t = p.fn("exp", p.fn("log", p.at(pos)))
    return p.step("exp_log", term=t), t, p.at(pos)


@refuses("exp_log", "not exp of log")
def exp_log_of_exp(p):
    p.step("exp_log", term=p.fn("exp", p.fn("exp", xi(p))))


@accepts
def function_derivative(p):
    t = p.fn("log", xi(p), 1)
    return p.step("function_derivative", term=t), t, p.pow(xi(p), -1)


@refuses("function_derivative", "has no rule")
def function_derivative_of_an_unknown(p):
    p.step("function_derivative", term=p.fn("g", xi(p), 1))


# ---------------------------------------------------------------- composite indices

B, C = sym("B", [], ["n", "m"]), sym("C", [], ["m", "n"])


def pair(q, r):
    return [P(q), P(r)]


@accepts
def composite_entry(p):
    t = p.at(["kronecker", A, B], "n j-n+i", "m o-m+u")
    step = p.step("composite_entry", term=t, places=[pair("j", "i"), pair("o", "u")])
    return step, t, p.mul(p.at(A, "j", "o"), p.at(B, "i", "u"))


@accepts
def composite_entry__of_vec(p):
    t = p.at(["vec", B], "n u-n+i")
    return p.step("composite_entry", term=t, places=[pair("u", "i")]), t, p.at(B, "i", "u")


@refuses("composite_entry", "is not m times")
def composite_entry_of_the_row_major_vec(p):
    """vec is column-major: its strides are the number of rows, n."""
    p.step("composite_entry", term=p.at(["vec", C], "n u-n+i"), places=[pair("i", "u")])


@refuses("composite_entry", "not provable")
def composite_entry_with_a_remainder_too_large(p):
    p.step("composite_entry", term=p.at(["vec", B], "n j-n+u"), places=[pair("j", "u")])


@refuses("composite_entry", "not an entry of ⊗ or vec")
def composite_entry_of_a_product(p):
    p.step("composite_entry", term=p.at(matmul(A, A), "i", "j"), places=[pair("1", "i"), pair("1", "j")])


@accepts
def delta_radix(p):
    step = p.step("delta_radix", extent=P("n"), left=pair("u", "i"), right=pair("u2", "j"))
    return step, p.delta("n u-n+i", "n u2-n+j"), p.mul(p.delta("u", "u2"), p.delta("i", "j"))


@refuses("delta_radix", "not provable")
def delta_radix_with_a_remainder_too_large(p):
    """1·2 + 1 = 1·1 + 2 though (2, 1) and (1, 2) differ: 2 is no remainder for K = 1."""
    p.step("delta_radix", extent=P("n"), left=pair("u", "i"), right=pair("i", "u"))


def composed(p):
    """x[k b2 − k + b1] + the same = 2 x[…], for b2 in 1..m, b1 in 1..k."""
    t = p.at(x, "k b2-k+b1")
    return p.step("ring", left=p.add(t, t), right=p.mul(p.num(2), t))


@accepts
def radix(p):
    left, right = p.add(xi(p, "big"), xi(p, "big")), p.mul(p.num(2), xi(p, "big"))
    return p.step("radix", composed(p), left=left, right=right, variable="big", parts=["b2", "b1"]), left, right


@refuses("radix", "is not k m")
def radix_with_another_quotient(p):
    left, right = p.add(xi(p, "big"), xi(p, "big")), p.mul(p.num(2), xi(p, "big"))
    p.step("radix", composed(p), left=left, right=right, variable="big", parts=["j", "b1"])


@refuses("radix", "the premise, left side")
def radix_with_the_parts_exchanged(p):
    left, right = p.add(xi(p, "big"), xi(p, "big")), p.mul(p.num(2), xi(p, "big"))
    p.step("radix", composed(p), left=left, right=right, variable="big", parts=["b1", "b2"])


@refuses("radix", "the premise speaks of big itself")
def radix_of_one_value(p):
    """The premise holds for the composed value of one big, not for each."""
    t = p.at(x, "big")
    known = p.step("ring", left=p.add(t, t), right=p.mul(p.num(2), t))
    p.step("radix", known, left=p.add(t, t), right=p.mul(p.num(2), t), variable="big", parts=["b2", "b1"])


@refuses("radix", "has another meaning")
def radix_with_capture(p):
    t = p.mul(xi(p, "big"), xi(p, "b1"))
    p.step("radix", composed(p), left=t, right=t, variable="big", parts=["b2", "b1"])


@refuses("radix", "a hypothesis fixes lay")
def radix_over_the_fixed_label(p):
    t, each = p.at(y("lay+one-1"), "1"), p.at(y("layers"), "1")
    h = p.step("hypothesis", left=t, right=t, variable="lay")
    p.step("radix", h, left=each, right=each, variable="layers", parts=["lay", "one"])
