r"""A gated linear unit (Wx + b) ⊙ g with the gate g = σ(Vx + c): product rule, entry by entry.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.gated_linear_unit",
    title="Jacobian of a gated linear unit",
    statement=r"\frac{\partial y}{\partial x} = \operatorname{diag}(g) W + \operatorname{diag}(u \odot g \odot (1 - "
              r"g)) V",
    given=(r"x \in \mathbb{R}^n",
           r"W, V \in \mathbb{R}^{m \times n}",
           r"b, c \in \mathbb{R}^m",
           r"u = W x + b",
           r"g = \operatorname{sigmoid}(V x + c)",
           r"y = u \odot g",),
    layout="numerator",
    source="Dauphin, Fan, Auli, Grangier, Language Modeling with Gated Convolutional Networks (2017), (3)",
    proof=(
        Line(r"\frac{\partial y}{\partial x}"),
        Line(r"\operatorname{diag}(g) \frac{\partial u}{\partial x} + \operatorname{diag}(u) \frac{\partial "
             r"g}{\partial x}",
             "product rule for ⊙"),
        Line(r"\operatorname{diag}(g) W + \operatorname{diag}(u) \operatorname{diag}(g \odot (1 - g)) V",
             "affine layer; slope of the logistic function"),
        Line(r"\operatorname{diag}(g) W + \operatorname{diag}(u \odot g \odot (1 - g)) V",
             "diagonal matrices multiply entrywise"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = \operatorname{diag}(g) W", "the gate is taken for a constant"),
        NearMiss(r"\frac{\partial y}{\partial x} = \operatorname{diag}(g) W + \operatorname{diag}(u \odot g) V",
                 "the gate's slope is g (1 - g)"),
        NearMiss(r"\frac{\partial y}{\partial x} = \operatorname{diag}(g \odot (1 - g)) W V",
                 "derivatives multiplied instead of the product rule", expects="shape"),
        NearMiss(r"\frac{\partial y}{\partial x} = \operatorname{diag}(u) W + \operatorname{diag}(g) V",
                 "the factors of the product rule exchanged"),
    ),
)
