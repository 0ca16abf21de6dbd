r"""The pseudo-inverse of a Kronecker product.

A and B are any matrices.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.kronecker_product",
    title="The pseudo-inverse of a Kronecker product",
    statement=r"(A \otimes B)^+ = A^+ \otimes B^+",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"B \in \mathbb{R}^{p \times q}",
        r"A^+ \text{ is the pseudo-inverse of } A",
    ),
    source="Langenau (2007); Horn & Johnson, Topics in Matrix Analysis, 4.2",
    layout="denominator",
    proof=(
        Line(r"(A \otimes B)^+"),
        Line(r"A^+ \otimes B^+", "it satisfies Penrose's equations"),
    ),
    near_misses=(
        NearMiss(r"(A \otimes B)^+ = B^+ \otimes A^+", "the order of a product is turned",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"(A \otimes B)^+ = A^\top \otimes B^\top", "the transpose is taken for the pseudo-inverse"),
    ),
)
