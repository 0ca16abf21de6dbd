r"""Whether SymPy expressions vanish identically.

Polynomials are expanded; where exponentials, logarithms or the like stand, to
simplify takes minutes, so the expressions are computed at several rational
points to three hundred digits.  Evidence for a second opinion, never a proof.
"""
from __future__ import annotations

from typing import Iterable

import mpmath
import sympy
from sympy import Dummy, expand

from .sympy_nodes import KNOWN_FUNCTIONS

TRANSCENDENTAL = tuple(KNOWN_FUNCTIONS.values())
POINTS, DIGITS = 3, 300  # functions in functions become large, and their differences lose digits
SMALL = mpmath.mpf(10) ** -25


def is_zero(expr) -> bool:
    """Whether one scalar expression vanishes."""
    return all_zero([expr])


def all_zero(exprs: Iterable) -> bool:
    """Whether all these scalar expressions vanish: looked at in one point, then expanded, or in more points."""
    left = [e for e in map(sympy.sympify, exprs) if e != 0]
    if not left:
        return True
    if not _vanish_at_points(left, 1):
        return False
    return not any(e.has(*TRANSCENDENTAL) for e in left) and all(expand(e) == 0 for e in left) \
        or _vanish_at_points(left, POINTS)


def _vanish_at_points(exprs: list, count: int) -> bool:
    """At ``count`` rational points, every unknown function being one polynomial of its own at each."""
    symbols = sorted(set().union(*(e.free_symbols for e in exprs)), key=str)
    for number in range(count):
        known = [_realised(e, number) for e in exprs]
        if not symbols:
            if not all(e == 0 or not e.is_Rational and abs(sympy.N(e, DIGITS)) < SMALL for e in known):
                return False
            continue
        values = [sympy.Rational(3 * k + 2 + 5 * number, 2 * k + 5 + number) for k in range(len(symbols))]
        if not _small(sympy.lambdify(symbols, known, "mpmath", cse=True), values):
            return False
    return True


def _small(function, values) -> bool:
    with mpmath.workdps(DIGITS):
        try:
            found = function(*(mpmath.mpf(v.p) / v.q for v in values))
        except ZeroDivisionError:
            return False
        return all(abs(x) < SMALL for x in found)


def _realised(expr, number: int):
    """The expression with a polynomial of degree four or five for every unknown function."""
    z = Dummy("z")
    polynomial = z / 3 + 2 * z ** 2 - z ** 3 / 2 + z ** 4 / 7 + number * z ** 5
    return expr.replace(lambda part: hasattr(part, "stem"),
                        lambda f: polynomial.diff(z, f.order).subs(z, f.args[0]))
