r"""Gaussian log-density: gradient by the covariance.

Σ is d×d with det Σ > 0, its entries being independent variables; x and μ have d
entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.gaussians.log_density_by_covariance",
    title="Gaussian log-density: gradient by the covariance",
    statement=r"\frac{\partial}{\partial \Sigma} \left(-\frac{1}{2} \log \det(\Sigma) - \frac{1}{2} (x - \mu)^\top "
              r"\Sigma^{-1} (x - \mu)\right) = -\frac{1}{2} \Sigma^{-\top} + \frac{1}{2} \Sigma^{-\top} (x - \mu) (x "
              r"- \mu)^\top \Sigma^{-\top}",
    given=(r"x, \mu \in \mathbb{R}^d", r"\Sigma \in \mathbb{R}^{d \times d}", r"\det(\Sigma) > 0"),
    source="Matrix Cookbook (57) and (61), section 8.1",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial \Sigma} \left(-\frac{1}{2} \log \det(\Sigma) - \frac{1}{2} (x - \mu)^\top "
             r"\Sigma^{-1} (x - \mu)\right)"),
        Line(r"-\frac{1}{2} \Sigma^{-\top} - \frac{1}{2} \left(-\Sigma^{-\top} (x - \mu) (x - \mu)^\top "
             r"\Sigma^{-\top}\right)",
             "the gradients of log det and of aᵀΣ⁻¹b"),
        Line(r"-\frac{1}{2} \Sigma^{-\top} + \frac{1}{2} \Sigma^{-\top} (x - \mu) (x - \mu)^\top \Sigma^{-\top}",
             "two signs"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial \Sigma} (x - \mu)^\top \Sigma^{-1} (x - \mu) = (x - \mu) (x - \mu)^\top",
                 "the inverse is overlooked"),
        NearMiss(r"\frac{\partial}{\partial \Sigma} (x - \mu)^\top \Sigma^{-1} (x - \mu) = \Sigma^{-\top} (x - \mu) "
                 r"(x - \mu)^\top \Sigma^{-\top}",
                 "the sign of the derivative of an inverse"),
        NearMiss(r"\frac{\partial}{\partial \Sigma} (x - \mu)^\top \Sigma^{-1} (x - \mu) = -\Sigma^{-2} (x - \mu) (x "
                 r"- \mu)^\top",
                 "as for numbers"),
    ),
)
