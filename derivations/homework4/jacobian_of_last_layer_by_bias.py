r"""The bias of the last layer enters the output with factor one.

∂y_L/∂b_L = 1, the 1×1 identity, because n_L = 1 and the last layer has no
activation.
"""
from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import jacobian, scalar

from .given import SHEET, SQUARE, WIDE
from .setting import SETTING, L, b, y


def claim():
    return SETTING.obligation(scalar(jacobian(y[L], b[L])), 1)


THEOREM = Theorem(
    name="homework4.jacobian_of_last_layer_by_bias",
    title="Jacobian of the last layer by its bias",
    statement=r"\frac{\partial y_L}{\partial b_L} = 1",
    also=(r"\frac{\partial y_L}{\partial b_L} = I",),
    given=SHEET,
    source="homework 4, problem 6(a), first equation",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial b_L}"),
        Line(r"\frac{\partial}{\partial b_L} (A_L y_{L-1} + b_L)", "definition of the last layer"),
        Line(r"I", "A_L y_{L-1} does not depend on b_L, and b_L has itself as derivative the identity"),
        Line(r"1", "n_L = 1, so the identity has the one entry 1"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y_L}{\partial b_L} = \operatorname{diag}(\sigma'(A_L y_{L-1} + b_L))",
                 "the activation is put on the last layer too, as on all layers before it"),
        NearMiss(r"\frac{\partial}{\partial b_L} (A_L y_{L-1} + b_L) = A_L",
                 "the derivative by y_{L-1} is copied for the derivative by b_L", expects="shape"),
        NearMiss(r"\frac{\partial}{\partial b_L} (A_L y_{L-1} + b_L) = A_L",
                 "the derivative by y_{L-1} is copied for the derivative by b_L",
                 given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_L}{\partial b_L} = 1",
                 "the formula for one output is kept for an output of n_L entries", expects="shape",
                 given=WIDE, variant="vector-valued output"),
        NearMiss(r"\frac{\partial (y_L)_i}{\partial (b_L)_j} = 1",
                 "the formula for one output is kept for every pair of entries",
                 given=SQUARE, variant="square, entry by entry"),
    ),
)
