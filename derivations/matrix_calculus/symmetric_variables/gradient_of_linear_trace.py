r"""Gradient of a linear trace by a symmetric matrix.

X is n×n and symmetric, X_ij and X_ji being one variable: both entries of A that meet it
count, the diagonal once.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.symmetric_variables.gradient_of_linear_trace",
    title="Gradient of a linear trace by a symmetric matrix",
    statement=r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A + A^\top - (A \odot I)",
    given=(
        r"A, X \in \mathbb{R}^{n \times n}",
        r"X \text{ symmetric}",
        r"\text{derivatives by } X \text{ respect its symmetry}",
    ),
    source="Matrix Cookbook (138), (139)",
    layout="denominator",
    also=(r"\frac{\partial \operatorname{tr}(A X)}{\partial X_{ij}} = A_{ij} + A_{ji} - \delta_{ij} A_{ij}",),
    proof=(
        Line(r"\left(\frac{\partial \operatorname{tr}(A X)}{\partial X}\right)_{ij}"),
        Line(r"A_{ji} + (1 - \delta_{ij}) A_{ij}",
             "X_ij has the factor A_ji, its mirror image A_ij; on the diagonal they are one"),
        Line(r"\left(A + A^\top - (A \odot I)\right)_{ij}", "δ_ij A_ij is the entry of A ⊙ I"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A^\top", "the rule for independent entries"),
        NearMiss(r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A + A^\top", "the diagonal is counted twice"),
        NearMiss(r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A + A^\top - \operatorname{tr}(A) I",
                 "the trace for the diagonal"),
        NearMiss(r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = \frac{1}{2} (A + A^\top)",
                 "the gradient in the space of symmetric matrices, another convention"),
    ),
)
