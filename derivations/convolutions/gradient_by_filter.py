r"""The derivative of a loss by the filter of a convolution: the input convolved with the error."""
from derivations.theorem import Line, NearMiss, Theorem

GIVEN = (
    r"x \in \mathbb{R}^{n}", r"w \in \mathbb{R}^{k}", r"g \in \mathbb{R}^{n-k+1}",
    r"\text{convolutions have stride } 1 \text{ and zero padding } 0",
    r"y = w * x", r"L = g^\top y",
)
LEFT = r"\frac{\partial L}{\partial w_a} = "

THEOREM = Theorem(
    name="convolutions.gradient_by_filter",
    title="Derivative by the filter",
    statement=r"\frac{\partial L}{\partial w} = g * x",
    layout="denominator",
    given=GIVEN,
    source="I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), equation (9.11), one axis, stride 1",
    also=(LEFT + r"\sum_{i=1}^{n-k+1} g_i x_{i+a-1}",),
    proof=(
        Line(r"\frac{\partial L}{\partial w_a}"),
        Line(r"\sum_{i=1}^{n-k+1} g_i \frac{\partial y_i}{\partial w_a}", "L is linear in y"),
        Line(r"\sum_{i=1}^{n-k+1} g_i x_{i+a-1}", "the tap a meets x_{i+a-1} in the output i"),
        Line(r"(g * x)_a", "a convolution with g for a filter: its length is n-(n-k+1)+1 = k"),
    ),
    near_misses=(
        NearMiss(LEFT + r"\sum_{i=1}^{n-k+1} g_i x_{i-a+k}", "the filter taken to be reversed"),
        NearMiss(LEFT + r"\sum_{i=1}^{n-k+1} g_i x_i", "the shift by the tap forgotten"),
        NearMiss(LEFT + r"\sum_{i=1}^{k} g_i x_{i+a-1}", "the length of the filter for that of the output"),
        NearMiss(r"\frac{\partial L}{\partial w_a} = g_a x_a", "entry by entry, as if nothing were shared", expects="shape"),
    ),
)
