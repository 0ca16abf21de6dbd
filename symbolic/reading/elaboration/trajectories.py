r"""Equations between functions of time, ``\dot x = Ax``, ``X(t)^\top X(t) = I``, hold at every t.

An instance of a context satisfies them at its one t.  That says nothing of higher
derivatives than stand in them, and of no other t: there a counterexample is none.
"""
from __future__ import annotations

from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import Apply, Curve, Derivative, Expression, Field, Symbol

Orders = dict[str, dict[Expression, int]]
"""For each function of which nothing else is known its arguments, each with the highest derivative there."""


def guessed(obligation: Obligation) -> str:
    """Why a counterexample would rest on equations that it satisfies at one t only, or ""."""
    context = obligation.context
    used: Orders = {}
    for side in (obligation.left, obligation.right):
        _orders(context, side, 0, used, frozenset())
    for a in context.assumptions:
        given: Orders = {}
        for side in (a.left, a.right):
            _orders(context, side, 0, given, frozenset())
        for name, known in given.items():
            known = {at: order for at, order in known.items() if isinstance(at, Symbol)}
            if known and any(order > known.get(at, -1) for at, order in used.get(name, {}).items()):
                return f"what is given of {name} holds at every {next(iter(known)).name}, and a counterexample only at one"
    return ""


def _orders(context: Context, e: Expression, taken: int, found: Orders, within: frozenset[str]) -> None:
    """Note the functions in e, which is differentiated so often, and in what defines its symbols."""
    match e:
        case Derivative():
            taken += 1
        case Curve(function=name, order=order, arg=at) | Apply(function=name, order=order, arg=at) | Field(function=name, order=order, arg=at):
            declared = context.function(name)
            if declared is not None and declared.definition is None and declared.equation is None:
                known = found.setdefault(name, {})
                known[at] = max(known.get(at, 0), order + taken)
        case Symbol(name=name) if name not in within:
            for d in context.definitions_of(name):
                _orders(context, d.body, taken, found, within | {name})
    for part in e.children():
        _orders(context, part, taken, found, within)
