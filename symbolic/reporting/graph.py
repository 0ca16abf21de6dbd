r"""The graph of definitions: what is built from what, drawn from left to right.

A symbol stands one column right of everything that its definition uses; a
symbol that its own definition uses (``y_\ell`` of ``y_{\ell-1}``) has a loop.
"""
from __future__ import annotations

from dataclasses import dataclass

from .mathml import plain_symbol

COLUMN, ROW, WIDTH, HEIGHT, MARGIN = 120, 52, 58, 32, 14
MOST_NODES = 24


@dataclass(frozen=True)
class Node:
    """``label`` in plain signs, ``defined`` if the document says what it is, ``loop`` if by itself."""
    name: str
    label: str
    x: int
    y: int
    defined: bool
    loop: bool


@dataclass(frozen=True)
class Graph:
    """Nodes; edges and their heads as SVG paths; ``width`` and ``height`` of the whole in pixels."""
    nodes: tuple[Node, ...]
    edges: tuple[str, ...]
    heads: tuple[str, ...]
    width: int
    height: int
    words: tuple[str, ...]


def graph(uses: list[tuple[str, list[str]]]) -> Graph | None:
    """The drawing for ``(defined name, names it uses)``; None if nothing is defined or there is too much to show."""
    table = dict(uses)
    names = list(dict.fromkeys([n for _, used in uses for n in used] + list(table)))
    if not table or len(names) > MOST_NODES:
        return None
    columns = _columns(names, table)
    rows: dict[int, list[str]] = {}
    for name in names:
        rows.setdefault(columns[name], []).append(name)
    tallest = max(map(len, rows.values()))
    nodes = {name: _node(name, columns[name], (k + (tallest - len(row)) / 2), table)
             for row in rows.values() for k, name in enumerate(row)}
    pairs = [(nodes[used], nodes[name]) for name, below in uses for used in below if used != name]
    words = [f"{plain_symbol(name)} is defined by {', '.join(map(plain_symbol, used))}" for name, used in uses if used]
    return Graph(tuple(nodes.values()), tuple(_edge(*pair) for pair in pairs),
                 tuple(dict.fromkeys(_head(end) for _, end in pairs)), MARGIN * 2 + (max(columns.values()) * COLUMN) + WIDTH,
                 MARGIN * 2 + tallest * ROW, tuple(words))


def _columns(names: list[str], table: dict[str, list[str]]) -> dict[str, int]:
    """Longest paths from what is not defined; a circle of definitions counts each symbol once."""
    found: dict[str, int] = {}

    def column(name: str, above: frozenset[str]) -> int:
        if name not in found:
            used = [x for x in table.get(name, ()) if x != name and x not in above]
            depth = 1 + max((column(x, above | {name}) for x in used), default=-1)
            if above & set(table.get(name, ())) - {name}:
                return depth
            found[name] = depth
        return found[name]

    for name in names:
        found[name] = column(name, frozenset())
    return found


def _node(name: str, column: int, row: float, table: dict[str, list[str]]) -> Node:
    return Node(name, plain_symbol(name), MARGIN + column * COLUMN, round(MARGIN + ROW * row + (ROW - HEIGHT) / 2),
                name in table, name in table.get(name, ()))


def _edge(start: Node, end: Node) -> str:
    """A curve from the right of one box to the left of another."""
    x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT // 2, end.x - 6, end.y + HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _head(end: Node) -> str:
    """The arrow's head at the left of a box."""
    return f"M{end.x - 1} {end.y + HEIGHT // 2}l-8 -4v8z"
