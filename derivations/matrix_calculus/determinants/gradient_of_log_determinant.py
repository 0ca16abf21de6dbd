r"""Gradient of log det.

X is n×n with det X > 0. The logarithm takes the factor det X off Jacobi's formula.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.gradient_of_log_determinant",
    title="Gradient of log det",
    statement=r"\nabla_X \log \det(X) = X^{-\top}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"\det(X) > 0"),
    source="Matrix Cookbook (57); Boyd and Vandenberghe, Convex Optimization, A.4.1",
    layout="denominator",
    also=(r"\mathrm{d} \log \det(X) = \operatorname{tr}(X^{-1} \mathrm{d} X)",),
    proof=(
        Line(r"\nabla_X \log \det(X)"),
        Line(r"\frac{1}{\det(X)} \nabla_X \det(X)", "the chain rule"),
        Line(r"\frac{1}{\det(X)} \det(X) X^{-\top}", "Jacobi's formula"),
        Line(r"X^{-\top}", "the number det X cancels"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \log \det(X) = X^{-1}", "the transpose is forgotten"),
        NearMiss(r"\nabla_X \log \det(X) = \frac{1}{\det(X)}",
                 "the chain rule stops at the determinant",
                 expects="shape"),
        NearMiss(r"\nabla_X \log \det(X) = \frac{1}{\det(X)} X^{-\top}",
                 "the factor det X of Jacobi's formula is lost"),
    ),
)
