r"""Functions of one number that a document gives by a formula, as functions of their own.

Where ``\sigma(z) = \frac{1}{1+e^{-z}}`` stands, σ(t) is read as the formula at t; but
σ′(a^⊤x + b) needs σ itself: it is declared with the formula as its definition, if
nothing but the parameter stands in it.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.language.context import INFINITE, FunctionDeclaration, TensorDeclaration
from symbolic.language.expressions import (
    Apply, Derivative, Expression, Extremum, Inverse, Largest, MatMul, MatrixExponential, MatrixPower, Piecewise, Power,
    Smallest, Symbol, Transpose,
)
from symbolic.language.functions import FACTS, PARAMETER
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.elaboration.exponentials import GIVEN
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.grammar import syntax as s

OF_WHOLE_MATRICES = (MatMul, Transpose, MatrixPower, Inverse, MatrixExponential)
"""Nodes that take more than one entry of an array to an entry."""


def declare_formula(builder: Builder, name: str, parameter: str, body: s.Node) -> None:
    """Declare name(parameter) = body as a function with a definition, where that can be said of one number."""
    value = None if _takes_an_array(builder, parameter, body) else _value(builder, parameter, body)
    if value is not None and builder.context.function(name) is None:
        made = FunctionDeclaration(name, _smoothness(builder, value), frozenset(), builder.provenance, (PARAMETER, value))
        builder.context = builder.context.with_(functions=builder.context.functions + (made,))


def replace_by_formula(builder: Builder, known: FunctionDeclaration, parameters: tuple[str, ...], body: s.Node, place) -> None:
    r"""``f : \mathbb{R}^n \to \mathbb{R}`` beside f(x) = body: the formula says all of f, and the map what x is.

    Raises Refused where the declaration would say more than the formula: a property, a smoothness
    that the formula may lack, or other shapes.  What else stands in the formula may then be restricted
    too, so that nothing is refuted of it.
    """
    reason = f"what is declared of {known.name} says"
    builder.hedged = {**dict.fromkeys(names_in(body), reason), **builder.hedged}
    if len(parameters) != 1 or known.definition or known.equation or known.properties or known.provenance != builder.provenance:
        raise Refused("undecided", "fragment", f"a formula for {known.name}, which is declared already", place)
    name, builder.context = parameters[0], builder.context.with_(
        functions=tuple(f for f in builder.context.functions if f is not known))
    if builder.context.tensor(name) is None and name not in builder.targets and not builder.elaborator().scope.declared(name):
        builder.add_tensor(TensorDeclaration(name, (), known.domain, provenance="inferred"), place)
    argument = builder.context.tensor(name)
    e = builder.elaborator()
    value = e.shapes.settle(e.expression(body))
    number = e.shapes.scalar(value)
    value = value if number is None else number
    entrywise = not known.domain and not known.shape and argument is not None and value.shape == argument.shape
    if not entrywise and (argument is None or (argument.shape, value.shape) != (known.domain, known.shape)):
        raise Refused("undecided", "fragment", f"a formula for {known.name}, which is declared with other shapes", place)
    if known.smooth > _smoothness(builder, value):
        raise Refused("undecided", "fragment", f"a formula for {known.name}, which may have fewer derivatives than are declared", place)
    builder.hedged = {name: why for name, why in builder.hedged.items() if why != reason}


def _takes_an_array(builder: Builder, parameter: str, body: s.Node) -> bool:
    """Is the parameter a declared array, of which the body is no function entry by entry: f(u) = u^T u, f(X) = X^2?"""
    declared = builder.context.tensor(parameter)
    if declared is None or not declared.shape or declared.labels:
        return False
    e = builder.elaborator()
    e.exponentials -= {GIVEN}
    try:
        value = e.shapes.settle(e.expression(body))
    except (ReadError, Refused):
        return False
    return value.shape != declared.shape or any(isinstance(node, OF_WHOLE_MATRICES) for node in value.walk())


def _value(builder: Builder, parameter: str, body: s.Node) -> Expression | None:
    """The body in the parameter alone, or None."""
    e = builder.elaborator().with_value(parameter, Symbol(PARAMETER, (), ()))
    try:
        value = e.shapes.scalar(e.expression(body))
    except (ReadError, Refused):
        return None
    if value is None or e.scope.free or e.leniencies:
        return None
    value = e.shapes.settle(value)
    return value if all(map(_is_plain, value.walk())) else None


def _is_plain(node: Expression) -> bool:
    match node:
        case Symbol(name):
            return name == PARAMETER
        case Apply(function):
            return function in FACTS
    return not isinstance(node, (Derivative, Extremum))


def _smoothness(builder: Builder, value: Expression) -> int:
    """Every derivative, if nothing in the formula has a kink or is a root."""
    def kinked(node: Expression) -> bool:
        match node:
            case Apply(function):
                return function not in FACTS or bool(FACTS[function].kinks)
            case Power(_, exponent):
                return exponent.denominator != 1
        return isinstance(node, (Largest, Smallest, Piecewise))
    return 0 if any(map(kinked, value.walk())) else INFINITE
