r"""Gradient of aᵀXᵏb.

X is n×n, k ≥ 1, a and b have n entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.quadratic_forms.form_with_power",
    title="Gradient of aᵀXᵏb",
    statement=r"\frac{\partial}{\partial X} a^\top X^k b = \sum_{r=0}^{k-1} (X^r)^\top a b^\top (X^{k-1-r})^\top",
    given=(r"X \in \mathbb{R}^{n \times n}", r"a, b \in \mathbb{R}^n", r"k \in \mathbb{N}, k \ge 1"),
    source="Matrix Cookbook (91)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial X} a^\top X^k b"),
        Line(r"\sum_{q=1}^{k} (X^{q-1})^\top a b^\top (X^{k-q})^\top",
             "the product rule: the factor q is differentiated, q - 1 stand before it"),
        Line(r"\sum_{r=0}^{k-1} (X^r)^\top a b^\top (X^{k-1-r})^\top", "r = q - 1"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} a^\top X^k b = k (X^{k-1})^\top a b^\top", "as for numbers"),
        NearMiss(r"\frac{\partial}{\partial X} a^\top X^k b = \sum_{r=0}^{k-1} X^r a b^\top X^{k-1-r}",
                 "the transposes are forgotten"),
        NearMiss(r"\frac{\partial}{\partial X} a^\top X^k b = \sum_{r=0}^{k} (X^r)^\top a b^\top (X^{k-r})^\top",
                 "one term too many, and no power is lowered"),
    ),
)
