r"""Hessian along an affine map.

A is m×n, b has m entries, σ is twice differentiable and applied to every entry: h(x) =
Σ σ((Ax + b)_i).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.second_derivatives.composition",
    title="Hessian along an affine map",
    statement=r"\nabla_x^2 \left(\mathbf{1}^\top \sigma(A x + b)\right) = A^\top \operatorname{diag}(\sigma''(A x + "
              "b)) A",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"b \in \mathbb{R}^m",
        r"x \in \mathbb{R}^n",
        r"\sigma : \mathbb{R} \to \mathbb{R} \text{ smooth}",
    ),
    source="Boyd and Vandenberghe, Convex Optimization, A.4.4",
    layout="denominator",
    also=(r"\nabla_x \left(\mathbf{1}^\top \sigma(A x + b)\right) = A^\top \sigma'(A x + b)",),
    proof=(
        Line(r"\frac{\partial^2}{\partial x_k \partial x_l} \sum_{i=1}^m \sigma(\sum_{j=1}^n A_{ij} x_j + b_i)"),
        Line(r"\frac{\partial}{\partial x_k} \sum_{i=1}^m A_{il} \sigma'(\sum_{j=1}^n A_{ij} x_j + b_i)",
             "the chain rule"),
        Line(r"\sum_{i=1}^m A_{il} \sigma''(\sum_{j=1}^n A_{ij} x_j + b_i) A_{ik}", "the chain rule"),
        Line(r"(A^\top \operatorname{diag}(\sigma''(A x + b)) A)_{kl}", "a diagonal matrix in the middle"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x^2 \left(\mathbf{1}^\top \sigma(A x + b)\right) = A \operatorname{diag}(\sigma''(A x + "
                 r"b)) A^\top",
                 "the order of the factors",
                 expects="shape"),
        NearMiss(r"\nabla_x^2 \left(\mathbf{1}^\top \sigma(A x + b)\right) = A^\top \operatorname{diag}(\sigma'(A x "
                 "+ b)) A",
                 "σ′ for σ″"),
        NearMiss(r"\nabla_x^2 \left(\mathbf{1}^\top \sigma(A x + b)\right) = A^\top \operatorname{diag}(\sigma'(A x "
                 "+ b))^2 A",
                 "the square of the first derivative for the second one"),
    ),
)
