"""Rows for the rules of equality: chains, polynomial arithmetic, congruence, instances."""
from __future__ import annotations

from handwritten import P
from laboratory import cube, doubled, identity, pos, xi, y
from rows import accepts, refuses


@accepts
def refl(p):
    return identity(p, xi(p))


@refuses("refl", "not a term")
def refl_of_nothing(p):
    p.step("refl", term=999)


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
