r"""The gradient of the squared distance to the columns of a matrix.

A is any m×n matrix and b any vector: A A⁺b is the point next to b among the combinations of A's columns.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.gradient_of_residual",
    title="The gradient of the squared distance to the columns of a matrix",
    statement=r"\frac{\partial \|b - A A^+ b\|^2}{\partial b} = 2 (I - A A^+) b",
    given=(r"A \in \mathbb{R}^{m \times n}", r"b \in \mathbb{R}^m", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Golub & Pereyra (1973)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial \|b - A A^+ b\|^2}{\partial b}"),
        Line(r"2 (I - A A^+)^\top (I - A A^+) b", "the gradient of a squared norm"),
        Line("2 (I - A A^+) b", "a symmetric idempotent matrix"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \|b - A A^+ b\|^2}{\partial b} = 2 A A^+ b", "the projector for its complement"),
        NearMiss(r"\frac{\partial \|b - A A^+ b\|^2}{\partial b} = (I - A A^+) b", "the 2 is forgotten"),
        NearMiss(r"\frac{\partial \|b - A A^+ b\|^2}{\partial b} = 2 (b - A^+ b)", "A is forgotten", expects="shape"),
    ),
)
