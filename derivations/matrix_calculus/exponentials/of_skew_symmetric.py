r"""The exponential of a skew-symmetric matrix is orthogonal.

S is n×n with Sᵀ = −S: the transpose of the exponential is that of −S, its inverse.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.exponentials.of_skew_symmetric",
    title="Exponential of a skew-symmetric matrix",
    statement=r"(e^{S})^\top e^{S} = I",
    given=(r"S \in \mathbb{R}^{n \times n}", r"S \text{ skew-symmetric}", r"x \in \mathbb{R}^n", r"t \in \mathbb{R}"),
    source="Hall, Lie Groups, Lie Algebras, and Representations, ch. 2, on the Lie algebra of the orthogonal group",
    also=(r"\|e^{tS} x\|^2 = \|x\|^2", r"\det(e^{S}) = 1", r"\frac{d}{dt} \|e^{tS} x\|^2 = 0"),
    proof=(
        Line(r"(e^{S})^\top e^{S}"),
        Line(r"e^{S^\top} e^{S}", "the exponential of the transpose"),
        Line(r"e^{-S} e^{S}", "S is skew-symmetric"),
        Line(r"I", "S and −S commute, and add up to 0"),
    ),
    near_misses=(
        NearMiss(r"(e^{A})^\top e^{A} = I", "A is not skew-symmetric", given=(r"A \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"(e^{H})^\top e^{H} = I", "symmetric, not skew-symmetric",
                 given=(r"H \in \mathbb{R}^{n \times n}", r"H \text{ symmetric}")),
        NearMiss(r"(e^{S})^\top = e^{S}", "the sign is lost"),
        NearMiss(r"e^{S} e^{S} = I", "the transpose is forgotten"),
    ),
)
