r"""The Cauchy-Schwarz inequality, from Lagrange's identity.

‖x‖²‖y‖² − (xᵀy)² = ½ Σ_i Σ_j (x_i y_j − x_j y_i)², a sum of squares.
"""
from derivations.theorem import Line, NearMiss, Theorem

VECTORS = (r"x \in \mathbb{R}^n", r"y \in \mathbb{R}^n")

THEOREM = Theorem(
    name="inequalities.cauchy_schwarz",
    title="The Cauchy-Schwarz inequality",
    statement=r"(x^\top y)^2 \le \|x\|^2 \|y\|^2",
    given=VECTORS,
    source="G. H. Hardy, J. E. Littlewood, G. Pólya, Inequalities, 2nd ed. 1952, theorem 7 in 2.4",
    also=(r"x^\top y \le \|x\| \|y\|", r"|x^\top y| \le \|x\| \|y\|"),
    proof=(
        Line(r"\|x\|^2 \|y\|^2 - (x^\top y)^2"),
        Line(r"\sum_{i=1}^n \sum_{j=1}^n (x_i^2 y_j^2 - x_i y_i x_j y_j)", "products of sums as double sums"),
        Line(r"\frac{1}{2} \sum_{i=1}^n \sum_{j=1}^n (x_i^2 y_j^2 + x_j^2 y_i^2 - 2 x_i y_j x_j y_i)",
             "the mean with i and j exchanged"),
        Line(r"\frac{1}{2} \sum_{i=1}^n \sum_{j=1}^n (x_i y_j - x_j y_i)^2", "a square"),
    ),
    near_misses=(
        NearMiss(r"(x^\top y)^2 \ge \|x\|^2 \|y\|^2", "the sign is turned round"),
        NearMiss(r"(x^\top y)^2 < \|x\|^2 \|y\|^2", "equality for parallel vectors, and for zero, is forgotten"),
        NearMiss(r"(x^\top y)^2 \le \|x\| \|y\|", "the squares of the norms are forgotten"),
        NearMiss(r"x^\top y \le \frac{1}{2} \|x\| \|y\|", "a factor ½ too many, as if from x = y"),
    ),
)
