r"""Weight decay alone, k steps: geometric.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.regularisation.decay_over_time",
    title="Weight decay over two steps",
    statement=r"v = (1 - \eta \lambda)^2 w - \eta (1 - \eta \lambda) g_1 - \eta g_2",
    given=(r"w, g_1, g_2 \in \mathbb{R}^n",
           r"\eta, \lambda \in \mathbb{R}",
           r"u = (1 - \eta \lambda) w - \eta g_1",
           r"v = (1 - \eta \lambda) u - \eta g_2",),
    source="Loshchilov, Hutter, Decoupled Weight Decay Regularization (2019), section 2",
    proof=(
        Line(r"v"),
        Line(r"(1 - \eta \lambda) u - \eta g_2", "second step"),
        Line(r"(1 - \eta \lambda) \left((1 - \eta \lambda) w - \eta g_1\right) - \eta g_2", "first step"),
        Line(r"(1 - \eta \lambda)^2 w - \eta (1 - \eta \lambda) g_1 - \eta g_2", "distribute"),
    ),
    near_misses=(
        NearMiss(r"v = (1 - \eta \lambda)^2 w - \eta g_1 - \eta g_2", "older gradients decay too"),
        NearMiss(r"v = (1 - 2 \eta \lambda) w - \eta (1 - \eta \lambda) g_1 - \eta g_2", "the square is lost"),
        NearMiss(r"v = (1 - \eta \lambda)^2 (w - \eta g_1 - \eta g_2)", "the newest gradient does not decay"),
    ),
)
