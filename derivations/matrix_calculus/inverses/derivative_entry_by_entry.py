r"""Derivative of an inverse, entry by entry.

X is n×n and invertible; the result has four indices.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.derivative_entry_by_entry",
    title="Derivative of an inverse, entry by entry",
    statement=r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = -(X^{-1})_{ki} (X^{-1})_{jl}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}"),
    source="Matrix Cookbook (60)",
    layout="denominator",
    also=(r"\mathrm{d}(X^{-1}) = -X^{-1} (\mathrm{d} X) X^{-1}",),
    proof=(
        Line(r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}}"),
        Line(r"-\sum_{p=1}^n \sum_{q=1}^n (X^{-1})_{kp} \frac{\partial X_{pq}}{\partial X_{ij}} (X^{-1})_{ql}",
             "dX⁻¹ = -X⁻¹ (dX) X⁻¹"),
        Line("-(X^{-1})_{ki} (X^{-1})_{jl}", "∂X_pq/∂X_ij is 1 for p = i, q = j, else 0"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = -(X^{-1})_{kj} (X^{-1})_{il}",
                 "i and j are exchanged"),
        NearMiss(r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = (X^{-1})_{ki} (X^{-1})_{jl}", "the sign is lost"),
        NearMiss(r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = -(X^{-2})_{kl}", "as for numbers"),
    ),
)
