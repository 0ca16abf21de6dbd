r"""A bilinear form xᵀWy, as scores of pairs are computed.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.bilinear",
    title="Gradients of a bilinear layer",
    statement=r"\nabla_W (x^\top W y) = x y^\top",
    also=(r"\nabla_x (x^\top W y) = W y",
          r"\nabla_y (x^\top W y) = W^\top x",),
    given=(r"W \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^m",
           r"y \in \mathbb{R}^n",),
    source="Petersen, Pedersen, The Matrix Cookbook, (70); Luong, Pham, Manning (2015), (8)",
    proof=(
        Line(r"\frac{\partial}{\partial W_{ij}} x^\top W y"),
        Line(r"\frac{\partial}{\partial W_{ij}} \sum_{k=1}^m \sum_{l=1}^n x_k W_{kl} y_l", "entries"),
        Line(r"\sum_{k=1}^m \sum_{l=1}^n x_k \delta_{ki} \delta_{lj} y_l", "∂W_kl/∂W_ij"),
        Line(r"x_i y_j", "the deltas pick k = i and l = j"),
    ),
    near_misses=(
        NearMiss(r"\nabla_W (x^\top W y) = y x^\top", "transposed", expects="shape"),
        NearMiss(r"\nabla_x (x^\top W y) = W^\top y", "transpose too many", expects="shape"),
        NearMiss(r"\nabla_y (x^\top W y) = W x", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_W (x^\top W y) = x^\top y", "inner product for outer product", expects="shape"),
        NearMiss(r"\nabla_W (x^\top W y) = 2 x y^\top", "as if W stood squared"),
    ),
)
