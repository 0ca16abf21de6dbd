r"""Sums over pairs i < j: half of the double sum without its diagonal, and how many indices lie before another.

    Σ_{i,j} [i < j] f(i, j) = ½ (Σ_{i,j} f(i, j) − Σ_i f(i, i))  for f(i, j) = f(j, i),
    Σ_i [i < j] = j − 1,  Σ_j [i < j] = n − i.
"""
from __future__ import annotations

from fractions import Fraction
from typing import Iterator

from symbolic.language.integers import IntegerPolynomial, integer

from .cuts import sum_cut
from .record import Theorem
from .terms import Term

P = IntegerPolynomial


def counted(normalizer, t: Term, names: list[str], factors: list[Term]) -> Theorem | None:
    """Σ_{v,i} [i < j] f = Σ_v (j − 1) f, and likewise with j bound, where f does not mention what is counted."""
    for h, i, j in _pairs(normalizer.terms, factors):
        rest = [f for f in factors if f is not h]
        for name, first in ((i, integer(j) - 1), (j, integer(i))):
            if name in names and not any(name in f.free for f in rest) and normalizer.trace.nonnegative(first) \
                    and normalizer.trace.nonnegative(normalizer.terms.extents[name] - first):
                return _with_count(normalizer, t, names, name, h, rest, first)
    return None


def _with_count(normalizer, t: Term, names: list[str], name: str, h: Term, rest: list[Term], first: P) -> Theorem:
    """Σ h · rest with Σ_name h counted, its range cut behind ``first``."""
    trace, terms = normalizer.trace, normalizer.terms
    extent = terms.extents[name]
    own = terms.sum([name], h)
    before = trace.cuts
    trace.cuts = {extent: (terms.p(first), terms.p(extent - first))}
    try:
        cut = sum_cut(trace, own, own.data[0])
    finally:
        trace.cuts = before
    count = trace.trans(cut, normalizer.normal(cut.right))
    inner = terms.sum([name], terms.mul([h, *rest]))
    out = trace.sum_factor(inner, inner.data) if rest else trace.refl(inner)
    value = trace.trans(out, trace.ring(out.right, terms.mul([count.right, *rest]), [count]))
    others = [v for v in names if v != name]
    if not others:
        return value
    outer = trace.sum_cong(others, value)
    merged = trace.sum_merge(outer.left)
    names_of = dict(zip([*others, name], merged.right.data))
    order = trace.sum_order(merged.right, [names_of[v] for v in names])
    return trace.trans(trace.sym(trace.trans(merged, order)), outer)


def halved(normalizer, t: Term, names: list[str], factors: list[Term]) -> Theorem | None:
    """Σ [i < j] f = ½ Σ f − ½ Σ δ_ij f for a summand that exchanging i and j leaves as it is."""
    trace, terms = normalizer.trace, normalizer.terms
    for h, i, j in _pairs(terms, factors):
        if not {i, j} <= set(names) or terms.extents[i] != terms.extents[j]:
            continue
        exchanged = {i: integer(j), j: integer(i)}
        rest, other = terms.mul(f for f in factors if f is not h), terms.replace(h, exchanged)
        rename = dict(zip(names, t.data))
        order = [rename[{i: j, j: i}.get(v, v)] for v in names]
        turned = trace.sum_order(t, order)
        if turned.right is not terms.sum(names, terms.mul([other, rest])):
            continue
        delta = terms.delta(integer(j), integer(i))
        left, right = terms.mul([other, rest]), terms.add([
            rest, terms.negative(terms.mul([h, rest])), terms.negative(terms.mul([delta, rest]))])
        summand = trace.combine(left, right, [(p, terms.mul([c, rest])) for p, c in _one_of_three(normalizer, h, other, i, j)])
        whole = trace.sum_cong(names, summand)
        parts = trace.sum_add(whole.right)
        p = trace.trans(turned, whole, parts, trace.ring(parts.right, terms.add([
            terms.sum(names, rest), terms.negative(t), terms.negative(terms.sum(names, terms.mul([delta, rest])))]),
            [_out(normalizer, x) for x in parts.right.args]))
        half = terms.num(Fraction(1, 2))
        result = terms.mul([half, terms.add([
            terms.sum(names, rest), terms.negative(terms.sum(names, terms.mul([delta, rest])))])])
        return trace.combine(t, result, [(p, half)])
    return None


def _out(normalizer, t: Term) -> Theorem:
    """A number taken out of a sum."""
    trace = normalizer.trace
    if t.op == "sum" and t.args[0].op == "mul" and any(f.op == "num" for f in t.args[0].args):
        return trace.sum_factor(t, t.data)
    return trace.refl(t)


def _one_of_three(normalizer, h: Term, other: Term, i: str, j: str) -> Iterator[tuple[Theorem, Term]]:
    """[i < j] + [j < i] + δ_ij = 1 as equations with their multipliers, for [j < i] − (1 − [i < j] − δ_ij)."""
    trace, terms = normalizer.trace, normalizer.terms
    one, less = terms.one, terms.num(-1)
    i, j, (p, _, q) = integer(i), integer(j), h.data
    above, weak, strict = terms.holds(q, "<", p), terms.holds(j, "<=", i), terms.holds(j, "<", i)
    yield trace.step("relation_complement", terms.add([h, above]), one, term=h), one
    yield trace.step("relation_shift", above, weak, left=above, right=weak), less
    yield trace.step("relation_border", weak, terms.add([strict, terms.delta(j, i)]), term=weak), less
    yield trace.step("relation_shift", strict, other, left=strict, right=other), less


def _pairs(terms, factors: list[Term]) -> Iterator[tuple[Term, str, str]]:
    """Factors [1 ≤ j − i] with i and j."""
    for h in factors:
        if h.op == "holds" and h.data[1] == "<=" and h.data[0] == 1:
            signs = {s.name: c for s, c in ((m[0][0], c) for m, c in h.data[2].terms if len(m) == 1 and m[0][1] == 1)}
            up, down = ([n for n, c in signs.items() if c == x] for x in (1, -1))
            if len(up) == len(down) == 1 and h.data[2] == integer(up[0]) - integer(down[0]):
                yield h, down[0], up[0]
