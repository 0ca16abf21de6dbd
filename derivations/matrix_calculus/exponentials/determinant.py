r"""Determinant of the exponential.

A is n×n. The determinant of the exponential is the exponential of the trace; so
the exponential always has an inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.determinant",
    title="Determinant of the exponential",
    statement=r"\det(e^{A}) = e^{\operatorname{tr}(A)}",
    given=(r"A \in \mathbb{R}^{n \times n}", r"t \in \mathbb{R}"),
    source="Hall, Lie Groups, Lie Algebras, and Representations, theorem 2.12",
    also=(
        r"\log \det(e^{A}) = \operatorname{tr}(A)",
        r"\frac{d}{dt} \det(e^{tA}) = \operatorname{tr}(A) \det(e^{tA})",
        r"(e^{A})^{-1} = e^{-A}",
    ),
    proof=(
        Line(r"\det(e^{A})"),
        Line(r"e^{\operatorname{tr}(A)}", "its eigenvalues are the exponentials of those of A"),
    ),
    near_misses=(
        NearMiss(r"\det(e^{A}) = e^{\det(A)}", "the determinant is moved into the exponent"),
        NearMiss(r"\det(e^{A}) = \operatorname{tr}(e^{A})", "determinant and trace exchanged"),
        NearMiss(r"\operatorname{tr}(e^{A}) = e^{\operatorname{tr}(A)}", "the trace has no such rule"),
        NearMiss(r"\frac{d}{dt} \det(e^{tA}) = \det(A) \det(e^{tA})", "the determinant of A for its trace"),
        NearMiss(r"(e^{A})^{-1} = e^{A^{-1}}", "the inverse is moved into the exponent",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ invertible}")),
    ),
)
