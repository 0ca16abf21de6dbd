r"""The sum of logistic losses over samples x_i with targets y_i, by the weights.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.logistic_regression.margin_gradient",
    title="Gradient of the logistic loss over samples",
    statement=r"\nabla_w J = -\frac{1}{N} \sum_{i=1}^N y_i \sigma(-y_i w^\top x_i) x_i",
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"y \in \mathbb{R}^N",
           r"x_i^\top \text{ is row } i \text{ of } X",
           r"\sigma(t) = \frac{1}{1 + e^{-t}}",
           r"J = \frac{1}{N} \sum_{i=1}^N \log(1 + e^{-y_i w^\top x_i})",),
    source="CS229 problem set 1; Murphy, Machine Learning, 8.3.1",
    proof=(
        Line(r"\nabla_w J"),
        Line(r"\frac{1}{N} \sum_{i=1}^N \nabla_w \log(1 + e^{-y_i w^\top x_i})", "gradient of a sum"),
        Line(r"\frac{1}{N} \sum_{i=1}^N \frac{e^{-y_i w^\top x_i}}{1 + e^{-y_i w^\top x_i}} (-y_i x_i)", "chain rule"),
        Line(r"-\frac{1}{N} \sum_{i=1}^N y_i \sigma(-y_i w^\top x_i) x_i", "e^{-t}/(1 + e^{-t}) = σ(-t)"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w J = -\frac{1}{N} \sum_{i=1}^N y_i \sigma(y_i w^\top x_i) x_i", "sign inside σ"),
        NearMiss(r"\nabla_w J = -\frac{1}{N} \sum_{i=1}^N \sigma(-y_i w^\top x_i) x_i", "y_i is lost"),
        NearMiss(r"\nabla_w J = \frac{1}{N} \sum_{i=1}^N y_i \sigma(-y_i w^\top x_i) x_i", "sign"),
        NearMiss(r"\nabla_w J = -\sum_{i=1}^N y_i \sigma(-y_i w^\top x_i) x_i", "1/N is lost"),
    ),
)
