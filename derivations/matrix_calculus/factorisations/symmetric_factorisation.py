r"""Gradient of ‖A - UUᵀ‖² for symmetric A.

A is n×n and symmetric, U is n×k.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.factorisations.symmetric_factorisation",
    title="Gradient of ‖A - UUᵀ‖² for symmetric A",
    statement=r"\nabla_U \frac{1}{4} \lVert A - U U^\top \rVert_F^2 = -(A - U U^\top) U",
    given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ symmetric}", r"U \in \mathbb{R}^{n \times k}"),
    source="Burer and Monteiro, A nonlinear programming algorithm for solving semidefinite programs (2003)",
    layout="denominator",
    proof=(
        Line(r"\nabla_U \frac{1}{4} \lVert A - U U^\top \rVert_F^2"),
        Line(r"-\frac{1}{2} \left((A - U U^\top) U + (A - U U^\top)^\top U\right)",
             "the product rule: each of the two U is differentiated"),
        Line(r"-(A - U U^\top) U", "A - UUᵀ is symmetric"),
    ),
    near_misses=(
        NearMiss(r"\nabla_U \frac{1}{4} \lVert A - U U^\top \rVert_F^2 = -\frac{1}{2} (A - U U^\top) U",
                 "only one of the two U is differentiated"),
        NearMiss(r"\nabla_U \frac{1}{4} \lVert A - U U^\top \rVert_F^2 = -(A - U U^\top) U",
                 "the same without A symmetric",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"U \in \mathbb{R}^{n \times k}")),
        NearMiss(r"\nabla_U \frac{1}{4} \lVert A - U U^\top \rVert_F^2 = -4 (A - U U^\top) U",
                 "the factor ¼ is forgotten"),
    ),
)
