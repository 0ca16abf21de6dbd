r"""Differentials: ``dX``, ``d(x^\top A x)``.

``dX`` is an array of X's shape; d of anything else is its derivative in these
directions, Σ_v Σ_ij ∂e/∂v_ij (dv)_ij over all v of which the document writes
dv: whatever has no differential is constant.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.context import Context, TensorDeclaration
from symbolic.language.expressions import Add, Constant, Derivative, Entry, Expression, Sum, Symbol, Times, number
from symbolic.language.integers import integer
from symbolic.language.nodes import Shape
from symbolic.reading.elaboration.derivatives.marks import MARK, OPERANDS, differentiates, is_mark
from symbolic.reading.elaboration.scope import bare_font, flat_name
from symbolic.reading.elaboration.shown import reached
from symbolic.reading.grammar import syntax as s

CONSTANTS = frozenset("ABCDEFGHabcdefgh") | {"\\alpha", "\\gamma", "\\lambda", "\\mu"}
"""Letters that stand for what is constant, where x, X or a later one varies."""


def directions(context: Context) -> list[TensorDeclaration]:
    """The symbols that vary."""
    return [d for d in context.tensors if context.tensor(MARK + d.name) is not None and not d.labels]


def applies(e, item: s.Node, rest: list[s.Node]) -> bool:
    """Is this d the differential of the next factor?"""
    return bool(rest) and is_mark(item) and isinstance(rest[0], OPERANDS) and bool(directions(e.scope.context)) \
        and differentiates(e, item)


def written(e, node: s.Node) -> Expression | None:
    """dX as a symbol, 0 of what words make constant; None where d is applied to anything else, which is differentiated
    in all directions."""
    match node:
        case s.Name(text=name):
            pass
        case s.Scripted(base=s.Name(text=base), sub=sub, sup=None, primes=0) if (name := flat_name(base, sub)) is not None:
            pass
        case _:
            return None
    found = e.scope.tensor(MARK + name)
    if found is None:
        return None
    return _zero(found.shape) if name in e.constants else found.symbol()


def _zero(shape: Shape) -> Expression:
    return Constant(Fraction(0), shape) if shape else number(0)


def total(e, value: Expression) -> Expression:
    """Σ_v Σ_ij (dv)_ij ∂value/∂v_ij, over the v that the value depends on.

    A v of which no dv is written is constant, or it is not: both are read, unless
    words make it constant, or it has a letter of constants and what varies has not.
    """
    context = e.scope.context
    own = {x.name for x in value.walk() if isinstance(x, Symbol)}
    names = own.union(*(reached(context, name) for name in own))
    varying = [v for v in directions(context) if v.name in names and v.name not in e.constants]
    written = [v for v in varying if v.name in e.moving]
    silent = [v for v in varying if v not in written]
    if written and silent and all(map(_customarily_constant, silent)) and not any(map(_customarily_constant, written)):
        e.note(f"{', '.join(v.name for v in silent)} constant, having no differential here")
        varying = written
    elif silent:
        others = ", ".join(v.name for v in silent)
        varying = e.choices.ask([(f"{others} constant, having no differential here", written),
                                 (f"{others} not constant", varying)], "differential")
    terms = [_along(e, value, v.symbol()) for v in varying]
    if not terms:
        return _zero(value.shape)
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _customarily_constant(v: TensorDeclaration) -> bool:
    return bare_font(v.name) in CONSTANTS


def _along(e, value: Expression, v: Symbol) -> Expression:
    """Σ_ij (dv)_ij ∂value/∂v_ij."""
    direction = e.scope.tensor(MARK + v.name).symbol()
    names = [e.scope.fresh("i") for _ in v.shape]
    at = tuple(map(integer, names))
    axes = tuple(f"b{k}" for k in range(len(value.shape)))
    step = Entry(direction, at) if at else direction
    made: Expression = Times(step, Derivative(value, v, at or None, axes))
    for name, extent in zip(reversed(names), reversed(v.shape)):
        made = Sum(name, integer(1), extent, made)
    return made
