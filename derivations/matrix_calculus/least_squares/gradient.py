r"""Gradient of the squared error.

X is N×d, w has d entries, y has N.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.gradient",
    title="Gradient of the squared error",
    statement=r"\nabla_w \lVert X w - y \rVert^2 = 2 X^\top (X w - y)",
    given=(r"X \in \mathbb{R}^{N \times d}", r"w \in \mathbb{R}^d", r"y \in \mathbb{R}^N"),
    source="Bishop, Pattern Recognition and Machine Learning, (3.13); Matrix Cookbook (84)",
    layout="denominator",
    also=(r"\nabla_w \frac{1}{2} \lVert X w - y \rVert^2 = X^\top (X w - y)",),
    proof=(
        Line(r"\nabla_w \lVert X w - y \rVert^2"),
        Line(r"\nabla_w \left(w^\top X^\top X w - 2 y^\top X w + y^\top y\right)",
             "multiplied out; wᵀXᵀy = yᵀXw is a number"),
        Line(r"2 X^\top X w - 2 X^\top y", "XᵀX is symmetric"),
        Line(r"2 X^\top (X w - y)", "a common factor"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w \lVert X w - y \rVert^2 = X^\top (X w - y)", "the 2 is lost"),
        NearMiss(r"\nabla_w \lVert X w - y \rVert^2 = 2 X (X w - y)", "the transpose is forgotten", expects="shape"),
        NearMiss(r"\nabla_w \lVert X w - y \rVert^2 = 2 X (X w - y)",
                 "the transpose is forgotten",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"w, y \in \mathbb{R}^n")),
        NearMiss(r"\nabla_w \lVert X w - y \rVert^2 = 2 X^\top (y - X w)", "the sign"),
    ),
)
