r"""Cross products of vectors in ℝ³: ``a \times b`` and the matrix ``[a]_\times`` with [a]_× b = a × b."""
from __future__ import annotations

from symbolic.language.expressions import Entry, Expression, Listing, MatMul, Times, number
from symbolic.language.integers import integer
from symbolic.reading.elaboration.refusal import unsupported
from symbolic.reading.grammar import syntax as s

CROSS = r"\times"
ROWS = ((0, -3, 2), (3, 0, -1), (-2, 1, 0))
"""Which entry of a stands where in [a]_×, and its sign."""


def is_matrix(node: s.Scripted) -> bool:
    r"""Is it ``[a]_\times``, perhaps raised?"""
    return isinstance(node.base, s.Group) and node.base.kind in ("[", "(") and isinstance(node.sub, s.Name) and node.sub.text == CROSS


def matrix(e, a: Expression, node: s.Node) -> Expression:
    """[a]_×, the antisymmetric matrix of a vector in ℝ³."""
    a = e.shapes.settle(a)
    if len(a.shape) != 1 or a.shape[0].constant() not in (None, 3) or not e.shapes.unify(a.shape[0], integer(3)):
        raise unsupported("a cross product of what are no vectors in ℝ³", node)
    a = e.shapes.settle(a)
    e.note("[a]_× is the matrix with [a]_× b = a × b")
    return Listing((integer(3), integer(3)), tuple(_entry(a, k) for row in ROWS for k in row))


def product(e, a: Expression, b: Expression, node: s.Node) -> Expression:
    """a × b = [a]_× b."""
    e.shapes.meet(a, b)
    return MatMul(matrix(e, a, node), e.shapes.settle(b))


def _entry(a: Expression, k: int) -> Expression:
    if k == 0:
        return number(0)
    entry = Entry(a, (integer(abs(k)),))
    return entry if k > 0 else Times(number(-1), entry)
