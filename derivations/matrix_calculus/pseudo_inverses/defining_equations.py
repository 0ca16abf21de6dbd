r"""The four equations that define the pseudo-inverse.

A is any m×n matrix, of any rank, A⁺ its pseudo-inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.defining_equations",
    title="The four equations that define the pseudo-inverse",
    statement="A A^+ A = A",
    given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (193)–(196); Penrose (1955)",
    layout="denominator",
    also=("A^+ A A^+ = A^+", r"(A A^+)^\top = A A^+", r"(A^+ A)^\top = A^+ A"),
    proof=(
        Line("A A^+ A"),
        Line(r"(A A^+)^\top A", "A A⁺ is symmetric"),
        Line("A", "Penrose's first equation"),
    ),
    near_misses=(
        NearMiss("A A^+ = I", "a projection is taken for the identity"),
        NearMiss("A^+ A = I", "true for full column rank"),
        NearMiss("A^+ A = A A^+", "the two projections are different",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss("A^+ A A^+ = A", "A for A⁺", expects="shape"),
        NearMiss(r"A^+ A A^+ = A^\top", "the transpose is taken for the pseudo-inverse"),
    ),
)
