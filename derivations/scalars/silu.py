r"""silu z = z s(z) with the logistic function s, also called swish.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.silu",
    title="Sigmoid linear unit",
    statement=r"\operatorname{SiLU}'(z) = \operatorname{sigmoid}(z) + z \operatorname{sigmoid}(z) (1 -"
              r" \operatorname{sigmoid}(z))",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\operatorname{swish}'(z) = \operatorname{SiLU}(z) + \operatorname{sigmoid}(z) (1 - \operatorname{SiLU}(z))",
        r"\operatorname{SiLU}(z) - \operatorname{SiLU}(-z) = z",
    ),
    source="S. Elfwing, E. Uchibe, K. Doya, Sigmoid-Weighted Linear Units, (5), (6); Ramachandran, Zoph, Le,"
           " Searching for Activation Functions",
    proof=(
        Line(r"\operatorname{SiLU}'(z)"),
        Line(r"\frac{d}{dz} \left(z \operatorname{sigmoid}(z)\right)", "definition"),
        Line(r"\operatorname{sigmoid}(z) + z \operatorname{sigmoid}'(z)", "product rule"),
        Line(r"\operatorname{sigmoid}(z) + z \operatorname{sigmoid}(z) (1 - \operatorname{sigmoid}(z))",
             "slope of the logistic function"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{SiLU}'(z) = \operatorname{sigmoid}(z) (1 - \operatorname{sigmoid}(z))",
                 "the slope of the logistic function alone"),
        NearMiss(r"\operatorname{SiLU}'(z) = \operatorname{sigmoid}(z) + \operatorname{sigmoid}(z) (1 -"
                 r" \operatorname{sigmoid}(z))", "factor z dropped"),
        NearMiss(r"\operatorname{SiLU}'(z) = \operatorname{SiLU}(z) (1 - \operatorname{SiLU}(z))",
                 "the rule of the logistic function for another one"),
        NearMiss(r"\operatorname{SiLU}(-z) = -\operatorname{SiLU}(z)", "taken for an odd function"),
    ),
)
