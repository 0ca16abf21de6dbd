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


def _density(order: int, x):
    """φ′ = −x φ, and so on by the product rule."""
    return intervals.density(x) if order == 0 else differentiated(lambda z: _of(PHI, z) * z * -1, order - 1, x)


def _normal(order: int, x):
    if order:
        return _density(order - 1, x)
    return Fraction(1, 2) if _is_exactly(x, 0) else intervals.normal(x)


def _by_parts(*parts: tuple, border) -> Known:
    """Formulas f on parts of ℝ, (a, f) from a on, (None, f) first; a value ``border`` at the a, or none, and no derivative."""
    def at(order: int, x):
        formula = parts[0][1]
        for start, following in parts[1:]:
            if not isinstance(x, intervals.Interval) and x == start:
                if order or border is None:
                    raise Undefined("the border of two cases")
                return border(x)
            if x == start or (x > start) == (x < start):
                raise Undefined("a case that cannot be told")
            formula = following if x > start else formula
        return differentiated(formula, order, x)
    return Known(at)


def _is_exactly(x, value: int) -> bool:
    return not isinstance(x, intervals.Interval) and x == value


EXP, LOG, SIN, COS = Known(_exp), Known(_log), _wave(0), _wave(1)
PHI, NORMAL = Known(_density), Known(_normal)
SELU = Fraction("1.0507009873554804934193349852946"), Fraction("1.6732632423543772848170429916717")


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
    "Phi": NORMAL, "phi": PHI,
    "silu": made_of(lambda z: z * reciprocal(_of(EXP, z * -1) + 1)),
    "gelu": made_of(lambda z: z * _of(NORMAL, z)),
    "erf": made_of(lambda z: _of(NORMAL, z * power(2, Fraction(1, 2))) * 2 + -1),
    "sech": made_of(lambda z: reciprocal(_of(EXP, z) + _of(EXP, z * -1)) * 2),
    "coth": made_of(lambda z: reciprocal(_of(EXP, z * 2) + -1) * 2 + 1),
    "cot": made_of(lambda z: _of(COS, z) * reciprocal(_of(SIN, z))),
    "sec": made_of(lambda z: reciprocal(_of(COS, z))),
    "csc": made_of(lambda z: reciprocal(_of(SIN, z))),
    "leakyrelu": _by_parts((None, lambda z: z * Fraction(1, 100)), (0, lambda z: z), border=lambda x: 0),
    "elu": _by_parts((None, lambda z: _of(EXP, z) + -1), (0, lambda z: z), border=lambda x: 0),
    "selu": _by_parts((None, lambda z: (_of(EXP, z) + -1) * (SELU[0] * SELU[1])), (0, lambda z: z * SELU[0]),
                      border=lambda x: 0),
    "relu6": _by_parts((None, lambda z: z * 0), (0, lambda z: z), (6, lambda z: z * 0 + 6), border=lambda x: x),
    "hardtanh": _by_parts((None, lambda z: z * 0 + -1), (-1, lambda z: z), (1, lambda z: z * 0 + 1), border=lambda x: x),
    "sign": _by_parts((None, lambda z: z * 0 + -1), (0, lambda z: z * 0 + 1), border=lambda x: 0),
    "heaviside": _by_parts((None, lambda z: z * 0), (0, lambda z: z * 0 + 1), border=None),
}
