r"""The score of a Gaussian and the Mahalanobis distance.

Σ is d×d and positive definite, x and μ have d entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.gaussians.score",
    title="The score of a Gaussian and the Mahalanobis distance",
    statement=r"\nabla_x \left(-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right) = -\Sigma^{-1} (x - \mu)",
    given=(
        r"x, \mu \in \mathbb{R}^d",
        r"\Sigma \in \mathbb{R}^{d \times d}",
        r"\Sigma \text{ positive definite}",
    ),
    source="Matrix Cookbook (86); Bishop, Pattern Recognition and Machine Learning, 2.3",
    layout="denominator",
    also=(r"\nabla_x^2 \left(-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right) = -\Sigma^{-1}",),
    proof=(
        Line(r"\nabla_x \left(-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right)"),
        Line(r"-\frac{1}{2} (\Sigma^{-1} + \Sigma^{-\top}) (x - \mu)", "the gradient of a quadratic form"),
        Line(r"-\Sigma^{-1} (x - \mu)", "the inverse of a symmetric matrix is symmetric"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x \left(-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right) = \Sigma^{-1} (x - \mu)",
                 "the sign"),
        NearMiss(r"\nabla_x \left(-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right) = -\Sigma (x - \mu)",
                 "the covariance for the precision"),
        NearMiss(r"\nabla_x \left(-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right) = -\Sigma^{-1} x",
                 "the mean is lost"),
    ),
)
