r"""The loss as written with distances of pairs, {σ(-z), σ(z)} from {1, 0} and {0, 1}.

It is the sheet's ℓ for any number Y: only ½(1 ∓ Y) is multiplied by it.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_loss import ANY_LABEL

THEOREM = Theorem(
    name="homework4.loss_by_distances",
    title="The loss by distances of pairs",
    statement=r"\frac12 (1 - Y) \|\{1, 0\} - \{\sigma(-z), \sigma(z)\}\|^2 + \frac12 (1 + Y) \|\{0, 1\} -"
              r" \{\sigma(-z), \sigma(z)\}\|^2 = \ell(z, Y)",
    given=ANY_LABEL,
    source="homework 4, problem 5, as in the second solution",
    proof=(
        Line(r"\frac12 (1 - Y) \|\{1, 0\} - \{\sigma(-z), \sigma(z)\}\|^2 + \frac12 (1 + Y) \|\{0, 1\} -"
             r" \{\sigma(-z), \sigma(z)\}\|^2"),
        Line(r"\frac12 (1 - Y) \left((1 - \sigma(-z))^2 + \sigma(z)^2\right) + \frac12 (1 + Y) \left(\sigma(-z)^2"
             r" + (1 - \sigma(z))^2\right)", "squares of the entries"),
        Line(r"\ell(z, Y)", "definition"),
    ),
    near_misses=(
        NearMiss(r"(1 - Y) \|\{1, 0\} - \{\sigma(-z), \sigma(z)\}\|^2 + (1 + Y) \|\{0, 1\} - \{\sigma(-z),"
                 r" \sigma(z)\}\|^2 = \ell(z, Y)", "factor ½ lost"),
        NearMiss(r"\frac12 (1 - Y) \|\{0, 1\} - \{\sigma(-z), \sigma(z)\}\|^2 + \frac12 (1 + Y) \|\{1, 0\} -"
                 r" \{\sigma(-z), \sigma(z)\}\|^2 = \ell(z, Y)", "the labels exchanged"),
        NearMiss(r"\frac12 (1 - Y) \|\{1, 0\} - \{\sigma(z), \sigma(-z)\}\|^2 + \frac12 (1 + Y) \|\{0, 1\} -"
                 r" \{\sigma(z), \sigma(-z)\}\|^2 = \ell(z, Y)", "σ(z) for σ(-z)"),
        NearMiss(r"\frac12 (1 - Y) \|\{1, 0\} - \{\sigma(-z), \sigma(z)\}\|^2 - \frac12 (1 + Y) \|\{0, 1\} -"
                 r" \{\sigma(-z), \sigma(z)\}\|^2 = \ell(z, Y)", "sign between the two"),
    ),
)
