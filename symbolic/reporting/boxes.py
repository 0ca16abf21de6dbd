r"""Shapes as boxes: the edge of a box stands for its extent, equal extents having equal edges.

    W x + b  with W: m×n        ▭·▯ + ▯
"""
from __future__ import annotations

from dataclasses import dataclass

EDGES = (54, 36, 72, 45, 63, 30, 81)
"""Edges in pixels, given to extents in the order in which they are met."""
ONE = 9
MOST_BOXES = 9


@dataclass(frozen=True)
class Box:
    """A part of a side: the sign before it, its formula, its shape as LaTeX, and the box's edges in pixels."""
    sign: str
    text: str
    shape: tuple[str, ...]
    width: int
    height: int
    deep: bool = False

    @property
    def extents(self) -> str:
        r"""``m \times n``; a vector is a column, a number 1."""
        match self.shape:
            case ():
                return "1"
            case (rows,):
                return rf"{rows} \times 1"
        return r" \times ".join(self.shape)


def boxes(reading: dict) -> tuple[list[Box], list[Box]] | None:
    """The boxes of both sides; None where they say no more than the shape of both, or are too many to look at."""
    left, right = reading.get("parts") or ([], [])
    if not 2 < len(left) + len(right) <= MOST_BOXES or not any(part["shape"] for part in (*left, *right)):
        return None
    edges = _edges([part["shape"] for part in (*left, *right)])
    return [_box(part, edges) for part in left], [_box(part, edges) for part in right]


def _edges(shapes: list[list[str]]) -> dict[str, int]:
    extents = dict.fromkeys(extent for shape in shapes for extent in shape if extent != "1")
    return {"1": ONE} | {extent: EDGES[k % len(EDGES)] for k, extent in enumerate(extents)}


def _box(part: dict, edges: dict[str, int]) -> Box:
    shape = tuple(part["shape"])
    rows, columns = (*shape, "1", "1")[:2]
    return Box(part["sign"], part["text"], shape, edges[columns], edges[rows], len(shape) > 2)
