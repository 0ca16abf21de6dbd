r"""The determinant of a multiple.

X is n×n, c a number: each of the n rows is multiplied by c.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.determinants.of_multiple",
    title="The determinant of a multiple",
    statement=r"\det(c X) = c^n \det(X)",
    given=(r"X \in \mathbb{R}^{n \times n}", r"c \in \mathbb{R}"),
    source="Matrix Cookbook (19)",
    layout="denominator",
    also=(r"\det(-X) = (-1)^n \det(X)", r"\frac{\partial \det(c X)}{\partial X} = c^n \det(X) X^{-\top}"),
    proof=(
        Line(r"\det(c X)"),
        Line(r"\det(c I) \det(X)", "cX = (cI) X, and the determinant is multiplicative"),
        Line(r"c^n \det(X)", "the determinant of cI is the product of its n diagonal entries"),
    ),
    near_misses=(
        NearMiss(r"\det(c X) = c \det(X)", "one row is multiplied instead of n"),
        NearMiss(r"\det(c X) = n c \det(X)", "a product for the power"),
        NearMiss(r"\det(-X) = -\det(X)", "true for odd n only"),
        NearMiss(r"\det(X + X) = 2 \det(X)", "one row is doubled instead of n"),
    ),
)
