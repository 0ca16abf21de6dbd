r"""The push-through identity.

A is m×n, B is n×m; a factor passes through the inverse, whose size changes.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.push_through",
    title="The push-through identity",
    statement="(I_m + A B)^{-1} A = A (I_n + B A)^{-1}",
    given=(r"A \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{n \times m}"),
    source="Matrix Cookbook (163), (168); Henderson and Searle (1981)",
    layout="denominator",
    proof=(
        Line("(I_m + A B)^{-1} A"),
        Line("(I_m + A B)^{-1} A (I_n + B A) (I_n + B A)^{-1}", "a matrix times its inverse"),
        Line("(I_m + A B)^{-1} (I_m + A B) A (I_n + B A)^{-1}", "A (I + BA) = (I + AB) A"),
        Line("A (I_n + B A)^{-1}", "an inverse times its matrix"),
    ),
    near_misses=(
        NearMiss("(I_m + A B)^{-1} A = A (I_m + A B)^{-1}",
                 "the size of the inverse is not changed",
                 expects="shape"),
        NearMiss("(I + A B)^{-1} A = A (I + A B)^{-1}",
                 "the order in the inverse is not changed",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss("(I + A B)^{-1} B = A (I + B A)^{-1}",
                 "the wrong factor is pushed through",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
    ),
)
