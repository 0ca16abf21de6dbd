r"""Gradient of det(AXB).

A, B and X are n×n and invertible: A and B change the determinant by a factor only.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.gradient_of_determinant_of_axb",
    title="Gradient of det(AXB)",
    statement=r"\frac{\partial \det(A X B)}{\partial X} = \det(A X B) X^{-\top}",
    given=(r"A, B, X \in \mathbb{R}^{n \times n}", r"A, B, X \text{ invertible}"),
    source="Matrix Cookbook (51)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial \det(A X B)}{\partial X}"),
        Line(r"\frac{\partial}{\partial X} \left(\det(A) \det(X) \det(B)\right)",
             "the determinant is multiplicative"),
        Line(r"\det(A) \det(B) \frac{\partial \det(X)}{\partial X}", "det A and det B do not depend on X"),
        Line(r"\det(A) \det(B) \det(X) X^{-\top}", "Jacobi's formula"),
        Line(r"\det(A X B) X^{-\top}", "the determinant is multiplicative"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \det(A X B)}{\partial X} = \det(A X B) X^{-1}", "the transpose is forgotten"),
        NearMiss(r"\frac{\partial \det(A X B)}{\partial X} = \det(A X B) (A X B)^{-\top}",
                 "the inner derivative, A on the left and B on the right, is forgotten"),
        NearMiss(r"\frac{\partial \det(A X B)}{\partial X} = \det(X) X^{-\top}",
                 "the factors det A and det B are lost"),
    ),
)
