r"""One letter for a symbol and for a family: ``x \in \mathbb{R}^n`` beside ``x_1, \dots, x_N \in \mathbb{R}^n``.

Where both are declared, x_i is no entry of x but a member of the family, which is kept under the name
``x_{\cdot}``.  ``x_i \in \mathbb{R}`` beside ``x \in \mathbb{R}^n`` says what the entries of x are, and
``X_i \in \mathbb{R}^d`` beside ``X \in \mathbb{R}^{n \times d}`` what its rows are: these make no family.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Iterable

from symbolic.language.context import Context
from symbolic.language.names import family_beside
from symbolic.reading.declarations.symbols.listed_families import is_list, member
from symbolic.reading.declarations.symbols.sets import extents, is_real
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.uses import label_above
from symbolic.reading.grammar import syntax as s


def doubly_declared(clauses: Iterable[Clause], context: Context) -> frozenset[str]:
    """The letters that are declared alone, here or in the context, and as a family of arrays with as many axes, or of numbers beside a number."""
    alone, families = defaultdict(set), defaultdict(set)
    for d in context.tensors:
        if not d.labels:
            alone[d.name].add(len(d.shape))
    for c in clauses:
        if c.operators[:1] != ("\\in",) or c.members[1] is None or not is_real(c.members[1]):
            continue
        above = c.members[1].sup if isinstance(c.members[1], s.Scripted) else None
        axes = 0 if above is None else len(extents(above))
        first = c.members[0]
        for node in first.items if isinstance(first, s.Sequence) and not is_list(first) else (first,):
            if isinstance(node, s.Name):
                alone[node.text].add(axes)
            elif (name := _of_family(node)) is not None:
                families[name].add(axes)
    return frozenset(name for name in alone if alone[name] == families[name])


def _of_family(node: s.Node | None) -> str | None:
    r"""x of ``x_1, \dots, x_N``, of x_i and of ``x^{(i)}``; x_0 is a symbol of its own."""
    found = member(node.items[-1] if is_list(node) else node)
    return found.name if found is not None and isinstance(found.label, (s.Name, s.Additive)) else None


def renamed(node, names: frozenset[str]):
    r"""The node with ``x_{\cdot}`` for each x of ``names`` that carries an index or a label."""
    match node:
        case s.Scripted(base=s.Name(text=name) as base, sub=sub, sup=sup) if name in names and (sub is not None or label_above(sup) is not None):
            return replace(node, base=replace(base, text=family_beside(name)), sub=renamed(sub, names), sup=renamed(sup, names))
    return s.mapped(node, lambda x: renamed(x, names))


def in_clauses(clauses: Iterable[Clause], names: frozenset[str]) -> list[Clause]:
    """The clauses with the families of these letters under their own names."""
    return [replace(c, members=renamed(c.members, names)) for c in clauses] if names else list(clauses)
