r"""Mean and variance, by each of the numbers that they are made of.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.normalisation.mean_and_variance",
    title="Derivatives of mean and variance",
    statement=r"\frac{\partial v}{\partial x_j} = \frac{2}{n} (x_j - \mu)",
    also=(r"\frac{\partial \mu}{\partial x_j} = \frac{1}{n}",
          r"\sum_{i=1}^n (x_i - \mu) = 0",
          r"v = \frac{1}{n} \sum_{i=1}^n x_i^2 - \mu^2",),
    given=(r"x \in \mathbb{R}^n",
           r"\mu = \frac{1}{n} \sum_{i=1}^n x_i",
           r"v = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2",),
    source="Ioffe, Szegedy, Batch Normalization (2015), section 3",
    proof=(
        Line(r"\frac{\partial v}{\partial x_j}"),
        Line(r"\frac{2}{n} \sum_{i=1}^n (x_i - \mu) \left(\delta_{ij} - \frac{1}{n}\right)",
             "chain rule; ∂μ/∂x_j = 1/n"),
        Line(r"\frac{2}{n} (x_j - \mu) - \frac{2}{n^2} \sum_{i=1}^n (x_i - \mu)", "the delta picks i = j"),
        Line(r"\frac{2}{n} (x_j - \mu)", "deviations from the mean add up to 0"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial v}{\partial x_j} = \frac{2}{n} (x_j - \mu) \left(1 - \frac{1}{n}\right)",
                 "only the term i = j is differentiated, and μ inside it"),
        NearMiss(r"\frac{\partial v}{\partial x_j} = 2 (x_j - \mu)", "1/n is lost"),
        NearMiss(r"\frac{\partial \mu}{\partial x_j} = 1", "1/n is lost"),
        NearMiss(r"v = \frac{1}{n} \sum_{i=1}^n x_i^2 + \mu^2", "sign of the squared mean"),
    ),
)
