r"""Induction over a label: ∂y_K/∂y_m as a product over the layers between.

If one side of a step holds ∂y_K/∂y_ℓ with a symbolic number of layers between
K and ℓ, and the other a product over labels that ends at ℓ (or ℓ+1), the
equation ∂(y_K)_a/∂(y_m)_b = F_m[a, b] is tried as a lemma, F being the sum in
which the product stands.  It is proved downwards from the m where the product
is empty: F_m unfolds at its last factor, ∂y_K/∂y_m goes by the chain rule
through y_{m+1}, and the hypothesis closes the step.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Callable, Iterator

from symbolic.language.expressions import MatrixProduct, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

from .normal import Hints, Policy
from .terms import Term
from .trace import Refused, Theorem

P = IntegerPolynomial
ROUNDS = 8  # definitions unfolded one after the other in one step of the induction, at most


def lemmas(attempt) -> Iterator[Callable[[Term], Theorem | None]]:
    """Rewrites ∂y_K/∂y_ℓ → product, each resting on a lemma proved by induction.

    ``attempt`` has the terms, trace and normalizers of the step being proved.
    """
    normal = attempt.normalizer(Policy()).normal
    left, right = normal(attempt.left).right, normal(attempt.right).right
    for one, other in ((left, right), (right, left)):
        for derivative in _opaque_derivatives(one):
            for candidate in _sums_with_product(other):
                rewrite = _Lemma(attempt, derivative, candidate).rewrite()
                if rewrite is not None:
                    yield rewrite


def _opaque_derivatives(t: Term) -> list[Term]:
    """Derivatives of a symbol's entry by a symbol with labels, anywhere in t."""
    found: dict[Term, None] = {}

    def visit(t: Term):
        if t.op == "D" and t.data[1] and t.args[0].op == "at" and isinstance(t.args[0].data[0], Symbol):
            found[t] = None
        for arg in t.args:
            visit(arg)

    visit(t)
    return list(found)


def _sums_with_product(t: Term) -> list[Term]:
    """Atoms of t's monomials that are a product over labels, or a sum holding one."""
    found: dict[Term, None] = {}
    for m in t.args if t.op == "add" else (t,):
        for factor in m.args if m.op == "mul" else (m,):
            if _product_in(factor) is not None:
                found[factor] = None
    return list(found)


def _product_in(t: Term) -> MatrixProduct | None:
    if t.op == "at":
        return t.data[0] if isinstance(t.data[0], MatrixProduct) else None
    if t.op in ("sum", "mul"):
        return next(filter(None, map(_product_in, t.args)), None)
    return None


class _Lemma:
    """∂(y_K)_a/∂(y_m)_b = F for one derivative and one candidate F."""

    def __init__(self, attempt, derivative: Term, candidate: Term):
        self.attempt, self.trace, self.terms = attempt, attempt.trace, attempt.terms
        self.derivative, self.candidate = derivative, candidate

    def rewrite(self) -> Callable[[Term], Theorem | None] | None:
        """A rewrite of the derivative by the lemma, or None if it has no proof."""
        found = self._statement()
        if found is None:
            return None
        self.label, self.value, self.lower, empty, self.column = found
        for self.upper in (empty, empty - 1):  # the product there: empty, one factor
            if self.trace.nonnegative(self.upper - self.value):
                try:
                    proof = self._prove()
                except Refused:
                    continue
                if proof is not None:
                    return self._matching(proof, self.derivative.data[1])
        return None

    def _statement(self):
        """The label ℓ, its value, the range of the induction, the column index b."""
        name, labels, indices = self.derivative.data
        product, p = _product_in(self.candidate), self.terms.p
        value, column = labels[0], indices[0] if len(indices) == 1 else None
        if len(labels) != 1 or column is None or column.lone_symbol() is None:
            return None
        distance = (p(product.last) - value).constant()
        label = next((s.name for s in value.symbols() if not s.labels
                      and any(r.name == s.name for r in self.attempt.obligation.free)), None)
        if distance is None or label is None or (value - integer(label)).constant() is None:
            return None
        if column.lone_symbol().name not in self.candidate.free:
            return None
        lower = self.trace.range_of(label)[0] + (value - integer(label))
        upper = p(product.first) + 1 - distance
        return label, value, lower, upper, column.lone_symbol().name

    def _prove(self) -> Theorem | None:
        """The lemma at the derivative's own label, by induction."""
        trace, terms = self.trace, self.terms
        name = self.derivative.data[0]
        extent = lambda k: terms.p(trace.context.tensor(name).symbol(k).shape[0])
        m = terms.variable(integer(1), "m")
        del terms.extents[m]
        trace.ranges[m] = (self.lower, self.upper - 1)
        here = integer(m)
        v = trace.variable(extent(here))
        at_next, at_upper = trace.variable(extent(here + 1)), trace.variable(extent(self.upper))
        shift = here - (self.value - integer(self.label))
        to_m = {self.label: shift, self.column: integer(v)}
        left = terms.replace(self.derivative, to_m)
        right = terms.replace(self.candidate, to_m)
        if any(f in right.free for f in (self.label, self.column)):
            return None
        base = self._equal(left, right, {m: self.upper, v: _variable(terms, at_upper)}, Policy(), Hints())
        if base is None:
            return None
        hypothesis = trace.hypothesis(
            terms.replace(left, {m: here + 1, v: integer(at_next)}),
            terms.replace(right, {m: here + 1, v: integer(at_next)}), m)
        following = trace.context.tensor(name).symbol(here + 1)
        step = self._equal(
            left, right, {}, Policy(rewrite=self._matching(hypothesis, (here + 1,)), products="product_last"),
            Hints(variables=frozenset([following])))
        if step is None:
            return None
        rename = ((v, at_next, at_upper, self.column),)
        return trace.induction(left, right, m, base, step, self.value, rename)

    def _equal(self, left: Term, right: Term, mapping: dict, policy: Policy, hints: Hints) -> Theorem | None:
        """left = right by normal forms, definitions that stand on one side only being unfolded."""
        left, right = self.terms.replace(left, mapping), self.terms.replace(right, mapping)
        for _ in range(ROUNDS):
            normal = self.attempt.normalizer(policy, hints).normal
            a, b = normal(left), normal(right)
            if a.right is b.right:
                return self.trace.trans(a, self.trace.sym(b))
            more = self.attempt.one_sided(a.right, b.right) - policy.unfold
            if not more:
                return None
            policy = replace(policy, unfold=policy.unfold | more)
        return None

    def _matching(self, p: Theorem, labels) -> Callable[[Term], Theorem | None]:
        """Replace ∂(y_K)_a/∂(y_label)_c by instances of p, for every c (and a)."""
        symbol, row = p.left.args[0].data
        name = p.left.data[0]
        labels = tuple(map(self.terms.p, labels))

        def rewrite(t: Term) -> Theorem | None:
            if t.op != "D" or t.data[0] != name or t.data[1] != labels or t.args[0].op != "at":
                return None
            if t.args[0].data[0] != symbol:
                return None
            q = p
            for own, wanted in zip((*p.left.data[2], *row), (*t.data[2], *t.args[0].data[1])):
                if own != wanted:
                    variable = own.lone_symbol()
                    if variable is None:
                        return None
                    q = self.trace.instance(q, variable.name, wanted)
            return q

        return rewrite


def _variable(terms, name: str) -> P:
    return terms.p(integer(name))
