r"""Sums that telescope: Σ_{q=1..N} f(q + 1) = Σ_{q=1..N} f(q) + f(N + 1) − f(1).

So (I − A) Σ A^{q−1} = I − A^N, and a geometric sum of numbers likewise, once the factor before
a sum is joined with the powers in it: b Σ b^{T−q} = Σ b^{T−q+1}.

Why it ends: each equation takes two sums away from the difference.
"""
from __future__ import annotations

from typing import NamedTuple

from symbolic.language.expressions import MatrixPower
from symbolic.language.integers import integer

from .record import Theorem
from .terms import Term


class _Sum(NamedTuple):
    """A monomial c · rest · total, ``total`` a sum with powers under it."""
    c: object
    rest: tuple
    total: Term


def telescoped(equality, left: Term, right: Term, depth: int) -> Theorem | None:
    """left = right by sums in their difference of which one is the other, moved by one; None if there are none."""
    trace, terms = equality.trace, equality.terms
    premises = []
    f = terms.polynomial(terms.add([left, terms.negative(right)]))
    if not any(_has_powers(a) for m in f for a, _ in m):
        return None
    for m, c in list(f.items()):
        p = _joined(equality, m)
        if p is not None:
            premises.append((p, terms.num(c)))
    f = terms.polynomial(terms.add([left, terms.negative(right), *(_moved(terms, p, c) for p, c in premises)]))
    for one, other in _opposed(f):
        p = _shifted(equality, one.total, other.total)
        if p is None:
            continue
        premises.append((p, terms.monomial(other.rest, other.c)))
        rest = terms.add([left, terms.negative(right), *(_moved(terms, p, c) for p, c in premises)])
        zero = equality.normal(rest)
        if zero.right is not terms.zero:
            q = equality.equal(zero.right, terms.zero, depth - 1)
            if q is None:
                return None
            zero = trace.trans(zero, q)
        return trace.combine(left, right, [*premises, (zero, terms.one)])
    return None


def _moved(terms, p: Theorem, c: Term) -> Term:
    """c (right − left) of an equation."""
    return terms.mul([c, terms.add([p.right, terms.negative(p.left)])])


def _has_powers(a: Term) -> bool:
    """Is it a sum of products with an entry of a symbolic power that depends on a bound variable?"""
    if a.op != "sum":
        return False
    return any(_is_power(f) and f.free & set(a.data) for f in _factors(a.args[0]))


def _factors(t: Term) -> tuple[Term, ...]:
    return tuple(f.args[0] if f.op == "pow" else f for f in (t.args if t.op == "mul" else (t,)))


def _is_power(f: Term) -> bool:
    return f.op == "at" and isinstance(f.data[0], MatrixPower)


def _joined(equality, m: tuple) -> Theorem | None:
    """rest · Σ t = Σ rest · t in normal form, where that is another term: c Σ c^{P} = Σ c^{P+1}."""
    trace, terms = equality.trace, equality.terms
    sums = [a for a, k in m if k == 1 and _has_powers(a)]
    rest = [terms.pow(a, k) if k != 1 else a for a, k in m if a not in sums]
    if len(sums) != 1 or not rest:
        return None
    names, body = terms.open(sums[0])
    whole = terms.sum(names, terms.mul([*rest, body]))
    out = trace.sum_factor(whole, whole.data)
    p = equality.normal(whole)
    product = terms.mul([*rest, sums[0]])
    if p.right is equality.normal(product).right or out.right is not product:
        return None
    return trace.trans(trace.sym(out), p)


def _opposed(f: dict):
    """Pairs c · rest · Σ and −c · rest · Σ′ of sums over the same ranges."""
    sums = [_Sum(c, tuple(x for x in m if x[0] is not a), a) for m, c in f.items() for a, k in m if k == 1 and _has_powers(a)]
    for one in sums:
        for other in sums:
            if one.total is not other.total and one.rest == other.rest and one.c == -other.c:
                yield one, other


def _shifted(equality, one: Term, other: Term) -> Theorem | None:
    """Σ′ = Σ + f(N + 1) − f(1), where Σ is Σ_q f(q) and Σ′ is Σ_q f(q + 1); None if Σ′ is not that."""
    trace, terms = equality.trace, equality.terms
    names, body = terms.open(one)
    for name in names:
        extent, others = terms.extents[name], [x for x in names if x != name]
        if not _in_powers_only(terms, body, name) or any(name in terms.extents[x].names() for x in others) \
                or not trace.nonnegative(extent):
            continue
        f = lambda p: terms.sum(others, terms.replace(body, {name: terms.p(p)}))
        moved = equality.normal(terms.sum([name], f(integer(name) + 1)))
        if moved.right is not other:
            continue
        w = trace.variable(extent + 1)
        whole = terms.sum([w], f(integer(w)))
        last, first = (_cut(trace, whole, f, p, q) for p, q in ((extent, integer(1)), (integer(1), extent)))
        sides = [equality.normal(p.right) for p in (last, first)]
        joined = trace.trans(trace.sym(sides[0]), trace.sym(last), first, sides[1])
        ends = terms.add([equality.normal(f(extent + 1)).right, terms.negative(equality.normal(f(integer(1))).right)])
        value = terms.add([one, ends])
        difference = terms.polynomial(terms.add([joined.left, terms.negative(joined.right), other, terms.negative(value)]))
        return None if any(difference.values()) else trace.combine(other, value, [(joined, terms.num(-1))])
    return None


def _cut(trace, whole: Term, f, p, q) -> Theorem:
    """Σ_{w=1..p+q} f(w) = Σ_{j=1..p} f(j) + Σ_{k=1..q} f(p + k)."""
    terms = trace.terms
    j, k = trace.variable(p), trace.variable(q)
    right = terms.add([terms.sum([j], f(integer(j))), terms.sum([k], f(p + integer(k)))])
    return trace.step("sum_cut", whole, right, term=whole, variable=whole.data[0], parts=(j, k))


def _in_powers_only(terms, body: Term, name: str) -> bool:
    """Does the body mention the variable, and in exponents alone?"""
    def within(t: Term) -> bool:
        if name not in t.free:
            return True
        if _is_power(t):
            return not any(name in terms.names(x) for x in (t.data[0].arg, *t.data[1]))
        return t.op in ("add", "mul", "pow", "sum") and all(map(within, t.args))
    return name in body.free and within(body)
