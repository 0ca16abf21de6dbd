r"""Without the softmax the product may be taken from the right, at a cost linear in the length.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.attention.linear",
    title="Linear attention: the product is associative",
    statement=r"(Q K^\top) V = Q (K^\top V)",
    given=(r"Q \in \mathbb{R}^{m \times d}",
           r"K \in \mathbb{R}^{n \times d}",
           r"V \in \mathbb{R}^{n \times p}",),
    source="Katharopoulos, Vyas, Pappas, Fleuret, Transformers are RNNs (2020), (6)",
    proof=(
        Line(r"\left((Q K^\top) V\right)_{il}"),
        Line(r"\sum_{j=1}^n \left(\sum_{k=1}^d Q_{ik} K_{jk}\right) V_{jl}", "entries of the products"),
        Line(r"\sum_{k=1}^d Q_{ik} \sum_{j=1}^n K_{jk} V_{jl}", "exchange the sums"),
        Line(r"\left(Q (K^\top V)\right)_{il}", "entries of the products"),
    ),
    near_misses=(
        NearMiss(r"(Q K^\top) V = Q (K V)", "transpose lost", expects="shape"),
        NearMiss(r"(Q K^\top) V = (K^\top V) Q", "factors moved past each other", expects="shape"),
        NearMiss(r"(Q K^\top) V = Q (V^\top K)", "transposed", expects="shape"),
        NearMiss(r"(Q K^\top) V = (Q V^\top) K",
                 "keys and values exchanged", given=(r"Q, K, V \in \mathbb{R}^{n \times d}",), variant="one size"),
    ),
)
