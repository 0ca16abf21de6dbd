r"""Exponentials of matrices in normal form.

The exponential of a matrix stays an atom whose matrix is in normal form, as an
inverse does.  Beside each other two exponentials are joined if their matrices
commute, e^a e^b = e^{a+b}; that has one exponential less.  What commutes with
a is moved past e^a; of all orders that are reached so, the one that was met
first is taken.  Where only a sum commutes with a, as A + B with t(A + B), the
youngest of its products with e^a is put in terms of the others.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_exponential_rules as rules
from .matrix_rules import (
    determinant_entry, entry_at, exponential_entry, extent_of, inverse_at, inverse_entry, inverse_unique, matrix_cong,
    matrix_transpose)
from .patterns import Pattern, _factors, applied, pattern_of, turns
from .record import Theorem
from .polynomials import ONE
from .terms import Term

P = IntegerPolynomial
MOST_FORMS = 24
"""Orders of one product that are looked at."""


class MatrixExponentials:
    """The part of one normalizer that is about exponentials of matrices."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.terms
        self.joins: dict[tuple, Pattern | None] = {}
        self.moves: dict[tuple, Pattern | None] = {}
        self.sums: dict[Term, Pattern | None] = {}

    def _equal(self, left: Term, right: Term) -> Theorem | None:
        """left = right, if their normal forms agree."""
        normalizer = self.normalizer.folded if self.normalizer.policy.plain else self.normalizer
        p, q = normalizer.normal(left), normalizer.normal(right)
        return self.trace.trans(p, self.trace.sym(q)) if p.right is q.right else None

    def commuting(self, a: Term, b: Term, r: str, c: str) -> tuple[Theorem, str] | None:
        """Σ_k a[r, k] b[k, c] = Σ_k b[r, k] a[k, c] and k, if it can be shown; a and b are at r, c."""
        terms, k = self.terms, self.trace.variable(self.terms.extents[r])
        at = integer(k)
        product = lambda x, y: rules.product(terms, terms.replace(x, {c: at}), terms.replace(y, {r: at}), k)
        p = self._equal(product(a, b), product(b, a))
        return None if p is None else (p, k)

    # ------------------------------------------------------------ one exponential
    def simpler(self, t: Term) -> Theorem | None:
        """An exponential in other terms: of a 1×1, a diagonal, a shifted or a similar matrix; or None."""
        if extent_of(self.terms, t) == 1:
            return rules.exponential_single(self.trace, t) if t.data[1] == (integer(1),) * 2 else None
        return self._diagonal(t) or self._shifted(t) or self._similar(t)

    def _diagonal(self, t: Term) -> Theorem | None:
        """The exponential of δ_rc v_r."""
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        delta, rest = terms.delta(integer(r), integer(c)), {}
        for m, k in terms.polynomial(body).items():
            if (delta, 1) not in m:
                return None
            rest[tuple(x for x in m if x[0] is not delta)] = k
        value = terms.from_polynomial(rest)
        p = trace.ring(body, terms.mul([delta, value]))
        if c in value.free:
            p = trace.trans(p, trace.delta_replace(value, c, integer(r)))
            value = terms.replace(value, {c: integer(r)})
        p = matrix_cong(trace, (r, c), p, t.data[1], "expm")
        return trace.trans(p, rules.exponential_diagonal(trace, p.right, (r, c), value))

    def _shifted(self, t: Term) -> Theorem | None:
        """e^{a + vI} = exp(v) e^a for a number v."""
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        polynomial, delta = terms.polynomial(body), terms.delta(integer(r), integer(c))
        shift = {m: k for m, k in polynomial.items()
                 if (delta, 1) in m and all(x is delta or x.free.isdisjoint((r, c)) for x, _ in m)}
        if not shift:
            return None
        a = terms.from_polynomial({m: k for m, k in polynomial.items() if m not in shift})
        b = terms.from_polynomial(shift)
        shown = self.commuting(a, b, r, c)
        if shown is None:
            return None
        p = matrix_cong(trace, (r, c), trace.ring(body, terms.add([a, b])), t.data[1], "expm")
        split = rules.exponential_sum(trace, a, b, shown[0], (r, c, shown[1]))
        for name, value in zip((r, c), t.data[1]):
            split = trace.instance(split, name, value)
        return trace.trans(p, split)

    def _similar(self, t: Term) -> Theorem | None:
        """e^{b d w} = b e^d w for square b and w with b w = I."""
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        parted = self._parted(body, r, c)
        if parted is None or self.normalizer.policy.plain:
            return None
        b, w, d = parted  # at r, c
        extent = terms.extents[r]
        k, l, s = (trace.variable(extent) for _ in range(3))
        put = lambda x, p, q: terms.replace(x, {r: integer(p), c: integer(q)})
        unit = self._equal(rules.product(terms, put(b, k, c), put(w, c, s), c), terms.delta(integer(k), integer(s)))
        p = self._equal(rules.product(terms, put(body, r, k), put(b, k, c), k), rules.product(terms, put(b, r, l), put(d, l, c), l))
        if unit is None or p is None:
            return None
        moved = rules.exponential_intertwined(trace, put(body, r, k), b, put(d, l, c), p, (r, c, k, l))
        tail = put(w, c, s)
        plain = self.normalizer.plain.normal
        back, cancelled = plain(terms.sum([c], terms.mul([tail, moved.left]))), plain(unit.left)
        if back.right.op != "sum" or cancelled.right.op != "sum":
            return None
        pattern = pattern_of(terms, trace.trans(trace.sym(cancelled), unit), (k, s))
        shorter = self._applied(pattern, back.right, terms.open(back.right))
        if shorter is None:
            return None
        back = trace.trans(back, shorter, plain(shorter.right))
        if back.right is not terms.exponential((r, c), body, (integer(r), integer(s))):
            return None
        theorem = trace.trans(trace.sym(back), trace.sum_cong([c], trace.ring(
            terms.mul([tail, moved.left]), terms.mul([tail, moved.right]), [moved])))
        for name, value in zip((r, s), t.data[1]):
            theorem = trace.instance(theorem, name, value)
        return theorem

    def _parted(self, body: Term, r: str, c: str) -> tuple[Term, Term, Term] | None:
        """b, w and d at r, c of a body Σ_xy b[r, x] d[x, y] w[y, c], the same b and w in every monomial; or None."""
        terms, found, inner = self.terms, None, []
        for m in body.args if body.op == "add" else (body,):
            scalars = [f for f in (m.args if m.op == "mul" else (m,)) if f.free.isdisjoint((r, c))]
            rest = [f for f in (m.args if m.op == "mul" else (m,)) if f not in scalars]
            if len(rest) != 1 or rest[0].op != "sum":
                return None
            names, product = terms.open(rest[0])
            factors = _factors(product)
            first, last = ([f for f in factors if v in f.free] for v in (r, c))
            if len(first) != 1 or len(last) != 1 or first[0] is last[0] or not _places(first[0]) or not _places(last[0]):
                return None
            x, y = _other(first[0], r), _other(last[0], c)
            if x not in names or y not in names:
                return None
            b, w = self._matrix(first[0], r, x, (r, c)), self._matrix(last[0], y, c, (r, c))
            if b is None or w is None or found not in (None, (b, w)):
                return None
            found = b, w
            others = [f for f in factors if f is not first[0] and f is not last[0]]
            core = terms.sum([v for v in names if v not in (x, y)], terms.mul([*scalars, *others]))
            if x == y:
                core = terms.mul([terms.delta(integer(r), integer(c)), core])
            inner.append(terms.replace(core, {x: integer(r)} if x == y else {x: integer(r), y: integer(c)}))
        return None if found is None else (*found, terms.add(inner))

    def determinant(self, t: Term) -> Theorem:
        """at(det e^a) = exp(tr a)."""
        trace, terms = self.trace, self.terms
        p = determinant_entry(trace, t)
        (r, c), body = terms.open(p.right)
        p = trace.trans(p, matrix_cong(trace, (r, c), exponential_entry(trace, body), ()))
        return trace.trans(p, rules.exponential_determinant(trace, p.right))

    def inverse(self, t: Term) -> Theorem:
        """at((e^a)⁻¹, i, j) = e^{−a}[i, j]."""
        trace, terms = self.trace, self.terms
        p = inverse_entry(trace, t)
        (r, c), body = terms.open(p.right)
        p = trace.trans(p, matrix_cong(trace, (r, c), exponential_entry(trace, body), p.right.data[1]))
        (r, c), body = terms.open(p.right)
        shown = self.inverted(p.right, body, (r, c))
        return p if shown is None else trace.trans(p, shown)

    def inverted(self, t: Term, body: Term, names) -> Theorem | None:
        """inv(e^m; p, q) = e^{−m}[p, q], the body being e^m at the names or turned."""
        trace, terms = self.trace, self.terms
        r, c = names
        if body.data[1] != (integer(r), integer(c)):
            flipped = matrix_transpose(trace, t)
            (r, c), body = terms.open(flipped.right)
            shown = self.inverted(flipped.right, body, (r, c)) if body.data[1] == (integer(r), integer(c)) else None
            return None if shown is None else trace.trans(flipped, shown)
        m = entry_at(terms, body, integer(r), integer(c))
        shown = self.commuting(m, terms.negative(m), r, c)
        if shown is None:
            return None
        split = rules.exponential_sum(trace, m, terms.negative(m), shown[0], (r, c, shown[1]))
        one = self._equal(split.left, terms.delta(integer(r), integer(c)))
        if one is None:
            return None
        w = terms.exponential((r, c), terms.negative(m), (integer(r), integer(c)))
        return inverse_unique(trace, t, w, trace.trans(trace.sym(split), one), (r, c, shown[1]))

    # ------------------------------------------------------------ derivatives
    def derivative(self, t: Term) -> Theorem | None:
        """∂e^m = ∂m e^m, if m commutes with ∂m; else None."""
        terms, inner = self.terms, t.args[0]
        extent = extent_of(terms, inner)
        r, c = (self.trace.variable(extent) for _ in range(2))
        m = entry_at(terms, inner, integer(r), integer(c))
        shown = self.commuting(m, terms.D(m, *t.data), r, c)
        return None if shown is None else rules.D_exponential(self.trace, t, shown[0], (r, c, shown[1]))

    def _traced(self, t: Term, names: list[str], factors: list[Term]) -> Theorem | None:
        """Σ_rs w[s, r] ∂e^m[r, s] by ∂m, if w commutes with m."""
        trace, terms = self.trace, self.terms
        for place, f in enumerate(factors):
            if f.op != "D" or f.args[0].op != "expm":
                continue
            inner, ends = f.args[0], [x.lone_symbol() for x in f.args[0].data[1]]
            if any(x is None or x.name not in names for x in ends):
                continue
            p, q = (x.name for x in ends)
            if {p, q} & (inner.args[0].free | frozenset().union(*(x.names() for x in (*f.data[1], *f.data[2])))):
                continue
            outside = [v for v in names if v in f.free and v not in (p, q)]
            within = [v for v in names if v not in (p, q, *outside)]
            extent = extent_of(terms, inner)
            r, s, k = (trace.variable(extent) for _ in range(3))
            w = terms.sum(within, terms.mul(factors[:place] + factors[place + 1:]))
            w = terms.replace(w, {p: integer(r), q: integer(s)})
            if p == q:
                w = terms.mul([terms.delta(integer(s), integer(r)), w])
            m = lambda x, y: entry_at(terms, inner, integer(x), integer(y))
            weight = lambda x, y: terms.replace(w, {s: integer(x), r: integer(y)})
            shown = self._equal(rules.product(terms, weight(s, k), m(k, r), k), rules.product(terms, m(s, k), weight(k, r), k))
            if shown is None:
                continue
            slope = terms.D(inverse_at(terms, inner, integer(r), integer(s)), *f.data)
            lemma = rules.D_exponential_trace(trace, slope, w, shown, (r, s, k))
            plain = self.normalizer.plain.normal
            own, other = plain(t), plain(terms.sum(outside, lemma.left))
            if own.right is other.right:
                return trace.trans(own, trace.sym(other), trace.sum_cong(outside, lemma) if outside else lemma)
        return None

    # ------------------------------------------------------------ products
    def rewrite(self, t: Term) -> Theorem | None:
        """A connected sum in which exponentials stand, rewritten; None if there is nothing to do."""
        factors = _factors(t.args[0])
        if not any(f.op == "expm" or f.op == "D" and f.args[0].op == "expm" for f in factors):
            return None
        names, body = opened = self.terms.open(t)
        factors = _factors(body)
        return self._joined(t, opened, factors) or self._traced(t, names, factors) or self._moved(t) \
            or self._around(t, opened, factors)

    def _matrix(self, f: Term, p: str, q: str, names: tuple[str, str]) -> Term | None:
        """The factor f, whose places are p and q in one order, as a matrix at ``names``, p the row; None if it is none."""
        places = _places(f)
        if places is None or set(places) != {integer(p), integer(q)} or p == q:
            return None
        row, column = map(integer, names)
        new = (row, column) if places[0] == integer(p) else (column, row)
        if f.op == "at":
            shape = tuple(map(self.terms.p, f.data[0].shape))
            if self.terms.names(f.data[0]) & {p, q} or set(shape) != {self.terms.p(self.terms.extents[names[0]])}:
                return None
            return self.terms.at(f.data[0], new)
        if f.args[0].free & {p, q} or extent_of(self.terms, f) != self.terms.extents[names[0]]:
            return None
        return inverse_at(self.terms, f, *new)

    def _links(self, opened, factors: list[Term], forward: bool = False) -> Iterator[tuple[Term, Term, str, str]]:
        """Exponentials as matrices beside other matrices: (a, b, r, c) where Σ_k e^a[r, k] b[k, c] stands in the sum.

        With ``forward`` no exponential is taken as that of the transposed matrix.
        """
        terms = self.terms
        for k in opened[0]:
            both = [f for f in factors if k in f.free]
            if len(both) != 2:
                continue
            for f, g in (both, both[::-1]):
                if f.op != "expm" or f.args[0].free & {k} or not _places(f) or not _places(g):
                    continue
                r, c = (self.trace.variable(extent_of(terms, f)) for _ in range(2))
                x = _other(g, k)
                if integer(k) not in f.data[1] or f.data[1] == (integer(k),) * 2 or x is None:
                    continue
                b = self._matrix(g, k, x, (r, c))
                if b is not None:
                    row, column = (r, c) if f.data[1][1] == integer(k) else (c, r)
                    if forward and row == c:
                        continue
                    yield entry_at(terms, f, integer(row), integer(column)), b, r, c

    def _applied(self, pattern: Pattern, t: Term, opened) -> Theorem | None:
        return applied(self.trace, pattern, t, opened, self.normalizer.plain.normal, self.normalizer.symmetric)

    def _pattern(self, theorem: Theorem, outer: tuple[str, str]) -> Pattern | None:
        """The pattern of a theorem, its left side in normal form; None if that is no product."""
        p = self.normalizer.plain.normal(theorem.left)
        if p.right.op != "sum":
            return None
        return pattern_of(self.terms, self.trace.trans(self.trace.sym(p), theorem), outer)

    def _key(self, *matrices: tuple[Term, str, str]) -> tuple:
        return tuple(self.terms.determinant((r, c), a) for a, r, c in matrices)

    def _joined(self, t: Term, opened, factors: list[Term]) -> Theorem | None:
        """Σ_k e^a[i, k] e^b[k, j] = e^{a+b}[i, j], if a b = b a."""
        for a, b, r, c in self._links(opened, factors):
            if b.op != "expm":
                continue
            row, column = (r, c) if b.data[1] == (integer(r), integer(c)) else (c, r)
            inner = entry_at(self.terms, b, integer(row), integer(column))
            key = self._key((a, r, c), (inner, r, c))
            if key not in self.joins:
                self.joins[key] = self._join(a, inner, r, c)
            p = self.joins[key] and self._applied(self.joins[key], t, opened)
            if p is not None:
                return p
        return None

    def _join(self, a: Term, b: Term, r: str, c: str) -> Pattern | None:
        shown = self.commuting(a, b, r, c)
        if shown is None:
            return None
        split = rules.exponential_sum(self.trace, a, b, shown[0], (r, c, shown[1]))
        return self._pattern(self.trace.sym(split), (r, c))

    def _moved(self, t: Term) -> Theorem | None:
        """The order of the product that was met first, of those that commuting factors allow; or one in which two exponentials join."""
        trace, forms, waiting = self.trace, {t: self.trace.refl(t)}, [t]
        while waiting and len(forms) < MOST_FORMS:
            x = waiting.pop(0)
            for p in self._exchanges(x):
                if p.right.op != "sum" or p.right in forms:
                    continue
                forms[p.right] = trace.trans(forms[x], p)
                opened = self.terms.open(p.right)
                joined = self._joined(p.right, opened, _factors(opened[1]))
                if joined is not None:
                    return trace.trans(forms[p.right], joined)
                waiting.append(p.right)
        best = min(forms, key=lambda x: x.order)
        return None if best is t else forms[best]

    def _exchanges(self, t: Term) -> Iterator[Theorem]:
        """t with an exponential and a factor beside it that commutes with its matrix exchanged."""
        opened = self.terms.open(t)
        for a, b, r, c in self._links(opened, _factors(opened[1])):
            key = self._key((a, r, c), (b, r, c))
            if key not in self.moves:
                self.moves[key] = None
                self.moves[key] = self._move(a, b, a, r, c)
            p = self.moves[key] and self._applied(self.moves[key], t, opened)
            if p is not None:
                yield self.trace.trans(p, self.normalizer.plain.normal(p.right))

    def _move(self, a: Term, b: Term, d: Term, r: str, c: str) -> Pattern | None:
        """e^a b = b e^d, if a b = b d; all are at r, c."""
        lemma = self._intertwined(a, b, d, r, c)
        return None if lemma is None else self._pattern(lemma, (r, c))

    def _intertwined(self, a: Term, b: Term, d: Term, r: str, c: str) -> Theorem | None:
        terms = self.terms
        k, l = (self.trace.variable(terms.extents[r]) for _ in range(2))
        a, d = terms.replace(a, {c: integer(k)}), terms.replace(d, {r: integer(l)})
        p = self._equal(rules.product(terms, a, terms.replace(b, {r: integer(k)}), k),
                        rules.product(terms, terms.replace(b, {c: integer(l)}), d, l))
        return None if p is None else rules.exponential_intertwined(self.trace, a, b, d, p, (r, c, k, l))

    def _around(self, t: Term, opened, factors: list[Term]) -> Theorem | None:
        """e^{sm} b in terms of the other products of e^{sm} and m, where b is the youngest monomial of m."""
        for a, _, r, c in self._links(opened, factors, forward=True):
            (key,) = self._key((a, r, c))
            if key not in self.sums:
                self.sums[key] = self._leading(a, r, c)
            p = self.sums[key] and self._applied(self.sums[key], t, opened)
            if p is not None:
                p = self.trace.trans(p, self.normalizer.plain.normal(p.right))
                if all(atom is not t for m in self.terms.polynomial(p.right) for atom, _ in m):
                    return p
        return None

    def _leading(self, a: Term, r: str, c: str) -> Pattern | None:
        """The pattern e^a b = m e^a − e^a (m − b) for a = s m, s a number and m of several monomials."""
        trace, terms = self.trace, self.terms
        polynomial = terms.polynomial(a)
        if len(polynomial) < 2:
            return None
        shared = set.intersection(*({x for x in m if x[0].free.isdisjoint((r, c))} for m in polynomial))
        m = terms.from_polynomial({tuple(x for x in key if x not in shared): k for key, k in polynomial.items()})
        lemma = self._intertwined(a, m, a, r, c)
        if lemma is None:
            return None
        plain = self.normalizer.plain.normal
        left, right = plain(lemma.left), plain(lemma.right)
        rest = dict(terms.polynomial(left.right))
        lone = [(x, k) for x, k in rest.items() if len(x) == 1 and x[0][1] == 1 and x[0][0].op == "sum"]
        if not lone or left.right is right.right:
            return None
        leading, k = max(lone, key=lambda item: item[0][0][0].order)
        del rest[leading]
        new = {x: -v / k for x, v in rest.items()}
        for x, v in terms.polynomial(right.right).items():
            new[x] = new.get(x, 0) + v / k
        theorem = trace.trans(trace.sym(left), lemma, right)
        made = trace.combine(leading[0][0], terms.from_polynomial({x: v for x, v in new.items() if v}),
                             [(theorem, terms.num(ONE / k))])
        pattern = pattern_of(terms, made, (r, c))
        again = any(turns(terms, pattern, atom, self.normalizer.symmetric)
                    for x in terms.polynomial(made.right) for atom, _ in x if atom.op == "sum")
        return None if again else pattern


def _places(f: Term) -> tuple[P, P] | None:
    """The two indices of an entry of a matrix."""
    match f.op:
        case "at" if len(f.data[1]) == 2:
            return f.data[1]
        case "inv" | "expm":
            return f.data[1]
    return None


def _other(f: Term, name: str) -> str | None:
    """The variable in the place beside ``name``, or None."""
    places = _places(f)
    if places is None or integer(name) not in places:
        return None
    symbol = places[1 - places.index(integer(name))].lone_symbol()
    return None if symbol is None or symbol.labels or symbol.name == name else symbol.name
