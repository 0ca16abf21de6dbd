r"""The differences of neighbours as a convolution with a 3×3 filter and zero padding 1.

Tap (a, b) of the filter reads X' at (i+a-1, j+b-1), X' being X with a border of
zeros, so the centre (2, 2) reads X_{i,j}, the tap (3, 2) below it X_{i+1,j} and the
tap (2, 3) beside it X_{i,j+1}.  The zeros of the border are what the sheet
means by X_{m+1,:} = 0 and X_{:,n+1} = 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_convolution import DIFFERENCE_FILTER, DIFFERENCES

PADDED = r"X' = \operatorname{pad}_1(X)"
TAPS = r"\sum_{a=1}^{3} \sum_{b=1}^{3} w_{%d,a,b} X'_{i+a-1,j+b-1}"
CLAIM = "w * X = Y"


def filters(first: str, second: str) -> tuple[str, ...]:
    """The sheet with another filter, its channels row by row."""
    return (*DIFFERENCES, PADDED, DIFFERENCE_FILTER[0], *(
        rf"w_{c} = \begin{{pmatrix}} {rows} \end{{pmatrix}}" for c, rows in ((1, first), (2, second))))


BELOW, BESIDE = r"0 & 0 & 0 \\ 0 & -1 & 0 \\ 0 & 1 & 0", r"0 & 0 & 0 \\ 0 & -1 & 1 \\ 0 & 0 & 0"

THEOREM = Theorem(
    name="homework4.convolution_of_differences",
    title="Differences of neighbours as a convolution",
    statement=CLAIM,
    given=(*DIFFERENCES, PADDED, *DIFFERENCE_FILTER),
    source="homework 4, problem 1",
    also=(
        r"\operatorname{conv}(X, w) = Y",
        rf"(w * X)_{{2,i,j}} = {TAPS % 2} = w_{{2,2,2}} X'_{{i+1,j+1}} + w_{{2,2,3}} X'_{{i+1,j+2}} "
        r"= -X_{i,j} + X_{i,j+1} = Y_{2,i,j}",
        r"Y_{1,m,j} = -X_{m,j}",
        r"Y_{2,i,n} = -X_{i,n}",
    ),
    proof=(
        Line(r"(w * X)_{1,i,j}"),
        Line(TAPS % 1, "the convolution, read from X with a border of zeros"),
        Line(r"w_{1,2,2} X'_{i+1,j+1} + w_{1,3,2} X'_{i+2,j+1}", "the other taps of the first channel are 0"),
        Line(r"-X_{i,j} + X_{i+1,j}", "X'_{i+1,j+1} is X_{i,j}; below the last row both are 0"),
        Line(r"Y_{1,i,j}", "the order of the terms"),
    ),
    near_misses=(
        NearMiss(CLAIM, "the signs of the filter exchanged: X_{i,j} − X_{i+1,j}",
                 given=filters(r"0 & 0 & 0 \\ 0 & 1 & 0 \\ 0 & -1 & 0", r"0 & 0 & 0 \\ 0 & 1 & -1 \\ 0 & 0 & 0")),
        NearMiss(CLAIM, "the filter reversed, as in analysis: it reads the row above",
                 given=filters(r"0 & 1 & 0 \\ 0 & -1 & 0 \\ 0 & 0 & 0", r"0 & 0 & 0 \\ 1 & -1 & 0 \\ 0 & 0 & 0")),
        NearMiss(CLAIM, "rows and columns confused: each channel has the other's filter", given=filters(BESIDE, BELOW)),
        NearMiss(CLAIM, "the tap one further, at the corner", given=filters(r"0 & 0 & 0 \\ 0 & -1 & 0 \\ 0 & 0 & 1", BESIDE)),
        NearMiss(CLAIM, "no padding: the result has two rows and two columns less", expects="shape",
                 given=(*DIFFERENCES[:-1], r"\text{convolutions have stride } 1 \text{ and zero padding } 0", *DIFFERENCE_FILTER)),
        NearMiss(CLAIM, "every second pixel only: a stride of 2", expects="shape",
                 given=(r"2 \mid m-1, \quad 2 \mid n-1", *DIFFERENCES[:-1],
                        r"\text{convolutions have stride } 2 \text{ and zero padding } 1", *DIFFERENCE_FILTER)),
        NearMiss(r"Y_{1,m,j} = X_{1,j} - X_{m,j}", "the border read as if the image went on with its first row"),
        NearMiss(r"Y_{1,m,j} = 0", "the difference at the border taken to be 0, not the padding"),
    ),
)
