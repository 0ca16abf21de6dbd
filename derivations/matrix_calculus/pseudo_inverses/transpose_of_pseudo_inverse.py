r"""Transposing and taking the pseudo-inverse may be exchanged.

A is any m×n matrix.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.transpose_of_pseudo_inverse",
    title="Transposing and taking the pseudo-inverse may be exchanged",
    statement=r"(A^\top)^+ = (A^+)^\top",
    given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (199)",
    layout="denominator",
    also=(r"A^{\top+} = A^{+\top}",),
    proof=(
        Line(r"(A^\top)^+"),
        Line(r"(A^+)^\top", "Penrose's equations, transposed"),
    ),
    near_misses=(
        NearMiss(r"(A^\top)^+ = A", "true for orthonormal columns"),
        NearMiss(r"(A^\top)^+ = A^+", "true for symmetric matrices",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"A^+ = A^\top", "true for orthonormal columns"),
    ),
)
