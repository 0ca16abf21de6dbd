r"""The difference of two inverses.

A and B are n×n and invertible.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.difference_of_inverses",
    title="The difference of two inverses",
    statement="A^{-1} - B^{-1} = A^{-1} (B - A) B^{-1}",
    given=(r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ invertible}"),
    source="Matrix Cookbook (163)–(167); Searle, Matrix Algebra Useful for Statistics, 5.7",
    layout="denominator",
    also=("(A^{-1} + B^{-1})^{-1} = A (A + B)^{-1} B",),
    proof=(
        Line("A^{-1} (B - A) B^{-1}"),
        Line("A^{-1} B B^{-1} - A^{-1} A B^{-1}", "multiplied out"),
        Line("A^{-1} - B^{-1}", "BB⁻¹ = I and A⁻¹A = I"),
    ),
    near_misses=(
        NearMiss("A^{-1} - B^{-1} = A^{-1} (A - B) B^{-1}", "the sign, as in 1/a - 1/b = (b - a)/ab"),
        NearMiss("A^{-1} - B^{-1} = (B - A) A^{-1} B^{-1}", "the difference is pulled out of the middle"),
        NearMiss("A^{-1} - B^{-1} = (A - B)^{-1}", "inverses do not subtract"),
    ),
)
