r"""Softmax and cross-entropy together: the gradient by the scores is p - y.

The targets need to add up to 1; a one-hot vector is the usual case.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.gradient_by_scores",
    title="Gradient of the cross-entropy by the scores",
    statement=r"\nabla_z L = p - y",
    also=(r"\frac{\partial L}{\partial z_i} = p_i - y_i",),
    given=(r"z, y \in \mathbb{R}^K",
           r"y \ge 0, \quad \mathbf{1}^\top y = 1",
           r"p = \operatorname{softmax}(z)",
           r"L = -\sum_{k=1}^K y_k \log p_k",),
    source="Goodfellow, Bengio, Courville, Deep Learning, 6.2.2.3; Bishop, PRML, (4.109); CS231n notes, softmax "
           "classifie",
    proof=(
        Line(r"\frac{\partial L}{\partial z_i}"),
        Line(r"-\sum_{k=1}^K \frac{y_k}{p_k} \frac{\partial p_k}{\partial z_i}", "chain rule through every p_k"),
        Line(r"-\sum_{k=1}^K \frac{y_k}{p_k} p_k (\delta_{ki} - p_i)", "Jacobian of the softmax"),
        Line(r"-\sum_{k=1}^K y_k \delta_{ki} + p_i \sum_{k=1}^K y_k", "p_k cancels; distribute"),
        Line(r"-y_i + p_i \sum_{k=1}^K y_k", "the delta picks k = i"),
        Line(r"p_i - y_i", "the targets add up to 1"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z L = y - p", "sign"),
        NearMiss(r"\nabla_z L = -\frac{y}{p}",
                 "the derivative by p taken for the one by z: the softmax's Jacobian is left out"),
        NearMiss(r"\nabla_z L = p", "the targets are forgotten"),
        NearMiss(r"\nabla_z L = p \odot (1 - p) \odot (p - y)", "the squared error's factor of slopes carried over"),
        NearMiss(r"\nabla_z L = p - y",
                 "true only if the targets add up to 1",
                 given=(r"z, y \in \mathbb{R}^K", r"p = \operatorname{softmax}(z)", r"L = -\sum_{k=1}^K y_k \log p_k",),
                 variant="any targets"),
    ),
)
