r"""A gradient step on the penalised loss shrinks the weights first: weight decay.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.regularisation.weight_decay",
    title="Weight decay",
    statement=r"w - \eta (g + \lambda w) = (1 - \eta \lambda) w - \eta g",
    given=(r"w, g \in \mathbb{R}^n",
           r"\eta, \lambda \in \mathbb{R}",),
    source="Goodfellow, Bengio, Courville, Deep Learning, (7.5)",
    proof=(
        Line(r"w - \eta (g + \lambda w)"),
        Line(r"w - \eta g - \eta \lambda w", "distribute"),
        Line(r"(1 - \eta \lambda) w - \eta g", "collect w"),
    ),
    near_misses=(
        NearMiss(r"w - \eta (g + \lambda w) = (1 - \lambda) w - \eta g", "the step size is lost"),
        NearMiss(r"w - \eta (g + \lambda w) = (1 + \eta \lambda) w - \eta g", "sign of the decay"),
        NearMiss(r"w - \eta (g + \lambda w) = (1 - \eta \lambda) (w - \eta g)", "decay applied to the step too"),
    ),
)
