r"""Index arithmetic in normal form: relations of integers as factors, and sums under them.

A relation is decided where the ranges decide it, is a delta at a border
(i ≤ m gives [i + 1 ≤ m] = 1 − δ(i, m)), and else has the form [1 ≤ p].  In a
product of relations those that follow from the others are left out, and a
product that cannot hold is 0; both by Farkas multipliers.  In a sum a delta is
eliminated under the relations that keep its value in range, and the index is
moved so that it runs through an axis of the first symbol that it indexes:
Σ_i δ_i w_{j−i+1} is Σ_k δ_{j−k+1} w_k, each under its guards.

Why it ends: every rule leaves fewer relations, a variable less, or a variable
that indexes the axis it is to index and is never moved again.
"""
from __future__ import annotations

from math import gcd
from typing import Iterable, Sequence

from symbolic.language.context import Obligation
from symbolic.language.expressions import Array, Cases, Delta, Entry, Expression, Sum, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

from .canonical import age
from .linear import multipliers
from .radix import products_about
from .terms import Term

P = IntegerPolynomial
WRITTEN = 6
"""Sums over at most so many numbers are written out at the level ``WRITE``."""
GUARD, SPLIT, WRITE = 1, 2, 3
"""What a policy's ``arithmetic`` may be, beside 0: not at all.  ``SPLIT``: also under a sum a
relation that fails at one border only is a delta, and the term at the border is split off."""


def levels(obligation: Obligation) -> tuple[int, ...]:
    """The levels at which index arithmetic may help with a step."""
    bodies = [d.body for d in obligation.context.definitions]
    nodes = [x for side in (obligation.left, obligation.right, *bodies) for x in side.walk()]
    bound = {x.index for x in nodes if isinstance(x, Sum)}
    if any(map(_has_small_extent, nodes)):
        return GUARD, SPLIT, WRITE
    triangular = any(isinstance(x, Sum) and x.upper.names() & bound for x in nodes)
    return (GUARD, SPLIT) if triangular or any(map(_has_arithmetic, nodes)) else ()


def _has_arithmetic(node: Expression) -> bool:
    match node:
        case Cases() | Delta():
            return True
        case Sum(lower=lower, upper=upper):
            return lower != 1 or upper.lone_symbol() is None
        case Entry(indices=indices):
            return any(p.lone_symbol() is None and p.constant() is None for p in indices)
    return False


def _has_small_extent(node: Expression) -> bool:
    match node:
        case Sum(lower=lower, upper=upper):
            count = (upper - lower + 1).constant()
            return count is not None and count <= WRITTEN
        case Array(binders=binders):
            return any(extent.constant() is not None for _, extent in binders)
    return any(d.constant() not in (None, 1) for d in node.shape)


def room(t: Term) -> P:
    """What is ≥ 0 if the relation holds."""
    p, relation, q = t.data
    return q - p - (relation == "<")


def room_of(terms, t: Term) -> P:
    return terms.p(room(t))


def slope_of(p: P, name: str) -> int:
    """1 or −1 if p is name or −name shifted by something without it, else 0."""
    here = [(m, c) for m, c in p.terms if any(name in integer(s).names() for s, _ in m)]
    match here:
        case [(((IntegerSymbol(name=found, labels=()), 1),), (1 | -1) as c)] if found == name:
            return c
    return 0


class Arithmetic:
    """Relations, deltas and sums under them for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.terms
        self.opposed: dict[frozenset[Term], object] = {}

    def _then_normal(self, *chain):
        p = self.trace.trans(*chain)
        return p if p.trivial else self.trace.trans(p, self.normalizer.normal(p.right))

    # ------------------------------------------------------------ one relation
    def relation(self, t: Term):
        """A relation as 0, 1, a delta at a border, or [1 ≤ p]."""
        trace, terms, r = self.trace, self.terms, self.terms.p(room(t))
        decided = self._decided(t, r)
        if decided is not None:
            return decided
        if self._is_outer(r) or self.normalizer.policy.arithmetic == SPLIT:
            if trace.nonnegative(-r):
                return self._then_normal(self._at_most_equal(t))
            if trace.nonnegative(r + 1):
                return self._then_normal(self._all_but_one(t))
        wanted = self._shifted(t, terms.holds(integer(1), "<=", _rounded(r) + 1))
        return self._turned(wanted) if self._is_falling(r) else wanted

    def _is_outer(self, p: P) -> bool:
        """Does the integer mention no variable of a sum?"""
        return p.names() & self.terms.extents.keys() <= self.trace.outer

    def _is_falling(self, r: P) -> bool:
        """Does the relation speak of free indices alone, and hold for small values of the youngest?

        Of a relation and its opposite one has to be chosen; under a sum both stay,
        for there they bound its index.
        """
        if not self._is_outer(r):
            return False
        youngest = max(r.names(), key=age)
        return next(c for m, c in reversed(r.terms) if any(youngest in integer(s).names() for s, _ in m)) < 0

    def _turned(self, p):
        """[q < p] put as 1 − [p ≤ q], in its own normal form."""
        terms, trace = self.terms, self.trace
        complement = self._complement(p.right)
        other = self._opposite(p.right)
        shifted = self._shifted(other, terms.holds(integer(1), "<=", _rounded(terms.p(room(other))) + 1))
        right = terms.add([terms.one, terms.negative(shifted.right)])
        return trace.trans(p, trace.combine(p.right, right, [(complement, terms.one), (shifted, terms.num(-1))]))

    def _decided(self, t: Term, r: P):
        """[r ≥ 0] = 1 or 0 where the ranges decide it, by multipliers that name the facts they use; else None."""
        constant = r.constant()
        if constant is not None:
            value = self.terms.one if constant >= 0 else self.terms.zero
            return self.trace.step("relation_decided", t, value, term=t)
        if self._contradiction([self._opposite(t)]) is not None:
            return self._following([], t)
        return self._contradiction([t])

    def _shifted(self, t: Term, wanted: Term):
        return self.trace.step("relation_shift", t, wanted, left=t, right=wanted)

    def _at_most_equal(self, t: Term):
        """[p ≤ q] = δ(p, q), where p < q is excluded."""
        terms, (p, relation, q) = self.terms, t.data
        weak = self._shifted(t, terms.holds(p + (relation == "<"), "<=", q))
        border = self._border(weak.right)
        never = self.relation(next(x for x in border.right.args if x.op == "holds"))
        delta = next(x for x in border.right.args if x.op == "delta")
        return self.trace.trans(weak, border, self.trace.ring(border.right, delta, [never]))

    def _all_but_one(self, t: Term):
        """[p ≤ q] = 1 − δ(p, q + 1), where p > q + 1 is excluded."""
        complement = self._complement(t)
        opposite = self._at_most_equal(self._opposite(t))
        right = self.terms.add([self.terms.one, self.terms.negative(opposite.right)])
        return self.trace.combine(t, right, [(complement, self.terms.one), (opposite, self.terms.num(-1))])

    def _border(self, t: Term):
        p, _, q = t.data
        right = self.terms.add([self.terms.holds(p, "<", q), self.terms.delta(p, q)])
        return self.trace.step("relation_border", t, right, term=t)

    def _opposite(self, t: Term) -> Term:
        p, relation, q = t.data
        return self.terms.holds(q, "<" if relation == "<=" else "<=", p)

    def _complement(self, t: Term):
        left = self.terms.add([t, self._opposite(t)])
        return self.trace.step("relation_complement", left, self.terms.one, term=t)

    # ------------------------------------------------------------ deltas
    def delta(self, t: Term):
        """δ(i, p) for the youngest index that it fixes, 0 where a divisor tells its sides apart."""
        trace, terms = self.trace, self.terms
        p, q = t.data
        if _incongruent(terms.p(p - q)):
            return trace.step("delta_incongruent", t, terms.zero, left=p, right=q)
        wanted = self._lone(terms.p(p - q))
        return trace.refl(t) if wanted is None else self._delta_shifted(t, wanted)

    def _lone(self, difference: P) -> Term | None:
        names = [n for n in difference.names() if slope_of(difference, n) and self.trace.range_of(n) is not None]
        if not names:
            return None
        name = max(names, key=age)
        return self.terms.delta(integer(name), _solved(difference, name))

    def _delta_shifted(self, t: Term, wanted: Term):
        return self.trace.step("delta_shift", t, wanted, left=t.data, right=wanted.data)

    # ------------------------------------------------------------ several relations
    def _contradiction(self, relations: Sequence[Term]):
        """Π t = 0 for some of these relations and deltas, by Farkas multipliers; None if there are none."""
        key = frozenset(relations)
        if key not in self.opposed:
            self.opposed[key] = self._opposed(list(dict.fromkeys(relations)))
        return self.opposed[key]

    def _opposed(self, relations: list[Term]):
        terms = self.terms
        guards = [t for t in relations if t.op == "holds"]
        deltas = [t for t in relations if t.op == "delta"]
        rooms = [terms.p(room(t)) for t in guards]
        differences = [terms.p(t.data[0] - t.data[1]) for t in deltas]
        facts = self._facts(rooms + differences)
        found = multipliers([*rooms, *facts], differences)
        if found is None:
            return None
        weights = found[len(rooms):len(rooms) + len(facts)]
        used = [(t, m) for t, m in zip([*guards, *deltas], found[:len(rooms)] + found[len(rooms) + len(facts):]) if m]
        cited = [(f, w) for f, w in zip(facts, weights) if w]
        if not used:
            return None
        return self.trace.step(
            "contradiction", terms.mul(t for t, _ in used), terms.zero,
            relations=tuple(t for t, _ in used), multipliers=tuple(m for _, m in used),
            facts=tuple(f for f, _ in cited), weights=tuple(w for _, w in cited))

    def _facts(self, polynomials: Iterable[P]) -> list[P]:
        found: dict[P, None] = {}
        for p in polynomials:
            linear = [self.terms.p(f) for f in self.trace.facts_about(p)]
            found.update(dict.fromkeys([*linear, *products_about(p, linear)]))
        return [f for f in found if f.constant() is None]

    def _following(self, rest: Sequence[Term], t: Term):
        """Π rest · t = Π rest if the relation t follows from the rest, else None."""
        terms = self.terms
        opposite = self._opposite(t)
        zero = self._contradiction([*rest, opposite])
        if zero is None:
            return None
        others = list(rest)
        for used in zero.left.args if zero.left.op == "mul" else (zero.left,):
            if used in others:
                others.remove(used)
        product = terms.mul(rest)
        if opposite in (zero.left.args if zero.left.op == "mul" else (zero.left,)):
            premises = [(self._complement(t), product), (zero, terms.negative(terms.mul(others)))]
            return self.trace.combine(terms.mul([*rest, t]), product, premises)
        minus = terms.add([terms.mul([terms.mul(others), t]), terms.negative(terms.mul(others))])
        return self.trace.combine(terms.mul([*rest, t]), product, [(zero, minus)])

    def monomial(self, m: Term):
        """A monomial without relations that follow from the others, 0 if they cannot hold; None if nothing changes."""
        trace, terms = self.trace, self.terms
        factors = list(m.args) if m.op == "mul" else [m]
        powers = {a: k for p, _ in [*terms.polynomial(m).items()][:1] for a, k in p}
        guards = [a for a in powers if a.op == "holds"]
        if not guards:
            return None
        deltas = [a for a in powers if a.op == "delta"]
        coefficient = [f for f in factors if f.op == "num"]

        def rest_without(taken: dict[Term, int]) -> Term:
            kept = [terms.pow(a, k - taken.get(a, 0)) if k - taken.get(a, 0) > 1 else a
                    for a, k in powers.items() if k > taken.get(a, 0)]
            return terms.mul([*coefficient, *kept])

        zero = self._contradiction([*guards, *deltas])
        if zero is not None:
            used = zero.left.args if zero.left.op == "mul" else (zero.left,)
            return trace.combine(m, terms.zero, [(zero, rest_without(dict.fromkeys(used, 1)))])
        for t in guards:
            others = [g for g in (*guards, *deltas) if g is not t] + ([t] if powers[t] > 1 else [])
            p = self._following(others, t)
            if p is not None:
                taken = {g: 1 for g in others if g is not t}
                taken[t] = 2 if powers[t] > 1 else 1
                rest = rest_without(taken)
                right = terms.from_polynomial(terms.polynomial(terms.mul([rest, p.right])))
                return self._then_normal(trace.combine(m, right, [(p, rest)]))
        return None

    def complemented(self, t: Term, names: list[str]):
        """c T − c [p ≤ q] T = c [q < p] T for relations of bound names, so that T stays where its indices are within."""
        trace, terms = self.trace, self.terms
        p = trace.refl(t)
        while True:
            found = self._pair(p.right, set(names))
            if found is None:
                return p
            first, second, guard = found
            opposite = self._shifted(self._opposite(guard), terms.holds(integer(1), "<=", _rounded(-room_of(terms, guard) - 1) + 1))
            joined = terms.mul([first, opposite.right])
            rest = [m for m in p.right.args if m is not first and m is not second]
            right = terms.from_polynomial(terms.polynomial(terms.add([*rest, joined])))
            premises = [(self._complement(guard), terms.negative(first)), (opposite, first)]
            p = trace.trans(p, trace.combine(p.right, right, premises))

    def _pair(self, t: Term, bound: set[str]) -> tuple[Term, Term, Term] | None:
        """Two monomials c T and −c [p ≤ q] T of a sum, and the relation."""
        monomials = {}
        for m in t.args if t.op == "add" else ():
            (powers, c), = self.terms.polynomial(m).items()
            monomials[powers] = c, m
        for powers, (c, m) in monomials.items():
            for guard, power in powers:
                if guard.op == "holds" and power == 1 and guard.free & bound:
                    rest = tuple(x for x in powers if x[0] is not guard)
                    if rest in monomials and monomials[rest][0] == -c:
                        return monomials[rest][1], m, guard
        return None

    # ------------------------------------------------------------ sums
    def spread(self, t: Term):
        """t = Σ_k δ(k, i) t[i:=k] for the indices i of the step that run over few numbers, each sum written out."""
        p = self.trace.refl(t)
        for name in sorted(p.right.free, key=age):
            extent = self._few(name)
            if extent is None:
                continue
            k = self.trace.variable(extent)
            summand = self.terms.mul([self.terms.delta(integer(k), integer(name)),
                                      self.terms.replace(p.right, {name: integer(k)})])
            total = self.terms.sum([k], summand)
            (bound,) = total.data
            delta = self.terms.delta(integer(bound), integer(name))
            one = self.trace.sum_delta(total, bound, integer(name), delta)
            p = self.trace.trans(p, self.trace.sym(one), self.written(total, bound))
        return p

    def _few(self, name: str) -> P | None:
        """The number of values of a free index that runs from 1 to at most ``WRITTEN``."""
        span = self.trace.range_of(name) if name in self.trace.outer or name not in self.terms.extents else None
        count = None if span is None or span[0] != 1 else span[1].constant()
        return integer(count) if count is not None and 1 < count <= WRITTEN else None

    def written(self, t: Term, name: str):
        """Σ_{i=1}^3 f(i) = f(1) + f(2) + f(3) for the bound variable ``name``."""
        terms = self.terms
        others = [v for v in t.data if v != name]
        count = terms.extents[name].constant()
        right = terms.add(terms.sum(others, terms.replace(t.args[0], {name: integer(k)})) for k in range(1, count + 1))
        return self.trace.step("sum_written", t, right, term=t, variable=name)

    def eliminated(self, t: Term, names: list[str], factors: list[Term]):
        """Σ_i δ(i, p) f(i) = [1 ≤ p] [p ≤ n] f(p) for a bound i that a delta fixes, or None."""
        found = [(f, name) for f in factors if f.op == "delta" for name in names
                 if slope_of(self.terms.p(f.data[0] - f.data[1]), name) and self._is_free_range(name, names)]
        for must_be_within in (True, False):
            for f, name in found:
                p = self._eliminated(t, names, factors, f, name, must_be_within)
                if p is not None:
                    return p
        return None

    def _is_free_range(self, name: str, names: list[str]) -> bool:
        return not any(name in self.terms.extents[other].names() for other in names)

    def _eliminated(self, t: Term, names, factors, f: Term, name: str, within: bool):
        trace, terms = self.trace, self.terms
        value = _solved(terms.p(f.data[0] - f.data[1]), name)
        if within and not trace.in_range(value, name):
            return None
        rest = [g for g in factors if g is not f]
        lone = self._delta_shifted(f, terms.delta(integer(name), value))
        moved = trace.combine(terms.mul(factors), terms.mul([lone.right, *rest]), [(lone, terms.mul(rest))])
        start = trace.sum_cong(names, moved)
        bound = dict(zip(names, start.right.data))
        value = value.substitute({IntegerSymbol(old): integer(new) for old, new in bound.items()})
        delta = terms.delta(integer(bound[name]), value)
        if within:
            return trace.trans(start, trace.sum_delta(start.right, bound[name], value, delta))
        return trace.trans(start, self._delta_guarded(start.right, bound[name], value, delta))

    def _delta_guarded(self, t: Term, name: str, value: P, delta: Term):
        terms, body = self.terms, t.args[0]
        rest = list(body.args) if body.op == "mul" else [body]
        rest.remove(delta)
        inner = terms.mul([*self._within(value, terms.extents[name]), terms.replace(terms.mul(rest), {name: value})])
        right = terms.sum([v for v in t.data if v != name], inner)
        return self.trace.step("sum_delta_guarded", t, right, term=t, variable=name, value=value)

    def _within(self, p: P, extent: P) -> list[Term]:
        return [self.terms.holds(integer(1), "<=", p), self.terms.holds(p, "<=", extent)]

    def moved(self, names: list[str], m: Term):
        """Σ_names m with one of its variables moved to run through the axis it is to index, or None."""
        factors = list(m.args) if m.op == "mul" else [m]
        for name in names:
            found = (self._slot(name, factors) or self._window(name, factors)) if self._is_free_range(name, names) else None
            if found is not None:
                p = self._moved(names, name, m, factors, *found)
                if p is not None:
                    return p
        return None

    def _slot(self, name: str, factors: list[Term]) -> tuple[P, P] | None:
        """The index, ± name shifted, of the first axis that the name indexes, and its extent; None if it is the name
        itself, or runs through a part of an axis that is cut."""
        found = []
        for f in factors:
            entry = f.args[0] if f.op == "pow" else f
            if entry.op != "at" or not isinstance(entry.data[0], Symbol) or name in self.terms.names(entry.data[0]):
                continue
            for axis, (p, extent) in enumerate(zip(entry.data[1], entry.data[0].shape)):
                if slope_of(p, name):
                    found.append((entry.data[0].name, str(entry.data[0].labels), axis, p != integer(name), p, self.terms.p(extent)))
        if not found:
            return None
        *_, p, extent = min(found, key=lambda x: x[:4])
        cut = self.normalizer.policy.cut and extent in self.trace.cuts
        return None if cut or p == integer(name) and extent == self.terms.extents[name] else (p, extent)

    def _window(self, name: str, factors: list[Term]) -> tuple[P, P] | None:
        """The index counted from its least value, and how many values it has, where only relations bound it.

        Σ_{i=1}^{n} [k ≤ i] = n − k + 1: at most one relation on each side, and not fewer than no values.
        """
        ends, used = {1: integer(1), -1: self.terms.extents[name]}, []
        for f in factors:
            if name not in f.free:
                continue
            slope = slope_of(f.data[2], name) if f.op == "holds" and f.data[0] == 1 and f.data[1] == "<=" else 0
            if slope == 0 or slope in used:
                return None
            used.append(slope)
            ends[slope] = self.terms.p(integer(name) - slope * (f.data[2] - 1))
        count = self.terms.p(ends[-1] - ends[1] + 1)
        if not used or not self.trace.nonnegative(count):
            return None
        return self.terms.p(integer(name) - ends[1] + 1), count

    def _moved(self, names: list[str], name: str, m: Term, factors: list[Term], index: P, extent: P):
        """Σ_i [1 ≤ φ(i)] [φ(i) ≤ d] t(i) = Σ_{k ≤ d} [1 ≤ ψ(k)] [ψ(k) ≤ n] t(ψ(k)) where φ(i) is in 1..d."""
        trace, terms = self.trace, self.terms
        if extent.names() & set(names):
            return None
        guards = self._within(index, extent)
        known = [f for f in factors if f.op in ("holds", "delta")]
        widened = trace.refl(m)
        for g in guards:
            p = self._following(known, g)
            if p is None:
                return None
            rest = [f for f in _factors(widened.right)]
            for f in known:
                rest.remove(f)
            step = trace.combine(terms.mul([widened.right, g]), widened.right, [(p, terms.mul(rest))])
            widened = trace.trans(widened, trace.sym(step))
        others = [n for n in names if n != name]
        t = terms.sum(names, m)
        start = trace.sum_cong(names, widened)
        order = dict(zip(names, start.right.data))
        ordered = trace.sum_order(start.right, [order[n] for n in (*others, name)])
        new = trace.variable(extent)
        slope = slope_of(index, name)
        value = slope * (integer(new) - index) + integer(name)
        inner = [f for f in _factors(widened.right)]
        for g in guards:
            inner.remove(g)
        put = terms.replace(terms.mul(inner), {name: value})
        right = terms.sum([*others, new], terms.mul([*self._within(value, terms.extents[name]), put]))
        bound = dict(zip((*others, name), ordered.right.data))
        step = trace.step("sum_moved", ordered.right, right, term=ordered.right, variable=bound[name], new=new,
                          value=value.substitute({IntegerSymbol(old): integer(b) for old, b in bound.items()}))
        assert start.left is t
        return trace.trans(start, ordered, step)


def _factors(t: Term) -> tuple[Term, ...]:
    return t.args if t.op == "mul" else (t,)


def _solved(difference: P, name: str) -> P:
    """What the name is where the difference is 0."""
    return integer(name) - slope_of(difference, name) * difference


def _divisor(p: P) -> int:
    return gcd(*(c for monomial, c in p.terms if monomial))


def _incongruent(p: P) -> bool:
    divisor = _divisor(p)
    return divisor > 1 and sum(c for monomial, c in p.terms if not monomial) % divisor != 0


def _rounded(p: P) -> P:
    """u + ⌊c/g⌋ for p = g u + c: what is ≥ 0 exactly where p is."""
    divisor = _divisor(p)
    return p if divisor < 2 else P([(m, c // divisor) for m, c in p.terms])
