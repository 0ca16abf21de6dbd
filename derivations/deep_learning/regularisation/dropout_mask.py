r"""Inverted dropout with a mask m: the same entries are switched off backwards.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.regularisation.dropout_mask",
    title="Dropout backwards",
    statement=r"\nabla_x L = \frac{1}{p} m \odot g",
    given=(r"x, m, g \in \mathbb{R}^n",
           r"p \in \mathbb{R}, p > 0",
           r"y = \frac{1}{p} m \odot x",
           r"L = g^\top y",),
    source="Srivastava et al., Dropout (2014), section 4; CS231n notes, neural networks 2",
    proof=(
        Line(r"\nabla_x L"),
        Line(r"\frac{1}{p} \nabla_x \sum_{i=1}^n g_i m_i x_i", "entries"),
        Line(r"\frac{1}{p} \operatorname{diag}(m) g", "the Jacobian of y is diag(m)/p"),
        Line(r"\frac{1}{p} m \odot g", "a diagonal matrix multiplies entrywise"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x L = m \odot g", "the scale 1/p is lost"),
        NearMiss(r"\nabla_x L = \frac{1}{p} g", "the mask is forgotten on the way back"),
        NearMiss(r"\nabla_x L = \frac{1}{p} m \odot x", "input for upstream gradient"),
        NearMiss(r"\nabla_x L = \frac{1}{p} m^\top g", "inner product for ⊙", expects="shape"),
    ),
)
