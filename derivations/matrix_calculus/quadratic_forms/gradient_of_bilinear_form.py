r"""Gradient of a bilinear form by its matrix.

a has m entries, b has n, X is m×n: the number aᵀXb is linear in X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.gradient_of_bilinear_form",
    title="Gradient of a bilinear form by its matrix",
    statement=r"\frac{\partial a^\top X b}{\partial X} = a b^\top",
    given=(r"a \in \mathbb{R}^m", r"b \in \mathbb{R}^n", r"X \in \mathbb{R}^{m \times n}"),
    source="Matrix Cookbook (70), (71)",
    layout="denominator",
    also=(r"\frac{\partial a^\top X b}{\partial X_{ij}} = a_i b_j",),
    proof=(
        Line(r"\left(\frac{\partial a^\top X b}{\partial X}\right)_{ij}"),
        Line(r"\sum_{k=1}^m \sum_{l=1}^n a_k \frac{\partial X_{kl}}{\partial X_{ij}} b_l", "the form written out"),
        Line("a_i b_j", "∂X_kl/∂X_ij is 1 for k = i, l = j, else 0"),
        Line(r"(a b^\top)_{ij}", "a column times a row"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial a^\top X b}{\partial X} = b a^\top",
                 "the layout in which the derivative has the transposed shape of X",
                 expects="shape"),
        NearMiss(r"\frac{\partial a^\top X b}{\partial X} = b a^\top",
                 "a and b are exchanged, as for Xᵀ",
                 given=(r"a, b \in \mathbb{R}^n", r"X \in \mathbb{R}^{n \times n}")),
        NearMiss(r"\frac{\partial a^\top X b}{\partial X} = a^\top b",
                 "the inner product, which does not even exist for m ≠ n",
                 expects="shape"),
        NearMiss(r"\frac{\partial a^\top X^\top b}{\partial X} = a b^\top",
                 "the transpose of X is overlooked",
                 given=(r"a, b \in \mathbb{R}^n", r"X \in \mathbb{R}^{n \times n}")),
    ),
)
