r"""Convex functions: between two points the graph lies below the chord.

For z² the chord is above the graph by θ(1 − θ)(a − b)²; of two convex functions
the larger one is convex, as ReLU is.
"""
from derivations.theorem import Line, NearMiss, Theorem

BETWEEN = r"(\theta a + (1 - \theta) b)"

THEOREM = Theorem(
    name="inequalities.convexity",
    title="Squares and ReLU are convex",
    statement=rf"{BETWEEN}^2 \le \theta a^2 + (1 - \theta) b^2",
    given=(r"a, b, \theta \in \mathbb{R}", r"0 \le \theta \le 1"),
    source="S. Boyd, L. Vandenberghe, Convex Optimization, 2004, 3.1.5 and 3.2.3",
    also=(
        r"\max(\theta a + (1 - \theta) b, 0) \le \theta \max(a, 0) + (1 - \theta) \max(b, 0)",
        r"|\theta a + (1 - \theta) b| \le \theta |a| + (1 - \theta) |b|",
    ),
    proof=(
        Line(rf"\theta a^2 + (1 - \theta) b^2 - {BETWEEN}^2"),
        Line(r"\theta (1 - \theta) a^2 + \theta (1 - \theta) b^2 - 2 \theta (1 - \theta) a b", "the square of a sum"),
        Line(r"\theta (1 - \theta) (a - b)^2", "the square of a difference, with two factors ≥ 0"),
    ),
    near_misses=(
        NearMiss(rf"{BETWEEN}^2 \ge \theta a^2 + (1 - \theta) b^2", "the sign is turned round"),
        NearMiss(rf"{BETWEEN}^2 = \theta a^2 + (1 - \theta) b^2", "the square as if it were linear"),
        NearMiss(rf"{BETWEEN}^2 < \theta a^2 + (1 - \theta) b^2", "equality at the ends and for a = b is forgotten"),
        NearMiss(rf"{BETWEEN}^2 \le \theta a^2 + (1 - \theta) b^2", "θ outside of its range: there the line lies below",
                 given=(r"a, b, \theta \in \mathbb{R}",)),
    ),
)
