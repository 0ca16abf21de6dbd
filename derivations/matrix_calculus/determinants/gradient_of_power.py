r"""Gradient of a power of the determinant.

X is n×n and invertible, k ≥ 1; det(Xᵏ) = det(X)ᵏ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.gradient_of_power",
    title="Gradient of a power of the determinant",
    statement=r"\frac{\partial \det(X^k)}{\partial X} = k \det(X^k) X^{-\top}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}", r"k \in \mathbb{N}, k \ge 1"),
    source="Matrix Cookbook (58)",
    layout="denominator",
    also=(r"\frac{\partial \det(X)^k}{\partial X} = k \det(X)^k X^{-\top}",),
    proof=(
        Line(r"\frac{\partial \det(X^k)}{\partial X}"),
        Line(r"\frac{\partial \det(X)^k}{\partial X}", "the determinant is multiplicative"),
        Line(r"k \det(X)^{k-1} \frac{\partial \det(X)}{\partial X}", "the chain rule"),
        Line(r"k \det(X)^{k-1} \det(X) X^{-\top}", "Jacobi's formula"),
        Line(r"k \det(X^k) X^{-\top}", "the powers of the determinant together"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \det(X^k)}{\partial X} = k \det(X^{k-1}) X^{-\top}",
                 "the exponent is lowered, but Jacobi's factor is lost"),
        NearMiss(r"\frac{\partial \det(X^k)}{\partial X} = \det(X^k) X^{-\top}", "the factor k is lost"),
        NearMiss(r"\frac{\partial \det(X^k)}{\partial X} = k \det(X^k) X^{-1}", "the transpose is forgotten"),
    ),
)
