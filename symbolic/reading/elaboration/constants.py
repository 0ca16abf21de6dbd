"""Depths that are numbers: with L = 2 granted, y_L is y_2, and n_L = 1 says n_2 = 1.

A label or depth that is set equal to a number is replaced by it in everything
that is granted, so that ranges and clauses are those of numbers; the equality
itself stays, and the depth's own bounds are that number.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.language.binding import substitute_integers
from symbolic.language.context import Context, IntegerDeclaration, LabelRange
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol

P = IntegerPolynomial


def with_constants(context: Context) -> Context:
    """The same context, depths that are equal to a number put in."""
    fixed = fixed_labels(context)
    if not fixed:
        return context

    def put(p: P | None) -> P | None:
        return None if p is None else p.substitute(fixed)

    def ranges(labels: tuple[LabelRange, ...]) -> tuple[LabelRange, ...]:
        return tuple(LabelRange(r.name, put(r.lower), put(r.upper)) for r in labels)

    def bounded(d: IntegerDeclaration) -> IntegerDeclaration:
        value = None if d.arity else fixed.get(IntegerSymbol(d.name))
        return replace(d, lower=put(d.lower), upper=put(d.upper)) if value is None else replace(d, lower=value, upper=value)

    return context.with_(
        integers=tuple(map(bounded, context.integers)),
        tensors=tuple(replace(d, labels=ranges(d.labels), shape=tuple(map(put, d.shape))) for d in context.tensors),
        definitions=tuple(replace(d, labels=ranges(d.labels), body=substitute_integers(d.body, fixed))
                          for d in context.definitions),
        assumptions=tuple(replace(a, left=substitute_integers(a.left, fixed), right=substitute_integers(a.right, fixed),
                                  free=tuple((name, put(extent)) for name, extent in a.free))
                          for a in context.assumptions),
        equal=_equalities(context, fixed), facts=tuple(dict.fromkeys(map(put, context.facts))))


def fixed_labels(context: Context) -> dict[IntegerSymbol, P]:
    """The labels and depths without labels of their own that are equal to a number."""
    kinds = {d.name: d.kind for d in context.integers}
    parameters = {r.name for item in (*context.tensors, *context.definitions) for r in item.labels}
    return {symbol: value for symbol, value in context.equal
            if not symbol.labels and value.constant() is not None and kinds.get(symbol.name) == "label"
            and symbol.name not in parameters}


def _equalities(context: Context, fixed: dict[IntegerSymbol, P]) -> tuple[tuple[IntegerSymbol, P], ...]:
    """What was granted, and what it says of members at a number."""
    found = dict(context.equal)
    for symbol, value in context.equal:
        if symbol.labels:
            member = IntegerSymbol(symbol.name, tuple(x.substitute(fixed) for x in symbol.labels))
            found.setdefault(member, value.substitute(fixed))
    return tuple(found.items())
