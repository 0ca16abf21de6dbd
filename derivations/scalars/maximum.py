r"""The larger and the smaller of two numbers by their sum and their distance.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.maximum",
    title="Maximum of two numbers",
    statement=r"\max(a, b) = \frac{a + b + |a - b|}{2}",
    given=(r"a, b, c \in \mathbb{R}",),
    also=(
        r"\min(a, b) = \frac{a + b - |a - b|}{2}",
        r"\max(a, b) + \min(a, b) = a + b",
        r"\max(a, b) \min(a, b) = a b",
        r"\max(a, b) - \min(a, b) = |a - b|",
        r"\max(a, b) = a + \max(0, b - a)",
    ),
    source="Spivak, Calculus, chapter 1, problem 13",
    proof=(
        Line(r"\max(a, b)"),
        Line(r"\frac{a + b}{2} + \max\left(\frac{a - b}{2}, \frac{b - a}{2}\right)", "a common summand comes out"),
        Line(r"\frac{a + b + |a - b|}{2}", "|t| = max(t, -t)"),
    ),
    near_misses=(
        NearMiss(r"\max(a, b) = \frac{a + b - |a - b|}{2}", "that is the minimum"),
        NearMiss(r"\max(a, b) = \frac{a + b + (a - b)}{2}", "the absolute value is lost"),
        NearMiss(r"\max(a, b) = a + b + |a - b|", "factor ½ lost"),
        NearMiss(r"\max(a, b) \max(a, c) = \max(a^2, b c)", "maxima multiplied term by term"),
    ),
)
