r"""Derivatives with a slash, ``\partial L/\partial X`` and ``d^2f/dx^2``, as the fractions that they stand for.

What stands before the last ∂ of the left side is a factor before the derivative,
what follows the variables a factor behind it: ``a\,\partial y/\partial x\,b`` is a (∂y/∂x) b.
"""
from __future__ import annotations

from symbolic.reading.grammar import syntax as s

VARIABLES = (s.Name, s.Scripted)


def slashed(left: s.Node, right: s.Node) -> s.Node | None:
    """left / right where this is a derivative, perhaps between factors; None if it is an ordinary quotient."""
    if isinstance(left, s.Infix):
        made = slashed(left.right, right)
        return None if made is None else s.Infix(left.start, made.end, left.operator, left.left, made)
    above, below = s.items_of(left), s.items_of(right)
    k = next((k for k in reversed(range(len(above) - 1)) if _mark(above[k]) is not None), None)
    if k is None or _mark(above[-1]) is not None:
        return None
    mark, order = _mark(above[k])
    stop, degree = 0, 0
    while degree < order and stop + 1 < len(below) and _mark(below[stop]) == (mark, 1) and isinstance(below[stop + 1], VARIABLES):
        degree += 1 if degree + 1 == order else _times(below[stop + 1])
        stop += 2
    if degree != order:
        return None
    made = s.Fraction(above[k].start, below[stop - 1].end, s.joined(above[k:]), s.joined(below[:stop]))
    return s.joined([*above[:k], made, *below[stop:]])


def _mark(node: s.Node) -> tuple[str, int] | None:
    """(mark, order) of ∂, d, ∂², d²."""
    match node:
        case s.Operator(name="partial" | "d" as name) | s.Name(text="d" as name):
            return name, 1
        case s.Scripted(base=base, sub=None, sup=s.Number(text=text), primes=0) if text.isdigit() and (found := _mark(base)):
            return found[0], int(text)
    return None


def _times(node: s.Node) -> int:
    """How often is differentiated by what stands behind a ∂: twice by x²."""
    match node:
        case s.Scripted(sup=s.Number(text=text)) if text.isdigit():
            return int(text)
    return 1
