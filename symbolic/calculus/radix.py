r"""Composite indices: axes of extent m·n, met by mixed radix v = K(q − 1) + r.

An index of A ⊗ B or vec A stands for a pair.  ``radices_of`` finds which
extents of a step are such products, and by which K each is divided; sums and
free indices over these extents are split, entries and deltas at K(q−1)+r are
taken apart.

Why it ends: each part has an extent that divides the whole and is not it, and
no entry or delta is taken apart twice at the same indices.
"""
from __future__ import annotations

from symbolic.language.context import Context
from symbolic.language.expressions import Expression, Kronecker, Vectorize
from symbolic.language.integers import IntegerPolynomial, integer

from .terms import Term

P = IntegerPolynomial
Radices = dict[P, tuple[tuple[P, P], ...]]
"""For an extent N the ways (M, K) to write it as a product M·K."""


def radices_of(sides: list[Expression], context: Context, simplify) -> Radices:
    """The composite extents that ⊗ and vec make in the sides and in the definitions."""
    found: dict[P, dict[tuple[P, P], None]] = {}
    granted = [d.body for d in context.definitions] + [x for a in context.assumptions for x in (a.left, a.right)]
    for expression in (*sides, *granted):
        for node in expression.walk():
            for outer, inner in _products(node):
                outer, inner = simplify(outer), simplify(inner)
                if outer != 1 and inner != 1:
                    found.setdefault(simplify(outer * inner), {})[outer, inner] = None
    return {extent: tuple(ways) for extent, ways in found.items()}


def _products(node: Expression) -> list[tuple[P, P]]:
    match node:
        case Kronecker(left, right):
            return list(zip(left.shape, right.shape))
        case Vectorize(arg):
            return [arg.shape[::-1]]
    return []


def products_about(p: P, facts: list[P]) -> list[P]:
    """Products of two linear facts that may help to decide p ≥ 0, p quadratic."""
    quadratic = {m for m, _ in p.terms if sum(k for _, k in m) == 2}
    symbols = {s for m in quadratic for s, _ in m}
    linear = [f for f in dict.fromkeys(facts) if symbols & {s for m, _ in f.terms for s, _ in m}
              and all(sum(k for _, k in m) <= 1 for m, _ in f.terms)] if quadratic else []
    made = [f * g for i, f in enumerate(linear) for g in linear[i:]]
    return [f for f in made if any(m in quadratic for m, _ in f.terms)]


def parted(trace, p: P, extent: P) -> tuple[P, P] | None:
    """(q, r) with p = extent·(q − 1) + r and provably 1 ≤ r ≤ extent, or None."""
    u, w = _divided(p, extent)
    size = extent.constant()
    if size is not None and w.constant() is not None:
        more, rest = divmod(w.constant() - 1, size)
        u, w = u + more, integer(rest + 1)
    for q, r in ((u + 1, w), (u, w + extent)):
        if trace.nonnegative(r - 1) and trace.nonnegative(extent - r):
            return q, r
    return None


def _divided(p: P, extent: P) -> tuple[P, P]:
    """u and p − extent·u, where u collects what the leading monomial of the extent divides."""
    lead, factor = max(extent.terms, key=lambda term: (sum(k for _, k in term[0]), term[0]))
    u = integer(0)
    for monomial, coefficient in p.terms:
        powers = dict(monomial)
        for symbol, k in lead:
            powers[symbol] = powers.get(symbol, 0) - k
        if coefficient % factor == 0 and min(powers.values(), default=0) >= 0:
            rest = tuple(sorted((s, k) for s, k in powers.items() if k))
            u = u + IntegerPolynomial([(rest, coefficient // factor)])
    return u, p - extent * u


def way_of(trace, name: str, t: Term) -> tuple[P, P]:
    """How to divide a composite index: as an entry in the term asks, else the first way."""
    ways = trace.radices[trace.terms.extents[name]]
    asked = set(_asked(trace, integer(name), t)) if len(ways) > 1 else ()
    return next((way for way in ways if way[1] in asked), ways[0])


def _asked(trace, index: P, t: Term):
    """The K of each entry of ⊗ or vec in the term that has this index."""
    if t.op == "at" and isinstance(t.data[0], (Kronecker, Vectorize)):
        for p, extent in zip(t.data[1], _inner_extents(t.data[0])):
            if p == index:
                yield trace.terms.p(extent)
    for arg in t.args:
        yield from _asked(trace, index, arg)


def _inner_extents(e: Kronecker | Vectorize) -> tuple[P, ...]:
    return e.right.shape if isinstance(e, Kronecker) else e.arg.shape[:1]


# ---------------------------------------------------------------- rules

def composite_entry(trace, t: Term):
    """(A⊗B)_{ij} = A_{qu} B_{rv}, (vec A)_i = A_{rq}; None where an index is not taken apart."""
    terms, (e, indices) = trace.terms, t.data
    places = [parted(trace, i, terms.p(extent)) for i, extent in zip(indices, _inner_extents(e))]
    if None in places:
        return None
    match e:
        case Kronecker(left, right):
            (q, r), (u, v) = places
            value = terms.mul([terms.at(left, (q, u)), terms.at(right, (r, v))])
        case Vectorize(arg):
            value = terms.at(arg, places[0][::-1])
    return trace.step("composite_entry", t, value, term=t, places=tuple(places))


def delta_radix(trace, t: Term, extent: P):
    """δ_{K(q−1)+r, K(u−1)+v} = δ_{qu} δ_{rv}; None if that says nothing new."""
    places = [parted(trace, p, extent) for p in t.data]
    if None in places:
        return None
    right = trace.terms.mul(trace.terms.delta(p, q) for p, q in zip(*places))
    if any(p == q for p, q in zip(*places)) and trace.terms.delta(places[0][1], places[1][1]) is t:
        return None
    return trace.step("delta_radix", t, right, extent=extent, left=places[0], right=places[1])


def sum_radix(trace, t: Term, name: str, way: tuple[P, P]):
    """Σ_{v=1..MK} f(v) = Σ_{q=1..M} Σ_{r=1..K} f(K(q−1)+r) for the bound variable ``name``."""
    terms = trace.terms
    names, body = terms.open(t)
    place = t.data.index(name)
    parts = tuple(trace.variable(extent) for extent in way)
    body = terms.replace(body, {names[place]: value(parts, way[1])})
    right = terms.sum([*names[:place], *parts, *names[place + 1:]], body)
    return trace.step("sum_radix", t, right, term=t, variable=name, parts=parts)


def value(parts: tuple[str, str], inner: P) -> P:
    """K(q − 1) + r."""
    return inner * (integer(parts[0]) - 1) + integer(parts[1])


def radix(trace, p, left: Term, right: Term, name: str, parts: tuple[str, str]):
    """left = right for all v from the equation p at v = K(q − 1) + r."""
    return trace.step("radix", left, right, [p], left=left, right=right, variable=name, parts=parts)
