r"""A hidden layer's Jacobian by its input: slopes times weights.

∂(y_ℓ)_i/∂(y_{ℓ-1})_j = σ′((A_ℓ y_{ℓ-1} + b_ℓ)_i) (A_ℓ)_{ij}: the slopes scale
the rows of A_ℓ, so the diagonal matrix stands on the left.
"""
from sympy import MatMul

from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import jacobian

from .given import SHEET, SQUARE
from .setting import SETTING, A, L, ell, slope, y

RANGE = r", \quad \ell = 2, \dots, L-1"


def claim():
    return SETTING.obligation(jacobian(y[ell], y[ell - 1]), MatMul(slope(ell), A[ell]), (ell, 2, L - 1))


THEOREM = Theorem(
    name="homework4.jacobian_of_layer_by_input",
    title="Jacobian of a hidden layer by its input",
    statement=r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
              r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) A_\ell",
    range=r"\ell = 2, \dots, L-1",
    given=SHEET,
    source="homework 4, problem 6(a), fourth equation",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_\ell}{\partial y_{\ell-1}}"),
        Line(r"\frac{\partial}{\partial y_{\ell-1}} \sigma(A_\ell y_{\ell-1} + b_\ell)",
             "definition of a hidden layer"),
        Line(r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) "
             r"\frac{\partial}{\partial y_{\ell-1}} (A_\ell y_{\ell-1} + b_\ell)",
             "chain rule: an elementwise function has a diagonal Jacobian"),
        Line(r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) A_\ell",
             "the Jacobian of an affine map is its matrix"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"A_\ell \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "diag on the wrong side: factors in the order in which the forward pass meets them",
                 expects="shape"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"A_\ell \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "diag on the wrong side: factors in the order in which the forward pass meets them",
                 given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"A_\ell^\top \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "the transposed Jacobian: what backpropagation multiplies by, not ∂y/∂x", expects="shape"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"A_\ell^\top \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "the transposed Jacobian: what backpropagation multiplies by, not ∂y/∂x",
                 given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) A_\ell^\top" + RANGE,
                 "a transpose too many on the weights", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell)) A_\ell" + RANGE,
                 "σ is written where its derivative σ′ belongs"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell)) A_\ell" + RANGE,
                 "σ is written where its derivative σ′ belongs", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_\ell + b_\ell)) A_\ell" + RANGE,
                 "index ℓ for ℓ-1 inside the slopes", expects="shape"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_\ell + b_\ell)) A_\ell" + RANGE,
                 "index ℓ for ℓ-1 inside the slopes", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "the inner derivative A_ℓ is lost", expects="shape"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "the inner derivative A_ℓ is lost", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = A_\ell" + RANGE,
                 "the activation is forgotten, as if the layer were the last"),
    ),
)
