r"""gelu z = z Φ(z) with the distribution function Φ of the standard normal distribution; erf z = 2 Φ(√2 z) - 1.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.gelu",
    title="Gaussian error linear unit",
    statement=r"\operatorname{GELU}(z) = \frac{z}{2} \left(1 +"
              r" \operatorname{erf}\left(\frac{z}{\sqrt{2}}\right)\right)",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\operatorname{GELU}(z) - \operatorname{GELU}(-z) = z",
        r"\operatorname{erf}(-z) = -\operatorname{erf}(z)",
    ),
    source="D. Hendrycks, K. Gimpel, Gaussian Error Linear Units, section 2",
    proof=(
        Line(r"\operatorname{GELU}(z)"),
        Line(r"\frac{z}{2} + \frac{z}{2} \operatorname{erf}\left(\frac{z}{\sqrt{2}}\right)", "erf by Φ"),
        Line(r"\frac{z}{2} \left(1 + \operatorname{erf}\left(\frac{z}{\sqrt{2}}\right)\right)", "take out z/2"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{GELU}(z) = \frac{z}{2} \left(1 + \operatorname{erf}(z)\right)", "√2 lost"),
        NearMiss(r"\operatorname{GELU}(z) = z \left(1 +"
                 r" \operatorname{erf}\left(\frac{z}{\sqrt{2}}\right)\right)", "factor ½ lost"),
        NearMiss(r"\operatorname{GELU}(-z) = -\operatorname{GELU}(z)", "taken for an odd function"),
        NearMiss(r"\operatorname{GELU}(z) = z \operatorname{sigmoid}(z)",
                 "the approximation by the logistic function as an equation"),
    ),
)
