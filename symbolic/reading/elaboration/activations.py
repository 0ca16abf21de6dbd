r"""Activations with a parameter, ``\operatorname{LeakyReLU}_\alpha(z)``, ``\operatorname{ELU}_\alpha(z)``, and ``[z]_+``."""
from __future__ import annotations

from typing import Callable

from symbolic.language.expressions import Apply, Array, Derivative, Entry, Expression, Symbol
from symbolic.language.functions import elu, leaky_relu
from symbolic.language.integers import integer
from symbolic.reading.elaboration.refusal import unsupported
from symbolic.reading.grammar import syntax as s

PARAMETRIC: dict[str, Callable[[Expression, Expression], Expression]] = {"leakyrelu": leaky_relu, "elu": elu}


def parameter_of(item: s.Node) -> tuple[str, s.Node] | None:
    r"""(leakyrelu, \alpha) for an activation with its parameter below."""
    match item:
        case s.Scripted(base=s.Operator(name=name), sub=sub, sup=None) if name in PARAMETRIC and sub is not None:
            return name, sub
    return None


def applied(e, name: str, parameter: s.Node, order: int, value: Expression, place) -> Expression:
    """The activation with this parameter, of every entry; a derivative at a symbol only."""
    alpha = e.shapes.scalar(e.expression(parameter))
    if alpha is None:
        raise unsupported(f"a parameter of {name} that is not a number", parameter)
    if not value.shape:
        return _at(name, alpha, order, value, place)
    names = [e.scope.fresh("i") for _ in value.shape]
    entry = Entry(value, tuple(map(integer, names)))
    return Array(tuple(zip(names, value.shape)), _at(name, alpha, order, entry, place))


def _at(name: str, alpha: Expression, order: int, value: Expression, place) -> Expression:
    made = PARAMETRIC[name](value, alpha)
    for _ in range(order):
        match value:
            case Symbol():
                made = Derivative(made, value, None, ())
            case Entry(Symbol() as symbol, indices):
                made = Derivative(made, symbol, indices, ())
            case _:
                raise unsupported(f"a derivative of {name} with a parameter at something that is not a symbol", place)
    return made


def positive_part(e, node: s.Scripted) -> Expression | None:
    """max(0, z) for ``[z]_+`` and ``(z)_+``; None for anything else."""
    match node:
        case s.Scripted(base=s.Group(kind="[" | "(", body=body), sub=s.Name(text="+"), sup=None, primes=0):
            e.note("a plus below a bracket takes the positive part, max(0, z)")
            return Apply("relu", 0, e.shapes.settle(e.expression(body)))
    return None
