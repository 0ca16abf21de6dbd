r"""The Jacobian of AXB in vec form.

A is p×m, X is m×n, B is n×q. In numerator layout the Jacobian of vec(AXB) by vec(X) has
a row for each entry of AXB.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.jacobian_of_product",
    title="The Jacobian of AXB in vec form",
    statement=r"\frac{\partial \operatorname{vec}(A X B)}{\partial \operatorname{vec}(X)} = B^\top \otimes A",
    given=(
        r"A \in \mathbb{R}^{p \times m}",
        r"X \in \mathbb{R}^{m \times n}",
        r"B \in \mathbb{R}^{n \times q}",
    ),
    source="Magnus and Neudecker, ch. 9, section 14",
    layout="numerator",
    proof=(
        Line(r"\frac{\partial \operatorname{vec}(A X B)}{\partial \operatorname{vec}(X)}"),
        Line(r"\frac{\partial (B^\top \otimes A) \operatorname{vec}(X)}{\partial \operatorname{vec}(X)}",
             "vec of a product of three matrices"),
        Line(r"B^\top \otimes A", "a linear map is its own Jacobian"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \operatorname{vec}(A X B)}{\partial \operatorname{vec}(X)} = A \otimes B^\top",
                 "the rule for vec by rows",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\frac{\partial \operatorname{vec}(A X B)}{\partial \operatorname{vec}(X)} = B \otimes A^\top",
                 "the denominator layout",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\frac{\partial \operatorname{vec}(A X B)}{\partial \operatorname{vec}(X)} = B \otimes A",
                 "the transpose of B is forgotten",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
    ),
)
