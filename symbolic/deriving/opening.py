r"""Expressions read at indices: (AB)[i, j] = Σ_k A[i, k] B[k, j], sums kept folded.

``Opening.entry`` opens what index notation says better (products, transposes,
sums over an index, diagonal matrices) and keeps as one factor what an author
would keep together: sums of terms, functions, inverses, symbols.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.binding import substitute_integers
from symbolic.language.context import Obligation, instantiate
from symbolic.language.expressions import (
    Add, Array, Constant, Delta, Derivative, Diagonal, DiagonalPart, Entry, Expand, Expression, Identity, MatMul,
    MatrixPower, Number, Power, Squeeze, Sum, Symbol, Times, Trace, Transpose, UnitVector)
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer, provably_nonnegative

from symbolic.language.idioms import recognised
from .networks import Binder, Factor, Product, delta, merged, products, single

P = IntegerPolynomial
Indices = tuple[P, ...]


class Opening:
    """Entries in the context of one step; ``extents`` knows the range 1..extent of each index made."""

    def __init__(self, obligation: Obligation):
        self.obligation, self.context = obligation, obligation.context
        self.facts = [*obligation.facts(), *(integer(d.name) - 1 for d in self.context.integers
                                             if d.kind == "dimension" and not d.arity)]
        self.extents: dict[str, P] = {}
        self._bodies: dict[Symbol, Expression | None] = {}

    def index(self, extent: P) -> str:
        """A new index of range 1..extent."""
        name = f"'{len(self.extents)}"
        self.extents[name] = self.context.simplify(extent)
        return name

    def body(self, symbol: Symbol) -> Expression | None:
        """What defines a symbol, its idioms recognised; None if nothing does."""
        if symbol not in self._bodies:
            clause = next((d for d in self.context.definitions_of(symbol.name) if self._holds(d, symbol)), None)
            self._bodies[symbol] = None if clause is None else recognised(instantiate(clause, symbol.labels))
        return self._bodies[symbol]

    def _holds(self, definition, symbol: Symbol) -> bool:
        facts = list(self.facts)
        for name in set().union(*(x.names() for x in symbol.labels)) & set(self.extents):
            facts += [integer(name) - 1, self.extents[name] - integer(name)]
        return len(definition.labels) == len(symbol.labels) and all(
            provably_nonnegative(self.context.simplify(x - r.lower), facts)
            and provably_nonnegative(self.context.simplify(r.upper - x), facts)
            for r, x in zip(definition.labels, symbol.labels))

    # ------------------------------------------------------------ entries
    def entry(self, e: Expression, idx: Indices = ()) -> list[Product]:
        """e[idx] as a sum of products; one product unless a derivative stands in it."""
        match e:
            case Number(value) | Constant(value):
                return [Product(value)] if value else []
            case Identity():
                return [delta(*idx)]
            case UnitVector(place):
                return [delta(idx[0], place)]
            case Delta(left, right):
                return [delta(left, right)]
            case Entry(arg, indices):
                return self.entry(arg, indices)
            case Array(binders, body):
                return self.entry(substitute_integers(body, {IntegerSymbol(name): p for (name, _), p in zip(binders, idx)}))
            case Times(a, b):
                return products(*(self.entry(x, idx if x.shape else ()) for x in (a, b)))
            case MatMul(a, b):
                name = self.index(b.shape[0])
                k, rows = integer(name), len(a.shape) - 1
                return self._over(name, products(self.entry(a, idx[:rows] + (k,)), self.entry(b, (k,) + idx[rows:])))
            case Trace(a):
                name = self.index(a.shape[0])
                return self._over(name, self.entry(a, (integer(name),) * 2))
            case Sum(old, lower, upper, body):
                return self._sum(old, lower, upper, body, idx)
            case Diagonal(v):
                return products([delta(*idx)], self.entry(v, idx[:1]))
            case Power(a, q):
                return self._entry_of_power(a, q, idx)
            case MatrixPower(a, exponent) if exponent == 1:
                return self.entry(a, idx)
            case Add((one,)):
                return self.entry(one, idx)
            case Derivative():
                return self.derivative_node(e, idx)
        inner = self.inside(e, idx)
        return self.entry(*inner) if inner is not None else [single(e, idx)]

    def derivative_node(self, e: Derivative, idx: Indices) -> list[Product]:
        """The entry of a derivative; ``Differentiation`` says how."""
        return [single(e, idx)]

    @staticmethod
    def inside(e: Expression, idx: Indices) -> tuple[Expression, Indices] | None:
        """An expression and indices of the same entry, for nodes that only rearrange axes; else None."""
        match e:
            case Transpose(a):
                return a, idx[1:] if len(a.shape) == 1 else idx[::-1]
            case Squeeze(a, axes):
                full = list(idx)
                for axis in sorted(axes):
                    full.insert(axis, integer(1))
                return a, tuple(full)
            case Expand(a, axes):
                return a, tuple(p for k, p in enumerate(idx) if k not in axes)
            case DiagonalPart(a):
                return a, idx * 2
        return None

    def _over(self, name: str, family: list[Product]) -> list[Product]:
        """Σ over a new index."""
        binder = Binder(name, integer(1), self.extents[name])
        return [p.times(Product(binders=(binder,))).simplified(self.extents) for p in family]

    def _sum(self, old: str, lower: P, upper: P, body: Expression, idx: Indices) -> list[Product]:
        name = self.index(upper)
        inner = self.entry(substitute_integers(body, {IntegerSymbol(old): integer(name)}), idx)
        return [p.times(Product(binders=(Binder(name, lower, upper),))).simplified(self.extents) for p in inner]

    def _entry_of_power(self, a: Expression, q: Fraction, idx: Indices) -> list[Product]:
        """The power of a lone factor, or an integer power of a product without sums; else one factor."""
        found = self.entry(a, idx if a.shape else ())
        if len(found) != 1:
            return [single(a, idx if a.shape else (), q)]
        product, = found
        lone = product.coefficient == 1 and len(product.factors) == 1 and product.factors[0].exponent == 1
        if product.binders or not lone and q.denominator != 1:
            return [single(a, idx if a.shape else (), q)]
        factors = merged(f if f.is_delta else Factor(f.atom, f.indices, f.exponent * q) for f in product.factors)
        return [Product(product.coefficient ** int(q) if q.denominator == 1 else Fraction(1), factors)]
