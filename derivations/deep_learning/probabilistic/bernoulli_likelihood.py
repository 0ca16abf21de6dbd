r"""The log-likelihood of independent coin tosses: a product over the samples becomes a sum.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.bernoulli_likelihood",
    title="The log-likelihood of coin tosses",
    statement=r"\log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i} = \sum_{i=1}^N \left( y_i \log p + (1-y_i) \log(1-p) \right)",
    given=(r"p \in (0,1)", r"y \in \{0,1\}^N"),
    also=(
        r"\frac{\partial}{\partial p} \log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i} = "
        r"\frac{1}{p} \sum_{i=1}^N y_i - \frac{1}{1-p} \left( N - \sum_{i=1}^N y_i \right)",
    ),
    source="Bishop, Pattern Recognition and Machine Learning, (2.5), (2.6)",
    proof=(
        Line(r"\log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i}"),
        Line(r"\sum_{i=1}^N \log\left( p^{y_i} (1-p)^{1-y_i} \right)", "the logarithm of a product"),
        Line(r"\sum_{i=1}^N \left( y_i \log p + (1-y_i) \log(1-p) \right)", "the logarithm of a power"),
    ),
    near_misses=(
        NearMiss(r"\log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i} = \prod_{i=1}^N \left( y_i \log p + (1-y_i) \log(1-p) \right)",
                 "the logarithm of a product is a sum"),
        NearMiss(r"\log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i} = \sum_{i=1}^N y_i \log p", "the failures are forgotten"),
        NearMiss(r"\log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i} = \sum_{i=1}^N \left( y_i \log p - (1-y_i) \log(1-p) \right)",
                 "a sign"),
        NearMiss(r"\log \prod_{i=1}^N p^{y_i} (1-p)^{1-y_i} = \sum_{i=1}^N \left( (1-y_i) \log p + y_i \log(1-p) \right)",
                 "the outcomes exchanged"),
    ),
)
