r"""One step of backpropagation: from the errors of a layer to those of the layer before.

∂y_L/∂y_{ℓ-1} = (∂y_L/∂y_ℓ) diag(σ′(A_ℓ y_{ℓ-1} + b_ℓ)) A_ℓ, of shape 1×n_{ℓ-1}.
"""
from sympy import MatMul

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import jacobian

from .given import SHEET, SQUARE
from .setting import SETTING, A, L, ell, slope, y

RANGE = r", \quad \ell = 2, \dots, L-1"
SLOPE = r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))"
LEFT = r"\frac{\partial y_L}{\partial y_{\ell-1}} = "


def claim():
    right = MatMul(jacobian(y[L], y[ell]), slope(ell), A[ell])
    return SETTING.obligation(jacobian(y[L], y[ell - 1]), right, (ell, 2, L - 1))


THEOREM = Theorem(
    name="homework4.backward_recursion",
    title="Backward recursion of the errors",
    statement=LEFT + r"\frac{\partial y_L}{\partial y_\ell} " + SLOPE + r" A_\ell",
    range=r"\ell = 2, \dots, L-1",
    given=SHEET,
    source="homework 4, problem 6, one factor of the chain rule",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial y_{\ell-1}}"),
        Line(r"\frac{\partial y_L}{\partial y_\ell} \frac{\partial y_\ell}{\partial y_{\ell-1}}",
             "chain rule: y_L depends on y_{ℓ-1} only through y_ℓ"),
        Line(r"\frac{\partial y_L}{\partial y_\ell} " + SLOPE + r" A_\ell",
             "Jacobian of a hidden layer by its input"),
    ),
    near_misses=(
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_\ell} A_\ell " + SLOPE + RANGE,
                 "diag on the wrong side", expects="shape"),
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_\ell} A_\ell " + SLOPE + RANGE,
                 "diag on the wrong side", given=SQUARE, variant="square"),
        NearMiss(LEFT + r"A_\ell^\top " + SLOPE + r" \frac{\partial y_L}{\partial y_\ell}" + RANGE,
                 "the recursion for columns of errors, with rows put in", expects="shape"),
        NearMiss(LEFT + r"A_\ell^\top " + SLOPE + r" \frac{\partial y_L}{\partial y_\ell}" + RANGE,
                 "the recursion for columns of errors, with rows put in", given=SQUARE, variant="square"),
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_\ell} "
                 r"\operatorname{diag}(\sigma'(A_{\ell-1} y_{\ell-2} + b_{\ell-1})) A_\ell" + RANGE,
                 "index ℓ-1 for ℓ in the slopes", expects="shape"),
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_\ell} "
                 r"\operatorname{diag}(\sigma'(A_{\ell-1} y_{\ell-2} + b_{\ell-1})) A_\ell" + RANGE,
                 "index ℓ-1 for ℓ in the slopes", given=SQUARE, variant="square"),
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_\ell} A_\ell" + RANGE,
                 "the factor of slopes is lost"),
    ),
)
