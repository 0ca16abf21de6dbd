r"""Expressions to SymPy objects and back: the engine's edge to SymPy.

``to_sympy`` and ``from_sympy`` evaluate nothing on the way, so that
``from_sympy(to_sympy(e)) == e``; ``from_sympy`` also takes objects written by
hand: n-ary sums and products, rows times columns, ``Sum``, ``Derivative``.

Conventions: an n×1 symbol is a vector; a symbol known to be integer is a
dimension, label or index, any other a real scalar; SymPy's matrices are
indexed from 0, ours from 1, so ``A[i - 1, j - 1]`` is the entry A_ij.

Errors: ``TypeError`` for what has no meaning here, ``ShapeError`` for shapes
that do not fit (SymPy accepts mismatched symbolic shapes, we do not).
"""
from __future__ import annotations

from .expressions import Apply, Expression, MatrixProduct, Squeeze
from .sympy_nodes import MatrixFamily, integer_from_sympy, latex_name
from .sympy_read import as_vector, from_sympy, partial
from .sympy_write import to_sympy

__all__ = ["MatrixFamily", "apply", "descending_product", "from_sympy", "gradient", "jacobian", "one_column", "scalar",
           "to_sympy"]


def jacobian(y, x):
    """∂y/∂x of SymPy objects, rows = outputs: [i, j] = ∂y_i/∂x_j."""
    return to_sympy(partial(as_vector(from_sympy(y)), from_sympy(x)))


def gradient(s, x):
    """∂s/∂x of SymPy objects in the shape of x; a 1-vector s counts as scalar."""
    return to_sympy(partial(coerce_scalar(from_sympy(s)), from_sympy(x)))


def coerce_scalar(e: Expression) -> Expression:
    """``e`` without its axes, each of which the context must know to be of extent one."""
    return Squeeze(e, tuple(range(len(e.shape)))) if e.shape else e


def scalar(expr):
    """A 1×1 object of SymPy's (or one of extent one by the context) as a scalar."""
    return to_sympy(coerce_scalar(from_sympy(expr)))


def one_column(expr):
    """A matrix whose number of columns the context makes one (n_L = 1), as a vector."""
    return to_sympy(Squeeze(from_sympy(expr), (1,)))


def apply(function, expr, order: int = 0):
    """f^{(order)} of every entry of ``expr``, for a SymPy function f."""
    return to_sympy(Apply(latex_name(str(function)), order, from_sympy(expr)))


def descending_product(factor, index, first, last):
    """factor(first) factor(first-1) ⋯ factor(last); the identity if first = last - 1."""
    return to_sympy(MatrixProduct(latex_name(str(index)), integer_from_sympy(first), integer_from_sympy(last),
                                  from_sympy(factor)))
