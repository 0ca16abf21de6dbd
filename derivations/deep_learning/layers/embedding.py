r"""Looking up row k of an embedding matrix E is a product with a one-hot vector; only that row has a gradient.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.embedding",
    title="Gradient of an embedding",
    statement=r"\nabla_E (g^\top E^\top x) = x g^\top",
    also=(r"\nabla_x (g^\top E^\top x) = E g",),
    given=(r"E \in \mathbb{R}^{V \times d}",
           r"x \in \mathbb{R}^V",
           r"g \in \mathbb{R}^d",),
    source="CS224n notes, 1; Goldberg, Neural Network Methods for NLP, 8.2",
    proof=(
        Line(r"\frac{\partial}{\partial E_{ij}} g^\top E^\top x"),
        Line(r"\frac{\partial}{\partial E_{ij}} \sum_{k=1}^V \sum_{l=1}^d x_k E_{kl} g_l", "entries"),
        Line(r"x_i g_j", "only k = i and l = j depend on E_ij"),
        Line(r"\left(x g^\top\right)_{ij}", "entries of an outer product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_E (g^\top E^\top x) = g x^\top", "transposed", expects="shape"),
        NearMiss(r"\nabla_E (g^\top E^\top x) = \mathbf{1} g^\top", "every row gets the gradient, whatever the word"),
        NearMiss(r"\nabla_x (g^\top E^\top x) = E^\top g", "transpose too many", expects="shape"),
    ),
)
