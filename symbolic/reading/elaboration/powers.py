r"""Superscripts: transposes, powers and inverses."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import (
    Add, Expand, Expression, Integer, Inverse, MatrixPower, Number, Power, Squeeze, Times, Transpose)
from symbolic.language.integers import IntegerPolynomial, integer, provably_nonnegative
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration import pseudo_inverses
from symbolic.reading.elaboration.real_powers import real_power
from symbolic.reading.elaboration.refusal import ambiguous, misshapen, unsupported
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


def superscript(e, value: Expression, sup: s.Node, place) -> Expression:
    """Transpose, power or inverse."""
    value = e.shapes.settle(value)
    if e.is_transpose(sup):
        return transposed(e, value, place)
    pseudo = pseudo_inverses.superscript(e, value, sup, place)
    if pseudo is not None:
        return pseudo
    match sup:
        case s.Additive(terms=(("-", inner),)) if e.is_transpose(inner):
            return Transpose(inverse(e, value, place))
        case s.Group(kind="(" | "[") | s.Name(text="*" | "\\ast" | "\\star"):
            raise unsupported("a superscript that is neither transpose nor power", sup)
        case s.Juxtaposition(items=(s.Name(text="\\circ" | "\\odot"), exponent)):
            return Power(value, _rational(e.expression(exponent), sup))
    exponent = e.expression(sup)
    return power(e, value, exponent, place)


def transposed(e, value: Expression, place) -> Expression:
    if len(value.shape) > 2:
        raise misshapen(f"the transpose of {show_shape(value.shape)}", place)
    return Transpose(value)


def inverse(e, value: Expression, place) -> Expression:
    if not value.shape:
        return Power(value, Fraction(-1))
    if len(value.shape) != 2 or not e.shapes.unify(*value.shape):
        raise misshapen(f"the inverse of {show_shape(value.shape)}: a square matrix is needed", place)
    return Inverse(e.shapes.settle(value))


def power(e, value: Expression, exponent: Expression, place) -> Expression:
    if exponent.shape:
        raise misshapen(f"an exponent of shape {show_shape(exponent.shape)}", place)
    number_ = e.shapes.scalar(value)
    match exponent:
        case Number(value=q) | Times(left=Number(value=q), right=Number(value=Fraction(numerator=1, denominator=1))):
            if number_ is not None:
                return Power(number_, q)
            return _matrix_power(e, value, q, place)
        case Integer(value=p) if len(value.shape) == 2 and number_ is None and e.shapes.unify(*value.shape):
            return MatrixPower(e.shapes.settle(value), p)
    k = integer_value(exponent)
    if k is not None and number_ is not None:
        falling = k.constant() is None and provably_nonnegative(-k, e.facts())
        raised = Squeeze(MatrixPower(Expand(number_, (0, 1)), -k if falling else k), (0, 1))
        return Power(raised, Fraction(-1)) if falling else raised
    if k is not None and len(value.shape) == 2 and number_ is None and e.shapes.unify(*value.shape):
        return MatrixPower(e.shapes.settle(value), k)
    if number_ is not None:
        return real_power(e, number_, exponent, place)
    raise unsupported("a power whose exponent is not a rational number", place)


def _matrix_power(e, value: Expression, q: Fraction, place) -> Expression:
    if len(value.shape) != 2:
        raise ambiguous(f"a power of {show_shape(value.shape)}: entry by entry, or a squared norm", place)
    if q == -1:
        return inverse(e, value, place)
    if not e.shapes.unify(*value.shape):
        raise misshapen(f"a power of {show_shape(value.shape)}: a square matrix is needed", place)
    if q.denominator != 1:
        raise unsupported("a root of a matrix", place)
    value = e.shapes.settle(value)
    return MatrixPower(value, integer(int(q))) if q >= 0 else MatrixPower(Inverse(value), integer(int(-q)))


def integer_value(e: Expression) -> P | None:
    """k − 1 as an integer, if the expression is made of integers alone."""
    match e:
        case Integer(value=p):
            return p
        case Number(value=q) if q.denominator == 1:
            return integer(int(q))
        case Add(terms=terms):
            values = [integer_value(t) for t in terms]
            return None if None in values else sum(values, integer(0))
        case Times(left=a, right=b):
            x, y = integer_value(a), integer_value(b)
            return None if x is None or y is None else x * y
    return None


def _rational(e: Expression, place) -> Fraction:
    if isinstance(e, Number):
        return e.value
    raise unsupported("an exponent that is not a number", place)
