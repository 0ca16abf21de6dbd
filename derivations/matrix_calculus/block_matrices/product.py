r"""Block matrices are multiplied like matrices of numbers.

A is m×m, B is m×n, C is n×m, D is n×n; x has m entries, y has n. The blocks keep their
order.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.product",
    title="Block matrices are multiplied like matrices of numbers",
    statement=r"\begin{bmatrix} A & B \\ C & D \end{bmatrix} \begin{bmatrix} x \\ y \end{bmatrix} = \begin{bmatrix} "
              r"A x + B y \\ C x + D y \end{bmatrix}",
    given=(
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{m \times n}",
        r"C \in \mathbb{R}^{n \times m}",
        r"D \in \mathbb{R}^{n \times n}",
        r"x \in \mathbb{R}^m",
        r"y \in \mathbb{R}^n",
    ),
    source="Horn and Johnson, Matrix Analysis, 0.7",
    layout="denominator",
    also=(
        r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^\top = \begin{bmatrix} A^\top & C^\top \\ B^\top & D^\top "
            r"\end{bmatrix}",
    ),
    proof=(
        Line(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix} \begin{bmatrix} x \\ y \end{bmatrix}"),
        Line(r"\begin{bmatrix} A x + B y \\ C x + D y \end{bmatrix}",
             "every sum over the columns is one over the first m and one over the last n"),
    ),
    near_misses=(
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix} \begin{bmatrix} x \\ y \end{bmatrix} = "
                 r"\begin{bmatrix} A x + C y \\ B x + D y \end{bmatrix}",
                 "columns are taken for rows",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}", r"x, y \in \mathbb{R}^n")),
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^\top = \begin{bmatrix} A & C \\ B & D \end{bmatrix}",
                 "the blocks change places, but are not transposed themselves",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\begin{bmatrix} A & B \\ C & D \end{bmatrix}^\top = \begin{bmatrix} A^\top & B^\top \\ C^\top & "
                 r"D^\top \end{bmatrix}",
                 "the blocks are transposed, but do not change places",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
    ),
)
