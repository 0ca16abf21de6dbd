r"""Gradient of a linear form.

a and x have n entries; the gradient is a column.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.gradient_of_linear_form",
    title="Gradient of a linear form",
    statement=r"\nabla_x (a^\top x) = a",
    given=(r"a, x \in \mathbb{R}^n",),
    source="Matrix Cookbook (69)",
    layout="denominator",
    also=(r"\nabla_x (x^\top a) = a",),
    proof=(
        Line(r"\frac{\partial a^\top x}{\partial x_i}"),
        Line(r"\sum_{j=1}^n a_j \frac{\partial x_j}{\partial x_i}", "the a_j are constant"),
        Line("a_i", "∂x_j/∂x_i is 1 for j = i, else 0"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x (a^\top x) = a^\top",
                 "the numerator layout, in which the derivative is a row",
                 expects="shape"),
        NearMiss(r"\nabla_x (a^\top x) = x", "the derivative by a"),
        NearMiss(r"\nabla_x (a^\top x) = a \odot x", "the terms of the sum are taken for its derivatives"),
        NearMiss(r"\nabla_x (a^\top x) = \mathbf{1}^\top a", "all derivatives are added up", expects="shape"),
    ),
)
