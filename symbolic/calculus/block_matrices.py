r"""Determinants and inverses of matrices of blocks, by elimination.

With M = [a b; c d] cut as the step cuts it: det M = det a det(d − c x) where a x = b,
and M⁻¹ by the blocks of a⁻¹ and s⁻¹, s = d − c a⁻¹ b; or the same with d for a.
Only inverses that are known to exist are used, so that nothing is divided by that
the author does not divide by.

Why it ends: the pivot and what is left of the matrix have fewer rows.
"""
from __future__ import annotations

from typing import NamedTuple

from symbolic.language.expressions import Power
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .cuts import throughout, values
from .determinants import nodes_of
from .record import Theorem
from .scalars import RationalEquality
from .signs import Signs
from .terms import Term

P = IntegerPolynomial
PIVOTS = ("first", "last")
NONE, DOWN, UP, TURNED, EXCHANGED = ((1, 0), (0, 1)), ((1, 0), (1, 1)), ((1, 0), (-1, 1)), ((1, -1), (1, 0)), ((0, 1), (-1, 0))
SHEARS = ((UP, DOWN), (DOWN, UP), (TURNED, NONE), (EXCHANGED, NONE))
"""Matrices l, r of determinant 1, by which a matrix of equal blocks may be multiplied from left and right."""


class Cut(NamedTuple):
    """A matrix cut in four, pivot first: entries a[r, c], b[r, v], c[u, c] and d[u, v].

    ``names`` are r, c, u, v as a rule of the checker wants them, of the first part and
    then of the last; ``row``, ``column`` belong to the pivot, ``low`` and ``right`` to
    the other part; ``places`` are the pivot's and the other rows and columns in the whole.
    """
    pivot: str
    names: tuple[str, str, str, str]
    row: str
    column: str
    low: str
    right: str
    places: dict[str, P]

    def block(self, terms, t: Term, row: str, column: str) -> Term:
        return rules.entry_at(terms, t, self.places[row], self.places[column])


class BlockMatrices:
    """The part of ``Matrices`` that is about matrices of blocks."""

    def by_blocks(self, t: Term) -> Theorem | None:
        """A determinant, or an entry of an inverse, of a matrix cut in blocks in terms of these; None if it stays."""
        trace = self.trace
        if not self.normalizer.policy.cut or rules.extent_of(self.terms, t) not in trace.cuts or t.args[0] in self.busy:
            return None
        self.busy.add(t.args[0])
        try:
            self._scan()
            self._divided_by()
            way = self._eliminated if t.op == "determinant" else self._inverse_by_blocks
            found = next(filter(None, (way(t, self._cut(t, pivot)) for pivot in PIVOTS)), None)
            return found or (self._sheared(t) if t.op == "determinant" else None)
        finally:
            self.busy.discard(t.args[0])

    def _cut(self, t: Term, pivot: str) -> Cut:
        trace = self.trace
        p, q = trace.cuts[rules.extent_of(self.terms, t)]
        pairs = [tuple(map(trace.variable, (p, q))) for _ in range(2)]
        places = {name: place for pair in pairs for name, place in zip(pair, values(trace, pair))}
        (r, u), (c, v) = pairs
        ordered = (r, c, u, v) if pivot == "first" else (u, v, r, c)
        return Cut(pivot, (r, c, u, v), *ordered, places)

    # ------------------------------------------------------------ determinants
    def _eliminated(self, t: Term, cut: Cut) -> Theorem | None:
        trace, terms = self.trace, self.terms
        a, b = (cut.block(terms, t, cut.row, column) for column in (cut.column, cut.right))
        x = self._solution(a, b, cut)
        if x is None:
            return None
        product = terms.sum([cut.column], terms.mul([a, x]))
        p = throughout(trace, product, b, (cut.row, cut.right), self._same)
        return None if p is None else rules.determinant_eliminated(trace, t, x, p, cut)

    def _solution(self, a: Term, b: Term, cut: Cut) -> Term | None:
        """x at column and right with a x = b: 0 where b is 0, else a⁻¹ b where a has an inverse."""
        terms = self.terms
        if self.normal(b).right is terms.zero:
            return terms.zero
        if not self._is_invertible(a, cut.row, cut.column):
            return None
        return self._product((self._inverse(a, cut.row, cut.column, cut.column, cut.row), cut.row), (b, None))

    def _sheared(self, t: Term) -> Theorem | None:
        """det M = det(l M r) for blocks of one size and l, r of determinant 1, where l M r is block triangular.

        So det [a b; b a] = det(a + b) det(a − b) and det [0 b; c d] = det b det(−c).
        """
        p, q = self.trace.cuts[rules.extent_of(self.terms, t)]
        if p != q:
            return None
        blocks = self._blocks(t, p)
        for l, r in SHEARS:
            corners = [self._combined(blocks, l[i], [row[1 - i] for row in r]) for i in (0, 1)]
            if self.terms.zero in corners:
                steps = [self._times(t, l, "left")] if l != NONE else []
                if r != NONE and None not in steps:
                    steps.append(self._times(steps[-1].right if steps else t, r, "right"))
                return None if None in steps else self.trace.trans(*steps)
        return None

    def _blocks(self, t: Term, extent: P) -> list[list[Term]]:
        """The four blocks at the same row and column of each."""
        row, column = (integer(self.trace.variable(extent)) for _ in range(2))
        at = lambda i, j: rules.entry_at(self.terms, t, self.terms.p(i * extent + row), self.terms.p(j * extent + column))
        return [[at(i, j) for j in (0, 1)] for i in (0, 1)]

    def _combined(self, blocks: list[list[Term]], row, column) -> Term:
        """Σ_kl row_k blocks_kl column_l in normal form."""
        terms = self.terms
        return self.normal(terms.add(terms.mul([terms.num(row[k] * column[l]), blocks[k][l]])
                                     for k in (0, 1) for l in (0, 1) if row[k] * column[l])).right

    def _times(self, t: Term, l: tuple, side: str) -> Theorem | None:
        """det M = det(l M), or det(M l), since det l = 1."""
        trace, terms = self.trace, self.terms
        extent = rules.extent_of(terms, t)
        r, c, k = (trace.variable(extent) for _ in range(3))
        a, b = (r, k), (k, c)
        factors = [self._scaled_identities(l, *a, extent), rules.entry_at(terms, t, *map(integer, b))]
        if side == "right":
            factors = [rules.entry_at(terms, t, *map(integer, a)), self._scaled_identities(l, *b, extent)]
        p = rules.determinant_product(trace, *factors, (r, c, k))
        unit = self.normal(terms.determinant(*((a, factors[0]) if side == "left" else (b, factors[1]))))
        if unit.right is not terms.one:
            return None
        return trace.combine(t, p.left, [(p, terms.num(-1)), (unit, terms.negative(t))])

    def _scaled_identities(self, l: tuple, row: str, column: str, extent: P) -> Term:
        """The matrix of the blocks l_ij I."""
        terms, (part, _) = self.terms, self.trace.cuts[extent]
        v = self.trace.variable(part)
        place = lambda i: terms.p(i * part + integer(v))
        return terms.sum([v], terms.add(
            terms.mul([terms.num(l[i][j]), terms.delta(integer(row), place(i)), terms.delta(integer(column), place(j))])
            for i in (0, 1) for j in (0, 1) if l[i][j]))

    # ------------------------------------------------------------ inverses
    def _inverse_by_blocks(self, t: Term, cut: Cut) -> Theorem | None:
        """M⁻¹ = w by its blocks, at the places of t; that M w = I is shown once."""
        key = t.args[0], cut.pivot
        if key not in self.block_inverses:
            self.block_inverses[key] = self._multiplied_out(t, cut)
        found = self.block_inverses[key]
        return None if found is None else rules.inverse_unique(self.trace, t, *found)

    def _multiplied_out(self, t: Term, cut: Cut) -> tuple[Term, Theorem, tuple[str, str, str]] | None:
        """w[i, j] and M w = I for w = [x + x b z c x, −x b z; −z c x, z], x = a⁻¹, z = (d − c x b)⁻¹; i, j and k of the sum."""
        trace, terms = self.trace, self.terms
        r, c, u, v = cut.row, cut.column, cut.low, cut.right
        a, b = cut.block(terms, t, r, c), cut.block(terms, t, r, v)
        low, d = cut.block(terms, t, u, c), cut.block(terms, t, u, v)
        if not self._is_invertible(a, r, c):
            return None
        x = self._inverse(a, r, c, c, r)                                            # at c, r
        s = terms.add([d, terms.negative(self._product((low, c), (x, r), (b, None)))])
        if not self._is_invertible(s, u, v):
            return None
        z = self._inverse(s, u, v, v, u)                                            # at v, u
        right = self._product((x, r), (b, v), (z, None))                            # at c, u
        below = self._product((z, u), (low, c), (x, None))                          # at v, r
        corner = self._product((right, u), (self._product((low, c), (x, None)), None))
        i, j, k = names = tuple(trace.variable(rules.extent_of(terms, t)) for _ in range(3))
        blocks = [((c, r), terms.add([x, corner])), ((c, u), terms.negative(right)),
                  ((v, r), terms.negative(below)), ((v, u), z)]
        w = terms.add(terms.sum(pair, terms.mul([
            terms.delta(integer(i), cut.places[pair[0]]), terms.delta(integer(j), cut.places[pair[1]]),
            self._reduced(block)])) for pair, block in blocks)
        left = terms.sum([k], terms.mul([
            rules.entry_at(terms, t, integer(i), integer(k)), terms.replace(w, {i: integer(k)})]))
        p = throughout(trace, left, terms.delta(integer(i), integer(j)), (i, j), self._same)
        return None if p is None else (w, p, names)

    def _reduced(self, block: Term) -> Term:
        """The block in normal form: w may be any matrix with M w = I."""
        return self.normal(block).right

    def _inverse(self, a: Term, row: str, column: str, *places: str) -> Term:
        return self.terms.inverse((row, column), a, map(integer, places))

    def _product(self, *factors: tuple[Term, str | None]) -> Term:
        """The product of some factors, each summed with all before it over the index beside it."""
        terms = self.terms
        product, name = factors[0]
        for factor, following in factors[1:]:
            product, name = terms.sum([name], terms.mul([product, factor])), following
        return product

    # ------------------------------------------------------------ what may be used
    def _is_invertible(self, a: Term, row: str, column: str) -> bool:
        """Is the matrix a known to have an inverse: one that stands in the step, by its declaration, or by its blocks?"""
        terms, one = self.terms, integer(1)
        if terms.extents[row] == 1:
            return self._is_nonzero(self.normal(terms.replace(a, {row: one, column: one})).right)
        w = self.normal(self._inverse(a, row, column, row, column)).right
        return w.op != "inv" or self.existence(w) is not None

    def _is_nonzero(self, t: Term) -> bool:
        """Is a number known not to be 0: by its sign, by its declaration, or since the step divides by it?"""
        known = self.trace.divisors
        return t in known or all(
            f in known or f.op == "num" and f.data != 0 or Signs(self.trace).seen(f) == 2
            or f.op == "at" and self.trace.declared(f, "nonzero") for f in (t.args if t.op == "mul" else (t,)))

    def _divided_by(self) -> None:
        """Note what the step divides by."""
        for node in nodes_of(self.trace):
            if isinstance(node, Power) and node.exponent < 0 and not node.shape:
                self.normal(self.terms.at(node, ()))

    def _same(self, left: Term, right: Term) -> Theorem | None:
        """left = right if their normal forms are one, or are once denominators are cleared."""
        p, q = self.normal(left), self.normal(right)
        same = self.trace.refl(p.right) if p.right is q.right else RationalEquality(self.trace, self.normal).equal(p.right, q.right)
        return None if same is None else self.trace.trans(p, same, self.trace.sym(q))
