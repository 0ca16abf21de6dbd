r"""The derivatives of a convolution with any stride, zero padding and dilation, along one axis.

The tap a of the output i reads the place S(i-1)+D(a-1)+1-P.  By a tap the
derivative is the entry that it reads, 0 in the padding; by an entry it is the tap
that reads it, where there is one.
"""
from derivations.theorem import Line, NearMiss, Theorem

GIVEN = (
    r"x \in \mathbb{R}^{n}", r"w \in \mathbb{R}^{k}",
    r"S \mid n+2P-D(k-1)-1",
    r"\text{convolutions have stride } S, \text{ zero padding } P, \text{ dilation } D",
)
READ = r"\operatorname{pad}_P(x)_{S(i-1)+D(a-1)+1}"
BY_TAP = r"\frac{\partial (w * x)_i}{\partial w_a} = "
BY_ENTRY = r"\frac{\partial (w * x)_i}{\partial x_j} = \sum_{a=1}^{k} w_a \delta_{j,%s}"

THEOREM = Theorem(
    name="convolutions.derivatives_of_any_convolution",
    title="Derivatives of a convolution with stride, padding and dilation",
    statement=BY_TAP + READ,
    layout="denominator",
    given=GIVEN,
    source="V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning (2016), relationships 6 and 15",
    also=(BY_ENTRY % "S(i-1)+D(a-1)+1-P",),
    proof=(
        Line(r"\frac{\partial (w * x)_i}{\partial w_a}"),
        Line(r"\frac{\partial}{\partial w_a} \sum_{e=1}^{k} w_e \operatorname{pad}_P(x)_{S(i-1)+D(e-1)+1}",
             "the convolution, read from x with P zeros at either end"),
        Line(READ, "of the taps only that one depends on itself"),
    ),
    near_misses=(
        NearMiss(BY_TAP + READ.replace("D(a-1)", "(a-1)"), "the dilation forgotten"),
        NearMiss(BY_TAP + READ.replace("S(i-1)", "(i-1)"), "the stride forgotten"),
        NearMiss(BY_TAP + READ.replace("+1}", "+1+P}"), "the padding counted twice"),
        NearMiss(BY_ENTRY % "S(i-1)+D(a-1)+1", "the padding forgotten"),
        NearMiss(BY_ENTRY % "S(i-1)-D(a-1)+1+P", "the filter reversed"),
    ),
)
