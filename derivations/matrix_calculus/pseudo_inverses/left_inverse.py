r"""For full column rank the pseudo-inverse is a left inverse.

A is m×n of full column rank.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.left_inverse",
    title="For full column rank the pseudo-inverse is a left inverse",
    statement="A^+ A = I",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"A \text{ of full column rank}",
        r"A^+ \text{ is the pseudo-inverse of } A",
    ),
    source="Matrix Cookbook (211)",
    layout="denominator",
    proof=(
        Line("A^+ A"),
        Line(r"(A^\top A)^{-1} A^\top A", "A⁺ for full column rank"),
        Line("I", "an inverse times its matrix"),
    ),
    near_misses=(
        NearMiss("A A^+ = I", "a left inverse is no right inverse"),
        NearMiss("A^+ A = I", "the rank is forgotten",
                 given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"A^+ = A^\top", "true for orthonormal columns"),
        NearMiss("A^+ A = I", "true for full column rank",
                 given=(r"A \in \mathbb{R}^{m \times n}", r"A \text{ of full row rank}", r"A^+ \text{ is the pseudo-inverse of } A")),
    ),
)
