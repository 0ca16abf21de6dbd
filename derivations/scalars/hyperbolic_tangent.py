r"""tanh z = (e^z - e^{-z})/(e^z + e^{-z}): its slope, and the logistic function in it.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.hyperbolic_tangent",
    title="Hyperbolic tangent",
    statement=r"\tanh'(z) = 1 - \tanh^2(z)",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\tanh(z) = 2 \operatorname{sigmoid}(2z) - 1",
        r"\tanh(-z) = -\tanh(z)",
        r"1 - \tanh^2(z) = \operatorname{sech}^2(z)",
        r"\tanh''(z) = -2 \tanh(z) (1 - \tanh^2(z))",
        r"\cosh^2(z) - \sinh^2(z) = 1",
        r"\sinh'(z) = \cosh(z)",
    ),
    source="Abramowitz, Stegun, Handbook of Mathematical Functions, 4.5.73; Goodfellow, Bengio, Courville, Deep"
           " Learning, section 6.3.2",
    proof=(
        Line(r"\tanh'(z)"),
        Line(r"\frac{d}{dz} \frac{e^z - e^{-z}}{e^z + e^{-z}}", "definition"),
        Line(r"\frac{(e^z + e^{-z})^2 - (e^z - e^{-z})^2}{(e^z + e^{-z})^2}", "quotient rule"),
        Line(r"1 - \tanh^2(z)", "definition"),
    ),
    near_misses=(
        NearMiss(r"\tanh'(z) = 1 - \tanh(z)", "the square is lost"),
        NearMiss(r"\tanh'(z) = \tanh(z) (1 - \tanh(z))", "the logistic function's slope"),
        NearMiss(r"\tanh(z) = 2 \operatorname{sigmoid}(z) - 1", "z for 2z"),
        NearMiss(r"\tanh(z) = \operatorname{sigmoid}(2z) - 1", "factor 2 lost"),
        NearMiss(r"\tanh'(z) = 1 + \tanh^2(z)", "the tangent's sign"),
    ),
)
