r"""Matrices as grids of cells, explicit or with dots.

A cell's place is known from the dots: counted from the start before them,
from the end after them.  Two hypotheses are tried, a diagonal matrix with
zeros off the diagonal and a general entry; each must explain every visible
cell.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.binding import substitute_integers
from symbolic.language.expressions import Array, Cases, Condition, Constant, Diagonal, Expression, Listing, Number
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.reading.elaboration.refusal import unreadable, unsupported
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.patterns import HOLE, Misfit, Run, fit_run, same_expression, zip_expressions

P = IntegerPolynomial


@dataclass(frozen=True)
class Place:
    """A row or column: ``offset`` from the start (from 1) or back from the end (from 0)."""
    start: bool
    offset: int


@dataclass(frozen=True)
class Cell:
    """A visible entry: its position in the grid and, where the dots tell, its place."""
    row: int
    column: int
    rows: Place | None
    columns: Place | None
    value: Expression
    node: s.Node


def scalar_cell(e, node: s.Node) -> Expression:
    value = e.shapes.scalar(e.expression(node))
    if value is None:
        raise unsupported("a matrix made of blocks", node)
    return value


def read_grid(e, rows: list[list], node: s.Matrix) -> Expression:
    width = max(map(len, rows))
    rows = _blanks_filled(e, rows, width)
    _no_missing_cell(rows, width, node)
    if not any(isinstance(cell, s.Dots) for row in rows for cell in row):
        values = tuple(scalar_cell(e, cell) for row in rows for cell in row)
        return Listing((integer(len(rows)), integer(width)), values)
    cells = _visible(e, rows, width)
    problems = []
    for hypothesis in (_diagonal, _general, _diagonal_and_others):
        try:
            return hypothesis(e, cells, len(rows), width)
        except Misfit as misfit:
            problems.append(str(misfit))
    raise unreadable("the visible entries of this matrix do not follow one pattern", node, expected=problems[-1], code="E302")


def _no_missing_cell(rows: list[list], width: int, node) -> None:
    """An empty cell is legal only where dots in its row, or \\ddots in its column, stand for it."""
    for r, row in enumerate(rows, 1):
        cells = [*row, *[None] * (width - len(row))]
        vertical = any(isinstance(c, s.Dots) and c.kind != "horizontal" for c in cells)
        for c, cell in enumerate(cells, 1):
            if cell is None and not vertical and not _has_diagonal_dots(rows, c - 1):
                raise unreadable(f"row {r}, column {c} is empty", next((x for x in reversed(row) if x), node),
                                 expected=f"an entry in row {r}, column {c} (the matrix has {width} columns)", code="E303")


def _has_diagonal_dots(rows: list[list], column: int) -> bool:
    return any(column < len(row) and isinstance(row[column], s.Dots) and row[column].kind == "diagonal" for row in rows)


def _blanks_filled(e, rows: list[list], width: int) -> list[list]:
    r"""Blank cells off a diagonal with \ddots are zeros, if all of them are blank."""
    if len(rows) != width or any(len(row) > width for row in rows):
        return rows
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    diagonal = [full[k][k] for k in range(width)]
    off = [full[r][c] for r in range(width) for c in range(width) if r != c]
    if any(off) or None in diagonal or not any(isinstance(x, s.Dots) for x in diagonal):
        return rows
    e.note("blank cells of this matrix are zeros")
    zero = s.Number(diagonal[0].start, diagonal[0].end, "0")
    corner = {(0, width - 1), (width - 1, 0)}
    return [[zero if (r, c) in corner else cell for c, cell in enumerate(row)] for r, row in enumerate(full)]


# ---------------------------------------------------------------- places

def _visible(e, rows: list[list], width: int) -> list[Cell]:
    places = _row_places(rows)
    return [
        Cell(r, c, places[r], _column_place(row, c, width), scalar_cell(e, cell), cell)
        for r, row in enumerate(rows) for c, cell in enumerate(row)
        if cell is not None and not isinstance(cell, s.Dots)
    ]


def _row_places(rows: list[list]) -> list[Place | None]:
    """Rows above the first row of dots count from the start, those below the last from the end.

    Between them a row before the one with \\ddots counts from the start too, one after it from the end.
    """
    def kinds(row):
        return {c.kind for c in row if isinstance(c, s.Dots)}

    dotted = [k for k, row in enumerate(rows) if kinds(row) & {"vertical", "diagonal"}]
    if not dotted:
        return [Place(True, k + 1) for k in range(len(rows))]
    turning = [k for k, row in enumerate(rows) if "diagonal" in kinds(row)]
    first, last = (turning[0], turning[-1]) if turning else (dotted[0], dotted[-1])
    return [
        Place(True, k + 1) if k < first else Place(False, len(rows) - 1 - k) if k > last else None
        for k in range(len(rows))
    ]


def _column_place(row: list, column: int, width: int) -> Place | None:
    gaps = [k for k in range(width) if k >= len(row) or row[k] is None
            or isinstance(row[k], s.Dots) and row[k].kind in ("horizontal", "diagonal")]
    if not gaps:
        if any(isinstance(c, s.Dots) for c in row):
            return Place(True, 1) if column == 0 else Place(False, 0) if column == width - 1 else None
        return Place(True, column + 1)
    if column < gaps[0]:
        return Place(True, column + 1)
    return Place(False, width - 1 - column) if column > gaps[-1] else None


def _at(place: Place, length: P) -> P:
    return integer(place.offset) if place.start else length - place.offset


# ---------------------------------------------------------------- hypotheses

def _diagonal(e, cells: list[Cell], height: int, width: int) -> Expression:
    """Zeros off the diagonal; the entries on it are a run."""
    on, off = [], []
    for cell in cells:
        (on if _on_diagonal(cell) else off).append(cell)
    wrong = [c for c in off if not _zero(c.value)]
    if wrong or not off or not any(_zero(c.value) for c in off):
        raise Misfit("zeros off the diagonal")
    starts = [c.value for c in on if c.rows.start]
    ends = [c.value for c in on if not c.rows.start]
    if not starts or not ends:
        raise Misfit("the first and the last entry of the diagonal")
    run = fit_run([e.shapes.settle(x) for x in starts], [e.shapes.settle(x) for x in ends],
                  e.scope.context, e.facts())
    return Diagonal(run_vector(e, run))


def run_vector(e, run: Run) -> Expression:
    """The vector of a run; equal entries leave its extent open."""
    length = e.shapes.unknown() if run.length is None else run.length
    if run.length is None and isinstance(run.general, Number):
        return Constant(run.general.value, (length,))
    name = e.scope.fresh("i")
    return Array(((name, length),), run.at(integer(name)))


def _on_diagonal(cell: Cell) -> bool:
    return cell.rows is not None and cell.rows == cell.columns


def _zero(value: Expression) -> bool:
    return isinstance(value, Number) and value.value == 0


def _general(e, cells: list[Cell], height: int, width: int) -> Expression:
    """f(i, j): the run of the first row against the run of the last, checked at every cell."""
    context, facts = e.scope.context, e.facts()
    top = _row_run(e, [c for c in cells if c.row == 0], width)
    placed = [c for c in cells if c.rows is not None]
    rows_dotted = any(not c.rows.start for c in placed)
    if not rows_dotted:
        raise Misfit("dots between the first and the last row too")
    bottom = _row_run(e, [c for c in cells if c.row == height - 1], width)
    inner = _renamed(top), _renamed(bottom)
    down = fit_run([inner[0]], [inner[1]], context, facts)
    if top.length != bottom.length:
        raise Misfit(f"rows of one length, found ${top.length}$ and ${bottom.length}$ entries")
    i, j = e.scope.fresh("i"), e.scope.fresh("j")
    height_, width_ = (e.shapes.unknown() if n is None else n for n in (down.length, top.length))

    def general(row: P, column: P) -> Expression:
        return substitute_integers(down.at(row), {IntegerSymbol("?across"): column})

    for cell in cells:
        if cell.rows is None or cell.columns is None:
            if down.length is None and top.length is None:
                row = column = integer(1)
            else:
                raise Misfit(f"no entry in row {cell.row + 1}, column {cell.column + 1}, whose place is not clear")
        else:
            row, column = _at(cell.rows, height_), _at(cell.columns, width_)
        wanted = general(row, column)
        if not same_expression(wanted, e.shapes.settle(cell.value), context):
            raise Misfit(f"row {cell.row + 1}, column {cell.column + 1} to be ${wanted}$, found ${cell.value}$")
    if down.length is None and top.length is None and isinstance(down.general, Number):
        return Constant(down.general.value, (height_, width_))
    return Array(((i, height_), (j, width_)), general(integer(i), integer(j)))


def _diagonal_and_others(e, cells: list[Cell], height: int, width: int) -> Expression:
    """d(i) on the diagonal and f(i, j) off it, checked at every cell: p_i(1 − p_i) and −p_i p_j."""
    context = e.scope.context
    on, off = ([c for c in cells if _on_diagonal(c) == there] for there in (True, False))
    if any(None in (c.rows, c.columns) for c in cells) or not any(c.rows.start for c in on) or all(c.rows.start for c in on):
        raise Misfit("entries on the diagonal at its start and its end")
    run = fit_run(*([e.shapes.settle(c.value) for c in on if c.rows.start == start] for start in (True, False)), context, e.facts())
    length = e.shapes.unknown() if run.length is None else run.length
    placed = [(_at(c.rows, length), _at(c.columns, length), c) for c in off]
    i, j = e.scope.fresh("i"), e.scope.fresh("j")
    general = _by_row_and_column(e, placed, integer(i), integer(j))
    for row, column, cell in placed:
        wanted = substitute_integers(general, {IntegerSymbol(i): row, IntegerSymbol(j): column})
        if not same_expression(wanted, e.shapes.settle(cell.value), context):
            raise Misfit(f"row {cell.row + 1}, column {cell.column + 1} to be ${wanted}$, found ${cell.value}$")
    branches = (((Condition(integer(i), "=", integer(j)),), run.at(integer(i))), ((), general))
    return Array(((i, length), (j, length)), Cases(branches))


def _by_row_and_column(e, placed: list[tuple[P, P, Cell]], i: P, j: P) -> Expression:
    """f(i, j) from two entries in different rows and columns: an integer that goes with the row or with the column goes with it."""
    pair = next(((a, b) for a in placed for b in placed if a[0] != b[0] and a[1] != b[1]), None)
    if pair is None:
        raise Misfit("entries off the diagonal in two rows and two columns")
    (row, column, one), (other_row, other_column, other) = pair

    def leaf(x: P, y: P) -> P:
        ways = [to + (x - at) for at, also, to in ((row, other_row, i), (column, other_column, j)) if x - at == y - also]
        if len(ways) != 1:
            raise Misfit(f"${x}$ and ${y}$ to go with their rows or their columns")
        return ways[0]

    return zip_expressions(e.shapes.settle(one.value), e.shapes.settle(other.value), leaf, e.scope.context)


def _renamed(run: Run) -> Expression:
    return substitute_integers(run.general, {IntegerSymbol(HOLE): integer("?across")})


def _row_run(e, cells: list[Cell], width: int) -> Run:
    starts = [e.shapes.settle(c.value) for c in cells if c.columns is not None and c.columns.start]
    ends = [e.shapes.settle(c.value) for c in cells if c.columns is not None and not c.columns.start]
    if not starts:
        raise Misfit("an entry at the start of the first and the last row")
    if not ends:
        raise Misfit("an entry at the end of the first and the last row")
    return fit_run(starts, ends, e.scope.context, e.facts())

