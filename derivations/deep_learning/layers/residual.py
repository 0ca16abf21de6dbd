r"""A residual block x + F(x), here with F = σ(Ax + b): the Jacobian has an identity of its own.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.residual",
    title="Jacobian of a residual block",
    statement=r"\frac{\partial y}{\partial x} = I + \operatorname{diag}(\sigma'(A x + b)) A",
    given=(r"x, b \in \mathbb{R}^n",
           r"A \in \mathbb{R}^{n \times n}",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"y = x + \sigma(A x + b)",),
    layout="numerator",
    source="He, Zhang, Ren, Sun, Identity Mappings in Deep Residual Networks (2016), (5)",
    proof=(
        Line(r"\frac{\partial y}{\partial x}"),
        Line(r"\frac{\partial x}{\partial x} + \frac{\partial}{\partial x} \sigma(A x + b)", "derivative of a sum"),
        Line(r"I + \operatorname{diag}(\sigma'(A x + b)) A", "Jacobian of a layer with an activation"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = \operatorname{diag}(\sigma'(A x + b)) A",
                 "the skip connection is forgotten"),
        NearMiss(r"\frac{\partial y}{\partial x} = I + A \operatorname{diag}(\sigma'(A x + b))",
                 "diag on the wrong side"),
        NearMiss(r"\frac{\partial y}{\partial x} = \mathbf{1} \mathbf{1}^\top + \operatorname{diag}(\sigma'(A x + "
                 r"b)) A",
                 "a matrix of ones for the identity"),
        NearMiss(r"\frac{\partial y}{\partial x} = I + \operatorname{diag}(\sigma'(x)) A",
                 "slopes at the input instead of the scores"),
    ),
)
