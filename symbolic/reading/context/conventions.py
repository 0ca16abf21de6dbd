r"""A given formula for the entries of a derivative says which layout is meant.

``\left(\frac{\partial s}{\partial A}\right)_{ij} = \frac{\partial s}{\partial A_{ij}}`` holds
in the layouts where a scalar by a matrix has the matrix's shape, its transpose
in the others.  Such a formula is a convention: it states nothing about s.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.language.expressions import Derivative, Entry, Expression
from symbolic.reading.elaboration.layout import LAYOUTS
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.grammar import syntax as s


def layouts_of(builder, left: s.Node, right: s.Node) -> tuple[str, ...] | None:
    """The layouts in which the formula is the definition of the notation; None if it is none."""
    fitting = []
    for layout in LAYOUTS:
        e = builder.elaborator()
        e.layout = layout
        try:
            sides = e.expression(left), e.expression(right)
        except (Refused, ReadError):
            continue
        if not _entry_by_entry(*sides):
            return None
        if _agree(*sides):
            fitting.append(layout)
    return tuple(fitting) or None


def _entry_by_entry(left: Expression, right: Expression) -> bool:
    """(∂y/∂v)_{…} against a derivative by one entry of the same v."""
    match left, right:
        case Entry(Derivative(at=None) as whole), Derivative() as part if part.at is not None:
            return whole.variable == part.variable
    return False


def _agree(left: Entry, right: Derivative) -> bool:
    """Do the indices on the left stand where the axes of the layout put the variable's?"""
    places = {axis: index for axis, index in zip(left.arg.axes, left.indices)}
    variable = tuple(places.get(f"v{k}") for k in range(len(left.arg.variable.shape)))
    return variable == right.at
