r"""All squared distances of the rows of X at once, by a product of matrices.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.similarity.squared_distances",
    title="Squared distances by a Gram matrix",
    statement=r"\|x_i - x_j\|^2 = (X X^\top)_{ii} - 2 (X X^\top)_{ij} + (X X^\top)_{jj}",
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"x_i^\top \text{ is row } i \text{ of } X",),
    source="Murphy, Probabilistic Machine Learning, 7.2.4",
    proof=(
        Line(r"\|x_i - x_j\|^2"),
        Line(r"(x_i - x_j)^\top (x_i - x_j)", "norm as an inner product"),
        Line(r"x_i^\top x_i - 2 x_i^\top x_j + x_j^\top x_j", "multiply out; the inner product is symmetric"),
        Line(r"(X X^\top)_{ii} - 2 (X X^\top)_{ij} + (X X^\top)_{jj}", "entries of the Gram matrix"),
    ),
    near_misses=(
        NearMiss(r"\|x_i - x_j\|^2 = (X X^\top)_{ii} - (X X^\top)_{ij} + (X X^\top)_{jj}", "the factor 2 is lost"),
        NearMiss(r"\|x_i - x_j\|^2 = (X X^\top)_{ii} + (X X^\top)_{jj}", "the mixed terms are forgotten"),
        NearMiss(r"\|x_i - x_j\|^2 = (X X^\top)_{ii} + 2 (X X^\top)_{ij} + (X X^\top)_{jj}", "sign"),
    ),
)
