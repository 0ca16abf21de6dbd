r"""The mixed product rule.

A is m×n, C is n×r, B is p×q, D is q×s.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.mixed_product",
    title="The mixed product rule",
    statement=r"(A \otimes B) (C \otimes D) = (A C) \otimes (B D)",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"C \in \mathbb{R}^{n \times r}",
        r"B \in \mathbb{R}^{p \times q}",
        r"D \in \mathbb{R}^{q \times s}",
    ),
    source="Matrix Cookbook (511); Horn and Johnson, Topics in Matrix Analysis, lemma 4.2.10",
    layout="denominator",
    proof=(
        Line(r"(A C) \otimes (B D)"),
        Line(r"(A \otimes B) (C \otimes D)", "the blocks A_ij B and C_jk D, multiplied and added over j"),
    ),
    near_misses=(
        NearMiss(r"(A \otimes B) (C \otimes D) = (A D) \otimes (B C)",
                 "the outer and the inner factors are paired",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"(A \otimes B) (C \otimes D) = (B D) \otimes (A C)",
                 "a Kronecker product is not commutative",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"A \otimes B + C \otimes D = (A + C) \otimes (B + D)",
                 "the same for sums: a fault that SymPy shipped",
                 given=(r"A, B, C, D \in \mathbb{R}^{n \times n}",)),
    ),
)
