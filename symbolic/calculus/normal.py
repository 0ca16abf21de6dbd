r"""Normal form: every term as a polynomial in irreducible pieces, with its proof.

A piece is an indexed atom, a delta between free integers, a function or a
power of a normal form, an opaque derivative, or a connected sum
Σ_v Π factors whose factors all hang together through the bound variables v.
``Normalizer.normal(t)`` returns a theorem t = t′; two terms equal in the theory
of sums, deltas and polynomials get the same t′.

Why it ends: lowering goes to smaller expressions; each delta that is
eliminated removes a variable; derivatives are pushed to smaller bodies;
definitions are unfolded only where the policy names that very symbol.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.language.expressions import (
    Cases as CaseDistinction, Determinant, Field, Inverse, Kronecker, MatrixExponential, MatrixPower, MatrixProduct, PseudoInverse, Symbol, Vectorize)

from .arithmetic import GUARD, SPLIT, WRITE, Arithmetic
from .assumptions import Assumptions
from .canonical import age, seniority
from .cases import Cases, differing
from .composite import inverse_of_product, pseudo_inverse_of_product
from .cuts import decided
from .dependence import Dependence
from .derivative import Differentiator, Hints
from .fields import rewritten
from .logarithms import Logarithms
from .lowering import RULES
from .matrices import Matrices
from .matrix_exponential_rules import exponential_power
from .matrix_exponentials import MatrixExponentials
from .matrix_rules import determinant_reciprocal, exponential_entry
from .order import Order
from .patterns import applied
from .policy import Policy
from .products import Products
from .pseudo_inverses import PseudoInverses
from .radix import composite_entry, delta_radix
from .record import Theorem
from .scalars import Scalars
from .summation import Summation
from .polynomials import TooLarge
from .terms import Term
from .trace import Trace
from .waves import Waves

MAXIMUM_MONOMIALS = 4000


class Normalizer(Summation):
    """Normal forms over one trace under one policy; results are remembered."""

    def __init__(self, trace: Trace, dependence: Dependence, hints: Hints, policy: Policy = Policy(), folded=None):
        self.trace, self.terms, self.policy = trace, trace.terms, policy
        self.dependence, self.hints = dependence, hints
        self.done: dict[Term, Theorem] = {}
        self.scalars = Scalars(trace)
        self.assumptions = Assumptions(trace, policy.using) if policy.assume else None
        self.symmetric = frozenset(self.assumptions.symmetric) if self.assumptions else frozenset()
        self.matrices, self.pseudo, self.logarithms, self.products = Matrices(self), PseudoInverses(self), Logarithms(self), Products(self)
        self.exponentials = MatrixExponentials(self)
        self.order, self.cases, self.waves = Order(self), Cases(self), Waves(self)
        self.arithmetic = Arithmetic(self) if policy.arithmetic else None
        without = Policy(around=policy.around, whole=policy.whole, expand=policy.expand, arithmetic=policy.arithmetic,
                         cases=policy.cases, cut=policy.cut, kept=policy.kept, signed=policy.signed)
        self.folded = folded or (self if policy == without else Normalizer(trace, dependence, hints, without))
        self.differentiator = Differentiator(trace, dependence, hints, self.folded, self.exponentials)
        self._plain = self if policy.plain else None

    @property
    def plain(self) -> "Normalizer":
        """The same without patterns."""
        if self._plain is None:
            self._plain = Normalizer(self.trace, self.dependence, self.hints, replace(self.policy, plain=True), self.folded)
        return self._plain

    def spread(self, t: Term) -> Theorem:
        """t = its normal form; what the level of index arithmetic does before comes first.  Raises TooLarge."""
        match self.policy.arithmetic:
            case level if level == WRITE:
                first = self.arithmetic.spread(t)
            case level if level == SPLIT:
                guarded = replace(self.policy, arithmetic=GUARD)
                first = Normalizer(self.trace, self.dependence, self.hints, guarded).normal(t)
            case _:
                return self.normal(t)
        return self.trace.trans(first, self.normal(first.right))

    def normal(self, t: Term) -> Theorem:
        """t = its normal form.  Raises TooLarge."""
        found = self.done.get(t)
        if found is None:
            found = self.done[t] = self._normal(t)
            self.done.setdefault(found.right, self.trace.refl(found.right))
        return found

    def _normal(self, t: Term) -> Theorem:
        if not self.terms.is_atom(t):
            return self._polynomial(t)
        if self.policy.rewrite is not None:
            p = self.policy.rewrite(t)
            if p is not None:
                return self._then_normal(p)
        match t.op:
            case "delta":
                return self._delta(t)
            case "holds" if self.arithmetic is not None:
                return self.arithmetic.relation(t)
            case "fn" | "pow":
                return self._function(t)
            case "sum":
                return self._sum(t)
            case "inv" | "expm" | "determinant":
                return self._matrix(t, self.matrices)
            case "pinv":
                return self._matrix(t, self.pseudo)
            case "positive":
                return self.cases.positive(t)
            case "prod":
                return self.products.normal(t)
            case "largest" if self.policy.cases:
                return self.cases.largest(t)
            case "max" | "largest":
                return self.order.extremum(t)
            case "at":
                return self._entry(t)
            case "D":
                p = self._then_normal(self.differentiator.derivative(t))
                here = self.matrices.slope_here(t) if p.trivial and t.args[0].op == "determinant" and self.policy.unfold else None
                return p if here is None else self._then_normal(here)
        return self.trace.refl(t)

    def _matrix(self, t: Term, of: Matrices | PseudoInverses) -> Theorem:
        """What is made of a matrix: of its body in normal form, that or its transpose, or in other terms."""
        p = of.oriented(t)
        simpler = of.simpler(p.right)
        if simpler is None:
            self.done.setdefault(p.right, self.trace.refl(p.right))
            return p
        return self.trace.trans(p, simpler, self.normal(simpler.right))

    def _then_normal(self, p: Theorem) -> Theorem:
        if p.trivial:
            return p
        return self.trace.trans(p, self.normal(p.right))

    # ------------------------------------------------------------ polynomials
    def _polynomial(self, t: Term) -> Theorem:
        atoms: dict[Term, Theorem] = {}
        self._collect_atoms(t, atoms)
        result = self._expanded(t, atoms)
        p = self.trace.ring(t, result, atoms.values())
        return self.trace.trans(p, self._contract(p.right))

    def _expanded(self, t: Term, atoms: dict[Term, Theorem]) -> Term:
        values = {a: self.terms.polynomial(p.right) for a, p in atoms.items() if not p.trivial}
        polynomial = self.terms.polynomial(t, values)
        if len(polynomial) > MAXIMUM_MONOMIALS:
            raise TooLarge(f"more than {MAXIMUM_MONOMIALS} monomials")
        return self.terms.from_polynomial(polynomial)

    def _collect_atoms(self, t: Term, atoms: dict) -> None:
        if not self.terms.is_atom(t):
            for arg in t.args:
                self._collect_atoms(arg, atoms)
        elif t not in atoms:
            atoms[t] = self.normal(t)

    def _contract(self, t: Term) -> Theorem:
        """In each monomial with a delta use its equation: δ_ij f(i) = δ_ij f(j)."""
        trace = self.trace
        monomials = t.args if t.op == "add" else (t,)
        changed = [p for p in map(self._contract_monomial, monomials) if not p.trivial]
        if not changed:
            return trace.refl(t)
        p = trace.cong(t, changed) if t.op == "add" else changed[0]
        collected = self._expanded(p.right, {})
        return trace.trans(p, trace.ring(p.right, collected), self._contract(collected))

    def _contract_monomial(self, m: Term) -> Theorem:
        trace, terms = self.trace, self.terms
        factors = list(m.args) if m.op == "mul" else [m]
        cancelled = self._cancelled(m, factors) or self.order.squared(m) or self.waves.squared(m) or self.cases.reduced(m) or self.arithmetic and self.arithmetic.monomial(m)
        if cancelled is not None:
            return cancelled
        joined = None if self.policy.plain or not any(map(_is_matrix_power, factors)) else self.matrices.joined_scalars(m)
        if joined is None and not self.policy.plain and any(map(_sums_matrix_powers, factors)):
            joined = self.matrices.absorbed(m)
        if joined is not None:
            return self._then_normal(joined)
        for place, factor in enumerate(factors):
            delta, power = (factor.args[0], int(factor.data)) if factor.op == "pow" else (factor, 1)
            if delta.op != "delta":
                continue
            name, value = self._direction(delta)
            rest = terms.mul(factors[:place] + [delta] * (power - 1) + factors[place + 1:])
            if name is None or name not in rest.free:
                continue
            split = trace.ring(m, terms.mul([delta, rest]))
            replaced = trace.delta_replace(rest, name, value)
            return trace.trans(split, replaced, self.normal(replaced.right))
        return trace.refl(m)

    def _cancelled(self, m: Term, factors: list[Term]) -> Theorem | None:
        """t · t⁻¹ = 1 and t^{1/2} t^{1/2} = t within a monomial."""
        trace, terms = self.trace, self.terms
        if not any(f.op in ("pow", "determinant") for f in factors):
            return None
        (powers, c), = terms.polynomial(m).items()
        powers = dict(powers)
        for atom, k in powers.items():
            unit, taken = self._unit(atom, k, powers)
            if unit is not None:
                rest = terms.mul([terms.num(c), *(terms.pow(a, n - taken.get(a, 0)) for a, n in powers.items())])
                right = self._expanded(terms.mul([rest, unit.right]), {})
                return self._then_normal(trace.combine(m, right, [(unit, rest)]))
        return None

    def _unit(self, atom: Term, k: int, powers: dict) -> tuple[Theorem | None, dict]:
        """A theorem about a product of powers of the atom and its base, and what it takes of them."""
        if atom.op == "determinant" and k > 1:
            return self.matrices.square(atom), {atom: 2}
        if atom.op != "pow":
            return None, {}
        base, q = atom.args[0], atom.data
        if q == -1 and powers.get(base, 0) > 0:
            return self.reciprocal(base), {atom: 1, base: 1}
        if q.denominator == 2 == k and q.numerator == 1:
            return self.trace.sym(self.trace.power_split(self.terms.pow(base, 1), [q, q])), {atom: 2}
        return None, {}

    def reciprocal(self, base: Term) -> Theorem:
        """base · base⁻¹ = 1; a determinant is not 0 where its matrix has an inverse."""
        existence = self.matrices.existence(base) if base.op == "determinant" else None
        if existence is None:
            return self.trace.reciprocal(base)
        return determinant_reciprocal(self.trace, base, existence)

    def _direction(self, delta: Term):
        """Which name a delta eliminates, and for what: the youngest variable it can."""
        best = (None, None)
        for one, other in (delta.data, delta.data[::-1]):
            symbol = one.lone_symbol()
            if symbol is None or symbol.labels or symbol.name in self.terms.names(other):
                continue
            if self.trace.range_of(symbol.name) is None:
                continue
            if best[0] is None or age(symbol.name) > age(best[0]):
                best = (symbol.name, other)
        return best

    # ------------------------------------------------------------ atoms
    def _delta(self, t: Term) -> Theorem:
        left, right = t.data
        if left == right:
            return self.trace.delta_equal(t)
        if self.trace.apart(left, right):
            return self.trace.delta_apart(t)
        inner = dict.fromkeys(k for ways in self.trace.radices.values() for _, k in ways)
        taken = next((p for p in (delta_radix(self.trace, t, k) for k in inner) if p is not None), None)
        if taken is not None:
            return self._then_normal(taken)
        return self.trace.refl(t) if self.arithmetic is None else self.arithmetic.delta(t)

    def _function(self, t: Term) -> Theorem:
        """f(normal form); a delta in the argument is split off: both cases apart."""
        trace, terms = self.trace, self.terms
        argument = self.normal(t.args[0])
        trace.remember(argument, divided=t.op == "pow" and t.data < 0)
        if t.op == "fn" and t.data[0] == "log":
            self.scalars.remember_logarithm(argument)
        p = trace.cong(t, [argument])
        if not terms.is_atom(p.right):
            return self._then_normal(p)
        for m in terms.polynomial(argument.right):
            for atom, _ in m:
                if atom.op == "delta":
                    name, value = self._direction(atom)
                    if name is not None:
                        split = trace.delta_split(p.right, name, value)
                        return trace.trans(p, split, self.normal(split.right))
        ways = (self._by_formula, self.cases.rewrite, self.waves.rewrite, self.order.kinked, self.order.inward, self.scalars.rewrite, self.logarithms.rewrite)
        rewritten = next(filter(None, (way(p.right) for way in ways)), None)
        if rewritten is not None:
            return trace.trans(p, rewritten, self.normal(rewritten.right))
        return trace.trans(p, self._assumed(p.right)) if t.op == "fn" else p

    def _by_formula(self, t: Term) -> Theorem | None:
        """f^{(k)}(t) by the formula that defines f, differentiated k times, or by what is given of a derivative of f."""
        if t.op != "fn":
            return None
        name, order = t.data
        declared = self.trace.context.function(name)
        if declared is not None and declared.equation is not None and order >= declared.equation[0]:
            known, parameter, formula = declared.equation
            return self._by_body(t, order - known, parameter, formula, "equation")
        if declared is None or declared.definition is None \
                or not (order or self.policy.formulas or t.args[0].op == "num"):
            return None
        return self._by_body(t, order, *declared.definition, "definition")

    def _by_body(self, t: Term, order: int, parameter: str, formula, by: str) -> Theorem:
        """f^{(k)}(t) by a formula differentiated ``order`` times, at t."""
        value = self.terms.at(formula, ())
        for _ in range(order):
            value = self.terms.D(value, parameter, (), ())
        z = self.terms.at(Symbol(parameter, (), ()), ())
        return self.trace.function_value(t, self.folded.normal(value), z, by)

    def _entry(self, t: Term) -> Theorem:
        trace, e = self.trace, t.data[0]
        match e:
            case Symbol():
                if self.terms.place(e) in self.policy.unfold:
                    clause = trace.clause(e)
                    if clause is not None:
                        return self._then_normal(trace.unfold(t, clause))
            case MatrixProduct():
                length = self.terms.p(e.first - e.last + 1)
                if length == 0:
                    return self._then_normal(trace.product_empty(t))
                if length.constant() is not None or self.policy.products:
                    if trace.nonnegative(length - 1):
                        return self._then_normal(trace.product_end(t, self.policy.products or "product_last"))
            case Kronecker() | Vectorize():
                p = composite_entry(trace, t)
                if p is not None:
                    return self._then_normal(p)
            case Inverse(Kronecker()):
                p = inverse_of_product(self, t)
                return self.matrices.inverse(t) if p is None else self._then_normal(p)
            case Inverse(MatrixExponential()):
                return self._then_normal(self.exponentials.inverse(t))
            case Inverse():
                return self.matrices.inverse(t)
            case PseudoInverse(Kronecker()):
                p = pseudo_inverse_of_product(self, t)
                return self.pseudo.entry(t) if p is None else self._then_normal(p)
            case PseudoInverse():
                return self.pseudo.entry(t)
            case MatrixExponential():
                return self._then_normal(exponential_entry(trace, t))
            case MatrixPower(MatrixExponential(), exponent) if trace.nonnegative(exponent):
                return self._then_normal(exponential_power(trace, t))
            case Determinant():
                return self.matrices.determinant(t)
            case MatrixPower():
                p = self.matrices.power(t)
                if p is not None:
                    return self._then_normal(p)
            case Field():
                p = rewritten(self, t)
                if p is not None:
                    return self._then_normal(p)
            case CaseDistinction() if self.policy.cut:
                return self._then_normal(decided(self, trace.entry(t)))
            case CaseDistinction() if differing(e) is not None:
                return self._then_normal(self.cases.apart(t))
            case _ if type(e) in RULES:
                return self._then_normal(trace.entry(t))
        return self._assumed(t)

    def _assumed(self, t: Term) -> Theorem:
        """An entry or a connected sum, by what is assumed of it."""
        if self.assumptions is None:
            return (None if self.policy.plain else self._turned(t)) or self.trace.refl(t)
        if t.op == "at":
            i, j = (t.data[1] * 2)[:2] if t.data[1] else (None, None)
            p = self.assumptions.properties.entry(t)
            p = p or (self.assumptions.swapped(t) if i is not None and seniority(j) < seniority(i) else None)
            if p is not None:
                return p if self.symmetric and p.right.op == "at" else self._then_normal(p)
        if self.policy.plain:
            return self.trace.refl(t)
        p = t.op == "sum" and self.assumptions.properties and self.assumptions.properties.antisymmetric(t, self._canonical)
        p = p or self.assumptions.rewrite(t, self.folded.normal)
        return (self._turned(t) or self.trace.refl(t)) if p is None else self._then_normal(p)

    def _turned(self, t: Term) -> Theorem | None:
        """A connected sum turned by an assumed equation or a symmetric a a⁺, if something simpler or older comes of it.

        That ends: every term has finitely many older ones.
        """
        if t.op != "sum":
            return None
        turning = [*(self.assumptions.turning if self.assumptions is not None else ()), *self.matrices.turning(t)]
        if not turning:
            return None
        self.done[t] = self.trace.refl(t)
        opened, symmetric = self.terms.open(t), self.symmetric
        for p in filter(None, (applied(self.trace, x, t, opened, self.plain.normal, symmetric) for x in turning)):
            p = self.trace.trans(p, self.normal(p.right))
            if (p.right.height, p.right.order) < (t.height, t.order):
                return p
        return None


def _sums_matrix_powers(t: Term) -> bool:
    return t.op == "sum" and any(map(_is_matrix_power, t.args[0].args if t.args[0].op == "mul" else t.args))


def _is_matrix_power(t: Term) -> bool:
    base = t.args[0] if t.op == "pow" else t
    return base.op == "at" and isinstance(base.data[0], MatrixPower)
