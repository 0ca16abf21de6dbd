r"""A step of a gated recurrent unit: four ways from the old state to the new one.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.recurrent.gru_step",
    title="Jacobian of a gated recurrent unit",
    statement=r"\frac{\partial y}{\partial h} = \operatorname{diag}(1 - z) + \operatorname{diag}((c - h) \odot z "
              r"\odot (1 - z)) U_z + \operatorname{diag}(z) \frac{\partial c}{\partial h}",
    given=(r"x \in \mathbb{R}^d",
           r"h \in \mathbb{R}^n",
           r"W_z, W_r, W_c \in \mathbb{R}^{n \times d}",
           r"U_z, U_r, U_c \in \mathbb{R}^{n \times n}",
           r"z = \operatorname{sigmoid}(W_z x + U_z h)",
           r"r = \operatorname{sigmoid}(W_r x + U_r h)",
           r"c = \tanh(W_c x + U_c (r \odot h))",
           r"y = (1 - z) \odot h + z \odot c",),
    layout="numerator",
    source="Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (2014), (5) to (8)",
    proof=(
        Line(r"\frac{\partial c}{\partial h}"),
        Line(r"\operatorname{diag}(1 - c \odot c) U_c \frac{\partial (r \odot h)}{\partial h}",
             "derivative of tanh; chain rule"),
        Line(r"\operatorname{diag}(1 - c \odot c) U_c \left(\operatorname{diag}(r) + \operatorname{diag}(h) "
             r"\frac{\partial r}{\partial h}\right)",
             "product rule for ⊙"),
        Line(r"\operatorname{diag}(1 - c \odot c) U_c \left(\operatorname{diag}(r) + \operatorname{diag}(h \odot r "
             r"\odot (1 - r)) U_r\right)",
             "the reset gate is a logistic layer"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial h} = \operatorname{diag}(1 - z)",
                 "gates and candidate are taken for constants"),
        NearMiss(r"\frac{\partial y}{\partial h} = \operatorname{diag}(1 - z) + \operatorname{diag}((h - c) \odot z "
                 r"\odot (1 - z)) U_z + \operatorname{diag}(z) \frac{\partial c}{\partial h}",
                 "sign of the update gate's part"),
        NearMiss(r"\frac{\partial c}{\partial h} = \operatorname{diag}(1 - c \odot c) U_c",
                 "the reset gate is forgotten"),
        NearMiss(r"\frac{\partial c}{\partial h} = \operatorname{diag}(1 - c \odot c) U_c \operatorname{diag}(r)",
                 "the reset gate is taken for a constant"),
    ),
)
