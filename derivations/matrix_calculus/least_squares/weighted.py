r"""Weighted least squares.

X is N×d, the weights are the diagonal of the matrix diag(c), c with N entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.weighted",
    title="Weighted least squares",
    statement=r"\nabla_w (X w - y)^\top \operatorname{diag}(c) (X w - y) = 2 X^\top \operatorname{diag}(c) (X w - y)",
    given=(r"X \in \mathbb{R}^{N \times d}", r"w \in \mathbb{R}^d", r"y, c \in \mathbb{R}^N"),
    source="Matrix Cookbook (84) with W = diag(c)",
    layout="denominator",
    also=(
        r"\nabla_w \sum_{n=1}^N c_n \left(\sum_{j=1}^d X_{nj} w_j - y_n\right)^2 = 2 X^\top (c \odot (X w - y))",
        r"\nabla_w^2 (X w - y)^\top \operatorname{diag}(c) (X w - y) = 2 X^\top \operatorname{diag}(c) X",
    ),
    proof=(
        Line(r"\nabla_w (X w - y)^\top \operatorname{diag}(c) (X w - y)"),
        Line(r"X^\top \left(\operatorname{diag}(c) + \operatorname{diag}(c)^\top\right) (X w - y)",
             "the gradient of a quadratic form, and the chain rule"),
        Line(r"2 X^\top \operatorname{diag}(c) (X w - y)", "a diagonal matrix is symmetric"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w (X w - y)^\top \operatorname{diag}(c) (X w - y) = 2 X^\top (X w - y)",
                 "the weights are lost"),
        NearMiss(r"\nabla_w (X w - y)^\top \operatorname{diag}(c) (X w - y) = 2 \operatorname{diag}(c) X^\top (X w - "
                 "y)",
                 "the weights on the wrong side of Xᵀ",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"w, y, c \in \mathbb{R}^n")),
        NearMiss(r"\nabla_w (X w - y)^\top \operatorname{diag}(c) (X w - y) = 2 X^\top \operatorname{diag}(c)^2 (X w "
                 "- y)",
                 "the weights are squared"),
    ),
)
