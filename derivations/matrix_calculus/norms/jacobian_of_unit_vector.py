r"""Jacobian of x / ‖x‖.

x has n entries and is not 0. Along x the direction does not change: the Jacobian is the
projection on the complement of x, divided by the length.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.jacobian_of_unit_vector",
    title="Jacobian of x / ‖x‖",
    statement=r"\frac{\partial}{\partial x} \frac{x}{\lVert x \rVert} = \frac{1}{\lVert x \rVert} \left(I - \frac{x "
              r"x^\top}{\lVert x \rVert^2}\right)",
    given=(r"x \in \mathbb{R}^n", r"x \ne 0"),
    source="Matrix Cookbook (130) with a = 0",
    layout="denominator",
    proof=(
        Line(r"\left(\frac{\partial}{\partial x} \frac{x}{\lVert x \rVert}\right)_{ij}"),
        Line(r"\frac{\delta_{ij}}{\lVert x \rVert} - \frac{x_i x_j}{\lVert x \rVert^3}",
             "the product rule, and the gradient of the norm"),
        Line(r"\left(\frac{1}{\lVert x \rVert} \left(I - \frac{x x^\top}{\lVert x \rVert^2}\right)\right)_{ij}",
             "a common factor"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial x} \frac{x}{\lVert x \rVert} = \frac{1}{\lVert x \rVert} I",
                 "the length is taken for a constant"),
        NearMiss(r"\frac{\partial}{\partial x} \frac{x}{\lVert x \rVert} = \frac{1}{\lVert x \rVert} \left(I - x "
                 r"x^\top\right)",
                 "x is taken for a unit vector"),
        NearMiss(r"\frac{\partial}{\partial x} \frac{x}{\lVert x \rVert} = \frac{1}{\lVert x \rVert} \left(I + "
                 r"\frac{x x^\top}{\lVert x \rVert^2}\right)",
                 "a sign"),
    ),
)
