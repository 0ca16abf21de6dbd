r"""Layers above: ``w^l``, ``a^{l-1}`` with l = 2, …, L are ``w^{(l)}``, ``a^{(l-1)}``, if w^l is declared or defined and l ranges."""
from __future__ import annotations

from dataclasses import replace

from symbolic.reading.elaboration.clauses import Clause, range_statement, ranges_of
from symbolic.reading.grammar import syntax as s


def labelled(clauses: list[Clause]) -> frozenset[str]:
    """The letters that are declared or defined with a letter above that ranges."""
    ranging = {name for c in clauses for name, _, _ in [*ranges_of(c.qualifiers), *_alone(c)]}
    found = set()
    for c in clauses:
        first = c.members[0]
        for node in first.items if isinstance(first, s.Sequence) else (first,):
            match node:
                case s.Scripted(base=s.Name(text=name), sup=s.Name(text=letter), primes=0) \
                        if letter in ranging and c.operators[:1] in (("\\in",), ("=",), (":=",)):
                    found.add(name)
    return frozenset(found)


def bracketed(node, names: frozenset[str]):
    """The node with the labels above these letters in brackets."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=s.Name() | s.Additive(terms=(("+", s.Name()), *_)) | s.Number() as label) if name in names:
            return replace(node, sub=bracketed(sub, names), sup=s.Group(label.start, label.end, "(", label))
    return s.mapped(node, lambda x: bracketed(x, names))


def _alone(c: Clause):
    found = range_statement(c)
    return [] if found is None else [found]
