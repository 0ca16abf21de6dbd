r"""Orthogonal matrices keep norms.

Q is n×n and orthogonal, x has n entries, X is n×m.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.orthogonal_invariance",
    title="Orthogonal matrices keep norms",
    statement=r"\lVert Q x \rVert_2^2 = \lVert x \rVert_2^2",
    given=(
        r"Q \in \mathbb{R}^{n \times n}",
        r"Q \text{ orthogonal}",
        r"x \in \mathbb{R}^n",
        r"X \in \mathbb{R}^{n \times m}",
    ),
    source="Golub and Van Loan, Matrix Computations, 2.3.5",
    layout="denominator",
    also=(r"\lVert Q X \rVert_F^2 = \lVert X \rVert_F^2", r"(Q x)^\top (Q x) = x^\top x"),
    proof=(
        Line(r"\lVert Q x \rVert_2^2"),
        Line(r"(Q x)^\top Q x", "the squared norm is an inner product"),
        Line(r"x^\top Q^\top Q x", "the transpose of a product"),
        Line(r"x^\top x", "QᵀQ = I"),
        Line(r"\lVert x \rVert_2^2", "the squared norm is an inner product"),
    ),
    near_misses=(
        NearMiss(r"\lVert Q x \rVert_2^2 = \lVert x \rVert_2^2",
                 "the same without Q orthogonal",
                 given=(r"Q \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n")),
        NearMiss(r"x^\top Q x = x^\top x", "a quadratic form is taken for a norm"),
        NearMiss(r"\lVert Q x \rVert_1 = \lVert x \rVert_1", "the 1-norm is not kept"),
    ),
)
