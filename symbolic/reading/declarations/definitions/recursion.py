r"""Families that define each other: z_l = W_l a_{l-1} + b_l and a_l = σ(z_l).

Neither has a shape before the other.  The shape of one is taken as unknown,
``?z0_{k}``; what the others come to in terms of it is put into its own
definition, and unification says what it is.  Only that shape is kept.
"""
from __future__ import annotations

from typing import Callable

from symbolic.errors import ReadError
from symbolic.language.context import TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.grammar import syntax as s

Define = Callable[[Builder, Clause], object]
Provisional = Callable[[Builder, str, int, str], TensorDeclaration]
RANKS = (1, 2, 0)


def declare_one(builder: Builder, waiting: list[Clause], define: Define, provisional: Provisional) -> bool:
    """Declare a family whose definition waits for another that waits for it; was there one?"""
    for c in waiting:
        target = body_of(c)[0]
        letter = target.sub[0].text if len(target.sub) == 1 and isinstance(target.sub[0], s.Name) else None
        if letter is None or builder.context.tensor(target.name) is not None:
            continue
        found = _shape_in_a_circle(builder, c, letter, waiting, define, provisional)
        if found is not None:
            builder.context = builder.context.with_(tensors=builder.context.tensors + (found,))
            builder.open_ranges.add(target.name)
            return True
    return False


def _shape_in_a_circle(builder: Builder, c: Clause, letter: str, waiting, define: Define,
                       provisional: Provisional) -> TensorDeclaration | None:
    """The family that ``c`` defines, its shape found by way of the other clauses; the builder is left as it was."""
    name = body_of(c)[0].name
    context, opened, noticed, probing = builder.context, set(builder.open_ranges), len(builder.notices), builder.probing
    try:
        for rank in RANKS:
            builder.context, builder.probing = context, probing | {name}
            provisional(builder, name, rank, letter)
            for other in _others(waiting, c) * 2:
                _attempt(builder, other, define)
            if _attempt(builder, c, define):
                found = builder.context.tensor(name)
                if not any(map(has_unknown, found.shape)):
                    return found
        return None
    finally:
        builder.context, builder.probing, builder.open_ranges = context, probing, opened
        del builder.notices[noticed:]


def _others(waiting: list[Clause], c: Clause) -> list[Clause]:
    return [other for other in waiting if other is not c and body_of(other)[0].name != body_of(c)[0].name]


def _attempt(builder: Builder, c: Clause, define: Define) -> bool:
    target, before = body_of(c)[0], builder.context
    if target.name not in builder.probing and builder.context.definitions_of(target.name):
        return False
    try:
        define(builder, c)
    except (Refused, ReadError):
        builder.context = before
        return False
    return True
