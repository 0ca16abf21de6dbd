r"""Average pooling commutes with affine functions, and with no others in general.

The mean of c x + d is c times the mean of x, plus d, since the weights 1/(pq) of
a window add up to 1.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import MATRIX, MEAN_POOL, NONDECREASING, SQUARE

NUMBERS = r"c, d \in \mathbb{R}"
AFFINE = r"\sigma(z) = c z + d"
CLAIM = r"\sigma(\rho(X)) = \rho(\sigma(X))"
SUM = r"\frac{1}{pq} \sum_{a=1}^{p} \sum_{b=1}^{q}"
ENTRY = r"X_{s(i-1)+a, t(j-1)+b}"

THEOREM = Theorem(
    name="homework4.pooling_of_means",
    title="Average pooling and an affine function",
    statement=CLAIM,
    given=(MATRIX, NUMBERS, AFFINE, MEAN_POOL),
    source="homework 4, problem 4, for average pooling",
    also=(r"\rho(c X) = c \rho(X)", r"\rho(X)_{ij} \le \max_{1 \le a \le p} \max_{1 \le b \le q} X_{s(i-1)+a, t(j-1)+b}"),
    proof=(
        Line(r"(\rho(\sigma(X)))_{ij}"),
        Line(rf"{SUM} (c {ENTRY} + d)", "the mean over the window of the entry (i, j)"),
        Line(rf"c \left({SUM} {ENTRY}\right) + d", "the sum is linear, and p q times d/(p q) is d"),
        Line(r"\sigma(\rho(X)_{ij})", "the mean of X over the same window"),
    ),
    near_misses=(
        NearMiss(CLAIM, "the mean of squares is not the square of the mean", given=(MATRIX, SQUARE, MEAN_POOL)),
        NearMiss(r"\operatorname{ReLU}(\rho(X)) = \rho(\operatorname{ReLU}(X))", "ReLU is only piecewise affine"),
        NearMiss(CLAIM, "nondecreasing is enough for the maximum, not for the mean", given=(MATRIX, NONDECREASING, MEAN_POOL)),
        NearMiss(rf"(\rho(\sigma(X)))_{{ij}} = c \left({SUM} {ENTRY}\right) + \frac{{d}}{{p q}}",
                 "the constant is divided by the number of entries, but not added as often"),
        NearMiss(rf"(\rho(X))_{{ij}} = \frac{{1}}{{p}} \sum_{{a=1}}^{{p}} \sum_{{b=1}}^{{q}} {ENTRY}", "1/p for 1/(pq)"),
    ),
)
