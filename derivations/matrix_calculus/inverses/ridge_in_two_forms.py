r"""The two forms of ridge regression.

X is N×d, λ > 0: one inverse is d×d, the other N×N.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.ridge_in_two_forms",
    title="The two forms of ridge regression",
    statement=r"(X^\top X + \lambda I_d)^{-1} X^\top = X^\top (X X^\top + \lambda I_N)^{-1}",
    given=(r"X \in \mathbb{R}^{N \times d}", r"\lambda \in \mathbb{R}, \lambda > 0"),
    source="Matrix Cookbook (158); Bishop, Pattern Recognition and Machine Learning, 6.1",
    layout="denominator",
    proof=(
        Line(r"(X^\top X + \lambda I_d)^{-1} X^\top"),
        Line(r"X^\top (X X^\top + \lambda I_N)^{-1}", "Xᵀ (XXᵀ + λI) = (XᵀX + λI) Xᵀ, both inverses multiplied on"),
    ),
    near_misses=(
        NearMiss(r"(X^\top X + \lambda I_d)^{-1} X^\top = X^\top (X^\top X + \lambda I_d)^{-1}",
                 "the same inverse on the other side",
                 expects="shape"),
        NearMiss(r"(X^\top X + \lambda I)^{-1} X^\top = X^\top (X^\top X + \lambda I)^{-1}",
                 "the same inverse on the other side",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"\lambda \in \mathbb{R}, \lambda > 0")),
        NearMiss(r"(X^\top X + \lambda I_d)^{-1} X^\top = X^\top (X X^\top - \lambda I_N)^{-1}", "a sign"),
        NearMiss(r"(X^\top X + \lambda I_d)^{-1} X^\top = \lambda X^\top (X X^\top + \lambda I_N)^{-1}",
                 "λ is kept as a factor"),
    ),
)
