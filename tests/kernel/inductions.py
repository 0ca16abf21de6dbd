"""Rows for the rules of induction (see also test_spikes)."""
from __future__ import annotations

from handwritten import P
from laboratory import xi, y
from rows import accepts, refuses


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
