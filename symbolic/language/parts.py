r"""The parts that a side consists of, each with its shape: what stands between its visible signs.

>>> from symbolic.language.expressions import Add, MatMul, Symbol
>>> from symbolic.language.integers import integer
>>> m, n = integer('m'), integer('n')
>>> W, x, b = Symbol('W', (), (m, n)), Symbol('x', (), (n,)), Symbol('b', (), (m,))
>>> [(part.sign, str(part.expression)) for part in parts(Add((MatMul(W, x), b)))]
[('', 'W'), ('\\cdot', 'x'), ('+', 'b')]
"""
from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .expressions import Add, Expand, Expression, Kronecker, MatMul, Number, Squeeze, Times
from .latex import matrix_factors

MINUS_ONE = Number(Fraction(-1))


class Part(NamedTuple):
    r"""A factor or term and the sign before it: "" (the first), ``+``, ``-``, ``\cdot``, ``\odot``, ``\otimes``."""
    sign: str
    expression: Expression


def parts(e: Expression) -> list[Part]:
    """The terms of a sum, each as its factors, left to right; anything else is one part."""
    match e:
        case Squeeze(arg) | Expand(arg):
            return parts(arg)
        case Add(terms):
            return [part for k, term in enumerate(terms) for part in _term(term, "+" if k else "")]
    return _term(e, "")


def _term(e: Expression, sign: str) -> list[Part]:
    match e:
        case Times(left, right) if left == MINUS_ONE:
            return _term(right, "-")
        case MatMul():
            return _chain(matrix_factors(e), r"\cdot", sign)
        case Times(left, right) if left.shape and right.shape:
            return [*_term(left, sign), *_term(right, r"\odot")]
        case Times(left, right):
            return [*_term(left, sign), *_term(right, r"\cdot")]
        case Kronecker(left, right):
            return [*_term(left, sign), *_term(right, r"\otimes")]
    return [Part(sign, e)]


def _chain(factors: list[Expression], between: str, sign: str) -> list[Part]:
    return [Part(between if k else sign, factor) for k, factor in enumerate(factors)]
