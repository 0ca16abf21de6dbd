r"""The Rayleigh quotient of an eigenvector is its eigenvalue.

A is n×n, v is not 0 and Av = λv.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.eigenvalues.rayleigh_quotient_of_eigenvector",
    title="The Rayleigh quotient of an eigenvector is its eigenvalue",
    statement=r"\frac{v^\top A v}{v^\top v} = \lambda",
    given=(
        r"A \in \mathbb{R}^{n \times n}",
        r"v \in \mathbb{R}^n",
        r"v \ne 0",
        r"\lambda \in \mathbb{R}",
        r"A v = \lambda v",
    ),
    source="Horn and Johnson, Matrix Analysis, 4.2",
    layout="denominator",
    also=(r"A^2 v = \lambda^2 v", r"A^3 v = \lambda^3 v"),
    proof=(
        Line(r"\frac{v^\top A v}{v^\top v}"),
        Line(r"\frac{v^\top (\lambda v)}{v^\top v}", "Av = λv"),
        Line(r"\lambda \frac{v^\top v}{v^\top v}", "the number λ is a factor"),
        Line(r"\lambda", "the fraction is 1"),
    ),
    near_misses=(
        NearMiss(r"v^\top A v = \lambda", "the length of v is forgotten"),
        NearMiss(r"A^2 v = 2 \lambda v", "powers are taken for multiples"),
        NearMiss(r"A^\top v = \lambda v", "left and right eigenvectors are confused"),
    ),
)
