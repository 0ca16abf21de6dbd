r"""Max-pooling and a nondecreasing function, for every size, window and stride.

Entry (i, j) of ρ(X) is the largest entry of one window, so that the theorem for one
window gives every entry; windows may overlap.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import MATRIX, MAX_POOL, MIN_POOL, POOLING, SQUARE

CLAIM = r"\sigma(\rho(X)) = \rho(\sigma(X))"
PLACE = r"s(i-1)+a, t(j-1)+b"
ROWS, COLUMNS = r"\max_{1 \le a \le p}", r"\max_{1 \le b \le q}"

THEOREM = Theorem(
    name="homework4.pooling_of_the_map",
    title="Max-pooling and a nondecreasing function",
    statement=CLAIM,
    given=POOLING,
    source="homework 4, problem 4",
    also=(
        r"\operatorname{ReLU}(\rho(X)) = \rho(\operatorname{ReLU}(X))",
        r"\tanh(\rho(X)) = \rho(\tanh(X))",
        r"\operatorname{sigmoid}(\rho(X)) = \rho(\operatorname{sigmoid}(X))",
        r"\rho(X)_{ij} \ge X_{s(i-1)+1, t(j-1)+1}, \quad i = 1, \dots, k,\ j = 1, \dots, \ell",
    ),
    proof=(
        Line(r"(\sigma(\rho(X)))_{ij}"),
        Line(r"\sigma(\rho(X)_{ij})", "σ is applied entry by entry"),
        Line(rf"\sigma\left({ROWS} {COLUMNS} X_{{{PLACE}}}\right)", "the window of the entry (i, j)"),
        Line(rf"{ROWS} \sigma\left({COLUMNS} X_{{{PLACE}}}\right)", "σ keeps the order: the lemma for two, row after row"),
        Line(rf"{ROWS} {COLUMNS} \sigma(X_{{{PLACE}}})", "the lemma for two, within each row"),
        Line(r"(\rho(\sigma(X)))_{ij}", "the window of the entry (i, j) in σ(X)"),
    ),
    near_misses=(
        NearMiss(CLAIM, "z² falls for z < 0", given=(MATRIX, SQUARE, MAX_POOL)),
        NearMiss(r"\sigma(\rho(X)) = \mu(\sigma(X))", "the smallest entry for the largest",
                 given=(*POOLING, MIN_POOL)),
        NearMiss(rf"\sigma(\rho(X)_{{ij}}) = {ROWS} {COLUMNS} \sigma(X_{{s(i-1)+b, t(j-1)+b}})",
                 "one index of the window written for the other"),
        NearMiss(rf"\sigma(\rho(X)_{{ij}}) = {ROWS} {COLUMNS} \sigma(X_{{p(i-1)+a, q(j-1)+b}})",
                 "the stride is taken to be the size of the window"),
        NearMiss(r"\rho(\sigma(X)) = \rho(X)", "σ is dropped, as if pooling undid it"),
    ),
)
