r"""Families declared by a list with dots: ``x_1, \dots, x_N \in \mathbb{R}^d``, ``W^{(0)}, \dots, W^{(L)} \in …``.

The first and the last label are the range: a free label of a member lies in it.
"""
from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from symbolic.language.context import LabelRange, TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import ORDERS, Clause, joined_list
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.uses import is_transpose, label_above
from symbolic.reading.grammar import syntax as s

LETTERS = "ijklmn"
OF_VECTORS = frozenset({"unit", "probability", "one-hot"})
"""What words may say of a vector, and not of numbers one by one."""
SIGNS = {">": "positive", "\\ge": "nonnegative", "<": "negative", "\\le": "nonpositive", "\\neq": "nonzero"}
JOINING = ",\\quad "
"""The longest that stands between two items of one list."""


class Member(NamedTuple):
    """A member of the list: its letter and its label, below it or above."""
    name: str
    label: s.Node
    above: bool = False


def gathered(clauses: list[Clause]) -> list[Clause]:
    r"""The clauses, ``x_1``, ``\dots``, ``x_N \in S`` of one list as one; symbols before it in the list, ``u_o, u_1, \dots``, each by itself."""
    found: list[Clause] = []
    for c in clauses:
        start = _start(found, c)
        if start is not None:
            items = (*(x.members[0] for x in found[start:]), c.members[0])
            del found[start:]
            before = _joined_before(found, items[0].start)
            alone = found[len(found) - before:]
            del found[len(found) - before:]
            found += [replace(x, members=(x.members[0], *c.members[1:]), operators=c.operators, words=c.words) for x in alone]
            c = replace(c, members=(joined_list(items), *c.members[1:]), start=items[0].start)
        found.append(c)
    return found


def _joined_before(before: list[Clause], start: int) -> int:
    """How many clauses at the end are symbols that commas alone join to what starts there."""
    count = 0
    for c in reversed(before):
        if not (_alone(c, s.Name) or _alone(c, s.Scripted)) or c.words or not 0 < start - c.end <= len(JOINING):
            break
        count, start = count + 1, c.start
    return count


def _start(before: list[Clause], c: Clause) -> int | None:
    """Where the list begins that this clause ends, or None."""
    last = _listed(c.members[0])
    bounded = c.operators[:1] and c.operators[0] in ORDERS | {"\\neq"} and isinstance(c.members[1], s.Number)
    if last is None or not (bounded or c.operators[:1] == ("\\in",)) or len(before) < 2 or not _alone(before[-1], s.Dots):
        return None
    start = len(before) - 1
    while start and _alone(before[start - 1], s.Scripted) and (one := _listed(before[start - 1].members[0])) is not None \
            and one.name == last.name and isinstance(one.label, s.Number):
        start -= 1
    numbers = [int(_listed(x.members[0]).label.text) for x in before[start:-1]]
    follow = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return start if follow else None


def _alone(c: Clause, kind: type) -> bool:
    return not c.operators and len(c.members) == 1 and isinstance(c.members[0], kind)


def member(node: s.Node | None) -> Member | None:
    """The letter and the label of x_1, x_i, x^{(i)}."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0) if sub is not None and not isinstance(sub, s.Sequence):
            return Member(name, sub)
        case s.Scripted(base=s.Name(text=name), sub=None, sup=sup, primes=0) if (label := label_above(sup)) is not None:
            return Member(name, label, True)
    return None


def _listed(node: s.Node | None) -> Member | None:
    """A member of a list that says where its members live: there h^1, …, h^T are names, and no powers."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Name() | s.Number() as sup, primes=0):
            return Member(name, sup)
    return member(node)


def is_list(node: s.Node | None) -> bool:
    r"""Is this x_1, \dots, x_N?"""
    return isinstance(node, s.Sequence) and len(node.items) > 2 and isinstance(node.items[-2], s.Dots) \
        and all(_listed(x) is not None for x in (node.items[0], node.items[-1]))


def declare_list(builder: Builder, node: s.Sequence, shape, properties: frozenset[str], c: Clause) -> None:
    """The family whose labels run from the first to the last of the list; numbers x_1, …, x_n are the entries of a vector x."""
    _declare(builder, _listed(node.items[0]), _listed(node.items[-1]), shape, properties, c)


def _declare(builder: Builder, first: Member, last: Member, shape, properties: frozenset[str], c: Clause) -> None:
    if not shape and first.name not in builder.recursive and isinstance(first.label, s.Number) and first.label.text == "1" and not first.above:
        extent = builder.dimension(last.label)
        builder.add_tensor(TensorDeclaration(first.name, (), (extent,), properties - OF_VECTORS, builder.provenance), c)
        return
    lower, upper = builder.integer_at(first.label), builder.integer_at(last.label)
    free = [x for x in LETTERS if builder.context.integer(x) is None and x not in upper.names()]
    label = LabelRange(free[0] if free else "i'", lower, upper)
    builder.add_tensor(TensorDeclaration(first.name, (label,), shape, properties, builder.provenance), c)


def declare_bounded_lists(builder: Builder, c: Clause) -> bool:
    r"""``w_1, \dots, w_n > 0``: numbers, if nothing else says what they are, and each of them within the bound."""
    if len(c.members) != 2 or c.operators[0] == "\\in" or not is_list(c.members[0]) or not isinstance(c.members[1], s.Number):
        return False
    first, last = member(c.members[0].items[0]), member(c.members[0].items[-1])
    if not builder.elaborator().scope.declared(first.name):
        declare_list(builder, c.members[0], (), frozenset(), c)
    made = builder.context.tensor(first.name)
    word = SIGNS.get(c.operators[0]) if c.members[1].text == "0" else None
    if word is None or made is None or not (made.labels or builder.context.same_extent(made.shape[0], builder.integer_at(last.label))):
        raise Refused("undecided", "fragment", f"this bound of {first.name}", c)
    builder.add_properties(first.name, frozenset({word}))
    return True


def declare_cells(builder: Builder, c: Clause) -> bool:
    r"""``X = [x_1, \dots, x_n] \in \mathbb{R}^{d \times n}``: x_j is a column of d numbers, if nothing says what x is.

    With rows ``x_1^\top`` one under the other, X being n×d, likewise.  The clause remains: it defines X.
    """
    matrix = builder.context.tensor(c.members[0].text) if isinstance(c.members[0], s.Name) else None
    found = vectors_in(c.members[1]) if matrix is not None and c.operators[:1] in (("=",), (":=",)) else None
    if found is None or matrix.labels or len(matrix.shape) != 2:
        return False
    first, last, axis = found
    if first.name == last.name and not builder.elaborator().scope.declared(first.name):
        _declare(builder, first, last, (matrix.shape[axis],), frozenset(), c)
    return False


def vectors_in(node: s.Node | None) -> tuple[Member, Member, int] | None:
    """The first and the last vector of a matrix of columns or rows with dots, and the axis of the matrix that they run along."""
    match node:
        case s.Scripted(base=inner, sub=None, sup=s.Name() as sup, primes=0) if is_transpose(sup):
            found = vectors_in(inner)
            return found and (*found[:2], 1 - found[2])
        case s.Group(kind="[" | "(", body=s.Matrix() as inner):
            return vectors_in(inner)
        case s.Group(kind="[" | "(", body=s.Sequence(items=cells)) | s.Group(kind="[", body=s.Juxtaposition(items=cells)):
            columns = True
        case s.Group(kind="[", body=s.Relation(operator="\\mid") as body):
            cells, columns = s.parted_by_bars(body), True
        case s.Matrix(rows=(cells,)) if len(cells) > 1:
            columns = True
        case s.Matrix(rows=rows) if all(len(row) == 1 for row in rows):
            cells, columns = tuple(row[0] for row in rows), False
        case _:
            return None
    if sum(isinstance(x, s.Dots) for x in cells) != 1:
        return None
    ends = [member(x if columns else _untransposed(x)) for x in (cells[0], cells[-1])]
    return None if None in ends else (*ends, 0 if columns else 1)


def _untransposed(node: s.Node | None) -> s.Node | None:
    r"""x_1 of ``x_1^\top`` and of ``(x^{(1)})^\top``; None of anything else."""
    match node:
        case s.Scripted(base=s.Group(kind="(" | "[", body=inner), sub=None, sup=s.Name() as sup, primes=0) if is_transpose(sup):
            return inner
        case s.Scripted(base=s.Name(), sub=sub, sup=s.Name() as sup, primes=0) if sub is not None and is_transpose(sup):
            return replace(node, sup=None)
    return None
