r"""Sums in normal form: what the bound variables do not tie together is taken out, the rest put in one order.

Why it ends: an eliminated delta removes a variable, what is taken out leaves a
smaller sum, and the order of variables depends on the summand alone.
"""
from __future__ import annotations

from symbolic.language.expressions import Field
from symbolic.language.integers import integer

from .arithmetic import WRITE, WRITTEN
from .canonical import connected, order_variables, seniority
from .cuts import sum_cut
from .fields import has_mixed_derivatives, in_order
from .matrix_rules import swapped
from .pairs import counted, halved
from .radix import sum_radix, way_of
from .record import Theorem
from .terms import Term


class Summation:
    """The part of ``Normalizer`` that is about sums."""

    def _sum(self, t: Term) -> Theorem:
        trace, terms = self.trace, self.terms
        for name in t.data:
            if terms.extents[name] == 1:
                return self._then_normal(trace.sum_single(t, name))
            if terms.extents[name] == 0:
                return trace.sum_empty(t, name)
            if self.policy.cut and terms.extents[name] in trace.cuts:
                return self._then_normal(sum_cut(trace, t, name))
            if self.policy.arithmetic == WRITE and (terms.extents[name].constant() or WRITTEN + 1) <= WRITTEN:
                return self._then_normal(self.arithmetic.written(t, name))
        names, body = terms.open(t)
        inner = self.normal(body)
        if self.arithmetic is not None:
            inner = trace.trans(inner, self.arithmetic.complemented(inner.right, names))
        p = trace.sum_cong(names, inner)
        if inner.right.op != "add":
            return trace.trans(p, self._monomial(names, inner.right))
        parted = trace.sum_add(p.right)
        parts = {}
        for m in inner.right.args:
            q = self._monomial(names, m)
            parts[q.left] = q
        moved = trace.cong(parted.right, parts.values()) if parted.right.op == "add" else parts[parted.right]
        collected = self._expanded(moved.right, {})
        return trace.trans(p, parted, moved, trace.ring(moved.right, collected), self._contract(collected))

    def _monomial(self, names: list[str], m: Term) -> Theorem:
        """Σ_names of one monomial in normal form = its normal form."""
        trace, terms = self.trace, self.terms
        t = terms.sum(names, m)
        if not names:
            return trace.refl(m)
        bound = set(names)
        factors = list(m.args) if m.op == "mul" else [m]
        p = self._eliminate(t, names, factors)
        if p is None and self.arithmetic is not None:
            p = self.arithmetic.eliminated(t, names, factors)
        if p is not None:
            return self._then_normal(p)
        inner = next((f for f in factors if _base(f).op == "sum" and f.free & bound and not self._ends_at(f, bound)), None)
        if inner is not None:
            return self._merge(t, names, m, factors, inner)
        for name, canonical in zip(names, t.data):
            if name not in m.free and trace.nonnegative(terms.extents[name]):
                return self._then_normal(trace.sum_constant(t, canonical))
            if terms.extents[name] in trace.radices:
                return self._then_normal(sum_radix(trace, t, canonical, way_of(trace, name, m)))
        if not m.free & bound:
            return self._ordered(t, names, m) if m is terms.one else self._then_normal(trace.sum_out(t))
        p = self.arithmetic and (self.arithmetic.moved(names, m) or counted(self, t, names, factors))
        if p is not None:
            return self._then_normal(p)
        component = connected(names, factors)
        if len(component) < len(names) or any(not (f.free & bound) for f in factors):
            rename = dict(zip(names, t.data))
            return self._then_normal(trace.sum_factor(t, [rename[v] for v in names if v in component]))
        p = self.arithmetic and halved(self, t, names, factors)
        return self._ordered(t, names, m) if p is None else self._then_normal(p)

    def _eliminate(self, t: Term, names, factors) -> Theorem | None:
        """Σ_i δ(i, p) f(i) = f(p) for a bound i, where p is surely in its range."""
        rename = dict(zip(names, t.data))
        mapping = {old: integer(new) for old, new in rename.items()}
        for f in factors:
            if f.op != "delta":
                continue
            for one, other in (f.data, f.data[::-1]):
                symbol = one.lone_symbol()
                if symbol is None or symbol.name not in rename or symbol.name in self.terms.names(other):
                    continue
                delta = self.terms.replace(f, mapping)
                value = next(x for x in delta.data if x != integer(rename[symbol.name]))
                if self.trace.in_range(value, rename[symbol.name]):
                    return self.trace.sum_delta(t, rename[symbol.name], value, delta)
        return None

    def _ends_at(self, f: Term, bound: set[str]) -> bool:
        """Does one of these variables stand in the range of an inner sum, Σ_i Σ_{j ≤ n-i}?  Such sums have no common order."""
        return any(self.terms.extents[name].names() & bound for name in _base(f).data)

    def _merge(self, t: Term, names, m: Term, factors, inner: Term) -> Theorem:
        """Σ_v rest·Σ_w c = Σ_{v,w} rest·c."""
        trace, terms = self.trace, self.terms
        summed = _base(inner)
        rest = [f for f in factors if f is not inner]
        if inner.op == "pow":
            rest.append(terms.pow(summed, inner.data - 1) if inner.data > 2 else summed)
        others, body = terms.open(summed)
        joined = terms.sum(others, terms.mul([*rest, body]))
        out = trace.sum_factor(joined, joined.data)
        moved = trace.trans(trace.ring(m, out.right), trace.sym(out))
        p = trace.sum_cong(names, moved)
        merged = trace.sum_merge(p.right)
        names, body = terms.open(merged.right)
        return trace.trans(p, merged, self._collected(names, body))

    def _collected(self, names, m: Term) -> Theorem:
        """As ``_monomial``, once equal factors are gathered into powers."""
        gathered = self.trace.ring(m, self._expanded(m, {}))
        return self.trace.trans(self.trace.sum_cong(names, gathered), self._monomial(names, gathered.right))

    def _ordered(self, t: Term, names, m: Term) -> Theorem:
        """A connected sum, its variables in canonical order."""
        p = self._canonical(t, names, m)
        if p.right not in self.done:
            rewritten = None if self.policy.plain else self.matrices.rewrite(p.right) or self.exponentials.rewrite(p.right)
            self.done[p.right] = self._assumed(p.right) if rewritten is None else self._then_normal(rewritten)
        self.done.setdefault(p.right, self.trace.refl(p.right))
        return self.trace.trans(p, self.done[p.right])

    def _canonical(self, t: Term, names, m: Term) -> Theorem:
        """Σ_names of a product, which is t: the same with its variables in canonical order."""
        factors = m.args if m.op == "mul" else (m,)
        self.trace.spend(len(names) * len(factors))
        order = order_variables(self.terms, tuple(names), tuple(factors), self.symmetric)
        rename = dict(zip(names, t.data))
        p = self.trace.sum_order(t, [rename[v] for v in order])
        if self.symmetric or self.terms.symmetric_matrices or (
                any(f.domain for f in self.trace.context.functions) and any(map(has_mixed_derivatives, factors))):
            p = self.trace.trans(p, self._oriented(p.right, order))
        return p

    def _oriented(self, t: Term, order: list[str]) -> Theorem:
        """Entries of symmetric matrices in the summand, the index bound further out first."""
        names, body = self.terms.open(t)
        return self.trace.sum_cong(names, self._orient(body))

    def _orient(self, t: Term) -> Theorem:
        trace, terms = self.trace, self.terms
        match t.op:
            case "at" if isinstance(t.data[0], Field):
                return in_order(trace, t) or trace.refl(t)
            case "at" if len(t.data[1]) == 2 and seniority(t.data[1][1]) < seniority(t.data[1][0]):
                return self.assumptions and self.assumptions.swapped(t) or trace.refl(t)
            case "inv" | "pinv" | "expm" if seniority(t.data[1][1]) < seniority(t.data[1][0]):
                return swapped(trace, t, self.normal) or trace.refl(t)
            case "add" | "mul" | "fn" | "pow":
                return trace.cong(t, map(self._orient, dict.fromkeys(t.args)))
            case "sum":
                names, body = terms.open(t)
                return trace.sum_cong(names, self._orient(body))
        return trace.refl(t)


def _base(f: Term) -> Term:
    return f.args[0] if f.op == "pow" and f.data.denominator == 1 and f.data > 0 else f
