r"""The determinant of a block triangular matrix is the product of those of its diagonal blocks.

A is m×m, B is m×n, D is n×n; neither A nor D need have an inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.determinant_triangular",
    title="The determinant of a block triangular matrix",
    statement=r"\det \begin{bmatrix} A & B \\ 0 & D \end{bmatrix} = \det(A) \det(D)",
    given=(
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{m \times n}",
        r"D \in \mathbb{R}^{n \times n}",
    ),
    source="Horn and Johnson, Matrix Analysis, 0.8.5",
    layout="denominator",
    proof=(
        Line(r"\det \begin{bmatrix} A & B \\ 0 & D \end{bmatrix}"),
        Line(r"\det\left(\begin{bmatrix} I_m & 0 \\ 0 & D \end{bmatrix} \begin{bmatrix} A & B \\ 0 & I_n "
             r"\end{bmatrix}\right)",
             "the product of the two, block by block"),
        Line(r"\det \begin{bmatrix} I_m & 0 \\ 0 & D \end{bmatrix} \det \begin{bmatrix} A & B \\ 0 & I_n "
             r"\end{bmatrix}",
             "the determinant of a product"),
        Line(r"\det(A) \det(D)",
             "each is expanded along the rows of I"),
    ),
    near_misses=(
        NearMiss(r"\det \begin{bmatrix} A & B \\ 0 & D \end{bmatrix} = \det(A) + \det(D)",
                 "the trace adds up, the determinant multiplies"),
        NearMiss(r"\det \begin{bmatrix} A & B \\ 0 & D \end{bmatrix} = \det(A D - B)",
                 "as if the blocks were numbers, and the 0 were not there",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\det \begin{bmatrix} 0 & B \\ C & 0 \end{bmatrix} = \det(B) \det(C)",
                 "for blocks off the diagonal rows are exchanged: the sign is (-1)^n",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A) \det(D)",
                 "true where B or C is 0",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
    ),
)
