r"""The pseudo-inverse solves the normal equations.

A is any m×n matrix and b any vector: A⁺b solves the normal equations also where AᵀA is singular.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.normal_equations",
    title="The pseudo-inverse solves the normal equations",
    statement=r"A^\top A (A^+ b) = A^\top b",
    given=(r"A \in \mathbb{R}^{m \times n}", r"b \in \mathbb{R}^m", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Golub & Van Loan, Matrix Computations, 5.5",
    layout="denominator",
    also=(r"A^\top (b - A A^+ b) = 0", r"\|b - A A^+ b\|^2 = b^\top (I - A A^+) b"),
    proof=(
        Line(r"A^\top A A^+ b"),
        Line(r"A^\top (A A^+)^\top b", "A A⁺ is symmetric"),
        Line(r"(A A^+ A)^\top b", "the transpose of a product"),
        Line(r"A^\top b", "Penrose's first equation"),
    ),
    near_misses=(
        NearMiss("A A^+ b = b", "every system is taken to have a solution"),
        NearMiss(r"A^\top A A^+ b = A^+ b", "true if A has orthonormal columns"),
        NearMiss(r"A^\top A A^\top b = A^\top b", "the transpose is taken for the pseudo-inverse"),
    ),
)
