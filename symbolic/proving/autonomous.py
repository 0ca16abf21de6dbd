r"""Functions that satisfy a given equation f^{(k)} = e(f, f′, …), for instances of a context.

They are sought among f = a + b s, where s is a function with s′ = p(s) for a polynomial p:
the logistic function (s − s²), tanh (1 − s²), e^{cz} (c s).  Every f^{(r)} is then a
polynomial in s, and s takes infinitely many values: the equation holds for all z
if and only if both sides are the same polynomial, which is computed exactly.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import NamedTuple

from symbolic.language.expressions import Add, Apply, Expression, Number, Power, Symbol, Times

from .known import KNOWN, Known, made_of, _of, EXP

Polynomial = tuple[Fraction, ...]
"""Coefficients by rising powers of s, no zero at the end."""


class Base(NamedTuple):
    """A function s with s′ = slope(s); ``text`` in LaTeX."""
    slope: Polynomial
    function: Known
    text: str


def _exponential(c: Fraction) -> Base:
    return Base(_poly((0, c)), made_of(lambda z: _of(EXP, z * c)), "e^z" if c == 1 else f"e^{{{'-' if c == -1 else c}z}}")


def _poly(coefficients) -> Polynomial:
    found = [Fraction(c) for c in coefficients]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


BASES = (Base(_poly((0, 1, -1)), KNOWN["sigmoid"], r"\frac{1}{1 + e^{-z}}"), Base(_poly((1, 0, -1)), KNOWN["tanh"], r"\tanh z"),
         *(_exponential(Fraction(c)) for c in (1, -1, 2, -2)))
PAIRS = tuple((a, b) for b, a in product((1, -1, 2, 0), (0, 1, -1, 2)))


class Solution(NamedTuple):
    """z ↦ a + b s(z)."""
    a: Fraction
    b: Fraction
    base: Base

    @property
    def text(self) -> str:
        shown = [str(self.a)] if self.a or not self.b else []
        shown += [{1: "", -1: "-"}.get(self.b, f"{self.b} \\cdot ") + self.base.text] if self.b else []
        return " + ".join(shown).replace("+ -", "- ")

    def at(self, order: int, z):
        value = self.base.function.at(order, z) * self.b if self.b else 0
        return value if order else value + self.a


def solutions(name: str, order: int, parameter: str, value: Expression) -> list[Solution]:
    """Those f = a + b s for which f^{(order)}(z) = value holds at every z, ``name`` being f and ``parameter`` z."""
    found = []
    for base, (a, b) in product(BASES, PAIRS):
        derivatives = [_poly((a, b))]
        for _ in range(order):
            derivatives.append(_multiply(_slope(derivatives[-1]), base.slope))
        if _value(value, name, parameter, derivatives) == derivatives[order] and (b or base is BASES[0]):
            found.append(Solution(Fraction(a), Fraction(b), base))
    return found


def _slope(p: Polynomial) -> Polynomial:
    return _poly(k * c for k, c in enumerate(p) if k)


def _add(p: Polynomial, q: Polynomial) -> Polynomial:
    size = max(len(p), len(q))
    return _poly(x + y for x, y in zip(p + (Fraction(0),) * (size - len(p)), q + (Fraction(0),) * (size - len(q))))


def _multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    made = [Fraction(0)] * max(len(p) + len(q) - 1, 0)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            made[i + j] += x * y
    return _poly(made)


def _value(e: Expression, name: str, parameter: str, derivatives: list[Polynomial]) -> Polynomial | None:
    """e as a polynomial in s, or None if it is none of f, f′, … at z."""
    match e:
        case Number(value=c):
            return _poly((c,))
        case Apply(function, order, Symbol(argument, (), ())) if function == name and argument == parameter and order < len(derivatives):
            return derivatives[order]
        case Add(args):
            parts = [_value(x, name, parameter, derivatives) for x in args]
            total: Polynomial = ()
            for part in parts:
                if part is None:
                    return None
                total = _add(total, part)
            return total
        case Times(a, b):
            p, q = (_value(x, name, parameter, derivatives) for x in (a, b))
            return None if p is None or q is None else _multiply(p, q)
        case Power(a, exponent) if exponent.denominator == 1 and 0 <= exponent <= 12:
            p = _value(a, name, parameter, derivatives)
            total = _poly((1,))
            for _ in range(int(exponent)):
                total = None if p is None else _multiply(total, p)
            return total
    return None
