r"""Momentum as a sum of past gradients, over three steps.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.optimisation.momentum",
    title="Momentum as an exponential average",
    statement=r"v_3 = \beta^2 g_1 + \beta g_2 + g_3",
    given=(r"g_1, g_2, g_3 \in \mathbb{R}^n",
           r"\beta \in \mathbb{R}",
           r"v_1 = g_1",
           r"v_2 = \beta v_1 + g_2",
           r"v_3 = \beta v_2 + g_3",),
    source="Polyak (1964); Sutskever et al., On the importance of initialization and momentum (2013), (1)",
    proof=(
        Line(r"v_3"),
        Line(r"\beta v_2 + g_3", "third step"),
        Line(r"\beta (\beta v_1 + g_2) + g_3", "second step"),
        Line(r"\beta^2 g_1 + \beta g_2 + g_3", "first step; distribute"),
    ),
    near_misses=(
        NearMiss(r"v_3 = \beta g_1 + \beta g_2 + g_3", "older gradients decay more"),
        NearMiss(r"v_3 = g_1 + \beta g_2 + \beta^2 g_3", "order reversed"),
        NearMiss(r"v_3 = \beta (g_1 + g_2 + g_3)", "one factor for all"),
    ),
)
