r"""Expressions to SymPy objects: SymPy's own node wherever one means the same.

What SymPy cannot say becomes a node of ours (``sympy_nodes``).  Nothing is
evaluated, reordered or flattened on the way.
"""
from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

import sympy
from sympy import (Add, Derivative, HadamardProduct, Identity, ImmutableMatrix, KroneckerDelta,
                   KroneckerProduct, Lambda, MatAdd, MatMul, MatPow, MatrixSymbol, Mul, OneMatrix, Pow, Subs, Sum,
                   Tuple, ZeroMatrix)
from sympy.core.symbol import Str
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.dotproduct import DotProduct
from sympy.matrices.expressions.funcmatrix import FunctionMatrix
from sympy.matrices.expressions.hadamard import HadamardPower
from sympy.matrices.expressions.matexpr import MatrixElement

from . import expressions as ours
from .expressions import Expression
from .integers import IntegerPolynomial, integer
from .sympy_nodes import (ABSENT, KNOWN_FUNCTIONS, MATRIX_TWINS, integer_to_sympy, own_node, rational, shifted,
                          sympy_name)


def to_sympy(e: Expression):
    """The SymPy object that means ``e``; unevaluated."""
    twin = _twin(e)
    return _own(e) if twin is None else twin


def _own(e: Expression):
    values = tuple(encode(getattr(e, f.name)) for f in fields(e) if f.init)
    return own_node(e.op, values, tuple(map(integer_to_sympy, e.shape)))


def _twin(e: Expression):
    """SymPy's own node for ``e``, or None."""
    match e:
        case ours.Number(value):
            return rational(value)
        case ours.Integer(value) if value.lone_symbol():
            return integer_to_sympy(value)
        case ours.Symbol(name, (), extents):
            return _plain_symbol(name, extents)
        case ours.Identity(extent):
            return Identity(integer_to_sympy(extent))
        case ours.Constant(value, extents) if value in (0, 1) and _is_matrix_like(extents):
            return (OneMatrix if value else ZeroMatrix)(*_two(extents))
        case ours.Delta(left, right):
            return KroneckerDelta(integer_to_sympy(left), integer_to_sympy(right), evaluate=False)
        case ours.Add(terms) if len(terms) > 1 and len(e.shape) < 3:
            return (MatAdd if e.shape else Add)(*map(to_sympy, terms), evaluate=False)
        case ours.Times(left, right):
            return _times(e, left, right)
        case ours.MatMul(left, right):
            return _matmul(left, right)
        case ours.Power(arg, exponent) if len(e.shape) < 3:
            base, power = to_sympy(arg), rational(exponent)
            return HadamardPower(base, power) if e.shape else Pow(base, power, evaluate=False)
        case ours.MatrixPower(arg, exponent):
            return MatPow(to_sympy(arg), integer_to_sympy(exponent), evaluate=False)
        case ours.Kronecker(left, right) if not isinstance(left, ours.Identity):
            return KroneckerProduct(to_sympy(left), to_sympy(right))
        case ours.Apply(function, order, arg) if len(e.shape) < 3:
            return _apply(function, order, to_sympy(arg))
        case ours.Entry(arg, (i, j)) if _is_matrix(arg):
            return MatrixElement(to_sympy(arg), integer_to_sympy(i - 1), integer_to_sympy(j - 1))
        case ours.Entry(arg, (i,)) if _is_matrix(arg):
            return MatrixElement(to_sympy(arg), integer_to_sympy(i - 1), sympy.S.Zero)
        case ours.Sum(index, lower, upper, body) if not e.shape:
            bounds = map(integer_to_sympy, (integer(index), lower, upper))
            return Sum(to_sympy(body), tuple(bounds))
        case ours.Product(index, lower, upper, body):
            return sympy.Product(to_sympy(body), tuple(map(integer_to_sympy, (integer(index), lower, upper))))
        case ours.Array(binders, body) if _is_matrix_like(e.shape):
            return _function_matrix(binders, body)
        case ours.Listing(extents, entries) if _is_matrix_like(extents):
            return ImmutableMatrix(*[d.constant() for d in _two_p(extents)], list(map(to_sympy, entries)))
    twin = MATRIX_TWINS.get(type(e))
    if twin is not None and len(e.arg.shape) in (1, 2):
        return twin(to_sympy(e.arg))
    return None


def _is_matrix_like(extents) -> bool:
    """A vector, or a matrix that SymPy does not show as a vector."""
    return len(extents) == 1 or len(extents) == 2 and extents[1] != 1


def _is_matrix(e: Expression) -> bool:
    return _is_matrix_like(e.shape)


def _two_p(extents):
    return tuple(extents) if len(extents) == 2 else (*extents, integer(1))


def _two(extents):
    return tuple(map(integer_to_sympy, _two_p(extents)))


def _plain_symbol(name, extents):
    if not extents:
        return sympy.Symbol(sympy_name(name), real=True)
    return MatrixSymbol(sympy_name(name), *_two(extents)) if _is_matrix_like(extents) else None


def _times(e, left, right):
    match len(left.shape), len(right.shape):
        case 0, 0:
            return Mul(to_sympy(left), to_sympy(right), evaluate=False)
        case (0, 1 | 2) | (1 | 2, 0):
            return MatMul(to_sympy(left), to_sympy(right), evaluate=False)
        case (1, 1) | (2, 2):
            return HadamardProduct(to_sympy(left), to_sympy(right))
    return None


def _matmul(left, right):
    match len(left.shape), len(right.shape):
        case 1, 1:
            return DotProduct(to_sympy(left), to_sympy(right))
        case 2, 1 | 2:
            return MatMul(to_sympy(left), to_sympy(right), evaluate=False)
    return None


def _apply(name, order, arg):
    function = KNOWN_FUNCTIONS.get(name) or sympy.Function(sympy_name(name))
    z = sympy.Symbol("z")
    if order == 0 and arg.is_Matrix:
        return ElementwiseApplyFunction(Lambda(z, function(z)), arg)
    if order == 0:
        return function(arg, evaluate=False)
    derivative = Derivative(function(z), (z, order), evaluate=False)
    if arg.is_Matrix:
        return ElementwiseApplyFunction(Lambda(z, derivative), arg)
    return Subs(derivative, z, arg)


def _function_matrix(binders, body):
    """SymPy counts from 0: its entry (i, j) is ours (i+1, j+1)."""
    names = [sympy.Symbol(sympy_name(name), integer=True) for name, _ in binders]
    unused = [sympy.Symbol("column'", integer=True)][len(names) - 1:]
    body = shifted(body, [name for name, _ in binders], 1)
    return FunctionMatrix(*_two([extent for _, extent in binders]), Lambda((*names, *unused), to_sympy(body)))


# ---------------------------------------------------------------- fields of our nodes

def encode(value):
    """A field of an expression as a SymPy object."""
    match value:
        case None:
            return ABSENT
        case Expression():
            return to_sympy(value)
        case IntegerPolynomial():
            return integer_to_sympy(value)
        case Fraction():
            return rational(value)
        case str():
            return Str(value)
        case int():
            return sympy.Integer(value)
        case ours.Condition(left, relation, right):
            return Tuple(encode(left), Str(relation), encode(right))
        case tuple():
            return Tuple(*map(encode, value))
    raise TypeError(f"{value!r} is not a field of an expression")
