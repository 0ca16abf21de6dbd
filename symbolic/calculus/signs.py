r"""Signs of terms: seen by form, and recorded as theorems.

t ≥ 0 is the equation max(0, t) = t, and t > 0 the equation t⁻¹ max(0, t) = 1
(0⁻¹ counts as 0), so that a sign is a theorem like any other.  ``Signs`` has a
method for each rule of docs/certificates.md, *Inequalities*.
"""
from __future__ import annotations

from collections import Counter
from typing import Iterable, NamedTuple, Sequence

from symbolic.language.expressions import Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .record import Refused, Theorem
from .terms import Term
from .trace import Trace

P = IntegerPolynomial


class Sign(NamedTuple):
    """t ≥ 0, or t > 0 if ``strict``, with the theorem that says so."""
    term: Term
    strict: bool
    theorem: Theorem


class Signs:
    """Signs in one trace."""

    def __init__(self, trace: Trace):
        self.trace, self.terms = trace, trace.terms

    # ------------------------------------------------------------ by form
    def seen(self, t: Term) -> int:
        """2 if t > 0 can be seen by its form, 1 if t ≥ 0 can, else 0; as the checker sees it."""
        match t.op:
            case "num":
                return 2 if t.data > 0 else 1 if t.data == 0 else 0
            case "int":
                return 2 if self.trace.nonnegative(t.data - 1) else 1 if self.trace.nonnegative(t.data) else 0
            case "add":
                signs = [self.seen(x) for x in t.args]
                return 0 if 0 in signs else max(signs)
            case "mul":
                factors = [(k, self.seen(x), self.below(x)) for x, k in Counter(t.args).items()]
                turned = sum(k for k, above, below in factors if below and not above) % 2
                return 0 if turned else min(max(above, below, 1 - k % 2) for k, above, below in factors)
            case "pow":
                even = t.data.denominator > 1 or t.data % 2 == 0
                below = self.below(t.args[0]) == 2 and t.data.denominator == 1
                return self.seen(t.args[0]) or (2 if t.data == 0 else 1 + below if even else 0)
            case "sum" | "max":
                filled = all(self.trace.nonnegative(self.terms.extents[name] - 1) for name in t.data)
                return min(self.seen(t.args[0]), 2 if filled else 1)
            case "prod":
                return self.seen(t.args[0])
            case "largest":
                return max(map(self.seen, t.args))
            case "fn":
                return 2 if t.data[0] == "exp" else 0
            case "at":
                return 2 if self.trace.declared(t, "positive") else 1 if self.trace.declared(t, "nonnegative") else 0
            case "delta" | "holds":
                return 1
            case "determinant":
                return 2 if t.args[0].op == "at" and self.trace.declared(t.args[0], "positive definite") else 0
        return 0

    def below(self, t: Term) -> int:
        """2 if t is a number < 0, a symbol declared negative, or an odd power of such, 1 if t ≤ 0 so, else 0."""
        match t.op:
            case "num":
                return 2 if t.data < 0 else 1 if t.data == 0 else 0
            case "at":
                return 2 if self.trace.declared(t, "negative") else 1 if self.trace.declared(t, "nonpositive") else 0
            case "pow" if t.data.denominator == 1 and t.data % 2:
                return self.below(t.args[0])
        return 0

    # ------------------------------------------------------------ recording
    def difference(self, a: Term, b: Term) -> Term:
        return self.terms.add([a, self.terms.negative(b)])

    def stated(self, t: Term, strict: bool) -> tuple[Term, Term]:
        """The sides of the equation that says t ≥ 0 or t > 0."""
        largest = self.terms.largest([self.terms.zero, t])
        return (self.terms.mul([self.terms.pow(t, -1), largest]), self.terms.one) if strict else (largest, t)

    def _step(self, rule: str, t: Term, says: bool, premises: Iterable[Sign] = (), others: Iterable[Theorem] = (), /,
              **arguments) -> Sign:
        theorems = [*(p.theorem for p in premises), *others]
        return Sign(t, says, self.trace.step(rule, *self.stated(t, says), theorems, **arguments))

    def by_form(self, t: Term, strict: bool = False) -> Sign | None:
        if self.seen(t) < 1 + strict:
            return None
        return self._step("sign_seen", t, strict, term=t, strict=strict)

    def assumed(self, number: int, values: dict[str, P], indices: Sequence[P]) -> Sign:
        given = self.trace.context.assumptions[number]
        left, right = (self.terms.at(self.terms.expression(self.terms.simplified(e), values), indices)
                       for e in (given.left, given.right))
        t = self.difference(right, left) if given.relation in ("<=", "<") else self.difference(left, right)
        return self._step("sign_assumed", t, given.relation in ("<", ">"), number=number, values=dict(values),
                          indices=tuple(indices))

    def combined(self, t: Term, strict: bool, first: Term, parts: Sequence[tuple[Sign, Term]]) -> Sign:
        """t = first + Σ multiplier · part as polynomials, the multipliers and first seen to be ≥ 0."""
        return self._step("sign_combined", t, strict, [p for p, _ in parts], term=t, strict=strict,
                          terms=tuple(p.term for p, _ in parts), multipliers=(first, *(m for _, m in parts)))

    def product(self, a: Sign, b: Sign) -> Sign:
        t = self.terms.mul([a.term, b.term])
        return self._step("sign_product", t, a.strict and b.strict, [a, b], terms=(a.term, b.term))

    def root(self, a: Term, b: Term, squares: Sign, b_sign: Sign) -> Sign:
        """b − a ≥ 0 from b² − a² ≥ 0 and b ≥ 0."""
        return self._step("sign_root", self.difference(b, a), squares.strict, [squares, b_sign], smaller=a, larger=b)

    def both(self, a: Term, b: Term, up: Sign, down: Sign) -> Theorem:
        """a = b from b − a ≥ 0 and a − b ≥ 0."""
        return self.trace.step("sign_both", a, b, [up.theorem, down.theorem], left=a, right=b)

    def function(self, name: str, a: Term, b: Term, rising: int, strict: bool, known: Sign,
                 slopes: Iterable[Theorem]) -> Sign:
        """f(b) − f(a), or f(a) − f(b) for f nonincreasing, from b − a."""
        low, high = (self.terms.fn(name, 0, x) for x in ((a, b) if rising == 1 else (b, a)))
        return self._step("sign_function", self.difference(high, low), strict, [known], slopes,
                          function=name, smaller=a, larger=b, strict=strict)

    def argument(self, name: str, a: Term, b: Term, rising: int, known: Sign, slopes: Iterable[Theorem]) -> Sign:
        """b − a from f(b) − f(a), or from f(a) − f(b) for f nonincreasing."""
        low, high = (self.terms.fn(name, 0, x) for x in ((a, b) if rising == 1 else (b, a)))
        values = self.difference(high, low)
        moved = self.moved(known, self.trace.ring(values, known.term))
        return self._step("sign_argument", self.difference(b, a), known.strict, [moved], slopes,
                          function=name, smaller=a, larger=b)

    def sum(self, name: str, known: Sign) -> Sign:
        strict = known.strict and self.trace.nonnegative(self.terms.extents[name] - 1)
        total = self.terms.sum([name], known.term)
        return self._step("sign_sum", total, strict, [known], term=known.term, variable=name, strict=strict)

    def above_member(self, largest: Term, value) -> Sign:
        """max s − s_p: p a polynomial for a maximum over a range, a term of the list else."""
        if largest.op == "largest":
            return self._step("max_bounds", self.difference(largest, value), False, rest=largest.args, member=value)
        (name,), body = self.terms.open(largest)
        member = self.terms.replace(body, {name: value})
        return self._step("max_bounds", self.difference(largest, member), False, variable=name, rest=body, value=value)

    def below_list(self, bound: Term, largest: Term, known: Sequence[Sign]) -> Sign:
        return self._step("max_bounded", self.difference(bound, largest), all(p.strict for p in known), known,
                          bound=bound, rest=largest.args)

    def below_range(self, bound: Term, largest: Term, name: str, body: Term, known: Sign) -> Sign:
        return self._step("max_bounded", self.difference(bound, largest), known.strict, [known],
                          bound=bound, variable=name, rest=body)

    def ascending(self, t: Term, name: str, known: Sign, first: P, last: P) -> Sign:
        """t[last] − t[first] from t[v+1] − t ≥ 0 for all v."""
        at = lambda p: self.terms.replace(t, {name: p})
        return self._step("sign_ascending", self.difference(at(last), at(first)), False, [known],
                          term=t, variable=name, first=first, last=last)

    def form(self, matrix: Symbol, name: str, other: str, t: Term) -> Sign:
        """Σ_i Σ_j t_i A_ij t_j ≥ 0 for A positive semidefinite."""
        terms = self.terms
        product = [t, terms.at(matrix, (integer(name), integer(other))), terms.replace(t, {name: integer(other)})]
        total = terms.sum([name], terms.sum([other], terms.mul(product)))
        return self._step("sign_definite", total, False, name=matrix.name, labels=matrix.labels, term=t,
                          names=(name, other))

    # ------------------------------------------------------------ along equations
    def moved(self, known: Sign, p: Theorem) -> Sign:
        """The sign of p.left, p.right being the term whose sign is known; p.left is no maximum of a list."""
        if p.trivial:
            return known
        trace, terms, t = self.trace, self.terms, p.left
        if t.op == "largest":
            raise Refused("max(0, max(a, b)) is not written so")
        largest = trace.cong(terms.largest([terms.zero, t]), [p])
        if not known.strict:
            return Sign(t, False, trace.trans(largest, known.theorem, trace.sym(p)))
        reciprocal = trace.cong(terms.pow(t, -1), [p])
        whole = trace.cong(terms.mul([reciprocal.left, largest.left]), [reciprocal, largest])
        return Sign(t, True, trace.trans(whole, known.theorem))

    def weakened(self, known: Sign) -> Sign:
        """t ≥ 0 from t > 0."""
        return self.combined(known.term, False, self.terms.zero, [(known, self.terms.one)]) if known.strict else known

    def scaled(self, known: Sign, factor: Term, t: Term) -> Sign:
        """t = factor · term as polynomials, the factor seen to be ≥ 0."""
        strict = known.strict and self.seen(factor) == 2
        return self.combined(t, strict, self.terms.zero, [(known, factor)])


