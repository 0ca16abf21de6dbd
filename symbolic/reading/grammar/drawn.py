r"""Lines drawn in a matrix of vectors: ``- \; x_1^\top \; -`` is the row x_1ᵀ, ``| & & |`` above x_1, …, x_n no row.

Teachers draw them to say that an entry is a row or a column.  They are what is left
out here: rows and columns of nothing but lines, and a pair of lines around an entry.
"""
from __future__ import annotations

from symbolic.reading.grammar import tables as t

Cell = tuple[int, int]
BLANK = frozenset({t.GAP, t.LABEL})
DASHES = frozenset("-–—−_ ")
PAIRS = {r"\gets": r"\to", "-": "-", "—": "—"}
"""What opens a line around an entry, and what closes it."""


def without_lines(parser, rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows and cells of a matrix without the lines drawn in it."""
    seen = [[_tokens(parser, cell) for cell in row] for row in rows]
    kept = [k for k, row in enumerate(seen) if not _only_lines(row)]
    width = max(map(len, seen), default=0)
    columns = [c for c in range(width) if not _only_lines([row[c] for row in seen if c < len(row)])]
    if not kept or not columns:
        return rows
    return [[_inside(parser, rows[k][c]) for c in columns if c < len(rows[k])] for k in kept]


def _tokens(parser, cell: Cell) -> list:
    return [x for x in parser.tokens[cell[0]:cell[1]] if x.kind not in BLANK]


def _line(token) -> str:
    """The line that a token draws, or ""."""
    match token.kind:
        case t.SIGN if token.value == "-":
            return "-"
        case t.RELATION if token.value in (r"\gets", r"\to"):
            return token.value
        case t.BAR if token.value == "|":
            return "|"
        case t.RELATION if token.value == r"\mid":
            return "|"
        case t.TEXT if token.value.strip() and set(token.value) <= DASHES:
            return "—"
    return ""


def _only_lines(cells: list[list]) -> bool:
    """Lines, dots and blanks, and a line among them."""
    single = [cell[0] for cell in cells if len(cell) == 1]
    return len(single) == sum(map(bool, cells)) and any(map(_line, single)) \
        and all(_line(x) or x.kind == t.DOTS for x in single)


def _inside(parser, cell: Cell) -> Cell:
    """The cell without a pair of lines around it."""
    places = [k for k in range(*cell) if parser.tokens[k].kind not in BLANK]
    if len(places) < 3:
        return cell
    first, last = places[0], places[-1]
    opened = _line(parser.tokens[first])
    if opened not in PAIRS or PAIRS[opened] != _line(parser.tokens[last]):
        return cell
    return first + 1, last
