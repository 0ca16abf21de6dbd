r"""The pseudo-inverse by that of the Gram matrix.

A is any m×n matrix, of any rank.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.through_the_gram_matrix",
    title="The pseudo-inverse by that of the Gram matrix",
    statement=r"A^+ = (A^\top A)^+ A^\top",
    given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (204)–(207)",
    layout="denominator",
    also=(r"A^+ = A^\top (A A^\top)^+", r"(A^\top A)^+ = A^+ (A^\top)^+", r"(A A^\top)^+ = (A^\top)^+ A^+"),
    proof=(
        Line("A^+"),
        Line("A^+ A A^+", "Penrose's second equation"),
        Line(r"A^+ (A^+)^\top A^\top", "A A⁺ is symmetric"),
        Line(r"(A^\top A)^+ A^\top", "the pseudo-inverse of the Gram matrix"),
    ),
    near_misses=(
        NearMiss(r"A^+ = A^\top (A^\top A)^+", "the factors are exchanged", expects="shape"),
        NearMiss(r"A^+ = (A A^\top)^+ A^\top", "the other Gram matrix",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"A^+ = (A^\top A)^+ A", "the transpose is forgotten",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
    ),
)
