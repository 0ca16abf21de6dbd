r"""The square of a mean is at most the mean of squares; the difference is the variance.

(1/n) Σ x_i² − ((1/n) Σ x_i)² = (1/(2n²)) Σ_i Σ_j (x_i − x_j)².
"""
from derivations.theorem import Line, NearMiss, Theorem

MEAN, SQUARES = r"\frac{1}{n} \sum_{i=1}^n x_i", r"\frac{1}{n} \sum_{i=1}^n x_i^2"

THEOREM = Theorem(
    name="inequalities.variance",
    title="The square of a mean and the mean of squares",
    statement=rf"\left({MEAN}\right)^2 \le {SQUARES}",
    given=(r"x \in \mathbb{R}^n",),
    source="G. H. Hardy, J. E. Littlewood, G. Pólya, Inequalities, 2nd ed. 1952, theorem 16 in 2.9 with r = 1, s = 2",
    also=(r"\left(\sum_{i=1}^n x_i\right)^2 \le n \sum_{i=1}^n x_i^2",),
    proof=(
        Line(rf"{SQUARES} - \left({MEAN}\right)^2"),
        Line(r"\frac{1}{n^2} \sum_{i=1}^n \sum_{j=1}^n (x_i^2 - x_i x_j)", "n as a sum of ones"),
        Line(r"\frac{1}{2 n^2} \sum_{i=1}^n \sum_{j=1}^n (x_i - x_j)^2", "the mean with i and j exchanged"),
    ),
    near_misses=(
        NearMiss(rf"\left({MEAN}\right)^2 \ge {SQUARES}", "the sign is turned round"),
        NearMiss(r"\left(\sum_{i=1}^n x_i\right)^2 \le \sum_{i=1}^n x_i^2", "the factor n is forgotten"),
        NearMiss(rf"\left({MEAN}\right)^2 < {SQUARES}", "equality for equal numbers is forgotten"),
        NearMiss(r"\left(\frac{1}{n} \sum_{i=1}^n x_i\right)^2 = \frac{1}{n} \sum_{i=1}^n x_i^2", "the square is taken into the mean"),
    ),
)
