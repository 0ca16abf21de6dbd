r"""A nonincreasing function makes the largest entry the smallest: max-pooling becomes min-pooling."""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import ANY_FUNCTION, MATRIX, MAX_POOL, MIN_POOL, NONDECREASING, NONINCREASING

CLAIM = r"\sigma(\rho(X)) = \mu(\sigma(X))"
SHEET = (MATRIX, NONINCREASING, MAX_POOL, MIN_POOL)
PLACE = r"s(i-1)+a, t(j-1)+b"

THEOREM = Theorem(
    name="homework4.pooling_turned_round",
    title="Max-pooling and a nonincreasing function",
    statement=CLAIM,
    given=SHEET,
    source="homework 4, problem 4, for a function that falls",
    also=(
        r"\sigma(\mu(X)) = \rho(\sigma(X))",
        r"-\rho(X) = \mu(-X)",
        r"\sigma(\sigma(\rho(X))) = \rho(\sigma(\sigma(X)))",
    ),
    proof=(
        Line(r"\sigma(\rho(X)_{ij})"),
        Line(rf"\sigma\left(\max_{{1 \le a \le p}} \max_{{1 \le b \le q}} X_{{{PLACE}}}\right)", "the window of the entry (i, j)"),
        Line(rf"\min_{{1 \le a \le p}} \sigma\left(\max_{{1 \le b \le q}} X_{{{PLACE}}}\right)",
             "of two numbers the larger has the smaller value"),
        Line(rf"\min_{{1 \le a \le p}} \min_{{1 \le b \le q}} \sigma(X_{{{PLACE}}})", "the same within each row"),
        Line(r"(\mu(\sigma(X)))_{ij}", "the smallest entry of the window"),
    ),
    near_misses=(
        NearMiss(r"\sigma(\rho(X)) = \rho(\sigma(X))", "the order is turned round and nobody looked"),
        NearMiss(CLAIM, "for a function that rises the largest entry stays the largest",
                 given=(MATRIX, NONDECREASING, MAX_POOL, MIN_POOL)),
        NearMiss(CLAIM, "σ need not turn the order round", given=(MATRIX, ANY_FUNCTION, MAX_POOL, MIN_POOL)),
        NearMiss(r"-\rho(X) = \rho(-X)", "the sign is taken out of a maximum"),
        NearMiss(r"\sigma(\sigma(\rho(X))) = \mu(\sigma(\sigma(X)))", "turned round twice is not turned round"),
    ),
)
