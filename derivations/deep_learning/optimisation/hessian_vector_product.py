r"""A Hessian times a vector needs no matrix: it is the gradient of ∇Jᵀv.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.hessian_vector_product",
    title="Hessian-vector product",
    statement=r"(\nabla_x^2 J) v = A^\top \left(\sigma''(A x) \odot (A v)\right)",
    given=(r"A \in \mathbb{R}^{m \times n}",
           r"x, v \in \mathbb{R}^n",
           r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice differentiable}",
           r"J = \mathbf{1}^\top \sigma(A x)",),
    source="Pearlmutter, Fast Exact Multiplication by the Hessian (1994)",
    proof=(
        Line(r"(\nabla_x^2 J) v"),
        Line(r"A^\top \operatorname{diag}(\sigma''(A x)) A v", "Hessian of a sum of activations"),
        Line(r"A^\top \left(\sigma''(A x) \odot (A v)\right)", "a diagonal matrix multiplies entrywise"),
    ),
    near_misses=(
        NearMiss(r"(\nabla_x^2 J) v = A^\top \left(\sigma''(A x) \odot v\right)",
                 "A before v is lost", expects="shape"),
        NearMiss(r"(\nabla_x^2 J) v = A^\top \left(\sigma'(A x) \odot (A v)\right)", "σ′ for σ″"),
        NearMiss(r"(\nabla_x^2 J) v = A^\top \sigma''(A x) \odot v", "v put behind, entry by entry"),
        NearMiss(r"(\nabla_x^2 J) v = A \left(\sigma''(A x) \odot (A v)\right)", "transpose missing", expects="shape"),
    ),
)
