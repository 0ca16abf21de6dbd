"""Exact numbers with first derivatives: truncated power series.

``Jet(level, value, parts)`` is value + Σ_d parts[d] ε_d with ε_d ε_e = 0.
Levels keep nested derivatives apart: a jet of a lower level, or a plain
number, is a constant to a higher one.
"""
from __future__ import annotations

from fractions import Fraction

Exact = int | Fraction


class Jet:
    """A number with partial derivatives in named directions."""
    __slots__ = ("level", "value", "parts")

    def __init__(self, level: int, value, parts: dict):
        self.level, self.value, self.parts = level, value, parts

    def __add__(self, other):
        if isinstance(other, Jet):
            if other.level > self.level:
                return Jet(other.level, self + other.value, other.parts)
            if other.level == self.level:
                parts = dict(self.parts)
                for d, p in other.parts.items():
                    parts[d] = parts[d] + p if d in parts else p
                return Jet(self.level, self.value + other.value, parts)
        return Jet(self.level, self.value + other, self.parts)

    __radd__ = __add__

    def __mul__(self, other):
        if isinstance(other, Jet):
            if other.level > self.level:
                return other * self
            if other.level == self.level:
                a, b = self.value, other.value
                parts = {d: p * b for d, p in self.parts.items()}
                for d, p in other.parts.items():
                    parts[d] = parts[d] + a * p if d in parts else a * p
                return Jet(self.level, a * b, parts)
        return Jet(self.level, self.value * other, {d: p * other for d, p in self.parts.items()})

    __rmul__ = __mul__

    def __neg__(self):
        return Jet(self.level, -self.value, {d: -p for d, p in self.parts.items()})

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other


def part(x, level: int, direction):
    """The derivative of ``x`` in one direction of this level."""
    if isinstance(x, Jet):
        if x.level == level:
            return x.parts.get(direction, 0)
        if x.level > level:
            raise ValueError("a jet of an inner level has escaped")
    return 0


def polynomial(coefficients: list[int], order: int, x):
    """The order-th derivative of Σ_k coefficients[k] z^k at ``x``."""
    if isinstance(x, Jet):
        slope = polynomial(coefficients, order + 1, x.value)
        return Jet(x.level, polynomial(coefficients, order, x.value),
                   {d: slope * p for d, p in x.parts.items()})
    for _ in range(order):
        coefficients = [k * c for k, c in enumerate(coefficients)][1:]
    result = 0
    for c in reversed(coefficients):
        result = result * x + c
    return result
