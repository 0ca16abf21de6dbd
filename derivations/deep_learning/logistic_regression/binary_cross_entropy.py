r"""One logit z, a target y: the gradient is the prediction minus the target.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.logistic_regression.binary_cross_entropy",
    title="Binary cross-entropy of a logit",
    statement=r"\frac{\partial L}{\partial z} = p - y",
    also=(r"L = \operatorname{softplus}(z) - y z",
          r"\frac{\partial L}{\partial p} = \frac{p - y}{p (1 - p)}",),
    given=(r"z, y \in \mathbb{R}",
           r"p = \operatorname{sigmoid}(z)",
           r"L = -y \log p - (1 - y) \log(1 - p)",),
    source="Bishop, PRML, (4.90), (4.91); CS229 notes, 2.1",
    proof=(
        Line(r"\frac{\partial L}{\partial z}"),
        Line(r"\frac{\partial L}{\partial p} \frac{\partial p}{\partial z}", "chain rule"),
        Line(r"\left(-\frac{y}{p} + \frac{1 - y}{1 - p}\right) p (1 - p)",
             "derivative of the logarithms; the logistic function's derivative"),
        Line(r"-y (1 - p) + (1 - y) p", "multiply out the fractions"),
        Line(r"p - y", "collect"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial L}{\partial z} = y - p", "sign"),
        NearMiss(r"\frac{\partial L}{\partial z} = \frac{p - y}{p (1 - p)}",
                 "the derivative by p: the slope of the logistic function is left out"),
        NearMiss(r"\frac{\partial L}{\partial z} = (p - y) p (1 - p)", "the squared error's factor p (1 - p)"),
        NearMiss(r"\frac{\partial L}{\partial p} = -\frac{y}{p} - \frac{1 - y}{1 - p}",
                 "inner derivative of log(1 - p)"),
    ),
)
