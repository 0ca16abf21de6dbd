r"""The latent code's divergence from a standard normal, with ρ = log σ².
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.gaussian_kl",
    title="Kullback-Leibler divergence of a diagonal Gaussian",
    statement=r"\nabla_\mu D = \mu",
    given=(r"\mu, \rho \in \mathbb{R}^n",
           r"D = \frac{1}{2} \sum_{i=1}^n \left(\mu_i^2 + e^{\rho_i} - \rho_i - 1\right)",),
    source="Kingma, Welling, Auto-Encoding Variational Bayes (2014), (10), appendix B",
    proof=(
        Line(r"\frac{\partial D}{\partial \rho_j}"),
        Line(r"\frac{1}{2} \sum_{i=1}^n \left(e^{\rho_i} \delta_{ij} - \delta_{ij}\right)", "term by term"),
        Line(r"\frac{1}{2} \left(e^{\rho_j} - 1\right)", "the delta picks i = j"),
    ),
    near_misses=(
        NearMiss(r"\nabla_\mu D = 2 \mu", "the half is overlooked"),
        NearMiss(r"\frac{\partial D}{\partial \rho_j} = e^{\rho_j} - 1", "the half is overlooked"),
        NearMiss(r"\frac{\partial D}{\partial \rho_j} = \frac{1}{2} \left(e^{\rho_j} + 1\right)",
                 "sign of the entropy's part"),
        NearMiss(r"\nabla_\mu D = \mathbf{1}^\top \mu", "summed over the entries", expects="shape"),
    ),
)
