r"""Case distinctions: which numbers are positive, which value of a finite set a symbol has.

``positive(t)``, written [t > 0], is 1 where t > 0 and 0 elsewhere.  What has a kink
is written with it,

    max(a, b) = (1 − [b − a > 0]) a + [b − a > 0] b,    √(t²) = t [t > 0] − t [−t > 0].
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import Apply, Power, Symbol
from symbolic.language.functions import finite_values

from .order import content_of
from .radicals import as_square
from .record import Theorem
from .signs import Signs
from .polynomials import ONE
from .terms import Term
from .trace import Trace

KINKED = ("relu", "abs")


# ---------------------------------------------------------------- rules

def largest_cases(trace: Trace, t: Term, one: Term, other: Term, difference: Theorem) -> Theorem:
    """max(a, b, …) = (1 − c) max(a, …) + c max(b, …), c = [d > 0], from b − a = d."""
    terms = trace.terms
    c = terms.positive(difference.right)
    without = lambda x: terms.largest(y for y in t.args if y is not x)
    right = terms.add([terms.mul([complement(terms, c), without(other)]), terms.mul([c, without(one)])])
    return trace.step("largest_cases", t, right, [difference], term=t, one=one, other=other)


def even_root(trace: Trace, t: Term) -> Theorem:
    """(s^a)^b = |s|^{ab} for an even a, |s| written by cases."""
    terms, inner = trace.terms, t.args[0]
    s = inner.args[0]
    turned = terms.negative(s)
    size = terms.add([terms.mul([s, terms.positive(s)]), terms.mul([turned, terms.positive(turned)])])
    return trace.step("even_root", t, terms.pow(size, inner.data * t.data), term=t)


def root_of_square(trace: Trace, t: Term) -> Theorem | None:
    """(c s²)^q = c^q |s|^{2q} for a sum under a root that is a square; else None."""
    same = as_square(trace, t.args[0])
    if same is None:
        return None
    p = trace.cong(t, [same])
    if same.right.op != "mul":
        return trace.trans(p, even_root(trace, p.right))
    p = trace.trans(p, trace.power_mul(p.right))
    return trace.trans(p, trace.cong(p.right, [even_root(trace, x) for x in p.right.args if x.args[0].op == "pow"]))


def values_of(trace: Trace, t: Term) -> tuple[Fraction, ...]:
    """The finitely many values of an entry of a symbol within its shape; () if none are declared."""
    e = t.data[0]
    declared = trace.context.tensor(e.name) if isinstance(e, Symbol) else None
    found = () if declared is None else finite_values(declared.properties)
    inside = found and all(trace.nonnegative(p - 1) and trace.nonnegative(trace.terms.p(d) - p) for p, d in zip(t.data[1], e.shape))
    return found if inside else ()


def zero_of(trace: Trace, y: Term, values: tuple[Fraction, ...]) -> Theorem:
    """Π (y − v) = 0."""
    terms = trace.terms
    return trace.step("finite_values", terms.mul(terms.add([y, terms.num(-v)]) for v in values), terms.zero, term=y)


def complement(terms, t: Term) -> Term:
    return terms.add([terms.one, terms.negative(t)])


class Cases:
    """Normal forms of case distinctions, for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms
        self.signs = Signs(self.trace)
        self.finite = any(finite_values(t.properties) for t in self.trace.context.tensors)

    def reduced(self, m: Term) -> Theorem | None:
        """A monomial with y^n, y one of n numbers, by Π (y − v) = 0: Y² = 1 for a sign, t² = t for 0 and 1."""
        if not self.finite:
            return None
        trace, terms = self.trace, self.terms
        (powers, c), = terms.polynomial(m).items() or [((), ONE)]
        for y, k in powers:
            values = values_of(trace, y) if k > 1 and y.op == "at" else ()
            if values and k >= len(values):
                zero = zero_of(trace, y, values)
                rest = terms.monomial(tuple((x, n if x is not y else n - len(values)) for x, n in powers
                                            if x is not y or n > len(values)), c)
                left = terms.add([m, terms.mul([terms.num(-1), rest, zero.left])])
                p = trace.combine(m, terms.from_polynomial(terms.polynomial(left)), [(zero, rest)])
                return p if p.trivial else trace.trans(p, self.normalizer.normal(p.right))
        return None

    def positive(self, t: Term) -> Theorem:
        """[t > 0] of the argument's normal form; 1 or 0 where its sign is plain."""
        trace, terms = self.trace, self.terms
        p = trace.cong(t, [self.normalizer.normal(t.args[0])])
        p = trace.trans(p, self._primitive(p.right))
        argument = self._exponents(p.right)
        if argument is not None:
            return trace.trans(p, argument, self.normalizer.normal(argument.right))
        s = p.right.args[0]
        if self.signs.seen(s) == 2:
            zero = excluded(trace, self.normalizer.normal, [], [s], [(Fraction(1), [terms.negative(s)])])
            return trace.trans(p, trace.combine(p.right, terms.one, [(zero, terms.num(-1))]))
        negative = self.normalizer.normal(terms.negative(s))
        if self.signs.seen(negative.right):
            return trace.trans(p, excluded(trace, self.normalizer.normal, [s], [], [(Fraction(1), [s])]))
        return p

    def _primitive(self, t: Term) -> Theorem:
        """[c s > 0] = [s > 0] for a number c > 0, s having whole coefficients without a common factor."""
        trace, terms = self.trace, self.terms
        coefficients = list(terms.polynomial(t.args[0]).values())
        content = content_of(coefficients) if coefficients else ONE
        if content == 1:
            return trace.refl(t)
        s = self.normalizer.normal(terms.mul([terms.num(1 / content), t.args[0]])).right
        new, normal = terms.positive(s), self.normalizer.normal
        down = excluded(trace, normal, [t.args[0]], [s], [(ONE, [t.args[0]]), (content, [terms.negative(s)])])
        up = excluded(trace, normal, [s], [t.args[0]], [(content, [s]), (ONE, [terms.negative(t.args[0])])])
        return trace.combine(t, new, [(down, terms.one), (up, terms.num(-1))])

    def _exponents(self, t: Term) -> Theorem | None:
        """[c e^a − c e^b > 0] = [a − b > 0] for c > 0, each power of e a product of such; else None."""
        trace, terms = self.trace, self.terms
        polynomial = terms.polynomial(t.args[0])
        if len(polynomial) != 2 or sum(polynomial.values()) or not all(map(_of_exp, polynomial)):
            return None
        above, below = sorted(polynomial, key=polynomial.get, reverse=True)
        c, exponents = terms.num(polynomial[above]), [
            terms.add(terms.mul([terms.num(k), a.args[0]]) for a, k in m) for m in (above, below)]
        a, b = exponents
        exp = lambda x: terms.fn("exp", 0, x)
        left = terms.mul([c, terms.add([exp(a), terms.negative(exp(b))])])
        same = self.normalizer.normal(left)
        if same.right is not t.args[0]:
            return None
        right = terms.positive(terms.add([a, terms.negative(b)]))
        return trace.step("positive_increasing", t, right, [same], above=a, below=b, factor=c)

    def apart(self, t: Term) -> Theorem:
        """A case distinction by p ≠ q: its first value in normal form, which need be defined where p ≠ q only."""
        trace, terms = self.trace, self.terms
        p, value = trace.entry(t), terms.at(t.data[0].branches[0][1], ())
        inner = self.normalizer.normal(value)
        if inner.trivial:
            return p
        first, second = (terms.p(x) for x in differing(t.data[0]))
        guard = complement(terms, terms.delta(first, second))
        q = trace.step("where_apart", terms.mul([guard, inner.left]), terms.mul([guard, inner.right]), [inner],
                       left=first, right=second)
        new = terms.from_polynomial(terms.polynomial(terms.add([p.right, q.right, terms.negative(q.left)])))
        return trace.trans(p, trace.combine(p.right, new, [(q, terms.one)]))

    def rewrite(self, t: Term) -> Theorem | None:
        """A kinked function or the root of an even power by cases, or None."""
        trace = self.trace
        if t.op == "fn" and t.data[0] in KINKED and trace.context.function(t.data[0]) is None:
            return self._kinked(t)
        cases = self.normalizer.policy.cases
        if cases and t.op == "pow" and t.args[0].op == "pow" and t.data.denominator != 1:
            inner = t.args[0].data
            return even_root(trace, t) if inner.denominator == 1 and inner % 2 == 0 and inner else None
        if cases and t.op == "pow" and t.args[0].op == "add" and t.data.denominator != 1:
            return root_of_square(trace, t)
        return None

    def _kinked(self, t: Term) -> Theorem | None:
        trace, terms = self.trace, self.terms
        (name, order), x = t.data, t.args[0]
        if order:
            if x is terms.zero:
                return None
            right = terms.positive(x)
            if name == "abs":
                right = terms.add([right, terms.negative(terms.positive(terms.negative(x)))])
            return trace.step("kinked_derivative", t, right if order == 1 else terms.zero, term=t)
        if name == "abs" and self.normalizer.policy.roots:
            return trace.step("abs_root", t, terms.pow(terms.pow(x, 2), Fraction(1, 2)), term=t)
        if not self.normalizer.policy.cases:
            return None
        other = terms.zero if name == "relu" else terms.negative(x)
        return trace.step("kinked_value", t, terms.largest([other, x]), term=t)

    def largest(self, t: Term) -> Theorem:
        """max(a, b, …) by whether b > a, over and over."""
        trace, terms, normal = self.trace, self.terms, self.normalizer.normal
        p = trace.cong(t, [normal(x) for x in t.args])
        if p.right.op != "largest":
            return trace.trans(p, normal(p.right))
        one, other = p.right.args[:2]
        q = largest_cases(trace, p.right, one, other, normal(terms.add([other, terms.negative(one)])))
        return trace.trans(p, q, normal(q.right))


def differing(e) -> tuple | None:
    """The p ≠ q of which the first branch of a case distinction speaks, where something is divided by or a logarithm; else None."""
    conditions, value = e.branches[0]
    if len(conditions) != 1 or conditions[0].relation != "!=":
        return None
    divided = any(isinstance(x, Power) and (x.exponent < 0 or x.exponent.denominator > 1)
                  or isinstance(x, Apply) and x.function == "log" for x in value.walk())
    return (conditions[0].left, conditions[0].right) if divided else None


def _of_exp(monomial: tuple) -> bool:
    return all(a.op == "fn" and a.data == ("exp", 0) for a, _ in monomial)


def excluded(trace: Trace, normal, above: list, below: list, products: list, known=()) -> Theorem:
    """Π [s > 0] Π (1 − [u > 0]) = 0, where Σ q f₁ f₂ … over the products is plainly ≤ 0, each f an s or a −u."""
    terms = trace.terms
    total = terms.add(terms.mul([terms.num(-q), *factors]) for q, factors in products)
    guards = [*(terms.positive(s) for s in above), *(complement(terms, terms.positive(u)) for u in below)]
    more = {"known": tuple(x.term for x in known)} if known else {}
    return trace.step("positives_exclude", terms.mul(guards), terms.zero, [normal(total), *(x.theorem for x in known)],
                      above=tuple(above), below=tuple(below),
                      products=tuple((terms.num(q), *factors) for q, factors in products), **more)
