r"""Gradient of the Euclidean norm.

x and a have n entries and differ: at x = a the norm has a kink.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.gradient_of_norm",
    title="Gradient of the Euclidean norm",
    statement=r"\nabla_x \lVert x - a \rVert_2 = \frac{x - a}{\lVert x - a \rVert_2}",
    given=(r"x, a \in \mathbb{R}^n", r"x \ne a"),
    source="Matrix Cookbook (129)",
    layout="denominator",
    proof=(
        Line(r"\nabla_x \lVert x - a \rVert_2"),
        Line(r"\frac{1}{2 \sqrt{(x - a)^\top (x - a)}} \nabla_x \left((x - a)^\top (x - a)\right)",
             "the chain rule for the square root"),
        Line(r"\frac{2 (x - a)}{2 \lVert x - a \rVert_2}", "the gradient of the squared norm"),
        Line(r"\frac{x - a}{\lVert x - a \rVert_2}", "the 2 cancels: a vector of length 1"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x \lVert x - a \rVert_2 = \frac{x - a}{\lVert x - a \rVert_2^2}", "the square is kept"),
        NearMiss(r"\nabla_x \lVert x - a \rVert_2 = \frac{x - a}{2 \lVert x - a \rVert_2}",
                 "the inner derivative's 2 is lost"),
        NearMiss(r"\nabla_x \lVert x - a \rVert_2 = 2 (x - a)", "the gradient of the squared norm"),
        NearMiss(r"\nabla_x \lVert x - a \rVert_2 = \frac{x}{\lVert x \rVert_2}", "a is lost"),
    ),
)
