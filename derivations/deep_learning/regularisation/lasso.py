r"""The gradient of an ℓ₁ penalty where no weight is 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.regularisation.lasso",
    title="Gradient of an l1 penalty",
    statement=r"\frac{\partial J}{\partial w_j} = c_j + \lambda \operatorname{sign}(w_j)",
    given=(r"w, c \in \mathbb{R}^n",
           r"\lambda \in \mathbb{R}, \lambda > 0",
           r"J = c^\top w + \lambda \sum_{i=1}^n |w_i|",),
    source="Tibshirani (1996); Goodfellow, Bengio, Courville, Deep Learning, (7.20)",
    proof=(
        Line(r"\frac{\partial J}{\partial w_j}"),
        Line(r"c_j + \lambda \sum_{i=1}^n \frac{\partial |w_i|}{\partial w_j}",
             "the linear part; the derivative of a sum"),
        Line(r"c_j + \lambda \operatorname{sign}(w_j)", "the absolute value's slope, where w_j is not 0"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial J}{\partial w_j} = c_j + \lambda w_j", "the squared penalty's gradient"),
        NearMiss(r"\frac{\partial J}{\partial w_j} = c_j + \lambda", "all weights taken to be positive"),
        NearMiss(r"\frac{\partial J}{\partial w_j} = c_j + \lambda |w_j|", "the absolute value itself"),
    ),
)
