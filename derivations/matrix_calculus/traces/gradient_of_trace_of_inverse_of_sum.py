r"""Gradient of tr((X + A)⁻¹).

A and X are n×n; the formula holds wherever X + A has an inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_trace_of_inverse_of_sum",
    title="Gradient of tr((X + A)⁻¹)",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}((X + A)^{-1}) = -\left((X + A)^{-1} (X + "
              r"A)^{-1}\right)^\top",
    given=(r"A, X \in \mathbb{R}^{n \times n}",),
    source="Matrix Cookbook (64)",
    layout="denominator",
    proof=(
        Line(r"\left(\frac{\partial}{\partial X} \operatorname{tr}((X + A)^{-1})\right)_{ij}"),
        Line(r"-\sum_{k=1}^n ((X + A)^{-1})_{ki} ((X + A)^{-1})_{jk}", "the derivative of an inverse, entry k, k"),
        Line(r"\left(-\left((X + A)^{-1} (X + A)^{-1}\right)^\top\right)_{ij}",
             "the sum is the entry j, i of the product"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}((X + A)^{-1}) = -(X + A)^{-1} (X + A)^{-1}",
                 "the transpose is forgotten"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}((X + A)^{-1}) = -\left((X + A)^{-1}\right)^\top",
                 "one inverse is lost"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}((X + A)^{-1}) = \left((X + A)^{-1} (X + "
                 r"A)^{-1}\right)^\top",
                 "the sign is lost"),
    ),
)
