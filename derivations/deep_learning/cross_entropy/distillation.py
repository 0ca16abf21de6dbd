r"""Distillation: the student's p follows the teacher's q at temperature T; the factor
T² keeps the gradient's size.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.distillation",
    title="Gradient of the distillation loss",
    statement=r"\nabla_z L = T (p - q)",
    given=(r"z, v \in \mathbb{R}^K",
           r"T \in \mathbb{R}, T > 0",
           r"p = \operatorname{softmax}(z / T)",
           r"q = \operatorname{softmax}(v / T)",
           r"L = -T^2 \sum_{k=1}^K q_k \log p_k",),
    source="Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural Network (2015), (2)",
    proof=(
        Line(r"\frac{\partial L}{\partial z_i}"),
        Line(r"-T^2 \sum_{k=1}^K \frac{q_k}{p_k} \frac{\partial p_k}{\partial z_i}",
             "chain rule; the teacher is constant"),
        Line(r"-T^2 \sum_{k=1}^K \frac{q_k}{p_k} \frac{1}{T} p_k (\delta_{ki} - p_i)", "softmax with temperature"),
        Line(r"-T \left(q_i - p_i \sum_{k=1}^K q_k\right)", "cancel; the delta picks k = i"),
        Line(r"T (p_i - q_i)", "the teacher's probabilities add up to 1"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z L = T^2 (p - q)", "the inner derivative 1/T is lost"),
        NearMiss(r"\nabla_z L = p - q", "T² is taken to cancel entirely"),
        NearMiss(r"\nabla_z L = T (q - p)", "sign"),
        NearMiss(r"\nabla_z L = \frac{1}{T} (p - q)", "the factor T² is left out"),
    ),
)
