r"""The score of a categorical distribution has mean 0: the baseline of policy gradients changes nothing.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.score_function",
    title="The score has mean zero",
    statement=r"\sum_{k=1}^K p_k \nabla_z \log p_k = 0",
    also=(r"\sum_{k=1}^K p_k b \nabla_z \log p_k = 0",),
    given=(r"z \in \mathbb{R}^K",
           r"b \in \mathbb{R}",
           r"p = \operatorname{softmax}(z)",),
    source="Williams (1992); Sutton, Barto, Reinforcement Learning, 13.4",
    proof=(
        Line(r"\sum_{k=1}^K p_k \frac{\partial \log p_k}{\partial z_i}"),
        Line(r"\sum_{k=1}^K p_k (\delta_{ki} - p_i)", "derivative of the log-softmax"),
        Line(r"p_i - p_i \sum_{k=1}^K p_k", "the delta picks k = i"),
        Line(r"0", "the p_k add up to 1"),
    ),
    near_misses=(
        NearMiss(r"\sum_{k=1}^K \nabla_z \log p_k = 0", "the plain sum, not the mean under p"),
        NearMiss(r"\sum_{k=1}^K p_k \nabla_z \log p_k = p", "only the first part"),
        NearMiss(r"\sum_{k=1}^K p_k \log p_k = 0", "the mean of the logarithm itself: minus the entropy"),
    ),
)
