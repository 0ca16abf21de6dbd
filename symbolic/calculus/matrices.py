r"""Inverses, determinants and matrix powers in normal form.

An inverse stays an atom whose matrix is in normal form; of a matrix and its
transpose the one that was met first is taken, so that (Xᵀ)⁻¹ = (X⁻¹)ᵀ, and the
inverse of a symmetric matrix has unordered places.  Inside a sum the leading
monomial of a matrix beside its inverse is rewritten: with M = A + BC, of which
BC is the longer, Σ (BC)_ik (M⁻¹)_kj = δ_ij − Σ A_ik (M⁻¹)_kj.
"""
from __future__ import annotations

from itertools import permutations
from typing import Iterator

from symbolic.language.expressions import Determinant, Expand, Expression, Inverse, MatrixPower, Symbol, Transpose
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .block_matrices import BlockMatrices
from .determinants import Determinants, nodes_of
from .patterns import Pattern, applied, pattern_of
from .record import Theorem
from .polynomials import ONE
from .terms import Term, Terms

P = IntegerPolynomial
INVERTIBLE = frozenset({"invertible", "positive definite", "orthogonal"})
LARGEST_POWER = 12


class Matrices(Determinants, BlockMatrices):
    """What one normalizer knows of inverses and determinants.

    ``normalizer`` brings bodies to normal form.
    """

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms
        self.inverses: dict[Term, Expression] = {}      # body of an inverse: a⁻¹ that stands in the step
        self.determinants: dict[Term, Theorem] = {}     # body of a determinant ≠ 0: at(det a) = .. det ..
        self.patterns: dict[Term, list[Pattern]] = {}
        self.scanned = False
        self.block_inverses: dict = {}                  # body of an inverse and pivot: its blocks, see ``BlockMatrices``
        self.busy: set[Term] = set()                    # bodies of blocks that are being taken apart

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

    def power(self, t: Term) -> Theorem | None:
        """An entry of a^k for a number k, or of (aᵀ)^k, by others; else None."""
        terms, (e, places) = self.terms, t.data
        extent = terms.p(e.shape[0])
        if not all(self.trace.nonnegative(p - 1) and self.trace.nonnegative(extent - p) for p in places):
            return None
        value = terms.p(e.exponent).constant()
        if value is None and isinstance(e.arg, Expand) and not e.arg.arg.shape:
            return self._scalar_power(t)
        if value is None and isinstance(e.arg, Transpose) and len(e.arg.arg.shape) == 2:
            return rules.matrix_power_transpose(self.trace, t)
        if value is None or not 0 <= value <= LARGEST_POWER:
            return None
        if value < 2:
            return rules.matrix_power_end(self.trace, t)
        return rules.matrix_power_split(self.trace, t, integer(value - 1))

    def _scalar_power(self, t: Term) -> Theorem | None:
        """c^P = exp(P log c) for a scalar c that is positive by its form and P ≥ 0, else None."""
        e, terms = t.data[0], self.terms
        base = self.normal(terms.at(e.arg.arg, ()))
        if base.right is terms.num(-1):
            return self.without_even_part(t)
        if self.normalizer.policy.kept:
            return None
        if not self.trace.nonnegative(e.exponent) or not self.normalizer.scalars.strictly_positive(base.right):
            return None
        right = terms.fn("exp", 0, terms.mul([terms.int(e.exponent), terms.fn("log", 0, base.right)]))
        return self.trace.step("power_exp", t, right, [] if base.trivial else [base], term=t)

    # ------------------------------------------------------------ normal forms
    def oriented(self, t: Term) -> Theorem:
        """An inverse, exponential or determinant of a body in normal form: the body or its transpose."""
        trace, terms = self.trace, self.terms
        places = t.data[1]
        names, body = terms.open(t)
        r, c = names
        inner = self._forward(self.normal(body), r, c)
        p = rules.matrix_cong(trace, names, inner, places, t.op)
        turned = self._forward(self.normal(terms.replace(inner.right, {r: integer(c), c: integer(r)})), r, c)
        other = terms.determinant(names, turned.right).args[0]
        here = p.right.args[0]
        if here is other:
            terms.symmetric_matrices.add(here)
        if here.order < other.order or here is other and not rules.exchanged(places):
            return p
        flipped = rules.matrix_transpose(trace, p.right)
        return trace.trans(p, flipped, rules.matrix_cong(trace, names, turned, places[::-1], t.op))

    def _forward(self, p: Theorem, r: str, c: str) -> Theorem:
        """Of an antisymmetric S that stands alone in a matrix −S_rc for S_cr: else which of them was met first, decides."""
        trace, terms = self.trace, self.terms
        if self.normalizer.assumptions is None:
            return p
        turned = [rules.antisymmetric(trace, atom) for m in terms.polynomial(p.right) for atom, _ in m
                  if atom.op == "at" and atom.data[1] == (integer(c), integer(r)) and self.declared(atom, "antisymmetric")]
        if not turned:
            return p
        values = {q.left: terms.polynomial(q.right) for q in turned}
        result = terms.from_polynomial(terms.polynomial(p.right, values))
        return trace.trans(p, trace.ring(p.right, result, turned))

    def simpler(self, t: Term) -> Theorem | None:
        """An inverse, exponential or determinant in other terms, or None."""
        trace, terms = self.trace, self.terms
        (r, c), body = terms.open(t)
        i, j = integer(r), integer(c)
        identity = body is terms.delta(i, j)
        inverse = body.op == "inv" and set(body.data[1]) == {i, j}
        match t.op:
            case "expm":
                return self.normalizer.exponentials.simpler(t)
            case "inv" if not self._within(t):
                return rules.inverse_expand(trace, t) if self._small(t) else None
            case "inv" if body.op == "expm" and set(body.data[1]) == {i, j}:
                return self.normalizer.exponentials.inverted(t, body, (r, c))
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
                return rules.determinant_expand(trace, t) if self._small(t) \
                    else self._triangular(t) or self.negated(t) or self.by_blocks(t) or self._around(t) or self._turned(t)
            case "inv" if self._small(t):
                return rules.inverse_expand(trace, t)
            case "inv":
                return self.by_blocks(t)
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

    def _within(self, t: Term) -> bool:
        """Are the places of t within its matrix?  A block's, at i − m, are so under the guard i > m only."""
        extent = rules.extent_of(self.terms, t)
        return all(self.trace.nonnegative(p - 1) and self.trace.nonnegative(extent - p) for p in t.data[1])

    def _small(self, t: Term) -> bool:
        rows = rules.extent_of(self.terms, t).constant()
        return self.normalizer.policy.expand and rows is not None and rows <= rules.MOST_ROWS

    # ------------------------------------------------------------ existence
    def existence(self, t: Term) -> tuple[Theorem, ...] | None:
        """What shows that the matrix of t, an inverse or determinant, has an inverse; None if nothing does."""
        terms, key = self.terms, t.args[0]
        if key.op == "at" and self.declared(key, *INVERTIBLE) and \
                set(key.data[1]) == set(map(integer, t.data[0])) or self._gram_of_full_rank(t):
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

    def _gram_of_full_rank(self, t: Term) -> bool:
        """Is the matrix sᵀs for a symbol s declared of full column rank, or s sᵀ for one of full row rank?"""
        body = t.args[0]
        if body.op != "sum" or len(body.data) != 1 or body.args[0].op != "mul" or len(body.args[0].args) != 2:
            return False
        k, places = integer(body.data[0]), {integer(name) for name in t.data[0]}
        f, g = body.args[0].args
        if any(x.op != "at" or len(x.data[1]) != 2 for x in (f, g)) or f.data[0] != g.data[0] \
                or not self.declared(f, "full column rank", "full row rank"):
            return False
        side = next((side for side in (0, 1) if f.data[1][side] == g.data[1][side] == k), None)
        return side is not None and {x.data[1][1 - side] for x in (f, g)} == places \
            and self.declared(f, ("full column rank", "full row rank")[side])

    def _scan(self) -> None:
        """Note the inverses and determinants that stand in the step, inner ones first."""
        if self.scanned:
            return
        self.scanned = True
        nodes = {n: None for n in nodes_of(self.trace) if isinstance(n, (Inverse, Determinant))}
        for node in sorted(nodes, key=lambda n: sum(1 for _ in n.walk())):
            node = self.terms.simplified(node)
            places = [integer(self.trace.variable(d)) for d in node.shape]
            self.normal(self.terms.at(node, places))

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

    def turning(self, t: Term) -> list[Pattern]:
        """The products a a⁺ and a⁺ a that a connected sum may hold, each to be turned into its transpose."""
        found = dict.fromkeys(f for f in _factors(t.args[0]) if f.op == "pinv")
        return [pattern for f in found for pattern in self.normalizer.pseudo.turns(f)]

    def _given(self) -> list[Pattern]:
        """The products that the assumptions and declared properties make known."""
        assumptions = self.normalizer.assumptions
        return [] if assumptions is None else assumptions.patterns(self.normalizer.folded.normal)

    def _relevant(self, factors, given: list[Pattern]) -> Iterator[Pattern]:
        for f in dict.fromkeys(x.args[0] if x.op == "pow" else x for x in factors):
            if f.op == "inv":
                yield from self._patterns(f)
            elif f.op == "pinv":
                yield from self.normalizer.pseudo.contractions(f)
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
            known = [p for p in (self._beside_inverse(f, existence, side) for side in sides) if p is not None]
            known += [(p, names) for q, names in known for p in self._turned_skew(q)]
            found = self.patterns[key] = [pattern_of(self.terms, p, names) for p, names in known]
        return found

    def _turned_skew(self, p: Theorem) -> Iterator[Theorem]:
        """From Σ S_ik w_kj = c also Σ S_ki w_kj = −c for an antisymmetric S."""
        trace, terms = self.trace, self.terms
        if self.normalizer.assumptions is None:
            return
        names, body = terms.open(p.left)
        factors = _factors(body)
        for f in factors:
            if f.op == "at" and self.declared(f, "antisymmetric"):
                turned = terms.mul(terms.at(f.data[0], f.data[1][::-1]) if x is f else x for x in factors)
                negative = trace.sum_cong(names, trace.ring(terms.mul([terms.num(-1), turned]), body, [rules.antisymmetric(trace, terms.at(f.data[0], f.data[1][::-1]))]))
                out = trace.sum_factor(negative.left, negative.left.data)
                left = terms.sum(names, turned)
                yield trace.combine(left, terms.negative(p.right), [(p, terms.num(-1)), (negative, terms.num(-1)), (out, terms.num(1))])

    def _beside_inverse(self, f: Term, existence, side: str) -> tuple[Theorem, tuple[str, str]] | None:
        """Leading monomial of M times M⁻¹ = (δ − rest of M times M⁻¹) / coefficient, for all values of two names."""
        trace, terms = self.trace, self.terms
        extent = rules.extent_of(terms, f)
        names = tuple(trace.variable(extent) for _ in range(2))
        cancel = rules.inverse_cancel(trace, rules.inverse_at(terms, f, *map(integer, names)), existence, side)
        left = self.normalizer.plain.normal(cancel.left)
        p = trace.trans(trace.sym(left), cancel)
        polynomial = dict(terms.polynomial(left.right))
        leading = max(polynomial, key=rules.length)
        if len(leading) != 1 or leading[0][1] != 1 or leading[0][0].op != "sum":
            return None
        c, atom = polynomial.pop(leading), leading[0][0]
        rest = {m: -k / c for m, k in polynomial.items()}
        for m, k in terms.polynomial(cancel.right).items():
            rest[m] = rest.get(m, 0) + k / c
        theorem = trace.combine(atom, terms.from_polynomial(rest), [(p, terms.num(ONE / c))])
        return theorem, names

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
        places = [integer(1) if terms.p(d) == 1 else integer(trace.variable(d)) for d in base.shape]
        names = tuple(p.lone_symbol().name for p in places if p != 1)
        whole = terms.at(MatrixPower(base, terms.p(first + second)), places)
        split = rules.matrix_power_split(trace, whole, first)
        theorem = trace.sym(trace.trans(split, self.normalizer.plain.normal(split.right)))
        return self._applied(pattern_of(terms, theorem, names), t, opened) if theorem.left.op in ("sum", "mul") else None

    def joined_scalars(self, m: Term) -> Theorem | None:
        """c^P c^Q = c^{P+Q} for two factors of a product, c alone being c^1; None if there are none."""
        trace, terms = self.trace, self.terms
        factors = _powers_written_out(m)
        for f in factors:
            if f.op != "at" or not isinstance(f.data[0], MatrixPower) or terms.p(f.data[0].shape[0]) != 1:
                continue
            base, exponent = f.data[0].arg, f.data[0].exponent
            for g in factors:
                other = self._exponent(g, base) if g is not f or factors.count(f) > 1 else None
                if other is None or not (trace.nonnegative(exponent) and trace.nonnegative(other)):
                    continue
                split = rules.matrix_power_split(trace, terms.at(MatrixPower(base, terms.p(exponent + other)), f.data[1]), exponent)
                split = trace.trans(split, self.normalizer.plain.normal(split.right))
                if split.right is not self.normalizer.plain.normal(terms.mul([f, g])).right:
                    continue
                rest = list(factors)
                rest.remove(f)
                rest.remove(g)
                return trace.sym(trace.ring(terms.mul([*rest, split.left]), m, [split]))
        return None

    def absorbed(self, m: Term) -> Theorem | None:
        """c Σ_v c^P b = Σ_v c^{P+1} b for two factors of a product, c or a power of it and a sum; None if there are none."""
        trace, terms = self.trace, self.terms
        factors = _powers_written_out(m)
        for s in factors:
            names, body = terms.open(s) if s.op == "sum" else ((), s)
            powers = [g for g in _factors(body) if names and _is_scalar_power(terms, g)]
            for f in dict.fromkeys(f for f in factors if f is not s and f.op in ("at", "fn", "pow")):
                if any(self.joined_scalars(terms.mul([f, g])) is not None for g in powers):
                    joined = terms.sum(names, terms.mul([f, body]))
                    out = trace.sum_factor(joined, joined.data)
                    rest = list(factors)
                    rest.remove(f)
                    rest.remove(s)
                    return trace.sym(trace.ring(terms.mul([*rest, joined]), m, [out]))
        return None

    def _exponent(self, t: Term, base: Expression) -> P | None:
        """P, where the factor is c^P for the 1×1 matrix ``base`` of c; 1 where it is c."""
        if t.op == "at" and isinstance(t.data[0], MatrixPower):
            return t.data[0].exponent if t.data[0].arg == base else None
        one = integer(1)
        return one if self.normalizer.plain.normal(self.terms.at(base, (one, one))).right is t else None

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


def _powers_written_out(m: Term) -> list[Term]:
    """The factors of a product, a natural power as so many equal ones."""
    found: list[Term] = []
    for f in _factors(m):
        natural = f.op == "pow" and f.data.denominator == 1 and 0 < f.data <= LARGEST_POWER
        found += [f.args[0]] * int(f.data) if natural else [f]
    return found


def _is_scalar_power(terms: Terms, t: Term) -> bool:
    """Is it c^P, the entry of a power of a 1×1 matrix?"""
    return t.op == "at" and isinstance(t.data[0], MatrixPower) and terms.p(t.data[0].shape[0]) == 1


def _power(e: Expression) -> tuple[Expression, P]:
    return (e.arg, e.exponent) if isinstance(e, MatrixPower) else (e, integer(1))


def _factors(body: Term) -> tuple[Term, ...]:
    return body.args if body.op == "mul" else (body,)


def _of_matrix(f: Term) -> bool:
    """An entry of an inverse or of a symbolic power."""
    f = f.args[0] if f.op == "pow" else f
    return f.op in ("inv", "pinv") or f.op == "at" and isinstance(f.data[0], MatrixPower)

