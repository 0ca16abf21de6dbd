r"""Polynomials as sums of squares: q² written out, found by completing squares exactly.

The monomials of the polynomial are taken as products u v of roots u, v, whose
squares stand in it; G with f = uᵀ G u is then eliminated like L D Lᵀ.
"""
from __future__ import annotations

from fractions import Fraction
from typing import Callable

from .polynomials import multiply
from .terms import Term, Terms

MOST_ROOTS, MOST_DIVISIONS = 8, 40


def squares_of(terms: Terms, polynomial: dict, seen: Callable[[Term], int]) -> list[Term] | None:
    """Terms d q² with d > 0, and monomials plainly ≥ 0, whose sum is the polynomial; None if none are found."""
    roots = {_half(m): m for m, c in polynomial.items() if c > 0 and _half(m) is not None}
    if not 0 < len(roots) <= MOST_ROOTS:
        return None
    basis, gram, rest = list(roots), {}, []
    for m, c in polynomial.items():
        place = _place(m, basis)
        if place is not None:
            gram[place] = gram.get(place, 0) + (c if place[0] == place[1] else c / 2)
        elif seen(terms.monomial(m, c)):
            rest.append(terms.monomial(m, c))
        else:
            return None
    completed = _completed(gram, len(basis))
    if completed is None:
        return None
    made = [(d, terms.from_polynomial({basis[k]: x for k, x in row.items()})) for d, row in completed]
    return [terms.mul([terms.num(d), q, q]) for d, q in made] + rest


def _half(m: tuple) -> tuple | None:
    """u with u² = m."""
    return tuple((a, k // 2) for a, k in m) if all(k % 2 == 0 for _, k in m) else None


def _place(m: tuple, basis: list[tuple]) -> tuple[int, int] | None:
    """The pair of roots, in order, whose product is m: a square first, else the first pair."""
    half = _half(m)
    if half in basis:
        k = basis.index(half)
        return k, k
    for i, u in enumerate(basis):
        for j in range(i):
            if _product(u, basis[j]) == dict(m):
                return j, i
    return None


def _product(u: tuple, v: tuple) -> dict:
    powers = dict(u)
    for a, k in v:
        powers[a] = powers.get(a, 0) + k
    return powers


def _completed(gram: dict, n: int) -> list[tuple[Fraction, dict[int, Fraction]]] | None:
    """[(d, q)] with uᵀ G u = Σ d (q · u)², all d > 0; None if G is not positive semidefinite."""
    g = [[Fraction(gram.get((min(i, j), max(i, j)), 0)) for j in range(n)] for i in range(n)]
    found = []
    for k in range(n):
        d = g[k][k]
        if d < 0 or d == 0 and any(g[k]):
            return None
        if d == 0:
            continue
        row = {j: g[k][j] / d for j in range(n) if g[k][j]}
        found.append((d, row))
        g = [[g[i][j] - g[i][k] * g[k][j] / d for j in range(n)] for i in range(n)]
    return found


def divided(polynomial: dict, divisor: dict) -> dict | None:
    """The quotient if the division of polynomials leaves no rest, else None."""
    if not divisor or len(divisor) == 1 and () in divisor:
        return None
    key = lambda m: sorted(((-a.order, k) for a, k in m), reverse=True)
    lead = max(divisor, key=key)
    quotient, rest = {}, dict(polynomial)
    for _ in range(MOST_DIVISIONS):
        if not rest:
            return quotient
        top = max(rest, key=key)
        powers = dict(top)
        if any(powers.get(a, 0) < k for a, k in lead):
            return None
        taken = dict(lead)
        m = tuple((a, k - taken.get(a, 0)) for a, k in top if k > taken.get(a, 0))
        c = rest[top] / divisor[lead]
        quotient[m] = c
        for k, x in multiply({m: c}, divisor).items():
            rest[k] = rest.get(k, 0) - x
            if not rest[k]:
                del rest[k]
    return None
