r"""The inverse of a block triangular matrix.

A is m×m, C is n×m, D is n×n; A and D have inverses.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.inverse_triangular",
    title="The inverse of a block triangular matrix",
    statement=r"\begin{bmatrix} A & 0 \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & 0 \\ -D^{-1} C "
              r"A^{-1} & D^{-1} \end{bmatrix}",
    given=(
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{m \times n}",
        r"C \in \mathbb{R}^{n \times m}",
        r"D \in \mathbb{R}^{n \times n}",
    ),
    source="Horn and Johnson, Matrix Analysis, 0.7.3",
    layout="denominator",
    also=(
        r"\begin{bmatrix} A & B \\ 0 & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & -A^{-1} B D^{-1} \\ 0 "
            r"& D^{-1} \end{bmatrix}",
        r"\begin{bmatrix} A & 0 \\ 0 & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & 0 \\ 0 & D^{-1} "
            r"\end{bmatrix}",
    ),
    proof=(
        Line(r"\begin{bmatrix} A & 0 \\ C & D \end{bmatrix}^{-1}"),
        Line(r"\left(\begin{bmatrix} I_m & 0 \\ C A^{-1} & I_n \end{bmatrix} \begin{bmatrix} A & 0 \\ 0 & D "
             r"\end{bmatrix}\right)^{-1}",
             "the rows of A eliminate C"),
        Line(r"\begin{bmatrix} A^{-1} & 0 \\ 0 & D^{-1} \end{bmatrix} \begin{bmatrix} I_m & 0 \\ -C A^{-1} & I_n "
             r"\end{bmatrix}",
             "the inverse of a product, in the other order"),
        Line(r"\begin{bmatrix} A^{-1} & 0 \\ -D^{-1} C A^{-1} & D^{-1} \end{bmatrix}",
             "multiplied out"),
    ),
    near_misses=(
        NearMiss(r"\begin{bmatrix} A & 0 \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & 0 \\ D^{-1} C "
                 r"A^{-1} & D^{-1} \end{bmatrix}",
                 "the sign of the block off the diagonal"),
        NearMiss(r"\begin{bmatrix} A & 0 \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & 0 \\ -A^{-1} C "
                 r"D^{-1} & D^{-1} \end{bmatrix}",
                 "the order of its factors: C A^{-1} is what conforms",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\begin{bmatrix} A & 0 \\ C & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & 0 \\ C^{-1} & "
                 r"D^{-1} \end{bmatrix}",
                 "block by block, which is true of block diagonal matrices",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\begin{bmatrix} A & 0 \\ 0 & D \end{bmatrix}^{-1} = \begin{bmatrix} D^{-1} & 0 \\ 0 & A^{-1} "
                 r"\end{bmatrix}",
                 "the blocks exchange places in no inverse",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
    ),
)
