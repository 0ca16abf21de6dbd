r"""The same divergence by standard deviations: log σ² = 2 log σ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.gaussian_kl_by_scale",
    title="Kullback-Leibler divergence by the standard deviations",
    statement=r"\frac{\partial D}{\partial s_j} = s_j - \frac{1}{s_j}",
    given=(r"\mu, s \in \mathbb{R}^n",
           r"s > 0",
           r"D = \frac{1}{2} \sum_{i=1}^n \left(\mu_i^2 + s_i^2 - \log s_i^2 - 1\right)",),
    source="Kingma, Welling, Auto-Encoding Variational Bayes (2014), (10)",
    proof=(
        Line(r"\frac{\partial D}{\partial s_j}"),
        Line(r"\frac{1}{2} \left(2 s_j - \frac{2 s_j}{s_j^2}\right)",
             "only the term i = j; chain rule for the logarithm"),
        Line(r"s_j - \frac{1}{s_j}", "cancel"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial D}{\partial s_j} = s_j - \frac{1}{s_j^2}", "inner derivative 2s is lost"),
        NearMiss(r"\frac{\partial D}{\partial s_j} = s_j - \frac{1}{2 s_j}", "the half stands before both"),
        NearMiss(r"\frac{\partial D}{\partial s_j} = s_j + \frac{1}{s_j}", "sign"),
    ),
)
