r"""Gradient of the Frobenius norm.

X is m×n and not 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.norms.gradient_of_frobenius_norm",
    title="Gradient of the Frobenius norm",
    statement=r"\nabla_X \lVert X \rVert_F = \frac{X}{\lVert X \rVert_F}",
    given=(r"X \in \mathbb{R}^{m \times n}", r"X \ne 0"),
    source="Petersen and Pedersen, section 2.8.2, with the chain rule",
    layout="denominator",
    proof=(
        Line(r"\nabla_X \lVert X \rVert_F"),
        Line(r"\frac{1}{2 \lVert X \rVert_F} \nabla_X \operatorname{tr}(X^\top X)",
             "the chain rule for the square root"),
        Line(r"\frac{2 X}{2 \lVert X \rVert_F}", "the gradient of the squared norm"),
        Line(r"\frac{X}{\lVert X \rVert_F}", "the 2 cancels"),
    ),
    near_misses=(
        NearMiss(r"\nabla_X \lVert X \rVert_F = 2 X", "the gradient of the squared norm"),
        NearMiss(r"\nabla_X \lVert X \rVert_F = \frac{X}{\lVert X \rVert_F^2}", "the square is kept"),
        NearMiss(r"\nabla_X \lVert X \rVert_F = \frac{X}{2 \lVert X \rVert_F}", "the inner derivative's 2 is lost"),
    ),
)
