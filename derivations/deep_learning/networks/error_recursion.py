r"""Backpropagation, second equation: errors go back through the transposed weights.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.error_recursion",
    title="The recursion of the errors",
    statement=r"\delta^{(l)} = \left((W^{(l+1)})^\top \delta^{(l+1)}\right) \odot \sigma'(z^{(l)})",
    range=r"l = 1, \dots, L-1",
    given=(r"L \ge 2",
           r"a^{(0)} = x, \quad x \in \mathbb{R}^{n_0}",
           r"W^{(l)} \in \mathbb{R}^{n_l \times n_{l-1}}, \quad b^{(l)} \in \mathbb{R}^{n_l}, \quad l = 1, \dots, L",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, \quad l = 1, \dots, L",
           r"a^{(l)} = \sigma(z^{(l)}), \quad l = 1, \dots, L",
           r"y \in \mathbb{R}^{n_L}",
           r"C = \frac{1}{2} \|a^{(L)} - y\|^2",
           r"\delta^{(l)} = \nabla_{z^{(l)}} C, \quad l = 1, \dots, L",),
    source="Nielsen, Neural Networks and Deep Learning, (BP2); Bishop, PRML, (5.56)",
    proof=(
        Line(r"\delta^{(l)}"),
        Line(r"\nabla_{z^{(l)}} C", "definition of the error"),
        Line(r"\left((W^{(l+1)})^\top \delta^{(l+1)}\right) \odot \sigma'(z^{(l)})",
             "chain rule through the next layer's scores"),
    ),
    near_misses=(
        NearMiss(r"\delta^{(l)} = \left(W^{(l+1)} \delta^{(l+1)}\right) \odot \sigma'(z^{(l)}), \quad l = 1, \dots, "
                 r"L-1",
                 "transpose missing", expects="shape"),
        NearMiss(r"\delta^{(l)} = \left((W^{(l+1)})^\top \delta^{(l+1)}\right) \odot \sigma'(z^{(l+1)}), \quad l = "
                 r"1, \dots, L-1",
                 "slopes of the next layer", expects="shape"),
        NearMiss(r"\delta^{(l)} = (W^{(l+1)})^\top \delta^{(l+1)}, \quad l = 1, \dots, L-1", "slopes forgotten"),
        NearMiss(r"\delta^{(l)} = \left((W^{(l+1)})^\top \delta^{(l+1)}\right) \odot \sigma(z^{(l)}), \quad l = 1, "
                 r"\dots, L-1",
                 "σ for σ′"),
    ),
)
