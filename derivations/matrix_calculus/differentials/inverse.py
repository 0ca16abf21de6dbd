r"""The differential of an inverse.

X is n×n and invertible: 0 = d(XX⁻¹).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.differentials.inverse",
    title="The differential of an inverse",
    statement=r"\mathrm{d}(X^{-1}) = -X^{-1} (\mathrm{d} X) X^{-1}",
    given=(r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}"),
    source="Matrix Cookbook (40); Magnus and Neudecker, ch. 8, theorem 3",
    layout="denominator",
    proof=(
        Line(r"\mathrm{d}(X^{-1})"),
        Line(r"X^{-1} X \, \mathrm{d}(X^{-1})", "X⁻¹X = I"),
        Line(r"X^{-1} \left(\mathrm{d}(X X^{-1}) - (\mathrm{d} X) X^{-1}\right)",
             "the product rule, solved for X d(X⁻¹)"),
        Line(r"-X^{-1} (\mathrm{d} X) X^{-1}", "XX⁻¹ = I is constant"),
    ),
    near_misses=(
        NearMiss(r"\mathrm{d}(X^{-1}) = -X^{-2} \, \mathrm{d} X", "as for numbers"),
        NearMiss(r"\mathrm{d}(X^{-1}) = (\mathrm{d} X)^{-1}",
                 "the differential of the inverse is taken for the inverse of the differential"),
        NearMiss(r"\mathrm{d}(X^{-1}) = X^{-1} (\mathrm{d} X) X^{-1}", "the sign"),
    ),
)
