r"""Sides that cannot be read, mended: a row of a matrix completed, a lost index, a scanned 0.

``mends`` takes the syntax of a side and the error that reading it gave, and
yields the formulas that may have stood there; ``scanned`` parses a side in which
a 0 was read as ∘.  Nothing is promised of what comes out: whoever asks reads and
proves it.
"""
from __future__ import annotations

from typing import Iterator, NamedTuple

from symbolic.errors import ReadError
from symbolic.reading.elaboration.places import Path, inner, put
from symbolic.reading.elaboration.scope import index_lists
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex

LOST_ZERO = "\\circ"
CELL = 1.0
ENTRY, INDEX = 1.1, 1.2


class Mend(NamedTuple):
    """A side as it may have been meant: how much is changed, and in words what."""
    weight: float
    node: s.Node
    change: tuple[str, str, str]


def scanned(text: str, start: int) -> Mend | None:
    r"""The side with 0 for every ``\circ``, if it can be parsed so; ``text`` stands at ``start``."""
    if LOST_ZERO not in text:
        return None
    try:
        node = parse_formula(text.replace(LOST_ZERO, "0".ljust(len(LOST_ZERO))), start)
    except ReadError:
        return None
    return Mend(CELL, node, ("symbol", LOST_ZERO, "0"))


def mends(node: s.Node, error: ReadError) -> Iterator[Mend]:
    """Formulas that may have stood where ``node`` cannot be read for this reason."""
    yield from MENDS.get(error.code, _none)(node, error)


def _none(node: s.Node, error: ReadError) -> Iterator[Mend]:
    return iter(())


# ---------------------------------------------------------------- rows of matrices

def _completed(node: s.Node, error: ReadError) -> Iterator[Mend]:
    """Rows with a blank at their end: the last entry belongs there, a 0 or dots before it; else a 0 there."""
    for path, matrix in _matrices(node):
        width = max(map(len, matrix.rows))
        for fill in (_shifted, _dotted, _filled):
            rows = [fill(row, width) if _lacks_cell(row, width) else row for row in matrix.rows]
            if rows != list(matrix.rows):
                new = next(row for row, old in zip(rows, matrix.rows) if row != old)
                words = ", ".join(map(to_latex, filter(None, new)))
                yield Mend(CELL, put(node, path, _matrix(matrix, rows)), ("missing entry", "", words))


def _lacks_cell(row: tuple, width: int) -> bool:
    """Is a cell blank in a row that has no vertical dots to stand for it?"""
    blank = len(row) < width or None in row
    return blank and not any(isinstance(c, s.Dots) and c.kind != "horizontal" for c in row)


def _shifted(row: tuple, width: int) -> tuple:
    """``0 & … & x &`` is ``0 & … & 0 & x``."""
    cells = [c for c in row if c is not None]
    if len(cells) != width - 1 or isinstance(cells[-1], s.Dots):
        return row
    return (*cells[:-1], _zero(cells[-1]), cells[-1])


def _dotted(row: tuple, width: int) -> tuple:
    """``0 & x &`` is ``0 & … & x``."""
    cells = [c for c in row if c is not None]
    if len(cells) != width - 1 or any(isinstance(c, s.Dots) for c in cells):
        return row
    return (*cells[:-1], s.Dots(cells[-1].start, cells[-1].start, "horizontal"), cells[-1])


def _filled(row: tuple, width: int) -> tuple:
    somewhere = next((c for c in row if c is not None), None)
    if somewhere is None:
        return row
    return tuple(_zero(somewhere) if c is None else c for c in (*row, *[None] * (width - len(row))))


# ---------------------------------------------------------------- patterns around dots

def _patterned(node: s.Node, error: ReadError) -> Iterator[Mend]:
    """A column with one entry between zeros; a dimension for another in the subscripts."""
    yield from _between_zeros(node)
    leaves = [(path, leaf) for path, leaf in _indices(node) if isinstance(leaf, s.Scripted)]
    known = {to_latex(leaf): leaf for _, leaf in leaves}
    for path, leaf in leaves:
        for text, other in known.items():
            if text != to_latex(leaf):
                yield Mend(INDEX, put(node, path, other), ("index", to_latex(leaf), text))


def _between_zeros(node: s.Node) -> Iterator[Mend]:
    r"""``0; ⋮; 0; x; 0; ⋮; 0`` for each entry x of a column that has zeros and dots besides."""
    for path, matrix in _matrices(node):
        cells = [row[0] for row in matrix.rows if len(row) == 1]
        entries = [c for c in cells if c is not None and not isinstance(c, s.Dots) and not _is_zero(c)]
        if len(cells) == len(matrix.rows) and any(map(_is_zero, cells)) and any(isinstance(c, s.Dots) for c in cells):
            for entry in entries:
                zero, dots = _zero(entry), s.Dots(entry.start, entry.end, "vertical")
                rows = [(c,) for c in (zero, dots, zero, entry, zero, dots, zero)]
                yield Mend(ENTRY, put(node, path, _matrix(matrix, rows)), ("one entry between zeros", "", to_latex(entry)))


# ---------------------------------------------------------------- lost indices

def _indexed(node: s.Node, error: ReadError) -> Iterator[Mend]:
    """One index more, before or behind the others, as it stands at another entry."""
    found = next(((path, x) for path, x in _walk(node) if isinstance(x, s.Scripted) and x.sub is not None
                  and x.sub.start <= error.start and error.end <= max(x.end, x.sub.end)), None)
    if found is None:
        return
    path, entry = found
    leaves = next(iter(index_lists(entry.sub)), [entry.sub])
    elsewhere = (leaf for _, x in _walk(node) if isinstance(x, s.Scripted) and x.sub is not None
                 for way in index_lists(x.sub) for leaf in way if isinstance(leaf, (s.Name, s.Number)))
    for new in {to_latex(leaf): leaf for leaf in elsewhere}.values():
        for longer in ([new, *leaves], [*leaves, new]):
            sub = s.Sequence(entry.sub.start, entry.sub.end, tuple(longer))
            put_in = s.Scripted(entry.start, entry.end, entry.base, sub, entry.sup, entry.primes)
            yield Mend(INDEX, put(node, path, put_in), ("missing index", to_latex(entry), to_latex(put_in)))


MENDS = {"E302": _patterned, "E303": _completed, "E305": _indexed}
MENDABLE = MENDS.keys() | {"E106"}
"""Codes of sides that may be mended; E106 also comes of a 0 read as ∘."""


# ---------------------------------------------------------------- parts

def _walk(node: s.Node, path: Path = ()) -> Iterator[tuple[Path, s.Node]]:
    """Every part, inner ones first."""
    for step, part in inner(node):
        yield from _walk(part, (*path, step))
    yield path, node


def _matrices(node: s.Node) -> list[tuple[Path, s.Matrix]]:
    return [(path, x) for path, x in _walk(node) if isinstance(x, s.Matrix)]


def _indices(node: s.Node) -> Iterator[tuple[Path, s.Node]]:
    """The parts of subscripts that stand for one index: those of entries, ``(A)_{ij}`` and ``x_i``."""
    for path, x in _walk(node):
        if isinstance(x, s.Scripted) and x.sub is not None:
            match x.sub:
                case s.Sequence(items=items) | s.Juxtaposition(items=items):
                    yield from (((*path, ("sub",), ("items", k)), item) for k, item in enumerate(items))
                case leaf:
                    yield (*path, ("sub",)), leaf


def _matrix(old: s.Matrix, rows) -> s.Matrix:
    return s.Matrix(old.start, old.end, tuple(rows))


def _zero(place: s.Node) -> s.Number:
    return s.Number(place.start, place.end, "0")


def _is_zero(cell: s.Node | None) -> bool:
    return isinstance(cell, s.Number) and cell.text == "0"
