r"""A batch as rows, Y = XW + 1bᵀ, and any loss with the gradient G by Y.

The loss is taken as tr(GᵀY): to first order every loss is of that form.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.affine_of_a_batch",
    title="Backpropagation through an affine layer of a batch",
    statement=r"\frac{\partial L}{\partial W} = X^\top G",
    also=(r"\frac{\partial L}{\partial b} = G^\top \mathbf{1}",
          r"\frac{\partial L}{\partial X} = G W^\top",),
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"W \in \mathbb{R}^{d \times m}",
           r"b \in \mathbb{R}^m",
           r"G \in \mathbb{R}^{N \times m}",
           r"Y = X W + \mathbf{1} b^\top",
           r"L = \operatorname{tr}(G^\top Y)",),
    layout="denominator",
    source="CS231n notes, backpropagation for a linear layer (Johnson, 2017)",
    proof=(
        Line(r"\frac{\partial L}{\partial W_{kl}}"),
        Line(r"\sum_{i=1}^N \sum_{j=1}^m G_{ij} \frac{\partial Y_{ij}}{\partial W_{kl}}",
             "chain rule: ∂L/∂Y_ij = G_ij"),
        Line(r"\sum_{i=1}^N \sum_{j=1}^m G_{ij} X_{ik} \delta_{jl}", "Y_ij = Σ_k X_ik W_kj + b_j"),
        Line(r"\sum_{i=1}^N X_{ik} G_{il}", "the delta picks j = l"),
        Line(r"\left(X^\top G\right)_{kl}", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial L}{\partial W} = G X^\top", "order of the factors", expects="shape"),
        NearMiss(r"\frac{\partial L}{\partial W} = G^\top X", "transposed", expects="shape"),
        NearMiss(r"\frac{\partial L}{\partial b} = \mathbf{1}", "the upstream gradient is forgotten"),
        NearMiss(r"\frac{\partial L}{\partial b} = G \mathbf{1}",
                 "summed over features instead of samples", expects="shape"),
        NearMiss(r"\frac{\partial L}{\partial X} = W^\top G", "order of the factors", expects="shape"),
        NearMiss(r"\frac{\partial L}{\partial b} = \frac{1}{N} G^\top \mathbf{1}", "a mean over the batch for a sum"),
    ),
)
