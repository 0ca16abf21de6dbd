r"""Gradient of aᵀX⁻¹b.

X is n×n and invertible, a and b have n entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.gradient_of_bilinear_form",
    title="Gradient of aᵀX⁻¹b",
    statement=r"\nabla_X (a^\top X^{-1} b) = -X^{-\top} a b^\top X^{-\top}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}", r"a, b \in \mathbb{R}^n"),
    source="Matrix Cookbook (61)",
    layout="denominator",
    proof=(
        Line(r"\left(\nabla_X (a^\top X^{-1} b)\right)_{ij}"),
        Line(r"-\sum_{k=1}^n \sum_{l=1}^n a_k (X^{-1})_{ki} (X^{-1})_{jl} b_l",
             "the derivative of an inverse, entry by entry"),
        Line(r"-(X^{-\top} a)_i (X^{-1} b)_j", "the sums over k and l are products of a matrix and a vector"),
        Line(r"\left(-X^{-\top} a b^\top X^{-\top}\right)_{ij}", "a column times a row"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X (a^\top X^{-1} b) = -X^{-1} a b^\top X^{-1}", "the transposes are forgotten"),
        NearMiss(r"\nabla_X (a^\top X^{-1} b) = -X^{-\top} b a^\top X^{-\top}", "a and b are exchanged"),
        NearMiss(r"\nabla_X (a^\top X^{-1} b) = X^{-\top} a b^\top X^{-\top}", "the sign is lost"),
        NearMiss(r"\nabla_X (a^\top X^{-1} b) = -a^\top X^{-2} b", "as for numbers", expects="shape"),
    ),
)
