r"""Gradient of tr(XᵀBX).

X is m×n and B is m×m. X stands in the product twice; each time the other one is held
constant, which gives Bᵀ X and B X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_quadratic_trace",
    title="Gradient of tr(XᵀBX)",
    statement=r"\nabla_X \operatorname{tr}(X^\top B X) = B X + B^\top X",
    given=(r"X \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{m \times m}"),
    source="Matrix Cookbook (108)",
    layout="denominator",
    proof=(
        Line(r"\nabla_X \operatorname{tr}(X^\top B X)"),
        Line(r"\nabla_X \sum_{k=1}^n \sum_{p=1}^m \sum_{q=1}^m X_{pk} B_{pq} X_{qk}", "the trace written out"),
        Line(r"B X + B^\top X", "the product rule: X_ij is X_pk for p = i, and X_qk for q = i"),
        Line(r"(B + B^\top) X", "X is a common factor on the right"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \operatorname{tr}(X^\top B X) = 2 B X", "as if B were symmetric"),
        NearMiss(r"\nabla_X \operatorname{tr}(X^\top B X) = B X", "only one of the two X is differentiated"),
        NearMiss(r"\nabla_X \operatorname{tr}(X^\top B X) = X^\top (B + B^\top)",
                 "the layout in which the derivative has the transposed shape of X",
                 expects="shape"),
        NearMiss(r"\nabla_X \operatorname{tr}(X^\top B X) = X (B + B^\top)",
                 "B is put on the wrong side",
                 given=(r"X, B \in \mathbb{R}^{n \times n}",)),
    ),
)
