r"""Capitals above that are part of a name: ``W^Q, W^K \in \mathbb{R}^{d \times k}``, where Q counts nothing and W stands nowhere alone."""
from __future__ import annotations

from symbolic.reading.elaboration.clauses import Clause, range_statement, ranges_of
from symbolic.reading.elaboration.scope import lettered_above, lowered
from symbolic.reading.grammar import syntax as s


def named_so(clauses: list[Clause], beside: tuple[Clause, ...]) -> frozenset[str]:
    """The names W^Q of arrays that the clauses declare."""
    everything = (*clauses, *beside)
    found = {name for c in clauses for node in _declared(c) if (name := _whole(node)) is not None}
    if not found:
        return frozenset()
    counting = {name for c in everything for name, _, _ in ranges_of(c.qualifiers)}
    counting |= {alone[0] for c in everything if (alone := range_statement(c)) is not None}
    counting |= {x.text for c in clauses for node in _declared(c, arrays=False) for x in s.walk(node) if isinstance(x, s.Name)}
    bare = {name for c in everything for m in c.members for name in _bare(m)}
    return frozenset(name for name in found if name[-1] not in counting and name[:-2] not in bare)


def _declared(c: Clause, arrays: bool = True) -> tuple[s.Node, ...]:
    """What the clause says is in a set of arrays, or in one of numbers."""
    if c.operators[:1] != ("\\in",) or (isinstance(c.members[1], s.Scripted) and c.members[1].sup is not None) != arrays:
        return ()
    return c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],)


def _whole(node) -> str | None:
    match node:
        case s.Scripted(base=s.Name(text=name), sub=None, sup=sup, primes=0):
            return lettered_above(name, sup)
    return None


def _bare(node):
    """The letters that stand with nothing above, or with what is no capital."""
    match node:
        case s.Name(text=name):
            yield name
        case s.Scripted(base=s.Name(text=name)) if _whole(lowered(node)) is None and _whole(lowered(node).base) is None:
            yield name
        case s.Scripted(base=s.Name()):
            return
        case _:
            for part in s.children(node):
                yield from _bare(part)


def spelled(node, names: frozenset[str]):
    """The node with one name for each of these letters with a capital above."""
    if isinstance(node, s.Scripted):
        node = lowered(node)
    if (name := _whole(node)) in names:
        return s.Name(node.start, node.end, name)
    return s.mapped(node, lambda x: spelled(x, names))
