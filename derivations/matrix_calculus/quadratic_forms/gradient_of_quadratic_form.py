r"""Gradient of a quadratic form.

A is n×n, not necessarily symmetric, x has n entries. The antisymmetric part of A adds
nothing to the form.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.gradient_of_quadratic_form",
    title="Gradient of a quadratic form",
    statement=r"\nabla_x (x^\top A x) = (A + A^\top) x",
    given=(r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n"),
    source="Matrix Cookbook (81); Magnus and Neudecker, ch. 9, table 3",
    layout="denominator",
    also=(r"\frac{\partial}{\partial A} x^\top A x = x x^\top",),
    proof=(
        Line(r"\frac{\partial x^\top A x}{\partial x_k}"),
        Line(r"\frac{\partial}{\partial x_k} \sum_{i=1}^n \sum_{j=1}^n x_i A_{ij} x_j", "the form written out"),
        Line(r"\sum_{j=1}^n A_{kj} x_j + \sum_{i=1}^n x_i A_{ik}",
             "the product rule: x_k is met for i = k and for j = k"),
        Line(r"((A + A^\top) x)_k", "both sums are entries of a matrix times x"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x (x^\top A x) = 2 A x", "as if A were symmetric"),
        NearMiss(r"\nabla_x (x^\top A x) = A x", "only one of the two x is differentiated"),
        NearMiss(r"\nabla_x (x^\top A x) = x^\top (A + A^\top)",
                 "the numerator layout, in which the derivative is a row",
                 expects="shape"),
        NearMiss(r"\nabla_x (x^\top A x) = (A A^\top) x", "a product for the sum"),
    ),
)
