r"""Symbols whose names are words: ``D_{KL}``, ``\mu_B``, ``D_x``.

A letter below what is defined, and that is no index of what defines it, is part of the
name: ``\mu_B = \frac1m \sum_i x_i``, ``D_x = \operatorname{diag}(x)``.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from symbolic.reading.declarations.symbols.lettered import INDICES
from symbolic.reading.declarations.symbols.quantified import indices
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.grammar import syntax as s

PARAMETERS = frozenset({"\\theta", "\\phi", "\\varphi", "\\psi", "\\Theta", "\\Phi"})
"""Letters of what a model is trained in: \\epsilon_\\theta is what it says of \\epsilon, and no entry."""


def defined(clauses: list[Clause], beside: tuple[Clause, ...], counting: frozenset[str]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The letters μ that definitions like μ_B = … make names with a letter below, and (D, KL) of those with several."""
    everything = (*clauses, *beside)
    letters: dict[str, set[str]] = {}
    for c in clauses:
        for name, below in _heads(c):
            if not set(below) & (counting | INDICES) and not set(below) & indices(c.members[1]) \
                    and not set(below) & {n for n, _, _ in ranges_of(c.qualifiers)}:
                letters.setdefault(name, set()).add(below)
    found = {name for name, words in letters.items()
             if all(below in words for c in everything for m in c.members for other, below in _below(m) if other == name)}
    bare = {name for c in everything for m in c.members for name in _bare(m)}
    found -= {name for name in found & bare if any(len(word) == 1 and word[0] not in PARAMETERS for word in letters[name])}
    single = frozenset(name for name in found if all(len(word) == 1 for word in letters[name]))
    return single, frozenset((name, "".join(word)) for name in found - single for word in letters[name])


def _heads(c: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(μ, B) of a definition μ_B = …, also of one of a square, σ_B^2 = …."""
    match c.members[:2], c.operators[:1]:
        case (s.Scripted(base=s.Name(text=name), sub=s.Node() as sub, sup=None | s.Number(text="2"), primes=0), s.Node()), ("=" | ":=",) \
                if (below := _letters(sub)) is not None:
            yield name, below


def _letters(sub: s.Node) -> tuple[str, ...] | None:
    """The letters side by side in a subscript; None of anything else."""
    match sub:
        case s.Name(text=letter):
            return (letter,)
        case s.Juxtaposition(items=items) if all(isinstance(x, s.Name) for x in items):
            return tuple(x.text for x in items)
    return None


def _below(node) -> Iterator[tuple[str, tuple[str, ...] | None]]:
    match node:
        case s.Scripted(base=s.Name(text=name), sub=s.Node() as sub, sup=sup):
            yield name, _letters(sub)
            yield from _below(sup)
        case _:
            for part in s.children(node):
                yield from _below(part)


def _bare(node) -> Iterator[str]:
    """The letters that stand without a subscript."""
    match node:
        case s.Name(text=name):
            yield name
        case s.Scripted(base=s.Name(), sub=s.Node(), sup=sup):
            yield from _bare(sup)
        case _:
            for part in s.children(node):
                yield from _bare(part)


def spelled(node, words: frozenset[tuple[str, str]]):
    """The node with the letters below these names as words."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=s.Juxtaposition() as sub) if (name, "".join(_letters(sub) or ())) in words:
            return replace(node, sub=s.Text(sub.start, sub.end, "".join(_letters(sub))))
    return s.mapped(node, lambda x: spelled(x, words))
