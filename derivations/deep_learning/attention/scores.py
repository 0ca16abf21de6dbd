r"""Through the row-wise softmax: in each row the Jacobian diag(a) - aaᵀ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.attention.scores",
    title="Attention backwards: scores",
    statement=r"\frac{\partial L}{\partial S_{ij}} = A_{ij} \left((G V^\top)_{ij} - \sum_{k=1}^n A_{ik} (G "
              r"V^\top)_{ik}\right)",
    also=(r"\frac{\partial A_{ij}}{\partial S_{kl}} = \delta_{ik} A_{ij} (\delta_{jl} - A_{il})",),
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
        Line(r"\frac{\partial L}{\partial S_{ij}}"),
        Line(r"\sum_{k=1}^n (G V^\top)_{ik} \frac{\partial A_{ik}}{\partial S_{ij}}",
             "chain rule: row i of A depends on row i of S alone"),
        Line(r"\sum_{k=1}^n (G V^\top)_{ik} A_{ik} (\delta_{kj} - A_{ij})", "Jacobian of the softmax"),
        Line(r"A_{ij} \left((G V^\top)_{ij} - \sum_{k=1}^n A_{ik} (G V^\top)_{ik}\right)", "the delta picks k = j"),
    ),
    near_misses=(
        NearMiss(r"\nabla_S L = A \odot (G V^\top)", "the sum in the softmax's denominator is forgotten"),
        NearMiss(r"\frac{\partial L}{\partial S_{ij}} = A_{ij} (1 - A_{ij}) (G V^\top)_{ij}",
                 "the logistic function's slopes for the softmax's Jacobian"),
        NearMiss(r"\frac{\partial L}{\partial S_{ij}} = A_{ij} \left((G V^\top)_{ij} - \sum_{k=1}^n (G "
                 r"V^\top)_{ik}\right)",
                 "plain sum for the mean under A"),
        NearMiss(r"\frac{\partial A_{ij}}{\partial S_{kl}} = A_{ij} (\delta_{jl} - A_{il})",
                 "rows k ≠ i have no influence: δ_ik is missing"),
    ),
)
