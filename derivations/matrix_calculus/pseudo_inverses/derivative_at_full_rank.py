r"""The derivative of the pseudo-inverse at full column rank.

A is m×n of full column rank, so that A⁺ is smooth near A.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.derivative_at_full_rank",
    title="The derivative of the pseudo-inverse at full column rank",
    statement=r"\frac{\partial (A^+)_{kl}}{\partial A_{ij}} = -(A^+)_{ki} (A^+)_{jl} + ((A^\top A)^{-1})_{kj} (I - A A^+)_{il}",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"A \text{ of full column rank}",
        r"A^+ \text{ is the pseudo-inverse of } A",
    ),
    source="Golub & Pereyra (1973)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial (A^+)_{kl}}{\partial A_{ij}}"),
        Line(r"-(A^+)_{ki} (A^+)_{jl} + ((A^\top A)^{-1})_{kj} (I - A A^+)_{il}", "the derivative of (AᵀA)⁻¹Aᵀ"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial (A^+)_{kl}}{\partial A_{ij}} = -(A^+)_{ki} (A^+)_{jl}", "true for square matrices"),
        NearMiss(r"\frac{\partial (A^+)_{kl}}{\partial A_{ij}} = -(A^+)_{ki} (A^+)_{jl} + ((A^\top A)^{-1})_{kj} (A A^+)_{il}", "the projector for its complement"),
        NearMiss(r"\frac{\partial (A^+)_{kl}}{\partial A_{ij}} = -(A^+)_{ki} (A^+)_{jl}", "without the rank there is no derivative everywhere", expects="refused",
                 given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
    ),
)
