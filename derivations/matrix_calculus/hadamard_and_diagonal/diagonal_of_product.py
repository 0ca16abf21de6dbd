r"""The diagonal of a product.

A and B are m×n, x has n entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.hadamard_and_diagonal.diagonal_of_product",
    title="The diagonal of a product",
    statement=r"\operatorname{diag}(A \operatorname{diag}(x) B^\top) = (A \odot B) x",
    given=(r"A, B \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n"),
    source="Horn and Johnson, Topics in Matrix Analysis, lemma 5.1.4",
    layout="denominator",
    also=(r"\operatorname{diag}(A B^\top) = (A \odot B) \mathbf{1}",),
    proof=(
        Line(r"(\operatorname{diag}(A \operatorname{diag}(x) B^\top))_i"),
        Line(r"\sum_{j=1}^n A_{ij} x_j B_{ij}", "entry i, i of the product"),
        Line(r"((A \odot B) x)_i", "the products A_ij B_ij are the entries of A ⊙ B"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{diag}(A \operatorname{diag}(x) B) = (A \odot B) x",
                 "the transpose of B is forgotten",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n")),
        NearMiss(r"\operatorname{diag}(A B^\top) = \operatorname{diag}(A) \odot \operatorname{diag}(B)",
                 "the diagonal of a product is not the product of the diagonals",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{diag}(A B) = \operatorname{diag}(B A)",
                 "the sums of the two diagonals agree, the diagonals do not",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
    ),
)
