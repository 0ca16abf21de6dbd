r"""From the scores back to queries and keys.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.attention.queries_and_keys",
    title="Attention backwards: queries and keys",
    statement=r"\nabla_Q L = \frac{1}{\sqrt{d}} (\nabla_S L) K",
    also=(r"\nabla_K L = \frac{1}{\sqrt{d}} (\nabla_S L)^\top Q",),
    given=(r"Q \in \mathbb{R}^{m \times d}",
           r"K \in \mathbb{R}^{n \times d}",
           r"V \in \mathbb{R}^{n \times p}",
           r"G \in \mathbb{R}^{m \times p}",
           r"S = \frac{1}{\sqrt{d}} Q K^\top",
           r"A_{ij} = \frac{e^{S_{ij}}}{\sum_{k=1}^n e^{S_{ik}}}",
           r"O = A V",
           r"L = \operatorname{tr}(G^\top O)",),
    source="Dao et al., FlashAttention (2022), appendix B",
    proof=(
        Line(r"\frac{\partial L}{\partial K_{kl}}"),
        Line(r"\sum_{i=1}^m \frac{\partial L}{\partial S_{ik}} \frac{\partial S_{ik}}{\partial K_{kl}}",
             "only column k of the scores depends on key k"),
        Line(r"\sum_{i=1}^m \frac{\partial L}{\partial S_{ik}} \frac{1}{\sqrt{d}} Q_{il}",
             "S_ik is the inner product of query i and key k"),
        Line(r"\frac{1}{\sqrt{d}} \left((\nabla_S L)^\top Q\right)_{kl}", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_K L = \frac{1}{\sqrt{d}} (\nabla_S L) Q", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_Q L = (\nabla_S L) K", "scale 1/√d lost"),
        NearMiss(r"\nabla_Q L = \frac{1}{d} (\nabla_S L) K", "1/d for 1/√d"),
        NearMiss(r"\nabla_Q L = \frac{1}{\sqrt{d}} (\nabla_S L)^\top K", "transpose too many", expects="shape"),
    ),
)
