r"""Softplus, log(1 + exp(z)): its derivative is the logistic function.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.softplus",
    title="Gradient through a softplus layer",
    statement=r"\nabla_x J = W^\top (u \odot \operatorname{sigmoid}(W x))",
    given=(r"W \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^n",
           r"u \in \mathbb{R}^m",
           r"J = u^\top \operatorname{softplus}(W x)",),
    source="Dugas et al., Incorporating Second-Order Functional Knowledge (2001); Goodfellow, Bengio, Courville, "
           "Deep Learning, (3.41)",
    proof=(
        Line(r"\frac{\partial J}{\partial x_j}"),
        Line(r"\sum_{i=1}^m u_i \frac{e^{(W x)_i}}{1 + e^{(W x)_i}} W_{ij}", "chain rule for log(1 + exp)"),
        Line(r"\sum_{i=1}^m u_i \operatorname{sigmoid}((W x)_i) W_{ij}", "e^z/(1 + e^z) = 1/(1 + e^{-z})"),
        Line(r"\left(W^\top (u \odot \operatorname{sigmoid}(W x))\right)_j", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x J = W (u \odot \operatorname{sigmoid}(W x))", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_x J = W^\top (u \odot \operatorname{softplus}(W x))", "the activation for its derivative"),
        NearMiss(r"\nabla_x J = W^\top (u \odot \operatorname{sigmoid}(W x) \odot (1 - \operatorname{sigmoid}(W x)))",
                 "a derivative too many"),
        NearMiss(r"\nabla_x J = \operatorname{sigmoid}(W x) \odot u", "W is lost", expects="shape"),
    ),
)
