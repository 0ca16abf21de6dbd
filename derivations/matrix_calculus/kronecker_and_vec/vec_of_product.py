r"""vec of a product of three matrices.

A is m×n, X is n×p, B is p×q; vec writes the columns one under the other.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.vec_of_product",
    title="vec of a product of three matrices",
    statement=r"\operatorname{vec}(A X B) = (B^\top \otimes A) \operatorname{vec}(X)",
    given=(
        r"A \in \mathbb{R}^{m \times n}",
        r"X \in \mathbb{R}^{n \times p}",
        r"B \in \mathbb{R}^{p \times q}",
    ),
    source="Matrix Cookbook (520); Magnus and Neudecker, ch. 2, theorem 2",
    layout="denominator",
    also=(
        r"\operatorname{vec}(A X) = (I_p \otimes A) \operatorname{vec}(X)",
        r"\operatorname{vec}(X B) = (B^\top \otimes I_n) \operatorname{vec}(X)",
    ),
    proof=(
        Line(r"\operatorname{vec}(A X B)"),
        Line(r"(I_q \otimes A) \operatorname{vec}(X B)", "A multiplies every column of XB"),
        Line(r"(I_q \otimes A) (B^\top \otimes I_n) \operatorname{vec}(X)",
             "column k of XB is the sum of the columns j of X times B_jk"),
        Line(r"(B^\top \otimes A) \operatorname{vec}(X)", "the mixed product rule"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{vec}(A X B) = (B \otimes A) \operatorname{vec}(X)",
                 "the transpose of B is forgotten",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{vec}(A X B) = (A \otimes B^\top) \operatorname{vec}(X)",
                 "the rule for vec by rows",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{vec}(A X B) = (A \otimes B) \operatorname{vec}(X)",
                 "the order in which the factors stand",
                 expects="shape"),
        NearMiss(r"\operatorname{vec}(A X B) = (A \otimes B) \operatorname{vec}(X)",
                 "the order in which the factors stand",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
    ),
)
