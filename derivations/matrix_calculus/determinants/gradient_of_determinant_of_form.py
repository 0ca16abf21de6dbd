r"""Gradient of det(XᵀAX).

A is m×m, X is m×n; for A that is not symmetric both occurrences of X give a term.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.gradient_of_determinant_of_form",
    title="Gradient of det(XᵀAX)",
    statement=r"\frac{\partial \det(X^\top A X)}{\partial X} = \det(X^\top A X) \left(A X (X^\top A X)^{-1} + A^\top "
              r"X (X^\top A^\top X)^{-1}\right)",
    given=(r"A \in \mathbb{R}^{m \times m}", r"X \in \mathbb{R}^{m \times n}"),
    source="Matrix Cookbook (54)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial \det(X^\top A X)}{\partial X}"),
        Line(r"\det(X^\top A X) \left(A X (X^\top A X)^{-1} + A^\top X (X^\top A X)^{-\top}\right)",
             "Jacobi's formula for XᵀAX, and the product rule"),
        Line(r"\det(X^\top A X) \left(A X (X^\top A X)^{-1} + A^\top X (X^\top A^\top X)^{-1}\right)",
             "the transpose of XᵀAX is XᵀAᵀX"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \det(X^\top A X)}{\partial X} = 2 \det(X^\top A X) A X (X^\top A X)^{-1}",
                 "the formula for symmetric A"),
        NearMiss(r"\frac{\partial \det(X^\top A X)}{\partial X} = \det(X^\top A X) (A + A^\top) X (X^\top A X)^{-1}",
                 "the second term keeps A inside the inverse where Aᵀ belongs"),
        NearMiss(r"\frac{\partial \det(X^\top A X)}{\partial X} = A X (X^\top A X)^{-1} + A^\top X (X^\top A^\top "
                 "X)^{-1}",
                 "the factor of the determinant is lost"),
    ),
)
