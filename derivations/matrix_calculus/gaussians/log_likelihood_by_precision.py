r"""Gaussian log-likelihood: gradient by the precision.

Λ is d×d with det Λ > 0, its entries being independent variables.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.gaussians.log_likelihood_by_precision",
    title="Gaussian log-likelihood: gradient by the precision",
    statement=r"\nabla_\Lambda \left(\frac{N}{2} \log \det \Lambda - \frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top "
              r"\Lambda (x_i - \mu)\right) = \frac{N}{2} \Lambda^{-\top} - \frac{1}{2} \sum_{i=1}^N (x_i - \mu) (x_i "
              r"- \mu)^\top",
    given=(
        r"x_1, \dots, x_N \in \mathbb{R}^d",
        r"\mu \in \mathbb{R}^d",
        r"\Lambda \in \mathbb{R}^{d \times d}",
        r"\det \Lambda > 0",
    ),
    source="Murphy, Machine Learning: A Probabilistic Perspective, 4.1.3.1",
    layout="denominator",
    proof=(
        Line(r"\nabla_\Lambda \left(\frac{N}{2} \log \det \Lambda - \frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top "
             r"\Lambda (x_i - \mu)\right)"),
        Line(r"\frac{N}{2} \nabla_\Lambda \log \det \Lambda - \frac{1}{2} \sum_{i=1}^N \nabla_\Lambda (x_i - "
             r"\mu)^\top \Lambda (x_i - \mu)",
             "term by term"),
        Line(r"\frac{N}{2} \Lambda^{-\top} - \frac{1}{2} \sum_{i=1}^N (x_i - \mu) (x_i - \mu)^\top",
             "the gradients of log det and of a form by its matrix"),
    ),
    near_misses=(
        NearMiss(r"\nabla_\Lambda \frac{N}{2} \log \det \Lambda = \frac{N}{2} \Lambda^\top", "the inverse is lost"),
        NearMiss(r"\nabla_\Lambda \left(-\frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda (x_i - \mu)\right) = "
                 r"-\frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top (x_i - \mu) I",
                 "the inner product for the outer one"),
        NearMiss(r"\nabla_\Lambda \left(-\frac{1}{2} \sum_{i=1}^N (x_i - \mu)^\top \Lambda (x_i - \mu)\right) = "
                 r"-\sum_{i=1}^N (x_i - \mu) (x_i - \mu)^\top",
                 "the factor ½ is lost"),
    ),
)
