r"""The determinant of a Kronecker product.

A is m×m, B is n×n: A ⊗ B = (A ⊗ I)(I ⊗ B), n copies of A and m copies of B on the
diagonal.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.determinant",
    title="The determinant of a Kronecker product",
    statement=r"\det(A \otimes B) = \det(A)^n \det(B)^m",
    given=(r"A \in \mathbb{R}^{m \times m}", r"B \in \mathbb{R}^{n \times n}"),
    source="Matrix Cookbook (517)",
    layout="denominator",
    also=(r"\det(A \otimes B) = \det(B \otimes A)",),
    proof=(
        Line(r"\det(A \otimes B)"),
        Line(r"\det(A)^n \det(B)^m", "(A ⊗ I)(I ⊗ B), both block diagonal up to an order of rows and columns"),
    ),
    near_misses=(
        NearMiss(r"\det(A \otimes B) = \det(A)^m \det(B)^n", "the exponents are exchanged"),
        NearMiss(r"\det(A \otimes B) = \det(A) \det(B)", "the Kronecker product is taken for the matrix product"),
        NearMiss(r"\det(A \otimes B) = \det(A B)",
                 "the Kronecker product is taken for the matrix product",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
    ),
)
