r"""Two numbers: a nondecreasing function of the larger one is the larger of its values.

Either a ≥ b, and then σ(a) ≥ σ(b), so that both sides are σ(a); or b ≥ a, and both
are σ(b).  For the largest of finitely many numbers it is used one after the other.
"""
from derivations.theorem import Line, NearMiss, Theorem

from .given_pooling import ANY_FUNCTION, NONDECREASING, NONINCREASING, SQUARE

NUMBERS = r"a, b, c \in \mathbb{R}"
CLAIM = r"\sigma(\max(a, b)) = \max(\sigma(a), \sigma(b))"

THEOREM = Theorem(
    name="homework4.pooling_of_two",
    title="A nondecreasing function of the larger of two numbers",
    statement=CLAIM,
    given=(NUMBERS, NONDECREASING),
    source="homework 4, problem 4: the lemma for two entries",
    also=(
        r"a \ge b \Rightarrow \sigma(a) \ge \sigma(b)",
        r"\sigma(\min(a, b)) = \min(\sigma(a), \sigma(b))",
        r"\sigma(\max(a, b)) \ge \sigma(a)",
    ),
    proof=(
        Line(r"\sigma(\max(a, b, c))"),
        Line(r"\sigma(\max(a, \max(b, c)))", "the largest of three is the larger of one and of the other two"),
        Line(r"\max(\sigma(a), \sigma(\max(b, c)))", "the lemma for two numbers"),
        Line(r"\max(\sigma(a), \max(\sigma(b), \sigma(c)))", "the lemma for two numbers, again"),
        Line(r"\max(\sigma(a), \sigma(b), \sigma(c))", "the largest of three"),
    ),
    near_misses=(
        NearMiss(CLAIM, "σ need not keep the order", given=(NUMBERS, ANY_FUNCTION)),
        NearMiss(CLAIM, "the square of the larger number may be the smaller one: a = 0, b = -1",
                 given=(NUMBERS, SQUARE)),
        NearMiss(CLAIM, "a function that falls turns the order round", given=(NUMBERS, NONINCREASING)),
        NearMiss(r"\sigma(\max(a, b)) = \max(\sigma(a), b)", "σ is applied to one of the two only"),
        NearMiss(r"a > b \Rightarrow \sigma(a) > \sigma(b)", "nondecreasing is not strictly increasing: σ may be constant"),
        NearMiss(r"\sigma(a) \ge \sigma(b) \Rightarrow a \ge b", "the converse: a constant σ has equal values everywhere"),
    ),
)
