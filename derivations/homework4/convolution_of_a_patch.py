r"""One entry of a convolution: the sum of all entries of filter ⊙ patch.

The patch is what the window sees: at the first pixel of an image with a border
of zeros its first row and column are 0.  A filter is read off by comparing this
sum with the wanted entry, X_21 − X_11 in the first channel.
"""
from derivations.theorem import Line, NearMiss, Theorem

TAPS = r"\begin{pmatrix} w_1 & w_2 & w_3 \\ w_4 & w_5 & w_6 \\ w_7 & w_8 & w_9 \end{pmatrix}"
PATCH = r"\begin{pmatrix} 0 & 0 & 0 \\ 0 & X_{11} & X_{12} \\ 0 & X_{21} & X_{22} \end{pmatrix}"
SHEET = (
    r"X \in \mathbb{R}^{m \times n}",
    r"w \in \mathbb{R}^{9}",
    r"F \in \mathbb{R}^{3 \times 3}",
    r"F = \begin{pmatrix} 0 & 0 & 0 \\ 0 & -1 & 0 \\ 0 & 1 & 0 \end{pmatrix}",
    r"Y = \operatorname{conv}(X, F)",
    r"\text{stride } 1, \text{ zero padding } 1",
)

THEOREM = Theorem(
    name="homework4.convolution_of_a_patch",
    title="An entry of a convolution as a sum over a patch",
    statement=rf"\sum \left[ {TAPS} \odot {PATCH} \right] = w_5 X_{{11}} + w_6 X_{{12}} + w_8 X_{{21}} + w_9 X_{{22}}",
    given=SHEET,
    source="homework 4, problem 1, entry by entry",
    also=(
        rf"\sum \left[ F \odot {PATCH} \right] = X_{{21}} - X_{{11}}",
        r"Y_{2,2} = F_{22} X_{22} + F_{32} X_{32} = -X_{22} + X_{32}",
        r"Y_{1,2} = F_{22} X_{12} + F_{32} X_{22} = X_{22} - X_{12}",
    ),
    proof=(
        Line("Y_{1,1}"),
        Line(rf"\sum \left[ F \odot {PATCH} \right]", "the window at the first pixel sees the patch"),
        Line(r"F_{22} X_{11} + F_{32} X_{21}", "the other taps are 0"),
        Line(r"-X_{11} + X_{21}", "the taps"),
    ),
    near_misses=(
        NearMiss(rf"\sum \left[ F \odot {PATCH} \right] = X_{{12}} - X_{{11}}", "the pixel beside for the one below"),
        NearMiss(r"Y_{1,1} = F_{22} X_{11} + F_{22} X_{12}", "the same tap written twice"),
        NearMiss(r"Y_{2,1} = -X_{11} + X_{12}", "the line of the first pixel repeated"),
        NearMiss(rf"\sum \left[ {TAPS} \odot {PATCH} \right] = w_1 X_{{11}} + w_2 X_{{12}} + w_4 X_{{21}} + w_5 X_{{22}}",
                 "the patch without its border of zeros"),
    ),
)
