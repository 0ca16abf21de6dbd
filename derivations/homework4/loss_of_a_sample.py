r"""The squared distance between label and output is the loss ℓ at z = a^⊤X + b.

P(Y) is (1, 0) or (0, 1), so the distance is found label by label.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_loss import ANY_LABEL, SAMPLE

THEOREM = Theorem(
    name="homework4.loss_of_a_sample",
    title="The objective by the loss of a sample",
    statement=r"\|P(Y) - f_{a,b}(X)\|^2 = \ell(a^\top X + b, Y)",
    given=SAMPLE,
    source="homework 4, problem 5",
    proof=(
        Line(r"\|P(Y) - f_{a,b}(X)\|^2"),
        Line(r"\|P(Y) - (\sigma(-(a^\top X + b)), \sigma(a^\top X + b))\|^2", "the outputs are σ(-z) and σ(z)"),
        Line(r"\frac12 (1 - Y) \|(1, 0) - (\sigma(-(a^\top X + b)), \sigma(a^\top X + b))\|^2 + \frac12 (1 + Y)"
             r" \|(0, 1) - (\sigma(-(a^\top X + b)), \sigma(a^\top X + b))\|^2",
             "of ½(1 - Y) and ½(1 + Y) one is 1, the other 0"),
        Line(r"\ell(a^\top X + b, Y)", "the distances written out"),
    ),
    near_misses=(
        NearMiss(r"\|P(Y) - f_{a,b}(X)\|^2 = \ell(a^\top X + b, -Y)", "the labels exchanged"),
        NearMiss(r"\|P(Y) - f_{a,b}(X)\|^2 = \ell(-(a^\top X + b), Y)", "σ(z) for σ(-z): the outputs exchanged"),
        NearMiss(r"\|P(Y) - f_{a,b}(X)\|^2 = 2 \ell(a^\top X + b, Y)", "factor ½ lost"),
        NearMiss(r"\|P(Y) - f_{a,b}(X)\| = \ell(a^\top X + b, Y)", "the square is lost"),
        NearMiss(r"\|P(Y) - f_{a,b}(X)\|^2 = \ell(a^\top X + b, Y)",
                 "Y outside its set, where P has no value", given=ANY_LABEL, expects="refused", variant="any label"),
    ),
)
