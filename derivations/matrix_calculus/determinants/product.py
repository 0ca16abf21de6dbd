r"""The determinant of a product.

A and B are n×n. Both matrices scale volumes, one after the other.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.product",
    title="The determinant of a product",
    statement=r"\det(A B) = \det(A) \det(B)",
    given=(r"A, B \in \mathbb{R}^{n \times n}",),
    source="Matrix Cookbook (21); Horn and Johnson, Matrix Analysis, 0.3.5",
    layout="denominator",
    also=(r"\det(A B) = \det(B A)", r"\det(A^\top B) = \det(A) \det(B)"),
    proof=(
        Line(r"\det(A B)"),
        Line(r"\det(A) \det(B)", "the determinant is multiplicative"),
        Line(r"\det(B) \det(A)", "numbers may be exchanged"),
        Line(r"\det(B A)", "the determinant is multiplicative"),
    ),
    near_misses=(
        NearMiss(r"\det(A + B) = \det(A) + \det(B)", "the determinant is multiplicative, not additive"),
        NearMiss(r"\det(A B) = \det(A) + \det(B)", "the rule for log det without the logarithm"),
        NearMiss(r"\det(2 A) = 2 \det(A)", "each of the n rows is doubled: the factor is 2 to the n"),
    ),
)
