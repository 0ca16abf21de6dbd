r"""What homework 4, Problem 5 declares: a classifier with two outputs, and its loss for one sample.

The samples are X_i with labels Y_i; z and y stand for a number and a label in the
loss ℓ(z, y).  The pages use one sample X, Y.
"""

LOGISTIC = r"\sigma(z) = \frac{1}{1 + e^{-z}}"

LABELS = (r"P(-1) = (1, 0)", r"P(1) = (0, 1)")
"""The label as a distribution over two outcomes; P is not defined anywhere else."""

MODEL = r"f_{a,b}(x) = \left(\frac{1}{1 + e^{a^\top x + b}}, \frac{1}{1 + e^{-(a^\top x + b)}}\right)"

LOSS_OF_A_SAMPLE = (r"\ell(z, y) = \frac12 (1 - y) \left((1 - \sigma(-z))^2 + \sigma(z)^2\right)"
                    r" + \frac12 (1 + y) \left(\sigma(-z)^2 + (1 - \sigma(z))^2\right)")

LOSS = (
    r"a \in \mathbb{R}^d",
    r"b \in \mathbb{R}",
    r"X_i \in \mathbb{R}^d, \quad i = 1, \dots, N",
    r"Y_i \in \{-1, 1\}, \quad i = 1, \dots, N",
    r"y \in \{-1, 1\}",
    LOGISTIC, *LABELS, MODEL, LOSS_OF_A_SAMPLE,
)
"""The sheet's problem 5."""

SAMPLE = (
    r"a, X \in \mathbb{R}^d",
    r"b, z \in \mathbb{R}",
    r"Y \in \{-1, 1\}",
    LOGISTIC, *LABELS, MODEL, LOSS_OF_A_SAMPLE,
)
"""One sample X with its label Y."""

ANY_LABEL = tuple(text.replace(r"Y \in \{-1, 1\}", r"Y \in \mathbb{R}") for text in SAMPLE)
"""The same with any number Y as label."""
