r"""The derivative by the weights with the product written out, for every depth.

The error row of the layer is the product of the Jacobians from the last layer
down to it; its transpose, scaled by the slopes, times the row of inputs.
"""
from sympy import MatMul, Transpose

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import descending_product, gradient, jacobian, one_column

from .given import DIAGONALS, SCALAR_HEAD, SHEET
from .setting import HIDDEN, SETTING, A, L, ell, k, slope, y

RANGE = r", \quad \ell = 1, \dots, L-1"
ONE_SHORT = r", \quad \ell = 1, \dots, L-2"
LEFT = r"\frac{\partial y_L}{\partial A_\ell} = "
HEAD = r"\frac{\partial s}{\partial A_\ell} = "
FACTORS = (r"\frac{\partial y_L}{\partial y_{L-1}} \frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
           r"\frac{\partial y_{\ell+1}}{\partial y_\ell}")
SHEET_D, SCALAR_HEAD_D = (*SHEET, DIAGONALS), (*SCALAR_HEAD, DIAGONALS)


def claim():
    layers = descending_product(jacobian(y[k], y[k - 1]), k, L, ell + 1)
    right = MatMul(slope(ell), one_column(Transpose(layers)), Transpose(y[ell - 1]))
    return SETTING.obligation(gradient(y[L], A[ell]), right, HIDDEN)


THEOREM = Theorem(
    name="homework4.gradient_as_product",
    title="Derivative of the output by the weights, the product written out",
    statement=LEFT + r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) "
              r"\left(" + FACTORS + r"\right)^\top y_{\ell-1}^\top",
    also=(LEFT + r"D_\ell \left(A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}\right)^\top y_{\ell-1}^\top",),
    range=r"\ell = 1, \dots, L-1",
    given=SHEET_D,
    source="homework 4, problem 6(b), both equations together",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial A_\ell}"),
        Line(r"D_\ell \left(\frac{\partial y_L}{\partial y_\ell}\right)^\top y_{\ell-1}^\top",
             "derivative of the output by the weights of a hidden layer"),
        Line(r"D_\ell \left(" + FACTORS + r"\right)^\top y_{\ell-1}^\top", "chain rule through the layers"),
        Line(r"D_\ell \left(A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}\right)^\top y_{\ell-1}^\top",
             "Jacobians of the layers by their inputs"),
    ),
    near_misses=(
        NearMiss(LEFT + r"D_\ell A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1} y_{\ell-1}^\top" + RANGE,
                 "the transpose of the product is forgotten", expects="shape"),
        NearMiss(LEFT + r"\left(A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}\right)^\top y_{\ell-1}^\top" + RANGE,
                 "the layer's own slopes are lost"),
        NearMiss(LEFT + r"D_\ell \left(D_L A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}\right)^\top "
                 r"y_{\ell-1}^\top" + RANGE,
                 "the activation is put on the last layer too"),
        NearMiss(LEFT + r"D_\ell \left(A_L D_{L-1} A_{L-1} \cdots D_{\ell+2} A_{\ell+2}\right)^\top "
                 r"y_{\ell-1}^\top" + ONE_SHORT,
                 "a factor of the product is lost", expects="shape"),
        NearMiss(HEAD + r"D_\ell \left(w^\top A_L D_{L-1} A_{L-1} \cdots D_{\ell+2} A_{\ell+2}\right)^\top "
                 r"y_{\ell-1}^\top" + ONE_SHORT,
                 "a factor of the product is lost", given=SCALAR_HEAD_D, variant="square"),
        NearMiss(HEAD + r"D_\ell A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1} w y_{\ell-1}^\top" + RANGE,
                 "the transpose of the product is forgotten", given=SCALAR_HEAD_D, variant="square"),
    ),
)
