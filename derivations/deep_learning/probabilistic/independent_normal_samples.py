r"""The log-likelihood of independent samples of one normal distribution.
"""
from derivations.theorem import Line, NearMiss, Theorem

LIKELIHOOD = r"\prod_{i=1}^N \frac{1}{\sqrt{2\pi\sigma^2}} e^{-\frac{(x_i-\mu)^2}{2\sigma^2}}"

THEOREM = Theorem(
    name="deep_learning.probabilistic.independent_normal_samples",
    title="Independent samples of a normal distribution",
    statement=rf"\log {LIKELIHOOD} = -\frac{{N}}{{2}} \log(2\pi\sigma^2) - \frac{{1}}{{2\sigma^2}} \sum_{{i=1}}^N (x_i-\mu)^2",
    given=(r"x \in \mathbb{R}^N", r"\mu, \sigma \in \mathbb{R}", r"\sigma > 0"),
    also=(
        rf"\frac{{\partial}}{{\partial \mu}} \log {LIKELIHOOD} = \frac{{1}}{{\sigma^2}} \sum_{{i=1}}^N (x_i - \mu)",
        rf"\frac{{\partial}}{{\partial \sigma}} \log {LIKELIHOOD} = -\frac{{N}}{{\sigma}} + \frac{{1}}{{\sigma^3}} \sum_{{i=1}}^N (x_i - \mu)^2",
    ),
    source="Bishop, Pattern Recognition and Machine Learning, (1.53), (1.54)",
    proof=(
        Line(rf"\log {LIKELIHOOD}"),
        Line(r"\sum_{i=1}^N \left( \log\frac{1}{\sqrt{2\pi\sigma^2}} - \frac{(x_i-\mu)^2}{2\sigma^2} \right)", "the logarithm of a product"),
        Line(r"-\frac{N}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{i=1}^N (x_i-\mu)^2", "N equal terms"),
    ),
    near_misses=(
        NearMiss(rf"\log {LIKELIHOOD} = -\frac{{1}}{{2}} \log(2\pi\sigma^2) - \frac{{1}}{{2\sigma^2}} \sum_{{i=1}}^N (x_i-\mu)^2",
                 "the constant stands once for each sample"),
        NearMiss(rf"\log {LIKELIHOOD} = -\frac{{N}}{{2}} \log(2\pi\sigma^2) + \frac{{1}}{{2\sigma^2}} \sum_{{i=1}}^N (x_i-\mu)^2", "a sign"),
        NearMiss(rf"\log {LIKELIHOOD} = -\frac{{N}}{{2}} \log(2\pi\sigma) - \frac{{1}}{{2\sigma^2}} \sum_{{i=1}}^N (x_i-\mu)^2",
                 "σ for σ²"),
        NearMiss(rf"\log {LIKELIHOOD} = -N \log(2\pi\sigma^2) - \frac{{1}}{{2\sigma^2}} \sum_{{i=1}}^N (x_i-\mu)^2", "the root is forgotten"),
    ),
)
