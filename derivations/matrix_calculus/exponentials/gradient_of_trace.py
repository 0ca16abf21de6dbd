r"""Gradient of the trace of the exponential.

X is n×n. Under the trace the factors of every power of X may be turned, so that the
derivative is that of a number, transposed.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.gradient_of_trace",
    title="Gradient of tr e^X",
    statement=r"\nabla_X \operatorname{tr}(e^{X}) = (e^{X})^\top",
    given=(r"A, B, X \in \mathbb{R}^{n \times n}", r"t \in \mathbb{R}"),
    source="Matrix Cookbook, 2.5, with F = exp",
    layout="denominator",
    also=(
        r"\mathrm{d} \operatorname{tr}(e^{X}) = \operatorname{tr}(e^{X} \mathrm{d} X)",
        r"\nabla_X \operatorname{tr}(e^{A X B}) = (B e^{A X B} A)^\top",
        r"\frac{d}{dt} \operatorname{tr}(e^{A + tB}) = \operatorname{tr}(B e^{A + tB})",
        r"\nabla_X \operatorname{tr}(e^{X^\top X}) = 2 X e^{X^\top X}",
    ),
    proof=(
        Line(r"\frac{\partial \operatorname{tr}(e^{X})}{\partial X_{ij}}"),
        Line(r"\sum_{k=1}^n \sum_{l=1}^n (e^{X})_{lk} \frac{\partial X_{kl}}{\partial X_{ij}}", "d tr e^X = tr(e^X dX)"),
        Line(r"(e^{X})_{ji}", "∂X_kl/∂X_ij is 1 for k = i, l = j, else 0"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \operatorname{tr}(e^{X}) = e^{X}", "the transpose is forgotten"),
        NearMiss(r"\nabla_X \operatorname{tr}(e^{A X}) = (e^{A X})^\top", "the inner derivative is forgotten"),
        NearMiss(r"\nabla_X \operatorname{tr}(A e^{X}) = (A e^{X})^\top", "A does not commute with X"),
        NearMiss(r"\nabla_X \operatorname{tr}(e^{X^\top X}) = X e^{X^\top X}", "one of two occurrences of X is forgotten"),
    ),
)
