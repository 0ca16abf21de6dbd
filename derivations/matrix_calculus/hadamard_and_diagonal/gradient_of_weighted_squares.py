r"""Gradient of a weighted sum of squares of entries.

A and X are m×n.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.hadamard_and_diagonal.gradient_of_weighted_squares",
    title="Gradient of a weighted sum of squares of entries",
    statement=r"\nabla_X \operatorname{tr}(A^\top (X \odot X)) = 2 A \odot X",
    given=(r"A, X \in \mathbb{R}^{m \times n}",),
    source="Matrix Cookbook (38)",
    layout="denominator",
    also=(r"\mathrm{d}(X \odot A) = (\mathrm{d} X) \odot A + X \odot \mathrm{d} A",),
    proof=(
        Line(r"\nabla_X \operatorname{tr}(A^\top (X \odot X))"),
        Line(r"\nabla_X \sum_{i=1}^m \sum_{j=1}^n A_{ij} X_{ij}^2",
             "the trace of AᵀB is the sum of the products of entries"),
        Line(r"2 A \odot X", "entry by entry"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \operatorname{tr}(A^\top (X \odot X)) = A \odot X", "the 2 is lost"),
        NearMiss(r"\nabla_X \operatorname{tr}(A^\top (X \odot X)) = 2 A^\top X",
                 "the matrix product for the product entry by entry",
                 expects="shape"),
        NearMiss(r"\nabla_X \operatorname{tr}(A^\top (X \odot X)) = 2 A X",
                 "the matrix product for the product entry by entry",
                 given=(r"A, X \in \mathbb{R}^{n \times n}",)),
    ),
)
