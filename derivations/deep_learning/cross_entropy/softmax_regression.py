r"""Softmax regression: one linear layer under softmax and cross-entropy.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.softmax_regression",
    title="Gradients of softmax regression",
    statement=r"\nabla_W L = (p - y) x^\top",
    also=(r"\nabla_b L = p - y",
          r"\nabla_x L = W^\top (p - y)",),
    given=(r"W \in \mathbb{R}^{K \times d}",
           r"x \in \mathbb{R}^d",
           r"b, y \in \mathbb{R}^K",
           r"\mathbf{1}^\top y = 1",
           r"z = W x + b",
           r"p = \operatorname{softmax}(z)",
           r"L = -\sum_{k=1}^K y_k \log p_k",),
    source="CS229 notes, 9.3; Bishop, PRML, (4.109); CS224n, gradient notes",
    proof=(
        Line(r"\frac{\partial L}{\partial W_{ij}}"),
        Line(r"\sum_{k=1}^K \frac{\partial L}{\partial z_k} \frac{\partial z_k}{\partial W_{ij}}",
             "chain rule through the scores"),
        Line(r"\sum_{k=1}^K (p_k - y_k) \delta_{ki} x_j", "gradient by the scores; z_k holds row k of W only"),
        Line(r"(p_i - y_i) x_j", "the delta picks k = i"),
        Line(r"\left((p - y) x^\top\right)_{ij}", "entries of an outer product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_W L = x (p - y)^\top", "transposed: the gradient has the shape of W", expects="shape"),
        NearMiss(r"\nabla_W L = (y - p) x^\top", "sign"),
        NearMiss(r"\nabla_b L = (p - y)^\top x", "the bias's gradient multiplied by the input", expects="shape"),
        NearMiss(r"\nabla_x L = W (p - y)", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_W L = p x^\top - y", "bracket lost", expects="shape"),
        NearMiss(r"\nabla_W L = p x^\top", "targets forgotten"),
    ),
)
