r"""sin and cos: Pythagoras, sums, slopes, and the tangent.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.trigonometric",
    title="Trigonometric functions",
    statement=r"\sin^2 z + \cos^2 z = 1",
    given=(r"z, a, b \in \mathbb{R}",),
    also=(
        r"\sin'(z) = \cos(z)",
        r"\cos'(z) = -\sin(z)",
        r"\sin(a + b) = \sin a \cos b + \cos a \sin b",
        r"\cos(2z) = 1 - 2 \sin^2 z",
        r"\tan'(z) = 1 + \tan^2(z)",
        r"\frac{d}{dz} \arctan(z) = \frac{1}{1 + z^2}",
    ),
    source="Abramowitz, Stegun, Handbook of Mathematical Functions, 4.3.10, 4.3.16, 4.3.17, 4.3.105",
    proof=(
        Line(r"\sin^2 z + \cos^2 z"),
        Line(r"\cos(z) \cos(z) - \sin(z) \sin(-z)", "sin(-z) = -sin z"),
        Line(r"\cos(z - z)", "cosine of a sum"),
        Line(r"1", "cos 0 = 1"),
    ),
    near_misses=(
        NearMiss(r"\sin^2 z - \cos^2 z = 1", "sign"),
        NearMiss(r"\sin(2z) = 2 \sin z", "the factor cos z is lost"),
        NearMiss(r"\cos' (z) = \sin(z)", "sign of the slope"),
        NearMiss(r"\sin(a + b) = \sin a + \sin b", "sine of a sum as a sum of sines"),
        NearMiss(r"\cos(a + b) = \cos a \cos b + \sin a \sin b", "sign: that is the difference"),
        NearMiss(r"\cos(-z) = -\cos(z)", "taken for an odd function"),
    ),
)
