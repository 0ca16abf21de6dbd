r"""Gradient of tr(AXᵀB).

A is p×n, X is m×n, B is m×p. A trace does not change under transposition, so this is
the trace of BᵀXAᵀ and its gradient is BA, of the shape m×n of X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_transposed_linear_trace",
    title="Gradient of tr(AXᵀB)",
    statement=r"\nabla_X \operatorname{tr}(A X^\top B) = B A",
    given=(
        r"A \in \mathbb{R}^{p \times n}",
        r"X \in \mathbb{R}^{m \times n}",
        r"B \in \mathbb{R}^{m \times p}",
    ),
    source="Matrix Cookbook (102)",
    layout="denominator",
    proof=(
        Line(r"\nabla_X \operatorname{tr}(A X^\top B)"),
        Line(r"\nabla_X \operatorname{tr}(B^\top X A^\top)", "a trace is that of the transposed matrix"),
        Line(r"(B^\top)^\top (A^\top)^\top", "the gradient of tr(CXD) is CᵀDᵀ"),
        Line("B A", "transposing twice changes nothing"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \operatorname{tr}(A X^\top B) = A B",
                 "the factors are left in the order in which they stand",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\nabla_X \operatorname{tr}(A X^\top B) = A^\top B^\top",
                 "the rule for tr(AXB) is used",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\nabla_X \operatorname{tr}(A X^\top B) = A^\top B^\top",
                 "the rule for tr(AXB) is used",
                 expects="shape"),
        NearMiss(r"\nabla_X \operatorname{tr}(A X^\top B) = (B A)^\top",
                 "transposed because X is",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
    ),
)
