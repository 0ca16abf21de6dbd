r"""Two layers with squared error: errors δ₂ = z₂ - y and δ₁ = (W₂ᵀ δ₂) ⊙ σ′(z₁).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.two_layers",
    title="Backpropagation through two layers",
    statement=r"\nabla_{W_1} L = \left(W_2^\top (z_2 - y) \odot \sigma'(z_1)\right) x^\top",
    also=(r"\nabla_{W_2} L = (z_2 - y) a_1^\top",
          r"\nabla_{b_1} L = W_2^\top (z_2 - y) \odot \sigma'(z_1)",
          r"\nabla_x L = W_1^\top \left(W_2^\top (z_2 - y) \odot \sigma'(z_1)\right)",),
    given=(r"x \in \mathbb{R}^n",
           r"W_1 \in \mathbb{R}^{m \times n}",
           r"b_1 \in \mathbb{R}^m",
           r"W_2 \in \mathbb{R}^{k \times m}",
           r"b_2, y \in \mathbb{R}^k",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"z_1 = W_1 x + b_1",
           r"a_1 = \sigma(z_1)",
           r"z_2 = W_2 a_1 + b_2",
           r"L = \frac{1}{2} \|z_2 - y\|^2",),
    source="Rumelhart, Hinton, Williams (1986); Goodfellow, Bengio, Courville, Deep Learning, 6.5.4",
    proof=(
        Line(r"\frac{\partial L}{\partial (W_1)_{ij}}"),
        Line(r"\sum_{l=1}^k (z_2 - y)_l \frac{\partial (z_2)_l}{\partial (W_1)_{ij}}",
             "derivative of the squared error"),
        Line(r"\sum_{l=1}^k (z_2 - y)_l (W_2)_{li} \frac{\partial (a_1)_i}{\partial (W_1)_{ij}}",
             "only unit i depends on row i of W₁"),
        Line(r"\sum_{l=1}^k (z_2 - y)_l (W_2)_{li} \sigma'((z_1)_i) x_j", "chain rule for the activation"),
        Line(r"\left(W_2^\top (z_2 - y)\right)_i \sigma'((z_1)_i) x_j", "entries of a matrix times a vector"),
    ),
    near_misses=(
        NearMiss(r"\nabla_{W_1} L = \left(W_2^\top (z_2 - y) \odot \sigma'(z_1)\right) a_1^\top",
                 "the layer's output for its input", expects="shape"),
        NearMiss(r"\nabla_{W_1} L = W_2^\top (z_2 - y) x^\top", "slopes of the activation are lost"),
        NearMiss(r"\nabla_{W_1} L = \left(W_2^\top (z_2 - y) \odot \sigma(z_1)\right) x^\top", "σ for σ′"),
        NearMiss(r"\nabla_{W_2} L = (z_2 - y) x^\top", "the network's input for the layer's", expects="shape"),
        NearMiss(r"\nabla_{b_1} L = (z_2 - y) \odot \sigma'(z_1)", "W₂ᵀ is left out", expects="shape"),
    ),
)
