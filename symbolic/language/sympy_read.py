r"""SymPy objects to expressions: those of ``sympy_write`` and those written by hand."""
from __future__ import annotations

import types
from dataclasses import fields
from fractions import Fraction
from functools import cache, reduce
from typing import Union, get_args, get_origin, get_type_hints

import sympy
from sympy import (Add, Derivative, HadamardProduct, Identity, KroneckerDelta, KroneckerProduct, MatAdd, MatMul,
                   MatPow, MatrixSymbol, Mul, OneMatrix, Piecewise, Pow, Subs, Sum, ZeroMatrix)
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.dotproduct import DotProduct
from sympy.matrices.expressions.funcmatrix import FunctionMatrix
from sympy.matrices.expressions.hadamard import HadamardPower
from sympy.matrices.expressions.matexpr import MatrixElement

from . import expressions as ours
from .context import Context
from .expressions import Expression, ShapeError
from .integers import IntegerPolynomial
from .sympy_nodes import (ABSENT, KNOWN_FUNCTIONS, MATRIX_TWINS, OwnNode, integer_from_sympy, latex_name, shifted)

RELATIONS = {"=": sympy.Eq, "!=": sympy.Ne, "<=": sympy.Le, "<": sympy.Lt}
SCALAR_FUNCTIONS = (AppliedUndef, *KNOWN_FUNCTIONS.values())
NODES = {node.op: node for node in vars(ours).values()
         if isinstance(node, type) and issubclass(node, Expression) and node is not Expression}


def from_sympy(expr, context: Context | None = None) -> Expression:
    """The expression that ``expr`` means.

    A context settles whether an n×1 symbol is a vector (without one: it is).
    Raises ``TypeError`` for nodes without a meaning here, ``ShapeError`` for
    operands that do not fit.
    """
    return _Reader(context or Context()).read(sympy.sympify(expr))


class _Reader:
    """One method a kind of SymPy node, found by ``HANDLERS``."""

    def __init__(self, context: Context):
        self.context = context

    def read(self, expr) -> Expression:
        for kind in type(expr).__mro__:
            if kind in HANDLERS:
                return HANDLERS[kind](self, expr)
        raise TypeError(f"{type(expr).__name__} has no meaning here: {expr}")

    def all(self, parts) -> list[Expression]:
        return [self.read(part) for part in parts]

    def own(self, expr):
        node = NODES[expr.op]
        return node(*map(decode, expr.fields, _hints(expr.op)))

    # -- leaves
    def number(self, expr):
        return ours.Number(Fraction(int(expr.p), int(expr.q)))

    def symbol(self, expr):
        if expr.is_integer:
            return ours.Integer(integer_from_sympy(expr))
        return ours.Symbol(latex_name(expr.name), (), ())

    def indexed(self, expr):
        """n_ℓ if the base is known to be integer, else an entry of an array."""
        if expr.base.is_integer or expr.is_integer:
            return ours.Integer(integer_from_sympy(expr))
        indices = tuple(map(integer_from_sympy, expr.indices))
        return ours.Entry(self.array(latex_name(str(expr.base.label)), expr.shape), indices)

    def array(self, name, shape):
        declared = self.context.tensor(name)
        if declared is not None and not declared.labels:
            return declared.symbol()
        return ours.Symbol(name, (), tuple(map(integer_from_sympy, shape)))

    def matrix_symbol(self, expr):
        declared = self.context.tensor(latex_name(expr.name))
        if declared is not None and not declared.labels:
            return declared.symbol()
        return ours.Symbol(latex_name(expr.name), (), _extents(expr))

    def constant(self, expr):
        return ours.Constant(Fraction(int(isinstance(expr, OneMatrix))), _extents(expr))

    def listing(self, expr):
        return ours.Listing(_extents(expr), tuple(self.all(expr)))

    # -- algebra
    def add(self, expr):
        first, *rest = self.all(expr.args)
        return ours.Add((first, *(coerce(term, first.shape) for term in rest)))

    def times(self, expr):
        return reduce(ours.Times, self.all(expr.args))

    def hadamard(self, expr):
        first, *rest = self.all(expr.args)
        return reduce(ours.Times, [coerce(factor, first.shape) for factor in rest], first)

    def matmul(self, expr):
        return reduce(product, self.all(expr.args))

    def dot(self, expr):
        return ours.MatMul(*(as_vector(part) for part in self.all(expr.args)))

    def kronecker(self, expr):
        return reduce(ours.Kronecker, map(as_matrix, self.all(expr.args)))

    def power(self, expr):
        base, exponent = expr.args
        if not exponent.is_Rational:
            raise TypeError(f"the exponent {exponent} is not a rational number")
        return ours.Power(self.read(base), Fraction(int(exponent.p), int(exponent.q)))

    def matrix_power(self, expr):
        return ours.MatrixPower(as_matrix(self.read(expr.base)), integer_from_sympy(expr.exp))

    def unary(self, expr):
        node = next(o for o, theirs in MATRIX_TWINS.items() if isinstance(expr, theirs))
        arg = self.read(expr.args[0])
        match node:
            case ours.Transpose:
                return ours.Transpose(arg)
            case ours.Diagonal:
                return ours.Diagonal(as_vector(arg))
        return node(as_matrix(arg))

    # -- functions and derivatives
    def application(self, expr):
        """f entry by entry; ``exp`` of a square matrix is the exponential of the matrix, as in SymPy."""
        arg = self.read(expr.args[0])
        if expr.func is sympy.exp and len(arg.shape) == 2 and arg.shape[0] == arg.shape[1]:
            return ours.MatrixExponential(arg)
        return ours.Apply(latex_name(expr.func.__name__), 0, arg)

    def elementwise(self, expr):
        function, arg = expr.args
        (z,) = function.signature
        return self.entrywise(function.expr, z, self.read(arg))

    def entrywise(self, body, z, arg: Expression) -> Expression:
        """``body`` with z put to every entry of ``arg``: 1/(1 + exp(-z)), f(z), its derivatives."""
        def inner(part):
            return self.entrywise(part, z, arg)

        match body:
            case _ if body == z:
                return arg
            case _ if not body.has(z):
                return spread(self.read(body), arg.shape)
            case Add(args=terms):
                return ours.Add(tuple(map(inner, terms)))
            case Mul(args=factors):
                return reduce(ours.Times, [inner(f) if f.has(z) else self.read(f) for f in factors])
            case Pow(base=base, exp=sympy.Rational() as exponent):
                return ours.Power(inner(base), Fraction(int(exponent.p), int(exponent.q)))
            case _ if isinstance(body, SCALAR_FUNCTIONS) and len(body.args) == 1:
                return ours.Apply(latex_name(body.func.__name__), 0, inner(body.args[0]))
        name, order = _scalar_function(body, z)
        return ours.Apply(latex_name(name), order, arg)

    def substituted(self, expr):
        body, (z,), (value,) = expr.args
        name, order = _scalar_function(body, z)
        return ours.Apply(latex_name(name), order, self.read(value))

    def derivative(self, expr):
        body, *steps = expr.args
        result = self.read(body)
        for variable, count in steps:
            for _ in range(int(count)):
                result = partial(result, self.read(variable))
        return result

    # -- entries and binders
    def entry(self, expr):
        matrix, i, j = expr.args
        arg = self.read(matrix)
        indices = tuple(integer_from_sympy(k) + 1 for k in (i, j))
        return ours.Entry(arg, indices[:len(arg.shape)])

    def delta(self, expr):
        return ours.Delta(*map(integer_from_sympy, expr.args[:2]))

    def sum(self, expr):
        body = self.read(expr.function)
        for name, lower, upper in expr.limits:
            body = ours.Sum(latex_name(name.name), integer_from_sympy(lower), integer_from_sympy(upper), body)
        return body

    def product(self, expr):
        body = self.read(expr.function)
        for name, lower, upper in expr.limits:
            body = ours.Product(latex_name(name.name), integer_from_sympy(lower), integer_from_sympy(upper), body)
        return body

    def function_matrix(self, expr):
        rows, columns, function = expr.args
        extents = _extents(expr)
        names = [latex_name(s.name) for s in function.signature][:len(extents)]
        body = shifted(self.read(function.expr), names, -1)
        return ours.Array(tuple(zip(names, extents)), body)

    def piecewise(self, expr):
        return ours.Cases(tuple((_conditions(condition), self.read(value)) for value, condition in expr.args))


HANDLERS = {
    OwnNode: _Reader.own, sympy.Rational: _Reader.number, sympy.Symbol: _Reader.symbol,
    sympy.Indexed: _Reader.indexed, MatrixSymbol: _Reader.matrix_symbol,
    Identity: lambda self, expr: ours.Identity(integer_from_sympy(expr.rows)),
    OneMatrix: _Reader.constant, ZeroMatrix: _Reader.constant, sympy.MatrixBase: _Reader.listing,
    Add: _Reader.add, MatAdd: _Reader.add, Mul: _Reader.times, HadamardProduct: _Reader.hadamard,
    MatMul: _Reader.matmul, DotProduct: _Reader.dot, KroneckerProduct: _Reader.kronecker,
    Pow: _Reader.power, HadamardPower: _Reader.power, MatPow: _Reader.matrix_power,
    **{theirs: _Reader.unary for theirs in MATRIX_TWINS.values()},
    AppliedUndef: _Reader.application,
    **{known: _Reader.application for known in KNOWN_FUNCTIONS.values()},
    ElementwiseApplyFunction: _Reader.elementwise, Subs: _Reader.substituted,
    Derivative: _Reader.derivative, MatrixElement: _Reader.entry, KroneckerDelta: _Reader.delta,
    Sum: _Reader.sum, sympy.Product: _Reader.product, FunctionMatrix: _Reader.function_matrix, Piecewise: _Reader.piecewise,
}


def _extents(expr) -> tuple[IntegerPolynomial, ...]:
    """The shape with the one column of a vector left out."""
    rows, columns = map(integer_from_sympy, expr.shape)
    return (rows,) if columns == 1 else (rows, columns)


def _scalar_function(body, z) -> tuple[str, int]:
    """Name and order of f^{(k)}(z), which a lambda or ``Subs`` holds."""
    order = 0
    if isinstance(body, Derivative) and all(variable == z for variable, _ in body.variable_count):
        order = int(sum(count for _, count in body.variable_count))
        body = body.expr
    if isinstance(body, SCALAR_FUNCTIONS) and body.args == (z,):
        return body.func.__name__, order
    raise TypeError(f"{body} is not a function, or a derivative of one, applied to {z}")


def _conditions(condition) -> tuple[ours.Condition, ...]:
    if condition == True:  # noqa: E712  (SymPy's true is not Python's)
        return ()
    if isinstance(condition, sympy.And):
        return tuple(c for part in sorted(condition.args, key=str) for c in _conditions(part))
    for sign, relation in RELATIONS.items():
        if isinstance(condition, relation):
            return (ours.Condition(integer_from_sympy(condition.lhs), sign, integer_from_sympy(condition.rhs)),)
    raise TypeError(f"{condition} is not a condition on integers")


# ---------------------------------------------------------------- fields of our nodes

def decode(value, hint):
    """The field again; ``hint`` is its declared type."""
    if get_origin(hint) in (Union, types.UnionType):
        return None if value == ABSENT else decode(value, get_args(hint)[0])
    if get_origin(hint) is tuple:
        hints = get_args(hint)
        if hints[1:] == (...,):
            hints = hints[:1] * len(value)
        return tuple(decode(v, h) for v, h in zip(value, hints))
    if issubclass(hint, Expression):
        return from_sympy(value)
    return DECODERS[hint](value)


DECODERS = {
    IntegerPolynomial: integer_from_sympy,
    Fraction: lambda q: Fraction(int(q.p), int(q.q)),
    str: lambda s: s.name,
    int: int,
    ours.Condition: lambda t: ours.Condition(integer_from_sympy(t[0]), t[1].name, integer_from_sympy(t[2])),
}


@cache
def _hints(op: str) -> tuple:
    node = NODES[op]
    declared = get_type_hints(node)
    return tuple(declared[f.name] for f in fields(node) if f.init)


# ---------------------------------------------------------------- unit axes

UNIT_AXES = {(2, 1): (ours.Squeeze, (1,)), (1, 2): (ours.Expand, (1,)), (1, 0): (ours.Squeeze, (0,)),
             (0, 1): (ours.Expand, (0,)), (2, 0): (ours.Squeeze, (0, 1)), (0, 2): (ours.Expand, (0, 1))}


def coerce(e: Expression, shape) -> Expression:
    """``e`` with unit axes dropped or added so that its shape is ``shape``."""
    if e.shape == tuple(shape):
        return e
    ranks = (len(e.shape), len(shape))
    if ranks not in UNIT_AXES:
        raise ShapeError("operands", shape, e.shape)
    node, axes = UNIT_AXES[ranks]
    result = node(e, axes)
    if result.shape != tuple(shape):
        raise ShapeError("operands", shape, e.shape)
    return result


def spread(e: Expression, shape) -> Expression:
    """The scalar ``e`` in every entry of an array of that shape."""
    match e:
        case _ if not shape:
            return e
        case ours.Number(value):
            return ours.Constant(value, tuple(shape))
    return ours.Times(e, ours.Constant(Fraction(1), tuple(shape)))


def as_vector(e: Expression) -> Expression:
    """A vector: a column or a row without its unit axis."""
    match e.shape:
        case (_,):
            return e
        case (rows, _) if rows == 1:
            return ours.Squeeze(e, (0,))
        case (_, columns) if columns == 1:
            return ours.Squeeze(e, (1,))
    raise ShapeError("vector", e.shape, ())


def as_matrix(e: Expression) -> Expression:
    """A matrix: a vector becomes one column."""
    return ours.Expand(e, (1,)) if len(e.shape) == 1 else e


def product(left: Expression, right: Expression) -> Expression:
    """left times right as SymPy's MatMul means it: a vector on the left is a column."""
    if not left.shape or not right.shape:
        return ours.Times(left, right)
    return ours.MatMul(as_matrix(left), right)


def partial(body: Expression, variable: Expression, layout: tuple[str, ...] | None = None) -> ours.Derivative:
    """∂ body/∂ variable; axes of the body first unless ``layout`` says otherwise.

    The variable is a symbol or one entry of a symbol; else ``TypeError``.
    """
    match variable:
        case ours.Symbol():
            symbol, at, count = variable, None, len(variable.shape)
        case ours.Entry(ours.Symbol() as symbol, at):
            count = 0
        case _:
            raise TypeError(f"cannot differentiate by {variable}")
    axes = [f"b{k}" for k in range(len(body.shape))] + [f"v{k}" for k in range(count)]
    return ours.Derivative(body, symbol, at, layout or tuple(axes))
