r"""For a label Y ∈ {-1, 1} the loss is 2σ(-Yz)²: both squares of a distance are the same.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_loss import ANY_LABEL, SAMPLE

THEOREM = Theorem(
    name="homework4.loss_in_closed_form",
    title="The loss in closed form",
    statement=r"\ell(z, Y) = 2 \sigma(-Y z)^2",
    given=SAMPLE,
    also=(
        r"\ell(-z, -Y) = \ell(z, Y)",
    ),
    source="homework 4, problem 5; from σ(-z) = 1 - σ(z)",
    proof=(
        Line(r"\ell(z, Y)"),
        Line(r"\frac12 (1 - Y) \cdot 2 \sigma(z)^2 + \frac12 (1 + Y) \cdot 2 \sigma(-z)^2",
             "1 - σ(-z) = σ(z) and 1 - σ(z) = σ(-z)"),
        Line(r"(1 - Y) \sigma(z)^2 + (1 + Y) \sigma(-z)^2", "½ · 2 = 1"),
        Line(r"2 \sigma(-Y z)^2", "for Y = -1 the first, for Y = 1 the second is left"),
    ),
    near_misses=(
        NearMiss(r"\ell(z, Y) = \sigma(-Y z)^2", "factor 2 lost"),
        NearMiss(r"\ell(z, Y) = 2 \sigma(Y z)^2", "sign of the argument"),
        NearMiss(r"\ell(z, Y) = 2 \sigma(-z)^2", "the label is forgotten"),
        NearMiss(r"\ell(z, Y) = 2 \sigma(-Y z)", "the square is lost"),
        NearMiss(r"\ell(z, Y) = 2 \sigma(-Y z)^2", "Y any number, not only -1 or 1", given=ANY_LABEL, variant=
                 "any label"),
    ),
)
