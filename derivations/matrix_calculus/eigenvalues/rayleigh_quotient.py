r"""Gradient of the Rayleigh quotient.

A is n×n and symmetric, x is not 0; the gradient vanishes exactly at eigenvectors.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.eigenvalues.rayleigh_quotient",
    title="Gradient of the Rayleigh quotient",
    statement=r"\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2}{x^\top x} \left(A x - \frac{x^\top A x}{x^\top x} "
              r"x\right)",
    given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ symmetric}", r"x \in \mathbb{R}^n", r"x \ne 0"),
    source="Golub and Van Loan, Matrix Computations, 8.2.3",
    layout="denominator",
    proof=(
        Line(r"\nabla_x \frac{x^\top A x}{x^\top x}"),
        Line(r"\frac{x^\top x \, \nabla_x (x^\top A x) - x^\top A x \, \nabla_x (x^\top x)}{(x^\top x)^2}",
             "the quotient rule"),
        Line(r"\frac{2 (x^\top x) A x - 2 (x^\top A x) x}{(x^\top x)^2}",
             "the gradients of two quadratic forms, A being symmetric"),
        Line(r"\frac{2}{x^\top x} \left(A x - \frac{x^\top A x}{x^\top x} x\right)", "a common factor"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2 A x}{x^\top x}",
                 "the denominator is taken for a constant"),
        NearMiss(r"\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2 A x}{2 x}",
                 "numerator and denominator are differentiated apart",
                 given=(r"A \in \mathbb{R}", r"x \in \mathbb{R}", r"x \ne 0")),
        NearMiss(r"\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2}{x^\top x} \left(A x - \frac{x^\top A x}{x^\top x} "
                 r"x\right)",
                 "the same without A symmetric",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n", r"x \ne 0")),
        NearMiss(r"\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2}{x^\top x} \left(A x + \frac{x^\top A x}{x^\top x} "
                 r"x\right)",
                 "a sign"),
    ),
)
