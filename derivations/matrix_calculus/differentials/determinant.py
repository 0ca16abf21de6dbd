r"""The differential of the determinant and of its logarithm.

X is n×n with det X > 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.differentials.determinant",
    title="The differential of the determinant and of its logarithm",
    statement=r"\mathrm{d} \det(X) = \det(X) \operatorname{tr}(X^{-1} \mathrm{d} X)",
    given=(r"X \in \mathbb{R}^{n \times n}", r"\det(X) > 0"),
    source="Matrix Cookbook (41)–(43)",
    layout="denominator",
    also=(r"\mathrm{d} \log \det(X) = \operatorname{tr}(X^{-1} \mathrm{d} X)",),
    proof=(
        Line(r"\mathrm{d} \log \det(X)"),
        Line(r"\frac{1}{\det(X)} \mathrm{d} \det(X)", "the chain rule"),
        Line(r"\frac{1}{\det(X)} \det(X) \operatorname{tr}(X^{-1} \mathrm{d} X)", "Jacobi's formula"),
        Line(r"\operatorname{tr}(X^{-1} \mathrm{d} X)", "the determinant cancels"),
    ),
    near_misses=(
        NearMiss(r"\mathrm{d} \det(X) = \operatorname{tr}(X^{-1} \mathrm{d} X)", "the differential of the logarithm"),
        NearMiss(r"\mathrm{d} \det(X) = \det(X) \operatorname{tr}(X^{-\top} \mathrm{d} X)",
                 "the transpose belongs to the gradient, not to the differential"),
        NearMiss(r"\mathrm{d} \det(X) = \det(\mathrm{d} X)", "d and det are exchanged"),
    ),
)
