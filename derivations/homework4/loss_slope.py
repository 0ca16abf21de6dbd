r"""The derivative of the loss by z, from the sheet's formula and in closed form.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_loss import ANY_LABEL, SAMPLE

THEOREM = Theorem(
    name="homework4.loss_slope",
    title="Slope of the loss",
    statement=r"\frac{\partial}{\partial z} \ell(z, Y) = -4 Y \sigma(-Y z)^2 \sigma(Y z)",
    given=SAMPLE,
    source="homework 4, problem 5: the loss differentiated by z",
    proof=(
        Line(r"\frac{\partial}{\partial z} \ell(z, Y)"),
        Line(r"2 (1 - Y) \sigma(z)^2 (1 - \sigma(z)) - 2 (1 + Y) \sigma(-z)^2 (1 - \sigma(-z))",
             "σ′ = σ(1 - σ), each square twice"),
        Line(r"-4 Y \sigma(-Y z)^2 (1 - \sigma(-Y z))", "for Y = -1 the first, for Y = 1 the second is left"),
        Line(r"-4 Y \sigma(-Y z)^2 \sigma(Y z)", "1 - σ(-Yz) = σ(Yz)"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial}{\partial z} \ell(z, Y) = 4 Y \sigma(-Y z)^2 \sigma(Y z)",
                 "sign: the inner derivative -Y is taken for Y"),
        NearMiss(r"\frac{\partial}{\partial z} \ell(z, Y) = -4 \sigma(-Y z)^2 \sigma(Y z)",
                 "the inner factor Y is lost"),
        NearMiss(r"\frac{\partial}{\partial z} \ell(z, Y) = -2 Y \sigma(-Y z)^2 \sigma(Y z)",
                 "the exponent's factor 2 is lost"),
        NearMiss(r"\frac{\partial}{\partial z} \ell(z, Y) = -4 Y \sigma(-Y z) \sigma(Y z)", "a factor σ is lost"),
        NearMiss(r"\frac{\partial}{\partial z} \ell(z, Y) = -4 Y \sigma(-Y z)^2 \sigma(Y z)",
                 "Y any number, not only -1 or 1", given=ANY_LABEL, variant="any label"),
    ),
)
