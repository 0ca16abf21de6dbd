r"""Gradient by the entries of a diagonal matrix.

A is n×n, d has n entries: only the diagonal of A meets diag(d).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.hadamard_and_diagonal.gradient_by_diagonal",
    title="Gradient by the entries of a diagonal matrix",
    statement=r"\nabla_d \operatorname{tr}(A \operatorname{diag}(d)) = \operatorname{diag}(A)",
    given=(r"A, B \in \mathbb{R}^{n \times n}", r"d \in \mathbb{R}^n"),
    source="Matrix Cookbook (142)",
    layout="denominator",
    also=(r"\nabla_d \operatorname{tr}(A \operatorname{diag}(d) B) = \operatorname{diag}(B A)",),
    proof=(
        Line(r"\nabla_d \operatorname{tr}(A \operatorname{diag}(d))"),
        Line(r"\nabla_d \sum_{i=1}^n A_{ii} d_i", "the trace written out"),
        Line(r"\operatorname{diag}(A)", "d_i has the factor A_ii"),
    ),
    near_misses=(
        NearMiss(r"\nabla_d \operatorname{tr}(A \operatorname{diag}(d)) = A^\top",
                 "the rule for a full matrix",
                 expects="shape"),
        NearMiss(r"\nabla_d \operatorname{tr}(A \operatorname{diag}(d)) = A \mathbf{1}",
                 "the row sums for the diagonal"),
        NearMiss(r"\nabla_d \operatorname{tr}(A \operatorname{diag}(d) B) = \operatorname{diag}(A B)",
                 "the order of the factors"),
    ),
)
