r"""Hessian of a quadratic form.

A is n×n, x has n entries; a Hessian is symmetric whether or not A is.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.second_derivatives.hessian_of_quadratic_form",
    title="Hessian of a quadratic form",
    statement=r"\frac{\partial^2 x^\top A x}{\partial x \partial x^\top} = A + A^\top",
    given=(r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n"),
    source="Matrix Cookbook (98)",
    layout="denominator",
    also=(r"\nabla_x^2 (x^\top A x) = A + A^\top",),
    proof=(
        Line(r"\frac{\partial^2 x^\top A x}{\partial x_i \partial x_j}"),
        Line(r"\frac{\partial}{\partial x_i} \sum_{k=1}^n (A_{jk} + A_{kj}) x_k", "the gradient, entry j"),
        Line("A_{ji} + A_{ij}", "it is linear in x"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x^2 (x^\top A x) = 2 A", "as if A were symmetric"),
        NearMiss(r"\nabla_x^2 (x^\top A x) = A", "the half of it for a symmetric A"),
        NearMiss(r"\nabla_x^2 (x^\top A x) = A^\top A", "a product for the sum"),
    ),
)
