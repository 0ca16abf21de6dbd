r"""Exponential of a similar matrix.

A and P are n×n, P invertible. Every power of PAP⁻¹ is P times that of A times P⁻¹.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.of_similar_matrix",
    title="Exponential of PAP⁻¹",
    statement=r"e^{P A P^{-1}} = P e^{A} P^{-1}",
    given=(r"A, P \in \mathbb{R}^{n \times n}", r"P \text{ invertible}", r"v \in \mathbb{R}^n"),
    source="Hall, Lie Groups, Lie Algebras, and Representations, proposition 2.3; Higham, Functions of Matrices, theorem 1.13",
    also=(
        r"e^{P \operatorname{diag}(v) P^{-1}} = P \operatorname{diag}(e^{v}) P^{-1}",
        r"e^{P A P^{-1}} P = P e^{A}",
    ),
    proof=(
        Line(r"e^{P A P^{-1}}"),
        Line(r"P e^{A} P^{-1}", "P A P⁻¹ P = P A"),
    ),
    near_misses=(
        NearMiss(r"e^{P A P^{-1}} = P^{-1} e^{A} P", "P and its inverse exchanged"),
        NearMiss(r"e^{P A P^{-1}} = e^{A}", "P and its inverse cancelled past A"),
        NearMiss(r"e^{P A P^\top} = P e^{A} P^\top", "P need not be orthogonal"),
        NearMiss(r"e^{P \operatorname{diag}(v) P^{-1}} = P \operatorname{diag}(v) P^{-1}", "the exponential is forgotten"),
    ),
)
