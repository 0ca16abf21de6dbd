r"""Derivatives of (x - As)ᵀ W (x - As).

x has n entries, s has m, A is n×m, W is n×n and symmetric: the derivatives by s, by x
and by A.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.weighted_residual",
    title="Derivatives of (x - As)ᵀ W (x - As)",
    statement=r"\frac{\partial}{\partial s} (x - A s)^\top W (x - A s) = -2 A^\top W (x - A s)",
    given=(
        r"x \in \mathbb{R}^n",
        r"s \in \mathbb{R}^m",
        r"A \in \mathbb{R}^{n \times m}",
        r"W \in \mathbb{R}^{n \times n}",
        r"W \text{ symmetric}",
    ),
    source="Matrix Cookbook (84)–(88)",
    layout="denominator",
    also=(
        r"\frac{\partial}{\partial x} (x - A s)^\top W (x - A s) = 2 W (x - A s)",
        r"\frac{\partial}{\partial A} (x - A s)^\top W (x - A s) = -2 W (x - A s) s^\top",
    ),
    proof=(
        Line(r"\frac{\partial}{\partial s} (x - A s)^\top W (x - A s)"),
        Line(r"-A^\top (W + W^\top) (x - A s)",
             "the gradient of a quadratic form, and the chain rule with ∂(x - As)/∂s = -Aᵀ"),
        Line(r"-2 A^\top W (x - A s)", "Wᵀ = W"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial s} (x - A s)^\top W (x - A s) = 2 A^\top W (x - A s)",
                 "the sign of the inner derivative"),
        NearMiss(r"\frac{\partial}{\partial s} (x - A s)^\top W (x - A s) = -2 W (x - A s)",
                 "the inner derivative A is lost",
                 expects="shape"),
        NearMiss(r"\frac{\partial}{\partial A} (x - A s)^\top W (x - A s) = -2 W (x - A s) s^\top",
                 "the same without W symmetric",
                 given=(r"x \in \mathbb{R}^n", r"s \in \mathbb{R}^m", r"A \in \mathbb{R}^{n \times m}", r"W \in \mathbb{R}^{n \times n}")),
        NearMiss(r"\frac{\partial}{\partial A} (x - A s)^\top W (x - A s) = -2 s^\top W (x - A s)",
                 "the row s is put in front",
                 expects="shape"),
    ),
)
