r"""Patterns in sums of products: a known sum standing inside a larger one.

A ``Pattern`` is an equation Σ_inner Π factors = right that holds for all values
of its ``outer`` variables: Σ_k A_pk (A⁻¹)_kq = δ_pq, Σ_k Q_kp Q_kq = δ_pq.  In
Σ_{i,k} x_i A_ik (A⁻¹)_kj its factors are found among the sum's, its inner
variables among the sum's that occur nowhere else, and the sum becomes
Σ_i x_i δ_ij.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from symbolic.language.expressions import Symbol
from symbolic.language.integers import IntegerPolynomial

from .record import Refused, Theorem
from .terms import Term, Terms
from .trace import Trace

P = IntegerPolynomial
Values = dict[str, P]


@dataclass(frozen=True)
class Pattern:
    """``theorem`` says Σ_inner Π factors = right for all values of ``outer``."""
    theorem: Theorem
    factors: tuple[Term, ...]
    inner: tuple[str, ...]
    outer: tuple[str, ...]


def pattern_of(terms: Terms, theorem: Theorem, outer: tuple[str, ...]) -> Pattern:
    """The pattern of a theorem whose left side is a product or a sum of one, factors with inverses first."""
    names, body = terms.open(theorem.left) if theorem.left.op == "sum" else ((), theorem.left)
    factors = sorted(_factors(body), key=lambda f: f.op not in ("inv", "pinv", "expm"))
    return Pattern(theorem, tuple(factors), tuple(names), outer)


def _factors(body: Term) -> list[Term]:
    """The factors of a product, a natural power as so many equal ones."""
    found: list[Term] = []
    for f in body.args if body.op == "mul" else (body,):
        if f.op == "pow" and f.data.denominator == 1 and f.data > 0:
            found += [f.args[0]] * int(f.data)
        else:
            found.append(f)
    return found


def applied(trace: Trace, pattern: Pattern, t: Term, opened: tuple, plain, symmetric: frozenset[str]) -> Theorem | None:
    """t = the sum with the pattern replaced by its right side, or None if it does not stand in t.

    ``opened`` are the sum's variables and summand.  ``plain`` brings to normal
    form without using patterns; it shows that t is the sum over the other
    variables of the other factors and the pattern.
    """
    terms = trace.terms
    names, body = opened
    factors = _factors(body)
    for values, used in _matches(terms, pattern, factors, symmetric):
        inner = [values[v].lone_symbol() for v in pattern.inner]
        taken = {s.name for s in inner if s is not None}
        if len(taken) < len(inner) or not taken <= set(names):
            continue
        if any(terms.extents[v] != terms.extents[s.name] for v, s in zip(pattern.inner, inner)):
            continue
        rest = [f for k, f in enumerate(factors) if k not in used]
        if any(f.free & taken for f in rest) or any(values[v].names() & taken for v in pattern.outer):
            continue
        p = _replaced(trace, pattern, values, t, [v for v in names if v not in taken], rest, plain)
        if p is not None:
            return p
    return None


def _replaced(trace: Trace, pattern: Pattern, values: Values, t: Term, names, rest, plain) -> Theorem | None:
    terms, lemma = trace.terms, pattern.theorem
    try:
        for v in pattern.outer:
            lemma = trace.instance(lemma, v, values[v])
    except Refused:
        return None
    product = terms.mul([*rest, lemma.left])
    before = plain(terms.sum(names, product))
    own = plain(t)
    if before.right is not own.right or lemma.left.op not in ("sum", "mul"):
        return None
    replaced = trace.ring(product, terms.mul([*rest, lemma.right]), [lemma])
    return trace.trans(own, trace.sym(before), trace.sum_cong(names, replaced) if names else replaced)


# ---------------------------------------------------------------- matching

def turns(terms: Terms, pattern: Pattern, t: Term, symmetric: frozenset[str]) -> bool:
    """Is the sum t the pattern itself, with other values of its outer variables?"""
    names, body = terms.open(t)
    factors = _factors(body)
    return len(factors) == len(pattern.factors) and len(names) == len(pattern.inner) and \
        next(_matches(terms, pattern, factors, symmetric), None) is not None


def _matches(terms: Terms, pattern: Pattern, factors: list[Term], symmetric) -> Iterator[tuple[Values, set[int]]]:
    """Values of the pattern's variables, and which factors are its factors then."""
    names = frozenset(pattern.inner) | frozenset(pattern.outer)

    def search(k: int, found: Values, used: frozenset[int]) -> Iterator[tuple[Values, frozenset[int]]]:
        if k == len(pattern.factors):
            if found.keys() == names:
                yield found, used
            return
        for place, factor in enumerate(factors):
            if place not in used:
                for more in unify(terms, pattern.factors[k], factor, names, found, symmetric):
                    yield from search(k + 1, more, used | {place})

    if len(pattern.factors) <= len(factors):
        yield from search(0, {}, frozenset())


def unify(terms: Terms, a: Term, b: Term, names: frozenset[str], found: Values,
          symmetric: frozenset[str] = frozenset()) -> Iterator[Values]:
    """The ways to extend ``found`` to values of ``names`` that make a the term b.

    The two indices of a symbol named in ``symmetric``, and of the inverse of a
    matrix known to be symmetric, may be exchanged.
    """
    if a.free.isdisjoint(names):
        if a is b:
            yield found
        return
    if a.op != b.op or len(a.args) != len(b.args):
        return
    match a.op:
        case "at":
            member = same_member(a.data[0], b.data[0], names, found)
            if member is not None and len(a.data[1]) == len(b.data[1]):
                free = isinstance(a.data[0], Symbol) and a.data[0].name in symmetric
                yield from _indices(a.data[1], b.data[1], names, member, free)
        case "inv" | "pinv" | "expm":
            if a.args[0] is b.args[0] and a.data[0] == b.data[0]:
                yield from _indices(a.data[1], b.data[1], names, found, a.args[0] in terms.symmetric_matrices)
        case "delta":
            yield from _indices(a.data, b.data, names, found, True)
        case "add" | "mul":
            yield from _unordered(terms, list(a.args), list(b.args), names, found, symmetric)
        case "pow" | "fn" | "sum" if a.data == b.data:
            yield from unify(terms, a.args[0], b.args[0], names, found, symmetric)


def _unordered(terms, left: list[Term], right: list[Term], names, found, symmetric) -> Iterator[Values]:
    if not left:
        yield found
        return
    for k, y in enumerate(right):
        for more in unify(terms, left[0], y, names, found, symmetric):
            yield from _unordered(terms, left[1:], right[:k] + right[k + 1:], names, more, symmetric)


def _indices(left: tuple, right: tuple, names, found: Values, exchange: bool) -> Iterator[Values]:
    for order in (right, right[::-1]) if exchange and len(right) == 2 else (right,):
        more = dict(found)
        if all(same_integer(p, q, names, more) for p, q in zip(left, order)):
            yield more


def same_member(a, b, names, found: Values) -> Values | None:
    """The values that make these one array: equal as they stand, or members q_i and q_a of one family, where i is a."""
    if a == b:
        return found
    if not (isinstance(a, Symbol) and isinstance(b, Symbol) and a.name == b.name and len(a.labels) == len(b.labels)):
        return None
    more = dict(found)
    return more if all(same_integer(p, q, names, more) for p, q in zip(a.labels, b.labels)) else None


def same_integer(p: P, q: P, names, found: Values) -> bool:
    symbol = p.lone_symbol()
    if symbol is not None and symbol.name in names:
        return found.setdefault(symbol.name, q) == q
    return p == q
