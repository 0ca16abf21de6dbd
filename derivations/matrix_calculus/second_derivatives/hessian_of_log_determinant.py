r"""Second derivatives of log det.

X is n×n with det X > 0; the result has four indices.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.second_derivatives.hessian_of_log_determinant",
    title="Second derivatives of log det",
    statement=r"\frac{\partial^2 \log \det(X)}{\partial X_{kl} \partial X_{ij}} = -(X^{-1})_{jk} (X^{-1})_{li}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"\det(X) > 0"),
    source="Boyd and Vandenberghe, Convex Optimization, A.4.3",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial^2 \log \det(X)}{\partial X_{kl} \partial X_{ij}}"),
        Line(r"\frac{\partial (X^{-1})_{ji}}{\partial X_{kl}}", "the gradient of log det is the transposed inverse"),
        Line("-(X^{-1})_{jk} (X^{-1})_{li}", "the derivative of an inverse, entry by entry"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial^2 \log \det(X)}{\partial X_{kl} \partial X_{ij}} = -(X^{-1})_{ij} (X^{-1})_{kl}",
                 "the product of the two gradients, for a logarithm of a number"),
        NearMiss(r"\frac{\partial^2 \log \det(X)}{\partial X_{kl} \partial X_{ij}} = (X^{-1})_{jk} (X^{-1})_{li}",
                 "the sign"),
        NearMiss(r"\frac{\partial^2 \log \det(X)}{\partial X_{kl} \partial X_{ij}} = -(X^{-1})_{jk} (X^{-1})_{il}",
                 "two indices are exchanged"),
    ),
)
