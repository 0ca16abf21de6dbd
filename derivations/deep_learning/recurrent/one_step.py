r"""One step of a recurrent network, the parameters held fixed.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.recurrent.one_step",
    title="Jacobian of a recurrent step",
    statement=r"\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t \odot h_t) W",
    range=r"t = 1, \dots, T",
    given=(r"T \ge 1",
           r"x_t \in \mathbb{R}^d, \quad t = 1, \dots, T",
           r"W \in \mathbb{R}^{n \times n}",
           r"U \in \mathbb{R}^{n \times d}",
           r"b, h_0 \in \mathbb{R}^n",
           r"W, U, b \text{ are held fixed}",
           r"h_t = \tanh(W h_{t-1} + U x_t + b), \quad t = 1, \dots, T",),
    layout="numerator",
    source="Goodfellow, Bengio, Courville, Deep Learning, (10.8), 10.2.2; Pascanu, Mikolov, Bengio (2013)",
    proof=(
        Line(r"\frac{\partial h_t}{\partial h_{t-1}}"),
        Line(r"\operatorname{diag}(\tanh'(W h_{t-1} + U x_t + b)) W", "Jacobian of a layer with an activation"),
        Line(r"\operatorname{diag}(1 - \tanh^2(W h_{t-1} + U x_t + b)) W", "derivative of tanh"),
        Line(r"\operatorname{diag}(1 - h_t \odot h_t) W", "definition of the state"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial h_t}{\partial h_{t-1}} = W \operatorname{diag}(1 - h_t \odot h_t), \quad t = 1, "
                 r"\dots, T",
                 "diag on the wrong side"),
        NearMiss(r"\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t) W, \quad t = 1, \dots, T",
                 "the square is lost"),
        NearMiss(r"\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_{t-1} \odot h_{t-1}) W, \quad "
                 r"t = 1, \dots, T",
                 "slopes at the state before"),
        NearMiss(r"\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(h_t \odot (1 - h_t)) W, \quad t = 1, "
                 r"\dots, T",
                 "the logistic function's slope"),
    ),
)
