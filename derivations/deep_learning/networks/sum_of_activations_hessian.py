r"""The Hessian of 1ᵀσ(Ax + b): curvatures weigh the rows of A.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.networks.sum_of_activations_hessian",
    title="Hessian of a sum of activations",
    statement=r"\nabla_x^2 \mathbf{1}^\top \sigma(A x + b) = A^\top \operatorname{diag}(\sigma''(A x + b)) A",
    also=(r"\nabla_x \mathbf{1}^\top \sigma(A x + b) = A^\top \sigma'(A x + b)",),
    given=(r"A \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^n",
           r"b \in \mathbb{R}^m",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice differentiable}",),
    source="Nocedal, Wright, Numerical Optimization, 8.2; Bishop, PRML, 5.4",
    proof=(
        Line(r"\frac{\partial^2}{\partial x_i \partial x_j} \mathbf{1}^\top \sigma(A x + b)"),
        Line(r"\frac{\partial}{\partial x_i} \sum_{k=1}^m \sigma'((A x + b)_k) A_{kj}", "chain rule"),
        Line(r"\sum_{k=1}^m \sigma''((A x + b)_k) A_{ki} A_{kj}", "chain rule again"),
        Line(r"\left(A^\top \operatorname{diag}(\sigma''(A x + b)) A\right)_{ij}", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x^2 \mathbf{1}^\top \sigma(A x + b) = A \operatorname{diag}(\sigma''(A x + b)) A^\top",
                 "transposes exchanged", expects="shape"),
        NearMiss(r"\nabla_x^2 \mathbf{1}^\top \sigma(A x + b) = A^\top \operatorname{diag}(\sigma'(A x + b)) A",
                 "σ′ for σ″"),
        NearMiss(r"\nabla_x^2 \mathbf{1}^\top \sigma(A x + b) = \operatorname{diag}(\sigma''(A x + b)) A A^\top",
                 "factors in a wrong order", expects="shape"),
        NearMiss(r"\nabla_x \mathbf{1}^\top \sigma(A x + b) = A \sigma'(A x + b)",
                 "transpose missing", expects="shape"),
    ),
)
