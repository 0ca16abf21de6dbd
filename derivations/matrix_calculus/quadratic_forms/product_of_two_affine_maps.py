r"""Gradient of (Bx + b)ᵀ C (Dx + d).

B is p×n, D is q×n, C is p×q: each of the two factors is differentiated.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.product_of_two_affine_maps",
    title="Gradient of (Bx + b)ᵀ C (Dx + d)",
    statement=r"\frac{\partial}{\partial x} (B x + b)^\top C (D x + d) = B^\top C (D x + d) + D^\top C^\top (B x + b)",
    given=(
        r"B \in \mathbb{R}^{p \times n}",
        r"D \in \mathbb{R}^{q \times n}",
        r"C \in \mathbb{R}^{p \times q}",
        r"b \in \mathbb{R}^p",
        r"d \in \mathbb{R}^q",
        r"x \in \mathbb{R}^n",
    ),
    source="Matrix Cookbook (78)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial x} (B x + b)^\top C (D x + d)"),
        Line(r"B^\top C (D x + d) + D^\top (C^\top (B x + b))",
             "the product rule; ∂(Bx + b)/∂x is Bᵀ in the shape of gradients"),
        Line(r"B^\top C (D x + d) + D^\top C^\top (B x + b)", "brackets"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial x} (B x + b)^\top C (D x + d) = B^\top C (D x + d)",
                 "only the first factor is differentiated"),
        NearMiss(r"\frac{\partial}{\partial x} (B x + b)^\top C (D x + d) = B^\top C (D x + d) + D^\top C (B x + b)",
                 "the transpose of C is forgotten",
                 given=(r"B, C, D \in \mathbb{R}^{n \times n}", r"b, d, x \in \mathbb{R}^n")),
        NearMiss(r"\frac{\partial}{\partial x} (B x + b)^\top C (D x + d) = B C (D x + d) + D C^\top (B x + b)",
                 "the transposes of B and D are forgotten",
                 given=(r"B, C, D \in \mathbb{R}^{n \times n}", r"b, d, x \in \mathbb{R}^n")),
    ),
)
