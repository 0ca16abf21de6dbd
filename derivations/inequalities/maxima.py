r"""Maxima: above the mean, subadditive, and bounded by norms.

Every number is at most the largest one, so a mean of them is, and so is a sum of
two of them at most the sum of the two largest ones.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="inequalities.maxima",
    title="Maxima, means and norms",
    statement=r"\max_i (x_i + y_i) \le \max_i x_i + \max_i y_i",
    given=(r"x \in \mathbb{R}^n", r"y \in \mathbb{R}^n", r"a, b, c \in \mathbb{R}"),
    source="S. Boyd, L. Vandenberghe, Convex Optimization, 2004, 3.1.5 (the maximum is convex)",
    also=(r"\frac{1}{n} \sum_{i=1}^n x_i \le \max_i x_i", r"\min_i x_i \le \max_i x_i", r"\|x\|_\infty \le \|x\|",
          r"|x_j| \le \|x\|", r"\max(a, b) \le |a| + |b|"),
    proof=(
        Line(r"\max(a, b)"),
        Line(r"\frac{a + b + |a - b|}{2}", "the larger number is the middle plus half of the distance"),
        Line(r"a + \max(0, b - a)", "a is taken out of the maximum"),
    ),
    near_misses=(
        NearMiss(r"\max_i (x_i + y_i) \ge \max_i x_i + \max_i y_i", "the largest entries need not stand at one place"),
        NearMiss(r"\max_i x_i \le \frac{1}{n} \sum_{i=1}^n x_i", "the sign is turned round"),
        NearMiss(r"\max_i c x_i = c \max_i x_i", "a negative factor turns the maximum into a minimum"),
        NearMiss(r"\|x\| \le \|x\|_\infty", "the norms exchanged"),
        NearMiss(r"\max_i x_i > x_j", "the largest entry is not larger than itself"),
    ),
)
