r"""Dots: sums ``a_1 + \dots + a_n``, rows, columns and matrices.

Every reading of dots is checked against all visible entries (``patterns``).
An entry that is missing or does not fit makes the formula unreadable, with
that entry named.
"""
from __future__ import annotations

from symbolic.language.binding import integer_names
from symbolic.language.expressions import Expression, Listing, Number, Sum, Times, Transpose, UnitVector
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.reading.elaboration.arrays import grids, stacks
from symbolic.reading.elaboration.refusal import unreadable, unsupported
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.patterns import Misfit, Run, fit_run

P = IntegerPolynomial


def is_dots(node) -> bool:
    return isinstance(node, s.Dots)


# ---------------------------------------------------------------- sums

def dotted_terms(e, node: s.Additive) -> list[Expression]:
    """The terms of a sum, each run around dots as one Σ."""
    terms = list(node.terms)
    for (sign, dots), (following, _) in zip(terms, terms[1:]):
        if is_dots(dots) and sign != following:
            raise unreadable(f"the sign before these dots is {sign}, behind them {following}", dots, expected="one sign", code="E302")
    values = [None if is_dots(term) else e.signed(sign, term) for sign, term in terms]
    while None in values:
        dots = values.index(None)
        starts, ends, run = _widest_run(e, values, dots, terms[dots][1])
        values[dots - starts:dots + 1 + ends] = [_summed(e, run, terms[dots][1])]
        terms[dots - starts:dots + 1 + ends] = [terms[dots - 1]]
    return values


def _widest_run(e, values: list, dots: int, place) -> tuple[int, int, Run]:
    """The run around these dots that takes most neighbours."""
    before, after = dots, _until_none(values, dots + 1) - dots - 1
    if not before or not after:
        raise unreadable("these dots continue nothing", place, expected="a term before and a term after the dots", code="E302")
    misfit = None
    for taken in range(before + after, 1, -1):
        for starts in range(min(before, taken - 1), 0, -1):
            ends = taken - starts
            if not 1 <= ends <= after:
                continue
            try:
                first = [e.shapes.settle(v) for v in values[dots - starts:dots]]
                last = [e.shapes.settle(v) for v in values[dots + 1:dots + 1 + ends]]
                return starts, ends, fit_run(first, last, e.scope.context, e.facts())
            except Misfit as found:
                misfit = found
    raise unreadable("the terms around the dots do not follow one pattern", place, expected=str(misfit), code="E302")


def _until_none(values: list, start: int) -> int:
    return next((k for k in range(start, len(values)) if values[k] is None), len(values))


def _summed(e, run: Run, place) -> Expression:
    if run.length is None:
        raise unreadable("all visible terms are equal, so how many there are is not said", place,
                         expected="terms that count", code="E302")
    name = e.scope.fresh("k")
    if run.step == 1:
        return Sum(name, run.first, run.first + run.length - 1, run.at(integer(name) - run.first + 1))
    return Sum(name, integer(1), run.length, run.at(integer(name)))


# ---------------------------------------------------------------- rows and columns

def listed_vector(e, node: s.Sequence) -> Expression:
    """(a_1, …, a_n) as a column; (x_1, …, x_n) of vectors as the matrix of these columns, where no other shape is said."""
    return _line(e, list(node.items), node, side_by_side=None)


def parted_row(e, node: s.Sequence) -> Expression:
    """Cells that are surely the blocks of one row, as nothing but a bar or dots stands between them."""
    values = stacks.cells(e, [list(node.items)])
    return listed_row(e, node) if values is None else stacks.read(e, values, node)


def side_by_side(e, body: s.Node) -> s.Sequence | None:
    r"""The cells of ``x_1 \mid x_2 \mid \cdots \mid x_n``, or of ``x_1 \; \cdots \; x_n`` if they are columns, else None.

    Columns have no product, so what stands between brackets and dots is no product of them.
    """
    match body:
        case s.Relation(operator="\\mid"):
            cells = s.parted_by_bars(body)
        case s.Juxtaposition(items=cells) if any(map(is_dots, cells)) and all(is_dots(x) or _is_column(e, x) for x in cells):
            pass
        case _:
            return None
    return s.Sequence(body.start, body.end, tuple(cells))


def _is_column(e, node: s.Node) -> bool:
    """Is this a member x_1 or x^{(1)} of a family of vectors?"""
    name = node.base.text if isinstance(node, s.Scripted) and isinstance(node.base, s.Name) else None
    found = name and (e.scope.tensor(flat_name(name, node.sub) or "") or e.scope.tensor(name))
    return bool(found) and len(found.shape) == 1 and node.primes == 0 and (node.sup is None or node.sub is None)


def listed_row(e, node: s.Sequence) -> Expression:
    """[a_1, …, a_n] as 1×n; of vectors as the matrix of these columns."""
    return _line(e, list(node.items), node, side_by_side=True)


def read_matrix(e, node: s.Matrix) -> Expression:
    """A matrix as typed: a column of numbers is a vector, a row is 1×n."""
    rows = [_cells(row) for row in node.rows]
    rows = [row for row in rows if row] or rows
    blocks = stacks.cells(e, rows)
    if blocks is not None:
        return stacks.read(e, blocks, node)
    if all(len(row) == 1 for row in rows):
        return _line(e, [row[0] for row in rows], node, side_by_side=False)
    if len(rows) == 1:
        return _line(e, rows[0], node, side_by_side=True)
    return grids.read_grid(e, rows, node)


def _cells(row) -> list[s.Node | None]:
    """The cells of a row; commas inside a cell separate cells too."""
    return [part for cell in row for part in (cell.items if isinstance(cell, s.Sequence) else (cell,))]


def _line(e, cells: list[s.Node | None], place, side_by_side: bool | None) -> Expression:
    """Numbers one under the other (n,) or side by side 1×n, or vectors as the columns or rows of a matrix, with or without dots.

    A list in round brackets does not say which: of numbers it is a column.
    """
    for k, cell in enumerate(cells, 1):
        if cell is None:
            raise unreadable(f"entry {k} is empty", place, expected=f"an entry at place {k}", code="E303")
    values = [None if is_dots(cell) else e.expression(cell) for cell in cells]
    numbers = [None if v is None else e.shapes.scalar(v) for v in values]
    if numbers.count(None) > values.count(None):
        return _vectors(e, values, cells, place, side_by_side)
    column = _column(e, numbers, cells, place)
    return Transpose(column) if side_by_side else column


def _column(e, values: list, cells, place) -> Expression:
    """Numbers one under the other, with or without dots; shape (n,)."""
    if None not in values:
        return Listing((integer(len(values)),), tuple(values))
    if values.count(None) == 1:
        return grids.run_vector(e, _only_run(e, values, cells))
    return _single_entry(e, values, cells, place)


def _vectors(e, values: list, cells, place, side_by_side: bool | None) -> Expression:
    """[x_1, …, x_n] of vectors: column j is x_j; one under the other 1×d: row i is the i-th of them."""
    if side_by_side is None:
        if not e.choices.ask([("the vectors are the columns of a matrix", True), ("one long vector", False)]):
            raise unsupported("a list of vectors in round brackets", place)
        side_by_side = True
    if values.count(None) != 1:
        raise unsupported("a matrix made of blocks", place)
    return stacks.run_of_vectors(e, _only_run(e, values, cells), side_by_side, place)


def _only_run(e, values: list, cells) -> Run:
    """The run around the only dots."""
    dots = values.index(None)
    starts, ends = values[:dots], values[dots + 1:]
    if not starts or not ends:
        raise unreadable("these dots continue nothing", cells[dots], expected="an entry before and after the dots", code="E302")
    try:
        return fit_run([e.shapes.settle(x) for x in starts], [e.shapes.settle(x) for x in ends], e.scope.context, e.facts())
    except Misfit as misfit:
        raise unreadable("the entries around the dots do not follow one pattern", cells[dots], expected=str(misfit), code="E302")


def _single_entry(e, values: list, cells, place) -> Expression:
    """0, ⋮, 0, g, 0, ⋮, 0: the vector that is g at the place of a free index in g."""
    others = [k for k, v in enumerate(values) if v is not None and not _is_zero(v)]
    if len(others) != 1:
        raise unreadable("a vector with two groups of dots", place,
                         expected="zeros around one entry that says its place by an index", code="E302")
    entry = values[others[0]]
    names = [n for n, free in e.scope.free.items() if free.kind == "index" and n in integer_names(entry)]
    if not names:
        raise unreadable("the entry between the zeros does not say its place", cells[others[0]],
                         expected="an entry with a free index", code="E302")
    options = [(f"the entry between the zeros stands at place {n}", n) for n in names]
    name = e.choices.ask(options)
    e.note(f"the entry between the zeros stands at place {name}")
    extent = e.shapes.unknown()
    free = e.scope.free[name]
    if free.upper is not None:
        e.shapes.unify(extent, free.upper)
        extent = e.shapes.resolve(extent)
    return Times(entry, UnitVector(integer(name), extent))


def _is_zero(value: Expression) -> bool:
    return isinstance(value, Number) and value.value == 0
