r"""For least squares of a nonlinear model the Hessian is JᵀJ plus curvature weighted by residuals.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.gauss_newton",
    title="Hessian of nonlinear least squares",
    statement=r"\nabla_x^2 J = A^\top \operatorname{diag}\left(\sigma'(A x) \odot \sigma'(A x) + r \odot \sigma''(A "
              r"x)\right) A",
    given=(r"A \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^n",
           r"y \in \mathbb{R}^m",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice differentiable}",
           r"r = \sigma(A x) - y",
           r"J = \frac{1}{2} \|r\|^2",),
    source="Nocedal, Wright, Numerical Optimization, (10.5); Martens (2010)",
    proof=(
        Line(r"\frac{\partial^2 J}{\partial x_i \partial x_j}"),
        Line(r"\frac{\partial}{\partial x_i} \sum_{k=1}^m r_k \sigma'((A x)_k) A_{kj}",
             "gradient of half a squared norm"),
        Line(r"\sum_{k=1}^m \left(\sigma'((A x)_k)^2 + r_k \sigma''((A x)_k)\right) A_{ki} A_{kj}",
             "product rule; ∂r_k/∂x_i = σ′ A_ki"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x^2 J = A^\top \operatorname{diag}\left(\sigma'(A x) \odot \sigma'(A x)\right) A",
                 "the Gauss-Newton part alone: right where residuals vanish"),
        NearMiss(r"\nabla_x^2 J = A^\top \operatorname{diag}\left(r \odot \sigma''(A x)\right) A",
                 "the curvature's part alone"),
        NearMiss(r"\nabla_x^2 J = A^\top \operatorname{diag}\left(\sigma'(A x) + r \odot \sigma''(A x)\right) A",
                 "the slope is squared"),
    ),
)
