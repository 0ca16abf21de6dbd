r"""The trace of AᵀB is the inner product of the entries.

For A and B of one shape m×n the trace of AᵀB is the sum of all products of entries that
stand in the same place, the inner product of vec A and vec B.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.inner_product",
    title="The trace of AᵀB is the inner product of the entries",
    statement=r"\operatorname{tr}(A^\top B) = \operatorname{vec}(A)^\top \operatorname{vec}(B)",
    given=(r"A, B \in \mathbb{R}^{m \times n}",),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 2, section 4; Matrix Cookbook (521)",
    layout="denominator",
    also=(
        r"\operatorname{tr}(A^\top B) = \mathbf{1}^\top (A \odot B) \mathbf{1}",
        r"\operatorname{tr}(A^\top B) = \operatorname{tr}(A B^\top)",
    ),
    proof=(
        Line(r"\operatorname{tr}(A^\top B)"),
        Line(r"\sum_{j=1}^n \sum_{i=1}^m A_{ij} B_{ij}", "entry j, j of AᵀB is the product of the two columns j"),
        Line(r"\operatorname{vec}(A)^\top \operatorname{vec}(B)", "vec writes the columns one under the other"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{tr}(A B) = \operatorname{vec}(A)^\top \operatorname{vec}(B)",
                 "the transpose of A is forgotten",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(A^\top B) = \mathbf{1}^\top (A^\top B) \mathbf{1}",
                 "the matrix product is taken for the product entry by entry"),
        NearMiss(r"\operatorname{tr}(A \odot B) = \operatorname{vec}(A)^\top \operatorname{vec}(B)",
                 "the trace takes the diagonal only",
                 expects="shape"),
        NearMiss(r"\operatorname{tr}(A \odot B) = \operatorname{vec}(A)^\top \operatorname{vec}(B)",
                 "the trace takes the diagonal only",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
    ),
)
