r"""Derivative of e^{tA} Q e^{tAᵀ}.

A and Q are n×n. The product solves P′ = AP + PAᵀ with P(0) = Q; so covariances of linear
systems are carried on.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.lyapunov",
    title="Derivative of e^{tA} Q e^{tAᵀ}",
    statement=r"\frac{d}{dt} \left(e^{tA} Q e^{tA^\top}\right) = A e^{tA} Q e^{tA^\top} + e^{tA} Q e^{tA^\top} A^\top",
    given=(r"A, Q \in \mathbb{R}^{n \times n}", r"t \in \mathbb{R}"),
    source="Bellman, Introduction to Matrix Analysis, ch. 10",
    also=(r"\frac{d}{dt} \left(e^{tA^\top} Q e^{tA}\right) = e^{tA^\top} (A^\top Q + Q A) e^{tA}",),
    proof=(
        Line(r"\frac{d}{dt} \left(e^{tA} Q e^{tA^\top}\right)"),
        Line(r"A e^{tA} Q e^{tA^\top} + e^{tA} Q A^\top e^{tA^\top}", "the product rule"),
        Line(r"A e^{tA} Q e^{tA^\top} + e^{tA} Q e^{tA^\top} A^\top", "Aᵀ commutes with the exponential of tAᵀ"),
    ),
    near_misses=(
        NearMiss(r"\frac{d}{dt} \left(e^{tA} Q e^{tA^\top}\right) = A e^{tA} Q e^{tA^\top} + e^{tA} Q e^{tA^\top} A",
                 "the transpose is forgotten"),
        NearMiss(r"\frac{d}{dt} \left(e^{tA} Q e^{tA^\top}\right) = e^{tA} (A + Q + A^\top) e^{tA^\top}",
                 "Q is added instead of multiplied"),
        NearMiss(r"\frac{d}{dt} \left(e^{tA} Q e^{tA^\top}\right) = (A + A^\top) e^{tA} Q e^{tA^\top}",
                 "Aᵀ is moved to the left, past Q"),
        NearMiss(r"\frac{d}{dt} \left(e^{tA} Q e^{-tA}\right) = e^{tA} (A Q + Q A) e^{-tA}", "the sign of the second factor is lost"),
    ),
)
