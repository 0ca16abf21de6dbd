r"""The pseudo-inverse of the pseudo-inverse.

A is any m×n matrix.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.pseudo_inverse_twice",
    title="The pseudo-inverse of the pseudo-inverse",
    statement="(A^+)^+ = A",
    given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (198)",
    layout="denominator",
    proof=(
        Line("(A^+)^+"),
        Line("(A^+)^+ A^+ (A^+)^+", "Penrose's second equation for A⁺"),
        Line("A A^+ A", "the equations are symmetric in A and A⁺"),
        Line("A", "Penrose's first equation"),
    ),
    near_misses=(
        NearMiss(r"(A^+)^+ = A^\top", "the transpose is taken for the pseudo-inverse", expects="shape"),
        NearMiss("(A^+)^+ = A^+", "a pseudo-inverse is taken for a projection",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"(A^+)^+ = A^\top", "the two are mixed up",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
    ),
)
