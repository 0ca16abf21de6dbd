r"""The gradient of the objective of one sample by the weights a: the slope times X.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_loss import ANY_LABEL, SAMPLE

THEOREM = Theorem(
    name="homework4.loss_gradient",
    title="Gradient of the loss by the weights",
    statement=r"\nabla_a \ell(a^\top X + b, Y) = -4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b)) X",
    given=SAMPLE,
    also=(
        r"\frac{\partial}{\partial b} \ell(a^\top X + b, Y) = -4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X"
        r" + b))",
    ),
    source="homework 4, problem 5: chain rule",
    proof=(
        Line(r"\nabla_a \ell(a^\top X + b, Y)"),
        Line(r"\nabla_a \left(2 \sigma(-Y (a^\top X + b))^2\right)", "closed form of the loss"),
        Line(r"-4 Y \sigma(-Y (a^\top X + b)) \sigma'(-Y (a^\top X + b)) X", "chain rule"),
        Line(r"-4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b)) X", "σ′(t) = σ(t) σ(-t)"),
    ),
    near_misses=(
        NearMiss(r"\nabla_a \ell(a^\top X + b, Y) = -4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b)) a",
                 "a for X"),
        NearMiss(r"\nabla_a \ell(a^\top X + b, Y) = -4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b))",
                 "the inner derivative X is lost", expects="shape"),
        NearMiss(r"\nabla_a \ell(a^\top X + b, Y) = -4 \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b)) X",
                 "the inner factor Y is lost"),
        NearMiss(r"\nabla_a \ell(a^\top X + b, Y) = 4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b)) X",
                 "sign"),
        NearMiss(r"\nabla_a \ell(a^\top X + b, Y) = -4 Y \sigma(-Y (a^\top X + b))^2 \sigma(Y (a^\top X + b)) X",
                 "Y any number, not only -1 or 1", given=ANY_LABEL, variant="any label"),
    ),
)
