r"""Backpropagation to the weights of a hidden layer.

∂y_L/∂(A_ℓ)_{ij} = (∂y_L/∂y_ℓ)_i σ′((A_ℓ y_{ℓ-1} + b_ℓ)_i) (y_{ℓ-1})_j, since
(A_ℓ)_{ij} enters (y_ℓ)_i only.  As a matrix of the shape n_ℓ×n_{ℓ-1} of A_ℓ:
a column of slopes times errors, times the row of inputs.
"""
from sympy import MatMul, Transpose

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import gradient, jacobian, one_column

from .given import SCALAR_HEAD, SHEET, SQUARE, TIED, WIDE
from .setting import HIDDEN, SETTING, A, L, ell, slope, y

RANGE = r", \quad \ell = 1, \dots, L-1"
SLOPE = r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))"
LEFT = r"\frac{\partial y_L}{\partial A_\ell} = "
HEAD = r"\frac{\partial s}{\partial A_\ell} = "


def claim():
    error = one_column(Transpose(jacobian(y[L], y[ell])))
    return SETTING.obligation(gradient(y[L], A[ell]), MatMul(slope(ell), error, Transpose(y[ell - 1])), HIDDEN)


THEOREM = Theorem(
    name="homework4.gradient_by_weights",
    title="Derivative of the output by the weights of a hidden layer",
    statement=LEFT + SLOPE + r" \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top",
    range=r"\ell = 1, \dots, L-1",
    given=SHEET,
    source="homework 4, problem 6(b), second equation",
    claim=claim,
    proof=(
        Line(r"\left(\frac{\partial y_L}{\partial A_\ell}\right)_{ij}"),
        Line(r"\frac{\partial y_L}{\partial (A_\ell)_{ij}}", "the derivative by a matrix has the matrix's shape"),
        Line(r"\frac{\partial y_L}{\partial y_\ell} \frac{\partial y_\ell}{\partial (A_\ell)_{ij}}",
             "chain rule: y_L depends on A_ℓ only through y_ℓ"),
        Line(r"\sigma'((A_\ell y_{\ell-1} + b_\ell)_i) \left(\frac{\partial y_L}{\partial y_\ell}\right)_i "
             r"(y_{\ell-1})_j", "(A_ℓ)_{ij} enters (y_ℓ)_i only, with the factor (y_{ℓ-1})_j"),
        Line(r"\left(" + SLOPE + r" \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top "
             r"y_{\ell-1}^\top\right)_{ij}", "the entry of a column times a row"),
    ),
    near_misses=(
        NearMiss(LEFT + SLOPE + r" \frac{\partial y_L}{\partial y_\ell} y_{\ell-1}^\top" + RANGE,
                 "the transpose of the row ∂y_L/∂y_ℓ is forgotten", expects="shape"),
        NearMiss(LEFT + SLOPE + r" \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}" + RANGE,
                 "the transpose of the column y_{ℓ-1} is forgotten", expects="shape"),
        NearMiss(LEFT + r"y_{\ell-1} \frac{\partial y_L}{\partial y_\ell} " + SLOPE + RANGE,
                 "the layout in which a derivative has the transposed shape of its matrix", expects="shape"),
        NearMiss(HEAD + r"y_{\ell-1} \frac{\partial s}{\partial y_\ell} " + SLOPE + RANGE,
                 "the layout in which a derivative has the transposed shape of its matrix",
                 given=SCALAR_HEAD, variant="square"),
        NearMiss(LEFT + r"\left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top " + SLOPE + RANGE,
                 "diag on the wrong side: it scales columns where it should scale rows", expects="shape"),
        NearMiss(HEAD + r"\left(\frac{\partial s}{\partial y_\ell}\right)^\top y_{\ell-1}^\top " + SLOPE + RANGE,
                 "diag on the wrong side: it scales columns where it should scale rows",
                 given=SCALAR_HEAD, variant="square"),
        NearMiss(LEFT + r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell)) "
                 r"\left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "σ is written where its derivative σ′ belongs"),
        NearMiss(HEAD + r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell)) "
                 r"\left(\frac{\partial s}{\partial y_\ell}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "σ is written where its derivative σ′ belongs", given=SCALAR_HEAD, variant="square"),
        NearMiss(LEFT + SLOPE + r" \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_\ell^\top" + RANGE,
                 "index ℓ for ℓ-1: the layer's output for its input", expects="shape"),
        NearMiss(HEAD + SLOPE + r" \left(\frac{\partial s}{\partial y_\ell}\right)^\top y_\ell^\top" + RANGE,
                 "index ℓ for ℓ-1: the layer's output for its input", given=SCALAR_HEAD, variant="square"),
        NearMiss(LEFT + r"\left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "the factor of slopes is lost"),
        NearMiss(HEAD + r"\left(\frac{\partial s}{\partial y_\ell}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "the factor of slopes is lost", given=SCALAR_HEAD, variant="square"),
        NearMiss(LEFT + SLOPE + r" \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top"
                 r", \quad \ell = 1, \dots, L",
                 "the range runs up to L, where there is no activation"),
        NearMiss(r"\frac{\partial s}{\partial (A_\ell)_{ij}} = \sigma'((A_\ell y_{\ell-1} + b_\ell)_i) "
                 r"\left(\frac{\partial s}{\partial y_\ell}\right)_i (y_{\ell-1})_i" + RANGE,
                 "index i for j in the last factor", given=SCALAR_HEAD, variant="square"),
        NearMiss(LEFT + SLOPE + r" \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "the formula for one output is kept for an output of n_L entries", expects="shape",
                 given=WIDE, variant="vector-valued output"),
        NearMiss(r"\frac{\partial (y_L)_k}{\partial (A_\ell)_{ij}} = \sigma'((A_\ell y_{\ell-1} + b_\ell)_i) "
                 r"\left(\frac{\partial y_L}{\partial y_\ell}\right)_{1i} (y_{\ell-1})_j" + RANGE,
                 "the formula for one output is kept for every output",
                 given=SQUARE, variant="square, entry by entry"),
        NearMiss(r"\frac{\partial (y_L)_k}{\partial A} = \operatorname{diag}(\sigma'(A y_{\ell-1} + b_\ell)) "
                 r"\left(\frac{\partial (y_L)_k}{\partial y_\ell}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "one layer's share is taken for the whole where all layers share A",
                 expects="refused", given=TIED, variant="tied weights"),
    ),
)
