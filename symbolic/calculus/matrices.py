r"""Inverses, determinants and matrix powers in normal form.

An inverse stays an atom whose matrix is in normal form; of a matrix and its
transpose the one that was met first is taken, so that (Xᵀ)⁻¹ = (X⁻¹)ᵀ, and the
inverse of a symmetric matrix has unordered places.  Inside a sum the leading
monomial of a matrix beside its inverse is rewritten: with M = A + BC, of which
BC is the longer, Σ (BC)_ik (M⁻¹)_kj = δ_ij − Σ A_ik (M⁻¹)_kj.

det(AB) = det A det B for square factors, det(A⁻¹) = 1/det A, and
det(I + ab) = det(I + ba) turns to whichever was met first.
"""
from __future__ import annotations

from itertools import permutations
from typing import Iterator

from symbolic.language.expressions import (
    Determinant, Expression, Inverse, MatMul, MatrixPower, Power, Apply, Symbol, bound_names)
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .canonical import seniority
from .patterns import Pattern, applied, pattern_of
from .terms import ONE, Term
from .trace import Theorem

P = IntegerPolynomial
INVERTIBLE = frozenset({"invertible", "positive definite", "orthogonal"})
LARGEST_POWER = 12


class Matrices:
    """What one normalizer knows of inverses and determinants.

    ``normalizer`` brings bodies to normal form.
    """

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms
        self.inverses: dict[Term, Expression] = {}      # body of an inverse: a⁻¹ that stands in the step
        self.determinants: dict[Term, Theorem] = {}     # body of a determinant ≠ 0: at(det a) = .. det ..
        self.patterns: dict[Term, list[Pattern]] = {}
        self.scanned = False

    def normal(self, t: Term) -> Theorem:
        return self.normalizer.normal(t)

    # ------------------------------------------------------------ entries
    def inverse(self, t: Term) -> Theorem:
        """at(a⁻¹, i, j) in normal form."""
        p = rules.inverse_entry(self.trace, t)
        p = self.trace.trans(p, self.normal(p.right))
        if p.right.op == "inv":
            self.inverses.setdefault(p.right.args[0], t.data[0])
        return p

    def determinant(self, t: Term) -> Theorem:
        """at(det a) in normal form; products of square matrices are parted first."""
        e = t.data[0].arg
        match e:
            case MatMul(a, b) if len(a.shape) == len(b.shape) == 2 and a.shape[0] == a.shape[1] \
                    and not self.normalizer.policy.whole:
                p = self._parted(t, a, b)
            case _:
                p = rules.determinant_entry(self.trace, t)
        p = self.trace.trans(p, self.normal(p.right))
        if t.data[0] in self._standing_determinants():
            for f in p.right.args if p.right.op == "mul" else (p.right,):
                if f.op == "determinant":
                    self.determinants.setdefault(f.args[0], p)
        return p

    def _parted(self, t: Term, a: Expression, b: Expression) -> Theorem:
        """det(ab) = det a det b, as determinants of expressions again."""
        trace, terms = self.trace, self.terms
        p = rules.determinant_entry(trace, t)
        (r, c), body = terms.open(p.right)
        p = trace.trans(p, rules.matrix_cong(trace, (r, c), trace.entry(body), ()))
        k = trace.variable(a.shape[1])
        left, right = (terms.at(e, map(integer, x)) for e, x in ((a, (r, k)), (b, (k, c))))
        p = trace.trans(p, rules.determinant_product(trace, left, right, (r, c, k)))
        back = [trace.sym(rules.determinant_entry(trace, terms.at(Determinant(e), ()))) for e in (a, b)]
        return trace.trans(p, trace.cong(p.right, back) if p.right.op == "mul" else trace.refl(p.right))

    def power(self, t: Term) -> Theorem | None:
        """An entry of a^k for a number k, else None."""
        terms, (e, _) = self.terms, t.data
        value = terms.p(e.exponent).constant()
        if value is None or not 0 <= value <= LARGEST_POWER:
            return None
        if value < 2:
            return rules.matrix_power_end(self.trace, t)
        return rules.matrix_power_split(self.trace, t, integer(value - 1))

    # ------------------------------------------------------------ normal forms
    def matrix(self, t: Term) -> Theorem:
        """An inverse or determinant of a body in normal form, the body or its transpose."""
        trace = self.trace
        p = self._oriented(t)
        simpler = self._simpler(p.right)
        if simpler is None:
            self.normalizer.done.setdefault(p.right, trace.refl(p.right))
            return p
        return trace.trans(p, simpler, self.normal(simpler.right))

    def _oriented(self, t: Term) -> Theorem:
        trace, terms = self.trace, self.terms
        places = t.data[1]
        names, body = terms.open(t)
        inner = self.normal(body)
        p = rules.matrix_cong(trace, names, inner, places)
        r, c = names
        turned = self.normal(terms.replace(inner.right, {r: integer(c), c: integer(r)}))
        other = terms.determinant(names, turned.right).args[0]
        here = p.right.args[0]
        if here is other:
            terms.symmetric_matrices.add(here)
        if here.order < other.order or here is other and not _exchanged(places):
            return p
        flipped = rules.matrix_transpose(trace, p.right)
        return trace.trans(p, flipped, rules.matrix_cong(trace, names, turned, places[::-1]))

    def swapped(self, t: Term) -> Theorem | None:
        """inv(i, j) = inv(j, i) for the inverse of a symmetric matrix, else None."""
        trace, terms = self.trace, self.terms
        if t.args[0] not in terms.symmetric_matrices:
            return None
        flipped = rules.matrix_transpose(trace, t)
        names, body = terms.open(flipped.right)
        p = trace.trans(flipped, rules.matrix_cong(trace, names, self.normal(body), t.data[1][::-1]))
        return p if p.right is rules.inverse_at(terms, t, *t.data[1][::-1]) else None

    def _simpler(self, t: Term) -> Theorem | None:
        """An inverse or determinant in other terms, or None."""
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        i, j = integer(r), integer(c)
        identity = body is terms.delta(i, j)
        inverse = body.op == "inv" and set(body.data[1]) == {i, j}
        match t.op:
            case "inv" if rules.extent_of(terms, t) == 1:
                return rules.inverse_single(trace, t) if t.data[1] == (integer(1),) * 2 else None
            case "inv" if identity:
                return self._inverse_of_identity(t, (r, c))
            case "inv" if inverse:
                return self._inverse_of_inverse(t, body, (r, c))
            case "inv" if body.op == "at" and self.normalizer.assumptions is not None \
                    and self.declared(body, "orthogonal") and body.data[1] in ((i, j), (j, i)):
                return self._inverse_of_orthogonal(t, body, (r, c))
            case "determinant" if rules.extent_of(terms, t) == 1:
                return rules.determinant_single(trace, t)
            case "determinant" if identity:
                return rules.determinant_identity(trace, t)
            case "determinant" if inverse:
                return self._determinant_of_inverse(t, body)
            case "determinant":
                return rules.determinant_expand(trace, t) if self._small(t) else self._around(t) or self._turned(t)
            case "inv" if self._small(t):
                return rules.inverse_expand(trace, t)
        return None

    def declared(self, t: Term, *words: str) -> bool:
        """Is t an entry of a symbol declared by one of the words?"""
        e = t.data[0]
        declaration = self.trace.context.tensor(e.name) if isinstance(e, Symbol) else None
        return declaration is not None and not declaration.properties.isdisjoint(words)

    def _inverse_of_identity(self, t: Term, names) -> Theorem:
        trace, terms = self.trace, self.terms
        r, c = map(integer, names)
        name = trace.variable(terms.extents[names[0]])
        p = self.normal(terms.sum([name], terms.mul([terms.delta(r, integer(name)), terms.delta(integer(name), c)])))
        return rules.inverse_unique(trace, t, terms.delta(r, c), p, (*names, name))

    def _inverse_of_inverse(self, t: Term, body: Term, names) -> Theorem | None:
        """(a⁻¹)⁻¹ = a, ((a⁻¹)ᵀ)⁻¹ = aᵀ."""
        existence = self.existence(body)
        if existence is None:
            return None
        p, q = body.data[1]
        side = "left" if (p, q) == tuple(map(integer, names)) else "right"
        cancel = rules.inverse_cancel(self.trace, body, existence, side)
        return self._unique(t, rules.entry_at(self.terms, body, p, q), cancel, names)

    def _inverse_of_orthogonal(self, t: Term, body: Term, names) -> Theorem:
        """Q⁻¹ = Qᵀ."""
        e, (p, q) = body.data
        r, c = map(integer, names)
        unit = rules.orthonormal(self.trace, e, r, c, "rows" if (p, q) == (r, c) else "columns")
        return self._unique(t, self.terms.at(e, (q, p)), unit, names)

    def _unique(self, t: Term, w: Term, p: Theorem, names) -> Theorem:
        return rules.inverse_unique(self.trace, t, w, p, (*names, self.trace.variable(self.terms.extents[names[0]])))

    def _determinant_of_inverse(self, t: Term, body: Term) -> Theorem | None:
        """det(a⁻¹) = (det a)⁻¹, since det a det a⁻¹ = det I = 1."""
        trace, terms = self.trace, self.terms
        existence = self.existence(body)
        if existence is None:
            return None
        extent = rules.extent_of(terms, t)
        r, c, k = (trace.variable(extent) for _ in range(3))
        cancel = rules.inverse_cancel(trace, rules.inverse_at(terms, body, integer(r), integer(c)), existence, "right")
        a = rules.entry_at(terms, body, integer(r), integer(k))
        b = rules.inverse_at(terms, body, integer(k), integer(c))
        product = rules.determinant_product(trace, a, b, (r, c, k))
        one = rules.matrix_cong(trace, (r, c), cancel, ())
        one = trace.trans(trace.sym(product), one, rules.determinant_identity(trace, one.right))
        first, second = terms.determinant((r, k), a), terms.determinant((k, c), b)
        p = trace.sym(rules.reciprocal_unique(trace, one, first, second))
        if second is not t:
            flipped = rules.matrix_transpose(trace, t)
            if flipped.right is not second:
                return None
            p = trace.trans(flipped, p)
        return p

    def _small(self, t: Term) -> bool:
        rows = rules.extent_of(self.terms, t).constant()
        return self.normalizer.policy.expand and rows is not None and rows <= rules.MOST_ROWS

    def _around(self, t: Term) -> Theorem | None:
        """det(a + u) = det a det(I + a⁻¹ u) for a symbol a that has an inverse."""
        if not self.normalizer.policy.around:
            return None
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        for m in body.args if body.op == "add" else ():
            if m.op != "at" or {integer(r), integer(c)} != set(m.data[1]):
                continue
            existence = self.existence(terms.determinant((r, c), m))
            if existence is None:
                continue
            k = trace.variable(rules.extent_of(terms, t))
            w = self.normal(terms.inverse((r, c), m, (integer(r), integer(c)))).right
            side = "right" if w.data[1] == (integer(r), integer(c)) else "left"
            unit = rules.inverse_cancel(trace, w, existence, side)
            a = terms.replace(m, {c: integer(k)})
            u = terms.replace(terms.add(x for x in body.args if x is not m), {r: integer(k)})
            return rules.determinant_block(trace, t, a, u, w, unit, (r, c, k))
        return None

    def _turned(self, t: Term) -> Theorem | None:
        """det(I + ab) = det(I + ba), for the cut of ab that was met first, or is of extent 1."""
        if self.normalizer.policy.plain:
            return None
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        identity = terms.delta(integer(r), integer(c))
        others = [m for m in (body.args if body.op == "add" else ()) if m is not identity]
        if body.op != "add" or len(others) != 1 or len(others) == len(body.args):
            return None
        best = None
        for p in self._turns(t, others[0], (r, c)):
            turned = self._oriented(p.right)
            p = trace.trans(p, turned)
            single = rules.extent_of(terms, p.right) == 1
            if single or p.right.order < (best or Theorem(t, t, None)).right.order:
                best = p
            if single:
                break
        return best

    def _turns(self, t: Term, monomial: Term, names) -> Iterator[Theorem]:
        """det(I + ab) = det(I + ba) for every way to cut the monomial between row and column."""
        terms = self.terms
        r, c = names
        factors = list(monomial.args) if monomial.op == "mul" else [monomial]
        inner = next((f for f in factors if f.op == "sum" and {r, c} <= f.free), None)
        if inner is None:
            yield from self._turns_of_product(t, factors, names)
            return
        bound, body = terms.open(inner)
        scalars = [f for f in factors if f is not inner]
        pieces = list(body.args) if body.op == "mul" else [body]
        for cut in bound:
            near, far = _sides(pieces, cut, r, [v for v in bound if v != cut])
            if near is None or any(f.free & {c} for f in near) or any(f.free & {r} for f in far):
                continue
            others = [v for v in bound if v != cut]
            parts = [[v for v in others if any(v in f.free for f in side)] for side in (near, far)]
            a = terms.sum(parts[0], terms.mul([*scalars, *near]))
            b = terms.sum(parts[1], terms.mul(far))
            yield from self._turn(t, a, b, (r, c, cut), terms.extents[cut])

    def _turns_of_product(self, t: Term, factors, names) -> Iterator[Theorem]:
        """u_r v_c: a cut of extent 1."""
        r, c = names
        a = [f for f in factors if c not in f.free]
        b = [f for f in factors if c in f.free]
        if b and not any(r in f.free for f in b):
            k = self.trace.variable(integer(1))
            yield from self._turn(t, self.terms.mul(a), self.terms.mul(b), (r, c, k), integer(1))

    def _turn(self, t: Term, a: Term, b: Term, names, extent: P) -> Iterator[Theorem]:
        trace, terms = self.trace, self.terms
        p = rules.determinant_turned(trace, a, b, (*names, trace.variable(extent)))
        (r, c), body = terms.open(p.left)
        plain = self.normalizer.plain.normal(body)
        back = rules.matrix_cong(trace, (r, c), plain, ())
        if back.right is t:
            yield trace.trans(trace.sym(back), p)

    def square(self, t: Term) -> Theorem | None:
        """det Q det Q = 1 for an orthogonal Q."""
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        if self.normalizer.assumptions is None or body.op != "at" or not self.declared(body, "orthogonal") \
                or set(body.data[1]) != {integer(r), integer(c)}:
            return None
        k = trace.variable(rules.extent_of(terms, t))
        e = body.data[0]
        unit = rules.orthonormal(trace, e, integer(r), integer(c), "columns")
        a, b = terms.at(e, (integer(k), integer(r))), terms.at(e, (integer(k), integer(c)))
        one = rules.matrix_cong(trace, (r, c), unit, ())
        one = trace.trans(one, rules.determinant_identity(trace, one.right))
        p = trace.trans(trace.sym(rules.determinant_product(trace, a, b, (r, c, k))), one)
        flipped = [rules.matrix_transpose(trace, x) for x in dict.fromkeys(p.left.args) if x is not t]
        if any(x.right is not t for x in flipped):
            return None
        return trace.trans(trace.sym(trace.ring(p.left, terms.mul([t, t]), flipped)), p)

    # ------------------------------------------------------------ existence
    def existence(self, t: Term) -> tuple[Theorem, ...] | None:
        """What shows that the matrix of t, an inverse or determinant, has an inverse; None if nothing does."""
        terms, key = self.terms, t.args[0]
        if key.op == "at" and self.declared(key, *INVERTIBLE) and \
                set(key.data[1]) == set(map(integer, t.data[0])):
            return ()
        if key not in self.inverses and key not in self.determinants:
            self._scan()
        if key in self.inverses:
            e = self.inverses[key]
            places = [integer(self.trace.variable(d)) for d in e.shape]
            p = self.normal(terms.at(e, places))
            return (p,) if p.right.op == "inv" and p.right.args[0] is key else None
        p = self.determinants.get(key)
        return None if p is None else (p,)

    def _scan(self) -> None:
        """Note the inverses and determinants that stand in the step, inner ones first."""
        if self.scanned:
            return
        self.scanned = True
        nodes = {n: None for n in _nodes(self.trace) if isinstance(n, (Inverse, Determinant))}
        for node in sorted(nodes, key=lambda n: sum(1 for _ in n.walk())):
            node = self.terms.simplified(node)
            places = [integer(self.trace.variable(d)) for d in node.shape]
            self.normal(self.terms.at(node, places))

    def _standing_determinants(self) -> set[Expression]:
        """Determinants that cannot be 0 where the step is defined: in a log or below a line."""
        found = set()
        for node in _nodes(self.trace):
            match node:
                case Power(Determinant() as d, q) if q < 0:
                    found.add(self.terms.simplified(d))
                case Apply("log", _, Determinant() as d):
                    found.add(self.terms.simplified(d))
        return found

    # ------------------------------------------------------------ products with inverses
    def rewrite(self, t: Term) -> Theorem | None:
        """A connected sum in which a known product stands, rewritten; None if there is none."""
        given = self._given()
        if not given and not any(map(_of_matrix, _factors(t.args[0]))):
            return None
        opened = self.terms.open(t)
        factors = _factors(opened[1])
        for pattern in self._relevant(factors, given):
            p = self._applied(pattern, t, opened)
            if p is not None:
                return p
        if any(f.op == "at" and isinstance(f.data[0], MatrixPower) for f in factors):
            return self._joined_powers(t, opened, factors) or self._reflected(t, opened, factors)
        return None

    def _given(self) -> list[Pattern]:
        """The products that the assumptions and declared properties make known."""
        assumptions = self.normalizer.assumptions
        return [] if assumptions is None else assumptions.patterns(self.normalizer.folded.normal)

    def _relevant(self, factors, given: list[Pattern]) -> Iterator[Pattern]:
        for f in dict.fromkeys(x.args[0] if x.op == "pow" else x for x in factors):
            if f.op == "inv":
                yield from self._patterns(f)
        yield from given

    def _applied(self, pattern: Pattern, t: Term, opened) -> Theorem | None:
        return applied(self.trace, pattern, t, opened, self.normalizer.plain.normal, self.normalizer.symmetric)

    def _patterns(self, f: Term) -> list[Pattern]:
        key = f.args[0]
        found = self.patterns.get(key)
        if found is None:
            self.patterns[key] = []
            existence = self.existence(f)
            sides = () if existence is None else ("right",) if key in self.terms.symmetric_matrices else ("right", "left")
            found = self.patterns[key] = [
                p for p in (self._pattern(f, existence, side) for side in sides) if p is not None]
        return found

    def _pattern(self, f: Term, existence, side: str) -> Pattern | None:
        """Leading monomial of M times M⁻¹ = (δ − rest of M times M⁻¹) / coefficient."""
        trace, terms = self.trace, self.terms
        extent = rules.extent_of(terms, f)
        names = tuple(trace.variable(extent) for _ in range(2))
        cancel = rules.inverse_cancel(trace, rules.inverse_at(terms, f, *map(integer, names)), existence, side)
        left = self.normalizer.plain.normal(cancel.left)
        p = trace.trans(trace.sym(left), cancel)
        polynomial = terms.polynomial(left.right)
        leading = max(polynomial, key=_length)
        if len(leading) != 1 or leading[0][1] != 1 or leading[0][0].op != "sum":
            return None
        c, atom = polynomial.pop(leading), leading[0][0]
        rest = {m: -k / c for m, k in polynomial.items()}
        for m, k in terms.polynomial(cancel.right).items():
            rest[m] = rest.get(m, 0) + k / c
        theorem = trace.combine(atom, terms.from_polynomial(rest), [(p, terms.num(ONE / c))])
        return pattern_of(terms, theorem, names)

    # ------------------------------------------------------------ powers
    def _joined_powers(self, t: Term, opened, factors) -> Theorem | None:
        """Σ_u a^P[i, u] a^Q[u, j] = a^{P+Q}[i, j] where one exponent is symbolic; a alone is a^1."""
        for f, g in permutations((f for f in factors if f.op == "at"), 2):
            first, second = _power(f.data[0]), _power(g.data[0])
            if first[0] == second[0] and (isinstance(f.data[0], MatrixPower) or isinstance(g.data[0], MatrixPower)):
                p = self._joined(t, opened, first[0], first[1], second[1])
                if p is not None:
                    return p
        return None

    def _joined(self, t: Term, opened, base: Expression, first: P, second: P) -> Theorem | None:
        trace, terms = self.trace, self.terms
        if not (trace.nonnegative(first) and trace.nonnegative(second)):
            return None
        names = tuple(trace.variable(d) for d in base.shape)
        whole = terms.at(MatrixPower(base, terms.p(first + second)), map(integer, names))
        split = rules.matrix_power_split(trace, whole, first)
        theorem = trace.sym(trace.trans(split, self.normalizer.plain.normal(split.right)))
        return self._applied(pattern_of(terms, theorem, names), t, opened) if theorem.left.op == "sum" else None

    def _reflected(self, t: Term, opened, factors) -> Theorem | None:
        """Σ_q with N + 1 − q for q, where that was met first: Σ_q a^{q−1} b a^{N−q} in one of two ways."""
        trace = self.trace
        for name, canonical in zip(opened[0], t.data):
            if any(name in f.data[0].exponent.names() for f in factors
                   if f.op == "at" and isinstance(f.data[0], MatrixPower)):
                p = rules.sum_reflected(trace, t, canonical)
                p = trace.trans(p, self.normalizer.plain.normal(p.right))
                if p.right.order < t.order:
                    return p
        return None


def _power(e: Expression) -> tuple[Expression, P]:
    return (e.arg, e.exponent) if isinstance(e, MatrixPower) else (e, integer(1))


def _factors(body: Term) -> tuple[Term, ...]:
    return body.args if body.op == "mul" else (body,)


def _of_matrix(f: Term) -> bool:
    """An entry of an inverse or of a symbolic power."""
    f = f.args[0] if f.op == "pow" else f
    return f.op == "inv" or f.op == "at" and isinstance(f.data[0], MatrixPower)


def _exchanged(places: tuple) -> bool:
    return len(places) == 2 and seniority(places[1]) < seniority(places[0])


def _length(m: tuple) -> tuple:
    """How many factors a monomial has, those inside its sums counted, and its age."""
    count = 0
    for atom, k in m:
        body = atom.args[0] if atom.op == "sum" else atom
        count += k * (len(body.args) if body.op == "mul" else 1)
    return count, [(a.order, k) for a, k in m]


def _nodes(trace) -> Iterator[Expression]:
    """Every node of the step and of its definitions that mentions no bound name."""
    sides = [trace.obligation.left, trace.obligation.right, *(d.body for d in trace.context.definitions if not d.labels)]
    for side in sides:
        bound = bound_names(side)
        for node in side.walk():
            if not trace.terms.names(node) & bound:
                yield node


def _sides(pieces: list[Term], cut: str, row: str, bound: list[str]) -> tuple[list[Term] | None, list[Term]]:
    """The factors hanging together with the row when the variable ``cut`` is taken away, and the others."""
    near, linked, grown = [], {row}, True
    while grown:
        grown = False
        for f in pieces:
            if f not in near and f.free & linked:
                near.append(f)
                linked |= f.free & set(bound)
                grown = True
    far = [f for f in pieces if f not in near]
    return (near, far) if far else (None, far)
