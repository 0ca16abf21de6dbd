r"""Derivatives of terms, pushed inwards by rules until only atoms are left.

D(t) is the partial derivative by one entry of one symbol v.  A defined v is
cut: it is differentiated by as if it were free.  At an atom y that is defined,
the definition is unfolded if v is a fixed number of layers away; otherwise the
chain rule goes through the layer next to v, or the derivative stays opaque.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.context import instantiate
from symbolic.language.expressions import Curve, Field, MatrixPower, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .dependence import Dependence
from .products import D_prod
from .record import Refused, Theorem
from .terms import Term
from .trace import Trace

P = IntegerPolynomial


@dataclass(frozen=True)
class Hints:
    """Symbols that the step differentiates by, and those it differentiates."""
    variables: frozenset[Symbol] = frozenset()
    bodies: frozenset[Symbol] = frozenset()


class Differentiator:
    """Pushes derivatives for one normalizer; ``hints`` come from its policy.

    ``hints.variables`` and ``hints.bodies`` are the symbols that the step
    differentiates by, and those it differentiates; ``folded`` is the normalizer
    that uses no assumption; ``exponentials`` shows which matrices commute.
    """

    def __init__(self, trace: Trace, dependence: Dependence, hints: Hints, folded, exponentials):
        self.trace, self.terms = trace, trace.terms
        self.dependence, self.hints = dependence, hints
        self.folded, self.exponentials = folded, exponentials
        self.done: dict[Term, Theorem] = {}

    def derivative(self, t: Term) -> Theorem:
        """D(body) = a term without D, or with opaque ones only.

        Raises ``Refused`` if a pseudo-inverse in the body depends on the variable and is not known to be smooth.
        """
        if self.dependence.is_rough(t.args[0], t.data[0]):
            raise Refused("the derivative of a pseudo-inverse whose rank may change")
        body = self.folded.normal(t.args[0])
        p = self.trace.refl(t) if body.trivial else self.trace.D_cong(body, t.data)
        return self.trace.trans(p, self.push(p.right))

    def push(self, t: Term) -> Theorem:
        found = self.done.get(t)
        if found is None:
            found = self.done[t] = self._push(t)
        return found

    def _push(self, t: Term) -> Theorem:
        trace, body = self.trace, t.args[0]
        if body.op in ("num", "int", "delta", "holds"):
            return trace.D_constant(t)
        proof = self.dependence.independent(body, t.data[:2])
        if proof is not None:
            return trace.D_independent(t, *proof)
        match body.op:
            case "add":
                return self._pushed_inside(trace.D_add(t))
            case "mul":
                return self._pushed_inside(trace.D_mul(t))
            case "pow":
                return self._pushed_inside(trace.D_pow(t))
            case "fn":
                return self._pushed_inside(trace.D_fn(t))
            case "positive" if body.args[0].op != "num":
                return trace.step("D_positive", t, self.terms.zero, term=t)
            case "sum":
                p = trace.D_sum(t)
                names, inner = self.terms.open(p.right)
                return trace.trans(p, trace.sum_cong(names, self.push(inner)))
            case "prod":
                return self._inside_sum(D_prod(trace, t))
            case "at" if isinstance(body.data[0], Curve):
                return self._pushed_inside(trace.D_curve(t))
            case "at" if isinstance(body.data[0], Field):
                p = trace.D_field(t)
                return self._inside_sum(p) if p.right.op == "sum" else self._pushed_inside(p)
            case "at" if isinstance(body.data[0], Symbol):
                return self._symbol(t)
            case "at" if isinstance(body.data[0], MatrixPower) and trace.nonnegative(body.data[0].exponent):
                return self._inside_sum(rules.D_matrix_power(trace, t))
            case "inv" | "determinant":
                return self._matrix(t)
            case "D" if body.args[0].op == "expm":
                p = self.exponentials.derivative(body)
                if p is not None:
                    p = trace.D_cong(p, t.data)
                    return trace.trans(p, self.derivative(p.right))
            case "expm":
                p = self.exponentials.derivative(t)
                return trace.refl(t) if p is None else self._inside_sum(p)
        return trace.refl(t)

    def _pushed_inside(self, p: Theorem) -> Theorem:
        """Push each derivative standing in the polynomial on the right."""
        terms = self.terms
        pushed: dict[Term, Theorem] = {}
        for m in terms.polynomial(p.right):
            for atom, _ in m:
                if atom.op == "D" and atom not in pushed:
                    pushed[atom] = self.push(atom)
        values = {a: terms.polynomial(q.right) for a, q in pushed.items()}
        result = terms.from_polynomial(terms.polynomial(p.right, values))
        return self.trace.trans(p, self.trace.ring(p.right, result, pushed.values()))

    # ------------------------------------------------------------ matrices
    def _matrix(self, t: Term) -> Theorem:
        """The derivative of an inverse or a determinant, where the matrix has an inverse."""
        trace, terms, body = self.trace, self.terms, t.args[0]
        existence = self.folded.matrices.existence(body)
        if existence is None:
            return trace.refl(t)
        if body.op == "inv":
            return self._inside_sum(rules.D_inverse(trace, t, existence))
        extent = rules.extent_of(terms, body)
        names = [trace.variable(extent) for _ in range(3)]
        w = terms.of_matrix("inv", body.data[0], body.args[0], tuple(map(integer, names[:2])))
        p = rules.D_determinant(trace, t, w, rules.inverse_cancel(trace, w, existence, "right"), names)
        inner = next(f for f in p.right.args if f is not body)
        return trace.trans(p, trace.cong(p.right, [self._inside_sum(trace.refl(inner))]))

    def _inside_sum(self, p: Theorem) -> Theorem:
        """Push the derivatives standing in the summand on the right."""
        names, product = self.terms.open(p.right)
        factors = product.args if product.op == "mul" else (product,)
        pushed = {f: self.derivative(f) for f in factors if f.op == "D"}
        values = {f: self.terms.polynomial(q.right) for f, q in pushed.items()}
        result = self.terms.from_polynomial(self.terms.polynomial(product, values))
        return self.trace.trans(p, self.trace.sum_cong(names, self.trace.ring(product, result, pushed.values())))

    # ------------------------------------------------------------ atoms
    def _symbol(self, t: Term) -> Theorem:
        trace = self.trace
        symbol, _ = t.args[0].data
        name, labels, _ = t.data
        if symbol.name == name and symbol.labels == labels:
            return trace.D_self(t)
        if not self.dependence.is_defined(symbol.name):
            return trace.D_family(t) if symbol.name == name else trace.refl(t)
        if self._near(symbol, (name, labels)):
            clause = trace.clause(symbol)
            if clause is not None:
                unfolded = trace.unfold(t.args[0], clause)
                p = trace.D_cong(unfolded, t.data)
                return trace.trans(p, self.derivative(p.right))
        return self._chain(t, symbol, (name, labels))

    def _near(self, symbol: Symbol, variable) -> bool:
        """Is the variable a fixed number of layers away, so that unfolding ends?"""
        if not symbol.labels or symbol.name not in self.dependence.cycles.get(symbol.name, ()):
            return True
        here = symbol.labels[0]
        if any(b.name == symbol.name and (here - b.labels[0]).constant() in range(1, 50)
               for b in self.hints.bodies if b.labels):
            return True
        if variable[1]:
            return (here - variable[1][0]).constant() is not None
        return here.constant() is not None

    def _chain(self, t: Term, symbol: Symbol, variable) -> Theorem:
        for through in self._candidates(symbol, variable):
            place = (through.name, through.labels)
            if place in ((symbol.name, symbol.labels), variable):
                continue
            proof = self.dependence.only_through(t.args[0], variable, place)
            if proof is None:
                continue
            p = self.trace.D_chain(t, through, *proof)
            names, inner = self.terms.open(p.right)
            return self.trace.trans(p, self.trace.sum_cong(names, self._second_factor(inner, variable)))
        return self.trace.refl(t)

    def _second_factor(self, product: Term, variable) -> Theorem:
        """In D_w(t)·D_v(w): push the second, leave the first to later."""
        terms = self.terms
        factor = next(f for f in product.args if f.op == "D" and f.data[:2] == variable)
        p = self.push(factor)
        result = terms.from_polynomial(terms.polynomial(product, {factor: terms.polynomial(p.right)}))
        return self.trace.ring(product, result, [p])

    def _uses(self, symbol: Symbol, variable) -> bool:
        """Does the variable stand in the symbol's own definition?"""
        clause = self.trace.clause(symbol)
        return clause is not None and variable in self.dependence.symbols_of(instantiate(clause, symbol.labels))

    def _candidates(self, symbol: Symbol, variable) -> list[Symbol]:
        """Symbols the chain rule may go through: those the step names, then
        those whose definition mentions the variable."""
        name, labels = variable
        if not labels:
            return []
        found = []
        for hint in sorted(self.hints.variables, key=lambda s: str(s.labels)):
            if hint.labels and self.dependence.is_defined(hint.name):
                distance = (hint.labels[0] - labels[0]).constant()
                if distance is not None and (distance > 0 or name != hint.name):
                    found.append((distance, hint))
        found = [hint for _, hint in sorted(found, key=lambda x: x[0])]
        if name in self.dependence.cycles.get(symbol.name, ()):
            if not found:
                return []
            declaration = self.trace.context.tensor(name)
            next_to_it = [hint for hint in found if self._uses(hint, variable)]
            return [*next_to_it, declaration.symbol(labels[0] + 1), *found]
        for clause in self.trace.context.definitions:
            for other, at in self.dependence.symbols_of(clause.body):
                if other == name and clause.labels and at:
                    shift = (at[0] - integer(clause.labels[0].name)).constant()
                    declaration = self.trace.context.tensor(clause.name)
                    if shift is not None and declaration is not None:
                        through = declaration.symbol(labels[0] - shift)
                        if self.trace.clause(through) is clause:
                            found.append(through)
        return found
