r"""Entries that stand in a step exist: X_{2,1} says that X has two rows.

A step holds wherever both sides are defined, so a fixed index on an axis of
symbolic extent bounds that extent.  What stands in a branch of cases, or in a
sum that may be empty, is not always read, and says nothing.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.language.context import Context
from symbolic.language.expressions import (
    Cases, Derivative, Entry, Expression, Extremum, MatrixProduct, Piecewise, Product, Sum,
)
from symbolic.language.integers import IntegerPolynomial, integer, provably_nonnegative

P = IntegerPolynomial


SKIPPED = (Cases, Piecewise, MatrixProduct)
"""What may leave a part of itself unread."""


def with_existence(context: Context, sides: tuple[Expression, ...], notes: list[str]) -> Context:
    """The context with the extents bounded by the fixed indices of the sides; ``notes`` grow by what is added."""
    found: dict[P, str] = {}
    for side in sides:
        for index, extent in _fixed(side, context):
            extent = context.simplify(extent)
            fact = extent - index
            if fact.constant() is None and extent.names() <= {d.name for d in context.integers} and not known(context, fact):
                found[fact] = f"{extent} ≥ {index}, as an entry with the index {index} stands here"
    notes += [words for words in found.values() if words not in notes]
    return context.with_(facts=(*context.facts, *found)) if found else context


def _fixed(e: Expression, context: Context) -> Iterator[tuple[int, P]]:
    """Every fixed index from 2 on with the extent of its axis, where it is read for sure: not in an empty sum."""
    if isinstance(e, SKIPPED) or isinstance(e, (Sum, Product, Extremum)) and not known(context, e.upper - e.lower):
        return
    for index, extent in _places(e):
        value = index.constant()
        if value is not None and value > 1:
            yield value, extent
    for child in e.children():
        yield from _fixed(child, context)


def _places(e: Expression):
    """The indices that this node itself has, with the extents of their axes."""
    match e:
        case Entry(arg, indices):
            return zip(indices, arg.shape)
        case Derivative(variable=variable, at=at) if at is not None:
            return zip(at, variable.shape)
    return ()


def known(context: Context, fact: P) -> bool:
    """Is it provably ≥ 0, every dimension being at least 1?"""
    dimensions = [integer(s) - 1 for s in fact.symbols()
                  if (d := context.integer(s.name)) is not None and d.kind == "dimension"]
    bounds = [integer(d.name) - d.lower for d in context.integers if d.arity == 0 and d.lower is not None]
    return provably_nonnegative(fact, [*context.facts, *dimensions, *bounds])
