r"""|z|: its slope, products, and the root of a square.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.absolute_value",
    title="Absolute value",
    statement=r"\sqrt{z^2} = |z|",
    given=(r"z, a, b \in \mathbb{R}",),
    also=(
        r"|a b| = |a| |b|",
        r"|z|^2 = z^2",
        r"|-z| = |z|",
        r"\frac{d}{dz} |z| = \operatorname{sgn}(z)",
        r"\frac{d}{dz} |z| = \frac{z}{|z|}",
        r"z = \operatorname{sgn}(z) |z|",
    ),
    source="Rudin, Principles of Mathematical Analysis, 1.33; Grimley, Fungrim, sqrt",
    proof=(
        Line(r"\sqrt{z^2}"),
        Line(r"\sqrt{|z|^2}", "(-z)² = z²"),
        Line(r"|z|", "|z| ≥ 0"),
    ),
    near_misses=(
        NearMiss(r"\sqrt{z^2} = z", "wrong for z < 0"),
        NearMiss(r"|a + b| = |a| + |b|", "the triangle inequality as an equation"),
        NearMiss(r"|a b| = a b", "only where both have one sign"),
        NearMiss(r"\frac{d}{dz} |z| = 1", "only for z > 0"),
        NearMiss(r"\frac{d}{dz} |z| = \frac{|z|}{z^2}", "the sign is lost"),
    ),
)
