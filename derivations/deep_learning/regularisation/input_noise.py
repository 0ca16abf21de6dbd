r"""Masks of features act on the columns of the weights: W(m ⊙ x) = (W diag m) x.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.regularisation.input_noise",
    title="A mask of inputs as a mask of weights",
    statement=r"W (m \odot x) = (W \operatorname{diag}(m)) x",
    given=(r"W \in \mathbb{R}^{k \times n}",
           r"x, m \in \mathbb{R}^n",),
    source="Wager, Wang, Liang, Dropout Training as Adaptive Regularization (2013)",
    proof=(
        Line(r"\left(W (m \odot x)\right)_i"),
        Line(r"\sum_{j=1}^n W_{ij} m_j x_j", "entries"),
        Line(r"\left((W \operatorname{diag}(m)) x\right)_i", "diag(m) scales columns"),
    ),
    near_misses=(
        NearMiss(r"W (m \odot x) = m \odot (W x)", "the mask moved past W", expects="shape"),
        NearMiss(r"W (m \odot x) = \operatorname{diag}(m) W x", "diag on the wrong side", expects="shape"),
        NearMiss(r"W (m \odot x) = (W m) \odot x", "⊙ is not associative with the product", expects="shape"),
        NearMiss(r"W (m \odot x) = m \odot (W x)",
                 "the mask moved past W",
                 given=(r"W \in \mathbb{R}^{n \times n}", r"x, m \in \mathbb{R}^n",),
                 variant="square"),
    ),
)
