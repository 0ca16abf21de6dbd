r"""Least squares with weight decay: gradient, Hessian, and where the gradient vanishes.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.regularisation.ridge",
    title="Gradient and Hessian of ridge regression",
    statement=r"\nabla_w J = \frac{1}{N} X^\top (X w - y) + \lambda w",
    also=(r"\nabla_w^2 J = \frac{1}{N} X^\top X + \lambda I",),
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"y \in \mathbb{R}^N",
           r"\lambda \in \mathbb{R}, \lambda > 0",
           r"J = \frac{1}{2N} \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2",),
    source="Goodfellow, Bengio, Courville, Deep Learning, (7.2), (7.3); Bishop, PRML, (3.28)",
    proof=(
        Line(r"\nabla_w J"),
        Line(r"\frac{1}{2N} \nabla_w (X w - y)^\top (X w - y) + \frac{\lambda}{2} \nabla_w w^\top w",
             "norms as inner products"),
        Line(r"\frac{1}{2N} 2 X^\top (X w - y) + \frac{\lambda}{2} 2 w", "gradient of a square; chain rule"),
        Line(r"\frac{1}{N} X^\top (X w - y) + \lambda w", "halves cancel"),
        Line(r"\left(\frac{1}{N} X^\top X + \lambda I\right) w - \frac{1}{N} X^\top y", "collect w"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w J = \frac{1}{N} X^\top (X w - y) + 2 \lambda w",
                 "the half before the penalty is overlooked"),
        NearMiss(r"\nabla_w J = \frac{1}{N} X^\top (X w - y) + \lambda",
                 "the penalty's gradient without w", expects="refused"),
        NearMiss(r"\nabla_w J = \frac{1}{N} X (X w - y) + \lambda w", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_w^2 J = \frac{1}{N} X^\top X + \lambda w w^\top", "w wᵀ for the identity"),
        NearMiss(r"\nabla_w J = \frac{1}{N} X^\top X w - y + \lambda w", "brackets lost", expects="shape"),
    ),
)
