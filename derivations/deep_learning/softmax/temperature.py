r"""A softmax with temperature τ > 0: sharper for small τ, flatter for large.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.temperature",
    title="Softmax with temperature",
    statement=r"\frac{\partial p}{\partial z} = \frac{1}{\tau} \left(\operatorname{diag}(p) - p p^\top\right)",
    given=(r"z \in \mathbb{R}^K",
           r"\tau \in \mathbb{R}, \tau > 0",
           r"p = \operatorname{softmax}(z / \tau)",),
    layout="numerator",
    source="Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural Network (2015), (1)",
    proof=(
        Line(r"\frac{\partial p_i}{\partial \tau}"),
        Line(r"-\frac{1}{\tau^2} \sum_{j=1}^K p_i (\delta_{ij} - p_j) z_j",
             "chain rule through u = z/τ, ∂u_j/∂τ = -z_j/τ²"),
        Line(r"-\frac{p_i}{\tau^2} \left(z_i - \sum_{j=1}^K p_j z_j\right)", "the delta picks j = i"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p p^\top",
                 "the inner derivative 1/τ is lost"),
        NearMiss(r"\frac{\partial p}{\partial z} = \tau \left(\operatorname{diag}(p) - p p^\top\right)",
                 "τ instead of 1/τ"),
        NearMiss(r"\frac{\partial p_i}{\partial \tau} = \frac{p_i}{\tau^2} \left(z_i - \sum_{j=1}^K p_j z_j\right)",
                 "sign: 1/τ falls as τ grows"),
        NearMiss(r"\frac{\partial p_i}{\partial \tau} = -\frac{p_i}{\tau^2} z_i", "the mean of z under p is forgotten"),
    ),
)
