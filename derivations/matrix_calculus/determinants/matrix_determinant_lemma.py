r"""The matrix determinant lemma.

A is n×n and invertible, u and v have n entries: a change of rank one multiplies the
determinant by 1 + vᵀA⁻¹u.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.matrix_determinant_lemma",
    title="The matrix determinant lemma",
    statement=r"\det(A + u v^\top) = (1 + v^\top A^{-1} u) \det(A)",
    given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ invertible}", r"u, v \in \mathbb{R}^n"),
    source="Matrix Cookbook (24) and 3.1; Harville, Matrix Algebra, theorem 18.1.1",
    layout="denominator",
    also=(r"\det(I + u v^\top) = 1 + u^\top v",),
    proof=(
        Line(r"\det(A + u v^\top)"),
        Line(r"\det(A (I + A^{-1} u v^\top))", "A is taken out on the left"),
        Line(r"\det(A) \det(I + A^{-1} u v^\top)", "the determinant is multiplicative"),
        Line(r"\det(A) (1 + v^\top A^{-1} u)",
             "det(I + ab) = det(I + ba), and ba is a number for a column a and a row b"),
    ),
    near_misses=(
        NearMiss(r"\det(A + u v^\top) = \det(A) + u^\top v", "the rule for A = I without the factor det A"),
        NearMiss(r"\det(A + u v^\top) = (1 + u^\top A^{-1} v) \det(A)", "u and v are exchanged"),
        NearMiss(r"\det(A + u v^\top) = v^\top A^{-1} u \det(A)", "the 1 is lost"),
    ),
)
