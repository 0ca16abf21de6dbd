r"""Declared properties at work: orthogonal, idempotent, antisymmetric, diagonal matrices.

QᵀQ = I and PP = P are patterns that may stand anywhere in a product; a
diagonal D has D_ij = δ_ij D_ii.  Of S_ij = −S_ji the spelling that was met
first is taken, and a sum that is its own negative, x^T S x, is 0.
"""
from __future__ import annotations

from itertools import combinations

from symbolic.language.expressions import Symbol
from symbolic.language.integers import integer

from . import matrix_rules as rules
from .patterns import Pattern, pattern_of
from .record import Theorem
from .terms import Term
from .trace import Trace

SIDES = {"orthogonal": ("columns", "rows"), "orthonormal columns": ("columns",)}
USED = frozenset({*SIDES, "idempotent", "antisymmetric", "diagonal", "lower triangular", "upper triangular"})


MOST_TURNED = 4
"""Of at most so many entries of antisymmetric matrices in a product two are turned at once."""


class Properties:
    """What the declarations of a context's matrices allow to rewrite, in one trace."""

    def __init__(self, trace: Trace):
        self.trace, self.terms = trace, trace.terms
        self.declared = {t.name: t for t in trace.context.tensors
                         if len(t.shape) == 2 and not t.properties.isdisjoint(USED)}
        self._patterns: list[Pattern] | None = None

    def __bool__(self) -> bool:
        return bool(self.declared)

    def _is(self, t: Term, word: str) -> bool:
        e = t.data[0]
        return isinstance(e, Symbol) and e.name in self.declared and word in self.declared[e.name].properties

    # ------------------------------------------------------------ entries
    def entry(self, t: Term) -> Theorem | None:
        """An entry of an antisymmetric or diagonal matrix in other words, or None."""
        if len(t.data[1]) != 2:
            return None
        i, j = t.data[1]
        if self._is(t, "antisymmetric") and i == j:
            return self._zero(t, rules.antisymmetric(self.trace, t))
        if self._is(t, "antisymmetric") and self.terms.at(t.data[0], (j, i)).order < t.order:
            return rules.antisymmetric(self.trace, t)
        return self._diagonal(t) if self._is(t, "diagonal") and i != j else None

    def _zero(self, t: Term, negative: Theorem) -> Theorem:
        """t = −t, so t = 0."""
        return self.trace.combine(t, self.terms.zero, [(negative, self.terms.num("1/2"))])

    def _diagonal(self, t: Term) -> Theorem | None:
        """D_ij = δ_ij D_ii, or with j for i."""
        p = rules.diagonal(self.trace, t)
        for one, other in (t.data[1], t.data[1][::-1]):
            symbol = one.lone_symbol()
            if symbol is not None and not symbol.labels and symbol.name not in other.names():
                return self.trace.trans(p, self.trace.delta_replace(t, symbol.name, other))
        return None

    # ------------------------------------------------------------ sums
    def antisymmetric(self, t: Term, canonical) -> Theorem | None:
        """A connected sum with S_ij as one with −S_ji that was met earlier; 0 if it is its own negative.

        So are two such entries turned at once: S_ik S_jk = S_ki S_kj.
        ``canonical`` puts the variables of a sum of a product into canonical order.
        """
        trace, terms = self.trace, self.terms
        names, body = terms.open(t)
        factors = body.args if body.op == "mul" else (body,)
        skew = [f for f in factors if f.op == "at" and self._is(f, "antisymmetric")]
        for f in skew:
            flip = rules.antisymmetric(trace, f)
            product = terms.mul(terms.at(f.data[0], f.data[1][::-1]) if x is f else x for x in factors)
            negative = trace.ring(body, terms.mul([terms.num(-1), product]), [flip])
            p = trace.sum_cong(names, negative)
            out = trace.sum_factor(p.right, p.right.data)
            other = terms.sum(names, product)
            p = trace.trans(p, out, trace.cong(out.right, [canonical(other, names, product)]))
            if p.right is terms.mul([terms.num(-1), t]):
                return self._zero(t, p)
            if next(x for x in p.right.args if x.op == "sum").order < t.order:
                return p
        for pair in combinations(skew[:MOST_TURNED], 2):
            flips = [rules.antisymmetric(trace, f) for f in pair]
            product = terms.mul(terms.at(x.data[0], x.data[1][::-1]) if x in pair else x for x in factors)
            p = trace.sum_cong(names, trace.ring(body, product, flips))
            p = trace.trans(p, canonical(p.right, names, product))
            if p.right.order < t.order:
                return p
        return None

    # ------------------------------------------------------------ patterns
    def patterns(self) -> list[Pattern]:
        """The products of these matrices that are known."""
        if self._patterns is None:
            self._patterns = []
            for declaration in self.declared.values():
                if not declaration.labels:
                    self._patterns += self._patterns_of(declaration.symbol(), declaration.properties)
        return self._patterns

    def _patterns_of(self, symbol: Symbol, words: frozenset[str]) -> list[Pattern]:
        m, n = map(self.terms.p, symbol.shape)
        found = []
        for side in dict.fromkeys(side for word in words & SIDES.keys() for side in SIDES[word]):
            if side == "columns" or m == n:
                names = tuple(self.trace.variable(n if side == "columns" else m) for _ in range(2))
                found.append((rules.orthonormal(self.trace, symbol, *map(integer, names), side), names))
        if "idempotent" in words and m == n:
            names = tuple(self.trace.variable(n) for _ in range(2))
            found.append((rules.idempotent(self.trace, symbol, *map(integer, names)), names))
        return [pattern_of(self.terms, p, names) for p, names in found if p.left.op == "sum"]
