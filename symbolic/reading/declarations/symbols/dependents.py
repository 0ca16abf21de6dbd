r"""Symbols that depend on another one: ``u = u(x) \in \mathbb{R}^m``, ``x = x(t)``, and U for U(x) where ∂/∂U is written.

u is a function, and the letter alone is a symbol that is defined as its value at
x: a derivative by u is one by a defined symbol.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Iterable, Iterator

from symbolic.language.context import Definition, FunctionDeclaration, TensorDeclaration
from symbolic.language.expressions import Apply, Curve, Expression, Field, Symbol
from symbolic.reading.declarations.symbols.sets import real_shape
from symbolic.reading.elaboration import fields
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.derivatives.derivatives import quotients
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.words import function_properties, smoothness, tensor_properties

if TYPE_CHECKING:
    from symbolic.reading.context.builder import Builder


def said(c: Clause) -> tuple[s.Name, s.Name] | None:
    """(u, x) of ``u = u(x)``, with or without the set of its values."""
    if tuple(c.operators) not in (("=",), ("=", "\\in")):
        return None
    match c.members[:2]:
        case (s.Name(text=name) as left, s.Juxtaposition(items=(s.Name(text=again), s.Group(kind="(", body=s.Name() as argument)))) \
                if name == again and argument.text != name:
            return left, argument
    return None


def declared(builder: "Builder", c: Clause) -> bool:
    """Declare u as a function of x and as its value there.  Raises Refused where the shapes are not said."""
    found = said(c)
    if found is None:
        return False
    name, argument = (node.text for node in found)
    if builder.context.tensor(argument) is None and builder.context.integer(argument) is None:
        builder.take_as_number(argument, c)
    at, known = builder.context.tensor(argument), builder.context.function(name)
    if at is None or at.labels or builder.context.definitions_of(name):
        raise Refused("undecided", "fragment", f"a function of {argument}", c)
    symbol = builder.context.tensor(name)
    if known is None:
        if len(c.members) < 3 and symbol is None:
            raise Refused("undecided", "fragment", f"{name} as a function whose values are not said", c)
        shape = real_shape(builder, c.members[2]) if len(c.members) > 2 else symbol.shape
        builder.add_function(name, smoothness(c.words), function_properties(c.words), shape, at.shape)
        known = builder.context.function(name)
    if known.definition is not None or tuple(known.domain) != tuple(at.shape):
        raise Refused("undecided", "fragment", f"{name} as a function of {argument}", c)
    _define(builder, known, at, tensor_properties(c.words))
    return True


def infer(builder: "Builder", clauses: Iterable[Clause]) -> None:
    """U as a symbol for U(x), where the text differentiates by a declared function U and only one x can be its argument."""
    variables = {name for c in clauses for name in _variables((c.members, c.qualifiers))}
    for known in builder.context.functions:
        if known.name in variables and known.definition is None and builder.context.tensor(known.name) is None:
            fitting = fields.arguments(builder.context, known) if known.domain else [
                t for t in builder.context.tensors if not t.labels and not t.shape and not builder.context.definitions_of(t.name)]
            if len(fitting) == 1:
                _define(builder, known, fitting[0], frozenset())


def _define(builder: "Builder", known: FunctionDeclaration, at: TensorDeclaration, properties: frozenset[str]) -> None:
    name, context = known.name, builder.context
    if context.tensor(name) is None:
        made = TensorDeclaration(name, (), known.shape, properties, known.provenance)
        context = context.with_(tensors=context.tensors + (made,))
    definition = Definition(name, (), value_of(known, at.symbol()), provenance=known.provenance)
    builder.context = context.with_(definitions=context.definitions + (definition,))


def value_of(known: FunctionDeclaration, at: Symbol) -> Expression:
    """The value of a function at a symbol."""
    if known.domain:
        return Field(known.name, 0, at, known.shape)
    return Curve(known.name, 0, at, known.shape) if known.shape else Apply(known.name, 0, at)


def _variables(node) -> Iterator[str]:
    """The letters that a text differentiates by."""
    for found in quotients(node):
        for variable in found.variables:
            base = variable.base if isinstance(variable, s.Scripted) else variable
            if isinstance(base, s.Name):
                yield base.text
