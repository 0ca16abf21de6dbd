r"""Inequalities: a term in normal form is shown to be ≥ 0, or > 0.

In this order: its sign is seen by form; a positive factor is taken out; it is
a combination, with multipliers ≥ 0, of known facts (what is assumed, maxima
above their members, values of monotone functions, squares, products of
these); a maximum that stands with a minus is met member by member; sums over
one range are put under one sum; roots are squared; inverses are cleared.

Why it ends: every way but the first two costs one of ``DEPTH``, and a goal
that is being tried is not tried again inside itself.
"""
from __future__ import annotations

from itertools import combinations

from .facts import Facts
from .inverses import MatrixEquality
from .record import Theorem
from .scalars import RationalEquality
from .signs import Sign, Signs
from .simplex import nonnegative_combination
from .squares import divided, squares_of
from .sums import under_one_sum
from .polynomials import ONE
from .terms import Term

DEPTH = 5


class Inequalities:
    """Shows signs under one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.terms
        self.signs = Signs(self.trace)
        self.facts = Facts(self)
        self.known: dict[tuple[Term, bool], tuple[Sign | None, int]] = {}
        self.trying: set[Term] = set()

    def shown(self, t: Term, strict: bool = False, depth: int = DEPTH) -> Sign | None:
        """The sign of any term, by that of its normal form."""
        p = self.normalizer.normal(t)
        known = self.show(p.right, strict, depth)
        return None if known is None else self.signs.moved(known, p)

    def show(self, t: Term, strict: bool = False, depth: int = DEPTH) -> Sign | None:
        """t ≥ 0, or t > 0, for a term in normal form; None if it is not found."""
        found, tried = self.known.get((t, strict), (None, -1))
        if found is not None or tried >= depth or t in self.trying:
            return found
        self.trying.add(t)
        try:
            found = self._show(t, strict, depth)
        finally:
            self.trying.discard(t)
        self.known[t, strict] = found, depth
        return found

    def _show(self, t: Term, strict: bool, depth: int) -> Sign | None:
        known = self.signs.by_form(t, strict)
        if known is not None or t.op == "num" or depth < 0:
            return known
        for way in (self._divided, self._combined, self._below_maximum, self._as_squares, self._summed, self._squared,
                    self._cleared, self._divided_by_fact, self._combined_with_products):
            known = way(t, strict, depth - 1)
            if known is not None:
                return known
        return None

    # ------------------------------------------------------------ factors and inverses
    def _divided(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """A factor ≥ 0 that is common to all monomials."""
        terms, polynomial = self.terms, self.terms.polynomial(t)
        if not polynomial:
            return None
        common = {a: k for a, k in next(iter(polynomial)) if self.signs.seen(a) > strict}
        for m in polynomial:
            powers = dict(m)
            common = {a: min(k, powers[a]) for a, k in common.items() if a in powers}
        if not common:
            return None
        rest = terms.from_polynomial({
            tuple((a, k - common.get(a, 0)) for a, k in m if k > common.get(a, 0)): c for m, c in polynomial.items()})
        known = self.show(rest, strict, depth)
        factor = terms.monomial(tuple(sorted(common.items(), key=lambda x: x[0].order)))
        return None if known is None else self.signs.scaled(known, factor, t)

    def _cleared(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """N yᵏ for a polynomial of degree k in an inverse y > 0."""
        inverses = {a for m in self.terms.polynomial(t) for a, _ in m
                    if a.op == "pow" and a.data == -1 and self.signs.seen(a) == 2}
        if not inverses:
            return None
        rest, factor = self.normalizer.scalars.cleared_of(t, max(inverses, key=lambda a: a.order))
        known = self.shown(rest, strict, depth)
        if known is None:
            return None
        product = self.terms.mul([rest, factor])
        same = RationalEquality(self.trace, self.normalizer.normal).equal(t, product)
        return None if same is None else self.signs.moved(self.signs.scaled(known, factor, product), same)

    def _divided_by_fact(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """t = q f for a fact f ≥ 0, by division of polynomials, and q ≥ 0."""
        terms = self.terms
        for fact in self.facts.about(t, depth):
            quotient = divided(terms.polynomial(t), terms.polynomial(fact.term))
            if quotient is None or quotient.keys() == {()} or strict and not fact.strict:
                continue
            known = self.show(terms.from_polynomial(quotient), strict, depth)
            if known is not None:
                return self.signs.combined(t, strict, terms.zero, [(self.signs.product(known, fact), terms.one)])
        return None

    # ------------------------------------------------------------ combinations of facts
    def _combined(self, t: Term, strict: bool, depth: int) -> Sign | None:
        return self._by_facts(t, strict, self.facts.about(t, depth))

    def _combined_with_products(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """Facts multiplied by each other and by what is plainly ≥ 0."""
        facts = self.facts.about(t, depth)
        if not facts or len(facts) > 12:
            return None
        products = [self.signs.product(a, b) for a, b in combinations(facts, 2)] + [self.signs.product(a, a) for a in facts]
        for a in self._positive_atoms(t):
            positive = self.signs.by_form(a, self.signs.seen(a) == 2)
            products += [self.signs.product(positive, fact) for fact in facts]
        return self._by_facts(t, strict, [*facts, *products])

    def _positive_atoms(self, t: Term) -> list[Term]:
        atoms = dict.fromkeys(a for m in self.terms.polynomial(t) for a, _ in m)
        return [a for a in atoms if self.signs.seen(a)][:4]

    def _by_facts(self, t: Term, strict: bool, facts: list[Sign]) -> Sign | None:
        """t as a combination, with multipliers ≥ 0, of facts and of monomials plainly ≥ 0.

        For t > 0, μ t = that + g with μ > 0 for one g > 0 among them.
        """
        terms, target = self.terms, self.terms.polynomial(t)
        polynomials = [terms.polynomial(f.term) for f in facts]
        monomials = dict.fromkeys(m for f in (target, *polynomials) for m in f)
        plain = [m for m in monomials if self.signs.seen(terms.monomial(m))] + ([()] if () not in monomials else [])
        columns = polynomials + [{m: ONE} for m in plain]
        if not strict:
            found = nonnegative_combination(columns, target)
            return None if found is None else self._combination(t, False, facts, plain, found)
        minus = {m: -c for m, c in target.items()}
        for k, column in enumerate(columns):
            if not (facts[k].strict if k < len(facts) else self.signs.seen(terms.monomial(plain[k - len(facts)])) == 2):
                continue
            found = nonnegative_combination([*columns, minus], {m: -c for m, c in column.items()})
            times = (found or {}).pop(len(columns), 0)
            if times:
                found[k] = found.get(k, 0) + 1
                return self._combination(t, True, facts, plain, {j: c / times for j, c in found.items()})
        return None

    def _combination(self, t: Term, strict: bool, facts: list[Sign], plain: list[tuple], found: dict) -> Sign:
        terms, n = self.terms, len(facts)
        rest = terms.from_polynomial({plain[k - n]: c for k, c in found.items() if k >= n})
        return self.signs.combined(t, strict, rest, [(facts[k], terms.num(c)) for k, c in found.items() if k < n])

    # ------------------------------------------------------------ maxima with a minus
    def _below_maximum(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """c m (r − max s) ≥ 0 because r − s ≥ 0 for every s, where t = c m r − c m max s, c m ≥ 0."""
        terms, polynomial = self.terms, self.terms.polynomial(t)
        for m, c in polynomial.items():
            if c > 0 or len(m) != 1 or m[0][1] != 1 or m[0][0].op not in ("max", "largest"):
                continue
            largest = m[0][0]
            bound = terms.from_polynomial({k: x / -c for k, x in polynomial.items() if k != m})
            known = self._above(bound, largest, strict, depth)
            if known is not None:
                return self.signs.scaled(known, terms.num(-c), t)
        return None

    def _above(self, bound: Term, largest: Term, strict: bool, depth: int) -> Sign | None:
        if largest.op == "largest":
            known = [self.shown(self.signs.difference(bound, s), strict, depth) for s in largest.args]
            return None if None in known else self.signs.below_list(bound, largest, known)
        if not self.trace.nonnegative(self.terms.extents[largest.data[0]] - 1):
            return None
        (name,), body = self.terms.open(largest)
        known = self.shown(self.signs.difference(bound, body), strict, depth)
        return None if known is None else self.signs.below_range(bound, largest, name, body, known)

    # ------------------------------------------------------------ squares and sums
    def _as_squares(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """t = Σ d_k q_k² with d_k > 0, and what is plainly ≥ 0."""
        squares = squares_of(self.terms, self.terms.polynomial(t), self.signs.seen)
        if squares is None:
            return None
        whole = self.terms.add(squares)
        if self.signs.seen(whole) < 1 + strict:
            return None
        return self.signs.combined(t, strict, whole, [])

    def _summed(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """Sums over the same ranges as one sum of what is ≥ 0 for all indices."""
        found = under_one_sum(self.trace, t)
        if found is None:
            return None
        names, body = found
        known = self.shown(body, strict, depth)
        if known is None:
            return None
        for name in reversed(names):
            known = self.signs.sum(name, known)
        return self._as_normal(known, t) if known.strict >= strict else None

    def _as_normal(self, known: Sign, t: Term) -> Sign | None:
        """The sign of t, which has the same normal form as the term that is known."""
        p = self.normalizer.normal(known.term)
        same = self.trace.refl(t) if p.right is t else MatrixEquality(self.trace, self.normalizer).equal(t, p.right)
        return None if same is None else self.signs.moved(known, self.trace.trans(same, self.trace.sym(p)))

    # ------------------------------------------------------------ roots
    def _squared(self, t: Term, strict: bool, depth: int) -> Sign | None:
        """b − a ≥ 0 from b² − a² ≥ 0, where roots stand in t: b what is plainly ≥ 0, or only what has roots of that."""
        terms, polynomial = self.terms, self.terms.polynomial(t)
        rooted = {m for m in polynomial if any(_is_root(a) for a, _ in m)}
        plain = {m for m, c in polynomial.items() if self.signs.seen(terms.monomial(m, c))}
        for larger in dict.fromkeys((frozenset(plain), frozenset(plain & rooted))) if rooted else ():
            known = self._by_squares(t, polynomial, larger, strict, depth)
            if known is not None:
                return known
        return None

    def _by_squares(self, t: Term, polynomial: dict, larger: frozenset, strict: bool, depth: int) -> Sign | None:
        terms = self.terms
        b = terms.from_polynomial({m: c for m, c in polynomial.items() if m in larger})
        a = terms.from_polynomial({m: -c for m, c in polynomial.items() if m not in larger})
        sign_b = self.signs.by_form(b)
        if sign_b is None or terms.zero in (a, b):
            return None
        squares = self.shown(self.signs.difference(terms.mul([b, b]), terms.mul([a, a])), strict, depth)
        if squares is None:
            return None
        known = self.signs.root(a, b, squares, sign_b)
        return self.signs.moved(known, self.trace.ring(t, known.term))

    # ------------------------------------------------------------ equality
    def equal(self, a: Term, b: Term) -> Theorem | None:
        """a = b because each is at most the other; None if that is not found."""
        up = self.shown(self.signs.difference(b, a))
        down = None if up is None else self.shown(self.signs.difference(a, b))
        return None if down is None else self.signs.both(a, b, self.signs.weakened(up), self.signs.weakened(down))


def _is_root(t: Term) -> bool:
    return t.op == "pow" and t.data.denominator == 2
