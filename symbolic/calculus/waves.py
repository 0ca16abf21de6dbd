r"""Functions known by their symmetries: sin, cos, arctan, and the normal distribution Φ with its density φ.

* sin(−t) = −sin t, cos(−t) = cos t, arctan(−t) = −arctan t, Φ(−t) = 1 − Φ(t), φ(−t) = φ(t):
  the oldest monomial of an argument gets a coefficient > 0;
* sin(a + b) = sin a cos b + cos a sin b, cos(a + b) = cos a cos b − sin a sin b, so that
  arguments left are monomials m/q;
* sin² = 1 − cos², so that trigonometric polynomials have one normal form each.

Why it ends: a sum is parted into smaller ones, a multiple into smaller ones, and
each square of a sine that goes leaves one sine less.
"""
from __future__ import annotations

from .record import Theorem
from .polynomials import ONE
from .terms import Term

SYMMETRIC = frozenset({"sin", "cos", "arctan", "Phi", "phi"})
SUMMED = frozenset({"sin", "cos"})
LARGEST_MULTIPLE = 6


class Waves:
    """Rewrites one application, or a monomial with a square of a sine, for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms

    def rewrite(self, t: Term) -> Theorem | None:
        """f(t) by a symmetry or at a sum, or None."""
        if t.op != "fn" or t.data[0] not in SYMMETRIC or t.data[1]:
            return None
        name, argument = t.data[0], t.args[0]
        polynomial = self.terms.polynomial(argument)
        if not polynomial:
            return self._at_zero(t, name)
        if polynomial[min(polynomial, key=lambda m: [(a.order, k) for a, k in m])] < 0:
            return self._reflected(t, name, argument)
        return self._of_sum(t, name, polynomial) if name in SUMMED else None

    def _at_zero(self, t: Term, name: str) -> Theorem | None:
        if name == "phi":
            return None
        value = {"cos": "1", "Phi": "1/2"}.get(name, "0")
        return self.trace.step("function_at_zero", t, self.terms.num(value), term=t)

    def _reflected(self, t: Term, name: str, argument: Term) -> Theorem:
        """f(t) from f(−t)."""
        trace, terms = self.trace, self.terms
        opposite = self.normalizer.normal(terms.negative(argument)).right
        same = trace.cong(t, [trace.ring(argument, terms.negative(opposite))])
        value = terms.fn(name, 0, opposite)
        right = {"cos": value, "phi": value, "Phi": terms.add([terms.one, terms.negative(value)])}.get(
            name, terms.negative(value))
        return trace.trans(same, trace.step("function_reflected", same.right, right, term=same.right))

    def _of_sum(self, t: Term, name: str, polynomial: dict) -> Theorem | None:
        """sin and cos of a sum, or of n times something."""
        trace, terms = self.trace, self.terms
        m, c = next(iter(polynomial.items()))
        if len(polynomial) > 1:
            first = {m: c}
        elif 1 < c.numerator <= LARGEST_MULTIPLE:
            first = {m: c / c.numerator}
        else:
            return None
        a = terms.from_polynomial(first)
        b = terms.from_polynomial({n: x - first.get(n, 0) for n, x in polynomial.items() if x != first.get(n, 0)})
        same = trace.cong(t, [trace.ring(t.args[0], terms.add([a, b]))])
        sin, cos = (lambda x: terms.fn("sin", 0, x)), (lambda x: terms.fn("cos", 0, x))
        right = (terms.add([terms.mul([sin(a), cos(b)]), terms.mul([cos(a), sin(b)])]) if name == "sin" else
                 terms.add([terms.mul([cos(a), cos(b)]), terms.mul([terms.num(-1), sin(a), sin(b)])]))
        return trace.trans(same, trace.step("function_of_sum", same.right, right, function=name, left=a, right=b))

    def squared(self, m: Term) -> Theorem | None:
        """A monomial with sin² replaced by 1 − cos², or None."""
        trace, terms = self.trace, self.terms
        (powers, c), = terms.polynomial(m).items() or [((), ONE)]
        found = next(((y, k) for y, k in powers if k > 1 and y.op == "fn" and y.data == ("sin", 0)), None)
        if found is None:
            return None
        y, k = found
        cos = terms.fn("cos", 0, y.args[0])
        square = trace.step("sine_square", terms.add([terms.mul([y, y]), terms.mul([cos, cos])]), terms.one, term=y.args[0])
        rest = terms.monomial(tuple((x, n - 2 if x is y else n) for x, n in powers if x is not y or k > 2), c)
        reduced = terms.from_polynomial(terms.polynomial(
            terms.mul([rest, terms.add([terms.one, terms.mul([terms.num(-1), cos, cos])])])))
        p = trace.combine(m, reduced, [(square, rest)])
        return trace.trans(p, self.normalizer.normal(p.right))
