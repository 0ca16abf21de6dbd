r"""Gradient of the determinant (Jacobi's formula).

X is n×n and invertible. The derivative of det X by X_ij is the cofactor of X_ij, which
is det(X) times the entry j, i of the inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.gradient_of_determinant",
    title="Gradient of the determinant (Jacobi's formula)",
    statement=r"\nabla_X \det(X) = \det(X) X^{-\top}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}"),
    source="Matrix Cookbook (46), (49); Magnus and Neudecker, ch. 8, theorem 1",
    layout="denominator",
    also=(
        r"\frac{\partial \det(X)}{\partial X_{ij}} = \det(X) (X^{-1})_{ji}",
        r"\mathrm{d} \det(X) = \det(X) \operatorname{tr}(X^{-1} \mathrm{d} X)",
    ),
    proof=(
        Line(r"\frac{\partial \det(X)}{\partial X_{ij}}"),
        Line(r"\det(X) \sum_{k=1}^n \sum_{l=1}^n (X^{-1})_{lk} \frac{\partial X_{kl}}{\partial X_{ij}}",
             "Jacobi: d det X = det(X) tr(X⁻¹ dX)"),
        Line(r"\det(X) (X^{-1})_{ji}", "∂X_kl/∂X_ij is 1 for k = i, l = j, else 0"),
        Line(r"\left(\det(X) X^{-\top}\right)_{ij}", "the transpose exchanges the indices"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \det(X) = \det(X) X^{-1}", "the transpose is forgotten"),
        NearMiss(r"\nabla_X \det(X) = X^{-\top}", "the gradient of the logarithm of the determinant"),
        NearMiss(r"\nabla_X \det(X) = \det(X) X^\top", "the inverse is lost"),
        NearMiss(r"\frac{\partial \det(X)}{\partial X_{ij}} = \det(X) (X^{-1})_{ij}", "indices not exchanged"),
    ),
)
