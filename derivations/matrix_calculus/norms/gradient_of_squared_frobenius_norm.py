r"""Gradient of the squared Frobenius norm.

X and A are m×n.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.gradient_of_squared_frobenius_norm",
    title="Gradient of the squared Frobenius norm",
    statement=r"\nabla_X \lVert X - A \rVert_F^2 = 2 (X - A)",
    given=(r"X, A \in \mathbb{R}^{m \times n}",),
    source="Matrix Cookbook (132)",
    layout="denominator",
    also=(r"\nabla_X \operatorname{tr}(X X^\top) = 2 X",),
    proof=(
        Line(r"\nabla_X \lVert X - A \rVert_F^2"),
        Line(r"\nabla_X \operatorname{tr}\left((X - A)^\top (X - A)\right)",
             "the squared norm is the trace of the Gram matrix"),
        Line(r"\nabla_X \sum_{i=1}^m \sum_{j=1}^n (X_{ij} - A_{ij})^2", "the sum of the squares of all entries"),
        Line("2 (X - A)", "entry by entry"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \lVert X - A \rVert_F^2 = X - A", "the 2 is lost"),
        NearMiss(r"\nabla_X \lVert X - A \rVert_F^2 = 2 (X - A)^\top",
                 "the layout in which the derivative has the transposed shape of X",
                 expects="shape"),
        NearMiss(r"\nabla_X \lVert X - A \rVert_F^2 = 2 (X - A)^\top",
                 "the layout in which the derivative has the transposed shape of X",
                 given=(r"X, A \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\nabla_X \operatorname{tr}(X^2) = 2 X",
                 "X² is taken for XᵀX",
                 given=(r"X \in \mathbb{R}^{n \times n}",)),
    ),
)
