r"""A form with an entrywise product as a trace.

A and B are m×n, x has m entries, y has n.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.hadamard_and_diagonal.bilinear_form",
    title="A form with an entrywise product as a trace",
    statement=r"x^\top (A \odot B) y = \operatorname{tr}(\operatorname{diag}(x) A \operatorname{diag}(y) B^\top)",
    given=(r"A, B \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^m", r"y \in \mathbb{R}^n"),
    source="Horn and Johnson, Topics in Matrix Analysis, lemma 5.1.5",
    layout="denominator",
    proof=(
        Line(r"x^\top (A \odot B) y"),
        Line(r"\sum_{i=1}^m \sum_{j=1}^n x_i A_{ij} y_j B_{ij}", "written out"),
        Line(r"\operatorname{tr}(\operatorname{diag}(x) A \operatorname{diag}(y) B^\top)",
             "row i of A is scaled by x_i, column j by y_j"),
    ),
    near_misses=(
        NearMiss(r"x^\top (A \odot B) y = (x^\top A y) (x^\top B y)", "products of sums are not sums of products"),
        NearMiss(r"x^\top (A \odot B) y = x^\top A B y",
                 "the matrix product for the product entry by entry",
                 expects="shape"),
        NearMiss(r"x^\top (A \odot B) y = \operatorname{tr}(\operatorname{diag}(x) A \operatorname{diag}(y) B)",
                 "the transpose of B is forgotten",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"x, y \in \mathbb{R}^n")),
    ),
)
