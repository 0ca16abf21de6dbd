r"""The inverse of a Kronecker product.

A is m×m, B is n×n, both invertible.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.inverse",
    title="The inverse of a Kronecker product",
    statement=r"(A \otimes B)^{-1} = A^{-1} \otimes B^{-1}",
    given=(r"A \in \mathbb{R}^{m \times m}", r"B \in \mathbb{R}^{n \times n}", r"A, B \text{ invertible}"),
    source="Matrix Cookbook (512)",
    layout="denominator",
    proof=(
        Line(r"(A \otimes B) (A^{-1} \otimes B^{-1})"),
        Line(r"(A A^{-1}) \otimes (B B^{-1})", "the mixed product rule"),
        Line(r"I_m \otimes I_n", "a matrix times its inverse"),
        Line("I_{m n}", "the identity of the whole"),
    ),
    near_misses=(
        NearMiss(r"(A \otimes B)^{-1} = B^{-1} \otimes A^{-1}",
                 "the order is turned round, as for the matrix product",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ invertible}")),
        NearMiss(r"(A \otimes B)^{-1} = A^{-1} \otimes B", "only one factor is inverted"),
        NearMiss(r"(A \otimes B)^{-1} = -A^{-1} \otimes B^{-1}", "a sign"),
    ),
)
