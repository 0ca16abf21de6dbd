r"""diag(x) y is the entrywise product.

x and y have n entries, A is n×n: diag(x) scales rows from the left and columns from the
right.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.hadamard_and_diagonal.diagonal_times_vector",
    title="diag(x) y is the entrywise product",
    statement=r"\operatorname{diag}(x) y = x \odot y",
    given=(r"x, y \in \mathbb{R}^n", r"A \in \mathbb{R}^{n \times n}"),
    source="Horn and Johnson, Topics in Matrix Analysis, 5.1",
    layout="denominator",
    also=(
        r"\operatorname{diag}(x) A \operatorname{diag}(y) = A \odot (x y^\top)",
        r"\operatorname{diag}(x) \operatorname{diag}(y) = \operatorname{diag}(x \odot y)",
    ),
    proof=(
        Line(r"(\operatorname{diag}(x) y)_i"),
        Line(r"\sum_{j=1}^n \delta_{ij} x_i y_j", "a diagonal matrix"),
        Line("x_i y_i", "the term j = i alone is left"),
        Line(r"(x \odot y)_i", "entry by entry"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{diag}(x) y = x^\top y", "the inner product", expects="shape"),
        NearMiss(r"\operatorname{diag}(x) A = A \operatorname{diag}(x)",
                 "rows are scaled from the left, columns from the right"),
        NearMiss(r"\operatorname{diag}(x) A \operatorname{diag}(y) = A \odot (y x^\top)",
                 "rows and columns are exchanged"),
    ),
)
