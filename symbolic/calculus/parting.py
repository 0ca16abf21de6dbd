r"""Sums of which one has a term more than another: Σ_{t=1}^T = Σ_{t=1}^{T-1} + the last term, or the first and the rest."""
from __future__ import annotations

from typing import Callable, Iterator

from symbolic.language.integers import IntegerPolynomial, integer

from .policy import Policy
from .record import Theorem
from .terms import Term

P = IntegerPolynomial
LAST, FIRST = (lambda extent: (extent - 1, integer(1))), (lambda extent: (integer(1), extent - 1))
"""Which term of a sum is split off, as the parts of its range."""


def by_parting(attempt) -> Theorem | None:
    """left = right, the last or the first term of each sum split off that has one more than another sum, or None."""
    normal, trace = attempt.normalizer(Policy()).normal, attempt.trace
    found = {extent: None for t in (attempt.left, attempt.right) for extent in extents_of(attempt.terms, normal(t).right)}
    longer = [e for e in found if any((e - other) == 1 and trace.nonnegative(other) for other in found)]
    for split in (LAST, FIRST) if longer else ():
        proof = parted(attempt, {e: split(e) for e in longer},
                       lambda: attempt.unfolding(Policy(cut=True), attempt.left, attempt.right))
        if proof is not None:
            return proof
    return None


def extents_of(terms, t: Term) -> Iterator[P]:
    """The extents of the sums in a term."""
    stack = [t]
    while stack:
        t = stack.pop()
        stack += t.args
        if t.op == "sum":
            yield from (terms.extents[name] for name in t.data)


def parted(attempt, cuts: dict[P, tuple[P, P]], search: Callable[[], Theorem | None]) -> Theorem | None:
    """What a search finds while sums of these extents are cut in two."""
    before, attempt.trace.cuts = attempt.trace.cuts, cuts
    attempt.shared.clear()
    try:
        return search()
    finally:
        attempt.trace.cuts = before
        attempt.shared.clear()
