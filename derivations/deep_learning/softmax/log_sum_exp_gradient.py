r"""The gradient of log-sum-exp is the softmax.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.log_sum_exp_gradient",
    title="Gradient of log-sum-exp",
    statement=r"\nabla_z \log \sum_{k=1}^K e^{z_k} = p",
    given=(r"z \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",),
    source="Boyd, Vandenberghe, Convex Optimization, 3.1.5; Murphy, Probabilistic Machine Learning, 2.5.2",
    proof=(
        Line(r"\frac{\partial}{\partial z_i} \log \sum_{k=1}^K e^{z_k}"),
        Line(r"\frac{1}{\sum_{k=1}^K e^{z_k}} \sum_{k=1}^K \frac{\partial e^{z_k}}{\partial z_i}",
             "chain rule; the derivative of a sum"),
        Line(r"\frac{1}{\sum_{k=1}^K e^{z_k}} \sum_{k=1}^K \delta_{ki} e^{z_k}",
             "the exponential is its own derivative"),
        Line(r"\frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}", "the delta picks k = i"),
        Line(r"p_i", "definition of the softmax"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z \log \sum_{k=1}^K e^{z_k} = e^z", "the logarithm's derivative is lost"),
        NearMiss(r"\nabla_z \log \sum_{k=1}^K e^{z_k} = \mathbf{1}",
                 "the logarithm is taken into the sum: log Σ exp z = Σ z"),
        NearMiss(r"\nabla_z \log \sum_{k=1}^K e^{z_k} = -p", "sign"),
        NearMiss(r"\nabla_z \log \sum_{k=1}^K e^{z_k} = \frac{1}{K} p", "a mean instead of a sum"),
    ),
)
