r"""Targets -1 and 1: the logistic loss log(1 + exp(-y z)) and its derivative -y σ(-y z).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.logistic_regression.margin_loss",
    title="Derivative of the logistic loss of a margin",
    statement=r"\frac{\partial \ell}{\partial z} = -y \sigma(-y z)",
    also=(r"\ell = -\log \sigma(y z)",),
    given=(r"z, y \in \mathbb{R}",
           r"\sigma(t) = \frac{1}{1 + e^{-t}}",
           r"\ell = \log(1 + e^{-y z})",),
    source="Hastie, Tibshirani, Friedman, ESL, 10.6; Murphy, Machine Learning, 8.3.1",
    proof=(
        Line(r"\frac{\partial \ell}{\partial z}"),
        Line(r"\frac{-y e^{-y z}}{1 + e^{-y z}}", "chain rule for logarithm and exponential"),
        Line(r"-\frac{y}{1 + e^{y z}}", "multiply numerator and denominator by exp(yz)"),
        Line(r"-y \sigma(-y z)", "definition of σ"),
        Line(r"-y (1 - \sigma(y z))", "σ(-t) = 1 - σ(t)"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \ell}{\partial z} = -y \sigma(y z)", "sign inside σ"),
        NearMiss(r"\frac{\partial \ell}{\partial z} = y \sigma(-y z)", "inner derivative's sign"),
        NearMiss(r"\frac{\partial \ell}{\partial z} = -\sigma(-y z)", "inner derivative y is lost"),
        NearMiss(r"\frac{\partial \ell}{\partial z} = \sigma(z) - y", "the formula for targets 0 and 1"),
    ),
)
