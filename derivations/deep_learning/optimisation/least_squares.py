r"""Mean squared error: gradient and Hessian.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.least_squares",
    title="Gradient and Hessian of the mean squared error",
    statement=r"\nabla_w^2 J = \frac{2}{N} X^\top X",
    also=(r"\nabla_w J = \frac{2}{N} X^\top (X w - y)",),
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"y \in \mathbb{R}^N",
           r"J = \frac{1}{N} \|X w - y\|^2",),
    source="Goodfellow, Bengio, Courville, Deep Learning, (5.12)",
    proof=(
        Line(r"\nabla_w J"),
        Line(r"\frac{1}{N} \nabla_w \left(w^\top X^\top X w - 2 y^\top X w + y^\top y\right)", "multiply out"),
        Line(r"\frac{1}{N} \left(2 X^\top X w - 2 X^\top y\right)",
             "gradients of a quadratic and of a linear function"),
        Line(r"\frac{2}{N} X^\top (X w - y)", "common factor"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w J = \frac{2}{N} X^\top (y - X w)", "sign"),
        NearMiss(r"\nabla_w J = \frac{2}{N} (X w - y)^\top X", "a row for a column", expects="refused"),
        NearMiss(r"\nabla_w J = \frac{1}{N} X^\top (X w - y)", "the factor 2 is lost"),
        NearMiss(r"\nabla_w^2 J = \frac{2}{N} X X^\top", "transposes exchanged", expects="shape"),
    ),
)
