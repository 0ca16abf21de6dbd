r"""The pseudo-inverse of a multiple.

A is any m×n matrix and c a number, not 0 where 1/c is written.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.scaling",
    title="The pseudo-inverse of a multiple",
    statement=r"(c A)^+ = \frac{1}{c} A^+",
    given=(r"A \in \mathbb{R}^{m \times n}", r"c \in \mathbb{R}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (201)",
    layout="denominator",
    also=(r"(A + A)^+ = \frac{1}{2} A^+", "(-A)^+ = -A^+"),
    proof=(
        Line("(c A)^+"),
        Line(r"\frac{1}{c} A^+", "it satisfies Penrose's equations"),
    ),
    near_misses=(
        NearMiss("(c A)^+ = c A^+", "the number is not inverted"),
        NearMiss(r"(c A)^+ = \frac{1}{c^2} A^+", "the number is inverted twice"),
        NearMiss("(A + A)^+ = A^+ + A^+", "pseudo-inverses do not add"),
    ),
)
