r"""Families declared by a list with dots: ``x_1, \dots, x_N \in \mathbb{R}^d``, ``W^{(0)}, \dots, W^{(L)} \in …``.

The first and the last label are the range: a free label of a member lies in it.
"""
from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from symbolic.language.context import LabelRange, TensorDeclaration
from symbolic.reading import syntax as s
from symbolic.reading.builder import Builder
from symbolic.reading.clauses import Clause, joined_list
from symbolic.reading.uses import label_above

LETTERS = "ijklmn"


class Member(NamedTuple):
    """A member of the list: its letter and its label."""
    name: str
    label: s.Node


def gathered(clauses: list[Clause]) -> list[Clause]:
    r"""The clauses, ``x_1``, ``\dots``, ``x_N \in S`` of one list as one."""
    found: list[Clause] = []
    for c in clauses:
        start = _start(found, c)
        if start is not None:
            items = (*(x.members[0] for x in found[start:]), c.members[0])
            del found[start:]
            c = replace(c, members=(joined_list(items), *c.members[1:]), start=items[0].start)
        found.append(c)
    return found


def _start(before: list[Clause], c: Clause) -> int | None:
    """Where the list begins that this clause ends, or None."""
    last = _member(c.members[0])
    if last is None or c.operators[:1] != ("\\in",) or len(before) < 2 or not _alone(before[-1], s.Dots):
        return None
    start = len(before) - 1
    while start and _alone(before[start - 1], s.Scripted) and (one := _member(before[start - 1].members[0])) is not None \
            and one.name == last.name and isinstance(one.label, s.Number):
        start -= 1
    numbers = [int(_member(x.members[0]).label.text) for x in before[start:-1]]
    follow = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return start if follow else None


def _alone(c: Clause, kind: type) -> bool:
    return not c.operators and len(c.members) == 1 and isinstance(c.members[0], kind)


def _member(node: s.Node | None) -> Member | None:
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0) if sub is not None and not isinstance(sub, s.Sequence):
            return Member(name, sub)
        case s.Scripted(base=s.Name(text=name), sub=None, sup=sup, primes=0) if (label := label_above(sup)) is not None:
            return Member(name, label)
    return None


def is_list(node: s.Node | None) -> bool:
    r"""Is this x_1, \dots, x_N?"""
    return isinstance(node, s.Sequence) and len(node.items) > 2 and isinstance(node.items[-2], s.Dots) \
        and all(_member(x) is not None for x in (node.items[0], node.items[-1]))


def declare_list(builder: Builder, node: s.Sequence, shape, properties: frozenset[str], c: Clause) -> None:
    """The family whose labels run from the first to the last of the list."""
    first, last = _member(node.items[0]), _member(node.items[-1])
    lower, upper = builder.integer_at(first.label), builder.integer_at(last.label)
    free = [x for x in LETTERS if builder.context.integer(x) is None and x not in upper.names()]
    label = LabelRange(free[0] if free else "i'", lower, upper)
    builder.add_tensor(TensorDeclaration(first.name, (label,), shape, properties, builder.provenance), c)
