r"""Transposing and inverting may be exchanged.

A is n×n and invertible.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.transpose_of_inverse",
    title="Transposing and inverting may be exchanged",
    statement=r"(A^\top)^{-1} = (A^{-1})^\top",
    given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ invertible}"),
    source="Matrix Cookbook (3)",
    layout="denominator",
    proof=(
        Line(r"A^\top (A^{-1})^\top"),
        Line(r"(A^{-1} A)^\top", "the transpose of a product, read backwards"),
        Line(r"I^\top", "A⁻¹A = I"),
        Line("I", "so (A⁻¹)ᵀ is the inverse of Aᵀ"),
    ),
    near_misses=(
        NearMiss(r"(A^\top)^{-1} = A", "true for orthogonal matrices"),
        NearMiss(r"(A^\top)^{-1} = A^{-1}", "true for symmetric matrices"),
        NearMiss(r"(A + A^\top)^{-1} = A^{-1} + A^{-\top}", "inverses do not add"),
    ),
)
