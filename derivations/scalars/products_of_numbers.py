r"""Products over an index: parts, powers, exponentials, the derivative by one factor.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.products_of_numbers",
    title="Products over an index",
    statement=r"\log \prod_{i=1}^n x_i = \sum_{i=1}^n \log x_i",
    given=(r"x, y \in \mathbb{R}^n", r"x > 0", r"y > 0", r"c \in \mathbb{R}", r"c > 0"),
    also=(
        r"\prod_{i=1}^n (x_i y_i) = \prod_{i=1}^n x_i \prod_{i=1}^n y_i",
        r"\prod_{i=1}^n e^{x_i} = e^{\sum_{i=1}^n x_i}",
        r"\prod_{i=1}^n (c x_i) = c^n \prod_{i=1}^n x_i",
        r"\frac{\partial}{\partial x_k} \prod_{i=1}^n x_i = \prod_{i \ne k} x_i",
    ),
    source="Graham, Knuth, Patashnik, Concrete Mathematics, 2.1 and exercise 2.22",
    proof=(
        Line(r"\log \prod_{i=1}^n x_i"),
        Line(r"\log \prod_{i=1}^n e^{\log x_i}", "x = exp(log x)"),
        Line(r"\log e^{\sum_{i=1}^n \log x_i}", "a product of exponentials"),
        Line(r"\sum_{i=1}^n \log x_i", "log(exp z) = z"),
    ),
    near_misses=(
        NearMiss(r"\log \prod_{i=1}^n x_i = \prod_{i=1}^n \log x_i", "the logarithm of a product is a sum"),
        NearMiss(r"\prod_{i=1}^n (x_i + y_i) = \prod_{i=1}^n x_i + \prod_{i=1}^n y_i", "a product does not distribute so"),
        NearMiss(r"\prod_{i=1}^n (c x_i) = c \prod_{i=1}^n x_i", "c stands in every factor"),
        NearMiss(r"\frac{\partial}{\partial x_k} \prod_{i=1}^n x_i = \prod_{i=1}^n x_i", "the factor differentiated is left out"),
        NearMiss(r"\prod_{i=1}^n e^{x_i} = \sum_{i=1}^n e^{x_i}", "the exponents are added, not the powers"),
    ),
)
