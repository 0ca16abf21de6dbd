r"""Gradient of the trace of a power.

X is n×n and k ≥ 1. Each of the k factors is differentiated; turned to the end of the
trace, all give the same.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_trace_of_power",
    title="Gradient of the trace of a power",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}(X^k) = k (X^{k-1})^\top",
    given=(r"X \in \mathbb{R}^{n \times n}", r"k \in \mathbb{N}, k \ge 1"),
    source="Matrix Cookbook (121)",
    layout="denominator",
    also=(r"\frac{\partial}{\partial X} \operatorname{tr}(X^2) = 2 X^\top",),
    proof=(
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(X^k)"),
        Line(r"\sum_{r=1}^k (X^{k-r} X^{r-1})^\top",
             "the product rule: the factor r is differentiated, the others stand before and behind it"),
        Line(r"k (X^{k-1})^\top", "powers of one matrix add their exponents; all k terms are equal"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(X^k) = k X^{k-1}",
                 "the transpose is forgotten, as for numbers"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(X^k) = k (X^k)^\top", "the exponent is not lowered"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(X^k) = (k-1) (X^{k-1})^\top",
                 "the factor is lowered with the exponent"),
    ),
)
