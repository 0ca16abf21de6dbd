r"""Label smoothing mixes the targets with the uniform distribution; they still add up to 1.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.label_smoothing",
    title="Label smoothing",
    statement=r"\nabla_z L = p - (1 - \alpha) y - \frac{\alpha}{K} \mathbf{1}",
    also=(r"\mathbf{1}^\top \tilde{y} = 1",),
    given=(r"z, y \in \mathbb{R}^K",
           r"\mathbf{1}^\top y = 1",
           r"\alpha \in \mathbb{R}",
           r"p = \operatorname{softmax}(z)",
           r"\tilde{y} = (1 - \alpha) y + \frac{\alpha}{K} \mathbf{1}",
           r"L = -\sum_{k=1}^K \tilde{y}_k \log p_k",),
    source="Szegedy et al., Rethinking the Inception Architecture (2016), section 7",
    proof=(
        Line(r"\frac{\partial L}{\partial z_i}"),
        Line(r"p_i \sum_{k=1}^K \tilde{y}_k - \tilde{y}_i", "gradient of the cross-entropy for any targets"),
        Line(r"p_i - \tilde{y}_i", "smoothed targets add up to (1-α) + α = 1"),
        Line(r"p_i - (1 - \alpha) y_i - \frac{\alpha}{K}", "definition of the smoothed targets"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z L = p - y", "smoothing is forgotten"),
        NearMiss(r"\nabla_z L = p - (1 - \alpha) y - \alpha \mathbf{1}", "α is not shared among the K classes"),
        NearMiss(r"\nabla_z L = (1 - \alpha) (p - y)", "only the first part of the mixture"),
        NearMiss(r"\mathbf{1}^\top \tilde{y} = 1 - \alpha", "the uniform part is left out of the sum"),
    ),
)
