r"""Gradient of log det(XᵀX).

X is m×n of full column rank, so that XᵀX has an inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.gradient_of_log_determinant_of_gram",
    title="Gradient of log det(XᵀX)",
    statement=r"\nabla_X \log \det(X^\top X) = 2 X (X^\top X)^{-1}",
    given=(r"X \in \mathbb{R}^{m \times n}", r"X \text{ has full column rank}"),
    source="Matrix Cookbook (55)",
    layout="denominator",
    proof=(
        Line(r"\nabla_X \log \det(X^\top X)"),
        Line(r"\frac{1}{\det(X^\top X)} \nabla_X \det(X^\top X)", "the chain rule"),
        Line(r"\frac{1}{\det(X^\top X)} 2 \det(X^\top X) X (X^\top X)^{-1}",
             "Jacobi's formula; XᵀX is symmetric, so both occurrences of X give the same"),
        Line(r"2 X (X^\top X)^{-1}", "the determinant cancels"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \log \det(X^\top X) = \frac{2}{\det(X^\top X)} X",
                 "the chain rule without Jacobi's formula"),
        NearMiss(r"\nabla_X \log \det(X^\top X) = X (X^\top X)^{-1}", "only one of the two X is differentiated"),
        NearMiss(r"\nabla_X \log \det(X^\top X) = 2 (X^\top X)^{-1} X^\top",
                 "the pseudo-inverse, which has the transposed shape",
                 expects="shape"),
        NearMiss(r"\nabla_X \log \det(X^\top X) = 2 (X^\top X)^{-1} X",
                 "the inverse on the wrong side",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}")),
    ),
)
