r"""The log-likelihood of counts c_k under a softmax, as in a word model.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.categorical_likelihood",
    title="Gradient of a categorical log-likelihood",
    statement=r"\nabla_z \ell = c - N p",
    given=(r"z, c \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",
           r"\ell = \sum_{k=1}^K c_k \log p_k",
           r"N = \sum_{k=1}^K c_k",),
    source="Bishop, PRML, (2.29); Eisenstein, Introduction to NLP, 2.5",
    proof=(
        Line(r"\frac{\partial \ell}{\partial z_i}"),
        Line(r"\sum_{k=1}^K c_k (\delta_{ki} - p_i)", "derivative of the log-softmax"),
        Line(r"c_i - p_i \sum_{k=1}^K c_k", "the delta picks k = i"),
        Line(r"c_i - N p_i", "the counts add up to N"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z \ell = c - p", "the counts' sum is forgotten"),
        NearMiss(r"\nabla_z \ell = N p - c", "sign"),
        NearMiss(r"\nabla_z \ell = c - K p", "classes for counts"),
        NearMiss(r"\nabla_z \ell = \frac{c}{p}", "the derivative by p"),
    ),
)
