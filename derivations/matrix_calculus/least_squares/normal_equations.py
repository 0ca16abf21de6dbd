r"""The optimum solves the normal equations.

X is N×d with XᵀX invertible; at w = (XᵀX)⁻¹Xᵀy the gradient vanishes, and the residual
is orthogonal to the columns of X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.least_squares.normal_equations",
    title="The optimum solves the normal equations",
    statement=r"X^\top (X w - y) = 0",
    given=(r"X \in \mathbb{R}^{N \times d}", r"y \in \mathbb{R}^N", r"w = (X^\top X)^{-1} X^\top y"),
    source="Golub and Van Loan, Matrix Computations, 5.3.1",
    layout="denominator",
    proof=(
        Line(r"X^\top (X w - y)"),
        Line(r"X^\top X (X^\top X)^{-1} X^\top y - X^\top y", "w put in"),
        Line(r"X^\top y - X^\top y", "a matrix times its inverse"),
        Line("0", "the residual is orthogonal to every column of X"),
    ),
    near_misses=(
        NearMiss("X w - y = 0", "the residual itself need not vanish"),
        NearMiss(r"X^\top (X w + y) = 0", "a sign"),
        NearMiss(r"X w = X^\top y",
                 "a factor is lost",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"y \in \mathbb{R}^n", r"w = (X^\top X)^{-1} X^\top y")),
    ),
)
