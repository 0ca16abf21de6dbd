r"""Standard functions that are made of exp and log, each by its formula in one scalar.

| name     | formula |
|----------|---------|
| sigmoid  | 1 / (1 + exp(-z)) |
| tanh     | (exp(z) - exp(-z)) / (exp(z) + exp(-z)) |
| softplus | log(1 + exp(z)) |
| sinh, cosh | (exp(z) ∓ exp(-z)) / 2 |

A step that names one of them is proved with the formula as the function's
definition, so its certificate says what was meant by the name.
"""
from __future__ import annotations

from dataclasses import replace

from .context import INFINITE, Context, FunctionDeclaration, Obligation, TensorDeclaration
from .expressions import Add, Apply, Expression, Power, Symbol, Times, negative, number

PARAMETER = "z'"
_z = Symbol(PARAMETER, (), ())
_up, _down = Apply("exp", 0, _z), Apply("exp", 0, negative(_z))


def _over(above: Expression, below: Expression) -> Expression:
    return Times(above, Power(below, number(-1).value))


FORMULAS: dict[str, Expression] = {
    "sigmoid": Power(Add((number(1), _down)), number(-1).value),
    "tanh": _over(Add((_up, negative(_down))), Add((_up, _down))),
    "softplus": Apply("log", 0, Add((number(1), _up))),
    "sinh": Times(number("1/2"), Add((_up, negative(_down)))),
    "cosh": Times(number("1/2"), Add((_up, _down))),
}


def with_formulas(obligation: Obligation) -> Obligation:
    """The same step, its context saying by a formula what each standard name means."""
    context = obligation.context
    sides = [obligation.left, obligation.right, *(d.body for d in context.definitions),
             *(side for a in context.assumptions for side in (a.left, a.right))]
    used = {node.function for side in sides for node in side.walk() if isinstance(node, Apply)}
    new = [name for name in FORMULAS if name in used and context.function(name) is None]
    return replace(obligation, context=_extended(context, new)) if new else obligation


def _extended(context: Context, names: list[str]) -> Context:
    declared = tuple(FunctionDeclaration(name, INFINITE, definition=(PARAMETER, FORMULAS[name])) for name in names)
    return context.with_(functions=context.functions + declared,
                         tensors=context.tensors + (TensorDeclaration(PARAMETER, (), ()),))
