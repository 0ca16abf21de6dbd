r"""Transpose and trace of a Kronecker product.

A is m×m, B is n×n: no order is turned round.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.transpose_and_trace",
    title="Transpose and trace of a Kronecker product",
    statement=r"(A \otimes B)^\top = A^\top \otimes B^\top",
    given=(r"A \in \mathbb{R}^{m \times m}", r"B \in \mathbb{R}^{n \times n}"),
    source="Matrix Cookbook (510), (515)",
    layout="denominator",
    also=(
        r"\operatorname{tr}(A \otimes B) = \operatorname{tr}(A) \operatorname{tr}(B)",
        r"\operatorname{tr}(A \otimes B) = \operatorname{tr}(B \otimes A)",
    ),
    proof=(
        Line(r"\operatorname{tr}(A \otimes B)"),
        Line(r"\sum_{i=1}^m A_{ii} \operatorname{tr}(B)", "the diagonal blocks are A_ii B"),
        Line(r"\operatorname{tr}(A) \operatorname{tr}(B)", "the sum of the A_ii is the trace of A"),
    ),
    near_misses=(
        NearMiss(r"(A \otimes B)^\top = B^\top \otimes A^\top",
                 "the order is turned round, as for the matrix product",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(A \otimes B) = \operatorname{tr}(A B)",
                 "the Kronecker product is taken for the matrix product",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(A \otimes B) = \operatorname{tr}(A) + \operatorname{tr}(B)",
                 "a sum for the product"),
    ),
)
