r"""Eigenvectors of a symmetric matrix to different eigenvalues.

A is n×n and symmetric, Au = λu, Av = μv: then (λ - μ) uᵀv = 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.eigenvalues.orthogonal_eigenvectors",
    title="Eigenvectors of a symmetric matrix to different eigenvalues",
    statement=r"u^\top A v = \lambda u^\top v",
    given=(
        r"A \in \mathbb{R}^{n \times n}",
        r"A \text{ symmetric}",
        r"u, v \in \mathbb{R}^n",
        r"\lambda, \mu \in \mathbb{R}",
        r"A u = \lambda u",
        r"A v = \mu v",
    ),
    source="Horn and Johnson, Matrix Analysis, theorem 4.1.3",
    layout="denominator",
    also=(r"u^\top A v = \mu u^\top v",),
    proof=(
        Line(r"\lambda u^\top v"),
        Line(r"(A u)^\top v", "Au = λu"),
        Line(r"u^\top A v", "Aᵀ = A"),
        Line(r"\mu u^\top v", "Av = μv"),
    ),
    near_misses=(
        NearMiss(r"u^\top v = 0", "λ and μ might be equal"),
        NearMiss(r"\lambda u^\top v = \mu u^\top v",
                 "the same without A symmetric",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"u, v \in \mathbb{R}^n", r"\lambda, \mu \in \mathbb{R}", r"A u = \lambda u", r"A v = \mu v")),
        NearMiss(r"\lambda = \mu", "the number uᵀv is cancelled"),
    ),
)
