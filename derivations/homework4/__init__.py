r"""Homework 4, Problem 6: the multilayer perceptron and its derivatives.

y_0 = x, y_ℓ = σ(A_ℓ y_{ℓ-1} + b_ℓ) for ℓ = 1..L-1, y_L = A_L y_{L-1} + b_L,
with A_ℓ of shape n_ℓ×n_{ℓ-1} and n_L = 1.  Jacobians have a row for each
output; the derivative by a matrix has the matrix's shape (layout "mixed").

``GIVEN`` are the declarations as LaTeX; ``context()`` is the same made from
SymPy objects.
"""
from .given import SHEET

GIVEN = list(SHEET)

__all__ = ["GIVEN", "context"]


def context():
    """The sheet's ``Context``, built from the SymPy objects in ``setting``."""
    from .setting import SETTING
    return SETTING.context()
