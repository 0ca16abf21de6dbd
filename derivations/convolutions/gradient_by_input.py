r"""The derivative of a loss by the input of a convolution: full convolution with the filter reversed.

x_j meets the tap a in the output j-a+1, so the error of each output comes back
through the tap that carried x_j there; outputs that do not exist bring nothing.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .gradient_by_filter import GIVEN

LEFT = r"\frac{\partial L}{\partial x_j} = "


def errors(index: str) -> str:
    """g at this index where there is an output, else 0."""
    return (rf"\begin{{cases}} g_{{{index}}} & \text{{if }} 1 \le {index} \le n-k+1 \\ 0 & \text{{otherwise}} \end{{cases}}")


THEOREM = Theorem(
    name="convolutions.gradient_by_input",
    title="Derivative by the input",
    statement=LEFT + r"\sum_{a=1}^{k} w_a " + errors("j-a+1"),
    layout="denominator",
    given=GIVEN,
    source="I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), equation (9.13), one axis, stride 1",
    also=(LEFT + r"\sum_{i=1}^{n-k+1} g_i \begin{cases} w_{j-i+1} & \text{if } i \le j \le i+k-1 \\ 0 & \text{otherwise} \end{cases}",),
    proof=(
        Line(r"\frac{\partial L}{\partial x_j}"),
        Line(r"\sum_{i=1}^{n-k+1} \sum_{a=1}^{k} g_i w_a \delta_{i+a-1,j}", "the output i reads x_j at the tap a where i+a-1 = j"),
        Line(r"\sum_{a=1}^{k} w_a " + errors("j-a+1"), "i = j-a+1, where there is such an output"),
    ),
    near_misses=(
        NearMiss(LEFT + r"\sum_{a=1}^{k} w_a " + errors("j+a-1"), "the filter not reversed: the convolution written down once more"),
        NearMiss(LEFT + r"\sum_{a=1}^{k} w_a " + errors("j-a"), "the index off by one"),
        NearMiss(LEFT + r"\sum_{a=1}^{k} w_a " + errors("j-a+1").replace("n-k+1", "n-k"), "the last output forgotten"),
        NearMiss(LEFT + r"g_j \sum_{a=1}^{k} w_a", "every output as if it read x_j at its own place", expects="shape"),
    ),
)
