"""Random well-shaped expressions over a small context, and rewritings that keep their value."""
from __future__ import annotations

from fractions import Fraction
from random import Random

from symbolic.language import expressions as e
from symbolic.language.context import Context, FunctionDeclaration, IntegerDeclaration, TensorDeclaration
from symbolic.language.integers import integer

M, N = integer("m"), integer("n")
SHAPES = {"A": (M, N), "B": (N, M), "X": (N, N), "Y": (N, N), "x": (N,), "y": (N,), "b": (M,), "s": ()}
SYMBOLS = {name: e.Symbol(name, (), shape) for name, shape in SHAPES.items()}
CONTEXT = Context(
    integers=(IntegerDeclaration("m", "dimension"), IntegerDeclaration("n", "dimension")),
    tensors=tuple(TensorDeclaration(name, (), shape) for name, shape in SHAPES.items()),
    functions=(FunctionDeclaration("f", 3),))


class Grower:
    """Grows an expression of a wanted shape; bound names are all different."""

    def __init__(self, rng: Random):
        self.rng, self.count = rng, 0

    def name(self) -> str:
        self.count += 1
        return f"k{self.count}"

    def grow(self, shape, depth: int) -> e.Expression:
        leaves = [s for s in SYMBOLS.values() if s.shape == shape]
        if depth <= 0:
            if leaves and self.rng.random() < 0.9:
                return self.rng.choice(leaves)
            return e.Constant(Fraction(self.rng.randint(-2, 2)), shape) if shape else e.number(self.rng.randint(-2, 2))
        makers = [self.add, self.times, self.apply, self.transposed, self.leaf]
        makers += {0: [self.trace, self.dot, self.total, self.entry], 1: [self.matvec, self.gradient],
                   2: [self.matmul, self.matmul, self.diagonal, self.jacobian]}[len(shape)]
        return self.rng.choice(makers)(shape, depth - 1)

    def leaf(self, shape, depth):
        return self.grow(shape, 0)

    def add(self, shape, depth):
        return e.Add((self.grow(shape, depth), self.grow(shape, depth - 1)))

    def times(self, shape, depth):
        left = shape if self.rng.random() < 0.5 else ()
        return e.Times(self.grow(left, depth - 1), self.grow(shape, depth))

    def apply(self, shape, depth):
        return e.Apply("f", self.rng.randint(0, 1), self.grow(shape, depth))

    def transposed(self, shape, depth):
        if len(shape) == 2:
            return e.Transpose(self.grow(shape[::-1], depth))
        return self.grow(shape, depth)

    def matmul(self, shape, depth):
        k = self.rng.choice((M, N))
        return e.MatMul(self.grow((shape[0], k), depth), self.grow((k, shape[1]), depth - 1))

    def matvec(self, shape, depth):
        k = self.rng.choice((M, N))
        return e.MatMul(self.grow((shape[0], k), depth), self.grow((k,), depth - 1))

    def diagonal(self, shape, depth):
        if shape[0] != shape[1]:
            return self.matmul(shape, depth)
        return e.Diagonal(self.grow(shape[:1], depth))

    def trace(self, shape, depth):
        k = self.rng.choice((M, N))
        return e.Trace(self.grow((k, k), depth))

    def dot(self, shape, depth):
        k = self.rng.choice((M, N))
        return e.Squeeze(e.MatMul(e.Transpose(self.grow((k,), depth)), self.grow((k,), depth - 1)), (0,))

    def total(self, shape, depth):
        name = self.name()
        return e.Sum(name, integer(1), N, e.Entry(self.grow((N,), depth), (integer(name),)))

    def entry(self, shape, depth):
        return e.Entry(self.grow((N,), depth), (self.rng.choice((integer(1), N, integer("i"))),))

    def gradient(self, shape, depth):
        variable = self.rng.choice([s for s in SYMBOLS.values() if s.shape == shape])
        return e.Derivative(self.grow((), depth), variable, None, ("v0",))

    def jacobian(self, shape, depth):
        variable = self.rng.choice([s for s in SYMBOLS.values() if s.shape == shape[1:]])
        return e.Derivative(self.grow(shape[:1], depth), variable, None, ("b0", "v0"))


def rewritten(rng: Random, x: e.Expression) -> e.Expression:
    """An expression of equal value: commuted, reassociated, distributed, transposed twice."""
    x = x.map(lambda child: rewritten(rng, child))
    choice = rng.random()
    match x:
        case e.Add((a, b)) if choice < 0.5:
            return e.Add((b, a))
        case e.MatMul(e.MatMul(a, b), c) if choice < 0.5 and len(b.shape) == 2:
            return e.MatMul(a, e.MatMul(b, c))
        case e.MatMul(e.Add((a, b)), c) if choice < 0.7:
            return e.Add((e.MatMul(a, c), e.MatMul(b, c)))
        case e.Transpose(e.MatMul(a, b)) if choice < 0.7 and len(a.shape) == len(b.shape) == 2:
            return e.MatMul(e.Transpose(b), e.Transpose(a))
        case e.Trace(e.MatMul(a, b)) if choice < 0.7:
            return e.Trace(e.MatMul(b, a))
        case e.Times(a, b) if choice < 0.5:
            return e.Times(b, a)
        case _ if len(x.shape) == 2 and choice > 0.9:
            return e.Transpose(e.Transpose(x))
    return x
