r"""Derivatives in index notation, subexpressions kept folded.

One rule a node, D being ∂/∂v[at]:

| body | D |
|---|---|
| v[i, j] | δ δ |
| a + b, a b | the sum and product rules |
| f(a)[i] | f′(a)[i] D a[i] |
| a^q | q a^{q−1} D a |
| a⁻¹[i, j] | −Σ a⁻¹[i, k] D a[k, l] a⁻¹[l, j] |
| det a | det a Σ a⁻¹[l, k] D a[k, l] |
| a^p[i, j] | Σ_q Σ a^{q−1}[i, k] D a[k, l] a^{p−q}[l, j] |
| softmax(a)[i] | s[i] (D a[i] − Σ_k s[k] D a[k]) |
| row by row softmax(a)[i, j] | s[i, j] (D a[i, j] − Σ_k s[i, k] D a[i, k]) |
| log Σ e^a | Σ_k softmax(a)[k] D a[k] |

A defined symbol is opened where its derivative is taken and stays itself
elsewhere: s = √u has D s = D u / (2 s).
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbolic.language.binding import substitute_integers
from symbolic.language.expressions import (
    Add, Apply, Array, Constant, Curve, Derivative, Determinant, Diagonal, Entry, Expression, Identity, Inverse, MatMul,
    MatrixExponential, MatrixPower, Power, Sum, Symbol, Times, Trace, negative, number)
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

from symbolic.language.idioms import LogSumExp, RowSoftmax, Softmax
from symbolic.proving.prove import Attempt

from .networks import Binder, Product, delta, products, single
from .opening import Indices, Opening

P = IntegerPolynomial


class NoDerivative(Exception):
    """No rule differentiates this node."""


class Differentiation(Opening):
    """Derivatives by entries of symbols, in the context of one step."""

    def __init__(self, obligation):
        super().__init__(obligation)
        self._depends: dict[tuple, bool] = {}
        self._layers: Attempt | None = None

    # ------------------------------------------------------------ products
    def of_product(self, p: Product, v: Symbol, at: Indices) -> list[Product]:
        """D of a product: a factor at a time, D f^q = q f^{q−1} D f."""
        found = []
        for f in p.factors:
            if f.is_delta or not self.depends(f.atom, v):
                continue
            rest = Product(p.coefficient * f.exponent, tuple(g for g in p.factors if g is not f), p.binders)
            outer = rest.times(single(f.atom, f.indices, f.exponent - 1)) if f.exponent != 1 else rest
            found += [outer.times(inner).simplified(self.extents) for inner in self.of(f.atom, f.indices, v, at)]
        return [p for p in found if p.coefficient]

    def of_all(self, family: list[Product], v: Symbol, at: Indices) -> list[Product]:
        return [q for p in family for q in self.of_product(p, v, at)]

    def derivative_node(self, e: Derivative, idx: Indices) -> list[Product]:
        """The entry of ∂body/∂variable."""
        where = {axis: p for axis, p in zip(e.axes, idx) if axis != "1"}
        body = tuple(where[f"b{k}"] for k in range(len(e.body.shape)))
        at = e.at if e.at is not None else tuple(where[f"v{k}"] for k in range(len(e.variable.shape)))
        return self.of_all(self.entry(e.body, body), e.variable, at)

    # ------------------------------------------------------------ dependence
    def depends(self, e: Expression, v: Symbol) -> bool:
        """Does ``e``, or what defines a symbol in it, mention v?  v itself is not opened."""
        key = e, v.name
        if key not in self._depends:
            self._depends[key] = False
            self._depends[key] = any(self._mentions(node, v) for node in e.walk() if isinstance(node, Symbol))
        return self._depends[key]

    def _mentions(self, symbol: Symbol, v: Symbol) -> bool:
        if symbol.name == v.name and (symbol.labels == v.labels or not self.context.definitions_of(v.name)):
            return True
        if not self.context.definitions_of(symbol.name):
            return False
        if symbol.labels:
            return not self._independent(symbol, v)
        body = self.body(symbol)
        return body is not None and self.depends(body, v)

    def _independent(self, symbol: Symbol, v: Symbol) -> bool:
        """Is it plain from the definitions, over all layers, that the member does not depend on v?"""
        if self._layers is None:
            self._layers = Attempt(replace(self.obligation, left=symbol, right=symbol))
        terms = self._layers.terms
        t = terms.at(symbol, [integer(1)] * len(symbol.shape))
        return self._layers.dependence.independent(t, (v.name, tuple(map(terms.p, v.labels)))) is not None

    # ------------------------------------------------------------ rules
    def of(self, e: Expression, idx: Indices, v: Symbol, at: Indices, value: Expression | None = None) -> list[Product]:
        """D e[idx]; ``value`` is a symbol that ``e`` defines, to be written for it."""
        if not self.depends(e, v):
            return []
        scalar_or = lambda a: idx if a.shape else ()
        match e:
            case Symbol():
                return self._symbol(e, idx, v, at)
            case Add(terms):
                return [p for t in terms for p in self.of(t, idx, v, at)]
            case Times(a, b):
                return self._product((a, scalar_or(a)), (b, scalar_or(b)), v, at)
            case MatMul(a, b):
                name = self.index(b.shape[0])
                k, rows = integer(name), len(a.shape) - 1
                return self._over(name, self._product((a, idx[:rows] + (k,)), (b, (k,) + idx[rows:]), v, at))
            case Trace(MatrixExponential(a) as whole):
                return self._traced_exponential(whole, a, v, at)
            case Trace(a):
                name = self.index(a.shape[0])
                return self._over(name, self.of(a, (integer(name),) * 2, v, at))
            case Diagonal(a):
                return products([delta(*idx)], self.of(a, idx[:1], v, at))
            case Sum(old, lower, upper, body):
                name = self.index(upper)
                inner = self.of(substitute_integers(body, {IntegerSymbol(old): integer(name)}), idx, v, at)
                return [p.times(Product(binders=(Binder(name, lower, upper),))).simplified(self.extents) for p in inner]
            case Entry(a, indices):
                return self.of(a, indices, v, at, value)
            case Array(binders, body):
                mapping = {IntegerSymbol(name): p for (name, _), p in zip(binders, idx)}
                return self.of(substitute_integers(body, mapping), (), v, at)
            case Power(a, q):
                return self._power(e, a, q, idx, v, at, value)
            case Apply(f, order, a):
                return products([Product()], self.slope(f, order, a, idx, value or e), self.of(a, idx, v, at))
            case Softmax(a):
                return self._softmax(value or e, a, idx, v, at)
            case RowSoftmax(a):
                return self._row_softmax(value or e, a, idx, v, at)
            case LogSumExp(a):
                return self._weighted(Softmax(a), a, v, at)
            case Inverse(a):
                return self._inverse(value or e, a, idx, v, at)
            case Determinant(a):
                return self._determinant(value or e, a, v, at)
            case MatrixExponential(a):
                name = self.index(a.shape[0])
                k = integer(name)
                return self._over(name, products(self.of(a, (idx[0], k), v, at), [single(e, (k, idx[1]))]))
            case MatrixPower(a, exponent):
                return self._matrix_power(a, exponent, idx, v, at)
            case Curve(f, order, a, extents):
                return products([single(Curve(f, order + 1, a, extents), idx)], self.of(a, (), v, at))
            case Derivative():
                return self.of_all(self.derivative_node(e, idx), v, at)
        inner = self.inside(e, idx)
        if inner is None:
            raise NoDerivative(f"{e} is not differentiated here")
        return self.of(*inner, v, at)

    def _product(self, a, b, v: Symbol, at: Indices) -> list[Product]:
        return products(self.of(*a, v, at), self.entry(*b)) + products(self.entry(*a), self.of(*b, v, at))

    def _symbol(self, e: Symbol, idx: Indices, v: Symbol, at: Indices) -> list[Product]:
        if e.name == v.name and e.labels == v.labels:
            return products(*([delta(i, j)] for i, j in zip(idx, at)))
        through = self._through(e, v)
        if through is not None:
            return self._chain(e, idx, through, v, at)
        body = self.body(e)
        if body is not None:
            return self.of(body, idx, v, at, e)
        if e.name == v.name and any((p - q).constant() for p, q in zip(e.labels, v.labels)):
            return []
        if e.name == v.name and e.shape == v.shape:
            return products(*([delta(p, q)] for p, q in zip(e.labels + idx, v.labels + at)))
        raise NoDerivative(f"the dependence of {e} on {v} is not known")

    def _through(self, e: Symbol, v: Symbol) -> Symbol | None:
        """The layer whose definition mentions v, if it is not e and lies a symbolic number of layers below e."""
        if not e.labels or not v.labels or (e.labels[0] - v.labels[0]).constant() is not None:
            return None
        for clause in self.context.definitions_of(e.name):
            for s in clause.body.walk():
                if isinstance(s, Symbol) and s.name == v.name and s.name != e.name and s.labels and clause.labels:
                    shift = (s.labels[0] - integer(clause.labels[0].name)).constant()
                    if shift is not None:
                        return self.context.tensor(e.name).symbol(v.labels[0] - shift)
        return None

    def _chain(self, e: Symbol, idx: Indices, w: Symbol, v: Symbol, at: Indices) -> list[Product]:
        """Σ_k ∂e/∂w[k] D w[k], the first factor left as it stands."""
        names = [self.index(d) for d in w.shape]
        places = tuple(map(integer, names))
        axes = tuple(f"b{k}" for k in range(len(e.shape))) + tuple(f"v{k}" for k in range(len(w.shape)))
        found = products([single(Derivative(e, w, None, axes), idx + places)], self.of(w, places, v, at))
        for name in names:
            found = self._over(name, found)
        return found

    def _power(self, e, a, q: Fraction, idx, v, at, value) -> list[Product]:
        """D a^q = q a^{q−1} D a; with s = a^q, q s^{1−1/q} D a."""
        inner = self.of(a, idx, v, at)
        if value is not None:
            return products([single(value, idx, 1 - 1 / q).scaled(q)], inner)
        if q == 1:
            return inner
        outer = self.entry(a, idx) if q == 2 else self.entry(Power(a, q - 1), idx)
        return products([p.scaled(q) for p in outer], inner)

    def slope(self, f: str, order: int, a: Expression, idx: Indices, value: Expression) -> list[Product]:
        """f^{(order+1)}(a)[idx], value = f^{(order)}(a) being known."""
        if f == "abs":
            raise NoDerivative("the derivative of an absolute value is not known here")
        rule = SLOPES.get(f) if order == 0 and self.context.function(f) is None else None
        if rule is not None:
            return rule(self, a, value, idx)
        return [single(Apply(f, order + 1, a), idx)]

    def _weighted(self, weights: Expression, a: Expression, v, at) -> list[Product]:
        """Σ_k weights[k] D a[k]."""
        name = self.index(a.shape[0])
        k = (integer(name),)
        return self._over(name, products([single(weights, k)], self.of(a, k, v, at)))

    def _softmax(self, s: Expression, a, idx, v, at) -> list[Product]:
        mean = [p.scaled(Fraction(-1)) for p in self._weighted(s, a, v, at)]
        return products([single(s, idx)], self.of(a, idx, v, at) + mean)

    def _row_softmax(self, s: Expression, a, idx, v, at) -> list[Product]:
        """s[i, j] (D a[i, j] − Σ_k s[i, k] D a[i, k])."""
        name = self.index(a.shape[1])
        k = (idx[0], integer(name))
        mean = self._over(name, products([single(s, k).scaled(Fraction(-1))], self.of(a, k, v, at)))
        return products([single(s, idx)], self.of(a, idx, v, at) + mean)

    def _inverse(self, w: Expression, a, idx, v, at) -> list[Product]:
        names = [self.index(a.shape[0]) for _ in range(2)]
        k, l = map(integer, names)
        inner = products([single(w, (idx[0], k)), ], self.of(a, (k, l), v, at), [single(w, (l, idx[1])).scaled(Fraction(-1))])
        return self._over(names[0], self._over(names[1], inner))

    def _determinant(self, d: Expression, a, v, at) -> list[Product]:
        names = [self.index(a.shape[0]) for _ in range(2)]
        k, l = map(integer, names)
        inner = products([single(d)], [single(Inverse(a), (l, k))], self.of(a, (k, l), v, at))
        return self._over(names[0], self._over(names[1], inner))

    def _traced_exponential(self, whole: Expression, a, v, at) -> list[Product]:
        """∂ tr e^a = Σ_kl (e^a)_lk ∂a_kl; elsewhere ∂e^a = ∂a e^a is proposed, which holds where a commutes with ∂a."""
        names = [self.index(a.shape[0]) for _ in range(2)]
        k, l = map(integer, names)
        inner = products([single(whole, (l, k))], self.of(a, (k, l), v, at))
        return self._over(names[0], self._over(names[1], inner))

    def _matrix_power(self, a, exponent: P, idx, v, at) -> list[Product]:
        names = [self.index(a.shape[0]) for _ in range(2)]
        k, l = map(integer, names)
        counter = self.index(exponent)
        q = integer(counter)
        count = exponent.constant()
        steps = [integer(c) for c in range(1, int(count) + 1)] if count is not None else [q]
        inner = [p for s in steps for p in products(
            self.entry(matrix_power(a, s - 1), (idx[0], k)), self.of(a, (k, l), v, at),
            self.entry(matrix_power(a, exponent - s), (l, idx[1])))]
        inner = self._over(names[0], self._over(names[1], inner))
        return inner if count is not None else [
            p.times(Product(binders=(Binder(counter, integer(1), exponent),))) for p in inner]


def matrix_power(a: Expression, exponent: P) -> Expression:
    """a^exponent, the identity for 0 and a itself for 1."""
    if exponent == 0:
        return Identity(a.shape[0])
    return a if exponent == 1 else MatrixPower(a, exponent)


def ones_less(a: Expression, b: Expression) -> Expression:
    """1 − b, entrywise, of the shape of a."""
    one = Constant(Fraction(1), a.shape) if a.shape else number(1)
    return Add((one, negative(b)))


SLOPES = {
    "exp": lambda d, a, value, idx: [single(value, idx)],
    "log": lambda d, a, value, idx: d.entry(Power(a, Fraction(-1)), idx),
    "sin": lambda d, a, value, idx: [single(Apply("cos", 0, a), idx)],
    "cos": lambda d, a, value, idx: [single(Apply("sin", 0, a), idx).scaled(Fraction(-1))],
    "sinh": lambda d, a, value, idx: [single(Apply("cosh", 0, a), idx)],
    "cosh": lambda d, a, value, idx: [single(Apply("sinh", 0, a), idx)],
    "tanh": lambda d, a, value, idx: [single(ones_less(a, squared(value)), idx)],
    "sigmoid": lambda d, a, value, idx: [single(value, idx).times(single(ones_less(a, value), idx))],
    "softplus": lambda d, a, value, idx: [single(Apply("sigmoid", 0, a), idx)],
}
"""f′(a)[idx] of the functions that are known, in terms of their value where that is shorter."""


def squared(e: Expression) -> Expression:
    """e² entrywise: e ⊙ e for an array."""
    return Times(e, e) if e.shape and isinstance(e, Symbol) else Power(e, Fraction(2))
