r"""One half of an affine coupling layer: y = exp(s) ⊙ x + t has a diagonal Jacobian.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.flows.affine_coupling",
    title="Jacobian of an affine coupling layer",
    statement=r"\frac{\partial y}{\partial x} = \operatorname{diag}(e^{s})",
    given=(r"x, u \in \mathbb{R}^n",
           r"W, V \in \mathbb{R}^{n \times n}",
           r"s = \tanh(W u)",
           r"t = V u",
           r"y = e^{s} \odot x + t",),
    layout="numerator",
    source="Dinh, Sohl-Dickstein, Bengio, Density estimation using Real NVP (2017), (6) to (8)",
    proof=(
        Line(r"\frac{\partial y}{\partial u}"),
        Line(r"\operatorname{diag}(x) \frac{\partial e^s}{\partial u} + \frac{\partial t}{\partial u}",
             "x does not depend on u"),
        Line(r"\operatorname{diag}(x \odot e^s) \frac{\partial s}{\partial u} + V",
             "the exponential is its own derivative"),
        Line(r"\operatorname{diag}(x \odot e^s) \operatorname{diag}(1 - s \odot s) W + V", "derivative of tanh"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = \operatorname{diag}(s)", "the exponential is lost"),
        NearMiss(r"\frac{\partial y}{\partial u} = \operatorname{diag}(e^s) W + V", "x and the slope of tanh are lost"),
        NearMiss(r"\frac{\partial y}{\partial u} = V", "scales are taken not to depend on u"),
    ),
)
