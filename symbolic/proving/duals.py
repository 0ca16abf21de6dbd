r"""Scalars: integers, fractions, intervals where a number is irrational, and dual numbers.

Integers are kept as long as possible, since they are several times faster; a
fraction arises only by division, an ``Interval`` only by an irrational root or
a known function such as exp.
"""
from __future__ import annotations

from fractions import Fraction
from typing import Callable

from .intervals import Interval, Undefined, floor_root, root


LARGEST_EXPONENT = 1000


class Dual:
    r"""value + Σ_s parts[s] ε_s, where ε_s ε_t = 0: a number with its first derivatives.

    ``tag`` names the derivative that the ε belong to; the seeds s number the
    entries of its variable.  A younger derivative has the greater tag and
    stands outside: value and parts are numbers of smaller tags only, so the
    infinitesimals of nested derivatives are never confused.
    """

    __slots__ = ("tag", "value", "parts")

    def __init__(self, tag: int, value, parts: dict):
        self.tag, self.value, self.parts = tag, value, parts

    def __add__(self, other):
        if type(other) is not Dual or other.tag < self.tag:
            return Dual(self.tag, self.value + other, self.parts)
        if other.tag > self.tag:
            return Dual(other.tag, self + other.value, other.parts)
        return Dual(self.tag, self.value + other.value, _joined(self.parts, other.parts))

    __radd__ = __add__

    def __mul__(self, other):
        if type(other) is not Dual or other.tag < self.tag:
            return Dual(self.tag, self.value * other, {s: p * other for s, p in self.parts.items()})
        if other.tag > self.tag:
            return Dual(other.tag, self * other.value, {s: self * p for s, p in other.parts.items()})
        a, b = self.value, other.value
        left = {s: p * b for s, p in self.parts.items()} if b else {}
        right = {s: a * p for s, p in other.parts.items()} if a else {}
        return Dual(self.tag, a * b, _joined(left, right))

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"Dual({self.tag}, {self.value}, {self.parts})"


def _joined(a: dict, b: dict) -> dict:
    if not a or not b:
        return a or b
    result = dict(a)
    for seed, part in b.items():
        result[seed] = result[seed] + part if seed in result else part
    return result


def part(x, tag: int, seed: int):
    """The coefficient of ε_seed of the derivative ``tag`` in ``x``."""
    return x.parts.get(seed, 0) if type(x) is Dual and x.tag == tag else 0


def primal(x):
    """``x`` without its infinitesimals."""
    while type(x) is Dual:
        x = x.value
    return x


def lift(derivative: Callable[[int, object], object], order: int, x):
    """f^{(order)}(x), where ``derivative(k, r)`` is f^{(k)} at a number without ε.

    f(v + Σ p ε) = f(v) + f'(v) Σ p ε, at every level of nesting.
    """
    if type(x) is not Dual:
        return derivative(order, x)
    slope = lift(derivative, order + 1, x.value) if x.parts else 0
    parts = {s: slope * p for s, p in x.parts.items()} if slope else {}
    return Dual(x.tag, lift(derivative, order, x.value), parts)


def power(x, exponent: Fraction):
    """x^exponent; raises ``Undefined`` at a pole and for roots of negative numbers."""
    def derivative(order: int, r):
        factor = 1
        for k in range(order):
            factor *= exponent - k
        return simplest(factor * rational_power(r, exponent - order)) if factor else 0

    return lift(derivative, 0, x)


def rational_power(r, exponent: Fraction):
    """r^exponent for an r without ε: exact if it is rational, else enclosed.

    Raises ``Undefined`` for a negative power of what may be zero, for a root of
    what may be negative, and for exponents that are very large.
    """
    if abs(exponent.numerator) > LARGEST_EXPONENT or exponent.denominator > LARGEST_EXPONENT:
        raise Undefined(f"the power {exponent} is too large to evaluate")
    if exponent < 0 and r == 0:
        raise Undefined("division by zero")
    if exponent.denominator != 1:
        if r < 0:
            raise Undefined(f"the power {exponent} of the negative number {r}")
        r = rational_root(r, exponent.denominator)
    n = exponent.numerator
    return r ** n if n >= 0 else simplest(Fraction(1) / r ** -n)


def rational_root(r, degree: int):
    """The root of r ≥ 0, exact if it is rational."""
    if isinstance(r, Interval):
        return root(r, degree)
    r = Fraction(r)
    found = Fraction(floor_root(r.numerator, degree), floor_root(r.denominator, degree))
    return simplest(found) if found ** degree == r else root(r, degree)


def reciprocal(x):
    """1/x; raises ``Undefined`` at zero."""
    return power(x, Fraction(-1))


def simplest(r):
    """``r`` as an int if it is one."""
    return r.numerator if type(r) is Fraction and r.denominator == 1 else r
