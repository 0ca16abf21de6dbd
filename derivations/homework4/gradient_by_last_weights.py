r"""The derivative of the output by the last weights is the last hidden layer, as a row.

(∂y_L/∂A_L)_{ij} = ∂y_L/∂(A_L)_{ij} = (y_{L-1})_j, and i can only be 1: the
shape 1×n_{L-1} of A_L.
"""
from sympy import Transpose

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import gradient

from .given import SHEET, SQUARE, WIDE
from .setting import SETTING, A, L, y


def claim():
    return SETTING.obligation(gradient(y[L], A[L]), Transpose(y[L - 1]))


THEOREM = Theorem(
    name="homework4.gradient_by_last_weights",
    title="Derivative of the output by the last weights",
    statement=r"\frac{\partial y_L}{\partial A_L} = y_{L-1}^\top",
    given=SHEET,
    source="homework 4, problem 6(b), first equation",
    claim=claim,
    proof=(
        Line(r"\left(\frac{\partial y_L}{\partial A_L}\right)_{ij}"),
        Line(r"\frac{\partial y_L}{\partial (A_L)_{ij}}", "the derivative by a matrix has the matrix's shape"),
        Line(r"\frac{\partial}{\partial (A_L)_{ij}} (A_L y_{L-1} + b_L)", "definition of the last layer"),
        Line(r"(y_{L-1})_j", "(A_L)_{ij} is the factor of (y_{L-1})_j, and i = 1"),
        Line(r"(y_{L-1}^\top)_{ij}", "the one row of the transpose"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y_L}{\partial A_L} = y_{L-1}",
                 "the transpose is forgotten: a column for the row", expects="shape"),
        NearMiss(r"\frac{\partial y_L}{\partial A_L} = \sigma'(A_L y_{L-1} + b_L) y_{L-1}^\top",
                 "the activation is put on the last layer too, as on all layers before it"),
        NearMiss(r"\frac{\partial y_L}{\partial A_L} = y_L^\top",
                 "index ℓ for ℓ-1: the layer's output for its input", expects="shape"),
        NearMiss(r"\frac{\partial (y_L)_i}{\partial (A_L)_{ij}} = (y_L)_j",
                 "index ℓ for ℓ-1: the layer's output for its input",
                 given=SQUARE, variant="square, entry by entry"),
        NearMiss(r"\frac{\partial (y_L)_i}{\partial (A_L)_{ij}} = (y_{L-1})_i",
                 "the transpose is forgotten: row and column index are mixed up",
                 given=SQUARE, variant="square, entry by entry"),
        NearMiss(r"\frac{\partial y_L}{\partial A_L} = y_{L-1}^\top",
                 "the formula for one output is kept for an output of n_L entries", expects="shape",
                 given=WIDE, variant="vector-valued output"),
        NearMiss(r"\frac{\partial (y_L)_k}{\partial (A_L)_{ij}} = (y_{L-1})_j",
                 "the formula for one output is kept for every output, also those of other rows",
                 given=SQUARE, variant="square, entry by entry"),
    ),
)
