r"""Equations at all values of composite indices: parted first, put together by mixed radix.

The inverse of A ⊗ B is A⁻¹ ⊗ B⁻¹, its pseudo-inverse A⁺ ⊗ B⁺, since (A ⊗ B)(A⁻¹ ⊗ B⁻¹) is the identity at
all indices.
"""
from __future__ import annotations

from itertools import islice, product

from symbolic.language.expressions import Expression, Inverse, Kronecker, PseudoInverse, Symbol
from symbolic.language.integers import integer

from .matrix_rules import inverse_entry, inverse_unique, pseudo_entry
from .matrices import INVERTIBLE
from .radix import radix, value
from .record import Theorem
from .terms import Term
from .trace import Trace

Parted = list[tuple[Term, Term, str, tuple[str, str]]]
"""(left, right, index, its parts), as both sides were before each step."""

MOST_CHOICES = 8
"""Of so many ways to part several indices differently each is tried."""


def taken_apart(trace: Trace, left: Term, right: Term, names: list[str], turn: int = 0) -> tuple[Term, Term, Parted]:
    """Both sides with the composite indices among ``names`` parted, in the way that ``turn`` says."""
    parted, todo, chosen = [], list(names), choices(trace, names)
    own = dict(zip(names, chosen[turn % len(chosen)]))
    while todo:
        name = todo.pop()
        ways = trace.radices.get(trace.terms.extents[name])
        if ways:
            way = ways[own.get(name, turn) % len(ways)]
            parts = tuple(map(trace.variable, way))
            parted.append((left, right, name, parts))
            left, right = (trace.terms.replace(t, {name: value(parts, way[1])}) for t in (left, right))
            todo += parts
    return left, right, parted


def choices(trace: Trace, names: list[str]) -> list[tuple[int, ...]]:
    """The ways to part the indices, as the number of a way for each: all by the same number first."""
    counts = [len(trace.radices.get(trace.terms.extents[name], ())) or 1 for name in names]
    uniform = [tuple(k % count for count in counts) for k in range(max(counts, default=1))]
    return list(dict.fromkeys([*uniform, *islice(product(*map(range, counts)), MOST_CHOICES)]))


def whole(trace: Trace, proof: Theorem, parted: Parted) -> Theorem:
    """The equation for composite indices, from one for their parts."""
    for left, right, name, parts in reversed(parted):
        proof = radix(trace, proof, left, right, name, parts)
    return proof


def inverse_of_product(normalizer, t: Term) -> Theorem | None:
    """at((A⊗B)⁻¹, i, j) = at(A⁻¹⊗B⁻¹, i, j) if both inverses are known to exist, else None."""
    trace, terms, product = normalizer.trace, normalizer.terms, t.data[0].arg
    if not all(_exists(trace, a) for a in (product.left, product.right)):
        return None
    names = tuple(trace.variable(terms.p(product.shape[0])) for _ in range(3))
    i, j, k = map(integer, names)
    inverse = Kronecker(Inverse(product.left), Inverse(product.right))
    left = terms.sum(names[2:], terms.mul([terms.at(product, (i, k)), terms.at(inverse, (k, j))]))
    left, right, parted = taken_apart(trace, left, terms.delta(i, j), list(names[:2]))
    here, there = normalizer.normal(left), normalizer.normal(right)
    if here.right is not there.right or not parted:
        return None
    proof = whole(trace, trace.trans(here, trace.sym(there)), parted)
    start = inverse_entry(trace, t)
    return trace.trans(start, inverse_unique(trace, start.right, terms.at(inverse, (i, j)), proof, names))


def _exists(trace: Trace, a: Expression) -> bool:
    """Is a square, and has it an inverse: one that stands in the step, or by its declaration?"""
    if len(set(map(trace.terms.p, a.shape))) > 1:
        return False
    if isinstance(a, Symbol):
        declared = trace.context.tensor(a.name)
        if declared is not None and not INVERTIBLE.isdisjoint(declared.properties):
            return True
    sides = (trace.obligation.left, trace.obligation.right)
    return any(node == Inverse(a) for side in sides for node in side.walk())


def pseudo_inverse_of_product(normalizer, t: Term) -> Theorem | None:
    """at((A⊗B)⁺, i, j) = at(A⁺⊗B⁺, i, j), by the four equations, or None."""
    trace, terms, product = normalizer.trace, normalizer.terms, t.data[0].arg
    start = pseudo_entry(trace, t)
    names = [trace.variable(terms.p(product.shape[k])) for k in (0, 0, 1, 1)]
    candidate = Kronecker(PseudoInverse(product.left), PseudoInverse(product.right))

    def prove(left: Term, right: Term) -> Theorem | None:
        free = [name for name in names if name in left.free | right.free]
        left, right, parted = taken_apart(trace, left, right, free)
        here, there = normalizer.normal(left), normalizer.normal(right)
        return whole(trace, trace.trans(here, trace.sym(there)), parted) if here.right is there.right else None

    shown = normalizer.pseudo.shown(start.right, terms.at(candidate, map(integer, (names[2], names[0]))), names, prove)
    return None if shown is None else trace.trans(start, shown)
