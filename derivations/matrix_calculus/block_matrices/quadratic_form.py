r"""A quadratic form with a block matrix.

A is m×m, D is n×n, B is m×n; x has m entries, y has n. The two mixed terms are equal,
each being a number.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.quadratic_form",
    title="A quadratic form with a block matrix",
    statement=r"\begin{bmatrix} x \\ y \end{bmatrix}^\top \begin{bmatrix} A & B \\ B^\top & D \end{bmatrix} "
              r"\begin{bmatrix} x \\ y \end{bmatrix} = x^\top A x + 2 x^\top B y + y^\top D y",
    given=(
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{m \times n}",
        r"D \in \mathbb{R}^{n \times n}",
        r"x \in \mathbb{R}^m",
        r"y \in \mathbb{R}^n",
    ),
    source="Boyd and Vandenberghe, Convex Optimization, A.5.5",
    layout="denominator",
    proof=(
        Line(r"\begin{bmatrix} x \\ y \end{bmatrix}^\top \begin{bmatrix} A & B \\ B^\top & D \end{bmatrix} "
             r"\begin{bmatrix} x \\ y \end{bmatrix}"),
        Line(r"\begin{bmatrix} x \\ y \end{bmatrix}^\top \begin{bmatrix} A x + B y \\ B^\top x + D y \end{bmatrix}",
             "blocks are multiplied like numbers, in their order"),
        Line(r"x^\top A x + x^\top B y + y^\top B^\top x + y^\top D y", "a row of blocks times a column of blocks"),
        Line(r"x^\top A x + 2 x^\top B y + y^\top D y", "yᵀBᵀx is the transpose of the number xᵀBy"),
    ),
    near_misses=(
        NearMiss(r"\begin{bmatrix} x \\ y \end{bmatrix}^\top \begin{bmatrix} A & B \\ B^\top & D \end{bmatrix} "
                 r"\begin{bmatrix} x \\ y \end{bmatrix} = x^\top A x + y^\top D y",
                 "the mixed terms are forgotten"),
        NearMiss(r"\begin{bmatrix} x \\ y \end{bmatrix}^\top \begin{bmatrix} A & B \\ B^\top & D \end{bmatrix} "
                 r"\begin{bmatrix} x \\ y \end{bmatrix} = x^\top A x + x^\top B y + y^\top D y",
                 "one of the two mixed terms"),
        NearMiss(r"\begin{bmatrix} x \\ y \end{bmatrix}^\top \begin{bmatrix} A & B \\ B^\top & D \end{bmatrix} "
                 r"\begin{bmatrix} x \\ y \end{bmatrix} = x^\top A x + 2 x^\top B^\top y + y^\top D y",
                 "B is transposed",
                 given=(r"A, B, D \in \mathbb{R}^{n \times n}", r"x, y \in \mathbb{R}^n")),
    ),
)
