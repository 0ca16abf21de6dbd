r"""Gradient of tr(AXBX).

A, B and X are n×n, or A and B are n×m and X is m×n: X is met twice on the way round.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_axbx",
    title="Gradient of tr(AXBX)",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X) = A^\top X^\top B^\top + B^\top X^\top A^\top",
    given=(r"A, B \in \mathbb{R}^{n \times m}", r"X \in \mathbb{R}^{m \times n}"),
    source="Matrix Cookbook (114) with the last factor the identity",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X)"),
        Line(r"(B X A)^\top + (A X B)^\top",
             "the product rule; the trace is turned until the X that is differentiated stands last"),
        Line(r"A^\top X^\top B^\top + B^\top X^\top A^\top", "transposes of products"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X) = 2 A^\top X^\top B^\top",
                 "as if A and B could be exchanged",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X) = A^\top X^\top B^\top",
                 "only one of the two X is differentiated",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X) = A X B + B X A",
                 "the transposes are forgotten",
                 given=(r"A, B, X \in \mathbb{R}^{n \times n}",)),
    ),
)
