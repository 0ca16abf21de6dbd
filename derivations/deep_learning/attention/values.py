r"""Attention O = AV: the values' gradient gathers what looked at them.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.attention.values",
    title="Attention backwards: values and attention weights",
    statement=r"\nabla_V L = A^\top G",
    also=(r"A \mathbf{1} = \mathbf{1}",
          r"\nabla_A L = G V^\top",),
    given=(r"Q \in \mathbb{R}^{m \times d}",
           r"K \in \mathbb{R}^{n \times d}",
           r"V \in \mathbb{R}^{n \times p}",
           r"G \in \mathbb{R}^{m \times p}",
           r"S = \frac{1}{\sqrt{d}} Q K^\top",
           r"A_{ij} = \frac{e^{S_{ij}}}{\sum_{k=1}^n e^{S_{ik}}}",
           r"O = A V",
           r"L = \operatorname{tr}(G^\top O)",),
    source="Vaswani et al., Attention Is All You Need (2017), (1)",
    proof=(
        Line(r"\frac{\partial L}{\partial V_{kl}}"),
        Line(r"\frac{\partial}{\partial V_{kl}} \sum_{i=1}^m \sum_{j=1}^p G_{ij} \sum_{r=1}^n A_{ir} V_{rj}",
             "entries of the trace and of AV"),
        Line(r"\sum_{i=1}^m G_{il} A_{ik}", "of V only the entry r = k, j = l remains"),
        Line(r"\left(A^\top G\right)_{kl}", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_V L = A G", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_V L = G^\top A", "transposed", expects="shape"),
        NearMiss(r"\nabla_V L = G", "the weights are forgotten", expects="shape"),
        NearMiss(r"A^\top \mathbf{1} = \mathbf{1}",
                 "columns for rows: the weights of one query add up to 1"),
    ),
)
