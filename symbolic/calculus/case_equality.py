r"""Equality case by case: an equation of normal forms proved in a tree of cases.

An equation that holds case by case is shown as Σ_v g_v (l − r) = 0: the *guards*
g_v add up to 1, and g_v x = g_v v says that x is v where g_v is not 0.  For
x = [t > 0] they are x and 1 − x; for a y with values v₁, … those of Lagrange,
Π_{w≠v} (y − w)/(v − w).

A case that cannot be is left out: where all s_k > 0 ≥ u_j, no positive combination of
products of the s and −u, one of the s alone among them, is plainly ≤ 0; the
multipliers come from a linear program.  Where s ≤ 0 and −s ≤ 0, s is 0, and a symbol in it is put in.

Why it ends: every split leaves one case or one symbol less, and at most ``DEPTH``
are made one inside the other.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Iterator, NamedTuple

from .cases import complement, excluded, values_of, zero_of
from .inequalities import Inequalities
from .inverses import MatrixEquality
from .lowering import conditions_of
from .record import Refused, Theorem
from .signs import Sign, Signs
from .simplex import nonnegative_combination
from .polynomials import ONE
from .terms import Term
from .trace import Trace

DEPTH = 9
MOST_SPLITS = 160
NORM = "norm"
MOST_KNOWN = 8  # assumed inequalities used beside the facts of a case


class Fact(NamedTuple):
    """s > 0 (``above``) or s ≤ 0, where the guard [s > 0] or 1 − [s > 0] is not 0."""
    s: Term
    above: bool
    guard: Term


class Case(NamedTuple):
    """One way for an atom: its value, the guard, guard · atom = guard · value, and what it says of signs."""
    atom: Term
    value: Term
    guard: Term
    theorem: Theorem
    fact: Fact | None


class CaseEquality(MatrixEquality):
    """Equality of normal forms, by cases where it does not hold as it stands."""

    def __init__(self, trace: Trace, normalizer):
        super().__init__(trace, normalizer)
        self.normalizer, self.signs = normalizer, Signs(trace)
        self.given = Inequalities(normalizer).facts
        self.splits, self.within = MOST_SPLITS, 0

    def equal(self, left: Term, right: Term, depth: int = MatrixEquality.DEPTH) -> Theorem | None:
        p = super().equal(left, right, depth)
        if p is not None or self.within or next(self.atoms(left, right), None) is None:
            return p
        p = self.under((), (), left, right)
        return None if p is None else self.trace.combine(left, right, [(p, self.terms.one)])

    def opaque(self, a: Term) -> bool:
        """Is there something in an atom that normal forms do not settle?"""
        return super().opaque(a) or next(self._split_in(a), None) is not None

    # ------------------------------------------------------------ the tree of cases
    def under(self, guards: tuple[Term, ...], facts: tuple[Fact, ...], left: Term, right: Term) -> Theorem | None:
        """Π guards · left = Π guards · right for two normal forms, or None."""
        terms, trace = self.terms, self.trace
        g = terms.mul(guards)
        if left is right:
            return trace.refl(terms.mul([g, left]))
        self.within += 1
        p = super().equal(left, right)
        self.within -= 1
        if p is not None:
            return trace.combine(terms.mul([g, left]), terms.mul([g, right]), [(p, g)])
        if len(guards) >= DEPTH or self.splits <= 0:
            return None
        self.splits -= 1
        zero = self._zero_put_in(guards, facts, left, right)
        if zero is not None:
            return zero
        covers = [self._cover(t) for t in self.trace.distinguished] if guards else []
        atom = next(self.atoms(left, right), None)
        if atom is not None:
            return self._split(guards, facts, left, right, atom)
        return self._squeezed(guards, facts, left, right) or self._uncovered(guards, covers, left, right)

    # ------------------------------------------------------------ where a case distinction is not defined
    def _cover(self, t: Term) -> Theorem:
        """Π (1 − c) over the branches of a case distinction is 0, in normal form."""
        terms, trace = self.terms, self.trace
        left = terms.mul(complement(terms, c) for c in conditions_of(terms, t.data[0]))
        zero = trace.step("cases_cover", left, terms.zero, term=t)
        return trace.trans(trace.sym(self.normal(left)), zero)

    def _uncovered(self, guards, covers: list[Theorem], left: Term, right: Term) -> Theorem | None:
        """left = right where none of the conditions of a case distinction holds, by the guards: it has no value there."""
        terms, trace = self.terms, self.trace
        g, d = terms.mul(guards), terms.add([left, terms.negative(right)])
        for cover in covers:
            rest = terms.mul([d, terms.add([g, terms.negative(terms.mul([g, cover.left]))])])
            reduced = self._idempotent(terms.polynomial(rest))
            if reduced is not None:
                return trace.combine(terms.mul([g, left]), terms.mul([g, right]), [(cover, terms.mul([g, d])), *reduced])
        return None

    def _idempotent(self, polynomial: dict) -> list[tuple[Theorem, Term]] | None:
        """Multiples of c² = c that make up the polynomial, for cases c; None if it is not 0 by these."""
        terms, trace, multiples = self.terms, self.trace, {}
        polynomial = dict(polynomial)
        while True:
            found = next(((m, x) for m in polynomial for x in m if x[0].op == "positive" and x[1] > 1), None)
            if found is None:
                break
            m, (c, k) = found
            coefficient = polynomial.pop(m)
            others = tuple(x for x in m if x[0] is not c)
            lower = tuple(sorted((*others, (c, k - 1)), key=lambda x: x[0].order))
            factor = tuple(sorted((*others, (c, k - 2)), key=lambda x: x[0].order)) if k > 2 else others
            total = polynomial.get(lower, 0) + coefficient
            polynomial.pop(lower, None)
            if total:
                polynomial[lower] = total
            part = multiples.setdefault(c, {})
            part[factor] = part.get(factor, 0) + coefficient
        if polynomial:
            return None
        return [(trace.step("positive_square", terms.mul([c, c]), c, term=c), terms.from_polynomial(
            {m: x for m, x in part.items() if x})) for c, part in multiples.items()]

    def _squeezed(self, guards, facts, left: Term, right: Term) -> Theorem | None:
        """left = right since neither left − right > 0 nor right − left > 0 can be."""
        terms, trace = self.terms, self.trace
        d = self.normal(terms.add([left, terms.negative(right)]))
        t, opposite = d.right, self.normal(terms.negative(d.right))
        p, q = terms.positive(t), terms.positive(opposite.right)
        ways = [self._impossible((*facts, Fact(s, True, terms.positive(s)))) for s in (t, opposite.right)]
        if not all(ways):
            return None
        zero = trace.step("positive_zero", terms.mul([complement(terms, p), complement(terms, q), t]), terms.zero,
                          [trace.trans(trace.ring(terms.mul([terms.num(-1), terms.one, t]), terms.negative(t)), opposite)],
                          of=t, factor=terms.one)
        g = terms.mul(guards)
        excess = [(found, terms.mul([*_without((*guards, x), used), t, *more]))
                  for (found, used), x, more in zip(ways, (p, q), ((), (complement(terms, p),)))]
        return trace.combine(terms.mul([g, left]), terms.mul([g, right]), [(d, g), (zero, g), *excess])

    def _split(self, guards, facts, left: Term, right: Term, atom: Term) -> Theorem | None:
        terms, trace = self.terms, self.trace
        branches = []
        for case in self._cases_of(atom):
            branch = self._branch(guards, facts, left, right, case)
            if branch is None:
                return None
            branches.append((branch, terms.one))
        g = terms.mul(guards)
        return trace.combine(terms.mul([g, left]), terms.mul([g, right]), branches)

    def _branch(self, guards, facts, left: Term, right: Term, case: Case) -> Theorem | None:
        """Π guards · guard · left = the same of right."""
        terms, trace = self.terms, self.trace
        inner = (*guards, case.guard)
        g, known = terms.mul(inner), facts if case.fact is None else (*facts, case.fact)
        sides = terms.mul([g, left]), terms.mul([g, right])
        impossible = self._impossible(known) if case.fact is not None else None
        if impossible is not None:
            zero, used = impossible
            rest = _without(inner, used)
            return trace.combine(*sides, [(zero, terms.mul([*rest, terms.add([left, terms.negative(right)])]))])
        moved = self._replaced(case.guard, case.theorem, case.atom, case.value, left, right)
        if moved is None:
            return None
        (a, new_left), (b, new_right) = moved
        p = self.under(inner, known, new_left.right, new_right.right)
        if p is None:
            return None
        outer = terms.mul(guards)
        return trace.combine(*sides, [
            (a, outer), (new_left, g), (p, terms.one), (new_right, terms.negative(g)), (b, terms.negative(outer))])

    def _replaced(self, guard: Term, theorem: Theorem, atom: Term, value: Term, *sides: Term):
        """guard · side = guard · side[atom := value], and the normal form of the latter, for each side."""
        found = []
        for side in sides:
            new = put(self.terms, side, atom, value)
            if new is None:
                return None
            p = self.trace.step("replace_where", self.terms.mul([guard, side]), self.terms.mul([guard, new]), [theorem],
                                guard=guard, term=side, of=atom, value=value)
            found.append((p, self.normal(new)))
        return found

    # ------------------------------------------------------------ what to split by
    def atoms(self, *sides: Term) -> Iterator[Term]:
        """Terms with finitely many values in the sides: symbols of finite sets, then cases, inner ones first."""
        seen = dict.fromkeys(x for side in sides for x in self._split_in(side))
        yield from sorted(seen, key=lambda x: (x.op == "positive", x.order))

    def _split_in(self, t: Term) -> Iterator[Term]:
        if t.op == "D":
            return
        for arg in t.args:
            yield from self._split_in(arg)
        if t.op == "positive" and not self._bound(t) or t.op == "at" and self._values(t):
            yield t

    def _bound(self, t: Term) -> bool:
        """Does a variable that is bound around it stand in the term?"""
        return any(name.startswith("%") for name in t.free)

    def _values(self, t: Term) -> tuple[Fraction, ...]:
        return () if self._bound(t) else values_of(self.trace, t)

    def _cases_of(self, atom: Term) -> list[Case]:
        return self._signs_of(atom) if atom.op == "positive" else self._values_of(atom)

    def _signs_of(self, atom: Term) -> list[Case]:
        """x² = x for x = [s > 0]: x · x = x · 1 and (1 − x) · x = (1 − x) · 0."""
        terms, trace, s = self.terms, self.trace, atom.args[0]
        square = trace.step("positive_square", terms.mul([atom, atom]), atom, term=atom)
        found = []
        for guard, value, sign in ((atom, terms.one, 1), (complement(terms, atom), terms.zero, -1)):
            p = trace.combine(terms.mul([guard, atom]), terms.mul([guard, value]), [(square, terms.num(sign))])
            found.append(Case(atom, value, guard, p, Fact(s, sign == 1, guard)))
        return found

    def _values_of(self, atom: Term) -> list[Case]:
        """L_v · y = L_v · v from Π (y − v) = 0, L_v = Π_{w≠v} (y − w)/(v − w)."""
        terms, trace, values = self.terms, self.trace, self._values(atom)
        less = lambda v: terms.add([atom, terms.num(-v)])
        zero = zero_of(trace, atom, values)
        found = []
        for v in values:
            scale = Fraction(1)
            for w in values:
                scale /= v - w if w != v else 1
            guard = terms.mul([terms.num(scale), *(less(w) for w in values if w != v)])
            p = trace.combine(terms.mul([guard, atom]), terms.mul([guard, terms.num(v)]), [(zero, terms.num(scale))])
            found.append(Case(atom, terms.num(v), guard, p, None))
        return found

    # ------------------------------------------------------------ what the cases say together
    def _impossible(self, facts: tuple[Fact, ...]) -> tuple[Theorem, list[Term]] | None:
        """The product of some guards is 0: their facts contradict each other.  The guards too."""
        alone = [(f,) for f in (*facts, *self._known(facts))]
        pairs = [pair for pair in combinations((f for f, in alone), 2) if any(isinstance(f, Fact) for f in pair)]
        return self._contradiction(alone) or self._contradiction([*alone, *pairs])

    def _known(self, facts: tuple[Fact, ...]) -> list[Sign]:
        """What is assumed of the numbers that the facts speak of."""
        if not self.given:
            return []
        about = self.given.about(self.terms.add(f.s for f in facts), 1)
        return about[:MOST_KNOWN]

    def _contradiction(self, products: list[tuple[Fact | Sign, ...]]) -> tuple[Theorem, list[Term]] | None:
        """Products of what is > 0 or ≥ 0, of which a positive combination is plainly ≤ 0, by a linear program."""
        terms = self.terms
        factors = [[_value(terms, f) for f in product] for product in products]
        polynomials = [terms.polynomial(terms.mul(x)) for x in factors]
        plain = {m: self.signs.seen(terms.monomial(m)) for m in dict.fromkeys([(), *(m for p in polynomials for m in p)])}
        columns = [p | ({NORM: ONE} if all(map(_is_strict, product)) else {}) for product, p in zip(products, polynomials)]
        columns += [{m: ONE} | ({NORM: ONE} if sign == 2 else {}) for m, sign in plain.items() if sign]
        found = nonnegative_combination(columns, {NORM: ONE})
        if found is None:
            return None
        used = list(dict.fromkeys(f for k in found if k < len(products) for f in products[k]))
        by_guard, known = ([f for f in used if isinstance(f, kind)] for kind in (Fact, Sign))
        zero = excluded(self.trace, self.normal, [f.s for f in by_guard if f.above], [f.s for f in by_guard if not f.above],
                        [(found[k], x) for k, x in enumerate(factors) if k in found], known)
        return zero, [f.guard for f in by_guard]

    def _zero_put_in(self, guards, facts, left: Term, right: Term) -> Theorem | None:
        """Where s ≤ 0 and −m s ≤ 0: a symbol of s by the others, in both sides."""
        for k, f in enumerate(facts):
            for other in facts[:k]:
                ratio = self._opposite(f, other)
                if ratio is not None:
                    return self._with_zero(guards, f, other, ratio, left, right)
        return None

    def _opposite(self, f: Fact, other: Fact) -> Fraction | None:
        """m > 0 with other.s = −m f.s where both are ≤ 0."""
        if f.above or other.above:
            return None
        a, b = self.terms.polynomial(f.s), self.terms.polynomial(other.s)
        if a.keys() != b.keys() or not a:
            return None
        ratios = {-b[m] / a[m] for m in a}
        (ratio, *more) = ratios
        return ratio if not more and ratio > 0 else None

    def _with_zero(self, guards, f: Fact, other: Fact, ratio: Fraction, left: Term, right: Term) -> Theorem | None:
        terms, trace = self.terms, self.trace
        polynomial = terms.polynomial(f.s)
        chosen = next((m for m in polynomial if len(m) == 1 and m[0][1] == 1 and m[0][0].op == "at"
                       and not any(m[0][0] in (a for a, _ in n) for n in polynomial if n != m)
                       and any(_stands(m[0][0], side) for side in (left, right))), None)
        if chosen is None:
            return self._defined_elsewhere(guards, f, other, ratio, left, right)
        atom, c = chosen[0][0], polynomial[chosen]
        value = terms.from_polynomial({m: -x / c for m, x in polynomial.items() if m != chosen})
        opposite = trace.ring(terms.mul([terms.num(-1), terms.num(ratio), f.s]), other.s)
        zero = trace.step("positive_zero", terms.mul([f.guard, other.guard, f.s]), terms.zero, [opposite],
                          of=f.s, factor=terms.num(ratio))
        rest = _without(guards, (f.guard, other.guard))
        g = terms.mul(guards)
        p = trace.combine(terms.mul([g, atom]), terms.mul([g, value]), [(zero, terms.mul([terms.num(1 / c), *rest]))])
        moved = self._replaced(g, p, atom, value, left, right)
        q = moved and self.under(guards, (), moved[0][1].right, moved[1][1].right)
        if q is None:
            return self._defined_elsewhere(guards, f, other, ratio, left, right)
        (a, new_left), (b, new_right) = moved
        return trace.combine(terms.mul([g, left]), terms.mul([g, right]), [
            (a, terms.one), (new_left, g), (q, terms.one), (new_right, terms.negative(g)), (b, terms.num(-1))])

    def _defined_elsewhere(self, guards, f: Fact, other: Fact, ratio: Fraction, left: Term, right: Term) -> Theorem | None:
        """s ≠ 0 where the derivative of a kinked function at s, which stands in the step, exists."""
        terms, trace = self.terms, self.trace
        origins = {p.right: p for p in map(self.normal, trace.kinks)}
        for s, u, m in ((f, other, ratio), (other, f, 1 / ratio)):
            origin = origins.get(s.s)
            if origin is not None:
                opposite = trace.ring(terms.mul([terms.num(-1), terms.num(m), s.s]), u.s)
                zero = trace.step("positive_nonzero", terms.mul([s.guard, u.guard]), terms.zero, [opposite, origin],
                                  of=s.s, factor=terms.num(m))
                rest = _without(guards, (s.guard, u.guard))
                g = terms.mul(guards)
                return trace.combine(terms.mul([g, left]), terms.mul([g, right]),
                                     [(zero, terms.mul([*rest, terms.add([left, terms.negative(right)])]))])
        return None


def _value(terms, f: Fact | Sign) -> Term:
    """What the fact says to be > 0 or ≥ 0."""
    if isinstance(f, Fact):
        return f.s if f.above else terms.negative(f.s)
    return f.term


def _is_strict(f: Fact | Sign) -> bool:
    return f.above if isinstance(f, Fact) else f.strict


def _without(guards, taken) -> list[Term]:
    rest = list(guards)
    for guard in taken:
        rest.remove(guard)
    return rest


def put(terms, t: Term, atom: Term, value: Term) -> Term | None:
    """t with the atom replaced by a value; None if it stands in a derivative or where that cannot be done."""
    if t is atom:
        return value
    if not _stands(atom, t):
        return t
    match t.op:
        case "add" | "mul" | "pow" | "fn" | "positive" | "largest" | "sum":
            try:
                return terms.rebuilt(t, lambda x: _need(put(terms, x, atom, value)))
            except Refused:
                return None
    return None


def _need(t: Term | None) -> Term:
    if t is None:
        raise Refused("stands in a derivative")
    return t


def _stands(atom: Term, t: Term) -> bool:
    return t is atom or any(_stands(atom, x) for x in t.args)
