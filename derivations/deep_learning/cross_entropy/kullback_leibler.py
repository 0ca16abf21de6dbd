r"""KL(q‖p) and the cross-entropy differ by the entropy of q, which does not depend on the scores.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.kullback_leibler",
    title="Gradient of the Kullback-Leibler divergence by the scores",
    statement=r"\nabla_z D = p - q",
    also=(r"D = \sum_{k=1}^K q_k \log q_k - \sum_{k=1}^K q_k \log p_k",),
    given=(r"z, q \in \mathbb{R}^K",
           r"q > 0, \quad \mathbf{1}^\top q = 1",
           r"p = \operatorname{softmax}(z)",
           r"D = \sum_{k=1}^K q_k \log \frac{q_k}{p_k}",),
    source="Goodfellow, Bengio, Courville, Deep Learning, (3.50), (3.51)",
    proof=(
        Line(r"\nabla_z D"),
        Line(r"\nabla_z \left(\sum_{k=1}^K q_k \log q_k - \sum_{k=1}^K q_k \log p_k\right)", "logarithm of a quotient"),
        Line(r"-\nabla_z \sum_{k=1}^K q_k \log p_k", "the entropy of q is constant"),
        Line(r"p - q", "gradient of the cross-entropy"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z D = q - p", "sign"),
        NearMiss(r"\nabla_z D = -\frac{q}{p}", "the derivative by p taken for the one by z"),
        NearMiss(r"\nabla_z D = \log p - \log q + p", "the other divergence, KL(p‖q), by p"),
    ),
)
