"""Rules of order: the largest of some numbers, and functions that keep or turn the order.

``max(v. t)`` is the largest value of t for v in its range, and 0 if the range
is empty; ``largest(t₁, …)`` the largest of at least one term.  A *family* is
what either ranges over: the rules below are the same for both.
"""
from __future__ import annotations

from typing import Callable

from .claim import KNOWN_FUNCTIONS
from .expressions import read_rational
from .integers import Refused
from .replay import Equation, Step, show
from .rules_finite import cong_over
from .rules_scalars import sign
from .terms import Term, walk


class Family:
    """A step's ``variable`` and ``rest``, a term with it; or a list of terms ``rest``.

    ``over(f)`` is the largest f(s) for s in the family, ``outside`` the name that
    what stands outside must not mention.
    """

    def __init__(self, step: Step):
        self.store = step.store
        self.variable = step.variable() if "variable" in step.data else None
        self.rest = [step.term("rest")] if self.variable else step.terms("rest")
        if not self.rest:
            raise Refused("a family of no terms has no largest one")

    def need_nonempty(self, step: Step) -> None:
        if self.variable is not None:
            name, lower, upper = self.variable
            step.need(upper - lower, f"the range {lower}..{upper} of {name} is not empty")

    def need_outside(self, t: Term) -> None:
        if self.variable is not None and self.variable[0] in t.names:
            raise Refused(f"{show(t)} mentions {self.variable[0]}")

    def over(self, f: Callable[[Term], Term]) -> Term:
        terms = [f(s) for s in self.rest]
        if self.variable is None:
            return self.store.largest(terms)
        return self.store.sum_over([self.variable], terms[0], "max")


def max_cong(step: Step) -> Equation:
    """l = r for all v gives max_v l = max_v r."""
    return cong_over(step, [step.variable()], "max")


def max_constant(step: Step) -> Equation:
    """max_v t = t if t does not mention v and the range of v is not empty."""
    family = Family(step)
    if family.variable is None:
        raise Refused("a maximum over a variable is wanted")
    (t,) = family.rest
    family.need_outside(t)
    family.need_nonempty(step)
    return step.conclude(family.over(lambda s: s), t)


def max_single(step: Step) -> Equation:
    """max_v t = t[v:=lower] if the range of v is one number."""
    t = step.term(op="max")
    _, lower, upper, _ = t.parts
    if lower != upper:
        raise Refused(f"the range {lower}..{upper} is not one number")
    return step.conclude(t, step.store.open(t, (lower,)))


def max_order(step: Step) -> Equation:
    """max_v max_w t = max_w max_v t if neither range mentions the other variable.

    Over an empty range both are 0.
    """
    v, w = step.pair()
    if v[0] in w[1].names | w[2].names or w[0] in v[1].names | v[2].names:
        raise Refused(f"the range of {v[0]} or {w[0]} mentions the other")
    t, over = step.term("rest"), step.store.sum_over
    return step.conclude(over([v], over([w], t, "max"), "max"), over([w], over([v], t, "max"), "max"))


def max_shift(step: Step) -> Equation:
    """max (c + s) = c + max s over a family that is not empty, c outside."""
    family, c, add = Family(step), step.term("shift"), step.store.add
    family.need_outside(c)
    family.need_nonempty(step)
    return step.conclude(family.over(lambda s: add([c, s])), add([c, family.over(lambda s: s)]))


def max_scale(step: Step) -> Equation:
    """max (c s) = c max s over a family, for c ≥ 0 outside."""
    family, c, mul = Family(step), step.term("factor"), step.store.mul
    family.need_outside(c)
    if sign(step, c) == 0:
        raise Refused(f"{show(c)} is not known to be ≥ 0")
    return step.conclude(family.over(lambda s: mul([c, s])), mul([c, family.over(lambda s: s)]))


def max_function(step: Step) -> Equation:
    """max f(s) = f(max s) over a family that is not empty, for f nondecreasing.

    For f nonincreasing max f(s) = f(min s); with ``sign`` −1 the same of −f:
    max −f(s) = −f(min s) for f nondecreasing, −f(max s) for f nonincreasing.
    Here min s is −max(−s).  For log all s > 0 is provable.
    """
    family, name, direction = Family(step), step.data.get("function"), step.data.get("sign")
    if type(direction) is not int or direction not in (1, -1):
        raise Refused(f"the sign is not ±1 but {direction!r:.40}")
    monotone = rising(step, name, family.rest, step.premises)
    family.need_nonempty(step)
    signed = lambda t: t if direction == 1 else step.store.mul([step.store.num(-1), t])
    apply = lambda s: signed(step.store.term("fn", name, 0, s))
    negative = lambda s: step.store.mul([step.store.num(-1), s])
    extreme = family.over(lambda s: s) if monotone == direction else negative(family.over(negative))
    return step.conclude(family.over(apply), apply(extreme))


def rising(step: Step, name, arguments: list[Term], slopes: list[Equation]) -> int:
    """1 if the function is nondecreasing where the arguments are, −1 if it is nonincreasing.

    ``slopes`` is the one premise about its derivative if it is defined by a
    formula, else empty or not looked at.
    """
    if type(name) is str and name in step.claim.function_definitions:
        return _rising_by_derivative(step, name, slopes)
    if name == "log":
        for s in arguments:
            if sign(step, s) < 2:
                raise Refused(f"{show(s)} is not known to be > 0")
        return 1
    monotone = step.claim.symbols.monotone.get(name) if type(name) is str else None
    if monotone is None:
        raise Refused(f"{name!r:.80} is not known to be nondecreasing or nonincreasing")
    if name not in KNOWN_FUNCTIONS:
        step.properties.add(("nondecreasing" if monotone == 1 else "nonincreasing", name))
    return monotone


def _rising_by_derivative(step: Step, name: str, slopes: list[Equation]) -> int:
    """f(z) = e is nondecreasing if ∂e/∂z = T unconditionally, by the premise, and T ≥ 0 is provable.

    The formula may use exp, sin and cos only: others may not be defined everywhere.
    """
    parameter, body = step.claim.function_definitions[name]
    if len(slopes) != 1:
        raise Refused(f"1 premise wanted, {len(slopes)} given")
    (p,), store = slopes, step.store
    if any(n.op == "apply" and n.parts[0] not in ("exp", "sin", "cos") for n in walk(body)):
        raise Refused(f"the formula that defines {name} uses another function")
    step.need_same("the premise is not about the derivative of the formula", p.left,
                   store.term("D", store.term("at", body, ()), parameter, (), ()))
    if p.used or p.assumptions or p.hypotheses or p.conditions:
        raise Refused("the premise uses a definition, an assumption or a condition")
    if sign(step, p.right) == 0:
        raise Refused(f"{show(p.right)} is not known to be ≥ 0")
    return 1


def max_power(step: Step) -> Equation:
    """max s^q = (max s)^q over a family that is not empty, for q > 0 and all s ≥ 0, or q an odd number > 0."""
    family, q = Family(step), read_rational(step.data.get("exponent"))
    if q <= 0:
        raise Refused(f"the exponent {q} is not > 0")
    if q.denominator != 1 or q % 2 == 0:
        for s in family.rest:
            if sign(step, s) == 0:
                raise Refused(f"{show(s)} is not known to be ≥ 0")
    family.need_nonempty(step)
    power = lambda t: step.store.term("pow", t, q)
    return step.conclude(family.over(power), power(family.over(lambda s: s)))


def max_among(step: Step) -> Equation:
    """largest(c₁, …, max_v s) = max_v largest(c₁, …, s), the range of v not empty; ``others`` are the c."""
    family, others = Family(step), step.terms("others")
    if family.variable is None or not others:
        raise Refused("a maximum over a variable and other terms are wanted")
    for c in others:
        family.need_outside(c)
    family.need_nonempty(step)
    largest = step.store.largest
    return step.conclude(largest([*others, family.over(lambda s: s)]), family.over(lambda s: largest([*others, s])))


def largest_drop(step: Step) -> Equation:
    """largest(a, b, …) = largest(b, …) if the premise is b − a = d and d ≥ 0 is provable."""
    t, a, b, p = step.term(op="largest"), step.term("drop"), step.term("keep"), step.premise()
    if a is b or a not in t.parts or b not in t.parts:
        raise Refused("what is dropped and what is kept are two of the terms")
    step.need_same("the premise is not about their difference", p.left,
                   step.store.add([b, step.store.mul([step.store.num(-1), a])]))
    if sign(step, p.right) == 0:
        raise Refused(f"{show(p.right)} is not known to be ≥ 0")
    return step.conclude(t, step.store.largest([x for x in t.parts if x is not a]))


def largest_square(step: Step) -> Equation:
    """y² = (a + b) y − a b for y = largest(a, b), which is a or b."""
    y = step.term(op="largest")
    if len(y.parts) != 2:
        raise Refused(f"the largest of {len(y.parts)} terms, not of two")
    a, b = y.parts
    add, mul = step.store.add, step.store.mul
    right = add([mul([add([a, b]), y]), mul([step.store.num(-1), a, b])])
    return step.conclude(mul([y, y]), right)


def kinked_value(step: Step) -> Equation:
    """relu(t) = largest(0, t); abs(t) = largest(t, −t)."""
    t = step.term(op="fn")
    f, order, x = t.parts
    other = {"relu": step.store.num(0), "abs": step.store.mul([step.store.num(-1), x])}.get(f)
    if other is None or order != 0 or f not in step.claim.kinked:
        raise Refused(f"not relu or abs: {show(t)}")
    return step.conclude(t, step.store.largest([other, x]))


RULES = {
    f.__name__: f for f in (
        max_cong, max_constant, max_single, max_order, max_shift, max_scale, max_function, max_power, max_among,
        largest_drop, largest_square, kinked_value,
    )
}
