r"""Exponentials of commensurate arguments as powers of one: exp(t/2) and exp(t) are u and u².

The normal form writes exp(p/q · t) as the p-th power of exp(t/q); which unit
t/q serves all exponentials of a step shows only when its sides are compared.
"""
from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Iterable

from .record import Theorem
from .terms import Term
from .trace import Trace


def in_common_units(trace: Trace, atoms: Iterable[Term]) -> dict[Term, Theorem]:
    """For each exp(c t) among the atoms with another exp(c′ t) beside it: the theorem exp(c t) = exp(t/L)^{cL}."""
    groups: dict[tuple, dict[Term, Fraction]] = {}
    for a in atoms:
        found = _argument(trace, a)
        if found is not None:
            groups.setdefault(found[0], {})[a] = found[1]
    made = {}
    for monomial, members in groups.items():
        if len({abs(c) for c in members.values()}) > 1:
            common = lcm(*(c.denominator for c in members.values()))
            unit = trace.terms.fn("exp", 0, trace.terms.monomial(monomial, Fraction(1, common)))
            made |= {a: _as_power(trace, a, unit, c * common) for a, c in members.items() if a is not unit}
    return {a: p for a, p in made.items() if p is not None}


def _argument(trace: Trace, a: Term) -> tuple[tuple, Fraction] | None:
    """(t, c) of exp(c t) with c > 0 and t a product of atoms."""
    if a.op != "fn" or a.data != ("exp", 0):
        return None
    polynomial = trace.terms.polynomial(a.args[0])
    if len(polynomial) != 1:
        return None
    (monomial, c), = polynomial.items()
    return (monomial, c) if monomial and c > 0 else None


def _as_power(trace: Trace, a: Term, unit: Term, k: Fraction) -> Theorem | None:
    """a = unit^k."""
    if k.denominator != 1:
        return None
    power = trace.exp_power(trace.terms.pow(unit, k))
    same = trace.cong(a, [trace.ring(a.args[0], power.right.args[0])])
    return trace.trans(same, trace.sym(power))
