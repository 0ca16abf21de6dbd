r"""The Hessian of logistic regression, XᵀSX with S = diag(s ⊙ (1 - s)).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.logistic_regression.hessian",
    title="Hessian of logistic regression",
    statement=r"\nabla_w^2 J = X^\top \operatorname{diag}(s \odot (1 - s)) X",
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"y \in \mathbb{R}^N",
           r"s = \operatorname{sigmoid}(X w)",
           r"J = -\sum_{i=1}^N \left(y_i \log s_i + (1 - y_i) \log(1 - s_i)\right)",),
    source="Bishop, PRML, (4.97); Hastie, Tibshirani, Friedman, ESL, (4.25)",
    proof=(
        Line(r"\frac{\partial^2 J}{\partial w_k \partial w_j}"),
        Line(r"\frac{\partial}{\partial w_k} \sum_{i=1}^N (s_i - y_i) X_{ij}", "gradient of logistic regression"),
        Line(r"\sum_{i=1}^N s_i (1 - s_i) X_{ik} X_{ij}", "slope of the logistic function"),
        Line(r"\left(X^\top \operatorname{diag}(s \odot (1 - s)) X\right)_{kj}", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w^2 J = X^\top \operatorname{diag}(s) X", "1 - s is left out"),
        NearMiss(r"\nabla_w^2 J = X \operatorname{diag}(s \odot (1 - s)) X^\top",
                 "transposes exchanged", expects="shape"),
        NearMiss(r"\nabla_w^2 J = X^\top X", "least squares' Hessian"),
        NearMiss(r"\nabla_w^2 J = -X^\top \operatorname{diag}(s \odot (1 - s)) X",
                 "sign: that is the log-likelihood's"),
    ),
)
