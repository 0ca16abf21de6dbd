r"""Gradient of bᵀXᵀXc.

X is m×n, b and c have n entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.gradient_of_gram_form",
    title="Gradient of bᵀXᵀXc",
    statement=r"\frac{\partial}{\partial X} b^\top X^\top X c = X (b c^\top + c b^\top)",
    given=(r"X \in \mathbb{R}^{m \times n}", r"b, c \in \mathbb{R}^n"),
    source="Matrix Cookbook (77)",
    layout="denominator",
    proof=(
        Line(r"\left(\frac{\partial}{\partial X} b^\top X^\top X c\right)_{ij}"),
        Line(r"\frac{\partial}{\partial X_{ij}} \sum_{k=1}^m (X b)_k (X c)_k", "the inner product of Xb and Xc"),
        Line("b_j (X c)_i + (X b)_i c_j", "the product rule; X_ij stands in the entry i of Xb with the factor b_j"),
        Line(r"\left(X (b c^\top + c b^\top)\right)_{ij}", "X c bᵀ + X b cᵀ, and X is a common factor"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} b^\top X^\top X c = 2 X b c^\top", "as if b and c were equal"),
        NearMiss(r"\frac{\partial}{\partial X} b^\top X^\top X c = X b c^\top",
                 "only one of the two X is differentiated"),
        NearMiss(r"\frac{\partial}{\partial X} b^\top X^\top X c = (b c^\top + c b^\top) X",
                 "X is put on the wrong side",
                 given=(r"X \in \mathbb{R}^{n \times n}", r"b, c \in \mathbb{R}^n")),
    ),
)
