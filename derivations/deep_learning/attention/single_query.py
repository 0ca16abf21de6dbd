r"""One query against n keys: the softmax's Jacobian between keys and values.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.attention.single_query",
    title="Jacobian of attention by one query",
    statement=r"\frac{\partial o}{\partial q} = \frac{1}{\sqrt{d}} V^\top (\operatorname{diag}(a) - a a^\top) K",
    given=(r"q \in \mathbb{R}^d",
           r"K \in \mathbb{R}^{n \times d}",
           r"V \in \mathbb{R}^{n \times p}",
           r"a = \operatorname{softmax}\left(\frac{1}{\sqrt{d}} K q\right)",
           r"o = V^\top a",),
    layout="numerator",
    source="Vaswani et al., Attention Is All You Need (2017), 3.2.1",
    proof=(
        Line(r"\frac{\partial o}{\partial q}"),
        Line(r"V^\top \frac{\partial a}{\partial q}", "o is linear in a"),
        Line(r"V^\top (\operatorname{diag}(a) - a a^\top) \frac{1}{\sqrt{d}} K",
             "Jacobian of the softmax, then of its scores"),
        Line(r"\frac{1}{\sqrt{d}} V^\top (\operatorname{diag}(a) - a a^\top) K", "a number may stand in front"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial o}{\partial q} = V^\top (\operatorname{diag}(a) - a a^\top) K", "scale 1/√d lost"),
        NearMiss(r"\frac{\partial o}{\partial q} = \frac{1}{\sqrt{d}} V^\top \operatorname{diag}(a) K",
                 "the softmax taken entry by entry"),
        NearMiss(r"\frac{\partial o}{\partial q} = \frac{1}{\sqrt{d}} K^\top (\operatorname{diag}(a) - a a^\top) V",
                 "the transpose", expects="shape"),
    ),
)
