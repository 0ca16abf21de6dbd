"""What a step may lack: a property of one of its symbols that its context does not grant."""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Iterator, NamedTuple

from symbolic.language.context import Assumption, Context, Obligation, TensorDeclaration
from symbolic.language.expressions import Apply, Constant, Expression, MatMul, Symbol, number

MATRIX = ("symmetric", "orthogonal", "idempotent")
FUNCTION = ("nondecreasing", "odd", "even")


class Grant(NamedTuple):
    """A property in words, and the context that grants it."""
    name: str
    words: str
    context: Context


def grants(obligation: Obligation) -> Iterator[Grant]:
    """Contexts that grant one property more of one symbol or function of the step."""
    context = obligation.context
    for symbol in _symbols(obligation):
        declared = context.tensor(symbol.name)
        if declared is not None and not context.definitions_of(symbol.name) and not declared.labels:
            yield from _of_tensor(context, declared, symbol)
    for name in dict.fromkeys(e.function for e in _nodes(obligation) if isinstance(e, Apply)):
        function = context.function(name)
        if function is not None and function.definition is None:
            for word in FUNCTION:
                if word not in function.properties:
                    changed = replace(function, properties=function.properties | {word})
                    functions = tuple(changed if f is function else f for f in context.functions)
                    yield Grant(name, f"is {word}", context.with_(functions=functions))


def _of_tensor(context: Context, declared: TensorDeclaration, symbol: Symbol) -> Iterator[Grant]:
    match symbol.shape:
        case (m, n) if context.same_extent(m, n):
            for word in MATRIX:
                if word not in declared.properties:
                    changed = replace(declared, properties=declared.properties | {word})
                    tensors = tuple(changed if t is declared else t for t in context.tensors)
                    yield Grant(declared.name, f"is {word}", context.with_(tensors=tensors))
        case (n,):
            ones = Constant(Fraction(1), (n,))
            yield Grant(declared.name, "has entries that sum to 1", _assuming(context, MatMul(ones, symbol)))
            yield Grant(declared.name, "has length 1", _assuming(context, MatMul(symbol, symbol)))


def _assuming(context: Context, left: Expression) -> Context:
    """The context with ``left`` = 1."""
    return context.with_(assumptions=(*context.assumptions, Assumption(left, "=", number(1), provenance="inferred")))


def _nodes(obligation: Obligation) -> Iterator[Expression]:
    yield from obligation.left.walk()
    yield from obligation.right.walk()


def _symbols(obligation: Obligation) -> list[Symbol]:
    return list(dict.fromkeys(e for e in _nodes(obligation) if isinstance(e, Symbol)))
