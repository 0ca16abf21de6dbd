r"""A layer with an activation, a = σ(Wx + b): slopes scale the rows of W.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.activation",
    title="Jacobian of a layer with an activation",
    statement=r"\frac{\partial a}{\partial x} = \operatorname{diag}(\sigma'(z)) W",
    given=(r"W \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^n",
           r"b \in \mathbb{R}^m",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"z = W x + b",
           r"a = \sigma(z)",),
    layout="numerator",
    source="Goodfellow, Bengio, Courville, Deep Learning, 6.5.2; Nielsen, Neural Networks and Deep Learning, ch. 2",
    proof=(
        Line(r"\frac{\partial a}{\partial x}"),
        Line(r"\frac{\partial a}{\partial z} \frac{\partial z}{\partial x}", "chain rule"),
        Line(r"\operatorname{diag}(\sigma'(z)) \frac{\partial z}{\partial x}",
             "an elementwise function has a diagonal Jacobian"),
        Line(r"\operatorname{diag}(\sigma'(z)) W", "Jacobian of an affine layer"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial a}{\partial x} = \sigma'(z) \odot W",
                 "slopes and weights have different shapes", expects="refused"),
        NearMiss(r"\frac{\partial a}{\partial x} = \operatorname{diag}(\sigma(z)) W", "σ for its derivative"),
        NearMiss(r"\frac{\partial a}{\partial x} = W \operatorname{diag}(\sigma'(z))",
                 "diag on the wrong side", expects="shape"),
        NearMiss(r"\frac{\partial a}{\partial x} = W", "the activation is forgotten"),
    ),
)
