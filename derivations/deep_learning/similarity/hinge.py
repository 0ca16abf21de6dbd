r"""The hinge loss max(0, 1 - y wᵀx) away from its kink.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.similarity.hinge",
    title="Gradient of the hinge loss",
    statement=r"\nabla_w \ell = -y \operatorname{relu}'(1 - y w^\top x) x",
    given=(r"w, x \in \mathbb{R}^n",
           r"y \in \mathbb{R}",
           r"\ell = \operatorname{relu}(1 - y w^\top x)",),
    source="Cortes, Vapnik (1995); CS231n notes, linear classification",
    proof=(
        Line(r"\nabla_w \ell"),
        Line(r"\operatorname{relu}'(1 - y w^\top x) \nabla_w (1 - y w^\top x)",
             "chain rule, where the margin is not 1"),
        Line(r"-y \operatorname{relu}'(1 - y w^\top x) x", "gradient of a linear function"),
    ),
    near_misses=(
        NearMiss(r"\nabla_w \ell = y \operatorname{relu}'(1 - y w^\top x) x", "sign"),
        NearMiss(r"\nabla_w \ell = -y x", "also where the margin is kept"),
        NearMiss(r"\nabla_w \ell = -\operatorname{relu}'(1 - y w^\top x) x", "y is lost"),
        NearMiss(r"\nabla_w \ell = -y \operatorname{relu}(1 - y w^\top x) x", "the loss for its slope"),
    ),
)
