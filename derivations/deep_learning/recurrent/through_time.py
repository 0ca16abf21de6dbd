r"""Through time: a product of Jacobians, the latest first. Where they are small, it vanishes; where large, it explodes.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.recurrent.through_time",
    title="The Jacobian through time",
    statement=r"\frac{\partial h_T}{\partial h_t} = \prod_{k=t+1}^{T} \operatorname{diag}(1 - h_k \odot h_k) W",
    range=r"t = 0, \dots, T",
    given=(r"T \ge 1",
           r"x_t \in \mathbb{R}^d, \quad t = 1, \dots, T",
           r"W \in \mathbb{R}^{n \times n}",
           r"U \in \mathbb{R}^{n \times d}",
           r"b, h_0 \in \mathbb{R}^n",
           r"W, U, b \text{ are held fixed}",
           r"h_t = \tanh(W h_{t-1} + U x_t + b), \quad t = 1, \dots, T",),
    layout="numerator",
    source="Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks (2013), (5)",
    proof=(
        Line(r"\frac{\partial h_T}{\partial h_t}"),
        Line(r"\prod_{k=t+1}^{T} \frac{\partial h_k}{\partial h_{k-1}}", "chain rule over all steps between"),
        Line(r"\prod_{k=t+1}^{T} \operatorname{diag}(1 - h_k \odot h_k) W", "Jacobian of a recurrent step"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial h_T}{\partial h_t} = W^{T-t}, \quad t = 0, \dots, T", "slopes are forgotten"),
        NearMiss(r"\frac{\partial h_T}{\partial h_t} = \prod_{k=t+1}^{T} W \operatorname{diag}(1 - h_k \odot h_k), "
                 r"\quad t = 0, \dots, T",
                 "diag on the wrong side in every factor"),
        NearMiss(r"\frac{\partial h_T}{\partial h_t} = \prod_{k=t}^{T} \operatorname{diag}(1 - h_k \odot h_k) W, "
                 r"\quad t = 1, \dots, T",
                 "a factor too many"),
        NearMiss(r"\frac{\partial h_T}{\partial h_t} = \prod_{k=t+1}^{T} \operatorname{diag}(1 - h_{k-1} \odot "
                 r"h_{k-1}) W, \quad t = 0, \dots, T",
                 "slopes one step early"),
    ),
)
