r"""Index notation: products of entries as sums over named indices.

    \frac{\partial [A X B]_{ij}}{\partial X_{kl}} = A_{ik} B_{lj}
"""
from __future__ import annotations

from fractions import Fraction
from functools import reduce

from symbolic.language.binding import integer_names
from symbolic.language.context import Context
from symbolic.language.expressions import Add, Delta, Entry, Expression, Number, Power, Sum, Times, number
from symbolic.language.integers import IntegerSymbol, integer

from .networks import Factor, Product

LETTERS = "ijklpqrstuvabcdh"


class Letters:
    """Letters for indices that nothing in the context is called by."""

    def __init__(self, context: Context, used: set[str] = frozenset()):
        taken = {x.name for x in (*context.integers, *context.tensors, *context.functions)} | set(used)
        self.free = [c for c in LETTERS if c not in taken]

    def next(self) -> str:
        return self.free.pop(0)


def lettered(e: Expression, context: Context, made: set[str]) -> Expression:
    """``e`` with letters for the index names of our own making."""
    names = [n for n in _in_order(e) if n in made]
    letters = Letters(context, integer_names(e) - made)
    return _renamed(e, {n: letters.next() for n in dict.fromkeys(names)})


def _in_order(e: Expression) -> list[str]:
    found: list[str] = []

    def visit(node: Expression) -> Expression:
        if isinstance(node, Sum):
            found.append(node.index)
        return node.map(visit, lambda p: (found.extend(sorted(p.names())), p)[1])

    visit(e)
    return found


def _renamed(e: Expression, letters: dict[str, str]) -> Expression:
    """Bound and free names replaced."""
    mapping = {IntegerSymbol(old): integer(new) for old, new in letters.items()}

    def go(node: Expression) -> Expression:
        made = node.map(go, lambda p: p.substitute(mapping))
        if isinstance(made, Sum) and made.index in letters:
            return Sum(letters[made.index], made.lower, made.upper, made.body)
        return made

    return go(e)


def indexed(family: list[Product]) -> Expression:
    """The sum of products as one expression in entries, deltas and sums."""
    terms: dict[tuple, tuple[Expression, Fraction]] = {}
    for p in family:
        body = _summed(p)
        value, c = terms.get(repr(body), (body, Fraction(0)))
        terms[repr(body)] = value, c + p.coefficient
    kept = [_scaled(c, body) for body, c in terms.values() if c]
    if not kept:
        return number(0)
    return kept[0] if len(kept) == 1 else Add(tuple(kept))


def _scaled(c: Fraction, body: Expression) -> Expression:
    if c == 1:
        return body
    return Number(c) if body == number(1) else Times(Number(c), body)


def _summed(p: Product) -> Expression:
    body = reduce(Times, map(_entry, sorted(p.factors, key=lambda f: f.is_delta))) if p.factors else number(1)
    for b in reversed(p.binders):
        body = Sum(b.name, b.lower, b.upper, body)
    return body


def _entry(f: Factor) -> Expression:
    if f.is_delta:
        return Delta(*f.indices)
    value = Entry(f.atom, f.indices) if f.indices else f.atom
    return value if f.exponent == 1 else Power(value, f.exponent)
