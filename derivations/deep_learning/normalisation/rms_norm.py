r"""Root-mean-square normalisation: no mean is taken off.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.normalisation.rms_norm",
    title="Jacobian of root-mean-square normalisation",
    statement=r"\frac{\partial y}{\partial x} = \frac{1}{r} \operatorname{diag}(g) \left(I - \frac{x x^\top}{n "
              r"r^2}\right)",
    also=(r"\frac{\partial r}{\partial x_i} = \frac{x_i}{n r}",),
    given=(r"x, g \in \mathbb{R}^n",
           r"\epsilon \in \mathbb{R}, \epsilon > 0",
           r"r = \sqrt{\frac{1}{n} \sum_{i=1}^n x_i^2 + \epsilon}",
           r"y = \frac{1}{r} g \odot x",),
    layout="numerator",
    source="Zhang, Sennrich, Root Mean Square Layer Normalization (2019), (4)",
    proof=(
        Line(r"\frac{\partial y_i}{\partial x_j}"),
        Line(r"\frac{g_i \delta_{ij}}{r} - \frac{g_i x_i}{r^2} \frac{\partial r}{\partial x_j}", "quotient rule"),
        Line(r"\frac{g_i \delta_{ij}}{r} - \frac{g_i x_i}{r^2} \frac{x_j}{n r}", "derivative of the root"),
        Line(r"\frac{g_i}{r} \left(\delta_{ij} - \frac{x_i x_j}{n r^2}\right)", "common factor"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{r} \operatorname{diag}(g)",
                 "the root is taken for a constant"),
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{r} \operatorname{diag}(g) \left(I - \frac{x "
                 r"x^\top}{r^2}\right)",
                 "1/n is lost"),
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{r} \operatorname{diag}(g) \left(I - \frac{x x^\top}{n "
                 r"r}\right)",
                 "a power of r too few"),
        NearMiss(r"\frac{\partial r}{\partial x_i} = \frac{x_i}{n}", "1/r of the root's derivative is lost"),
    ),
)
