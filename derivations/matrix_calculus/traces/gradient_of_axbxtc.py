r"""Gradient of tr(AXBXᵀC).

A is p×m, X is m×n, B is n×n, C is m×p: the two occurrences of X are differentiated one
after the other, Xᵀ after a transposition of the whole product.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.gradient_of_axbxtc",
    title="Gradient of tr(AXBXᵀC)",
    statement=r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top C) = A^\top C^\top X B^\top + C A X B",
    given=(
        r"A \in \mathbb{R}^{p \times m}",
        r"X \in \mathbb{R}^{m \times n}",
        r"B \in \mathbb{R}^{n \times n}",
        r"C \in \mathbb{R}^{m \times p}",
    ),
    source="Matrix Cookbook (118)",
    layout="denominator",
    proof=(
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top C)"),
        Line(r"\frac{\partial}{\partial X} \operatorname{tr}(C A X B X^\top)", "the trace is cyclic"),
        Line(r"(B X^\top C A)^\top + C A X B",
             "the first X: the transpose of what follows it round; the second: what stands before it"),
        Line(r"A^\top C^\top X B^\top + C A X B", "the transpose of a product"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top C) = 2 C A X B",
                 "as if B and CA were symmetric"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top C) = A^\top C^\top X B + C A X B",
                 "the transpose of B is forgotten"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top C) = C A X B",
                 "only one of the two X is differentiated"),
        NearMiss(r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top C) = A^\top C^\top X B^\top + A C X B",
                 "A and C are exchanged",
                 given=(r"A, B, C, X \in \mathbb{R}^{n \times n}",)),
    ),
)
