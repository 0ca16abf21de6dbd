r"""What follows from Penrose's equations.

A is m×n, P is n×m and satisfies Penrose's four equations.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.penrose_equations",
    title="What follows from Penrose's equations",
    statement=r"A^\top A P = A^\top",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"P \in \mathbb{R}^{n \times m}",
        "A P A = A",
        "P A P = P",
        r"(A P)^\top = A P",
        r"(P A)^\top = P A",
    ),
    source="Matrix Cookbook (204)–(206); Penrose (1955)",
    layout="denominator",
    also=(r"P A A^\top = A^\top", "(A P)^2 = A P"),
    proof=(
        Line(r"A^\top A P"),
        Line(r"A^\top (A P)^\top", "AP is symmetric"),
        Line(r"(A P A)^\top", "the transpose of a product"),
        Line(r"A^\top", "APA = A"),
    ),
    near_misses=(
        NearMiss("A P = I", "a projection is taken for the identity"),
        NearMiss(r"P = A^\top", "the transpose is taken for the pseudo-inverse"),
        NearMiss("P A = A P",
                 "the two projections are different",
                 given=(r"A, P \in \mathbb{R}^{n \times n}", "A P A = A", "P A P = P", r"(A P)^\top = A P", r"(P A)^\top = P A")),
    ),
)
