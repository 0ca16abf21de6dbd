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

from symbolic.language.expressions import Derivative, Expression, MatrixProduct, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

from .derivative import Hints
from .inverses import MatrixEquality
from .policy import Policy
from .record import Refused, Theorem
from .terms import Term

P = IntegerPolynomial
ROUNDS = 8  # definitions unfolded one after the other in one step of the induction, at most


Rewrite = Callable[[Term], Theorem | None]


def lemmas(attempt, policy: Policy) -> Iterator[Rewrite]:
    """Rewrites ∂y_K/∂y_ℓ → product, each resting on a lemma proved by induction.

    ``attempt`` has the terms, trace and normalizers of the step being proved;
    ``policy`` says how its sides are brought to normal form first.
    """
    normal = attempt.normalizer(policy).normal
    left, right = normal(attempt.left).right, normal(attempt.right).right
    for one, other in ((left, right), (right, left)):
        for derivative in _opaque_derivatives(one):
            for candidate in _sums_with_product(other):
                proof = _Lemma(attempt, derivative, candidate).theorem()
                if proof is not None:
                    yield _of_derivative(attempt.trace, proof, derivative.data[1])


def mediated(attempt, policy: Policy) -> Theorem | None:
    """left = right where products on both sides are one derivative ∂y_K/∂y_ℓ.

    Each sum F with a product in a normal form is replaced by a derivative with
    ∂y_K/∂y_ℓ = F proved by induction; then the sides are compared again.
    """
    trace, terms, normal = attempt.trace, attempt.terms, attempt.normalizer(policy).normal
    sides = [normal(attempt.left), normal(attempt.right)]
    known: dict[Term, Theorem] = {}
    for candidate in {f: None for side in sides for f in _sums_with_product(side.right)}:
        proofs = (_Lemma(attempt, d, candidate).theorem() for d in _mediators(attempt, candidate))
        proof = next(filter(None, proofs), None)
        if proof is not None:
            known[candidate] = trace.sym(proof)
    if not known:
        return None
    values = {f: terms.polynomial(p.right) for f, p in known.items()}

    def replaced(p: Theorem) -> Theorem:
        result = terms.from_polynomial(terms.polynomial(p.right, values))
        return trace.trans(p, trace.ring(p.right, result, known.values()), normal(result))

    left, right = map(replaced, sides)
    return trace.trans(left, trace.sym(right)) if left.right is right.right else None


def _mediators(attempt, candidate: Term) -> Iterator[Term]:
    """Derivatives ∂(y_K)_a/∂(y_ℓ)_b that the step speaks of, with b the product's column in ``candidate``."""
    terms, trace = attempt.terms, attempt.trace
    column = _entry_of_product(candidate).data[1][1]
    tops, bottoms = _ends(attempt)
    for name, top in tops:
        member = trace.context.tensor(name).symbol(top)
        if len(member.shape) != 1:
            continue
        rows = [integer(1)] if terms.p(member.shape[0]) == 1 else [x for x in attempt.indices if x != column]
        for other, bottom in bottoms:
            if other == name and top != bottom:
                for row in rows:
                    yield terms.D(terms.at(member, [row]), name, (bottom,), (column,))


def _ends(attempt) -> tuple[dict, dict]:
    """(name, label) of what the step differentiates and by what, ∏ ∂y_k/∂y_{k-1} taken from end to end."""
    p, tops, bottoms = attempt.terms.p, {}, {}

    def visit(e: Expression, product: MatrixProduct | None):
        match e:
            case Derivative(Symbol(name, (top,)), Symbol(other, (bottom,))):
                if product is not None:
                    k = IntegerSymbol(product.index)
                    top, bottom = top.substitute({k: product.first}), bottom.substitute({k: product.last})
                tops[name, p(top)] = bottoms[other, p(bottom)] = None
        for child in e.children():
            visit(child, e if isinstance(e, MatrixProduct) else product)

    visit(attempt.obligation.left, None)
    visit(attempt.obligation.right, None)
    return tops, bottoms


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
    entry = _entry_of_product(t)
    return None if entry is None else entry.data[0]


def _entry_of_product(t: Term) -> Term | None:
    """The entry of a product over labels that stands as a factor in t."""
    if t.op == "at":
        return t if isinstance(t.data[0], MatrixProduct) else None
    if t.op in ("sum", "mul"):
        return next(filter(None, map(_entry_of_product, t.args)), None)
    return None


class _Lemma:
    """∂(y_K)_a/∂(y_m)_b = F for one derivative and one candidate F."""

    def __init__(self, attempt, derivative: Term, candidate: Term):
        self.attempt, self.trace, self.terms = attempt, attempt.trace, attempt.terms
        self.derivative, self.candidate = derivative, candidate

    def theorem(self) -> Theorem | None:
        """The lemma at the derivative's own label, or None if no proof was found."""
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
                    return proof
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
        if distance is None or value.constant() is None and (label is None or (value - integer(label)).constant() is None):
            return None
        if column.lone_symbol().name not in self.candidate.free:
            return None
        lower = value if label is None else self.trace.range_of(label)[0] + (value - integer(label))
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
        left, right = self._at_label(here, integer(v))
        if any(f in right.free for f in (self.label, self.column)):
            return None
        at_end = {m: self.upper, v: _variable(terms, at_upper)}
        base = by_unfolding(self.attempt, terms.replace(left, at_end), terms.replace(right, at_end), Policy(), Hints())
        if base is None:
            return None
        hypothesis = trace.hypothesis(
            terms.replace(left, {m: here + 1, v: integer(at_next)}),
            terms.replace(right, {m: here + 1, v: integer(at_next)}), m)
        following = trace.context.tensor(name).symbol(here + 1)
        step = by_unfolding(
            self.attempt, left, right, Policy(rewrite=_of_derivative(trace, hypothesis, (here + 1,)), products="product_last"),
            Hints(variables=frozenset([following])))
        if step is None:
            return None
        rename = ((v, at_next, at_upper, self.column),)
        return trace.induction(left, right, m, base, step, self.value, rename)

    def _at_label(self, m: P, v: P) -> tuple[Term, Term]:
        """Both sides at the label m and the column v.

        Where the derivative is by y_0, the 0 is replaced where it says what is
        differentiated by and where the product ends.
        """
        terms, derivative = self.terms, self.derivative
        if self.label is not None:
            to_m = {self.label: m - (self.value - integer(self.label)), self.column: v}
            return terms.replace(derivative, to_m), terms.replace(self.candidate, to_m)
        ending = m + (terms.p(_product_in(self.candidate).last) - self.value)

        def moved(t: Term) -> Term:
            if t.op == "at" and isinstance(t.data[0], MatrixProduct):
                e, places = t.data
                return terms.at(MatrixProduct(e.index, e.first, ending, e.body), places)
            return terms.rebuilt(t, moved)

        body, (name, _, indices) = derivative.args[0], derivative.data
        to_v = {self.column: v}
        return (terms.replace(terms.D(body, name, (m,), indices), to_v), terms.replace(moved(self.candidate), to_v))


def by_unfolding(attempt, left: Term, right: Term, policy: Policy, hints: Hints,
                 finish: Callable[..., Theorem] = lambda normalizer, p: p) -> Theorem | None:
    """left = right by normal forms, definitions that stand on one side only being unfolded; ``finish`` goes on from a normal form."""
    for _ in range(ROUNDS):
        normalizer = attempt.normalizer(policy, hints)
        a, b = (finish(normalizer, normalizer.normal(t)) for t in (left, right))
        same = MatrixEquality(attempt.trace, normalizer).joined(a, b)
        if same is not None:
            return same
        more = attempt.openable(a.right, b.right, policy.unfold)
        if not more:
            return None
        policy = replace(policy, unfold=policy.unfold | more)
    return None


def _of_derivative(trace, p: Theorem, labels) -> Rewrite:
    """Replace ∂(y_K)_a/∂(y_label)_c by instances of p, for every c (and a)."""
    symbol, row = p.left.args[0].data
    name, labels = p.left.data[0], tuple(map(trace.terms.p, labels))

    def rewrite(t: Term) -> Theorem | None:
        if t.op != "D" or t.data[0] != name or t.data[1] != labels or t.args[0].op != "at":
            return None
        if t.args[0].data[0] != symbol:
            return None
        return _instance(trace, p, (*p.left.data[2], *row), (*t.data[2], *t.args[0].data[1]))

    return rewrite


def _instance(trace, p: Theorem, own, wanted) -> Theorem | None:
    """p with its variables ``own`` put to ``wanted``; None where another constant stands."""
    for variable, value in zip(own, wanted):
        if variable != value:
            if variable.lone_symbol() is None:
                return None
            p = trace.instance(p, variable.lone_symbol().name, value)
    return p


def _variable(terms, name: str) -> P:
    return terms.p(integer(name))
