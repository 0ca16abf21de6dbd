r"""The logarithm of the softmax: log p = z - log Σ_k exp(z_k), with Jacobian I - 1 pᵀ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.log_softmax",
    title="Jacobian of the log-softmax",
    statement=r"\frac{\partial \log p}{\partial z} = I - \mathbf{1} p^\top",
    also=(r"\log p_i = z_i - \log \sum_{k=1}^K e^{z_k}",),
    given=(r"z \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",),
    layout="numerator",
    source="Goodfellow, Bengio, Courville, Deep Learning, (6.30)",
    proof=(
        Line(r"\frac{\partial \log p_i}{\partial z_j}"),
        Line(r"\frac{\partial}{\partial z_j} \left(z_i - \log \sum_{k=1}^K e^{z_k}\right)",
             "logarithm of the fraction"),
        Line(r"\delta_{ij} - \frac{1}{\sum_{k=1}^K e^{z_k}} \frac{\partial}{\partial z_j} \sum_{k=1}^K e^{z_k}",
             "chain rule for the logarithm"),
        Line(r"\delta_{ij} - \frac{e^{z_j}}{\sum_{k=1}^K e^{z_k}}", "of the sum only the term k = j depends on z_j"),
        Line(r"\delta_{ij} - p_j", "definition of the softmax"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \log p}{\partial z} = I - p \mathbf{1}^\top", "the transpose: p_i for p_j"),
        NearMiss(r"\frac{\partial \log p}{\partial z} = I - p p^\top", "mixed up with the softmax's own Jacobian"),
        NearMiss(r"\frac{\partial \log p}{\partial z} = \operatorname{diag}(p)^{-1}",
                 "1/p_i alone: the chain rule's second factor is lost"),
        NearMiss(r"\frac{\partial \log p}{\partial z} = I", "the normaliser is taken for a constant"),
    ),
)
