r"""Backpropagation, third and fourth equation: gradients are errors times inputs.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.gradients_by_errors",
    title="Gradients of weights and biases by the errors",
    statement=r"\nabla_{W^{(l)}} C = \delta^{(l)} (a^{(l-1)})^\top",
    also=(r"\nabla_{b^{(l)}} C = \delta^{(l)}",),
    range=r"l = 1, \dots, L",
    given=(r"L \ge 2",
           r"a^{(0)} = x, \quad x \in \mathbb{R}^{n_0}",
           r"W^{(l)} \in \mathbb{R}^{n_l \times n_{l-1}}, \quad b^{(l)} \in \mathbb{R}^{n_l}, \quad l = 1, \dots, L",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, \quad l = 1, \dots, L",
           r"a^{(l)} = \sigma(z^{(l)}), \quad l = 1, \dots, L",
           r"y \in \mathbb{R}^{n_L}",
           r"C = \frac{1}{2} \|a^{(L)} - y\|^2",
           r"\delta^{(l)} = \nabla_{z^{(l)}} C, \quad l = 1, \dots, L",),
    source="Nielsen, Neural Networks and Deep Learning, (BP3), (BP4); Bishop, PRML, (5.53)",
    proof=(
        Line(r"\frac{\partial C}{\partial W^{(l)}_{jk}}"),
        Line(r"\sum_{i=1}^{n_l} \frac{\partial C}{\partial z^{(l)}_i} \frac{\partial z^{(l)}_i}{\partial "
             r"W^{(l)}_{jk}}",
             "chain rule through the layer's scores"),
        Line(r"\sum_{i=1}^{n_l} \delta^{(l)}_i \delta_{ij} a^{(l-1)}_k", "score i holds row i of the weights only"),
        Line(r"\delta^{(l)}_j a^{(l-1)}_k", "the delta picks i = j"),
    ),
    near_misses=(
        NearMiss(r"\nabla_{W^{(l)}} C = \delta^{(l)} (a^{(l)})^\top, \quad l = 1, \dots, L",
                 "the layer's output for its input", expects="shape"),
        NearMiss(r"\nabla_{W^{(l)}} C = a^{(l-1)} (\delta^{(l)})^\top, \quad l = 1, \dots, L",
                 "transposed", expects="shape"),
        NearMiss(r"\nabla_{b^{(l)}} C = \delta^{(l)} \odot a^{(l)}, \quad l = 1, \dots, L",
                 "the bias enters with the factor 1"),
        NearMiss(r"\frac{\partial C}{\partial W^{(l)}_{jk}} = \delta^{(l)}_k a^{(l-1)}_j, \quad l = 1, \dots, L",
                 "indices exchanged", expects="refused"),
    ),
)
