r"""One unit σ(wᵀx + b): all curvature lies along w.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.one_unit_hessian",
    title="Hessian of one unit",
    statement=r"\nabla_x^2 \sigma(w^\top x + b) = \sigma''(w^\top x + b) w w^\top",
    also=(r"\nabla_w^2 \sigma(w^\top x + b) = \sigma''(w^\top x + b) x x^\top",),
    given=(r"w, x \in \mathbb{R}^n",
           r"b \in \mathbb{R}",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice differentiable}",),
    source="Bishop, PRML, 5.4",
    proof=(
        Line(r"\frac{\partial^2}{\partial x_i \partial x_j} \sigma(w^\top x + b)"),
        Line(r"\frac{\partial}{\partial x_i} \left(\sigma'(w^\top x + b) w_j\right)", "chain rule"),
        Line(r"\sigma''(w^\top x + b) w_i w_j", "chain rule again"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x^2 \sigma(w^\top x + b) = \sigma'(w^\top x + b) w w^\top", "σ′ for σ″"),
        NearMiss(r"\nabla_x^2 \sigma(w^\top x + b) = \sigma''(w^\top x + b) w^\top w I",
                 "inner product for outer product"),
        NearMiss(r"\nabla_x^2 \sigma(w^\top x + b) = \sigma''(w^\top x + b) x x^\top", "that is the Hessian by w"),
    ),
)
