r"""The Huber loss: quadratic near 0, linear beyond c; both pieces meet with one value and one slope.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.huber",
    title="The pieces of the Huber loss meet",
    statement=r"q - l = \frac{1}{2} (r - c)^2",
    also=(r"\frac{\partial (q - l)}{\partial r} = r - c",
          r"\frac{\partial l}{\partial r} = c",),
    given=(r"c \in \mathbb{R}, c > 0",
           r"r \in \mathbb{R}",
           r"q = \frac{1}{2} r^2",
           r"l = c r - \frac{1}{2} c^2",),
    source="Huber, Robust Estimation of a Location Parameter (1964); Murphy, Probabilistic Machine Learning, 11.6.3",
    proof=(
        Line(r"q - l"),
        Line(r"\frac{1}{2} r^2 - c r + \frac{1}{2} c^2", "both pieces"),
        Line(r"\frac{1}{2} (r - c)^2", "a square: value and slope of the difference vanish at r = c"),
    ),
    near_misses=(
        NearMiss(r"q - l = \frac{1}{2} (r^2 - c^2)", "the mixed term is lost"),
        NearMiss(r"q - l = \frac{1}{2} (r + c)^2", "sign"),
        NearMiss(r"\frac{\partial l}{\partial r} = c r", "the linear piece is not differentiated"),
    ),
)
