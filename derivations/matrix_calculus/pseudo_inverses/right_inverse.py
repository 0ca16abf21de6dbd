r"""For full row rank the pseudo-inverse is a right inverse.

A is m×n of full row rank.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.right_inverse",
    title="For full row rank the pseudo-inverse is a right inverse",
    statement="A A^+ = I",
    given=(r"A \in \mathbb{R}^{m \times n}", r"A \text{ of full row rank}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (212)",
    layout="denominator",
    proof=(
        Line("A A^+"),
        Line(r"A A^\top (A A^\top)^{-1}", "A⁺ for full row rank"),
        Line("I", "a matrix times its inverse"),
    ),
    near_misses=(
        NearMiss("A^+ A = I", "a right inverse is no left inverse"),
        NearMiss("A A^+ = I", "the rank is forgotten",
                 given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"A^\top A A^+ = I", "a factor too many", expects="shape"),
    ),
)
