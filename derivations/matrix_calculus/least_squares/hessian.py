r"""Hessian of the squared error.

X is N×d: the Hessian is a Gram matrix, d×d, and does not depend on w.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.hessian",
    title="Hessian of the squared error",
    statement=r"\nabla_w^2 \lVert X w - y \rVert^2 = 2 X^\top X",
    given=(r"X \in \mathbb{R}^{N \times d}", r"w \in \mathbb{R}^d", r"y \in \mathbb{R}^N"),
    source="Boyd and Vandenberghe, Convex Optimization, A.4.3",
    layout="denominator",
    also=(
        r"\frac{\partial^2}{\partial w_i \partial w_j} \lVert X w - y \rVert^2 = 2 \sum_{n=1}^N X_{ni} X_{nj}",
    ),
    proof=(
        Line(r"\nabla_w^2 \lVert X w - y \rVert^2"),
        Line(r"\frac{\partial}{\partial w} \left(2 X^\top (X w - y)\right)", "the gradient once more"),
        Line(r"2 X^\top X", "it is affine in w"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w^2 \lVert X w - y \rVert^2 = 2 X X^\top", "the order of the factors", expects="shape"),
        NearMiss(r"\nabla_w^2 \lVert X w - y \rVert^2 = 2 X X^\top",
                 "the order of the factors",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"w, y \in \mathbb{R}^n")),
        NearMiss(r"\nabla_w^2 \lVert X w - y \rVert^2 = X^\top X", "the 2 is lost"),
        NearMiss(r"\nabla_w^2 \frac{1}{2} \lVert X w - y \rVert^2 = 2 X^\top X", "the factor ½ is forgotten"),
    ),
)
