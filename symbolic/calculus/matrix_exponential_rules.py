r"""Rules of the exponential of a matrix, recorded in a trace.

Each function is one rule of docs/certificates.md, as those of ``matrix_rules``
are.  A matrix is a term with two variables, its row and its column, which
``names`` gives first; the exponential of it at p, q is ``terms.exponential(names, t, (p, q))``.
"""
from __future__ import annotations

from typing import Sequence

from symbolic.language.integers import IntegerPolynomial, integer

from .matrix_rules import entry_at, extent_of, inverse_at
from .record import Theorem
from .terms import Term, Terms
from .trace import Trace

P = IntegerPolynomial


def product(terms: Terms, x: Term, y: Term, k: str) -> Term:
    """Σ_k x y."""
    return terms.sum([k], terms.mul([x, y]))


def exponential_power(trace: Trace, t: Term) -> Theorem:
    """(e^a)^P[i, j] = expm(r, c. P a[r, c]; i, j)."""
    terms, (e, places) = trace.terms, t.data
    a = e.arg.arg
    names = tuple(trace.variable(a.shape[0]) for _ in range(2))
    body = terms.mul([terms.int(e.exponent), terms.at(a, map(integer, names))])
    return trace.step("exponential_power", t, terms.exponential(names, body, places), term=t, names=names)


def exponential_diagonal(trace: Trace, t: Term, names: Sequence[str], value: Term) -> Theorem:
    """expm(r, c. δ_rc v; i, j) = δ_ij exp(v[r := i])."""
    terms, (i, j) = trace.terms, t.data[1]
    right = terms.mul([terms.delta(i, j), terms.fn("exp", 0, terms.replace(value, {names[0]: i}))])
    return trace.step("exponential_diagonal", t, right, term=t, value=value, names=tuple(names))


def exponential_single(trace: Trace, t: Term) -> Theorem:
    """The exponential of a 1×1 matrix."""
    one = integer(1)
    return trace.step("exponential_single", t, trace.terms.fn("exp", 0, entry_at(trace.terms, t, one, one)), term=t)


def exponential_sum(trace: Trace, a: Term, b: Term, commuting: Theorem, names: Sequence[str]) -> Theorem:
    """e^{a + b}[r, c] = Σ_k e^a[r, k] e^b[k, c], where the theorem says a b = b a; ``names`` are r, c, k."""
    terms, (r, c, k) = trace.terms, names
    places = lambda p, q: (integer(p), integer(q))
    left = terms.exponential((r, c), terms.add([a, b]), places(r, c))
    right = product(terms, terms.exponential((r, c), a, places(r, k)), terms.exponential((r, c), b, places(k, c)), k)
    return trace.step("exponential_sum", left, right, [commuting], left=a, right=b, names=tuple(names))


def exponential_intertwined(trace: Trace, a: Term, b: Term, d: Term, p: Theorem, names: Sequence[str]) -> Theorem:
    """Σ_k e^a[r, k] b[k, c] = Σ_l b[r, l] e^d[l, c], where p says a b = b d.

    ``names`` are r, c, k, l; a is at r, k, b at r, c, d at l, c.
    """
    terms, (r, c, k, l) = trace.terms, names
    places = lambda p, q: (integer(p), integer(q))
    left = product(terms, terms.exponential((r, k), a, places(r, k)), terms.replace(b, {r: integer(k)}), k)
    right = product(terms, terms.replace(b, {c: integer(l)}), terms.exponential((l, c), d, places(l, c)), l)
    return trace.step("exponential_intertwined", left, right, [p], left=a, middle=b, right=d, names=tuple(names))


def exponential_determinant(trace: Trace, t: Term) -> Theorem:
    """det e^a = exp(Σ_k a[k, k]), for the determinant of the entries of an exponential as they stand."""
    terms, inner = trace.terms, t.args[0]
    name = trace.variable(extent_of(terms, t))
    k = integer(name)
    right = terms.fn("exp", 0, terms.sum([name], entry_at(terms, inner, k, k)))
    return trace.step("exponential_determinant", t, right, term=t, names=(name,))


def D_exponential(trace: Trace, t: Term, commuting: Theorem, names: Sequence[str]) -> Theorem:
    """∂e^m[i, j] = Σ_k ∂m[i, k] e^m[k, j], where the theorem says m ∂m = ∂m m; ``names`` are r, c, k."""
    terms, inner, k = trace.terms, t.args[0], integer(names[2])
    i, j = inner.data[1]
    slope = terms.D(entry_at(terms, inner, i, k), *t.data)
    right = product(terms, slope, inverse_at(terms, inner, k, j), names[2])
    return trace.step("D_exponential", t, right, [commuting], term=t, names=tuple(names))


def D_exponential_trace(trace: Trace, t: Term, w: Term, commuting: Theorem, names: Sequence[str]) -> Theorem:
    """Σ_rs w[s, r] ∂e^m[r, s] = Σ_rsk w[s, k] e^m[k, r] ∂m[r, s], where the theorem says w m = m w.

    t is ∂e^m[r, s], w at s, r; ``names`` are r, s, k.
    """
    terms, inner = trace.terms, t.args[0]
    r, s, k = map(integer, names)
    left = terms.sum(names[:2], terms.mul([w, t]))
    slope = terms.D(entry_at(terms, inner, r, s), *t.data)
    right = terms.sum(names, terms.mul([
        terms.replace(w, {names[0]: k}), inverse_at(terms, inner, k, r), slope]))
    return trace.step("D_exponential_trace", left, right, [commuting], term=t, factor=w, names=tuple(names))
