r"""A convolution along one axis is a product with a Toeplitz matrix: its entries depend on l-i alone."""
from derivations.theorem import Line, NearMiss, Theorem

GIVEN = (
    r"x \in \mathbb{R}^{n}", r"w \in \mathbb{R}^{k}", r"T \in \mathbb{R}^{(n-k+1) \times n}",
    r"\text{convolutions have stride } 1 \text{ and zero padding } 0",
)


def toeplitz(tap: str) -> tuple[str, ...]:
    return (*GIVEN, rf"T_{{il}} = \begin{{cases}} w_{{{tap}}} & \text{{if }} 1 \le {tap} \le k \\ 0 & \text{{otherwise}} \end{{cases}}")


THEOREM = Theorem(
    name="convolutions.matrix_of_a_convolution",
    title="The matrix of a convolution",
    statement="w * x = T x",
    layout="numerator",
    given=toeplitz("l-i+1"),
    source="I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 9.1",
    also=(r"\frac{\partial (w * x)}{\partial x} = T",),
    proof=(
        Line(r"(w * x)_i"),
        Line(r"\sum_{a=1}^{k} w_a x_{i+a-1}", "the convolution"),
        Line(r"\sum_{l=1}^{n} T_{il} x_l", "l = i+a-1 runs over the entries that the window sees; elsewhere T_{il} is 0"),
        Line(r"(T x)_i", "the product with a matrix"),
    ),
    near_misses=(
        NearMiss("w * x = T x", "the diagonals counted from 0", given=toeplitz("l-i")),
        NearMiss("w * x = T x", "the filter reversed", given=toeplitz("i-l+k")),
        NearMiss(r"(w * x)_i = \sum_{l=1}^{n-k+1} T_{il} x_l", "the columns of T counted as its rows"),
    ),
)
