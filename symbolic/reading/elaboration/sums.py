r"""Sums of terms: their shapes, a number beside a vector, a symbol beside its own entry."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import Add, Constant, Entry, Expression, Number, Times
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.refusal import ambiguous, misshapen

BROADCAST = "a number plus a vector: the number is added to every entry"


def total(e, terms: list[Expression], place) -> Expression:
    """The sum; a number plus a vector is broadcast, as a stated reading."""
    made = e.shapes.add(terms)
    if made is not None:
        return made
    terms = [e.shapes.settle(t) for t in terms]
    shapes = {t.shape for t in terms if t.shape}
    if len(shapes) == 1 and any(not t.shape for t in terms):
        (shape,) = shapes
        if len(shape) > 1:
            raise ambiguous(f"a number plus {show_shape(shape)}", place, "write the identity or the matrix of ones")
        if {_signless(t) for t in terms} & {x.arg for x in map(_signless, terms) if isinstance(x, Entry)}:
            raise ambiguous("a symbol plus an entry of its own, or a member of a family with the same letter", place,
                            "declare the members if they are no entries")
        e.note(BROADCAST)
        return Add(tuple(t if t.shape else Times(t, Constant(Fraction(1), shape)) for t in terms))
    listed = " and ".join(dict.fromkeys(show_shape(t.shape) for t in terms))
    raise misshapen(f"the terms of this sum have the shapes {listed}", place)


def _signless(e: Expression) -> Expression:
    """x of -x, which is (-1) x; all else is itself."""
    match e:
        case Times(Number(Fraction(numerator=-1, denominator=1)), value):
            return value
    return e
