r"""Poisson regression with the log link: rates exp(Xw), residuals again.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.probabilistic.poisson_regression",
    title="Gradient and Hessian of Poisson regression",
    statement=r"\nabla_w J = X^\top (r - y)",
    also=(r"\nabla_w^2 J = X^\top \operatorname{diag}(r) X",),
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"y \in \mathbb{R}^N",
           r"r = e^{X w}",
           r"J = \sum_{i=1}^N \left(r_i - y_i (X w)_i\right)",),
    source="McCullagh, Nelder, Generalized Linear Models, 2.5; Murphy, Probabilistic Machine Learning, 12.2.3",
    proof=(
        Line(r"\frac{\partial J}{\partial w_j}"),
        Line(r"\sum_{i=1}^N \left(r_i X_{ij} - y_i X_{ij}\right)", "the exponential is its own derivative; chain rule"),
        Line(r"\sum_{i=1}^N X_{ij} (r_i - y_i)", "common factor"),
        Line(r"\left(X^\top (r - y)\right)_j", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w J = X^\top (y - r)", "sign"),
        NearMiss(r"\nabla_w J = X^\top (X w - y)", "least squares' residuals"),
        NearMiss(r"\nabla_w J = X (r - y)", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_w^2 J = X^\top X", "the rates are lost"),
    ),
)
