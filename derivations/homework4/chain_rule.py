r"""The chain rule through the layers, for every depth.

y_L depends on y_ℓ only through y_{ℓ+1}, so ∂y_L/∂y_ℓ is the product of the
Jacobians of neighbouring layers, the last layer's first: shapes
(1×n_{L-1}) (n_{L-1}×n_{L-2}) ⋯ (n_{ℓ+1}×n_ℓ).
"""
from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import descending_product, jacobian

from .given import SHEET, SKIP, SQUARE, TIED
from .setting import HIDDEN, SETTING, L, ell, k, y

RANGE = r", \quad \ell = 1, \dots, L-1"
ONE_SHORT = r", \quad \ell = 1, \dots, L-2"
LEFT = r"\frac{\partial y_L}{\partial y_\ell} = "
PRODUCT = (r"\frac{\partial y_L}{\partial y_{L-1}} \frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
           r"\frac{\partial y_{\ell+1}}{\partial y_\ell}")


def claim():
    right = descending_product(jacobian(y[k], y[k - 1]), k, L, ell + 1)
    return SETTING.obligation(jacobian(y[L], y[ell]), right, HIDDEN)


THEOREM = Theorem(
    name="homework4.chain_rule",
    title="Chain rule through the layers",
    statement=LEFT + PRODUCT,
    range=r"\ell = 1, \dots, L-1",
    given=SHEET,
    source="homework 4, problem 6(b), the chain rule",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial y_\ell}"),
        Line(r"\frac{\partial y_L}{\partial y_{\ell+1}} \frac{\partial y_{\ell+1}}{\partial y_\ell}",
             "chain rule: y_L depends on y_ℓ only through y_{ℓ+1}"),
        Line(PRODUCT, "the same for ∂y_L/∂y_{ℓ+1}, and so on up to the last layer: induction from ℓ = L-1 downwards"),
    ),
    near_misses=(
        NearMiss(LEFT + r"\frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
                 r"\frac{\partial y_{\ell+1}}{\partial y_\ell}" + RANGE,
                 "the first factor of the product is lost", expects="shape"),
        NearMiss(LEFT + r"\frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
                 r"\frac{\partial y_{\ell+1}}{\partial y_\ell}" + RANGE,
                 "the first factor of the product is lost", given=SQUARE, variant="square"),
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_{L-1}} \cdots "
                 r"\frac{\partial y_{\ell+2}}{\partial y_{\ell+1}}" + ONE_SHORT,
                 "the last factor of the product is lost", expects="shape"),
        NearMiss(LEFT + r"\frac{\partial y_L}{\partial y_{L-1}} \cdots "
                 r"\frac{\partial y_{\ell+2}}{\partial y_{\ell+1}}" + ONE_SHORT,
                 "the last factor of the product is lost", given=SQUARE, variant="square"),
        NearMiss(LEFT + r"\frac{\partial y_{\ell+1}}{\partial y_\ell} \frac{\partial y_L}{\partial y_{\ell+1}}" + RANGE,
                 "factors in the order in which the forward pass meets them", expects="shape"),
        NearMiss(LEFT + r"\frac{\partial y_{\ell+1}}{\partial y_\ell} \frac{\partial y_L}{\partial y_{\ell+1}}" + RANGE,
                 "factors in the order in which the forward pass meets them", given=SQUARE, variant="square"),
        NearMiss(LEFT + PRODUCT + RANGE,
                 "a skip connection: y_ℓ also reaches y_{ℓ+2} directly, a path that the product leaves out",
                 expects="refused", given=SKIP, variant="skip connection"),
        NearMiss(LEFT + PRODUCT + RANGE,
                 "tied weights: y_ℓ depends on the same A as y_L, so what is held fixed is not said",
                 expects="refused", given=TIED, variant="tied weights"),
    ),
)
