r"""A hidden layer's Jacobian by its bias is the diagonal of slopes.

(y_ℓ)_i = σ((A_ℓ y_{ℓ-1} + b_ℓ)_i) depends on no other entry of b_ℓ than the
i-th: ∂(y_ℓ)_i/∂(b_ℓ)_j = δ_ij σ′((A_ℓ y_{ℓ-1} + b_ℓ)_i), of shape n_ℓ×n_ℓ.
"""
from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import jacobian

from .given import SHEET, SQUARE
from .setting import HIDDEN, SETTING, b, ell, slope, y

RANGE = r", \quad \ell = 1, \dots, L-1"


def claim():
    return SETTING.obligation(jacobian(y[ell], b[ell]), slope(ell), HIDDEN)


THEOREM = Theorem(
    name="homework4.jacobian_of_layer_by_bias",
    title="Jacobian of a hidden layer by its bias",
    statement=r"\frac{\partial y_\ell}{\partial b_\ell} = \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))",
    range=r"\ell = 1, \dots, L-1",
    given=SHEET,
    source="homework 4, problem 6(a), third equation",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_\ell}{\partial b_\ell}"),
        Line(r"\frac{\partial}{\partial b_\ell} \sigma(A_\ell y_{\ell-1} + b_\ell)", "definition of a hidden layer"),
        Line(r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) "
             r"\frac{\partial}{\partial b_\ell} (A_\ell y_{\ell-1} + b_\ell)",
             "chain rule: an elementwise function has a diagonal Jacobian"),
        Line(r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell))", "b_ℓ has itself as derivative the identity"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = "
                 r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "σ is written where its derivative σ′ belongs"),
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = "
                 r"\operatorname{diag}(\sigma(A_\ell y_{\ell-1} + b_\ell))" + RANGE,
                 "σ is written where its derivative σ′ belongs", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = I" + RANGE,
                 "the activation is forgotten, as if the layer were the last"),
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = \sigma'(A_\ell y_{\ell-1} + b_\ell)" + RANGE,
                 "diag is left out: a vector of slopes for the matrix", expects="shape"),
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_\ell + b_\ell))" + RANGE,
                 "index ℓ for ℓ-1: the layer's output is fed to it again", expects="shape"),
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_\ell + b_\ell))" + RANGE,
                 "index ℓ for ℓ-1: the layer's output is fed to it again", given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_\ell}{\partial b_\ell} = "
                 r"\operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)), \quad \ell = 1, \dots, L",
                 "the range runs up to L, where there is no activation"),
    ),
)
