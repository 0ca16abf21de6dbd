r"""Ranges as they are typed: ``i = 1, \dots, n`` is one relation, not three items."""
from __future__ import annotations

from symbolic.reading.grammar import syntax as s

RANGED = frozenset({"=", r"\in"})


def listed(items) -> s.Node:
    """One node for items with commas between them."""
    items = tuple(items)
    return items[0] if len(items) == 1 else s.Sequence(items[0].start, items[-1].end, items)


def is_name(node: s.Node) -> bool:
    r"""A letter, with scripts or not: ``i``, ``x_1``."""
    return isinstance(node, s.Name) or isinstance(node, s.Scripted) and isinstance(node.base, s.Name)


def range_length(first: s.Node, following) -> int:
    r"""How many of the items behind ``l = first`` belong to its range.

    ``1, \dots, n`` takes the dots and what follows them; ``1, 2, 3`` all numbers.
    """
    following = list(following)
    until = next((k for k, x in enumerate(following) if isinstance(x, s.Relation)), len(following))
    for k in range(until):
        if isinstance(following[k], s.Dots):
            return min(k + 2, until)
    if not isinstance(first, s.Number):
        return 0
    count = 0
    while count < until and isinstance(following[count], s.Number):
        count += 1
    return count


def with_range(relation: s.Relation, more) -> s.Relation:
    """``l = 1`` with the rest of its list."""
    items = (relation.right, *more)
    right = s.Sequence(items[0].start, items[-1].end, items)
    return s.Relation(relation.start, right.end, relation.operator, relation.left, right)


def sequence(items: list[s.Node], script: bool = False) -> s.Node:
    r"""The items between commas, ranges gathered.

    ``i, j = 1, \dots, n`` has the names on its left; in a limit also
    ``i, j = 1`` and ``i, j \in S`` anywhere.
    """
    if len(items) == 1:
        return items[0]
    gathered: list[s.Node] = []
    k = 0
    while k < len(items):
        item = items[k]
        k += 1
        if isinstance(item, s.Relation) and item.operator in RANGED:
            length = range_length(item.right, items[k:])
            if length:
                item = with_range(item, items[k:k + length])
                k += length
        gathered.append(item)
    return listed(_shared_left(gathered, script))


def _shared_left(items: list[s.Node], script: bool) -> list[s.Node]:
    last = items[-1]
    shares = isinstance(last, s.Relation) and not isinstance(last.left, s.Relation) and (
        script or last.operator == r"\in" or last.operator == "=" and isinstance(last.right, s.Sequence))
    if len(items) > 1 and shares and all(map(is_name, items[:-1])):
        left = s.Sequence(items[0].start, last.left.end, (*items[:-1], last.left))
        return [s.Relation(left.start, last.end, last.operator, left, last.right)]
    return items
