r"""Sums over the same ranges put under one sum.

c Σ_i a_i Σ_j b_j + n d Σ_i e_i = Σ_i Σ_j (c a_i b_j + d e_i) with n = Σ_j 1: as many
indices for each extent as the largest monomial needs, and the body made
symmetric in two indices of one extent.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.integers import IntegerPolynomial, integer

from .terms import Term, Terms
from .trace import Trace

P = IntegerPolynomial
MOST_INDICES = 2


def under_one_sum(trace: Trace, t: Term) -> tuple[list[str], Term] | None:
    """Indices and a body whose sum over them is t; None if t has no sums, or not all monomials fit."""
    terms, polynomial = trace.terms, trace.terms.polynomial(t)
    wanted: dict[P, int] = {}
    for m in polynomial:
        for extent, count in _indices(terms, m).items():
            wanted[extent] = max(count, wanted.get(extent, 0))
    if not wanted or max(wanted.values()) > MOST_INDICES:
        return None
    pool = {extent: [terms.variable(extent) for _ in range(count)] for extent, count in wanted.items()}
    bodies = [_body(terms, m, c, pool) for m, c in polynomial.items()]
    if None in bodies:
        return None
    body = terms.add(bodies)
    for names in pool.values():
        if len(names) == 2:
            a, b = names
            turned = terms.replace(body, {a: integer(b), b: integer(a)})
            body = terms.mul([terms.num(Fraction(1, 2)), terms.add([body, turned])])
    return [name for names in pool.values() for name in names], body


def _indices(terms: Terms, m: tuple) -> dict[P, int]:
    """How many bound indices of each extent the sums of a monomial have."""
    found: dict[P, int] = {}
    for atom, k in m:
        if atom.op == "sum":
            for name in atom.data:
                extent = terms.extents[name]
                found[extent] = found.get(extent, 0) + k
    return found


def _body(terms: Terms, m: tuple, c, pool: dict[P, list[str]]) -> Term | None:
    """A monomial with its sums opened over the indices of the pool, and n in place of Σ 1 for those left."""
    left = {extent: list(names) for extent, names in pool.items()}
    factors, powers = [terms.num(c)], dict(m)
    for atom, k in m:
        if atom.op != "sum":
            continue
        del powers[atom]
        for _ in range(k):
            chosen = [left[terms.extents[name]].pop(0) for name in atom.data]
            own, body = terms.open(atom)
            factors.append(terms.replace(body, {old: integer(new) for old, new in zip(own, chosen)}))
    for extent, names in left.items():
        count = terms.int(extent)
        if powers.get(count, 0) < len(names):
            return None
        powers[count] = powers.get(count, 0) - len(names)
    return terms.mul([*factors, *(terms.pow(a, k) if k > 1 else a for a, k in powers.items() if k)])
