"""Constructors that leave out what a person would not write: I x, x^TT, 1 s, --x."""
from __future__ import annotations

from fractions import Fraction

from .expressions import (ONE, Add, Diag, Eye, Had, Mul, Neg, Node, Num, Ones, Scale, T, Trace, num)


def t(a: Node) -> Node:
    match a:
        case _ if a.is_scalar:
            return a
        case T(inner):
            return inner
        case Eye() | Diag():
            return a
    return T(a)


def neg(a: Node) -> Node:
    match a:
        case Neg(inner):
            return inner
        case Num(value):
            return num(-value)
    return Neg(a)


def scale(factor: Node, a: Node) -> Node:
    match factor, a:
        case Num(value), _ if value == 1:
            return a
        case Num(value), _ if value < 0:
            return neg(scale(num(-value), a))
        case Neg(inner), _:
            return neg(scale(inner, a))
        case _, Neg(inner):
            return neg(scale(factor, inner))
        case Num(x), Num(y):
            return Num(Fraction(x * y))
        case _, Num():
            return scale(a, factor)
    return Scale(factor, a)


def mul(a: Node, b: Node) -> Node:
    """The product, a 1×1 operand scaling."""
    match a, b:
        case Eye(), _:
            return b
        case _, Eye():
            return a
        case Neg(x), _:
            return neg(mul(x, b))
        case _, Neg(y):
            return neg(mul(a, y))
    if a.is_scalar:
        return scale(a, b)
    if b.is_scalar and a.shape[1] == ONE:
        return scale(b, a)
    return Mul(a, b)


def had(a: Node, b: Node) -> Node:
    if a.is_scalar:
        return scale(a, b)
    match a, b:
        case Ones(), _:
            return b
        case _, Ones():
            return a
        case Neg(x), _:
            return neg(had(x, b))
        case _, Neg(y):
            return neg(had(a, y))
    return Had(a, b)


def total(terms: list[Node]) -> Node:
    """The sum of at least one term, nested sums flattened."""
    flat: list[Node] = []
    for term in terms:
        flat += term.terms if isinstance(term, Add) else (term,)
    return flat[0] if len(flat) == 1 else Add(tuple(flat))


def inner(a: Node, b: Node) -> Node:
    """The sum of all products of entries of two operands of one shape."""
    if a.is_scalar:
        return scale(a, b)
    if a.shape[1] == ONE:
        return mul(t(a), b)
    return Trace(mul(t(a), b))
