r"""Families of numbers of which only bounds are given: ``w_1, \dots, w_n > 0``, ``\pi_k > 0``, ``p_1, \dots, p_N \in (0, 1)``.

They are the entries of a vector, whose extent a list tells or else the one range that the
sums over the letter agree in.  A letter that is a size or a number besides, N beside the
counts N_k, stays that: the counts are then the entries of ``N_{\cdot}``.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from symbolic.language.context import TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.context.doubt import CIRCLE
from symbolic.reading.declarations.symbols import named_sizes
from symbolic.reading.declarations.symbols.channels import summed_ranges
from symbolic.reading.declarations.symbols.listed_families import is_list
from symbolic.reading.declarations.symbols.sets import REALS, extents
from symbolic.reading.declarations.symbols.spans import interval_ends
from symbolic.reading.elaboration.clauses import ORDERS, Clause, range_statement, ranges_of
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.grammar import syntax as s

BOUNDS = ORDERS | {"\\neq", "\\ne"}


def parted(c: Clause) -> list[Clause]:
    r"""``0 \ne v \in S``, ``x \ne 0 \in S`` and ``0 < x \in S`` as two clauses: where the symbol lies, and its bound."""
    match c.members, c.operators:
        case ((s.Number() | s.Name()) as first, (s.Number() | s.Name()) as second, s.Node() as where), (sign, "\\in") if sign in BOUNDS:
            symbol = next((x for x in (first, second) if isinstance(x, s.Name)), None)
            if symbol is not None and isinstance(first, s.Number) != isinstance(second, s.Number):
                return [replace(c, members=(symbol, where), operators=("\\in",)),
                        Clause((first, second), (sign,), (), "", c.start, c.end)]
    return [c]


def beside_numbers(clauses: list[Clause], beside: tuple[Clause, ...]) -> frozenset[str]:
    """The letters that are sizes, or totals N = Σ_j N_j, or the number π, and carry indices as numbers too."""
    indexed = {name for c in clauses for name in _indexed(c)} - {name for name, _ in named_sizes.of_sizes(clauses)}
    if not indexed:
        return frozenset()
    sizes = {name for c in clauses for name in _sizes(c)}
    sizes |= {node.text for c in (*clauses, *beside) for _, high in summed_ranges((c,)).values() for node in (high,) if isinstance(node, s.Name)}
    for c in clauses:
        target, body = body_of(c) or (None, None)
        if target is not None and not target.sub and not target.parameters and _carries(body, target.name):
            sizes.add(target.name)
    if CIRCLE in indexed and _only_multiplied([m for c in (*clauses, *beside) for m in c.members], CIRCLE):
        sizes.add(CIRCLE)
    return frozenset(indexed & sizes)


def _only_multiplied(node, name: str) -> bool:
    r"""Does the letter without an index stand behind a number wherever it stands, 2\pi, and somewhere?"""
    bare = sum(1 for x in s.walk(node) if isinstance(x, s.Name) and x.text == name) \
        - sum(1 for x in s.walk(node) if isinstance(x, s.Scripted) and isinstance(x.base, s.Name) and x.base.text == name and x.sub is not None)
    behind = sum(1 for x in s.walk(node) if isinstance(x, s.Juxtaposition) for a, b in zip(x.items, x.items[1:])
                 if isinstance(a, s.Number) and isinstance(b, s.Name) and b.text == name)
    return bare == behind > 0


def _indexed(c: Clause) -> Iterator[str]:
    """The letters of families of numbers that the clause declares or defines: N of N_k = …, of N_1, …, N_K > 0, of N_k > 0."""
    first = c.members[0]
    node = first.items[0] if is_list(first) else first
    match node:
        case s.Scripted(base=s.Name(text=name), sub=s.Name() | s.Number() as sub, sup=None, primes=0):
            numbers = c.operators[:1] == ("\\in",) and isinstance(c.members[1], s.Name) or c.operators and c.operators[0] in BOUNDS
            if numbers and (is_list(first) or isinstance(sub, s.Name)) or c.operators[:1] in (("=",), (":=",)) and isinstance(sub, s.Name):
                yield name


def _sizes(c: Clause) -> Iterator[str]:
    """The letters that are extents or ends of lists."""
    if "\\in" in c.operators[:1] and isinstance(c.members[1], s.Scripted) and isinstance(c.members[1].base, s.Name) \
            and c.members[1].base.text in REALS and c.members[1].sup is not None:
        yield from (node.text for node in extents(c.members[1].sup) if isinstance(node, s.Name))
    if is_list(c.members[0]) and isinstance(c.members[0].items[-1].sub, s.Name):
        yield c.members[0].items[-1].sub.text


def _carries(node, name: str) -> bool:
    """Does the letter carry an index somewhere in the node?"""
    return any(isinstance(x, s.Scripted) and isinstance(x.base, s.Name) and x.base.text == name and x.sub is not None for x in s.walk(node))


def counted(clauses: list[Clause], beside: tuple[Clause, ...]) -> dict[str, s.Node]:
    """The last value of each letter that ranges and sums let run from 1 to one end."""
    everything = (*clauses, *beside)
    found: dict[str, list[tuple[s.Node, s.Node]]] = {name: [ends] for name, ends in summed_ranges(everything).items()}
    for c in everything:
        alone = range_statement(c)
        for name, low, high in [*ranges_of(c.qualifiers), *([alone] if alone is not None else [])]:
            found.setdefault(name, []).append((low, high))
    return {name: ends[0][1] for name, ends in found.items()
            if all(isinstance(low, s.Number) and low.text == "1" and _same(high, ends[0][1]) for low, high in ends)}


def _same(a: s.Node, b: s.Node) -> bool:
    return type(a) is type(b) and getattr(a, "text", None) is not None and a.text == b.text


def declared(builder: Builder, c: Clause) -> bool:
    r"""``\pi_k > 0``, ``r_i \in [0, 1]``, of a family of which nothing else is said: a vector.  The clause remains, as its bound."""
    bound = len(c.members) == 2 and c.operators[0] in BOUNDS and isinstance(c.members[1], s.Number) if c.operators else False
    within = c.operators == ("\\in",) and interval_ends(c.members[1]) is not None
    match c.members[0]:
        case s.Scripted(base=s.Name(text=name), sub=s.Name(text=letter), sup=None, primes=0) if bound or within:
            stated = {n: high for n, low, high in ranges_of(c.qualifiers) if isinstance(low, s.Number) and low.text == "1"}
            high = stated.get(letter, builder.counted.get(letter))
            scope = builder.elaborator().scope
            if high is None or scope.declared(name) or name in builder.recursive or name in builder.lettered or name in builder.targets:
                return False
            builder.add_tensor(TensorDeclaration(name, (), (builder.dimension(high),), provenance=builder.provenance), c)
    return False
