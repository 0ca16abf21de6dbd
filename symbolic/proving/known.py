r"""The known functions: exp, log, sin … with all their derivatives, as numbers.

A value that is rational at a rational argument for a plain reason (e^0 = 1,
log 1 = 0, sin 0 = 0) is given exactly; any other one is enclosed by an interval.
A function made of others (tanh, the logistic function …) is given by its formula,
which is differentiated by dual numbers.
"""
from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import Callable, NamedTuple

from . import intervals
from .duals import Dual, lift, part, power, reciprocal, simplest
from .intervals import Undefined


class Known(NamedTuple):
    """A function by ``at(order, x)``: its derivative of that order at a number without ε."""

    at: Callable[[int, object], object]


def differentiated(formula: Callable, order: int, x):
    """The derivative of that order of a formula on numbers: one dual number inside the other."""
    for tag in range(1, order + 1):
        x = Dual(tag, x, {0: 1})
    y = formula(x)
    for tag in range(order, 0, -1):
        y = part(y, tag, 0)
    return y


def made_of(formula: Callable) -> Known:
    return Known(lambda order, x: differentiated(formula, order, x))


def _exp(order: int, x):
    return 1 if _is_exactly(x, 0) else intervals.exp(x)


def _log(order: int, x):
    """log^{(k)} x = (−1)^{k−1} (k−1)! x^{−k}; only for x > 0."""
    if x <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    if order:
        return simplest(power(x, Fraction(-order)) * (factorial(order - 1) * (-1) ** (order - 1)))
    return 0 if _is_exactly(x, 1) else intervals.log(x)


def _wave(shift: int) -> Known:
    """sin for 0, cos for 1: each derivative is a quarter of a period further."""
    def at(order: int, x):
        quarter = (order + shift) % 4
        if _is_exactly(x, 0):
            return (0, 1, 0, -1)[quarter]
        value = (intervals.cos if quarter % 2 else intervals.sin)(x)
        return -value if quarter > 1 else value
    return Known(at)


def _arctan(order: int, x):
    if order:
        return differentiated(lambda z: reciprocal(z * z + 1), order - 1, x)
    return 0 if _is_exactly(x, 0) else intervals.arctan(x)


def _kinked(left: int, right: int) -> Known:
    """z ↦ left·z for z < 0, right·z for z > 0; no derivative at 0."""
    def at(order: int, x):
        if _is_exactly(x, 0) and not order:
            return 0
        if x == 0:
            raise Undefined("the derivative at a kink, or a sign that cannot be told")
        slope = right if x > 0 else left
        return slope * x if not order else slope if order == 1 else 0
    return Known(at)


def _is_exactly(x, value: int) -> bool:
    return not isinstance(x, intervals.Interval) and x == value


EXP, LOG, SIN, COS = Known(_exp), Known(_log), _wave(0), _wave(1)


def _of(known: Known, z):
    return lift(known.at, 0, z)


KNOWN: dict[str, Known] = {
    "exp": EXP, "log": LOG, "sin": SIN, "cos": COS, "arctan": Known(_arctan),
    "tan": made_of(lambda z: _of(SIN, z) * reciprocal(_of(COS, z))),
    "sinh": made_of(lambda z: (_of(EXP, z) + _of(EXP, z * -1) * -1) * Fraction(1, 2)),
    "cosh": made_of(lambda z: (_of(EXP, z) + _of(EXP, z * -1)) * Fraction(1, 2)),
    "tanh": made_of(lambda z: reciprocal(_of(EXP, z * 2) + 1) * -2 + 1),
    "sigmoid": made_of(lambda z: reciprocal(_of(EXP, z * -1) + 1)),
    "softplus": made_of(lambda z: _of(LOG, _of(EXP, z) + 1)),
    "relu": _kinked(0, 1), "abs": _kinked(-1, 1),
}
