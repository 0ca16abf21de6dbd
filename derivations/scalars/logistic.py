r"""The logistic function s(z) = 1/(1 + e^{-z}): its complement and its slope.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.logistic",
    title="Logistic function",
    statement=r"\operatorname{sigmoid}'(z) = \operatorname{sigmoid}(z) (1 - \operatorname{sigmoid}(z))",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\operatorname{sigmoid}(-z) = 1 - \operatorname{sigmoid}(z)",
        r"\operatorname{sigmoid}(z) = \frac{e^z}{1 + e^z}",
        r"\operatorname{sigmoid}''(z) = \operatorname{sigmoid}'(z) (1 - 2 \operatorname{sigmoid}(z))",
        r"\log \operatorname{sigmoid}(z) - \log(1 - \operatorname{sigmoid}(z)) = z",
    ),
    source="Goodfellow, Bengio, Courville, Deep Learning, (3.34), (3.35)",
    proof=(
        Line(r"\operatorname{sigmoid}'(z)"),
        Line(r"\frac{d}{dz} \frac{1}{1 + e^{-z}}", "definition"),
        Line(r"\frac{e^{-z}}{(1 + e^{-z})^2}", "quotient rule"),
        Line(r"\frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}", "two factors"),
        Line(r"\operatorname{sigmoid}(z) (1 - \operatorname{sigmoid}(z))", "definition"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{sigmoid}'(z) = \operatorname{sigmoid}(z) (1 + \operatorname{sigmoid}(z))",
                 "sign inside the bracket"),
        NearMiss(r"\operatorname{sigmoid}'(z) = \operatorname{sigmoid}(z)", "1 - s is left out"),
        NearMiss(r"\operatorname{sigmoid}(-z) = -\operatorname{sigmoid}(z)", "taken for an odd function, as tanh is"),
        NearMiss(r"\operatorname{sigmoid}(-z) = \operatorname{sigmoid}(z)", "taken for an even function"),
        NearMiss(r"\operatorname{sigmoid}''(z) = \operatorname{sigmoid}'(z) (1 - \operatorname{sigmoid}(z))",
                 "the second slope without its factor 2"),
    ),
)
