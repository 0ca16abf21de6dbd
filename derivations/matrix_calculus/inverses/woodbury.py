r"""The Woodbury identity.

A is n×n, C is k×k, both invertible; U is n×k, V is k×n.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.woodbury",
    title="The Woodbury identity",
    statement="(A + U C V)^{-1} = A^{-1} - A^{-1} U (C^{-1} + V A^{-1} U)^{-1} V A^{-1}",
    given=(
        r"A \in \mathbb{R}^{n \times n}",
        r"C \in \mathbb{R}^{k \times k}",
        r"A, C \text{ invertible}",
        r"U \in \mathbb{R}^{n \times k}",
        r"V \in \mathbb{R}^{k \times n}",
    ),
    source="Matrix Cookbook (156), (159)",
    layout="denominator",
    proof=(
        Line("(A + U C V)^{-1}"),
        Line("A^{-1} - A^{-1} U (C^{-1} + V A^{-1} U)^{-1} V A^{-1}", "(A + UCV) A⁻¹U = U C (C⁻¹ + VA⁻¹U)"),
    ),
    near_misses=(
        NearMiss("(A + U C V)^{-1} = A^{-1} - A^{-1} U (C + V A^{-1} U)^{-1} V A^{-1}", "C for C⁻¹"),
        NearMiss("(A + U C V)^{-1} = A^{-1} + A^{-1} U (C^{-1} + V A^{-1} U)^{-1} V A^{-1}",
                 "the sign of the correction"),
        NearMiss("(A + U C V)^{-1} = A^{-1} - A^{-1} U (C^{-1} + V A U)^{-1} V A^{-1}",
                 "the inner inverse of A is lost"),
        NearMiss("(A + U C V)^{-1} = A^{-1} - U (C^{-1} + V A^{-1} U)^{-1} V", "the outer inverses of A are lost"),
    ),
)
