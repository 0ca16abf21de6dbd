r"""A stationary point of least squares.

X is N×d with XᵀX invertible; w is assumed to make the gradient vanish.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.stationary_point",
    title="A stationary point of least squares",
    statement=r"w = (X^\top X)^{-1} X^\top y",
    given=(
        r"X \in \mathbb{R}^{N \times d}",
        r"y \in \mathbb{R}^N",
        r"w \in \mathbb{R}^d",
        r"X^\top (X w - y) = 0",
    ),
    source="Bishop, Pattern Recognition and Machine Learning, (3.15)",
    layout="denominator",
    proof=(
        Line("w"),
        Line(r"(X^\top X)^{-1} X^\top X w", "a matrix times its inverse"),
        Line(r"(X^\top X)^{-1} X^\top y", "XᵀXw = Xᵀy, the assumption"),
    ),
    near_misses=(
        NearMiss(r"w = (X X^\top)^{-1} X^\top y",
                 "the order in the inverse",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"y, w \in \mathbb{R}^n", r"X^\top (X w - y) = 0")),
        NearMiss(r"w = (X^\top X)^{-1} X y",
                 "the transpose is forgotten",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"y, w \in \mathbb{R}^n", r"X^\top (X w - y) = 0")),
        NearMiss(r"w = -(X^\top X)^{-1} X^\top y", "a sign"),
    ),
)
