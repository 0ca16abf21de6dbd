r"""Sylvester's identity det(I + UV) = det(I + VU).

U is n×m and V is m×n; the two identities have different sizes.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.sylvester",
    title="Sylvester's identity det(I + UV) = det(I + VU)",
    statement=r"\det(I_n + U V) = \det(I_m + V U)",
    given=(r"U \in \mathbb{R}^{n \times m}", r"V \in \mathbb{R}^{m \times n}"),
    source="Harville, Matrix Algebra, corollary 18.1.2",
    layout="denominator",
    also=(r"\det(I_n + \lambda U V) = \det(I_m + \lambda V U), \quad \lambda \in \mathbb{R}",),
    proof=(
        Line(r"\det(I_n + U V)"),
        Line(r"\det(I_m + V U)",
             "the determinant of the block matrix [I, -U; V, I], eliminated by rows or by columns"),
    ),
    near_misses=(
        NearMiss(r"\det(I_n + U V) = \det(I_n + V^\top U)",
                 "one factor is transposed instead of exchanged",
                 given=(r"U, V \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\det(U V) = \det(V U)", "true for square factors only"),
        NearMiss(r"\det(I_n + U V) = 1 + \operatorname{tr}(V U)", "the first two terms only: exact for m = 1"),
    ),
)
