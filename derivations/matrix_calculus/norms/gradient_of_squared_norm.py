r"""Gradient of the squared Euclidean norm.

x and a have n entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.gradient_of_squared_norm",
    title="Gradient of the squared Euclidean norm",
    statement=r"\nabla_x \lVert x - a \rVert_2^2 = 2 (x - a)",
    given=(r"x, a \in \mathbb{R}^n",),
    source="Matrix Cookbook (131)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial x_i} \lVert x - a \rVert_2^2"),
        Line(r"\sum_{j=1}^n \frac{\partial}{\partial x_i} (x_j - a_j)^2", "the norm written out"),
        Line("2 (x_i - a_i)", "the term j = i alone depends on x_i"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x \lVert x - a \rVert_2^2 = x - a", "the 2 is lost"),
        NearMiss(r"\nabla_x \lVert x - a \rVert_2^2 = 2 x", "a is lost"),
        NearMiss(r"\nabla_x \lVert x - a \rVert_2^2 = 2 \lVert x - a \rVert_2",
                 "as for numbers: the chain rule without the inner derivative",
                 expects="shape"),
        NearMiss(r"\nabla_x \lVert x - a \rVert_2^2 = 2 (x - a)^\top", "the numerator layout", expects="shape"),
    ),
)
