r"""Targets that do not add up to 1 weigh the softmax by their sum.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.any_targets",
    title="Gradient of the cross-entropy for arbitrary weights",
    statement=r"\nabla_z L = (\mathbf{1}^\top y) p - y",
    given=(r"z, y \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",
           r"L = -y^\top \log p",),
    source="Bishop, PRML, 4.3.4",
    proof=(
        Line(r"\nabla_z L"),
        Line(r"\nabla_z \left(-y^\top z + (\mathbf{1}^\top y) \log \sum_{k=1}^K e^{z_k}\right)",
             "logarithm of the softmax"),
        Line(r"-y + (\mathbf{1}^\top y) \nabla_z \log \sum_{k=1}^K e^{z_k}", "gradient of a linear function"),
        Line(r"-y + (\mathbf{1}^\top y) p", "gradient of log-sum-exp"),
        Line(r"(\mathbf{1}^\top y) p - y", "order of the terms"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z L = p - y", "the sum of the weights is taken to be 1"),
        NearMiss(r"\nabla_z L = K p - y", "the number of classes for the sum of the weights"),
        NearMiss(r"\nabla_z L = (\mathbf{1}^\top y) (p - y)", "the sum of the weights put before both terms"),
    ),
)
