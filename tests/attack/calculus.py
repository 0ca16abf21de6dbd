r"""What the attack knows of derivatives, rule by rule, as expressions.

``gradient`` goes backward (∂s/∂V in the shape of V), ``jacobian`` forward
(rows = outputs, by a column), ``tangent`` forward by a scalar.  A zero
derivative is None.  The truth of a statement never rests on these rules: the
closure judges what they give.
"""
from __future__ import annotations

from typing import Callable

from .building import had, inner, mul, neg, scale, t, total
from .expressions import (Add, Apply, Diag, Eye, Had, Mul, Neg, Node, Pow, Scale, SquaredNorm, Sym, T, Trace, num, symbols)

Bodies = dict[str, Node]


class NoRule(Exception):
    """No rule here for this expression."""


def depends(e: Node, v: Sym, bodies: Bodies) -> bool:
    return any(s == v or s.name in bodies and depends(bodies[s.name], v, bodies) for s in symbols(e))


def gradient(e: Node, v: Sym, bodies: Bodies) -> Node | None:
    """∂e/∂v of a scalar, in the shape of v."""
    found = _back(e, num(1), v, bodies)
    return total(found) if found else None


def _back(e: Node, g: Node, v: Sym, bodies: Bodies) -> list[Node]:
    """The contributions to ∂/∂v, ``g`` being the derivative by ``e`` in e's shape."""
    if not depends(e, v, bodies):
        return []

    def go(part: Node, adjoint: Callable[[], Node]) -> list[Node]:
        return _back(part, adjoint(), v, bodies) if depends(part, v, bodies) else []

    match e:
        case Sym():
            return [g] if e == v else _back(bodies[e.name], g, v, bodies)
        case Add(terms):
            return [x for term in terms for x in _back(term, g, v, bodies)]
        case Neg(arg):
            return _back(arg, neg(g), v, bodies)
        case Scale(factor, arg, _):
            return go(factor, lambda: inner(g, arg)) + go(arg, lambda: scale(factor, g))
        case Mul(Diag(d), arg) if arg.is_column:
            return _back(Had(d, arg), g, v, bodies)
        case Mul(left, right):
            return go(left, lambda: mul(g, t(right))) + go(right, lambda: mul(t(left), g))
        case T(arg):
            return _back(arg, t(g), v, bodies)
        case Had(left, right):
            return go(left, lambda: had(g, right)) + go(right, lambda: had(left, g))
        case Trace(arg):
            return _back(arg, scale(g, Eye(arg.shape[0])), v, bodies)
        case Apply(name, order, arg):
            return _back(arg, had(g, Apply(name, order + 1, arg)), v, bodies)
        case SquaredNorm(arg):
            return _back(arg, scale(g, scale(num(2), arg)), v, bodies)
        case Pow(arg, exponent):
            power = arg if exponent == 2 else Pow(arg, exponent - 1)
            return _back(arg, scale(g, scale(num(exponent), power)), v, bodies)
    raise NoRule(e)


def jacobian(e: Node, x: Sym, bodies: Bodies) -> Node | None:
    """∂e_i/∂x_j of a column or scalar by a column."""
    if not depends(e, x, bodies):
        return None
    if e.is_scalar:
        return t(gradient(e, x, bodies))

    def go(part: Node, factor: Callable[[Node], Node]) -> list[Node]:
        inside = jacobian(part, x, bodies)
        return [] if inside is None else [factor(inside)]

    match e:
        case Sym():
            return Eye(x.shape[0]) if e == x else jacobian(bodies[e.name], x, bodies)
        case Add(terms):
            return total([j for term in terms for j in go(term, lambda j: j)])
        case Neg(arg):
            return neg(jacobian(arg, x, bodies))
        case Scale(factor, arg, _):
            return total(go(arg, lambda j: scale(factor, j)) + go(factor, lambda j: mul(arg, j)))
        case Mul(left, right) if not depends(left, x, bodies):
            return mul(left, jacobian(right, x, bodies))
        case Mul(Diag(d), arg):
            return jacobian(Had(d, arg), x, bodies)
        case Had(left, right):
            return total(go(left, lambda j: mul(Diag(right), j)) + go(right, lambda j: mul(Diag(left), j)))
        case Apply(name, order, arg):
            return mul(Diag(Apply(name, order + 1, arg)), jacobian(arg, x, bodies))
    raise NoRule(e)


def tangent(e: Node, s: Sym, bodies: Bodies) -> Node | None:
    """∂e/∂s of anything by a scalar, in e's shape."""
    if not depends(e, s, bodies):
        return None

    def go(part: Node, factor: Callable[[Node], Node]) -> list[Node]:
        inside = tangent(part, s, bodies)
        return [] if inside is None else [factor(inside)]

    match e:
        case Sym():
            return num(1) if e == s else tangent(bodies[e.name], s, bodies)
        case Add(terms):
            return total([d for term in terms for d in go(term, lambda d: d)])
        case Neg(arg):
            return neg(tangent(arg, s, bodies))
        case Scale(factor, arg, _):
            return total(go(factor, lambda d: scale(d, arg)) + go(arg, lambda d: scale(factor, d)))
        case Mul(left, right):
            return total(go(left, lambda d: mul(d, right)) + go(right, lambda d: mul(left, d)))
        case T(arg):
            return t(tangent(arg, s, bodies))
        case Had(left, right):
            return total(go(left, lambda d: had(d, right)) + go(right, lambda d: had(left, d)))
        case Diag(arg):
            return Diag(tangent(arg, s, bodies))
        case Trace(arg):
            return Trace(tangent(arg, s, bodies))
        case Apply(name, order, arg):
            return had(Apply(name, order + 1, arg), tangent(arg, s, bodies))
        case SquaredNorm(arg):
            return scale(num(2), mul(t(arg), tangent(arg, s, bodies)))
        case Pow(arg, exponent):
            power = arg if exponent == 2 else Pow(arg, exponent - 1)
            return scale(scale(num(exponent), power), tangent(arg, s, bodies))
    raise NoRule(e)
