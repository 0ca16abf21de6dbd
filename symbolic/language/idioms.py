r"""Names for what authors mean as one thing: softmax, log-sum-exp, the logistic function.

The reader spells them out; ``recognised`` finds them again, so that their
derivatives are taken by their own rules and print under their own names.

| node | meaning |
|---|---|
| ``Softmax(z)`` | [i] = e^{z_i} / Σ_k e^{z_k} |
| ``RowSoftmax(S)`` | [i, j] = e^{S_ij} / Σ_k e^{S_ik} |
| ``LogSumExp(z)`` | log Σ_k e^{z_k}, a scalar |
| ``Apply("sigmoid", 0, z)`` | 1 / (1 + e^{-z}), entrywise |
"""
from __future__ import annotations

from fractions import Fraction

from .expressions import (
    Add, Apply, Array, Constant, Diagonal, Entry, Expression, MatMul, Number, Power, Squeeze, Sum, Times, Transpose, negative,
)
from .integers import IntegerPolynomial, integer


class Softmax(Expression):
    """[i] = exp(a[i]) / Σ_k exp(a[k]), a vector."""
    op = "softmax"
    _names = __match_args__ = ("arg",)

    def _shape(self):
        return self.arg.shape


class RowSoftmax(Expression):
    """[i, j] = exp(a[i, j]) / Σ_k exp(a[i, k]), a matrix."""
    op = "rowsoftmax"
    _names = __match_args__ = ("arg",)

    def _shape(self):
        return self.arg.shape


class LogSumExp(Expression):
    """log Σ_k exp(a[k]), a vector."""
    op = "logsumexp"
    _names = __match_args__ = ("arg",)

    def _shape(self):
        return ()


def recognised(e: Expression) -> Expression:
    """``e`` with the idioms in it as nodes of their own."""
    e = e.map(recognised)
    match e:
        case Array(((name, extent),), body) if (whole := _entrywise(body, name, extent)) is not None:
            return recognised(whole)
        case Array(((i, m), (j, n)), Times(Apply("exp", 0, above), Power(Sum(k, lower, upper, Apply("exp", 0, below)), q))) \
                if q == -1 and lower == 1 and upper == n and (whole := _matrix_of(above, i, j, (m, n))) is not None \
                and whole == _matrix_of(below, i, k, (m, n)):
            return RowSoftmax(whole)
        case Times(Power(below, Fraction(numerator=-1, denominator=1)), Apply("exp", 0, z)) | \
                Times(Apply("exp", 0, z), Power(below, Fraction(numerator=-1, denominator=1))) if exponentials(below) == z:
            return Softmax(z)
        case Apply("log", 0, body) if exponentials(body) is not None:
            return LogSumExp(exponentials(body))
        case Apply("log", 0, Softmax(z)):
            return Add((z, Times(negative(LogSumExp(z)), Constant(Fraction(1), z.shape))))
        case Power(Add((one, Apply("exp", 0, z))) | Add((Apply("exp", 0, z), one)), Fraction(numerator=-1, denominator=1)) \
                if is_one(one):
            return Apply("sigmoid", 0, opposite(z))
        case Apply("log", 0, Add((one, Apply("exp", 0, z))) | Add((Apply("exp", 0, z), one))) if is_one(one):
            return Apply("softplus", 0, z)
        case Times(Apply("exp", 0, z), Apply("sigmoid", 0, w)) | Times(Apply("sigmoid", 0, w), Apply("exp", 0, z)) \
                if w == opposite(z):
            return Apply("sigmoid", 0, z)
    return e


def _matrix_of(e: Expression, i: str, j: str, shape) -> Expression | None:
    """The matrix with the entry ``e`` at i and j, if it is an entry of one, or a number times such."""
    match e:
        case Entry(a, indices) if indices == (integer(i), integer(j)) and a.shape == tuple(shape) \
                and _names(a).isdisjoint((i, j)):
            return a
        case Times(c, a) if not c.shape and _names(c).isdisjoint((i, j)) and (inner := _matrix_of(a, i, j, shape)) is not None:
            return Times(c, inner)
    return None


def _entrywise(e: Expression, name: str, extent: IntegerPolynomial) -> Expression | None:
    """The vector with the entry ``e`` at ``name``, if e is made of entries at it by functions, sums and products."""
    if name not in _names(e):
        return Times(e, Constant(Fraction(1), (extent,))) if not is_one(e) else Constant(Fraction(1), (extent,))
    match e:
        case Entry(a, (index,)) if index == integer(name) and name not in _names(a):
            return a
        case Apply(f, order, a):
            inner = _entrywise(a, name, extent)
            return None if inner is None else Apply(f, order, inner)
        case Power(a, q):
            inner = _entrywise(a, name, extent)
            return None if inner is None else Power(inner, q)
        case Times(a, b):
            parts = [x if name not in _names(x) else _entrywise(x, name, extent) for x in (a, b)]
            return None if None in parts else Times(*parts)
        case Add(terms):
            parts = [_entrywise(x, name, extent) for x in terms]
            return None if None in parts else Add(tuple(parts))
    return None


def is_one(e: Expression) -> bool:
    """Is every entry the number 1?"""
    match e:
        case Number(value) | Constant(value):
            return value == 1
        case Times(a, b):
            return is_one(a) and is_one(b)
    return False


def opposite(e: Expression) -> Expression:
    """-e without a double sign."""
    match e:
        case Number(value):
            return Number(-value)
        case Times(Number(value), rest):
            return rest if value == -1 else Times(Number(-value), rest)
        case Add(terms) if all(_negated(t) for t in terms):
            return Add(tuple(map(opposite, terms)))
    return negative(e)


def _negated(e: Expression) -> bool:
    match e:
        case Times(Number(value), _) | Number(value):
            return value < 0
    return False


def exponentials(e: Expression) -> Expression | None:
    """The vector z of Σ_k e^{z_k} or 1ᵀe^z, else None."""
    match e:
        case Sum(k, lower, upper, Entry(Apply("exp", 0, z), (index,)) | Apply("exp", 0, Entry(z, (index,)))) \
                if lower == 1 and index == integer(k) and z.shape == (upper,) and k not in _names(z):
            return z
        case Squeeze(MatMul(Transpose(Constant(Fraction(numerator=1, denominator=1))), Apply("exp", 0, z)), (0,)):
            return z
    return None


def _names(e: Expression) -> set[str]:
    found: set[str] = set()

    def note(p: IntegerPolynomial) -> IntegerPolynomial:
        found.update(p.names())
        return p

    def visit(node: Expression) -> Expression:
        return node.map(visit, note)

    visit(e)
    return found


def spelled(e: Expression) -> Expression:
    """``e`` with the idioms spelled out, as the reader does."""
    e = e.map(spelled)
    match e:
        case Softmax(z):
            return Times(Power(_total(z), Fraction(-1)), Apply("exp", 0, z))
        case LogSumExp(z):
            return Apply("log", 0, _total(z))
        case RowSoftmax(z):
            return _rows_normalised(Apply("exp", 0, z))
    return e


def _rows_normalised(e: Expression) -> Expression:
    """diag(e **1**)⁻¹ e."""
    below = Power(MatMul(e, Constant(Fraction(1), e.shape[1:])), Fraction(-1))
    return MatMul(Diagonal(below), e)


def _total(z: Expression) -> Expression:
    ones = Constant(Fraction(1), z.shape)
    return Squeeze(MatMul(Transpose(ones), Apply("exp", 0, z)), (0,))


