r"""Similar matrices have one determinant and one trace.

A and S are n×n, S is invertible. Determinant and trace belong to the linear map, not to
the basis.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.similarity",
    title="Similar matrices have one determinant and one trace",
    statement=r"\det(S^{-1} A S) = \det(A)",
    given=(r"A, S \in \mathbb{R}^{n \times n}", r"S \text{ invertible}"),
    source="Horn and Johnson, Matrix Analysis, 1.3",
    layout="denominator",
    also=(r"\operatorname{tr}(S^{-1} A S) = \operatorname{tr}(A)",),
    proof=(
        Line(r"\det(S^{-1} A S)"),
        Line(r"\det(S^{-1}) \det(A) \det(S)", "the determinant is multiplicative"),
        Line(r"\det(A) \det(S)^{-1} \det(S)", "det S⁻¹ = 1 / det S"),
        Line(r"\det(A)", "the two numbers cancel"),
    ),
    near_misses=(
        NearMiss(r"\det(S^\top A S) = \det(A)",
                 "a congruence is taken for a similarity; it is one if S is orthogonal"),
        NearMiss("S^{-1} A S = A", "the matrices themselves need not be equal"),
        NearMiss(r"\operatorname{tr}(S^\top A S) = \operatorname{tr}(A)", "a congruence is taken for a similarity"),
    ),
)
