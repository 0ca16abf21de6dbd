r"""The exponential of a sum of matrices that commute.

A and B are n×n with AB = BA. Then the binomial theorem holds, and the two series
multiply as those of numbers do; without it they do not.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.sum",
    title="Exponential of a sum",
    statement=r"e^{A + B} = e^{A} e^{B}",
    given=(r"A, B \in \mathbb{R}^{n \times n}", r"A B = B A"),
    source="Hall, Lie Groups, Lie Algebras, and Representations, proposition 2.3; Higham, Functions of Matrices, theorem 10.2",
    also=(r"e^{A} B = B e^{A}", r"e^{A} e^{-A} = I", r"e^{2A} = e^{A} e^{A}"),
    proof=(
        Line(r"e^{A + B}"),
        Line(r"e^{A} e^{B}", "A and B commute"),
        Line(r"e^{B} e^{A}", "so do their exponentials"),
    ),
    near_misses=(
        NearMiss(r"e^{A + B} = e^{A} e^{B}", "A and B need not commute", given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"e^{A} e^{B} = e^{B} e^{A}", "A and B need not commute", given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"e^{A + B} = e^{A} + e^{B}", "taken for a linear map"),
        NearMiss(r"e^{A B} = e^{A} e^{B}", "the product stands in the exponent"),
        NearMiss(r"e^{A} B^\top = B^\top e^{A}", "A commutes with B, not with its transpose"),
    ),
)
