r"""The inverse of a block matrix by a Schur complement.

A is m×m, B is m×n, C is n×m, D is n×n; A and S = D - C A⁻¹ B have inverses.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.inverse_by_schur",
    title="The inverse of a block matrix",
    statement=r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} + A^{-1} B S^{-1} C "
              r"A^{-1} & -A^{-1} B S^{-1} \\ -S^{-1} C A^{-1} & S^{-1} \end{bmatrix}",
    given=(
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{m \times n}",
        r"C \in \mathbb{R}^{n \times m}",
        r"D \in \mathbb{R}^{n \times n}",
        "S = D - C A^{-1} B",
    ),
    source="Petersen and Pedersen, The Matrix Cookbook, 9.1.3",
    layout="denominator",
    proof=(
        Line(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1}"),
        Line(r"\left(\begin{bmatrix} I_m & 0 \\ C A^{-1} & I_n \end{bmatrix} \begin{bmatrix} A & 0 \\ 0 & S "
             r"\end{bmatrix} \begin{bmatrix} I_m & A^{-1} B \\ 0 & I_n \end{bmatrix}\right)^{-1}",
             "block elimination"),
        Line(r"\begin{bmatrix} I_m & -A^{-1} B \\ 0 & I_n \end{bmatrix} \begin{bmatrix} A^{-1} & 0 \\ 0 & S^{-1} "
             r"\end{bmatrix} \begin{bmatrix} I_m & 0 \\ -C A^{-1} & I_n \end{bmatrix}",
             "the inverse of a product, in the other order"),
        Line(r"\begin{bmatrix} A^{-1} + A^{-1} B S^{-1} C A^{-1} & -A^{-1} B S^{-1} \\ -S^{-1} C A^{-1} & S^{-1} "
             r"\end{bmatrix}",
             "multiplied out"),
    ),
    near_misses=(
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} - A^{-1} B S^{-1} C "
                 r"A^{-1} & -A^{-1} B S^{-1} \\ -S^{-1} C A^{-1} & S^{-1} \end{bmatrix}",
                 "the correction of the first block is added"),
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} + A^{-1} B S^{-1} C "
                 r"A^{-1} & A^{-1} B S^{-1} \\ -S^{-1} C A^{-1} & S^{-1} \end{bmatrix}",
                 "both blocks off the diagonal have a minus"),
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & B^{-1} \\ C^{-1} "
                 r"& D^{-1} \end{bmatrix}",
                 "block by block",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} + A^{-1} C S^{-1} B "
                 r"A^{-1} & -A^{-1} B S^{-1} \\ -S^{-1} C A^{-1} & S^{-1} \end{bmatrix}",
                 "B and C exchanged in the first block",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}", "S = D - C A^{-1} B")),
    ),
)
