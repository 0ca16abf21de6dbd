r"""A sample as a smooth function of its parameters: z = μ + exp(ρ/2) ⊙ ε.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.reparametrisation",
    title="Jacobians of the reparametrisation",
    statement=r"\frac{\partial z}{\partial \rho} = \frac{1}{2} \operatorname{diag}(e^{\rho / 2} \odot \varepsilon)",
    also=(r"\frac{\partial z}{\partial \mu} = I",),
    given=(r"\mu, \rho, \varepsilon \in \mathbb{R}^n",
           r"z = \mu + e^{\rho / 2} \odot \varepsilon",),
    layout="numerator",
    source="Kingma, Welling, Auto-Encoding Variational Bayes (2014), 2.4",
    proof=(
        Line(r"\frac{\partial z_i}{\partial \rho_j}"),
        Line(r"\frac{\partial}{\partial \rho_j} e^{\rho_i / 2} \varepsilon_i", "μ does not depend on ρ"),
        Line(r"\frac{1}{2} \delta_{ij} e^{\rho_i / 2} \varepsilon_i", "chain rule"),
        Line(r"\frac{1}{2} \delta_{ij} (z_i - \mu_i)", "definition of z"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial z}{\partial \rho} = \operatorname{diag}(e^{\rho / 2} \odot \varepsilon)",
                 "inner derivative 1/2 is lost"),
        NearMiss(r"\frac{\partial z}{\partial \rho} = \frac{1}{2} \operatorname{diag}(\varepsilon)",
                 "the exponential is lost"),
        NearMiss(r"\frac{\partial z}{\partial \mu} = \mathbf{1}", "a vector of ones for the identity", expects="shape"),
        NearMiss(r"\frac{\partial z}{\partial \rho} = \frac{1}{2} e^{\rho / 2} \odot \varepsilon",
                 "the diagonal matrix is lost", expects="shape"),
    ),
)
