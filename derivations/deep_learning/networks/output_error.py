r"""Backpropagation, first equation: the error of the last layer.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.output_error",
    title="The output layer's error",
    statement=r"\delta^{(L)} = (a^{(L)} - y) \odot \sigma'(z^{(L)})",
    also=(r"\delta^{(L)} = \nabla_{a^{(L)}} C \odot \sigma'(z^{(L)})",),
    given=(r"L \ge 2",
           r"a^{(0)} = x, \quad x \in \mathbb{R}^{n_0}",
           r"W^{(l)} \in \mathbb{R}^{n_l \times n_{l-1}}, \quad b^{(l)} \in \mathbb{R}^{n_l}, \quad l = 1, \dots, L",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, \quad l = 1, \dots, L",
           r"a^{(l)} = \sigma(z^{(l)}), \quad l = 1, \dots, L",
           r"y \in \mathbb{R}^{n_L}",
           r"C = \frac{1}{2} \|a^{(L)} - y\|^2",
           r"\delta^{(l)} = \nabla_{z^{(l)}} C, \quad l = 1, \dots, L",),
    source="Nielsen, Neural Networks and Deep Learning, (BP1a), (30); CS229 notes, 7.3",
    proof=(
        Line(r"\delta^{(L)}_j"),
        Line(r"\frac{\partial C}{\partial z^{(L)}_j}", "definition of the error"),
        Line(r"\frac{\partial C}{\partial a^{(L)}_j} \sigma'(z^{(L)}_j)",
             "chain rule: unit j alone depends on its score"),
        Line(r"(a^{(L)}_j - y_j) \sigma'(z^{(L)}_j)", "derivative of the squared error"),
    ),
    near_misses=(
        NearMiss(r"\delta^{(L)} = (y - a^{(L)}) \odot \sigma'(z^{(L)})", "sign"),
        NearMiss(r"\delta^{(L)} = a^{(L)} - y",
                 "the activation's slope is forgotten: true for a linear output or cross-entropy"),
        NearMiss(r"\delta^{(L)} = (a^{(L)} - y) \odot \sigma(z^{(L)})", "σ for σ′"),
    ),
)
