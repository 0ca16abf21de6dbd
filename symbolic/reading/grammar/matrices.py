r"""Matrices, arrays and cases: regions of cells inside a formula.

The functions take the parser that met the environment; it stands at the
opening token, and behind the closing one afterwards.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.drawn import without_lines

TRAILING = frozenset({t.COMMA, t.POINT, t.GAP, t.LABEL})
BLANK = frozenset({t.GAP, t.LABEL})
Cell = tuple[int, int]


def environment(parser, token) -> s.Node:
    """A matrix, with the bracket that its environment draws, or cases."""
    k = parser.position
    close = parser.partner[k]
    if close < 0 or close >= parser.stop:
        raise ReadError(f"\\begin{{{token.value}}} has no \\end", token.start, token.end, code="E112",
                        expected=f"\\end{{{token.value}}}")
    parser.position = close + 1
    end = parser.tokens[close].end
    if token.value in t.CASES:
        return cases(parser, token.start, end, k + 1, close)
    if token.value not in t.MATRICES:
        raise ReadError(f"{token.value} inside a formula is not supported", token.start, end, code="E108",
                        hint="write one formula in each block")
    matrix = s.Matrix(token.start, end, tuple(matrix_rows(parser, k + 1, close)))
    kind = t.MATRICES[token.value]
    if not matrix.rows:
        raise ReadError("an empty matrix", token.start, end, code="E106", expected="entries")
    return matrix if kind in ("", "(", "[") else s.Group(token.start, end, kind, matrix)


def stacked(parser, token) -> s.Node:
    r"""``\substack{i < j \\ j \le n}``: conditions, one under the other."""
    k = parser.position
    if k >= parser.stop or parser.tokens[k].kind != t.LBRACE or parser.partner[k] < 0:
        raise ReadError(r"\substack lacks an argument", token.start, token.end, code="E104", expected="{ … }")
    close = parser.partner[k]
    parser.position = close + 1
    cells = [row[0] for row in split_rows(parser, k + 1, close)]
    items = [node for node in (parser.region(*trimmed(parser, cell)) for cell in cells) if node is not None]
    if not items:
        raise ReadError(r"\substack is empty", token.start, token.end, code="E106")
    return items[0] if len(items) == 1 else s.Sequence(items[0].start, items[-1].end, tuple(items))


def braced_cases(parser, token, first: int, close: int) -> s.Node:
    r"""``\left\{ \begin{array}{ll} … \end{array} \right.`` are cases."""
    while first < close and parser.tokens[first].kind in BLANK:
        first += 1
    inner = parser.tokens[first] if first < close else None
    end = parser.tokens[close].end
    if inner is None or inner.kind != t.BEGIN or parser.partner[first] != close - 1:
        raise ReadError(r"\left\{ is closed by \right.", token.start, end, code="E105", expected=r"\right\}")
    return cases(parser, token.start, end, first + 1, close - 1)


# ---------------------------------------------------------------- cells

def split(parser, first: int, last: int, kinds) -> list[Cell]:
    """The region cut at tokens of these kinds, brackets and environments kept whole."""
    cells, start, k = [], first, first
    while k < last:
        if parser.tokens[k].kind in kinds:
            cells.append((start, k))
            start = k + 1
        k = min(parser.whole.after(k), last)
    cells.append((start, last))
    return cells


def split_rows(parser, first: int, last: int) -> list[list[Cell]]:
    """Rows of cells; an empty row at the end (after a last ``\\\\``) is none."""
    rows = [split(parser, *row, {t.AMP}) for row in split(parser, first, last, {t.BREAK})]
    if rows and len(rows[-1]) == 1 and is_blank(parser, rows[-1][0]):
        rows.pop()
    return rows


def is_blank(parser, cell: Cell) -> bool:
    return all(x.kind in BLANK for x in parser.tokens[cell[0]:cell[1]])


def trimmed(parser, cell: Cell) -> Cell:
    """The cell without punctuation at its end."""
    first, last = cell
    while last > first and parser.tokens[last - 1].kind in TRAILING:
        last -= 1
    return first, last


def matrix_rows(parser, first: int, last: int):
    """Rows of entries; where no & stands in the whole matrix, commas part the entries."""
    rows = without_lines(parser, split_rows(parser, first, last))
    if all(len(row) == 1 for row in rows):
        rows = [split(parser, *trimmed(parser, row[0]), {t.COMMA}) for row in rows]
    for row in rows:
        yield tuple(parser.region(*trimmed(parser, cell)) for cell in row)


# ---------------------------------------------------------------- cases

def cases(parser, start: int, end: int, first: int, last: int) -> s.Node:
    """Rows (value, condition); without & the condition begins at "if" or behind a comma."""
    rows = []
    for row in split_rows(parser, first, last):
        value, rest = (row[0], (row[1][0], row[-1][1])) if len(row) > 1 else _cut(parser, row[0])
        node = parser.region(*trimmed(parser, value))
        if node is None:
            raise ReadError("a case without a value", start, end, code="E106", expected="a value")
        rows.append((node, condition(parser, *rest) if rest else None))
    if not rows:
        raise ReadError("cases without a row", start, end, code="E106", expected="value & condition")
    return s.CasesNode(start, end, tuple(rows))


def _cut(parser, cell: Cell) -> tuple[Cell, Cell | None]:
    first, last = cell
    k = first
    while k < last:
        token = parser.tokens[k]
        if k > first and token.kind == t.TEXT and introduces(token.value):
            return (first, k), (k, last)
        if k > first and token.kind == t.COMMA and k + 1 < last:
            return (first, k), (k + 1, last)
        k = parser.whole.after(k)
    return cell, None


def plain(text: str) -> str:
    """Words without the punctuation around them, in small letters."""
    return " ".join(text.lower().strip(" ,.;:").split())


def introduces(text: str) -> bool:
    return plain(text) in t.IF_WORDS or plain(text) in t.ELSE_WORDS


def condition(parser, first: int, last: int) -> s.Node | None:
    """A condition: its relations, joined by "and"; "otherwise"; or words."""
    words = [x.value for x in parser.tokens[first:last] if x.kind == t.TEXT]
    pieces: list[s.Node] = []
    for cell in split(parser, first, last, {t.TEXT}):
        while cell[0] < cell[1] and parser.tokens[cell[0]].kind in TRAILING:
            cell = cell[0] + 1, cell[1]
        node = parser.region(*trimmed(parser, cell))
        if node is not None:
            pieces.append(node)
    unknown = [w for w in words if plain(w) and plain(w) not in t.IF_WORDS and plain(w) != "and"]
    if unknown:
        return _worded(parser, first, last, unknown, pieces)
    if not pieces:
        return None
    return pieces[0] if len(pieces) == 1 else s.Sequence(pieces[0].start, pieces[-1].end, tuple(pieces))


def _worded(parser, first: int, last: int, unknown, pieces) -> s.Node:
    start, end = parser.tokens[first].start, parser.tokens[last - 1].end
    if not pieces and all(plain(w) in t.ELSE_WORDS for w in unknown):
        return s.Text(start, end, "otherwise")
    text = s.Text(start, end, " ".join(plain(w) for w in unknown))
    return s.Juxtaposition(start, end, (*pieces, text)) if pieces else text
