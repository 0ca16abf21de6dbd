r"""The chain rule with every factor written out.

With D_ℓ = diag(σ′(A_ℓ y_{ℓ-1} + b_ℓ)) the product of the layers' Jacobians is
A_L D_{L-1} A_{L-1} ⋯ D_{ℓ+1} A_{ℓ+1}: the last layer has weights only, every
hidden one slopes times weights.
"""
from sympy import MatMul

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import descending_product, jacobian

from .given import DIAGONALS, SHEET, SQUARE
from .setting import HIDDEN, SETTING, A, L, ell, k, slope, y

RANGE = r", \quad \ell = 1, \dots, L-1"
ONE_SHORT = r", \quad \ell = 1, \dots, L-2"
LEFT = r"\frac{\partial y_L}{\partial y_\ell} = "
SHEET_D, SQUARE_D = (*SHEET, DIAGONALS), (*SQUARE, DIAGONALS)


def claim():
    layers = descending_product(MatMul(slope(k), A[k]), k, L - 1, ell + 1)
    return SETTING.obligation(jacobian(y[L], y[ell]), MatMul(A[L], layers), HIDDEN)


THEOREM = Theorem(
    name="homework4.jacobian_as_product",
    title="Jacobian of the output by a layer, the product written out",
    statement=LEFT + r"A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}",
    also=(LEFT + r"A_L \operatorname{diag}(\sigma'(A_{L-1} y_{L-2} + b_{L-1})) A_{L-1} \cdots "
          r"\operatorname{diag}(\sigma'(A_{\ell+1} y_\ell + b_{\ell+1})) A_{\ell+1}",),
    range=r"\ell = 1, \dots, L-1",
    given=SHEET_D,
    source="homework 4, problem 6: (a) put into the chain rule of (b)",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial y_\ell}"),
        Line(r"\frac{\partial y_L}{\partial y_{L-1}} \frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
             r"\frac{\partial y_{\ell+1}}{\partial y_\ell}", "chain rule through the layers"),
        Line(r"A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}",
             "Jacobian of the last layer and of the hidden layers by their inputs"),
    ),
    near_misses=(
        NearMiss(LEFT + r"D_L A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}" + RANGE,
                 "the activation is put on the last layer too"),
        NearMiss(LEFT + r"D_L A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}" + RANGE,
                 "the activation is put on the last layer too", given=SQUARE_D, variant="square"),
        NearMiss(LEFT + r"A_L A_{L-1} \cdots A_{\ell+1}" + RANGE,
                 "the activations are forgotten: the product for a linear network"),
        NearMiss(LEFT + r"A_L D_{L-1} A_{L-1} \cdots D_{\ell} A_{\ell}" + RANGE,
                 "index ℓ for ℓ+1 in the last factor: one layer too many", expects="shape"),
        NearMiss(LEFT + r"A_L D_{L-1} A_{L-1} \cdots D_{\ell} A_{\ell}" + RANGE,
                 "index ℓ for ℓ+1 in the last factor: one layer too many", given=SQUARE_D, variant="square"),
        NearMiss(LEFT + r"A_L D_{L-1} A_{L-1} \cdots D_{\ell+2} A_{\ell+2}" + ONE_SHORT,
                 "a factor of the product is lost", expects="shape"),
        NearMiss(LEFT + r"A_L D_{L-1} A_{L-1} \cdots D_{\ell+2} A_{\ell+2}" + ONE_SHORT,
                 "a factor of the product is lost", given=SQUARE_D, variant="square"),
        NearMiss(LEFT + r"A_L A_{L-1} D_{L-1} \cdots A_{\ell+1} D_{\ell+1}" + RANGE,
                 "diag on the wrong side of every layer's weights", given=SQUARE_D, variant="square"),
    ),
)
