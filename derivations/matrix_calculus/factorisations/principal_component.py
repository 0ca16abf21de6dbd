r"""Principal components: reconstruction error and variance.

X is N×d, W is d×k with orthonormal columns: what is not kept is lost.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.factorisations.principal_component",
    title="Principal components: reconstruction error and variance",
    statement=r"\lVert X - X W W^\top \rVert_F^2 = \lVert X \rVert_F^2 - \lVert X W \rVert_F^2",
    given=(r"X \in \mathbb{R}^{N \times d}", r"W \in \mathbb{R}^{d \times k}", r"W^\top W = I"),
    source="Bishop, Pattern Recognition and Machine Learning, 12.1.2",
    layout="denominator",
    proof=(
        Line(r"\lVert X - X W W^\top \rVert_F^2"),
        Line(r"\operatorname{tr}(X^\top X) - 2 \operatorname{tr}(W^\top X^\top X W) + \operatorname{tr}(W W^\top "
             r"X^\top X W W^\top)",
             "the squared norm is a trace; multiplied out and turned"),
        Line(r"\operatorname{tr}(X^\top X) - 2 \operatorname{tr}(W^\top X^\top X W) + \operatorname{tr}(W^\top "
             r"X^\top X W W^\top W)",
             "the trace is cyclic"),
        Line(r"\operatorname{tr}(X^\top X) - \operatorname{tr}(W^\top X^\top X W)", "WᵀW = I"),
        Line(r"\lVert X \rVert_F^2 - \lVert X W \rVert_F^2", "the squared norm is a trace"),
    ),
    near_misses=(
        NearMiss(r"\lVert X - X W W^\top \rVert_F^2 = \lVert X \rVert_F^2 - \lVert X W \rVert_F^2",
                 "the same without orthonormal columns",
                 given=(r"X \in \mathbb{R}^{N \times d}", r"W \in \mathbb{R}^{d \times k}")),
        NearMiss(r"\lVert X - X W W^\top \rVert_F^2 = \lVert X \rVert_F^2 + \lVert X W \rVert_F^2", "a sign"),
        NearMiss(r"X W W^\top = X", "orthonormal columns are taken for an orthogonal matrix"),
    ),
)
