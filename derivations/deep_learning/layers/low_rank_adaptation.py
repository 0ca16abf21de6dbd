r"""LoRA: a frozen W with a trained low-rank correction BA.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.low_rank_adaptation",
    title="Gradients of a low-rank adaptation",
    statement=r"\nabla_B L = \frac{\alpha}{r} g (A x)^\top",
    also=(r"\nabla_x L = \left(W + \frac{\alpha}{r} B A\right)^\top g",),
    given=(r"W \in \mathbb{R}^{m \times n}",
           r"B \in \mathbb{R}^{m \times r}",
           r"A \in \mathbb{R}^{r \times n}",
           r"x \in \mathbb{R}^n",
           r"g \in \mathbb{R}^m",
           r"\alpha \in \mathbb{R}",
           r"y = \left(W + \frac{\alpha}{r} B A\right) x",
           r"L = g^\top y",),
    source="Hu et al., LoRA: Low-Rank Adaptation of Large Language Models (2022), section 4",
    proof=(
        Line(r"\nabla_A L"),
        Line(r"\frac{\alpha}{r} \nabla_A \left(g^\top B A x\right)", "W does not depend on A"),
        Line(r"\frac{\alpha}{r} (B^\top g) x^\top", "a bilinear form in A between Bᵀg and x"),
    ),
    near_misses=(
        NearMiss(r"\nabla_B L = \frac{\alpha}{r} g x^\top", "A is left out", expects="shape"),
        NearMiss(r"\nabla_B L = g (A x)^\top", "scale α/r lost"),
        NearMiss(r"\nabla_A L = \frac{\alpha}{r} B g x^\top", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_x L = \frac{\alpha}{r} (B A)^\top g", "the frozen weights still pass the gradient on"),
    ),
)
