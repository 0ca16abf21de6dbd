r"""A trace as a quadratic form in vec X.

X is m×n, A is m×m, B is n×n.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.quadratic_form_in_vec",
    title="A trace as a quadratic form in vec X",
    statement=r"\operatorname{tr}(X^\top A X B) = \operatorname{vec}(X)^\top (B^\top \otimes A) \operatorname{vec}(X)",
    given=(
        r"X \in \mathbb{R}^{m \times n}",
        r"A \in \mathbb{R}^{m \times m}",
        r"B \in \mathbb{R}^{n \times n}",
    ),
    source="Matrix Cookbook (520), (521)",
    layout="denominator",
    proof=(
        Line(r"\operatorname{tr}(X^\top A X B)"),
        Line(r"\operatorname{vec}(X)^\top \operatorname{vec}(A X B)",
             "the trace of XᵀY is the inner product of vec X and vec Y"),
        Line(r"\operatorname{vec}(X)^\top (B^\top \otimes A) \operatorname{vec}(X)",
             "vec of a product of three matrices"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{tr}(X^\top A X B) = \operatorname{vec}(X)^\top (A \otimes B^\top) "
                 r"\operatorname{vec}(X)",
                 "the rule for vec by rows",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(X A X B) = \operatorname{vec}(X)^\top (B^\top \otimes A) \operatorname{vec}(X)",
                 "the transpose of X is forgotten",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(X^\top A X B) = \operatorname{vec}(X)^\top (B^\top \otimes A)^2 "
                 r"\operatorname{vec}(X)",
                 "a square too many"),
    ),
)
