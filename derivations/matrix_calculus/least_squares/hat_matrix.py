r"""The hat matrix is a projection.

X is N×d with XᵀX invertible: H maps y to its orthogonal projection on the columns of X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.hat_matrix",
    title="The hat matrix is a projection",
    statement="H^2 = H",
    given=(r"X \in \mathbb{R}^{N \times d}", r"H = X (X^\top X)^{-1} X^\top"),
    source="Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, (3.7)",
    layout="denominator",
    also=(r"H^\top = H", "H X = X", r"\operatorname{tr}(H) = d"),
    proof=(
        Line("H^2"),
        Line(r"X (X^\top X)^{-1} X^\top X (X^\top X)^{-1} X^\top", "H put in"),
        Line(r"X (X^\top X)^{-1} X^\top", "a matrix times its inverse"),
        Line("H", "the definition of H"),
    ),
    near_misses=(
        NearMiss("H^2 = I", "a projection is taken for a reflection"),
        NearMiss(r"\operatorname{tr}(H) = N", "the trace of the identity of the same size"),
        NearMiss("H = I", "X X⁻¹ is cancelled, which needs a square X"),
    ),
)
