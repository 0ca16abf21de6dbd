r"""Average pooling with a window of k×k and stride k as a convolution.

The filter has an axis for the output's channel and one for the input's:
w_{c,d,a,b} = δ_{cd}/k², so each channel is averaged by itself.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_convolution import AVERAGE_FILTER, AVERAGES

CLAIM = "w * X = Y"
WINDOW = r"\sum_{a=1}^{k} \sum_{b=1}^{k}"
PIXEL = r"X_{%s,k(i-1)+a,k(j-1)+b}"


def filtered(formula: str, sheet: tuple[str, ...] = AVERAGES) -> tuple[str, ...]:
    """The sheet with another formula for the filter."""
    return (*sheet, AVERAGE_FILTER[0], f"w_{{c,d,a,b}} = {formula}")


THEOREM = Theorem(
    name="homework4.convolution_of_averages",
    title="Average pooling as a convolution",
    statement=CLAIM,
    given=(*AVERAGES, *AVERAGE_FILTER),
    source="homework 4, problem 2",
    also=(r"\operatorname{conv}(X, w) = \operatorname{AvgPool}_k(X)", r"Y = \operatorname{AvgPool}_k(X)"),
    proof=(
        Line(r"(w * X)_{c,i,j}"),
        Line(rf"\sum_{{d=1}}^{{C}} {WINDOW} \frac{{\delta_{{cd}}}}{{k^2}} {PIXEL % 'd'}", "the convolution with stride k"),
        Line(rf"\frac{{1}}{{k^2}} {WINDOW} {PIXEL % 'c'}", "of the channels only d = c is left"),
        Line(r"Y_{c,i,j}", "the definition of average pooling"),
    ),
    near_misses=(
        NearMiss(CLAIM, "1/k for 1/k²", given=filtered(r"\frac{\delta_{cd}}{k}")),
        NearMiss(CLAIM, "the channels are added up: δ_{cd} is forgotten", given=filtered(r"\frac{1}{k^2}")),
        NearMiss(CLAIM, "the sum of the window, not its mean", given=filtered(r"\delta_{cd}")),
        NearMiss(CLAIM + r" \text{ with stride } 1", "the stride of the pooling is forgotten", expects="shape"),
        NearMiss(rf"(w * X)_{{c,i,j}} = \frac{{1}}{{k^2}} {WINDOW} X_{{c,i+a-1,j+b-1}}",
                 "the windows overlap: they are moved by 1, not by k"),
        NearMiss(rf"(w * X)_{{c,i,j}} = \frac{{1}}{{k^2}} {WINDOW} X_{{c,k(i-1)+b,k(j-1)+b}}",
                 "one index of the window written for the other"),
    ),
)
