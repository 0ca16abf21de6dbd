r"""The determinant of an inverse.

A is n×n and invertible: the product of both determinants is det I = 1.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.inverse",
    title="The determinant of an inverse",
    statement=r"\det(A^{-1}) = \frac{1}{\det(A)}",
    given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ invertible}"),
    source="Matrix Cookbook (22)",
    layout="denominator",
    also=(r"\det(A^{-\top}) = \det(A)^{-1}",),
    proof=(
        Line(r"\det(A^{-1}) \det(A)"),
        Line(r"\det(A^{-1} A)", "the determinant is multiplicative"),
        Line(r"\det(I)", "A⁻¹A = I"),
        Line("1", "the identity keeps volumes"),
    ),
    near_misses=(
        NearMiss(r"\det(A^{-1}) = -\det(A)", "a minus in the exponent is read as a sign"),
        NearMiss(r"\det(A^{-1}) = \det(A)", "the inverse is taken for the transpose"),
        NearMiss(r"\det(A^{-1} B) = \det(A) \det(B)^{-1}",
                 "the wrong one of the two determinants is inverted",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ invertible}")),
    ),
)
