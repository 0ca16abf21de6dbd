r"""The determinant of the block matrix [A, B; B, A].

A and B are n×n and need not commute.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.determinant_of_equal_blocks",
    title="The determinant of [A, B; B, A]",
    statement=r"\det \begin{bmatrix} A & B \\ B & A \end{bmatrix} = \det(A + B) \det(A - B)",
    given=(
        r"A, B \in \mathbb{R}^{n \times n}",
    ),
    source="Silvester, Determinants of Block Matrices, Mathematical Gazette 84 (2000)",
    layout="denominator",
    proof=(
        Line(r"\det \begin{bmatrix} A & B \\ B & A \end{bmatrix}"),
        Line(r"\det\left(\begin{bmatrix} I_n & 0 \\ -I_n & I_n \end{bmatrix} \begin{bmatrix} A & B \\ B & A "
             r"\end{bmatrix} \begin{bmatrix} I_n & 0 \\ I_n & I_n \end{bmatrix}\right)",
             "the factors beside it have determinant 1"),
        Line(r"\det \begin{bmatrix} A + B & B \\ 0 & A - B \end{bmatrix}",
             "the second block column is added to the first, then the first block row taken from the second"),
        Line(r"\det(A + B) \det(A - B)",
             "block triangular"),
    ),
    near_misses=(
        NearMiss(r"\det \begin{bmatrix} A & B \\ B & A \end{bmatrix} = \det(A^2 - B^2)",
                 "(A + B)(A - B) is that where A and B commute"),
        NearMiss(r"\det \begin{bmatrix} A & B \\ B & A \end{bmatrix} = \det(A)^2 - \det(B)^2",
                 "as for numbers"),
        NearMiss(r"\det \begin{bmatrix} A & -B \\ B & A \end{bmatrix} = \det(A + B) \det(A - B)",
                 "with one sign turned it is the square of a modulus, |det(A + iB)|^2"),
    ),
)
