r"""Backpropagation to the bias of a hidden layer: the row of errors times the slopes.

∂y_L/∂b_ℓ = (∂y_L/∂y_ℓ) (∂y_ℓ/∂b_ℓ), of shape 1×n_ℓ.
"""
from sympy import MatMul

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import jacobian

from .given import SHEET, SQUARE
from .setting import HIDDEN, SETTING, L, b, ell, slope, y

RANGE = r", \quad \ell = 1, \dots, L-1"
SLOPE = r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))"


def claim():
    return SETTING.obligation(jacobian(y[L], b[ell]), MatMul(jacobian(y[L], y[ell]), slope(ell)), HIDDEN)


THEOREM = Theorem(
    name="homework4.gradient_by_bias",
    title="Derivative of the output by the bias of a hidden layer",
    statement=r"\frac{\partial y_L}{\partial b_\ell} = \frac{\partial y_L}{\partial y_\ell} " + SLOPE,
    range=r"\ell = 1, \dots, L-1",
    given=SHEET,
    source="homework 4, problem 6, from (a) by the chain rule",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial b_\ell}"),
        Line(r"\frac{\partial y_L}{\partial y_\ell} \frac{\partial y_\ell}{\partial b_\ell}",
             "chain rule: y_L depends on b_ℓ only through y_ℓ"),
        Line(r"\frac{\partial y_L}{\partial y_\ell} " + SLOPE, "Jacobian of a hidden layer by its bias"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y_L}{\partial b_\ell} = " + SLOPE + r" \frac{\partial y_L}{\partial y_\ell}" + RANGE,
                 "diag on the wrong side of the row", expects="shape"),
        NearMiss(r"\frac{\partial y_L}{\partial b_\ell} = " + SLOPE + r" \frac{\partial y_L}{\partial y_\ell}" + RANGE,
                 "diag on the wrong side", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_L}{\partial b_\ell} = \frac{\partial y_L}{\partial y_\ell} "
                 r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "σ is written where its derivative σ′ belongs"),
        NearMiss(r"\frac{\partial y_L}{\partial b_\ell} = \frac{\partial y_L}{\partial y_\ell}" + RANGE,
                 "the factor of slopes is lost, as if the bias were added after the activation"),
    ),
)
