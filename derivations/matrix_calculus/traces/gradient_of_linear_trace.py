r"""Gradient of tr(AXB).

A is p×m, X is m×n, B is n×p. The trace is linear in X; X_ij has the factor (BA)_ji, so
the gradient, in the shape of X, is (BA)ᵀ = AᵀBᵀ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_linear_trace",
    title="Gradient of tr(AXB)",
    statement=r"\nabla_X \operatorname{tr}(A X B) = A^\top B^\top",
    given=(
        r"A \in \mathbb{R}^{p \times m}",
        r"X \in \mathbb{R}^{m \times n}",
        r"B \in \mathbb{R}^{n \times p}",
    ),
    source="Matrix Cookbook (101)",
    layout="denominator",
    also=(r"\frac{\partial}{\partial X_{ij}} \operatorname{tr}(A X B) = (B A)_{ji}",),
    proof=(
        Line(r"\nabla_X \operatorname{tr}(A X B)"),
        Line(r"\nabla_X \operatorname{tr}(B A X)", "the trace is cyclic"),
        Line(r"(B A)^\top", "X_ij stands in the sum Σ (BA)_ji X_ij once"),
        Line(r"A^\top B^\top", "the transpose of a product turns its order round"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \operatorname{tr}(A X B) = A B", "both transposes are forgotten", expects="shape"),
        NearMiss(r"\nabla_X \operatorname{tr}(A X B) = A B",
                 "both transposes are forgotten",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\nabla_X \operatorname{tr}(A X B) = B A",
                 "the layout in which the derivative has the transposed shape of X",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\nabla_X \operatorname{tr}(A X B) = B^\top A^\top",
                 "the order of the factors is turned round once too often",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
    ),
)
