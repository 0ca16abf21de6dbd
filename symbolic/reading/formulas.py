r"""Functions given by a formula: ``\sigma(z) = \frac{1}{1+e^{-z}}``, ``J(\theta) = …``.

An application is read as the formula with the argument in place of the
parameter.  A prime is read as the derivative by the parameter, where the
argument is a symbol that can be differentiated by.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.expressions import Derivative, Expression, Symbol
from symbolic.reading import syntax as s
from symbolic.reading.refusal import unsupported


@dataclass(frozen=True)
class Formula:
    """name(parameter) = body."""
    name: str
    parameter: str
    body: s.Node

    def __call__(self, e, head, value: Expression) -> Expression:
        e.note(f"{self.name} is put in by its formula")
        made = e.with_value(self.parameter, value).expression(self.body)
        for _ in range(head.order):
            if not isinstance(value, Symbol) or value.shape or made.shape:
                raise unsupported(f"a derivative of {self.name} at something that is not a declared number", head.node)
            made = Derivative(made, value, None, ())
        return made
