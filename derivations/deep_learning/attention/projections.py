r"""Scores from projections: (W_Q x)ᵀ(W_K y) is bilinear in the two inputs.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.attention.projections",
    title="Gradients of attention scores by their projections",
    statement=r"\nabla_{W_Q} s = W_K y x^\top",
    also=(r"\nabla_{W_K} s = W_Q x y^\top",
          r"\nabla_x s = W_Q^\top W_K y",),
    given=(r"x, y \in \mathbb{R}^d",
           r"W_Q, W_K \in \mathbb{R}^{p \times d}",
           r"s = (W_Q x)^\top W_K y",),
    source="Vaswani et al., Attention Is All You Need (2017), 3.2.2",
    proof=(
        Line(r"\frac{\partial s}{\partial (W_Q)_{ij}}"),
        Line(r"\frac{\partial}{\partial (W_Q)_{ij}} \sum_{k=1}^p \sum_{l=1}^d (W_Q)_{kl} x_l (W_K y)_k", "entries"),
        Line(r"(W_K y)_i x_j", "only k = i, l = j"),
        Line(r"\left(W_K y x^\top\right)_{ij}", "entries of an outer product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_{W_Q} s = W_K x y^\top", "inputs exchanged"),
        NearMiss(r"\nabla_{W_Q} s = x (W_K y)^\top", "transposed", expects="shape"),
        NearMiss(r"\nabla_{W_K} s = W_K x y^\top", "the wrong projection"),
        NearMiss(r"\nabla_x s = W_K^\top W_Q y", "projections exchanged"),
    ),
)
