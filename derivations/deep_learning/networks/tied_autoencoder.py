r"""A linear autoencoder with tied weights, ‖X - WᵀWX‖²: W stands twice, so two terms.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.tied_autoencoder",
    title="Gradient of a linear autoencoder with tied weights",
    statement=r"\nabla_W L = W \left(E X^\top + X E^\top\right)",
    given=(r"X \in \mathbb{R}^{n \times N}",
           r"W \in \mathbb{R}^{k \times n}",
           r"E = W^\top W X - X",
           r"L = \frac{1}{2} \|X - W^\top W X\|_F^2",),
    source="Baldi, Hornik, Neural networks and principal component analysis (1989)",
    proof=(
        Line(r"\nabla_W L"),
        Line(r"\nabla_W \frac{1}{2} \operatorname{tr}\left((W^\top W X - X)^\top (W^\top W X - X)\right)",
             "Frobenius norm as a trace"),
        Line(r"W X E^\top + W E X^\top", "W stands in WᵀWX twice"),
        Line(r"W \left(E X^\top + X E^\top\right)", "common factor"),
    ),
    near_misses=(
        NearMiss(r"\nabla_W L = W E X^\top", "one of the two places of W is forgotten"),
        NearMiss(r"\nabla_W L = 2 W E X^\top", "both places are taken to contribute alike"),
        NearMiss(r"\nabla_W L = W \left(X E^\top - E X^\top\right)", "sign of one term"),
        NearMiss(r"\nabla_W L = \left(E X^\top + X E^\top\right) W^\top", "transposed", expects="shape"),
    ),
)
