r"""Gradient of a quadratic form with a symmetric matrix.

A is n×n and symmetric, x and b have n entries, c is a number.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.symmetric_quadratic_form",
    title="Gradient of a quadratic form with a symmetric matrix",
    statement=r"\nabla_x \left(\frac{1}{2} x^\top A x - b^\top x + c\right) = A x - b",
    given=(
        r"A \in \mathbb{R}^{n \times n}",
        r"A \text{ symmetric}",
        r"x, b \in \mathbb{R}^n",
        r"c \in \mathbb{R}",
    ),
    source="Nocedal and Wright, Numerical Optimization, (5.2)",
    layout="denominator",
    also=(r"\nabla_x^2 \left(\frac{1}{2} x^\top A x - b^\top x + c\right) = A",),
    proof=(
        Line(r"\nabla_x \left(\frac{1}{2} x^\top A x - b^\top x + c\right)"),
        Line(r"\frac{1}{2} (A + A^\top) x - b", "the gradients of a quadratic and of a linear form"),
        Line("A x - b", "Aᵀ = A"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x \left(\frac{1}{2} x^\top A x - b^\top x + c\right) = A x - b + c \mathbf{1}",
                 "the constant is kept"),
        NearMiss(r"\nabla_x \left(\frac{1}{2} x^\top A x - b^\top x + c\right) = \frac{1}{2} A x - b",
                 "the 2 is not brought down"),
        NearMiss(r"\nabla_x \left(\frac{1}{2} x^\top A x - b^\top x + c\right) = A x + b", "a sign"),
        NearMiss(r"\nabla_x \left(\frac{1}{2} x^\top A x - b^\top x\right) = A x - b",
                 "the same without A symmetric",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"x, b \in \mathbb{R}^n")),
    ),
)
