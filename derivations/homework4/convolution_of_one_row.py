r"""In an image of one row the outer taps of a 3×3 filter see only padding.

So problem 1 has one solution for m ≥ 2 and many for m = 1: filters that differ
above and below their middle row are the same map.
"""
from derivations.theorem import Line, NearMiss, Theorem

OUTER = r"v_{l,a,b} = w_{l,a,b} + (1 - \delta_{a2}) u_{l,a,b}"
SETTINGS = r"\text{convolutions have stride } 1 \text{ and zero padding } 1"
FILTERS = r"v, w, u \in \mathbb{R}^{2 \times 3 \times 3}"


def rows(count: str, *more: str) -> tuple[str, ...]:
    return (rf"X \in \mathbb{{R}}^{{{count} \times n}}", FILTERS, *(more or (OUTER,)), SETTINGS)


THEOREM = Theorem(
    name="homework4.convolution_of_one_row",
    title="Taps that see only padding",
    statement="v * X = w * X",
    given=rows("1"),
    source="homework 4, problem 1, at m = 1",
    proof=(
        Line(r"(v * X)_{l,1,j}"),
        Line(r"\sum_{b=1}^{3} v_{l,2,b} \operatorname{pad}_1(X)_{2,j+b-1}", "rows 1 and 3 of the padded image are 0"),
        Line(r"\sum_{b=1}^{3} w_{l,2,b} \operatorname{pad}_1(X)_{2,j+b-1}", "the middle rows of v and w are the same"),
        Line(r"(w * X)_{l,1,j}", "the same for w"),
    ),
    near_misses=(
        NearMiss("v * X = w * X", "the same said of two rows, where outer taps see the other row", given=rows("2")),
        NearMiss("v * X = w * X", "the same said of any number of rows", given=rows("m")),
        NearMiss("v * X = w * X", "columns for rows: the outer columns do see the image",
                 given=rows("1", r"v_{l,a,b} = w_{l,a,b} + (1 - \delta_{b2}) u_{l,a,b}")),
    ),
)
