r"""Logistic regression with samples as the rows of X.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.logistic_regression.gradient",
    title="Gradient of logistic regression",
    statement=r"\nabla_w J = X^\top (s - y)",
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"y \in \mathbb{R}^N",
           r"s = \operatorname{sigmoid}(X w)",
           r"J = -\sum_{i=1}^N \left(y_i \log s_i + (1 - y_i) \log(1 - s_i)\right)",),
    source="Bishop, PRML, (4.91); Hastie, Tibshirani, Friedman, ESL, (4.21)",
    proof=(
        Line(r"\frac{\partial J}{\partial w_j}"),
        Line(r"-\sum_{i=1}^N \left(\frac{y_i}{s_i} - \frac{1 - y_i}{1 - s_i}\right) \frac{\partial s_i}{\partial w_j}",
             "chain rule, sample by sample"),
        Line(r"-\sum_{i=1}^N \left(\frac{y_i}{s_i} - \frac{1 - y_i}{1 - s_i}\right) s_i (1 - s_i) X_{ij}",
             "slope of the logistic function; (Xw)_i = Σ_j X_ij w_j"),
        Line(r"\sum_{i=1}^N (s_i - y_i) X_{ij}", "cancel"),
        Line(r"\left(X^\top (s - y)\right)_j", "entries of a matrix times a vector"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w J = X^\top (y - s)", "sign: that is the log-likelihood's gradient"),
        NearMiss(r"\nabla_w J = X (s - y)", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_w J = X^\top \left((s - y) \odot s \odot (1 - s)\right)", "the squared error's slopes"),
        NearMiss(r"\nabla_w J = \frac{1}{N} X^\top (s - y)", "mean for sum"),
        NearMiss(r"\frac{\partial J}{\partial w_j} = \sum_{i=1}^N (s_i - y_i) X_{ji}",
                 "indices of X exchanged", expects="refused"),
    ),
)
