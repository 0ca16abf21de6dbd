r"""Expressions as SymPy source: every vector is an n×1 matrix, entries count from 0."""
from __future__ import annotations

from fractions import Fraction

from .expressions import (
    Apply, Constant, Determinant, Diagonal, DiagonalPart, Entry, Expand, Expression, Identity, Inverse, Kronecker, MatMul,
    MatrixExponential, MatrixPower, Product, PseudoInverse, Squeeze, Sum, Symbol, Times, Trace, Transpose, UnitVector,
)
from .idioms import LogSumExp, Softmax
from .integers import integer
from .python_code import ATOM, POWER, PRODUCT, Printer, Source, Unprintable, identifier


class SymPyPrinter(Printer):
    """``functions`` collects the names of unknown functions that were used."""

    dialect = "SymPy"

    def __init__(self):
        self.functions: dict[str, None] = {}

    def number(self, value: Fraction) -> Source:
        if value.denominator == 1:
            return super().number(value)
        return Source(f"Rational({value.numerator}, {value.denominator})")

    def product(self, e: Times) -> Source:
        if e.left.shape and e.right.shape:
            return Source(f"HadamardProduct({self.text(e.left)}, {self.text(e.right)})")
        return super().product(e)

    def power(self, a: Expression, q: Fraction) -> Source:
        if a.shape:
            return Source(f"HadamardPower({self.text(a)}, {self.number(q).text})")
        if q.denominator != 1 and q != Fraction(1, 2):
            return Source(f"{self.text(a, ATOM)} ** {self.number(q).text}", POWER)
        return super().power(a, q)

    def node(self, e: Expression) -> Source:
        match e:
            case MatMul(a, b):
                return Source(f"{self._operand(a)} * {self._operand(b)}", PRODUCT)
            case Squeeze(a, _) if not e.shape:
                return Source(f"({self.text(a)})[0, 0]")
            case Squeeze(a, (0,)):
                return Source(f"({self.text(a)}).T") if len(a.shape) == 2 else super().node(e)
            case Squeeze(a, (1,)) | Expand(a, (1,)):
                return self.source(a)
            case Expand(a, (0,)) if len(a.shape) == 1:
                return Source(f"{self.text(a, ATOM)}.T")
            case Transpose(a):
                return Source(f"{self.text(a, ATOM)}.T") if a.shape else self.source(a)
            case Inverse(a):
                return Source(f"Inverse({self.text(a)})")
            case PseudoInverse(a):
                return Source(f"{self.text(a, ATOM)}.pinv()")
            case Determinant(a):
                return Source(f"Determinant({self.text(a)})")
            case MatrixExponential():
                raise Unprintable("SymPy has exponentials of explicit matrices only, none of n×n symbols")
            case MatrixPower(a, p):
                return Source(f"MatPow({self.text(a)}, {self.integer(p).text})")
            case Trace(a):
                return Source(f"Trace({self.text(a)})")
            case Diagonal(a):
                return Source(f"DiagMatrix({self.text(a)})")
            case DiagonalPart(a):
                return Source(f"DiagonalOf({self.text(a)})")
            case Identity(n):
                return Source(f"Identity({self.integer(n).text})")
            case Constant(value, extents):
                rows, columns = (self.integer(d).text for d in (*extents, integer(1))[:2])
                ones = f"OneMatrix({rows}, {columns})"
                return Source(ones) if value == 1 else Source(f"{self.number(value).at(POWER)} * {ones}", PRODUCT)
            case UnitVector(k, n):
                return Source(f"Matrix({self.integer(n).text}, 1, lambda r, c: KroneckerDelta(r, {self.integer(k - 1).text}))")
            case Kronecker(a, b):
                return Source(f"KroneckerProduct({self.text(a)}, {self.text(b)})")
            case Entry(Symbol() as a, indices):
                places = [self.integer(p - 1).text for p in indices] + ["0"] * (2 - len(indices))
                return Source(f"{self.symbol(a)}[{', '.join(places)}]")
            case Sum(index, lower, upper, body) if not body.shape:
                limits = f"Symbol({identifier(index)!r}, integer=True), {self.integer(lower).text}, {self.integer(upper).text}"
                return Source(f"Sum({self.text(body)}, ({limits}))")
            case Product(index, lower, upper, body):
                limits = f"Symbol({identifier(index)!r}, integer=True), {self.integer(lower).text}, {self.integer(upper).text}"
                return Source(f"Product({self.text(body)}, ({limits}))")
            case Softmax(a):
                powers = self._applied("exp", a)
                return Source(f"{powers} / ({self._ones(a)} * {powers})[0, 0]", PRODUCT)
            case LogSumExp(a):
                return Source(f"log(({self._ones(a)} * {self._applied('exp', a)})[0, 0])")
            case Apply(f, order, a):
                return Source(self._called(f, order, a))
        return super().node(e)

    def _operand(self, e: Expression) -> str:
        return self.text(e, PRODUCT if isinstance(e, MatMul) else POWER)

    def _ones(self, a: Expression) -> str:
        return f"OneMatrix(1, {self.integer(a.shape[0]).text})"

    def _applied(self, f: str, a: Expression) -> str:
        return f"{self.text(a, ATOM)}.applyfunc({f})" if a.shape else f"{f}({self.text(a)})"

    def _called(self, f: str, order: int, a: Expression) -> str:
        name = KNOWN.get(f)
        if name is None:
            name = identifier(f)
            self.functions[name] = None
        if order:
            body = f"Subs(Derivative({_at(name, 'z')}, (Symbol('z'), {order})), Symbol('z'), " if not a.shape else ""
            if not a.shape:
                return f"{body}{self.text(a)})"
            return self._applied(f"Lambda(Symbol('z'), Derivative({_at(name, 'z')}, (Symbol('z'), {order})))", a)
        if not a.shape:
            return f"{name}({self.text(a)})" if not name.startswith("Lambda") else f"{name}({self.text(a)})"
        return self._applied(name, a)


KNOWN = {
    **{f: f for f in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh")}, "arctan": "atan", "abs": "Abs",
    "sigmoid": "Lambda(Symbol('z'), 1 / (1 + exp(-Symbol('z'))))", "softplus": "Lambda(Symbol('z'), log(1 + exp(Symbol('z'))))",
    "relu": "Lambda(Symbol('z'), Max(0, Symbol('z')))",
}
"""Known functions in SymPy."""


def _at(name: str, argument: str) -> str:
    return f"{name}(Symbol({argument!r}))"
