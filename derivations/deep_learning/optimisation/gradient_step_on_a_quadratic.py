r"""A gradient step multiplies the error by I - ηA.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.gradient_step_on_a_quadratic",
    title="Gradient descent on a quadratic",
    statement=r"w - \eta \nabla_w J - u = (I - \eta A) (w - u)",
    given=(r"A \in \mathbb{R}^{n \times n}",
           r"A \text{ symmetric}",
           r"w, u \in \mathbb{R}^n",
           r"\eta \in \mathbb{R}",
           r"J = \frac{1}{2} (w - u)^\top A (w - u)",),
    source="Goodfellow, Bengio, Courville, Deep Learning, 8.2.1; Goh, Why Momentum Really Works (2017)",
    proof=(
        Line(r"w - \eta \nabla_w J - u"),
        Line(r"w - \eta A (w - u) - u", "gradient of a quadratic with symmetric A"),
        Line(r"(w - u) - \eta A (w - u)", "order of the terms"),
        Line(r"(I - \eta A) (w - u)", "common factor on the right"),
    ),
    near_misses=(
        NearMiss(r"w - \eta \nabla_w J - u = (I - A) (w - u)", "the step size is lost"),
        NearMiss(r"w - \eta \nabla_w J - u = (I + \eta A) (w - u)", "ascent"),
        NearMiss(r"w - \eta \nabla_w J - u = (I - 2 \eta A) (w - u)", "the half is overlooked"),
        NearMiss(r"w - \eta \nabla_w J - u = (I - \eta A) w - u", "brackets lost"),
    ),
)
