r"""What two values make as a product, ⊙, ⊗, ⟨·, ·⟩ or quotient, and one between bars; shapes choose the reading."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import (
    Apply, Derivative, Determinant, Entry, Expand, Expression, Kronecker, MatMul, Number, Power, Squeeze, Sum, Times, Trace, Transpose)
from symbolic.language.integers import integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration import extrema, powers
from symbolic.reading.elaboration.operators import absolute_norm, square, squared_norm
from symbolic.reading.elaboration.refusal import ambiguous, misshapen, unsupported
from symbolic.reading.elaboration.shapes import TooManyWays
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import to_latex

MOST_FACTORS = 40


def multiply(e, found: list[Expression], place) -> Expression:
    if len(found) > MOST_FACTORS:
        raise unsupported(f"a product of more than {MOST_FACTORS} factors", place)
    try:
        made = e.shapes.product(found)
    except TooManyWays:
        raise unsupported("a product of so many factors of unknown shapes", place) from None
    if made is not None:
        return made
    if any(e.shapes.undetermined(f) for f in found):
        raise ambiguous("nothing says what size the identity or the array of ones in this product has", place,
                        "write its size, as in I_n")
    if any(len(f.shape) > 2 and any(isinstance(part, Derivative) for part in f.walk()) for f in found):
        raise unsupported("a product with a derivative of more than two axes, of which nothing says which are summed", place)
    shapes = " times ".join(show_shape(e.shapes.settle(f).shape) for f in found if f.shape)
    hint = "a product of columns needs a transpose or ⊙" if all(len(f.shape) <= 1 for f in found) else ""
    raise misshapen(f"the factors do not conform: {shapes}", place, hint)


def inner(e, left: Expression, right: Expression, node) -> Expression:
    """⟨x, y⟩ = xᵀy, ⟨A, B⟩ = tr(AᵀB)."""
    pair = e.shapes.meet(left, right)
    if pair is None or len(pair[0].shape) > 2:
        raise misshapen(f"the inner product of {show_shape(left.shape)} and {show_shape(right.shape)}", node)
    a, b = pair
    match len(a.shape):
        case 0:
            return Times(a, b)
        case 1:
            return Squeeze(MatMul(Transpose(a), b), (0,))
    return Trace(MatMul(Transpose(a), b))


def hadamard(e, left: Expression, right: Expression, node) -> Expression:
    made = e.shapes.hadamard(left, right)
    if made is None:
        raise misshapen(f"⊙ of {show_shape(left.shape)} and {show_shape(right.shape)}", node)
    return made


def kronecker(e, left: Expression, right: Expression, node) -> Expression:
    if len(left.shape) == len(right.shape) == 1 and e.choices.ask([
            ("⊗ of two columns is their Kronecker product, a column", False),
            ("⊗ of two columns is their outer product", True)]):
        return MatMul(Expand(left, (1,)), Transpose(right))
    raised = [Expand(x, (1,)) if len(x.shape) == 1 else x for x in (left, right)]
    if any(len(x.shape) != 2 for x in raised):
        raise misshapen("⊗ needs two matrices", node)
    return Kronecker(*raised)


def divide(e, above: Expression, below: Expression, node) -> Expression:
    """above · below⁻¹ for a number below; entry by entry for two arrays of one shape."""
    below = e.shapes.settle(below)
    number = e.shapes.scalar(below)
    if number is not None:
        return _over(above, number)
    pair = e.shapes.meet(above, below) if above.shape else None
    if pair is None:
        raise misshapen(f"{show_shape(above.shape)} is divided by {show_shape(below.shape)}", node,
                        "only division by a number has a meaning here")
    if len(pair[0].shape) == 2 and pair[0].shape[0] == pair[0].shape[1]:
        raise ambiguous("a quotient of two square matrices: entry by entry, or with an inverse", node)
    e.note("a quotient of two arrays is taken entry by entry")
    return Times(pair[0], Power(pair[1], Fraction(-1)))


def _over(above: Expression, below: Expression) -> Expression:
    if isinstance(below, Number) and below.value != 0:
        if isinstance(above, Number):
            return Number(above.value / below.value)
        return Times(Number(1 / below.value), above)
    inverse = Power(below, Fraction(-1))
    return inverse if isinstance(above, Number) and above.value == 1 else Times(above, inverse)


def bars(e, value: Expression, node: s.Node) -> Expression:
    r"""``|s|``, ``|A|`` = det A of a square matrix, ``|x|`` entry by entry or the length of x."""
    match len(value.shape):
        case 2 if not e.shapes.unify(*e.shapes.settle(value).shape):
            raise ambiguous(f"bars around {show_shape(value.shape)}", node, "write the norm, or the absolute value of an entry")
        case 2:
            return Determinant(e.shapes.settle(square(e, value, node, "determinant")))
        case 1 if e.choices.ask([("| | of a vector is taken entry by entry", False), ("| | of a vector is its length", True)]):
            return Power(squared_norm(e, value, "2", node), Fraction(1, 2))
    return Apply("abs", 0, value)


def norm(e, node: s.Node) -> Expression:
    r"""``\|x\|``, ``\|x\|_2^2``, ``\|X\|_F``, ``\|x\|_1``."""
    group = node.base if isinstance(node, s.Scripted) else node
    sub = node.sub if isinstance(node, s.Scripted) else None
    sup = node.sup if isinstance(node, s.Scripted) else None
    kind = {None: ""}.get(sub) if sub is None else getattr(sub, "text", "?")
    value = e.expression(group.body)
    if kind == "\\infty" and len(value.shape) == 1:
        made = extrema.of_entries(e, "max", Apply("abs", 0, e.shapes.settle(value)))
        return made if sup is None else powers.superscript(e, made, sup, node)
    if kind == "1":
        made = absolute_norm(e, value)
        return made if sup is None else powers.superscript(e, made, sup, node)
    if len(value.shape) == 1 and (kind in EXPONENTS or isinstance(sub, (s.Number, s.Infix, s.Fraction)) and kind != "2"):
        return _power_norm(e, e.shapes.settle(value), sub, sup, node)
    squared = squared_norm(e, value, kind.strip("{}").removeprefix("\\mathrm{"), node)
    match sup:
        case None:
            return Power(squared, Fraction(1, 2))
        case s.Number(text="2"):
            return squared
    return powers.superscript(e, Power(squared, Fraction(1, 2)), sup, node)


EXPONENTS = frozenset("pqrs")
"""Letters that say a norm's exponent."""


def _power_norm(e, x: Expression, sub: s.Node, sup: s.Node | None, node: s.Node) -> Expression:
    """‖x‖_p = (Σ_k |x_k|^p)^{1/p}; ‖x‖_p^p is the sum."""
    p = e.expression(sub)
    if isinstance(p, Number) and p.value < 1:
        raise ambiguous(f"a norm with the exponent {p.value}", node, "an exponent of at least 1 makes a norm")
    k = e.shapes.fresh("k")
    term = powers.power(e, Apply("abs", 0, Entry(x, (integer(k),))), p, node)
    total = Sum(k, integer(1), x.shape[0], term)
    if sup is not None and to_latex(sup) == to_latex(sub):
        return total
    made = Power(total, 1 / p.value) if isinstance(p, Number) else powers.power(e, total, Power(p, Fraction(-1)), node)
    return made if sup is None else powers.superscript(e, made, sup, node)
