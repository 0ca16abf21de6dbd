r"""Expanding a squared distance.

x and y have n entries. The mixed terms are equal, both being the number xᵀy.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.polarisation",
    title="Expanding a squared distance",
    statement=r"\lVert x - y \rVert^2 = \lVert x \rVert^2 - 2 x^\top y + \lVert y \rVert^2",
    given=(r"x, y \in \mathbb{R}^n",),
    source="Horn and Johnson, Matrix Analysis, 5.1",
    layout="denominator",
    also=(
        r"\lVert x + y \rVert^2 + \lVert x - y \rVert^2 = 2 \lVert x \rVert^2 + 2 \lVert y \rVert^2",
        r"\lVert x + y \rVert^2 - \lVert x - y \rVert^2 = 4 x^\top y",
    ),
    proof=(
        Line(r"\lVert x - y \rVert^2"),
        Line(r"(x - y)^\top (x - y)", "the squared norm is an inner product"),
        Line(r"x^\top x - x^\top y - y^\top x + y^\top y", "multiplied out"),
        Line(r"\lVert x \rVert^2 - 2 x^\top y + \lVert y \rVert^2", "yᵀx = xᵀy, a number"),
    ),
    near_misses=(
        NearMiss(r"\lVert x - y \rVert^2 = \lVert x \rVert^2 - \lVert y \rVert^2",
                 "squares of differences are not differences of squares"),
        NearMiss(r"\lVert x - y \rVert^2 = \lVert x \rVert^2 + \lVert y \rVert^2", "Pythagoras, which needs xᵀy = 0"),
        NearMiss(r"\lVert x + y \rVert = \lVert x \rVert + \lVert y \rVert",
                 "the triangle inequality is no equation"),
        NearMiss(r"\lVert x - y \rVert^2 = \lVert x \rVert^2 - x^\top y + \lVert y \rVert^2",
                 "one of the two mixed terms"),
    ),
)
