r"""The order of definitions: strata, and clauses of one stratum in a sound order.

A stratum is a strongly connected component of "its body mentions"; inside
one, a clause that uses another symbol at its own label stands after it.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.language.context import Context
from symbolic.language.expressions import Symbol
from symbolic.language.integers import integer


def with_strata(context: Context) -> Context:
    """The same context, its definitions ordered and their strata numbered from 1."""
    names = list(dict.fromkeys(d.name for d in context.definitions))
    needs = {n: _needs(context, n) & set(names) for n in names}
    reach = {n: _closure(n, needs) for n in names}
    together = {n: frozenset(m for m in names if n == m or (m in reach[n] and n in reach[m])) for n in names}
    order: list[frozenset] = []
    for n in names:
        _visit(together[n], together, needs, order)
    numbers = {n: order.index(together[n]) + 1 for n in names}
    position = {n: k for k, n in enumerate(_by_same_label(context, names))}
    ordered = sorted(context.definitions, key=lambda d: (numbers[d.name], position[d.name]))
    return context.with_(definitions=tuple(replace(d, stratum=numbers[d.name]) for d in ordered))


def _needs(context: Context, name: str) -> set[str]:
    return {x.name for d in context.definitions_of(name) for x in d.body.walk() if isinstance(x, Symbol)}


def _closure(name: str, needs: dict[str, set[str]]) -> set[str]:
    found, waiting = set(), list(needs[name])
    while waiting:
        n = waiting.pop()
        if n not in found:
            found.add(n)
            waiting += needs[n]
    return found


def _visit(component: frozenset, together, needs, order: list) -> None:
    if component in order:
        return
    for name in sorted(component):
        for other in sorted(needs[name] - component):
            _visit(together[other], together, needs, order)
    if component not in order:
        order.append(component)


def _by_same_label(context: Context, names: list[str]) -> list[str]:
    """Names so that one used by another at the same label comes first."""
    placed: list[str] = []

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in placed or name in above:
            return
        for definition in context.definitions_of(name):
            own = tuple(integer(r.name) for r in definition.labels)
            for node in definition.body.walk():
                if isinstance(node, Symbol) and node.name in names and node.name != name and node.labels == own:
                    place(node.name, above + (name,))
        placed.append(name)

    for name in names:
        place(name, ())
    return placed
