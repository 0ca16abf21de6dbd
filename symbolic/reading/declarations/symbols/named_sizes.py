r"""Sizes with letters or words below: ``d_k``, ``n_x``, ``d_{\text{in}}`` are names, ``n_\ell`` with ℓ = 1, …, L is a family.

A letter below a size labels a family of sizes if it has a range somewhere, if it labels
what is declared with that size (``W_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}``), if
a sum in the same formula runs over it, or if the size also stands at a label like ℓ - 1.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.reading.declarations.symbols.sets import extents
from symbolic.reading.elaboration.clauses import Clause, range_statement, ranges_of
from symbolic.reading.elaboration.limits import limits_of
from symbolic.reading.elaboration.scope import size_name
from symbolic.reading.elaboration.uses import letters
from symbolic.reading.grammar import syntax as s


def families(clauses: list[Clause], beside: tuple[Clause, ...], lettered: frozenset[str]) -> frozenset[str]:
    """The names of sizes that are families, n of n_ℓ, in all that is written."""
    everything = (*clauses, *beside)
    counting = {name for c in everything for name in _ranging(c)}
    found = set()
    for c in everything:
        labels = set() if "\\in" not in c.operators[:1] else _labels(c.members[0], lettered)
        for k, member in enumerate(c.members):
            by = counting | (labels if k else set()) | {name for big in _sums(member) for name in big}
            found |= {name for name, sub in _sizes(member) if size_name(name, sub) is None or letters(sub) & by}
    return frozenset(found)


def of_sizes(clauses: list[Clause]) -> Iterator[tuple[str, s.Node]]:
    r"""(n, ℓ) for each n_ℓ among the extents of a declaration, ℝ^{n_ℓ}."""
    for c in clauses:
        if "\\in" in c.operators[:1] and isinstance(c.members[1], s.Scripted) and c.members[1].sup is not None:
            for node in extents(c.members[1].sup):
                yield from _sizes(node)


def _sizes(node) -> Iterator[tuple[str, s.Node]]:
    """(n, ℓ) of each letter with a subscript that is no number."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=s.Node() as sub) if not isinstance(sub, s.Number):
            yield name, sub
        case _:
            for part in s.children(node):
                yield from _sizes(part)


def _labels(node: s.Node | None, lettered: frozenset[str]) -> set[str]:
    """The letters below and above what is declared."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=sup) if name not in lettered:
            return letters((sub, sup))
        case s.Sequence(items=items):
            return set().union(*(_labels(x, lettered) for x in items))
    return set()


def _ranging(c: Clause) -> Iterator[str]:
    alone = range_statement(c)
    yield from (name for name, _, _ in [*ranges_of(c.qualifiers), *([alone] if alone is not None else [])])


def _sums(node) -> Iterator[set[str]]:
    """The letters over which the sums and products of a formula run."""
    match node:
        case s.BigOperator():
            found = limits_of(node)
            yield set(found.indices) if found is not None else letters(node.lower)
        case _:
            for part in s.children(node):
                yield from _sums(part)
