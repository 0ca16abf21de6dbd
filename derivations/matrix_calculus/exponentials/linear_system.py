r"""The solution of x′ = Ax.

A is n×n, x_0 the state at 0. The state at t is e^{tA} x_0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.linear_system",
    title="Solution of x′ = Ax",
    statement=r"\frac{d}{dt} (e^{tA} x_0) = A e^{tA} x_0",
    given=(r"A \in \mathbb{R}^{n \times n}", r"t \in \mathbb{R}", r"s \in \mathbb{R}", r"x_0 \in \mathbb{R}^n"),
    source="Hall, Lie Groups, Lie Algebras, and Representations, ch. 2; Higham, Functions of Matrices, 2.1",
    also=(
        r"e^{(s + t) A} x_0 = e^{sA} e^{tA} x_0",
        r"\frac{d}{dt} \|e^{tA} x_0\|^2 = x_0^\top e^{tA^\top} (A + A^\top) e^{tA} x_0",
    ),
    proof=(
        Line(r"\frac{d}{dt} (e^{tA} x_0)"),
        Line(r"A e^{tA} x_0", "the derivative of the exponential; x_0 does not depend on t"),
        Line(r"e^{tA} A x_0", "A commutes with the exponential of tA"),
    ),
    near_misses=(
        NearMiss(r"\frac{d}{dt} (e^{tA} x_0) = e^{tA} x_0", "the inner derivative is forgotten"),
        NearMiss(r"\frac{d}{dt} (e^{tA} x_0) = A x_0", "the state at 0 is taken for that at t"),
        NearMiss(r"\frac{d}{dt} (e^{tA} x_0) = A^\top e^{tA} x_0", "transposed as in a gradient"),
        NearMiss(r"\|e^{tA} x_0\|^2 = \|x_0\|^2", "the norm stays only if A is skew-symmetric"),
    ),
)
