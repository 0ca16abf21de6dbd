r"""Determinants in normal form.

det(AB) = det A det B for square factors, det(A⁻¹) = 1/det A,
det(I + ab) = det(I + ba), whichever was met first or is of fewer rows, the product of the
diagonal of a triangular matrix, and, where the policy says so, det(A + u) = det A det(I + A⁻¹u)
and det(−a) = (−1)^n det a.
"""
from __future__ import annotations

from fractions import Fraction
from typing import Iterator

from symbolic.language.binding import bound_names
from symbolic.language.context import Definition
from symbolic.language.expressions import (
    Apply, Determinant, Expression, Identity, Kronecker, MatMul, MatrixExponential, MatrixPower, Number, Power, Symbol, Times)
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .record import Theorem
from .terms import Term

P = IntegerPolynomial
MINUS = Number(Fraction(-1))


class Determinants:
    """The part of ``Matrices`` that is about determinants."""

    def determinant(self, t: Term) -> Theorem:
        """at(det a) in normal form; products of square matrices are parted first."""
        e = t.data[0].arg
        clause = self.trace.clause(e) if isinstance(e, Symbol) and self.terms.place(e) in self.normalizer.policy.unfold else None
        match e:
            case Symbol() if clause is not None:
                p = self._unfolded(t, clause)
            case MatMul(a, b) if len(a.shape) == len(b.shape) == 2 and a.shape[0] == a.shape[1] \
                    and not self.normalizer.policy.whole:
                p = self._parted(t, a, b)
            case Times(a, b) if (not a.shape) != (not b.shape) and not self.normalizer.policy.whole:
                p = rules.determinant_scaled(self.trace, t)
            case MatrixExponential():
                p = self.normalizer.exponentials.determinant(t)
            case MatrixPower(_, exponent) if self.trace.nonnegative(exponent):
                p = rules.determinant_powered(self.trace, t)
            case Kronecker(a, b) if all(self.trace.terms.p(x.shape[0] - x.shape[1]) == 0 for x in (a, b)):
                p = rules.determinant_kronecker(self.trace, t)
            case _:
                p = rules.determinant_entry(self.trace, t)
        p = self.trace.trans(p, self.normal(p.right))
        if t.data[0] in self._standing_determinants():
            for f in p.right.args if p.right.op == "mul" else (p.right,):
                if f.op == "determinant":
                    self.determinants.setdefault(f.args[0], p)
        return p

    def _unfolded(self, t: Term, clause: Definition) -> Theorem:
        """det s = det(body) for a defined symbol s, as the determinant of an expression again."""
        trace, terms = self.trace, self.terms
        p = rules.determinant_entry(trace, t)
        names, entry = terms.open(p.right)
        p = trace.trans(p, rules.matrix_cong(trace, names, trace.unfold(entry, clause), ()))
        (r, c), entry = terms.open(p.right)
        return trace.trans(p, trace.sym(rules.determinant_entry(trace, terms.at(Determinant(entry.data[0]), ()))))

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

    def _triangular(self, t: Term) -> Theorem | None:
        """det t = Π_k t[k, k] where every monomial of t is 0 above the diagonal, or every one below it; else None."""
        trace, terms = self.trace, self.terms
        extent = rules.extent_of(terms, t)
        r, c, k = (trace.variable(extent) for _ in range(3))
        body = rules.entry_at(terms, t, integer(r), integer(c))
        for side, before, behind in (("lower", r, c), ("upper", c, r)):
            guard = terms.holds(integer(before), "<", integer(behind))
            zeros = [self._zero_beyond(m, side, guard, (r, c)) for m in (body.args if body.op == "add" else (body,))]
            if None not in zeros:
                outside = trace.combine(terms.mul([guard, body]), terms.zero, zeros)
                return rules.determinant_triangular(trace, t, outside, (r, c, k))
        return None

    def _zero_beyond(self, m: Term, side: str, guard: Term, names: tuple[str, str]) -> tuple[Theorem, Term] | None:
        """An equation that times a term says guard · m = 0: by δ_rc, or by an entry of a triangular matrix; None if there is none."""
        trace, terms = self.trace, self.terms
        r, c = map(integer, names)
        factors = m.args if m.op == "mul" else (m,)
        for f in factors:
            rest = terms.mul(x for x in factors if x is not f)
            if f is terms.delta(r, c):
                same = trace.delta_replace(guard, names[0], c)
                never = trace.step("relation_decided", terms.holds(c, "<", c), terms.zero, term=terms.holds(c, "<", c))
                return trace.combine(same.left, terms.zero, [(same, terms.one), (never, f)]), rest
            if f.op == "at" and self.normalizer.assumptions is not None and f.data[1] in ((r, c), (c, r)):
                own = side if f.data[1] == (r, c) else {"lower": "upper", "upper": "lower"}[side]
                if self.declared(f, f"{own} triangular"):
                    return rules.triangular(trace, f, own), rest
        return None

    def _around(self, t: Term) -> Theorem | None:
        """det(a + u) = det a det(I + a⁻¹ u) for a symbol a that has an inverse, or a = c⁻¹."""
        if not self.normalizer.policy.around:
            return None
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        for m in body.args if body.op == "add" else ():
            if m.op not in ("at", "inv") or {integer(r), integer(c)} != set(m.data[1]):
                continue
            existence = self.existence(terms.determinant((r, c), m) if m.op == "at" else m)
            if existence is None:
                continue
            k = trace.variable(rules.extent_of(terms, t))
            straight = m.data[1] == (integer(r), integer(c))
            if m.op == "inv":
                w = rules.entry_at(terms, m, *m.data[1])
                unit = rules.inverse_cancel(trace, m, existence, "left" if straight else "right")
            else:
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
            turned = self.oriented(p.right)
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

    def slope_here(self, t: Term) -> Theorem | None:
        """∂det M = det M tr(M⁻¹ ∂M) where M has an inverse by what its symbols are defined to be: d/dt det(X + tV) at t = 0."""
        trace, terms, inner = self.trace, self.terms, t.args[0]
        names = tuple(trace.variable(rules.extent_of(terms, inner)) for _ in range(3))
        i, j, k = map(integer, names)
        here = self.normal(rules.entry_at(terms, inner, i, k))
        if here.trivial:
            return None
        w = self.normal(terms.inverse((names[0], names[2]), here.right, (i, j))).right
        p = self.normal(terms.sum(names[2:], terms.mul([rules.entry_at(terms, inner, i, k), terms.replace(w, {names[0]: k})])))
        return rules.D_determinant(trace, t, w, p, names) if p.right is terms.delta(i, j) else None

    def negated(self, t: Term) -> Theorem | None:
        """det(−a) = (−1)^n det a, where all of a matrix is written with a minus, or its first monomial is; else None."""
        policy, polynomial = self.normalizer.policy, self.terms.polynomial(self.terms.open(t)[1])
        if policy.signed:
            keys = {m: _key(m) for m in polynomial}
            first = [q for m, q in polynomial.items() if keys[m] == max(keys.values())]
        else:
            first = list(polynomial.values()) if policy.cut else []
        return self._negated(t) if first and all(q < 0 for q in first) else None

    def _negated(self, t: Term) -> Theorem | None:
        """det a = (−1)^n det(−a)."""
        trace, terms = self.trace, self.terms
        names, body = terms.open(t)
        polynomial = terms.polynomial(body)
        (r, c), extent = names, rules.extent_of(terms, t)
        k = trace.variable(extent)
        minus = Times(MINUS, Identity(extent))
        positive = terms.from_polynomial({m: -q for m, q in polynomial.items()})
        p = rules.determinant_product(
            trace, self.normal(terms.at(minus, (integer(r), integer(k)))).right, terms.replace(positive, {r: integer(k)}), (r, c, k))
        (row, column), product = terms.open(p.left)
        back = rules.matrix_cong(trace, (row, column), self.normalizer.plain.normal(product), ())
        if back.right is not t or positive is body:
            return None
        sign = self._sign(extent)
        if sign.left not in (p.right.args if p.right.op == "mul" else ()):
            return None
        return trace.trans(trace.sym(back), p, trace.cong(p.right, [sign]))

    def _sign(self, extent: P) -> Theorem:
        """det(−I) = (−1)^n det I."""
        trace, terms = self.trace, self.terms
        whole = rules.determinant_entry(trace, terms.at(Determinant(Times(MINUS, Identity(extent))), ()))
        pair, entry = terms.open(whole.right)
        whole = trace.trans(whole, rules.matrix_cong(trace, pair, self.normal(entry), ()))
        return trace.trans(trace.sym(whole), rules.determinant_scaled(trace, whole.left))

    def without_even_part(self, t: Term) -> Theorem | None:
        """(−1)^{2q + r} = (−1)^r, since (−1)^q (−1)^q = det(−I) det(−I) = det I = 1; None if there is no such q."""
        trace, terms, e = self.trace, self.terms, t.data[0]
        exponent = terms.p(e.exponent)
        half = P([(m, c // 2) for m, c in exponent.terms])
        rest = exponent - half - half
        if e.arg.arg != MINUS or half == 0 or not (trace.nonnegative(half) and trace.nonnegative(rest)):
            return None
        whole = self._split_power(t, half + half)
        even, odd = (terms.at(MatrixPower(e.arg, terms.p(x)), t.data[1]) for x in (half + half, rest))
        one = self.normal(even) if half.constant() is not None else \
            trace.trans(self._split_power(even, half), self._square_of_sign(half))
        if one.right is not terms.one:
            return None
        return trace.trans(whole, trace.ring(whole.right, odd, [one]))

    def _split_power(self, t: Term, part: P) -> Theorem:
        """c^P = c^Q c^{P−Q} of a number."""
        p = rules.matrix_power_split(self.trace, t, part)
        return self.trace.trans(p, self.trace.sum_single(p.right, p.right.data[0]))

    def _square_of_sign(self, extent: P) -> Theorem:
        """(−1)^n (−1)^n = 1."""
        trace, terms = self.trace, self.terms
        r, c, k = (trace.variable(extent) for _ in range(3))
        minus = Times(MINUS, Identity(extent))
        a, b = (self.normal(terms.at(minus, map(integer, pair))).right for pair in ((r, k), (k, c)))
        p = rules.determinant_product(trace, a, b, (r, c, k))
        names, product = terms.open(p.left)
        one = rules.matrix_cong(trace, names, self.normal(product), ())
        one = trace.trans(one, rules.determinant_identity(trace, one.right))
        sign = self._sign(extent)
        sign = trace.trans(sign, self.normalizer.plain.normal(sign.right))
        squared = trace.ring(p.right, terms.mul([sign.right] * 2), [sign])
        return trace.trans(trace.sym(squared), trace.sym(p), one)

    def of_skew(self, t: Term) -> Theorem | None:
        """det A = (−1)^n det A for an antisymmetric A, by det Aᵀ = det(−A)."""
        trace, terms = self.trace, self.terms
        body = t.args[0]
        if self.normalizer.assumptions is None or body.op != "at" or not self.declared(body, "antisymmetric"):
            return None
        p = rules.matrix_transpose(trace, t)
        names, entry = terms.open(p.right)
        p = trace.trans(p, rules.matrix_cong(trace, names, rules.antisymmetric(trace, entry), ()))
        q = self._negated(p.right)
        return q and trace.trans(p, q)

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

    def _standing_determinants(self) -> set[Expression]:
        """Determinants that cannot be 0 where the step is defined: in a log or below a line."""
        found = set()
        for node in nodes_of(self.trace):
            match node:
                case Power(Determinant() as d, q) if q < 0:
                    found.add(self.terms.simplified(d))
                case Apply("log", _, Determinant() as d):
                    found.add(self.terms.simplified(d))
        return found


def nodes_of(trace) -> Iterator[Expression]:
    """Every node of the step and of its definitions that mentions no bound name."""
    sides = [trace.obligation.left, trace.obligation.right, *(d.body for d in trace.context.definitions if not d.labels)]
    for side in sides:
        bound = bound_names(side)
        for node in side.walk():
            if not trace.terms.names(node) & bound:
                yield node


def _key(m: tuple) -> list:
    """What a monomial is made of, whatever its indices."""
    return sorted((a.op, str(a.data[0]) if a.op == "at" else "", a.height, k) for a, k in m)


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
