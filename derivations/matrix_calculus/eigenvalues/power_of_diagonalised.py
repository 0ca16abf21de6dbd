r"""Powers of a diagonalised matrix.

S is n×n and invertible, d has n entries, A = S diag(d) S⁻¹.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.eigenvalues.power_of_diagonalised",
    title="Powers of a diagonalised matrix",
    statement=r"A^2 = S \operatorname{diag}(d)^2 S^{-1}",
    given=(
        r"S \in \mathbb{R}^{n \times n}",
        r"S \text{ invertible}",
        r"d \in \mathbb{R}^n",
        r"A = S \operatorname{diag}(d) S^{-1}",
    ),
    source="Strang, Introduction to Linear Algebra, 6.2",
    layout="denominator",
    also=(r"\operatorname{tr}(A) = \mathbf{1}^\top d", r"A S = S \operatorname{diag}(d)"),
    proof=(
        Line("A^2"),
        Line(r"S \operatorname{diag}(d) S^{-1} S \operatorname{diag}(d) S^{-1}", "A put in"),
        Line(r"S \operatorname{diag}(d)^2 S^{-1}", "the inner S⁻¹S is the identity"),
    ),
    near_misses=(
        NearMiss(r"A^2 = S^2 \operatorname{diag}(d)^2 S^{-2}", "the square of a product is taken factor by factor"),
        NearMiss(r"A S = \operatorname{diag}(d) S", "columns are scaled from the right"),
        NearMiss(r"A = \operatorname{diag}(d)", "S and S⁻¹ are cancelled across the middle"),
    ),
)
