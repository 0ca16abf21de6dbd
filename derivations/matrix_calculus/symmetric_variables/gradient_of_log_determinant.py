r"""Gradient of log det by a symmetric matrix.

X is n×n, symmetric and positive definite, X_ij and X_ji being one variable.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.symmetric_variables.gradient_of_log_determinant",
    title="Gradient of log det by a symmetric matrix",
    statement=r"\nabla_X \log \det(X) = 2 X^{-1} - (X^{-1} \odot I)",
    given=(
        r"X \in \mathbb{R}^{n \times n}",
        r"X \text{ positive definite}",
        r"\text{derivatives by } X \text{ respect its symmetry}",
    ),
    source="Matrix Cookbook (140), (141)",
    layout="denominator",
    also=(r"\nabla_X \det(X) = \det(X) \left(2 X^{-1} - (X^{-1} \odot I)\right)",),
    proof=(
        Line(r"\left(\nabla_X \log \det(X)\right)_{ij}"),
        Line(r"(X^{-1})_{ij} + (X^{-1})_{ji} - \delta_{ij} (X^{-1})_{ij}",
             "the gradient for independent entries, at both places of the variable"),
        Line(r"\left(2 X^{-1} - (X^{-1} \odot I)\right)_{ij}", "the inverse of a symmetric matrix is symmetric"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \log \det(X) = X^{-1}", "the rule for independent entries"),
        NearMiss(r"\nabla_X \log \det(X) = 2 X^{-1}", "the diagonal is counted twice"),
        NearMiss(r"\nabla_X \log \det(X) = 2 X^{-1} - I", "the diagonal of the identity for that of the inverse"),
    ),
)
