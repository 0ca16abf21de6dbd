r"""Hessian of the Euclidean norm.

x has n entries and is not 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.second_derivatives.hessian_of_norm",
    title="Hessian of the Euclidean norm",
    statement=r"\nabla_x^2 \lVert x \rVert = \frac{1}{\lVert x \rVert} I - \frac{x x^\top}{\lVert x \rVert^3}",
    given=(r"x \in \mathbb{R}^n", r"x \ne 0"),
    source="Boyd and Vandenberghe, Convex Optimization, exercise A.4",
    layout="denominator",
    proof=(
        Line(r"\nabla_x^2 \lVert x \rVert"),
        Line(r"\frac{\partial}{\partial x} \frac{x}{\lVert x \rVert}", "the gradient once more"),
        Line(r"\frac{1}{\lVert x \rVert} I - \frac{x x^\top}{\lVert x \rVert^3}", "the Jacobian of the unit vector"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x^2 \lVert x \rVert = \frac{1}{\lVert x \rVert} I", "the length is taken for a constant"),
        NearMiss(r"\nabla_x^2 \lVert x \rVert = 2 I", "the Hessian of the squared norm"),
        NearMiss(r"\nabla_x^2 \lVert x \rVert = \frac{1}{\lVert x \rVert} I - \frac{x x^\top}{\lVert x \rVert^2}",
                 "a power of the length"),
    ),
)
