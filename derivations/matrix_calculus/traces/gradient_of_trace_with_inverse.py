r"""Gradient of tr(AX⁻¹B).

A is m×n, X is n×n and invertible, B is n×m. From d X⁻¹ = -X⁻¹ (dX) X⁻¹; the gradient is
of the shape of X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_trace_with_inverse",
    title="Gradient of tr(AX⁻¹B)",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = -(X^{-1} B A X^{-1})^\top",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"B \in \mathbb{R}^{n \times m}",
        r"X \in \mathbb{R}^{n \times n}",
        r"X \text{ invertible}",
    ),
    source="Matrix Cookbook (124)",
    layout="denominator",
    also=(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = -X^{-\top} A^\top B^\top X^{-\top}",),
    proof=(
        Line(r"\left(\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B)\right)_{ij}"),
        Line(r"\sum_{k=1}^n \sum_{l=1}^n (B A)_{lk} \frac{\partial (X^{-1})_{kl}}{\partial X_{ij}}",
             "the trace is cyclic, and BA does not depend on X"),
        Line(r"-\sum_{k=1}^n \sum_{l=1}^n (B A)_{lk} (X^{-1})_{ki} (X^{-1})_{jl}",
             "the derivative of an inverse, entry by entry"),
        Line(r"\left(-(X^{-1} B A X^{-1})^\top\right)_{ij}", "the sums are those of the product, read from j to i"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = -X^{-1} B A X^{-1}",
                 "the transpose is forgotten",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}")),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = (X^{-1} B A X^{-1})^\top",
                 "the sign of the derivative of an inverse is lost"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = -(X^{-1} A B X^{-1})^\top",
                 "A and B are left in the order in which they stand",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}")),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = -(X^{-2} B A)^\top",
                 "as for numbers: all inverses are brought to one side"),
    ),
)
