r"""Axes cut in two: a matrix of blocks has extents p + q, and each of its indices is a j or p + k.

``cuts_of`` finds where the matrices of blocks in a step cut their axes.  Sums over
such an extent are parted, an equation for all its indices is one for those of each
part, and so whatever stands between blocks speaks of the blocks' own indices.

Why it ends: each part is smaller than the whole.
"""
from __future__ import annotations

from typing import Callable, Iterator, Sequence

from symbolic.language.context import Context
from symbolic.language.expressions import Array, Cases, Expression
from symbolic.language.integers import IntegerPolynomial, integer

from .record import Theorem
from .terms import Term
from .trace import Trace

P = IntegerPolynomial
Cuts = dict[P, tuple[P, P]]
"""For an extent the two parts of which it is the sum."""
Prove = Callable[[Term, Term], Theorem | None]
"""left = right for the terms given, or None."""


def cuts_of(sides: Sequence[Expression], context: Context, trace: Trace) -> Cuts:
    """Where matrices of blocks in the sides, the definitions and assumptions cut their axes."""
    granted = [d.body for d in context.definitions] + [x for a in context.assumptions for x in (a.left, a.right)]
    bounds: dict[P, dict[P, None]] = {}
    for expression in (*sides, *granted):
        for node in expression.walk():
            for extent, bound in _bounds(node):
                extent, bound = trace.terms.p(extent), trace.terms.p(bound)
                if extent != 1 and trace.nonnegative(bound) and trace.nonnegative(extent - bound):
                    bounds.setdefault(extent, {})[bound] = None
    cuts: Cuts = {}
    for extent, found in bounds.items():
        before = integer(0)
        for bound in _ascending(trace, found):
            cuts.setdefault(extent - before, (bound - before, extent - bound))
            before = bound
    return cuts


def _bounds(node: Expression) -> Iterator[tuple[P, P]]:
    """An extent of an array and a bound of its index in the cases of its entries."""
    if isinstance(node, Array) and isinstance(node.body, Cases):
        extents = dict(node.binders)
        for conditions, _ in node.body.branches:
            for c in conditions:
                name = c.left.lone_symbol()
                if c.relation == "<=" and name is not None and name.name in extents \
                        and extents.keys().isdisjoint(c.right.names()):
                    yield extents[name.name], c.right


def _ascending(trace: Trace, bounds: dict[P, None]) -> list[P]:
    """The bounds in order, without those that cannot be compared with an earlier one."""
    kept: list[P] = []
    for b in bounds:
        if all(trace.nonnegative(b - x - 1) or trace.nonnegative(x - b - 1) for x in kept):
            kept.insert(sum(trace.nonnegative(b - x) for x in kept), b)
    return kept


# ---------------------------------------------------------------- rules

def sum_cut(trace: Trace, t: Term, name: str) -> Theorem:
    """Σ_{i=1..p+q} f(i) = Σ_{j=1..p} f(j) + Σ_{k=1..q} f(p + k) for the bound variable ``name``."""
    terms = trace.terms
    names, body = terms.open(t)
    place = t.data.index(name)
    parts = tuple(map(trace.variable, trace.cuts[terms.extents[name]]))
    sums = (terms.sum([*names[:place], part, *names[place + 1:]], terms.replace(body, {names[place]: value}))
            for part, value in zip(parts, values(trace, parts)))
    return trace.step("sum_cut", t, terms.add(sums), term=t, variable=name, parts=parts)


def decided(normalizer, p: Theorem) -> Theorem:
    """An entry by cases, with what the ranges decide put in: only the branches that may be taken are left."""
    trace, terms = normalizer.trace, normalizer.terms
    known = {h: normalizer.normal(h) for m in terms.polynomial(p.right) for h, _ in m if h.op in ("holds", "delta")}
    known = {h: q for h, q in known.items() if q.right.op == "num"}
    if not known:
        return p
    polynomial = terms.polynomial(p.right, {h: terms.polynomial(q.right) for h, q in known.items()})
    return trace.trans(p, trace.ring(p.right, terms.from_polynomial(polynomial), known.values()))


def values(trace: Trace, parts: tuple[str, str]) -> tuple[P, P]:
    """The indices j and p + k for the parts j of 1..p and k of 1..q."""
    return integer(parts[0]), trace.terms.p(trace.terms.extents[parts[0]] + integer(parts[1]))


def at_one(trace: Trace, t: Term, name: str) -> Theorem:
    """t = t[v:=1] for a variable v of range 1..1: Σ_k δ_kv t[v:=k] is both."""
    terms, one = trace.terms, integer(1)

    def single(x: Term) -> tuple[Theorem, Theorem]:
        """x = Σ_k δ_kv x[v:=k], and that sum is δ_1v x[v:=1]."""
        k = trace.variable(one)
        total = terms.sum([k], terms.mul([terms.delta(integer(k), integer(name)), terms.replace(x, {name: integer(k)})]))
        (bound,) = total.data
        delta = terms.delta(integer(bound), integer(name))
        return trace.sum_delta(total, bound, integer(name), delta), trace.sum_single(total, bound)

    whole, written = single(t)
    unit, delta = single(terms.one)
    put = terms.replace(t, {name: one})
    known = trace.trans(trace.sym(delta), unit)
    reached = trace.combine(written.right, put, [(known, put)])
    return trace.trans(trace.sym(whole), written, reached)


# ---------------------------------------------------------------- equations at all indices

def throughout(trace: Trace, left: Term, right: Term, names: Sequence[str], prove: Prove) -> Theorem | None:
    """left = right, for all values of ``names`` where their extents are cut; ``prove`` at the parts."""
    terms = trace.terms
    for k, name in enumerate(names):
        extent, rest = terms.extents[name], names[k + 1:]
        if extent == 1:
            sides = [at_one(trace, t, name) for t in (left, right)]
            p = throughout(trace, *(q.right for q in sides), rest, prove)
            return None if p is None else trace.trans(sides[0], p, trace.sym(sides[1]))
        if extent in trace.cuts:
            parts = tuple(map(trace.variable, trace.cuts[extent]))
            premises = []
            for part, value in zip(parts, values(trace, parts)):
                put = [terms.replace(t, {name: value}) for t in (left, right)]
                p = throughout(trace, *put, (part, *rest), prove)
                if p is None:
                    return None
                premises.append(p)
            return cut(trace, premises, left, right, name, parts)
    return prove(left, right)


def cut(trace: Trace, premises: Sequence[Theorem], left: Term, right: Term, name: str, parts) -> Theorem:
    """left = right for all v from the equations at v = j and v = p + k."""
    return trace.step("cut", left, right, premises, left=left, right=right, variable=name, parts=tuple(parts))
