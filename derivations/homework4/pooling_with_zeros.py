r"""Zero padding: σ commutes with max-pooling if σ(0) = 0.

The zeros of the padding take part in the maximum.  Behind σ they are still
zeros on the right side, but σ(0) on the left one.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import ANY_FUNCTION, MATRIX, NONDECREASING, ZEROS, pool

PADDED = pool(r"\rho", "max-pool", ZEROS)
CLAIM = r"\sigma(\rho(X)) = \rho(\sigma(X))"
FIXED = r"\sigma(0) = 0"

THEOREM = Theorem(
    name="homework4.pooling_with_zeros",
    title="Max-pooling with zero padding",
    statement=CLAIM,
    given=(MATRIX, NONDECREASING, FIXED, PADDED),
    source="homework 4, problem 4, with padding",
    also=(
        r"\operatorname{ReLU}(\rho(X)) = \rho(\operatorname{ReLU}(X))",
        r"\tanh(\rho(X)) = \rho(\tanh(X))",
    ),
    proof=(
        Line(r"(\sigma(\rho(X)))_{ij}"),
        Line(r"\sigma(\rho(X)_{ij})", "σ is applied entry by entry"),
        Line(r"\rho(\sigma(X))_{ij}", "σ keeps the order, and the zeros of the padding stay zeros"),
    ),
    near_misses=(
        NearMiss(CLAIM, "z + 1 makes ones of the zeros of the padding", given=(MATRIX, r"\sigma(z) = z + 1", PADDED)),
        NearMiss(CLAIM, "σ(0) = 0 is forgotten", given=(MATRIX, NONDECREASING, PADDED)),
        NearMiss(CLAIM, "the sigmoid of 0 is 1/2", given=(MATRIX, r"\sigma(z) = \frac{1}{1 + e^{-z}}", PADDED)),
        NearMiss(CLAIM, "σ need not keep the order", given=(MATRIX, ANY_FUNCTION, FIXED, PADDED)),
    ),
)
