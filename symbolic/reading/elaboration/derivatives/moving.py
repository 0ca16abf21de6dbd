r"""Symbols that depend on another one in formulas: u for u(x), ``\\dot x`` for x′(t), ``\\dot V`` for dV/dt.

A dot is the derivative by the only number, time, that something depends on.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.language.context import Context
from symbolic.language.expressions import Apply, Curve, Derivative, Expression, Field, Symbol
from symbolic.reading.elaboration.derivatives.curves import DOTTED
from symbolic.reading.elaboration.scope import letter_of
from symbolic.reading.grammar import syntax as s


def own_value(context: Context, name: str) -> Expression | None:
    """u(x), where the symbol u is defined as that."""
    if context.function(name) is None:
        return None
    bodies = [d.body for d in context.definitions_of(name)]
    match bodies:
        case [Curve(function=f) | Field(function=f) | Apply(function=f) as body] if f == name and isinstance(body.arg, Symbol):
            return body
    return None


def takes(e, node: s.Node, rest: list[s.Node]) -> bool:
    """Is a bracket after such a symbol its argument: u(x), u(x_0), x(0)?  That of any other function is."""
    name = node.base if isinstance(node, s.Scripted) else node
    body = own_value(e.scope.context, name.text) if isinstance(name, s.Name) else None
    if body is None:
        return True
    bracket = rest[0].base if rest and isinstance(rest[0], s.Scripted) else rest[0] if rest else None
    match bracket:
        case s.Group(kind="(", body=s.Name(text=text) | s.Scripted(base=s.Name(text=text), sup=None | s.Group())):
            return letter_of(text) == letter_of(body.arg.name)
        case s.Group(kind="(", body=s.Number()):
            return not body.arg.shape
    return False


def is_motion(context: Context, name: str) -> bool:
    r"""Is this ``\\dot{x}`` of something that depends on time, and so no symbol of its own?"""
    found = DOTTED.match(name)
    return found is not None and own_value(context, found[2]) is not None


def dotted(e, name: str, place: s.Node) -> Expression | None:
    r"""``\dot{x}`` of what depends on time, ``\ddot{x}``; None of anything else."""
    found = DOTTED.match(name)
    if found is None or e.scope.declared(name):
        return None
    order, base = len(found[1]), found[2]
    body = own_value(e.scope.context, base)
    if isinstance(body, (Curve, Apply)):
        return replace(body, order=order)
    if e.scope.function(base) is not None or not (e.scope.tensor(base) or base in e.formulas):
        return None
    return _by_time(e, e.expression(s.Name(place.start, place.end, base)), order, place)


def dotted_call(e, item: s.Node, rest: list[s.Node]) -> Expression | None:
    r"""``\dot{V}(x)`` of a V that a formula defines: the derivative of V(x) by time."""
    found = DOTTED.match(item.text) if isinstance(item, s.Name) and not e.scope.declared(item.text) else None
    if found is None or found[2] not in e.formulas or not rest or not isinstance(rest[0], s.Group) or time(e.scope.context) is None:
        return None
    value = e.product([s.Name(item.start, item.end, found[2]), rest[0]])
    return _by_time(e, value, len(found[1]), item)


def _by_time(e, value: Expression, order: int, place: s.Node) -> Expression | None:
    t = time(e.scope.context)
    if t is None:
        return None
    e.note(f"a dot is the derivative by {t.name}")
    for _ in range(order):
        value = e.shapes.settle(value)
        value = Derivative(value, t, None, tuple(f"b{k}" for k in range(len(value.shape))))
    return value


def time(context: Context) -> Symbol | None:
    """The only number that symbols are said to depend on."""
    found = {body.arg for d in context.definitions if isinstance(body := own_value(context, d.name), (Curve, Apply))}
    return found.pop() if len(found) == 1 else None
