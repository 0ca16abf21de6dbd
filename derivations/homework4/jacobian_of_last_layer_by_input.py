r"""The last layer is affine in its input, so its Jacobian is the weight matrix.

∂y_L/∂y_{L-1} = A_L, of shape 1×n_{L-1}.
"""
from derivations.theorem import Line, NearMiss, Theorem
from symbolic.language.sympy_bridge import jacobian

from .given import SHEET, SQUARE
from .setting import SETTING, A, L, y


def claim():
    return SETTING.obligation(jacobian(y[L], y[L - 1]), A[L])


THEOREM = Theorem(
    name="homework4.jacobian_of_last_layer_by_input",
    title="Jacobian of the last layer by its input",
    statement=r"\frac{\partial y_L}{\partial y_{L-1}} = A_L",
    given=SHEET,
    source="homework 4, problem 6(a), second equation",
    claim=claim,
    proof=(
        Line(r"\frac{\partial y_L}{\partial y_{L-1}}"),
        Line(r"\frac{\partial}{\partial y_{L-1}} (A_L y_{L-1} + b_L)", "definition of the last layer"),
        Line(r"\frac{\partial}{\partial y_{L-1}} (A_L y_{L-1})", "b_L does not depend on y_{L-1}"),
        Line(r"A_L", "the Jacobian of a linear map is its matrix"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y_L}{\partial y_{L-1}} = A_L^\top",
                 "a gradient is taken for a Jacobian: columns where rows are outputs", expects="shape"),
        NearMiss(r"\frac{\partial y_L}{\partial y_{L-1}} = A_L^\top",
                 "a gradient is taken for a Jacobian: columns where rows are outputs",
                 given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_L}{\partial y_{L-1}} = \operatorname{diag}(\sigma'(A_L y_{L-1} + b_L)) A_L",
                 "the activation is put on the last layer too, as on all layers before it"),
        NearMiss(r"\frac{\partial y_L}{\partial y_{L-1}} = \operatorname{diag}(\sigma'(A_L y_{L-1} + b_L)) A_L",
                 "the activation is put on the last layer too, as on all layers before it",
                 given=SQUARE, variant="square"),
        NearMiss(r"\frac{\partial y_L}{\partial y_{L-1}} = A_L + b_L",
                 "the constant b_L is kept under the derivative", expects="shape"),
    ),
)
