r"""A gate of an LSTM is a logistic layer: slopes f ⊙ (1 - f).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.recurrent.lstm_gate",
    title="Jacobian of an LSTM's gate",
    statement=r"\frac{\partial f}{\partial h} = \operatorname{diag}(f \odot (1 - f)) U",
    given=(r"x \in \mathbb{R}^d",
           r"h, b \in \mathbb{R}^n",
           r"W \in \mathbb{R}^{n \times d}",
           r"U \in \mathbb{R}^{n \times n}",
           r"f = \operatorname{sigmoid}(W x + U h + b)",),
    layout="numerator",
    source="Hochreiter, Schmidhuber (1997); Goodfellow, Bengio, Courville, Deep Learning, (10.40)",
    proof=(
        Line(r"\frac{\partial f}{\partial h}"),
        Line(r"\operatorname{diag}(\operatorname{sigmoid}'(W x + U h + b)) U",
             "Jacobian of a layer with an activation"),
        Line(r"\operatorname{diag}(f \odot (1 - f)) U", "the logistic function's derivative is σ (1 - σ)"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial f}{\partial h} = \operatorname{diag}(f) U", "1 - f is lost"),
        NearMiss(r"\frac{\partial f}{\partial h} = \operatorname{diag}(1 - f \odot f) U", "the slope of tanh"),
        NearMiss(r"\frac{\partial f}{\partial h} = \operatorname{diag}(f \odot (1 - f)) W",
                 "the input's weights", expects="shape"),
        NearMiss(r"\frac{\partial f}{\partial h} = U \operatorname{diag}(f \odot (1 - f))", "diag on the wrong side"),
    ),
)
