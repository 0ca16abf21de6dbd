r"""Matrix factorisation: gradients by both factors.

X is m×n, U is m×k, V is n×k; X is approximated by UVᵀ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.factorisations.gradient_by_left_factor",
    title="Matrix factorisation: gradients by both factors",
    statement=r"\nabla_U \lVert X - U V^\top \rVert_F^2 = -2 (X - U V^\top) V",
    given=(
        r"X \in \mathbb{R}^{m \times n}",
        r"U \in \mathbb{R}^{m \times k}",
        r"V \in \mathbb{R}^{n \times k}",
    ),
    source="Koren, Bell and Volinsky, Matrix factorization techniques for recommender systems (2009), eq. (2)",
    layout="denominator",
    also=(
        r"\nabla_V \lVert X - U V^\top \rVert_F^2 = -2 (X - U V^\top)^\top U",
        r"\frac{\partial}{\partial U_{ir}} \sum_{i=1}^m \sum_{j=1}^n (X_{ij} - \sum_{r=1}^k U_{ir} V_{jr})^2 = -2 "
            r"\sum_{j=1}^n (X_{ij} - \sum_{s=1}^k U_{is} V_{js}) V_{jr}",
    ),
    proof=(
        Line(r"\nabla_U \lVert X - U V^\top \rVert_F^2"),
        Line(r"\nabla_U \operatorname{tr}\left((X - U V^\top)^\top (X - U V^\top)\right)",
             "the squared norm is the trace of the Gram matrix"),
        Line(r"\nabla_U \left(\operatorname{tr}(X^\top X) - 2 \operatorname{tr}(X^\top U V^\top) + "
             r"\operatorname{tr}(V U^\top U V^\top)\right)",
             "multiplied out; the two mixed traces are equal"),
        Line(r"-2 X V + 2 U V^\top V", "the gradients of a linear and of a quadratic trace"),
        Line(r"-2 (X - U V^\top) V", "a common factor"),
    ),
    near_misses=(
        NearMiss(r"\nabla_U \lVert X - U V^\top \rVert_F^2 = -2 (X - U V^\top) V^\top",
                 "a transpose too many",
                 expects="shape"),
        NearMiss(r"\nabla_U \lVert X - U V^\top \rVert_F^2 = 2 (X - U V^\top) V", "the sign of the inner derivative"),
        NearMiss(r"\nabla_U \lVert X - U V^\top \rVert_F^2 = -2 X V", "the quadratic term is forgotten"),
        NearMiss(r"\nabla_V \lVert X - U V^\top \rVert_F^2 = -2 (X - U V^\top) U",
                 "the transpose of the residual is forgotten",
                 given=(r"X, U, V \in \mathbb{R}^{n \times n}",)),
    ),
)
