r"""Two residual blocks one after the other: four paths, the identity among them.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.two_residual_blocks",
    title="Jacobian of two residual blocks",
    statement=r"\frac{\partial y}{\partial x} = \left(I + \operatorname{diag}(\sigma'(B u)) B\right) \left(I + "
              r"\operatorname{diag}(\sigma'(A x)) A\right)",
    given=(r"x \in \mathbb{R}^n",
           r"A, B \in \mathbb{R}^{n \times n}",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"u = x + \sigma(A x)",
           r"y = u + \sigma(B u)",),
    layout="numerator",
    source="Veit, Wilber, Belongie, Residual Networks Behave Like Ensembles (2016), (5)",
    proof=(
        Line(r"\frac{\partial y}{\partial x}"),
        Line(r"\frac{\partial y}{\partial u} \frac{\partial u}{\partial x}",
             "chain rule: y depends on x only through u"),
        Line(r"\left(I + \operatorname{diag}(\sigma'(B u)) B\right) \left(I + \operatorname{diag}(\sigma'(A x)) "
             r"A\right)",
             "Jacobian of a residual block"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = \left(I + \operatorname{diag}(\sigma'(A x)) A\right) \left(I + "
                 r"\operatorname{diag}(\sigma'(B u)) B\right)",
                 "factors in the order of the forward pass"),
        NearMiss(r"\frac{\partial y}{\partial x} = I + \operatorname{diag}(\sigma'(B u)) B + "
                 r"\operatorname{diag}(\sigma'(A x)) A",
                 "the path through both blocks is lost"),
        NearMiss(r"\frac{\partial y}{\partial x} = \left(I + \operatorname{diag}(\sigma'(B x)) B\right) \left(I + "
                 r"\operatorname{diag}(\sigma'(A x)) A\right)",
                 "the second block's slopes at x"),
    ),
)
