r"""The triplet loss where it is active: ‖a - p‖² - ‖a - n‖² + m, linear in the anchor.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.similarity.triplet",
    title="Gradients of the active triplet loss",
    statement=r"\nabla_a \ell = 2 (n - p)",
    also=(r"\nabla_p \ell = 2 (p - a)",
          r"\nabla_n \ell = 2 (a - n)",),
    given=(r"a, p, n \in \mathbb{R}^d",
           r"m \in \mathbb{R}",
           r"\ell = \|a - p\|^2 - \|a - n\|^2 + m",),
    source="Schroff, Kalenichenko, Philbin, FaceNet (2015), (3)",
    proof=(
        Line(r"\nabla_a \ell"),
        Line(r"2 (a - p) - 2 (a - n)", "gradient of a squared distance"),
        Line(r"2 (n - p)", "a cancels"),
    ),
    near_misses=(
        NearMiss(r"\nabla_a \ell = 2 (p - n)", "sign"),
        NearMiss(r"\nabla_a \ell = n - p", "the factor 2 is lost"),
        NearMiss(r"\nabla_p \ell = 2 (a - p)", "sign: p stands behind a minus"),
        NearMiss(r"\nabla_n \ell = -2 (a - n)", "two minus signs"),
    ),
)
