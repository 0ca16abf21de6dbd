r"""Ridge regression: gradient, Hessian and optimum.

X is N×d, λ > 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.ridge",
    title="Ridge regression: gradient, Hessian and optimum",
    statement=r"\nabla_w \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right) = 2 (X^\top X + \lambda I) "
              r"w - 2 X^\top y",
    given=(
        r"X \in \mathbb{R}^{N \times d}",
        r"w \in \mathbb{R}^d",
        r"y \in \mathbb{R}^N",
        r"\lambda \in \mathbb{R}, \lambda > 0",
    ),
    source="Bishop, Pattern Recognition and Machine Learning, (3.27), (3.28)",
    layout="denominator",
    also=(
        r"\nabla_w^2 \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right) = 2 (X^\top X + \lambda I)",
        r"(X^\top X + \lambda I) (X^\top X + \lambda I)^{-1} X^\top y = X^\top y",
    ),
    proof=(
        Line(r"\nabla_w \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right)"),
        Line(r"2 X^\top (X w - y) + 2 \lambda w", "the gradients of both terms"),
        Line(r"2 (X^\top X + \lambda I) w - 2 X^\top y", "the terms with w together"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right) = 2 X^\top (X w - y) + "
                 r"\lambda w",
                 "the 2 of the second term is lost"),
        NearMiss(r"\nabla_w \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right) = 2 X^\top (X w - y)",
                 "the penalty is forgotten"),
        NearMiss(r"\nabla_w^2 \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right) = 2 X^\top X + "
                 r"\lambda I",
                 "the 2 of the second term is lost"),
        NearMiss(r"\nabla_w \left(\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2\right) = 2 X^\top (X w - y) + "
                 r"2 \lambda \mathbf{1}",
                 "the derivative of the squared norm is taken for 2"),
    ),
)
