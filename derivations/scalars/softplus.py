r"""softplus z = log(1 + e^z): its slope is the logistic function, and it differs from its mirror image by z.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.softplus",
    title="Softplus",
    statement=r"\operatorname{softplus}'(z) = \operatorname{sigmoid}(z)",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\operatorname{softplus}(z) - \operatorname{softplus}(-z) = z",
        r"\log \operatorname{sigmoid}(z) = -\operatorname{softplus}(-z)",
        r"\operatorname{softplus}''(z) = \operatorname{sigmoid}(z) \operatorname{sigmoid}(-z)",
    ),
    source="Goodfellow, Bengio, Courville, Deep Learning, (3.36), (3.37), (3.41)",
    proof=(
        Line(r"\operatorname{softplus}'(z)"),
        Line(r"\frac{d}{dz} \log(1 + e^z)", "definition"),
        Line(r"\frac{e^z}{1 + e^z}", "chain rule"),
        Line(r"\operatorname{sigmoid}(z)", "divide by e^z"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{softplus}'(z) = \operatorname{sigmoid}(-z)", "sign of the argument"),
        NearMiss(r"\operatorname{softplus}(z) + \operatorname{softplus}(-z) = z", "sign between them"),
        NearMiss(r"\log \operatorname{sigmoid}(z) = \operatorname{softplus}(-z)", "the minus before is lost"),
        NearMiss(r"\log \operatorname{sigmoid}(z) = -\operatorname{softplus}(z)", "z for -z"),
        NearMiss(r"\operatorname{softplus}''(z) = \operatorname{sigmoid}(z)^2", "the slope of the slope squared"),
    ),
)
