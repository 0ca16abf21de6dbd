"""Random expressions, derivatives of definitions included: two evaluations that share no code agree.

The other one writes every entry out as a SymPy expression, differentiates that,
and puts the numbers in last.
"""
from fractions import Fraction
from random import Random

import pytest
import sympy

from symbolic.language.context import Context, Definition, TensorDeclaration
from symbolic.language.expressions import (
    Add, Apply, Array, Constant, Delta, Derivative, Determinant, Diagonal, DiagonalPart, Entry, Expand, Identity,
    Integer, Inverse, MatMul, MatrixPower, Power, Squeeze, Sum, Symbol, Times, Trace, Transpose, UnitVector)
from symbolic.language.integers import integer
from symbolic.language.sympy_explicit import AmbiguousDependence as Hidden
from symbolic.language.sympy_explicit import Explicit
from symbolic.proving.arrays import Value
from symbolic.proving.evaluate import evaluate
from symbolic.proving.instance import AmbiguousDependence, Model, PolynomialFunction
from symbolic.proving.intervals import Undefined

m, n = integer("m"), integer("n")
SIZES = {"m": 2, "n": 3}
SHAPES = {"A": (m, n), "S": (n, n), "x": (n,), "y": (m,), "t": ()}
DEFINED = {"u": (n,), "v": ()}
CUBIC = PolynomialFunction((1, 2, -1, 1))


class Growing:
    """Random well-typed expressions; ``count`` names the bound indices apart."""

    def __init__(self, seed: int):
        self.random, self.count = Random(seed), 0
        self.names = {**SHAPES}

    def symbol(self, shape):
        fitting = [name for name, s in self.names.items() if s == shape]
        return Symbol(self.random.choice(fitting), (), shape) if fitting else None

    def of(self, shape, depth):
        """An expression of that shape (at most two axes), nested at most that deep."""
        leaf = self.symbol(shape)
        if depth <= 0 and leaf is not None:
            return leaf
        makers = [self.sum, self.scaled, self.applied, self.array]
        makers += {0: [self.contraction, self.trace, self.entry, self.power, self.determinant, self.integer, self.derived],
                   1: [self.product, self.gradient, self.squeezed, self.unit, self.summed],
                   2: [self.matrix, self.jacobian, self.transposed, self.outer]}[len(shape)]
        if len(shape) == 2 and shape[0] == shape[1]:
            makers += [self.square]
        if depth <= 0:
            makers = {0: [self.integer], 1: [self.unit], 2: [self.constant]}[len(shape)]
        return self.random.choice(makers)(shape, depth - 1)

    def extent(self):
        return self.random.choice((m, n))

    def index(self):
        self.count += 1
        return f"i{self.count}"

    def sum(self, shape, d):
        return Add((self.of(shape, d), self.of(shape, d - 1)))

    def scaled(self, shape, d):
        return Times(self.of(() if self.random.random() < 0.5 else shape, d - 1), self.of(shape, d))

    def applied(self, shape, d):
        return Apply("f", self.random.choice((0, 1, 2)), self.of(shape, d - 1))

    def array(self, shape, d):
        if not shape:
            return self.of(shape, d)
        names = [self.index() for _ in shape]
        places = tuple(map(integer, names))
        return Array(tuple(zip(names, shape)), Times(Entry(self.of(shape, d), places), Delta(places[0], places[-1])))

    def contraction(self, shape, d):
        k = self.extent()
        return MatMul(self.of((k,), d), self.of((k,), d))

    def trace(self, shape, d):
        k = self.extent()
        return Trace(self.of((k, k), d))

    def determinant(self, shape, d):
        return Determinant(self.of((m, m), d - 1))

    def entry(self, shape, d):
        return Entry(self.of((m, n), d), (integer(self.random.choice((1, 2))), n))

    def power(self, shape, d):
        return Power(self.of((), d), Fraction(self.random.choice((2, 3, -1))))

    def integer(self, shape, d):
        return Integer(m * n - 2)

    def product(self, shape, d):
        k = self.extent()
        return MatMul(self.of((shape[0], k), d), self.of((k,), d))

    def squeezed(self, shape, d):
        return Squeeze(Transpose(self.of(shape, d)), (0,))

    def unit(self, shape, d):
        return UnitVector(integer(2), shape[0])

    def summed(self, shape, d):
        name, k = self.index(), self.extent()
        return Sum(name, integer(1), k, Times(Entry(self.of((k,), d), (integer(name),)), self.of(shape, d - 1)))

    def matrix(self, shape, d):
        k = self.extent()
        return MatMul(self.of((shape[0], k), d), self.of((k, shape[1]), d))

    def transposed(self, shape, d):
        return Transpose(self.of(shape[::-1], d))

    def outer(self, shape, d):
        return MatMul(Expand(self.of(shape[:1], d), (1,)), Transpose(self.of(shape[1:], d)))

    def constant(self, shape, d):
        return Constant(Fraction(2), shape)

    def square(self, shape, d):
        a = self.of(shape, d - 1)
        return self.random.choice((
            lambda: Diagonal(self.of(shape[:1], d)), lambda: Diagonal(DiagonalPart(a)), lambda: Identity(shape[0]),
            lambda: MatrixPower(a, integer(2)), lambda: Inverse(Add((a, Identity(shape[0]))))))()

    # -- derivatives
    def by(self, body, fits):
        """A symbol to differentiate by, one that stands in the body if there is any, or in a definition."""
        fitting = [Symbol(name, (), s) for name, s in self.names.items() if fits(s)]
        standing = [s for s in fitting if s in set(body.walk())]
        return self.random.choice(standing or fitting)

    def gradient(self, shape, d):
        body = self.of((), d + 1)
        return Derivative(body, self.by(body, lambda s: s == shape), None, ("v0",))

    def derived(self, shape, d):
        body = self.of((), d + 1)
        return Derivative(body, self.by(body, lambda s: len(s) == 2), (integer(1), integer(2)), ())

    def jacobian(self, shape, d):
        body = self.of(shape[:1], d + 1)
        return Derivative(body, self.by(body, lambda s: s == shape[1:]), None, ("b0", "v0"))


def numbers(rng: Random):
    sizes = {m: SIZES["m"], n: SIZES["n"]}

    def value(shape):
        if not shape:
            return rng.choice((-2, -1, 1, 2, 3))
        return [value(shape[1:]) for _ in range(sizes[shape[0]])]

    return {(name, ()): Value.of(value(shape)) for name, shape in SHAPES.items()}


def by_sympy(context, e, values):
    """The entries by way of SymPy expressions, as fractions."""
    at = {}
    table = Explicit(context, SIZES)
    for (name, _), value in values.items():
        at |= dict(zip(table.symbol(name, (), {}).entries, value.entries))

    def apply(f):
        z = f.args[0].replace(lambda g: hasattr(g.func, "stem"), apply)
        return CUBIC.at(f.func.order, z)

    entries = [entry.replace(lambda g: hasattr(g.func, "stem"), apply) for entry in table.grid(e, {}).entries]
    return [sympy.sympify(entry).doit().subs(at) for entry in entries]


def context_and_expression(seed: int):
    """v and u are defined by base symbols, u also by v; then an expression in all of them."""
    growing = Growing(seed)
    definitions = []
    for name in ("v", "u"):
        body = growing.of(DEFINED[name], 2)
        definitions.append(Definition(name, (), body))
        growing.names[name] = DEFINED[name]
    make = growing.random.choice((
        lambda: growing.gradient((n,), 2), lambda: growing.jacobian((m, n), 2), lambda: growing.jacobian((n, n), 2),
        lambda: growing.derived((), 2)))
    candidates = (make() for _ in range(50))
    e = next(e for e in candidates if e.variable in set(e.body.walk()))
    tensors = tuple(TensorDeclaration(name, (), s) for name, s in {**SHAPES, **DEFINED}.items())
    return Context(tensors=tensors, definitions=tuple(definitions)), e, growing.random


@pytest.mark.parametrize("seed", range(60))
def test_random_expressions_have_sympys_value(seed):
    context, e, rng = context_and_expression(seed)
    values = numbers(rng)
    model = Model({(name, ()): size for name, size in SIZES.items()}, values, {"f": CUBIC})
    try:
        got = evaluate(e, context, model)
    except (Undefined, AmbiguousDependence) as reason:
        pytest.skip(str(reason))
    try:
        expected = by_sympy(context, e, values)
    except Hidden as reason:
        pytest.fail(f"no ambiguity was seen: {reason}")
    assert [sympy.Rational(str(x)) for x in got.entries] == expected, f"seed {seed}"
