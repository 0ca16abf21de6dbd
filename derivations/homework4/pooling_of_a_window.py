r"""One window: a nondecreasing σ may be applied before or after the largest entry is taken.

The window B has p·q ≥ 1 entries; the lemma for two numbers is used for one row
after the other, and within each row for one entry after the other.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import MATRIX, MAX_POOL, MEAN_POOL, NONDECREASING, NONINCREASING, SQUARE, WINDOW

CLAIM = r"\sigma(\rho(B)) = \rho(\sigma(B))"
LARGEST = r"X_{\max} = \max_{i,j} B_{ij}"
SHEET = (MATRIX, NONDECREASING, MAX_POOL, WINDOW, LARGEST)


def of(function: str) -> tuple[str, ...]:
    """The sheet with another function."""
    return (MATRIX, function, MAX_POOL, WINDOW, LARGEST)


THEOREM = Theorem(
    name="homework4.pooling_of_a_window",
    title="Max-pooling of one window and a nondecreasing function",
    statement=CLAIM,
    given=SHEET,
    source="homework 4, problem 4, for one window",
    also=(
        r"\rho(B) = X_{\max}",
        r"X_{\max} \ge B_{ij}",
        r"X_{\max} \ge B_{ij} \Rightarrow \sigma(X_{\max}) \ge \sigma(B_{ij})",
        r"\rho(\sigma(B)) = \sigma(X_{\max})",
        r"\rho(B) = B_{11} \Rightarrow \rho(\sigma(B)) = \sigma(B_{11})",
    ),
    proof=(
        Line(r"\sigma(\rho(B))"),
        Line(r"\sigma\left(\max_{1 \le a \le p} \max_{1 \le b \le q} B_{ab}\right)", "the largest entry of the window"),
        Line(r"\max_{1 \le a \le p} \sigma\left(\max_{1 \le b \le q} B_{ab}\right)", "the lemma for two, row after row"),
        Line(r"\max_{1 \le a \le p} \max_{1 \le b \le q} \sigma(B_{ab})", "the lemma for two, within each row"),
        Line(r"\rho(\sigma(B))", "the largest entry of σ(B)"),
    ),
    near_misses=(
        NearMiss(CLAIM, "z² falls for z < 0: of the window (-2, -1) the larger entry has the smaller square",
                 given=of(SQUARE)),
        NearMiss(CLAIM, "a function that falls makes the largest entry the smallest", given=of(NONINCREASING)),
        NearMiss(CLAIM, "the mean for the maximum", given=(MATRIX, NONDECREASING, MEAN_POOL, WINDOW)),
        NearMiss(r"\rho(\sigma(B)) = \sigma(\min_{i,j} B_{ij})", "the smallest entry for the largest"),
        NearMiss(r"\rho(B) = B_{11}", "the largest entry need not be the first"),
        NearMiss(r"X_{\max} > B_{ij}", "the largest entry is not larger than itself"),
    ),
)
