r"""A later name for a part of an earlier formula: ``h = \sigma(Wx + b)``, then "let $z = Wx + b$" and ∂h/∂z.

h is a function of z where its formula has all of Wx + b for it, and is written so from then on;
the value of h stays what it was.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterable

from symbolic.language.context import Context
from symbolic.language.expressions import Expression, Symbol
from symbolic.reading.context.builder import names_in
from symbolic.reading.elaboration.derivatives.derivatives import operator_name, quotients
from symbolic.reading.grammar import syntax as s


def varied(nodes: Iterable[s.Node]) -> frozenset[str]:
    """The letters by which formulas differentiate."""
    nodes = tuple(nodes)
    below = [x.sub for x in s.walk(nodes) if isinstance(x, s.Scripted) and x.sub is not None and operator_name(x.base) in ("nabla", "partial")]
    return frozenset(names_in((*below, *(found.variables for found in quotients(nodes)))))


def folded(context: Context, names: frozenset[str]) -> Context:
    """The context with each symbol among ``names`` for its formula, wherever another definition has that as a part; itself if none has."""
    for defined in context.definitions:
        if defined.labels or defined.name.partition("_")[0] not in names or isinstance(defined.body, Symbol) \
                or not any(isinstance(x, Symbol) for x in defined.body.walk()) or len(context.definitions_of(defined.name)) > 1:
            continue
        tensor = context.tensor(defined.name)
        if tensor is None or tensor.labels:
            continue
        bodies = [d.body if d.name == defined.name else _put(d.body, defined.body, tensor.symbol()) for d in context.definitions]
        if any(body is not d.body for body, d in zip(bodies, context.definitions)):
            context = context.with_(definitions=tuple(replace(d, body=body) for body, d in zip(bodies, context.definitions)))
    return context


def _put(e: Expression, part: Expression, symbol: Symbol) -> Expression:
    return symbol if e == part else e.map(lambda x: _put(x, part, symbol))
