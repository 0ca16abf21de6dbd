r"""The log-likelihood of N samples from a normal distribution, by mean and precision τ = 1/σ².
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.gaussian_likelihood",
    title="Gaussian log-likelihood",
    statement=r"\frac{\partial \ell}{\partial \mu} = \tau \sum_{i=1}^N (x_i - \mu)",
    also=(r"\frac{\partial \ell}{\partial \tau} = \frac{N}{2 \tau} - \frac{1}{2} \sum_{i=1}^N (x_i - \mu)^2",),
    given=(r"x \in \mathbb{R}^N",
           r"\mu \in \mathbb{R}",
           r"\tau \in \mathbb{R}, \tau > 0",
           r"\ell = \frac{N}{2} \log \tau - \frac{\tau}{2} \sum_{i=1}^N (x_i - \mu)^2",),
    source="Bishop, PRML, (2.121); Goodfellow, Bengio, Courville, Deep Learning, (5.65)",
    proof=(
        Line(r"\frac{\partial \ell}{\partial \mu}"),
        Line(r"-\frac{\tau}{2} \sum_{i=1}^N 2 (x_i - \mu) (-1)", "chain rule"),
        Line(r"\tau \sum_{i=1}^N (x_i - \mu)", "signs and factors"),
        Line(r"\tau \left(\sum_{i=1}^N x_i - N \mu\right)", "μ stands in N terms"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \ell}{\partial \mu} = -\tau \sum_{i=1}^N (x_i - \mu)", "inner derivative's sign"),
        NearMiss(r"\frac{\partial \ell}{\partial \mu} = \tau \left(\sum_{i=1}^N x_i - \mu\right)",
                 "μ stands in every term of the sum"),
        NearMiss(r"\frac{\partial \ell}{\partial \tau} = \frac{1}{2 \tau} - \frac{1}{2} \sum_{i=1}^N (x_i - \mu)^2",
                 "N is lost"),
    ),
)
