r"""A matrix or vector shown by its own entries: ``A = \begin{bmatrix} A_{11} & \dots & A_{1n} \\ … \end{bmatrix}``, ``x = (x_1, \dots, x_n)^\top``.

Such an equation says what the shape is, how the entries are called (a_{ij} of A), and perhaps that A is symmetric.
Where A_{11} is used as matrices are, or words say so, the A_{ij} are blocks of unknown sizes.
"""
from __future__ import annotations

import re
from itertools import product
from typing import Sequence

from symbolic.errors import ReadError
from symbolic.language.context import TensorDeclaration
from symbolic.language.expressions import Array, Entry, Listing
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import bare_font, index_lists
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.building import TRANSPOSES
from symbolic.reading.words.phrases import mentioned

BLOCKS = re.compile(r"\b(?:block|partition|submatri)", re.I)
OF_MATRICES = frozenset({"det", "tr", "vec", "rank"})


def displayed(builder: Builder, c: Clause, formulas: Sequence[Clause]) -> bool:
    """Is the clause ``A = …`` of this kind?  Then A is declared, if it is not yet, and its small letter as that of its entries."""
    match c.members, c.operators:
        case (s.Name(text=name), s.Node() as body), ("=" | ":=",):
            cells = _cells(body)
        case _:
            return False
    letter = _letter(name, cells)
    known = builder.context.tensor(name)
    if letter is None or builder.context.definitions_of(name) or name in builder.context.unread or mentioned(c.words) \
            or known is not None and known.labels or letter != name and builder.context.tensor(letter) is not None:
        return False
    if known is None and letter == name and len(_ends(cells)) == 2 and _blocks(name, formulas):
        builder.drop(c, f"{name} is shown by entries or by blocks whose sizes are not said")
        return True
    before, entries = builder.context, dict(builder.entries)
    try:
        if known is None:
            shape = tuple(map(builder.dimension, _ends(cells)))
            builder.add_tensor(TensorDeclaration(name, (), shape, provenance=builder.provenance), c)
        if letter != name:
            builder.entries[letter] = name
        if _shows(builder, name, body):
            return True
    except (ReadError, Refused):
        pass
    builder.context, builder.entries = before, entries
    return False


def _cells(body: s.Node) -> list[s.Node]:
    """The entries of a matrix as it is written, row by row, and those of a vector; none of anything else."""
    match body:
        case s.Matrix(rows=rows):
            return [cell for row in rows for cell in row if cell is not None]
        case s.Group(kind="(" | "[", body=s.Sequence(items=items)):
            return list(items)
        case s.Scripted(base=base, sub=None, sup=s.Name(text=mark), primes=0) if mark in TRANSPOSES:
            return _cells(base)
    return []


def _letter(name: str, cells: list[s.Node]) -> str | None:
    """The letter of all entries: the name itself, or its small letter where they have two indices; else None."""
    letters = {cell.base.text if isinstance(cell, s.Scripted) and isinstance(cell.base, s.Name)
               and cell.sub is not None and cell.sup is None and not cell.primes else None
               for cell in cells if not isinstance(cell, s.Dots)}
    if len(cells) < 2 or len(letters) != 1 or None in letters:
        return None
    (letter,) = letters
    small = len(letter) == 1 and letter.islower() and letter.upper() == bare_font(name)
    return letter if letter == name or small and len(_ends(cells)) == 2 else None


def _ends(cells: list[s.Node]) -> list[s.Node]:
    """The indices of the last entry, which are the extents."""
    last = cells[-1]
    return index_lists(last.sub)[-1] if isinstance(last, s.Scripted) else []


def _shows(builder: Builder, name: str, body: s.Node) -> bool:
    """Is each entry of the body that of the symbol, at its own place?  Or at that across the diagonal, which makes it symmetric."""
    symbol = builder.context.tensor(name).symbol()
    e = builder.elaborator()
    pair = e.shapes.meet(symbol, e.expression(body))
    value = None if pair is None else e.shapes.settle(pair[1])
    if pair is None or pair[0] != symbol or e.scope.free or value.shape != symbol.shape:
        return False
    match value:
        case Listing(_, entries):
            places = list(product(*(range(1, d.constant() + 1) for d in value.shape)))
            own = tuple(Entry(symbol, tuple(map(integer, p))) for p in places)
            across = dict(zip(places, entries))
            if entries != own and len(set(value.shape)) == 1 < len(value.shape) and all(
                    across[p] == across[p[::-1]] and across[p] in (x, Entry(symbol, x.indices[::-1])) for p, x in zip(places, own)):
                builder.add_properties(name, frozenset({"symmetric"}))
                return "symmetric" in builder.context.tensor(name).properties
            return entries == own
        case Array(binders, entry):
            return entry == Entry(symbol, tuple(integer(n) for n, _ in binders))
    return False


def _blocks(name: str, formulas: Sequence[Clause]) -> bool:
    """Is something said of A_{11} that is said of matrices, or do words speak of blocks?"""
    return any(BLOCKS.search(c.words) or len(c.members) == 1 and c.words and _is_entry(c.members[0], name)
               or any(_as_matrix(m, name) for m in c.members) for c in formulas)


def _as_matrix(node, name: str) -> bool:
    """Does an A_{11} carry a transpose or an inverse, or stand below det, tr or vec?"""
    match node:
        case s.Scripted(base=s.Name(text=text), sub=s.Node(), sup=s.Node() as sup) if text == name and not isinstance(sup, s.Number):
            return True
        case s.Juxtaposition(items=items) if any(
                isinstance(a, s.Operator) and a.name in OF_MATRICES and any(_is_entry(x, name) for x in s.walk(b))
                for a, b in zip(items, items[1:])):
            return True
    return any(_as_matrix(x, name) for x in s.children(node))


def _is_entry(node, name: str) -> bool:
    return isinstance(node, s.Scripted) and isinstance(node.base, s.Name) and node.base.text == name and node.sub is not None
