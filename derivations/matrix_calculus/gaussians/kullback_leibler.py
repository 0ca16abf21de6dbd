r"""Divergence between Gaussians: gradients by mean and covariance.

μ and ν have d entries, Σ and Θ are d×d and positive definite; twice the divergence of
N(μ, Σ) from N(ν, Θ) is tr(Θ⁻¹Σ) + (ν - μ)ᵀΘ⁻¹(ν - μ) - d + log det Θ - log det Σ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.gaussians.kullback_leibler",
    title="Divergence between Gaussians: gradients by mean and covariance",
    statement=r"\nabla_\mu K = -\Theta^{-1} (\nu - \mu)",
    given=(
        r"\mu, \nu \in \mathbb{R}^d",
        r"\Sigma, \Theta \in \mathbb{R}^{d \times d}",
        r"\Sigma, \Theta \text{ positive definite}",
        r"K = \frac{1}{2} \left(\operatorname{tr}(\Theta^{-1} \Sigma) + (\nu - \mu)^\top \Theta^{-1} (\nu - \mu) - d "
            r"+ \log \det \Theta - \log \det \Sigma\right)",
    ),
    source="Duchi, Derivations for linear algebra and optimization, section 9; Kingma and Welling (2014), appendix B",
    layout="denominator",
    also=(r"\nabla_\Sigma K = \frac{1}{2} (\Theta^{-1} - \Sigma^{-1})",),
    proof=(
        Line(r"\nabla_\mu K"),
        Line(r"\frac{1}{2} \nabla_\mu (\nu - \mu)^\top \Theta^{-1} (\nu - \mu)",
             "the other terms do not depend on μ"),
        Line(r"-\frac{1}{2} (\Theta^{-1} + \Theta^{-\top}) (\nu - \mu)",
             "the gradient of a quadratic form, the inner derivative -1"),
        Line(r"-\Theta^{-1} (\nu - \mu)", "Θ is symmetric"),
    ),
    near_misses=(
        NearMiss(r"\nabla_\mu K = \Theta^{-1} (\nu - \mu)", "the sign"),
        NearMiss(r"\nabla_\mu K = -\Sigma^{-1} (\nu - \mu)", "the wrong covariance"),
        NearMiss(r"\nabla_\Sigma K = \frac{1}{2} (\Theta^{-1} + \Sigma^{-1})", "the sign of log det"),
    ),
)
