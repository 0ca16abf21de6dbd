r"""Definitions that speak of what is not there: c_k = c_{k-1} + x_{k-2} for k = 2, …, N reads x_0, where x is x_1, …, x_N.

No instance of such a definition can be evaluated at that label, and nothing can
be proved from it there; a step that rests on it is told so.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.language.context import Context, Definition, Obligation
from symbolic.language.expressions import Entry, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

P = IntegerPolynomial


def outside(obligation: Obligation) -> str | None:
    """What a definition behind the step reads beyond the range that is declared for it, in words; None if nothing."""
    return next((said for d in _behind(obligation) for said in _beyond(d, obligation.context)), None)


def _behind(obligation: Obligation) -> list[Definition]:
    """The definitions of the symbols in the step, and of those in these definitions."""
    found: dict[Definition, None] = {}
    waiting: list[Expression] = [obligation.left, obligation.right]
    while waiting:
        names = {x.name for x in waiting.pop().walk() if isinstance(x, Symbol)}
        for d in obligation.context.definitions:
            if d.name in names and d not in found:
                found[d] = None
                waiting.append(d.body)
    return list(found)


def _beyond(d: Definition, context: Context) -> Iterator[str]:
    for node in d.body.walk():
        for name, label, lower, upper in _reads(node, context):
            for r in d.labels:
                for end in (r.lower, r.upper):
                    value = label.substitute({IntegerSymbol(r.name): end})
                    if value != label and (_negative(context.simplify(value - lower)) or _negative(context.simplify(upper - value))):
                        yield (f"the definition of ${d.name}_{{{r.name}}}$ speaks of ${name}_{{{label}}}$, which for "
                               f"${r.name} = {end}$ is outside of the range ${lower}, \\dots, {upper}$ of ${name}$")


def _reads(node: Expression, context: Context) -> Iterator[tuple[str, P, P, P]]:
    """Name, label and the label's declared range, of members and entries of symbols that nothing defines."""
    if isinstance(node, Entry) and isinstance(node.arg, Symbol):
        yield from ((node.arg.name, p, integer(1), extent) for p, extent in zip(node.indices, node.arg.shape))
    if isinstance(node, Symbol) and not context.definitions_of(node.name):
        declared = context.tensor(node.name)
        yield from ((node.name, p, r.lower, r.upper) for p, r in zip(node.labels, declared.labels if declared else ()))


def _negative(p: P) -> bool:
    value = p.constant()
    return value is not None and value < 0
