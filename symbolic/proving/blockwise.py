r"""Steps about matrices of blocks, proved block by block, and inverses proved by multiplying out.

An entry of a block matrix is that of a block: an equation for all entries is one for
those of each block, with sums over the rows of all blocks parted.  And X⁻¹ = w is
shown by X w = I, or w X = I, again block by block.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.calculus.arithmetic import GUARD
from symbolic.calculus.assumptions import Assumptions
from symbolic.calculus.cuts import cuts_of, throughout
from symbolic.calculus.matrix_rules import (
    determinant_entry, inverse_at, inverse_cancel, inverse_entry, inverse_unique, matrix_cong, matrix_transpose)
from symbolic.calculus.policy import Policy
from symbolic.calculus.record import Theorem
from symbolic.calculus.terms import Term
from symbolic.language.context import Obligation
from symbolic.language.expressions import Array, Cases, Determinant, Expression, Inverse, MatMul
from symbolic.language.integers import integer


def speaks_of_blocks(obligation: Obligation) -> bool:
    """Does a matrix of blocks stand in the step, or in what is given?"""
    context = obligation.context
    sides = [obligation.left, obligation.right, *(d.body for d in context.definitions),
             *(x for a in context.assumptions for x in (a.left, a.right))]
    return any(isinstance(node, Array) and isinstance(node.body, Cases) for side in sides for node in side.walk())


def by_blocks(attempt) -> Theorem | None:
    """The step, block by block; None if no proof was found or nothing is cut."""
    trace, obligation = attempt.trace, attempt.obligation
    trace.cuts = cuts_of([obligation.left, obligation.right], obligation.context, trace)
    if not trace.cuts:
        return None
    names = [p.lone_symbol().name for p in attempt.indices if p != 1]
    for policy in _policies(attempt):
        proof = of_equals(attempt, policy) or multiplied_out(attempt, policy) or solved(attempt, policy) or throughout(
            trace, attempt.left, attempt.right, names, lambda left, right: attempt.unfolding(policy, left, right))
        if proof is not None:
            return proof
    return None


def _policies(attempt) -> Iterator[Policy]:
    """Without what is given, and with it; determinants also taken apart in other ways."""
    given = bool(Assumptions(attempt.trace))
    yield from (Policy(cut=True, arithmetic=GUARD, assume=assume) for assume in dict.fromkeys((given, False)))
    if any(isinstance(x, Determinant) for side in (attempt.obligation.left, attempt.obligation.right) for x in side.walk()):
        yield Policy(cut=True, arithmetic=GUARD, assume=given, around=True)
        yield Policy(cut=True, arithmetic=GUARD, assume=given, whole=True)


def of_equals(attempt, policy: Policy) -> Theorem | None:
    """X⁻¹ = Y⁻¹, or det X = det Y, from X = Y; None if the sides are not such, or nothing is found."""
    trace, terms, sides = attempt.trace, attempt.terms, (attempt.obligation.left, attempt.obligation.right)
    rule = next((rule for kind, rule in ((Inverse, inverse_entry), (Determinant, determinant_entry))
                 if all(isinstance(e, kind) for e in sides)), None)
    if rule is None or attempt.parted or terms.p(sides[0].arg.shape[0]) != terms.p(sides[1].arg.shape[0]):
        return None
    names = tuple(trace.variable(sides[0].arg.shape[0]) for _ in range(2))
    x, y = (terms.at(e.arg, map(integer, names)) for e in sides)
    p = throughout(trace, x, y, names, lambda left, right: attempt.unfolding(policy, left, right))
    if p is None:
        return None
    start, end = (rule(trace, terms.at(e, attempt.indices)) for e in sides)
    return trace.trans(start, matrix_cong(trace, names, p, attempt.indices), trace.sym(end))


def multiplied_out(attempt, policy: Policy) -> Theorem | None:
    """X⁻¹ = w, or w = X⁻¹, from X w = I or w X = I; None if neither side is an inverse, or nothing is found."""
    trace, obligation = attempt.trace, attempt.obligation
    if attempt.parted:
        return None
    for e, w, turned in ((obligation.left, obligation.right, False), (obligation.right, obligation.left, True)):
        if isinstance(e, Inverse) and 1 not in map(trace.terms.p, e.shape):
            p = _by_the_product(attempt, policy, e, w, "right") or _by_the_product(attempt, policy, e, w, "left")
            if p is not None:
                return trace.sym(p) if turned else p
    return None


def _by_the_product(attempt, policy: Policy, e: Inverse, other: Expression, side: str) -> Theorem | None:
    """X⁻¹ = w entry by entry from Σ_k X[i, k] w[k, j] = δ_ij, or from Σ_k w[i, k] X[k, j] = δ_ij by transposes."""
    trace, terms = attempt.trace, attempt.terms
    names = tuple(trace.variable(e.shape[0]) for _ in range(3))
    i, j, k = map(integer, names)
    at = terms.at if side == "right" else lambda x, places: terms.at(x, tuple(places)[::-1])
    product = terms.sum(names[2:], terms.mul([at(e.arg, (i, k)), at(other, (k, j))]))
    p = throughout(trace, product, terms.delta(i, j), names[:2],
                   lambda left, right: attempt.unfolding(policy, left, right))
    if p is None:
        return None
    start = inverse_entry(trace, terms.at(e, attempt.indices))
    if side == "left":
        start = trace.trans(start, matrix_transpose(trace, start.right))
    return trace.trans(start, inverse_unique(trace, start.right, at(other, (i, j)), p, names))


def solved(attempt, policy: Policy) -> Theorem | None:
    """X⁻¹ b = w, or w = X⁻¹ b, from X w = b; None if neither side is such a product, or nothing is found."""
    trace, obligation = attempt.trace, attempt.obligation
    if attempt.parted:
        return None
    for e, w, turned in ((obligation.left, obligation.right, False), (obligation.right, obligation.left, True)):
        if isinstance(e, MatMul) and isinstance(e.left, Inverse) and 1 not in map(trace.terms.p, e.shape):
            p = _by_the_system(attempt, policy, e, w)
            if p is not None:
                return trace.sym(p) if turned else p
    return None


def _by_the_system(attempt, policy: Policy, e: MatMul, w: Expression) -> Theorem | None:
    """X⁻¹ b = X⁻¹ (X w) = (X⁻¹ X) w = w, entry by entry."""
    trace, terms = attempt.trace, attempt.terms
    inverse, b, (i, *rest) = e.left, e.right, attempt.indices
    start = trace.entry(terms.at(e, attempt.indices))
    (k,), body = terms.open(start.right)
    j = trace.variable(inverse.shape[0])
    row, column = integer(k), integer(j)
    x, y = terms.at(inverse.arg, (row, column)), terms.at(w, (column, *rest))
    names = [k, *(p.lone_symbol().name for p in rest if p != 1)]
    p = throughout(trace, terms.sum([j], terms.mul([x, y])), terms.at(b, (row, *rest)), names,
                   lambda left, right: attempt.unfolding(policy, left, right))
    if p is None:
        return None
    entry = inverse_entry(trace, terms.at(inverse, (i, row)))
    put = trace.sum_cong([k], trace.ring(body, terms.mul([entry.right, p.left]), [entry, trace.sym(p)]))
    moved = _associated(trace, entry.right, x, y, k, j)
    exists = inverse_entry(trace, terms.at(inverse, [integer(trace.variable(inverse.shape[0])) for _ in range(2)]))
    unit = inverse_cancel(trace, inverse_at(terms, entry.right, i, column), [exists], "left")
    cancelled = trace.sum_cong([j], trace.ring(terms.mul([unit.left, y]), terms.mul([unit.right, y]), [unit]))
    (bound,) = cancelled.right.data
    ended = trace.sum_delta(cancelled.right, bound, i, terms.delta(i, integer(bound)))
    return trace.trans(start, put, moved, cancelled, ended)


def _associated(trace, z: Term, x: Term, y: Term, k: str, j: str) -> Theorem:
    """Σ_k z[k] Σ_j x[k, j] y[j] = Σ_j (Σ_k z[k] x[k, j]) y[j]."""
    terms = trace.terms

    def merged(outer: str, inner: str) -> tuple[Theorem, Theorem]:
        """The sum over ``outer`` of the other factor times a sum over ``inner`` is one sum over both."""
        joined = terms.sum([inner], terms.mul([z, x, y]))
        parted = trace.sum_factor(joined, joined.data)
        whole = trace.sum_cong([outer], trace.sym(parted))
        return whole, trace.sum_merge(whole.right)

    first, last = merged(k, j), merged(j, k)
    exchanged = trace.sum_order(first[1].right, first[1].right.data[::-1])
    return trace.trans(*first, exchanged, trace.sym(last[1]), trace.sym(last[0]))
