r"""The Sherman–Morrison formula.

A is n×n and invertible, u and v have n entries, 1 + vᵀA⁻¹u is not 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.sherman_morrison",
    title="The Sherman–Morrison formula",
    statement=r"(A + u v^\top)^{-1} = A^{-1} - \frac{A^{-1} u v^\top A^{-1}}{1 + v^\top A^{-1} u}",
    given=(
        r"A \in \mathbb{R}^{n \times n}",
        r"A \text{ invertible}",
        r"u, v \in \mathbb{R}^n",
        r"1 + v^\top A^{-1} u \ne 0",
    ),
    source="Matrix Cookbook (160)",
    layout="denominator",
    proof=(
        Line(r"(A + u v^\top) \left(A^{-1} - \frac{A^{-1} u v^\top A^{-1}}{1 + v^\top A^{-1} u}\right)"),
        Line(r"I + u v^\top A^{-1} - \frac{u v^\top A^{-1} + u (v^\top A^{-1} u) v^\top A^{-1}}{1 + v^\top A^{-1} u}",
             "multiplied out"),
        Line(r"I + u v^\top A^{-1} - u \frac{1 + v^\top A^{-1} u}{1 + v^\top A^{-1} u} v^\top A^{-1}",
             "the number vᵀA⁻¹u is a factor"),
        Line("I", "the fraction is 1"),
    ),
    near_misses=(
        NearMiss(r"(A + u v^\top)^{-1} = A^{-1} + \frac{A^{-1} u v^\top A^{-1}}{1 + v^\top A^{-1} u}",
                 "the sign of the correction"),
        NearMiss(r"(A + u v^\top)^{-1} = A^{-1} - \frac{A^{-1} u v^\top A^{-1}}{1 - v^\top A^{-1} u}",
                 "the sign in the denominator"),
        NearMiss(r"(A + u v^\top)^{-1} = A^{-1} - \frac{A^{-1} v u^\top A^{-1}}{1 + v^\top A^{-1} u}",
                 "u and v are exchanged in the numerator"),
        NearMiss(r"(A + u v^\top)^{-1} = A^{-1} - A^{-1} u v^\top A^{-1}", "the denominator is forgotten"),
    ),
)
