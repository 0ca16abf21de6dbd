r"""On a quadratic one Newton step from anywhere lands at the minimum A⁻¹b.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.newton_on_a_quadratic",
    title="Newton's method on a quadratic",
    statement=r"w - A^{-1} \nabla_w J = A^{-1} b",
    given=(r"A \in \mathbb{R}^{n \times n}",
           r"A \text{ symmetric}",
           r"A \text{ invertible}",
           r"w, b \in \mathbb{R}^n",
           r"J = \frac{1}{2} w^\top A w - b^\top w",),
    source="Goodfellow, Bengio, Courville, Deep Learning, (8.27); Nocedal, Wright, Numerical Optimization, 3.3",
    proof=(
        Line(r"w - A^{-1} \nabla_w J"),
        Line(r"w - A^{-1} (A w - b)", "gradient of a quadratic with symmetric A"),
        Line(r"w - w + A^{-1} b", "A times its inverse"),
        Line(r"A^{-1} b", "w cancels"),
    ),
    near_misses=(
        NearMiss(r"w - A^{-1} \nabla_w J = -A^{-1} b", "sign"),
        NearMiss(r"w - A^{-1} \nabla_w J = w - A^{-1} b", "A⁻¹Aw is forgotten"),
        NearMiss(r"\nabla_w J = 2 A w - b", "the half is overlooked"),
        NearMiss(r"w - A^{-1} \nabla_w J = A^{-1} b",
                 "the gradient is Aw - b only for symmetric A",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A \text{ invertible}", r"w, b \in \mathbb{R}^n", r"J = \frac{1}{2} w^\top A w - b^\top w",),
                 variant="any A"),
    ),
)
