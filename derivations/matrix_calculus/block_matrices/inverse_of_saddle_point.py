r"""The inverse of the matrix of an equality constrained quadratic problem (KKT).

H is n×n and positive definite, A is m×n; A H⁻¹ Aᵀ has an inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.block_matrices.inverse_of_saddle_point",
    title="The inverse of a saddle point matrix",
    statement=r"\begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix}^{-1} = \begin{bmatrix} H^{-1} - H^{-1} A^\top G "
              r"A H^{-1} & H^{-1} A^\top G \\ G A H^{-1} & -G \end{bmatrix}",
    given=(
        r"H \in \mathbb{R}^{n \times n}",
        r"H \text{ positive definite}",
        r"A \in \mathbb{R}^{m \times n}",
        r"G = (A H^{-1} A^\top)^{-1}",
    ),
    source="Boyd and Vandenberghe, Convex Optimization, 10.1.1 and C.4",
    layout="denominator",
    also=(
        r"\det \begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix} = (-1)^m \det(H) \det(A H^{-1} A^\top)",
    ),
    proof=(
        Line(r"\begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix}^{-1}"),
        Line(r"\begin{bmatrix} H^{-1} - H^{-1} A^\top G A H^{-1} & H^{-1} A^\top G \\ G A H^{-1} & -G "
             r"\end{bmatrix}",
             r"the Schur complement of H is $-A H^{-1} A^\top$; multiplied out, the product is I"),
    ),
    near_misses=(
        NearMiss(r"\begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix}^{-1} = \begin{bmatrix} H^{-1} - H^{-1} "
                 r"A^\top G A H^{-1} & H^{-1} A^\top G \\ G A H^{-1} & G \end{bmatrix}",
                 "the last block is negative definite"),
        NearMiss(r"\begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix}^{-1} = \begin{bmatrix} H^{-1} + H^{-1} "
                 r"A^\top G A H^{-1} & H^{-1} A^\top G \\ G A H^{-1} & -G \end{bmatrix}",
                 "what the constraints take is subtracted"),
        NearMiss(r"\begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix}^{-1} = \begin{bmatrix} H^{-1} - H^{-1} "
                 r"A^\top G A H^{-1} & -H^{-1} A^\top G \\ -G A H^{-1} & -G \end{bmatrix}",
                 "the sign for a lower right block D, here 0"),
    ),
)
