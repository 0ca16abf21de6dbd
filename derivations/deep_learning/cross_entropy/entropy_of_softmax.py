r"""The entropy H of a softmax, as it stands in entropy bonuses of policy gradients.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.entropy_of_softmax",
    title="Gradient of the entropy of a softmax",
    statement=r"\frac{\partial H}{\partial z_i} = -p_i (\log p_i + H)",
    given=(r"z \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",
           r"H = -\sum_{k=1}^K p_k \log p_k",),
    source="Williams, Peng, Function optimization using connectionist reinforcement learning (1991)",
    proof=(
        Line(r"\frac{\partial H}{\partial z_i}"),
        Line(r"-\sum_{k=1}^K (\log p_k + 1) \frac{\partial p_k}{\partial z_i}", "product rule for p log p"),
        Line(r"-\sum_{k=1}^K (\log p_k + 1) p_k (\delta_{ki} - p_i)", "Jacobian of the softmax"),
        Line(r"-(\log p_i + 1) p_i + p_i \sum_{k=1}^K (\log p_k + 1) p_k", "the delta picks k = i"),
        Line(r"-(\log p_i + 1) p_i + p_i (1 - H)", "definition of H; the p_k add up to 1"),
        Line(r"-p_i (\log p_i + H)", "collect"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial H}{\partial z_i} = -p_i (\log p_i + 1)", "the derivative by p_i alone, times p_i"),
        NearMiss(r"\frac{\partial H}{\partial z_i} = -\log p_i - 1", "the derivative by p_i for the one by z_i"),
        NearMiss(r"\frac{\partial H}{\partial z_i} = -p_i (\log p_i - H)", "sign of H"),
    ),
)
