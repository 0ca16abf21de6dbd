r"""The differential of a product.

X is m×n and Y is n×p; the order of the factors stays.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.differentials.product",
    title="The differential of a product",
    statement=r"\mathrm{d}(X Y) = (\mathrm{d} X) Y + X \, \mathrm{d} Y",
    given=(r"X \in \mathbb{R}^{m \times n}", r"Y \in \mathbb{R}^{n \times p}"),
    source="Matrix Cookbook (37), (39), (44); Magnus and Neudecker, ch. 8",
    layout="denominator",
    also=(
        r"\mathrm{d}(X^\top) = (\mathrm{d} X)^\top",
        r"\mathrm{d}(X \otimes Y) = (\mathrm{d} X) \otimes Y + X \otimes \mathrm{d} Y",
    ),
    proof=(
        Line(r"\mathrm{d}(X Y)"),
        Line(r"(\mathrm{d} X) Y + X \, \mathrm{d} Y", "the product rule in each term of the sum over k of X_ik Y_kj"),
    ),
    near_misses=(
        NearMiss(r"\mathrm{d}(X Y) = Y \, \mathrm{d} X + X \, \mathrm{d} Y",
                 "as for numbers: the order is changed",
                 expects="shape"),
        NearMiss(r"\mathrm{d}(X Y) = Y \, \mathrm{d} X + X \, \mathrm{d} Y",
                 "as for numbers: the order is changed",
                 given=(r"X, Y \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\mathrm{d}(X Y) = (\mathrm{d} X)(\mathrm{d} Y)", "the product of the differentials"),
        NearMiss(r"\mathrm{d}(X^\top Y) = (\mathrm{d} X) Y + X^\top \mathrm{d} Y",
                 "the transpose of dX is forgotten",
                 given=(r"X, Y \in \mathbb{R}^{n \times n}",)),
    ),
)
