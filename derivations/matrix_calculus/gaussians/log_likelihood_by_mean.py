r"""Gaussian log-likelihood: gradient by the mean.

The N samples and the mean have d entries, Λ is the precision, positive definite.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.gaussians.log_likelihood_by_mean",
    title="Gaussian log-likelihood: gradient by the mean",
    statement=r"\nabla_\mu \left(\frac{N}{2} \log \det \Lambda - \frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda "
              r"(x_i - \mu)\right) = \Lambda \sum_{i=1}^N (x_i - \mu)",
    given=(
        r"x_1, \dots, x_N \in \mathbb{R}^d",
        r"\mu \in \mathbb{R}^d",
        r"\Lambda \in \mathbb{R}^{d \times d}",
        r"\Lambda \text{ positive definite}",
    ),
    source="Bishop, Pattern Recognition and Machine Learning, (2.120); Matrix Cookbook (369)",
    layout="denominator",
    proof=(
        Line(r"\nabla_\mu \left(\frac{N}{2} \log \det \Lambda - \frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda "
             r"(x_i - \mu)\right)"),
        Line(r"\frac{1}{2} \sum_{i=1}^N (\Lambda + \Lambda^\top) (x_i - \mu)",
             "the gradient of a quadratic form, and the inner derivative -1"),
        Line(r"\Lambda \sum_{i=1}^N (x_i - \mu)", "Λ is symmetric and does not depend on i"),
    ),
    near_misses=(
        NearMiss(r"\nabla_\mu \left(-\frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda (x_i - \mu)\right) = -\Lambda "
                 r"\sum_{i=1}^N (x_i - \mu)",
                 "the sign of the inner derivative"),
        NearMiss(r"\nabla_\mu \left(-\frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda (x_i - \mu)\right) = "
                 r"\sum_{i=1}^N (x_i - \mu)",
                 "the precision is lost"),
        NearMiss(r"\nabla_\mu \left(-\frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda (x_i - \mu)\right) = \Lambda "
                 r"\sum_{i=1}^N x_i - \Lambda \mu",
                 "μ is subtracted once instead of N times"),
    ),
)
