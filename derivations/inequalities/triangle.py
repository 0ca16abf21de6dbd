r"""The triangle inequality of the Euclidean norm, from that of Cauchy and Schwarz.

(‖x‖ + ‖y‖)² − ‖x + y‖² = 2 (‖x‖‖y‖ − xᵀy) ≥ 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .cauchy_schwarz import VECTORS

THEOREM = Theorem(
    name="inequalities.triangle",
    title="The triangle inequality",
    statement=r"\|x + y\| \le \|x\| + \|y\|",
    given=(*VECTORS, r"a, b \in \mathbb{R}"),
    source="G. H. Hardy, J. E. Littlewood, G. Pólya, Inequalities, 2nd ed. 1952, theorem 24 in 2.11 with r = 2",
    also=(r"|a + b| \le |a| + |b|", r"|a| - |b| \le |a - b|", r"\|x\| - \|y\| \le \|x - y\|"),
    proof=(
        Line(r"(\|x\| + \|y\|)^2 - \|x + y\|^2"),
        Line(r"\|x\|^2 + 2 \|x\| \|y\| + \|y\|^2 - (x + y)^\top (x + y)", "the square of a sum"),
        Line(r"2 (\|x\| \|y\| - x^\top y)", "the squares of the norms cancel"),
    ),
    near_misses=(
        NearMiss(r"\|x + y\| \ge \|x\| + \|y\|", "the sign is turned round"),
        NearMiss(r"\|x + y\|^2 \le \|x\|^2 + \|y\|^2", "squares do not add up: that is so for orthogonal vectors"),
        NearMiss(r"\|x - y\| \le \|x\| - \|y\|", "a minus instead of a plus on the right"),
        NearMiss(r"\|x + y\| < \|x\| + \|y\|", "equality for parallel vectors is forgotten"),
        NearMiss(r"|a + b| = |a| + |b|", "the absolute value as if it were linear"),
    ),
)
