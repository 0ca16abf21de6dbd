r"""A grey image from red, green and blue as a 1×1 convolution.

A 1×1 filter has one tap for each channel of the input; there is nothing to pad.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_convolution import GREY, GREY_FILTER

CLAIM = "w * X = Y"


def weights(red: str, green: str, blue: str) -> tuple[str, ...]:
    return (*GREY, GREY_FILTER[0], f"w_1 = {red}", f"w_2 = {green}", f"w_3 = {blue}")


THEOREM = Theorem(
    name="homework4.convolution_to_grey",
    title="Grey values as a 1×1 convolution",
    statement=CLAIM,
    given=(*GREY, *GREY_FILTER),
    source="homework 4, problem 3",
    also=("0.299 + 0.587 + 0.114 = 1", r"w_{1,1,1} + w_{2,1,1} + w_{3,1,1} = 1"),
    proof=(
        Line(r"(w * X)_{i,j}"),
        Line(r"\sum_{c=1}^{3} w_{c,1,1} X_{c,i,j}", "a 1×1 convolution is a weighted sum of channels"),
        Line(r"0.299 X_{1,i,j} + 0.587 X_{2,i,j} + 0.114 X_{3,i,j}", "the three weights"),
        Line(r"Y_{i,j}", "the definition of the grey value"),
    ),
    near_misses=(
        NearMiss(CLAIM, "two weights exchanged", given=weights("0.587", "0.299", "0.114")),
        NearMiss(CLAIM, "equal weights", given=weights(r"\frac{1}{3}", r"\frac{1}{3}", r"\frac{1}{3}")),
        NearMiss(CLAIM, "a weight rounded: decimals are exact", given=weights("0.3", "0.587", "0.114")),
        NearMiss(r"w_{1,1,1} + w_{2,1,1} + w_{3,1,1} = 0.999", "decimals added in binary and cut off"),
    ),
)
