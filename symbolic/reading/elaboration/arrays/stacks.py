r"""Matrices whose cells are arrays: blocks side by side, or a stack ``\begin{pmatrix} w_1 \\ w_2 \end{pmatrix}``.

A column of k matrices m×n is the block matrix (km)×n or, where a shape says so,
the stack k×m×n; both readings are offered, and shapes decide.  Entry i, j of a
block matrix is that of the block that holds row i and column j.
"""
from __future__ import annotations

from symbolic.language.expressions import (
    Add, Array, Cases, Condition, Constant, Delta, Entry, Expand, Expression, Number, Times)
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.refusal import misshapen, unsupported
from symbolic.reading.elaboration.scope import flat_name, index_lists
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.patterns import HOLE, Run

P = IntegerPolynomial
IDENTITIES = frozenset({"I", "\\mathbf{I}", "\\mathbb{I}", "\\mathrm{I}"})


def cells(e, rows: list[list[s.Node | None]]) -> list[list[Expression]] | None:
    """The cells of a matrix without dots if one of them is an array; None if all are numbers, or not all are read."""
    if any(cell is None or isinstance(cell, s.Dots) for row in rows for cell in row) or len({len(row) for row in rows}) > 1:
        return None
    if not any(_may_be_array(e, cell) for row in rows for cell in row):
        return None
    values = [[e.shapes.settle(e.expression(cell)) for cell in row] for row in rows]
    return values if any(e.shapes.scalar(x) is None for row in values for x in row) else None


def _may_be_array(e, node: s.Node) -> bool:
    """Does a name of an array stand in the cell?  Numbers and entries of scalars need no second look."""
    match node:
        case s.Name(text=text):
            found = e.scope.tensor(text)
            return found is not None and bool(found.shape) or text in IDENTITIES
        case s.Scripted(base=s.Name(text=text), sub=sub) if sub is not None:
            found, family = e.scope.tensor(flat_name(text, sub) or ""), e.scope.tensor(text)
            return found is not None and bool(found.shape) or found is family is None and text in IDENTITIES \
                or family is not None and (bool(family.labels and family.shape) or len(family.shape) > len(index_lists(sub)[-1]))
    return any(_may_be_array(e, x) for x in s.children(node))


def read(e, values: list[list[Expression]], place) -> Expression:
    """The block matrix; a column or row of arrays of one shape may be a stack."""
    line = [x for row in values for x in row] if 1 in (len(values), len(values[0])) else []
    shapes = {tuple(map(e.scope.context.simplify, map(e.shapes.resolve, x.shape))) for x in line}
    if len(shapes) == 1 and line and len(line[0].shape) >= 2:
        options = [("the cells are blocks of one matrix", True), ("the cells are stacked along a new first axis", False)]
        if len(values) > 1 and (len(line[0].shape) > 2 or not e.choices.ask(options)):
            return stacked(e, line)
    return blocks(e, values, place)


def stacked(e, line: list[Expression]) -> Expression:
    """[k, i..] = line[k][i..]."""
    first = e.scope.fresh("k")
    names = [(e.scope.fresh(stem), e.shapes.resolve(d)) for stem, d in zip("ijkl", line[0].shape)]
    at = tuple(integer(n) for n, _ in names)
    parts = tuple(Times(Delta(integer(first), integer(k)), Entry(x, at)) for k, x in enumerate(line, start=1))
    e.note(f"the {len(line)} cells are stacked along a new first axis")
    return Array(((first, integer(len(line))), *names), parts[0] if len(parts) == 1 else Add(parts))


def run_of_vectors(e, run: Run, side_by_side: bool, place) -> Expression:
    """[i, j] = (x_j)_i of columns x_1, …, x_n side by side, (r_i)_{1j} of rows r_1, …, r_n one under the other."""
    shape = tuple(map(e.shapes.resolve, run.general.shape))
    length = shape[0] if len(shape) == 1 else shape[1] if len(shape) == 2 and e.shapes.is_one(shape[0]) else None
    if run.length is None or length is None or side_by_side != (len(shape) == 1) or HOLE in length.names():
        raise unsupported(f"blocks {show_shape(shape)} with dots {'beside' if side_by_side else 'under'} each other", place)
    i, j = e.scope.fresh("i"), e.scope.fresh("j")
    row, column = integer(i), integer(j)
    if side_by_side:
        e.note("the vectors are the columns of a matrix")
        return Array(((i, length), (j, run.length)), Entry(run.at(column), (row,)))
    e.note("the vectors are the rows of a matrix")
    return Array(((i, run.length), (j, length)), Entry(run.at(row), (integer(1), column)))


def blocks(e, values: list[list[Expression]], place) -> Expression:
    """[i, j] = the entry of the block that holds row i and column j, counted within it."""
    grid = [[_as_matrix(e, x, place) for x in row] for row in values]
    for row in grid:
        _fit(e, [x.shape[0] for x in row], "rows", place)
    for column in zip(*grid):
        _fit(e, [x.shape[1] for x in column], "columns", place)
    grid = [[e.shapes.settle(x) for x in row] for row in grid]
    heights, widths = [row[0].shape[0] for row in grid], [x.shape[1] for x in grid[0]]
    vector = len(widths) == 1 and all(len(row[0].shape) == 1 for row in values)
    i, j = e.scope.fresh("i"), e.scope.fresh("j")
    row, column = integer(i), integer(1) if vector else integer(j)
    branches = []
    above = integer(0)
    for r, height in enumerate(heights):
        before = integer(0)
        for c, width in enumerate(widths):
            conditions = [Condition(row, "<=", above + height)] if r < len(heights) - 1 else []
            conditions += [Condition(column, "<=", before + width)] if c < len(widths) - 1 else []
            branches.append((tuple(conditions), Entry(grid[r][c], (row - above, column - before))))
            before += width
        above += height
    e.note("the cells are blocks of one matrix")
    binders = ((i, above),) if vector else ((i, above), (j, before))
    return Array(binders, Cases(tuple(branches)))


def _as_matrix(e, x: Expression, place) -> Expression:
    x = e.shapes.settle(x)
    match len(x.shape):
        case 0 if isinstance(x, Number) and x.value == 0:
            return Constant(x.value, (e.shapes.unknown(), e.shapes.unknown()))
        case 0:
            return Expand(x, (0, 1))
        case 1:
            return Expand(x, (1,))
        case 2:
            return x
    raise unsupported(f"a matrix with a block {show_shape(x.shape)}", place)


def _fit(e, extents: list[P], what: str, place) -> None:
    if not all([e.shapes.unify(extents[0], d) for d in extents[1:]]):
        listed = ", ".join(dict.fromkeys(str(e.shapes.resolve(d)) for d in extents))
        raise misshapen(f"blocks beside each other with {listed} {what}", place)
