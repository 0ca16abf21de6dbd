r"""The inverse of a product.

A, B and C are n×n and invertible: the last factor is undone first.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.inverse_of_product",
    title="The inverse of a product",
    statement="(A B C)^{-1} = C^{-1} B^{-1} A^{-1}",
    given=(r"A, B, C \in \mathbb{R}^{n \times n}", r"A, B, C \text{ invertible}"),
    source="Matrix Cookbook (1)",
    layout="denominator",
    also=("(A B)^{-1} = B^{-1} A^{-1}",),
    proof=(
        Line("(A B C) (C^{-1} B^{-1} A^{-1})"),
        Line("A B B^{-1} A^{-1}", "CC⁻¹ = I"),
        Line("A A^{-1}", "BB⁻¹ = I"),
        Line("I", "AA⁻¹ = I"),
    ),
    near_misses=(
        NearMiss("(A B C)^{-1} = A^{-1} B^{-1} C^{-1}", "the order is not turned round"),
        NearMiss("(A B)^{-1} = A^{-1} B^{-1}", "the order is not turned round"),
        NearMiss("(A + B)^{-1} = A^{-1} + B^{-1}", "the rule for products is used for a sum"),
    ),
)
