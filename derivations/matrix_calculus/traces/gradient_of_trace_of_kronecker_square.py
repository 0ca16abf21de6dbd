r"""Gradient of the trace of X ⊗ X.

X is n×n. The diagonal of X ⊗ X holds all products X_ii X_jj, so the trace is tr(X)².
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_trace_of_kronecker_square",
    title="Gradient of the trace of X ⊗ X",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}(X \otimes X) = 2 \operatorname{tr}(X) I",
    given=(r"X \in \mathbb{R}^{n \times n}",),
    source="Matrix Cookbook (120)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(X \otimes X)"),
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(X)^2", "tr(A ⊗ B) = tr(A) tr(B)"),
        Line(r"2 \operatorname{tr}(X) \frac{\partial}{\partial X} \operatorname{tr}(X)", "the chain rule"),
        Line(r"2 \operatorname{tr}(X) I", "X_ij stands in the trace where i = j"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(X \otimes X) = 2 X^\top", "X ⊗ X is taken for XX"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(X \otimes X) = \operatorname{tr}(X) I",
                 "only one of the two factors is differentiated"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(X \otimes X) = 2 \operatorname{tr}(X) X",
                 "the derivative of the trace is taken for X"),
    ),
)
