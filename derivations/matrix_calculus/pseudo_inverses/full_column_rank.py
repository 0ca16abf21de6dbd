r"""The pseudo-inverse of a matrix of full column rank.

A is m×n with AᵀA invertible; P = (AᵀA)⁻¹Aᵀ satisfies all four of Penrose's equations.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.full_column_rank",
    title="The pseudo-inverse of a matrix of full column rank",
    statement="A P A = A",
    given=(r"A \in \mathbb{R}^{m \times n}", r"P = (A^\top A)^{-1} A^\top"),
    source="Matrix Cookbook (193)–(196), (211); Penrose (1955)",
    layout="denominator",
    also=("P A P = P", r"(A P)^\top = A P", r"(P A)^\top = P A", "P A = I"),
    proof=(
        Line("A P A"),
        Line(r"A (A^\top A)^{-1} A^\top A", "P put in"),
        Line("A", "an inverse times its matrix"),
    ),
    near_misses=(
        NearMiss("A P = I", "a left inverse is no right inverse"),
        NearMiss(r"P = A^\top", "true for orthonormal columns"),
        NearMiss("P A P = A", "A for P", expects="shape"),
    ),
)
