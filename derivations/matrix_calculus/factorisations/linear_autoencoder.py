r"""Linear autoencoder: gradient by the tied weights.

X is N×d with samples as rows, W is d×k; WWᵀ projects if the columns of W are
orthonormal.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.factorisations.linear_autoencoder",
    title="Linear autoencoder: gradient by the tied weights",
    statement=r"\nabla_W \lVert X - X W W^\top \rVert_F^2 = -4 S W + 2 S W W^\top W + 2 W W^\top S W",
    given=(r"X \in \mathbb{R}^{N \times d}", r"W \in \mathbb{R}^{d \times k}", r"S = X^\top X"),
    source="Baldi and Hornik, Neural networks and principal component analysis (1989); Goodfellow, Bengio and "
           "Courville, Deep Learning, 14.2",
    layout="denominator",
    proof=(
        Line(r"\nabla_W \lVert X - X W W^\top \rVert_F^2"),
        Line(r"\nabla_W \left(\operatorname{tr}(S) - 2 \operatorname{tr}(W^\top S W) + \operatorname{tr}(W W^\top S "
             r"W W^\top)\right)",
             "the squared norm is a trace; multiplied out and turned"),
        Line(r"-4 S W + 2 S W W^\top W + 2 W W^\top S W",
             "S is symmetric: the first trace gives 2SW twice, the second both remaining terms twice"),
    ),
    near_misses=(
        NearMiss(r"\nabla_W \lVert X - X W W^\top \rVert_F^2 = -2 S W + 2 S W W^\top W",
                 "only one of the two W is differentiated"),
        NearMiss(r"\nabla_W \lVert X - X W W^\top \rVert_F^2 = -4 S W + 4 S W W^\top W",
                 "as if S and WWᵀ could be exchanged"),
        NearMiss(r"\nabla_W \lVert X - X W W^\top \rVert_F^2 = -4 S W", "the quartic term is forgotten"),
    ),
)
