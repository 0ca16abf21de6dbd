r"""What homework 4, Problem 5 declares: a classifier with two outputs and its loss."""

LOGISTIC = r"\sigma(z) = \frac{1}{1 + e^{-z}}"

LOSS = (
    r"a, X \in \mathbb{R}^d",
    r"b \in \mathbb{R}",
    LOGISTIC,
)
"""The sheet's problem 5."""
