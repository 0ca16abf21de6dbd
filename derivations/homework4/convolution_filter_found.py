r"""The filter of problem 1 found from the wanted map, and that it is the only one for m, n ≥ 2.

The output (l, i, j) of a convolution answers a unit impulse at (p, q) with the
tap w_{l,p-i+2,q-j+2}, where there is one.  The wanted map answers it with
δ_{p,i+1} δ_{qj} − δ_{pi} δ_{qj} in the first channel.  With two rows and two columns
every tap is some answer, so the map fixes the filter: ``found_filter`` solves the
equations.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_convolution import DIFFERENCES
from .impulses import found_filter

FOUND = found_filter(DIFFERENCES, 2, 2)
FILTER = FOUND.lines("v")
ANY = (*DIFFERENCES, r"w \in \mathbb{R}^{2 \times 3 \times 3}")

IMPULSE = r"\frac{\partial (w * X)_{l,i,j}}{\partial X_{p,q}}"
WANTED = r"\frac{\partial Y_{1,i,j}}{\partial X_{p,q}}"


def answer(of: str) -> str:
    """The tap that answers, or 0."""
    return (rf"\begin{{cases}} {of} & \text{{if }} 1 \le p-i+2 \le 3, 1 \le q-j+2 \le 3 "
            r"\\ 0 & \text{otherwise} \end{cases}")


TAP = "w_{l,p-i+2,q-j+2}"

THEOREM = Theorem(
    name="homework4.convolution_filter_found",
    title=f"The filter of the differences, the only solution of {FOUND.equations} equations: {FOUND.shown()}",
    statement=f"{IMPULSE} = {answer(TAP)}",
    given=(*ANY, *FILTER),
    source="homework 4, problem 1: which filter",
    also=(
        "v * X = Y",
        r"\frac{\partial (w * X)_{l,2,2}}{\partial X_{1,1}} = w_{l,1,1}",
        r"\frac{\partial (w * X)_{l,1,1}}{\partial X_{2,2}} = w_{l,3,3}",
        r"\frac{\partial Y_{1,2,2}}{\partial X_{1,1}} = 0 = v_{1,1,1}",
        r"\frac{\partial Y_{1,1,1}}{\partial X_{2,1}} = 1 = v_{1,3,2}",
    ),
    proof=(
        Line(WANTED),
        Line(r"\delta_{p,i+1} \delta_{qj} - \delta_{pi} \delta_{qj}", "the definition of Y_1; beyond the border nothing is read"),
        Line(answer("v_{1,p-i+2,q-j+2}"), f"the filter v found from {FOUND.equations} equations, their only solution"),
    ),
    near_misses=(
        NearMiss(f"{IMPULSE} = {answer('w_{l,i-p+2,j-q+2}')}", "the impulse answered by the reversed filter"),
        NearMiss(f"{WANTED} = {answer('v_{2,p-i+2,q-j+2}')}", "the filter of the other channel"),
        NearMiss(rf"{WANTED} = \delta_{{p,i+1}} \delta_{{qj}}", "the centre tap forgotten"),
        NearMiss(r"\frac{\partial (w * X)_{l,1,1}}{\partial X_{1,1}} = w_{l,1,1}",
                 "the tap counted from the corner of the filter, not from its centre"),
    ),
)
