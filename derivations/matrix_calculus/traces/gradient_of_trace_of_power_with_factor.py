r"""Gradient of tr(AXᵏ).

A and X are n×n, k ≥ 1. With A in the way the k terms of the product rule stay apart.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_trace_of_power_with_factor",
    title="Gradient of tr(AXᵏ)",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}(A X^k) = \sum_{r=0}^{k-1} (X^r A X^{k-r-1})^\top",
    given=(r"A, X \in \mathbb{R}^{n \times n}", r"k \in \mathbb{N}, k \ge 1"),
    source="Matrix Cookbook (122)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^k)"),
        Line(r"\sum_{q=1}^{k} (X^{k-q} A X^{q-1})^\top",
             "the product rule, the trace turned until the factor q of the power stands last"),
        Line(r"\sum_{r=0}^{k-1} (X^r A X^{k-r-1})^\top", "r = k - q"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^k) = k (A X^{k-1})^\top",
                 "as if A and X could be exchanged"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^k) = \sum_{r=0}^{k-1} X^r A X^{k-r-1}",
                 "the transpose is forgotten"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X^k) = \sum_{r=1}^{k-1} (X^r A X^{k-r-1})^\top",
                 "the sum starts at 1: a term is lost"),
    ),
)
