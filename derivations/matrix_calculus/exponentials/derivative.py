r"""Derivative of the exponential of tA.

A is n×n and t a number. The matrix tA commutes with its derivative A, so that the
derivative of the exponential is A times it, on either side.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.derivative",
    title="Derivative of e^{tA}",
    statement=r"\frac{d}{dt} e^{tA} = A e^{tA}",
    given=(r"A \in \mathbb{R}^{n \times n}", r"t \in \mathbb{R}"),
    source="Hall, Lie Groups, Lie Algebras, and Representations, proposition 2.4; Higham, Functions of Matrices, ch. 10",
    also=(
        r"\frac{d}{dt} e^{tA} = e^{tA} A",
        r"\frac{d^2}{dt^2} e^{tA} = A^2 e^{tA}",
        r"\frac{d}{dt} e^{t^2 A} = 2 t A e^{t^2 A}",
    ),
    proof=(
        Line(r"\frac{d}{dt} e^{tA}"),
        Line(r"A e^{tA}", "tA commutes with its derivative A"),
        Line(r"e^{tA} A", "what commutes with tA commutes with its exponential"),
    ),
    near_misses=(
        NearMiss(r"\frac{d}{dt} e^{tA} = e^{tA}", "the inner derivative is forgotten"),
        NearMiss(r"\frac{d}{dt} e^{tA} = t A e^{tA}", "t is taken for the inner derivative besides A"),
        NearMiss(r"\frac{d}{dt} e^{tA} = A e^{A}", "t is lost in the exponent"),
        NearMiss(r"\frac{d}{dt} e^{tA} = A^\top e^{tA}", "transposed as in a gradient"),
        NearMiss(r"\frac{d}{dt} e^{A + tB} = B e^{A + tB}", "A and B need not commute",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"t \in \mathbb{R}")),
    ),
)
