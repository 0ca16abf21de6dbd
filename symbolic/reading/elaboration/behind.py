"""What stands in an expression and in the definitions behind it."""
from __future__ import annotations

from symbolic.language.context import Context
from symbolic.language.expressions import Apply, Expression, Field, Integer, Sum, Symbol


def symbols(e: Expression, context: Context) -> set[str]:
    """Symbols, functions and sizes in an expression and in the definitions behind it."""
    seen: set[str] = set()
    waiting = [e]
    while waiting:
        for node in waiting.pop().walk():
            seen |= sizes(node)
            name = node.name if isinstance(node, Symbol) else node.function if isinstance(node, (Apply, Field)) else None
            if name is not None and name not in seen:
                seen.add(name)
                waiting += [d.body for d in context.definitions_of(name)]
    return seen


def sizes(node: Expression) -> set[str]:
    """The integers that a node itself speaks of: a number n, the ends of a sum, the extents of a symbol."""
    match node:
        case Integer(value=p):
            found = (p,)
        case Sum(lower=low, upper=high):
            found = (low, high)
        case Symbol(extents=extents):
            found = extents
        case _:
            found = ()
    return {name for p in found for name in p.names()}
