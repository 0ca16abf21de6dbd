r"""How far a function without brackets reaches: ``\sin 2x``, ``\operatorname{tr} A B``, ``\log x / y``.

The trace of a product needs no brackets where what would be left is a matrix:
nobody writes tr(A) B so.  Where only the other way fits, that is what is meant.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.language.expressions import Expression, Identity
from symbolic.reading.elaboration.derivatives import derivatives
from symbolic.reading.elaboration.derivatives.marks import is_mark
from symbolic.reading.elaboration.reach import applied_bare, flatten, is_bracket
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.grammar import syntax as s

OF_MATRIX = frozenset({"tr", "det"})
NARROW, WIDE = "takes the next factor alone", "takes the whole product"
"""Lenient readings of tr A B and of tr(dA) B."""


def end(e, items: list[s.Node], start: int, is_head) -> int:
    """Where the factors end that a function without brackets may take: before the next function, Σ or derivative."""
    stop = start
    while stop < len(items) and not isinstance(items[stop], s.BigOperator) and not derivatives.is_prefix(items[stop]) \
            and is_head(e, items[stop], items[stop + 1:]) is None:
        stop += 1
    return stop


def bare(e, name: str, items: list[s.Node], start: int, stop: int) -> int:
    r"""Where the argument without brackets ends: \sin 2x takes both, \log x y one or both, tr A B both if B is a matrix."""
    if stop - start < 2:
        return start + 1
    if isinstance(items[start], s.Number):
        return stop
    if name in OF_MATRIX and _leaves_matrix(e, items[start + 1:stop]):
        return start + 1 if e.lenient(NARROW) else stop
    return e.choices.ask([(f"{name} takes only the next factor", start + 1),
                          (f"{name} takes all factors that follow", stop)])


def behind_bracket(e, name: str, items: list[s.Node], start: int, stop: int) -> bool:
    """Does tr(dA) B mean tr(dA B)?  Leniently, where B is a matrix."""
    if name not in OF_MATRIX or stop <= start or not _leaves_matrix(e, items[start:stop]):
        return False
    inside = items[start - 1].body
    first = inside.items[0] if isinstance(inside, s.Juxtaposition) else inside
    return is_mark(first) and e.lenient(WIDE)


def _leaves_matrix(e, rest: list[s.Node]) -> bool:
    """Is a product a matrix, and none that is the identity?"""
    try:
        made: Expression = e.shapes.settle(e.expression(s.joined(rest)))
    except (Refused, ReadError):
        return False
    return bool(made.shape) and not isinstance(made, Identity)


def before_slash(node: s.Infix) -> tuple[list[s.Node], int] | None:
    r"""The items left of / in ``2 \log x / y``, and the place of the function without brackets that they end with; or None."""
    items = flatten(node.left)
    for k in range(len(items) - 2, -1, -1):
        if applied_bare(items[k], items[k + 1]):
            return items, k
        if is_bracket(items[k + 1]):
            return None
    return None


def quotient(node: s.Infix, items: list[s.Node], k: int) -> list[s.Node]:
    """The items with the quotient as the argument of the function at place k."""
    return [*items[:k + 1], s.Infix(items[k + 1].start, node.end, node.operator, s.joined(items[k + 1:]), node.right)]
