r"""vec of an outer product.

a has m entries, b has n.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.kronecker_and_vec.outer_product",
    title="vec of an outer product",
    statement=r"\operatorname{vec}(a b^\top) = b \otimes a",
    given=(r"a \in \mathbb{R}^m", r"b \in \mathbb{R}^n"),
    source="Magnus and Neudecker, ch. 2, section 4",
    layout="denominator",
    proof=(
        Line(r"\operatorname{vec}(a b^\top)"),
        Line(r"(b \otimes I_m) a", "column j of abᵀ is b_j a"),
        Line(r"b \otimes a", "the mixed product rule with a = I a"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{vec}(a b^\top) = a \otimes b",
                 "the order of the factors",
                 given=(r"a, b \in \mathbb{R}^n",)),
        NearMiss(r"\operatorname{vec}(a b^\top) = \operatorname{vec}(b a^\top)",
                 "a transpose is no small matter for vec",
                 given=(r"a, b \in \mathbb{R}^n",)),
        NearMiss(r"\operatorname{vec}(a b^\top) = a \odot b",
                 "an entrywise product",
                 expects="shape",
                 given=(r"a, b \in \mathbb{R}^n",)),
    ),
)
