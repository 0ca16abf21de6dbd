r"""Pseudo-inverses in normal form.

With b = a⁺ the projectors a b and b a are symmetric, and leave a, bᵀ and aᵀ, b as
they are.  So inside a sum six products become shorter,

    a b a = a,  b a b = b,  aᵀ a b = aᵀ,  b a aᵀ = aᵀ,  b bᵀ aᵀ = b,  aᵀ bᵀ b = b,

which ends, as each step leaves fewer factors (of an a that is a sum, its longest
monomial is the one rewritten); and a b is turned into bᵀ aᵀ where something older
comes of it.  Of a matrix and its transpose the one that was met first is taken.

What is known of a matrix proposes its pseudo-inverse: δ for δ, 0 for 0, a for a⁺,
c⁻¹a⁺ for c a, a⁺a⁺ᵀ for aᵀa, (aᵀa)⁻¹aᵀ or aᵀ(a aᵀ)⁻¹ where those inverses exist, aᵀ where
aᵀa or a aᵀ is the identity, a itself where it is symmetric and idempotent.  Each
proposal is shown to satisfy Penrose's four equations.
"""
from __future__ import annotations

from itertools import product
from typing import Callable, Iterator, Sequence

from symbolic.language.binding import bound_names
from symbolic.language.expressions import Expression, PseudoInverse, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .patterns import Pattern, pattern_of
from .record import Refused, Theorem
from .polynomials import ONE
from .terms import Term

P = IntegerPolynomial
Prove = Callable[[Term, Term], Theorem | None]
NONZERO = ("nonzero", "positive", "negative")


class PseudoInverses:
    """What one normalizer knows of pseudo-inverses."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms
        self._contractions: dict[Term, list[Pattern]] = {}
        self._turns: dict[Term, list[Pattern]] = {}

    def entry(self, t: Term) -> Theorem:
        """at(a⁺, i, j) in normal form."""
        p = rules.pseudo_entry(self.trace, t)
        return self.trace.trans(p, self.normalizer.normal(p.right))

    # ------------------------------------------------------------ normal forms
    def oriented(self, t: Term) -> Theorem:
        """An entry of a pseudo-inverse of a body in normal form: the body or its transpose."""
        trace, terms, places = self.trace, self.terms, t.data[1]
        names, body = terms.open(t)
        inner = self.normalizer.normal(body)
        p = rules.matrix_cong(trace, names, inner, places, "pinv")
        flipped = rules.matrix_transpose(trace, p.right)
        others, body = terms.open(flipped.right)
        turned = self.normalizer.normal(body)
        q = rules.matrix_cong(trace, others, turned, places[::-1], "pinv")
        here, there = p.right.args[0], q.right.args[0]
        if here is there:
            terms.symmetric_matrices.add(here)
        if here.order < there.order or here is there and not rules.exchanged(places):
            return p
        return trace.trans(p, flipped, q)

    def simpler(self, t: Term) -> Theorem | None:
        """An entry of a pseudo-inverse in other terms, or None."""
        if self.normalizer.policy.plain:
            return None
        names = self._names(t)
        for w in self._proposals(t, names):
            p = self.shown(t, w, names, self._same)
            if p is not None:
                return p
        return None

    def _same(self, left: Term, right: Term) -> Theorem | None:
        """left = right if their normal forms are one."""
        p, q = self.normalizer.normal(left), self.normalizer.normal(right)
        return self.trace.trans(p, self.trace.sym(q)) if p.right is q.right else None

    # ------------------------------------------------------------ proposals
    def _proposals(self, t: Term, names: Sequence[str]) -> Iterator[Term]:
        """What may be the pseudo-inverse of t's matrix, as its entry at c, r; ``names`` are r, s, c, d."""
        terms = self.terms
        r, s, c, d = map(integer, names)
        a = lambda p, q: rules.entry_at(terms, t, p, q)
        body = a(r, c)
        if body is terms.zero:
            yield terms.zero
            return
        square = terms.p(terms.extents[names[0]] - terms.extents[names[2]]) == 0
        if body is terms.delta(r, c):
            yield terms.delta(c, r)
            return
        if body.op == "pinv" and set(body.data[1]) == {r, c}:
            yield terms.replace(body.args[0], dict(zip(body.data[0], body.data[1][::-1])))
            return
        scaled = self._scaled(body, names)
        if scaled is not None:
            yield scaled
            return
        gram = self._gram(body, names)
        if gram is not None:
            yield gram
            return
        inverse = terms.inverse((names[0], names[2]), body, (c, r)) if square else None
        if inverse is not None and self.normalizer.matrices.existence(inverse) is not None:
            yield inverse
            return
        for p, q, k, turned in ((c, d, names[0], False), (r, s, names[2], True)):
            pair = [a(integer(k), x) if not turned else a(x, integer(k)) for x in (p, q)]
            g = self.normalizer.normal(terms.sum([k], terms.mul(pair))).right
            if g is terms.delta(p, q):
                yield body
                return
            inverse = terms.inverse((p.lone_symbol().name, q.lone_symbol().name), g, (p, q))
            if self.normalizer.matrices.existence(inverse) is not None:
                left = [rules.inverse_at(terms, inverse, c, d), a(r, d)] if not turned else \
                    [a(s, c), rules.inverse_at(terms, inverse, s, r)]
                yield terms.sum([names[1] if turned else names[3]], terms.mul(left))
                return
        if square:
            yield terms.replace(body, {names[0]: c, names[2]: r})

    def _scaled(self, body: Term, names: Sequence[str]) -> Term | None:
        """c⁻¹a⁺ for c a, where c is a number that is seen not to be 0."""
        terms = self.terms
        common: dict[Term, int] | None = None
        polynomial = terms.polynomial(body)
        for m in polynomial:
            own = {x: k for x, k in m if x.free.isdisjoint(names) and self._is_nonzero(x)}
            common = own if common is None else {x: min(k, own[x]) for x, k in common.items() if x in own}
        number = next(iter(polynomial.values())) if len(polynomial) == 1 else ONE
        if not common and number == ONE:
            return None
        rest = {tuple((x, k - (common or {}).get(x, 0)) for x, k in m if k > (common or {}).get(x, 0)): v / number
                for m, v in polynomial.items()}
        r, _, c, _ = names
        inner = terms.pseudo_inverse((r, c), terms.from_polynomial(rest), (integer(c), integer(r)))
        return terms.mul([terms.num(1 / number), *(terms.pow(x, -k) for x, k in (common or {}).items()), inner])

    def _is_nonzero(self, x: Term) -> bool:
        base = x.args[0] if x.op == "pow" else x
        e = base.data[0] if base.op == "at" else None
        declared = self.trace.context.tensor(e.name) if isinstance(e, Symbol) else None
        return declared is not None and not declared.properties.isdisjoint(NONZERO)

    def _gram(self, body: Term, names: Sequence[str]) -> Term | None:
        """a⁺a⁺ᵀ for aᵀa, a one factor."""
        terms = self.terms
        if body.op != "sum" or len(body.data) != 1 or terms.extents[names[0]] != terms.extents[names[2]]:
            return None
        r, s, c, _ = names
        (k,), inner = terms.open(body)
        if inner.op != "mul" or len(inner.args) != 2 or any(f.op not in ("at", "inv") for f in inner.args):
            return None
        f, g = inner.args if r in inner.args[0].free else inner.args[::-1]
        if c in f.free or r in g.free or terms.replace(f, {r: integer(c)}) is not g:
            return None
        entry = lambda x: terms.pseudo_inverse((k, r), f, (integer(x), integer(l)))
        l = self.trace.variable(terms.extents[k])
        return terms.sum([l], terms.mul([entry(c), entry(r)]))

    # ------------------------------------------------------------ uniqueness
    def _names(self, t: Term) -> list[str]:
        """Names r, s for the rows and c, d for the columns of t's matrix."""
        row, column = (self.terms.extents[name] for name in t.data[0])
        return [self.trace.variable(extent) for extent in (row, row, column, column)]

    def shown(self, t: Term, w: Term, names: Sequence[str], prove: Prove) -> Theorem | None:
        """t, an entry of a pseudo-inverse, is that of w, whose entry at c, r is given; None if that is not shown."""
        terms = self.terms
        r, s, c, d = map(integer, names)
        a = lambda p, q: rules.entry_at(terms, t, p, q)
        b = lambda p, q: terms.replace(w, {names[2]: p, names[0]: q})
        times = lambda bound, *factors: terms.sum([x.lone_symbol().name for x in bound], terms.mul(factors))
        equations = ((times((d, s), a(r, d), b(d, s), a(s, c)), a(r, c)),
                     (times((s, d), b(c, s), a(s, d), b(d, r)), b(c, r)),
                     (times((d,), a(r, d), b(d, s)), times((d,), a(s, d), b(d, r))),
                     (times((s,), b(c, s), a(s, d)), times((s,), b(d, s), a(s, c))))
        premises = []
        for left, right in equations:
            p = prove(left, right)
            if p is None:
                return None
            premises.append(p)
        return rules.pseudo_unique(self.trace, t, w, premises, names)

    # ------------------------------------------------------------ products
    def contractions(self, f: Term) -> list[Pattern]:
        """The six products with the pseudo-inverse that f is an entry of, and what each is."""
        found = self._contractions.get(f.args[0])
        if found is None:
            self._contractions[f.args[0]] = []
            found = self._contractions[f.args[0]] = [x for x in map(self._pattern, self._six(f)) if x is not None]
        return found

    def turns(self, f: Term) -> list[Pattern]:
        """a b = bᵀaᵀ and b a = aᵀbᵀ, where a b and b a are one product each."""
        found = self._turns.get(f.args[0])
        if found is None:
            found = self._turns[f.args[0]] = []
            for which in ("a b", "b a"):
                p, names = self._equation(f, which)
                p = self._plain(p)
                if p.left.op == "sum" and p.right.op == "sum" and not p.trivial:
                    found.append(pattern_of(self.terms, p, names))
        return found

    def _equation(self, f: Term, which: str) -> tuple[Theorem, tuple[str, str]]:
        """One of Penrose's equations, at two new variables."""
        m, n = (self.terms.extents[name] for name in f.data[0])
        extents = {"a b a": (m, n), "b a b": (n, m), "a b": (m, m), "b a": (n, n)}[which]
        names = tuple(self.trace.variable(extent) for extent in extents)
        return rules.pseudo_equation(self.trace, f, which, tuple(map(integer, names))), names

    def _plain(self, p: Theorem) -> Theorem:
        plain = self.normalizer.plain.normal
        return self.trace.trans(self.trace.sym(plain(p.left)), p, plain(p.right))

    def _six(self, f: Term) -> Iterator[tuple[Theorem, tuple[str, str]]]:
        """Each equation with the product on the left, at two variables."""
        trace, terms = self.trace, self.terms
        whole = {which: self._equation(f, which) for which in ("a b a", "b a b")}
        yield from whole.values()
        m, n = (terms.extents[name] for name in f.data[0])
        a = lambda p, q: rules.entry_at(terms, f, p, q)
        b = lambda p, q: rules.inverse_at(terms, f, p, q)
        i, j, k, l = (trace.variable(extent) for extent in (n, m, m, n))
        p, q, u, v = map(integer, (i, j, k, l))
        for factor, which, at, bound, known, places in (
                (a(u, p), "a b", (u, q), k, "a b a", (q, p)),      # Σ_u a_up (a b)_uq = (a b a)_qp
                (b(p, u), "a b", (q, u), k, "b a b", (p, q)),      # Σ_u b_pu (a b)_qu = (b a b)_pq
                (a(q, v), "b a", (p, v), l, "a b a", (q, p)),      # Σ_v a_qv (b a)_pv = (a b a)_qp
                (b(v, q), "b a", (v, p), l, "b a b", (p, q))):     # Σ_v b_vq (b a)_vp = (b a b)_pq
            e = rules.pseudo_equation(trace, f, which, at)
            e = trace.sum_cong([bound], trace.ring(terms.mul([factor, e.left]), terms.mul([factor, e.right]), [e]))
            theorem, names = whole[known]
            for name, value in zip(names, places):
                theorem = trace.instance(theorem, name, value)
            here, there = self.normalizer.plain.normal(e.right), self.normalizer.plain.normal(theorem.left)
            if here.right is there.right:
                yield trace.trans(e, here, trace.sym(there), theorem), (i, j)

    def _pattern(self, known: tuple[Theorem, tuple[str, str]]) -> Pattern | None:
        """The longest monomial of the left side = what the equation says of it."""
        trace, terms = self.trace, self.terms
        p, names = known
        p = self._plain(p)
        polynomial = dict(terms.polynomial(p.left))
        leading = max(polynomial, key=rules.length)
        if len(leading) != 1 or leading[0][1] != 1 or leading[0][0].op != "sum":
            return None
        c, atom = polynomial.pop(leading), leading[0][0]
        rest = {m: -k / c for m, k in polynomial.items()}
        for m, k in terms.polynomial(p.right).items():
            rest[m] = rest.get(m, 0) + k / c
        rest = {m: k for m, k in rest.items() if k}
        theorem = trace.combine(atom, terms.from_polynomial(rest), [(p, terms.num(ONE / c))])
        return pattern_of(terms, theorem, names)


# ---------------------------------------------------------------- candidates that stand in the step

MOST_CANDIDATES = 12


def candidates(attempt, policy, equality) -> Iterator[Callable[[Term], Theorem | None]]:
    """For a⁺ in the step and another matrix of its shape in it that is shown to be a⁺: a rewriting by that.

    ``equality`` makes of a normalizer what proves two normal forms equal.
    """
    sides = (attempt.obligation.left, attempt.obligation.right)
    nodes = list(dict.fromkeys(x for side in sides for x in _matrices(attempt.terms, side)))
    pairs = [(x, e) for x, e in product(nodes, nodes)
             if isinstance(x, PseudoInverse) and x != e and tuple(map(attempt.terms.p, x.shape)) == tuple(map(attempt.terms.p, e.shape))]
    for node, e in sorted(pairs, key=lambda pair: pair[1] not in sides)[:MOST_CANDIDATES]:
        normalizer = attempt.normalizer(policy)
        search = equality(attempt.trace, normalizer)
        try:
            rewrite = _rewriting(attempt, normalizer, node, e, search)
        except Refused:
            continue
        if rewrite is not None:
            yield rewrite


def _matrices(terms, side: Expression) -> Iterator[Expression]:
    """The matrices in a side that mention no bound name, larger ones first."""
    bound = bound_names(side)
    for node in side.walk():
        if len(node.shape) == 2 and not terms.names(node) & bound:
            yield node


def _rewriting(attempt, normalizer, node: PseudoInverse, e: Expression, search) -> Callable[[Term], Theorem | None] | None:
    """at(a⁺, i, j) = at(e, i, j), if e is shown to satisfy the four equations."""
    trace, terms, pseudo = attempt.trace, attempt.terms, normalizer.pseudo
    whole = terms.simplified(node)
    c, r = (integer(trace.variable(extent)) for extent in whole.shape)
    entry = rules.pseudo_entry(trace, terms.at(whole, (c, r)))
    names = pseudo._names(entry.right)
    w = terms.at(e, (integer(names[2]), integer(names[0])))

    def prove(left: Term, right: Term) -> Theorem | None:
        return search.joined(normalizer.normal(left), normalizer.normal(right))

    shown = pseudo.shown(entry.right, w, names, prove)
    if shown is None:
        return None
    theorem = trace.trans(entry, shown)

    def rewrite(t: Term) -> Theorem | None:
        if t.op != "at" or t.data[0] != whole:
            return None
        p = theorem
        try:
            for name, value in zip((c, r), t.data[1]):
                p = trace.instance(p, name.lone_symbol().name, value)
        except Refused:
            return None
        return p

    return rewrite
