r"""The determinant of a block matrix by the Schur complement of a block.

A is m×m and has an inverse, B is m×n, C is n×m, D is n×n. The other form wants D⁻¹.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.determinant_by_schur",
    title="The determinant of a block matrix by a Schur complement",
    statement=r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A) \det(D - C A^{-1} B)",
    given=(
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{m \times n}",
        r"C \in \mathbb{R}^{n \times m}",
        r"D \in \mathbb{R}^{n \times n}",
    ),
    source="Horn and Johnson, Matrix Analysis, 0.8.5.1",
    layout="denominator",
    also=(
        r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(D) \det(A - B D^{-1} C)",
        r"\det \begin{bmatrix} I_m & B \\ C & I_n \end{bmatrix} = \det(I_n - C B)",
    ),
    proof=(
        Line(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix}"),
        Line(r"\det\left(\begin{bmatrix} I_m & 0 \\ C A^{-1} & I_n \end{bmatrix} \begin{bmatrix} A & B \\ 0 & D - "
             r"C A^{-1} B \end{bmatrix}\right)",
             "the rows of A eliminate C"),
        Line(r"\det(A) \det(D - C A^{-1} B)",
             "block triangular factors, of which the first has determinant 1"),
    ),
    near_misses=(
        NearMiss(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A D - B C)",
                 "as for numbers: true where C and D commute",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A) \det(D) - \det(B) \det(C)",
                 "as for numbers, and one determinant for each block",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A) \det(D + C A^{-1} B)",
                 "what is eliminated is subtracted"),
        NearMiss(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A) \det(D - B A^{-1} C)",
                 "the order of the factors is turned round",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\det \begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(D) \det(D - C A^{-1} B)",
                 "the determinant of the other block",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
    ),
)
