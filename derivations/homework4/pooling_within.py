r"""Padding by −∞, as libraries pad for max-pooling: what is outside does not count.

So every maximum is one of entries of X, at least one, and σ(0) does not matter.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import ANY_FUNCTION, ENDLESS, MATRIX, NONDECREASING, NONINCREASING, SQUARE, ZEROS, pool

PADDED = pool(r"\rho", "max-pool", ENDLESS)
FILLED = pool(r"\zeta", "max-pool", ZEROS)
CLAIM = r"\sigma(\rho(X)) = \rho(\sigma(X))"

THEOREM = Theorem(
    name="homework4.pooling_within",
    title="Max-pooling with padding that does not count",
    statement=CLAIM,
    given=(MATRIX, NONDECREASING, PADDED),
    source="homework 4, problem 4, with padding by −∞",
    also=(r"\operatorname{sigmoid}(\rho(X)) = \rho(\operatorname{sigmoid}(X))", r"\rho(X) + \mathbf{1}_{k \times \ell} = \rho(X + \mathbf{1}_{m \times n})"),
    proof=(
        Line(r"(\sigma(\rho(X)))_{ij}"),
        Line(r"\sigma(\rho(X)_{ij})", "σ is applied entry by entry"),
        Line(r"\rho(\sigma(X))_{ij}", "σ keeps the order of the entries of the window that lie in X"),
    ),
    near_misses=(
        NearMiss(CLAIM, "σ need not keep the order", given=(MATRIX, ANY_FUNCTION, PADDED)),
        NearMiss(CLAIM, "z² falls for z < 0", given=(MATRIX, SQUARE, PADDED)),
        NearMiss(CLAIM, "a function that falls", given=(MATRIX, NONINCREASING, PADDED)),
        NearMiss(r"\rho(X) = \zeta(X)", "padding by zeros is not the same: a window of negative entries at the border",
                 given=(MATRIX, NONDECREASING, PADDED, FILLED)),
    ),
)
