r"""A ReLU layer away from its kinks: slopes 1 and 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.relu",
    title="Backpropagation through a ReLU layer",
    statement=r"\nabla_x J = W^\top \left(g \odot \operatorname{relu}'(W x)\right)",
    given=(r"W \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^n",
           r"g \in \mathbb{R}^m",
           r"J = g^\top \operatorname{relu}(W x)",),
    source="Goodfellow, Bengio, Courville, Deep Learning, 6.3.1; CS231n notes, neural networks 1",
    proof=(
        Line(r"\frac{\partial J}{\partial x_j}"),
        Line(r"\sum_{i=1}^m g_i \operatorname{relu}'((W x)_i) W_{ij}", "chain rule, where no score is 0"),
        Line(r"\left(W^\top \left(g \odot \operatorname{relu}'(W x)\right)\right)_j", "entries of the product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x J = W^\top \left(g \odot \operatorname{relu}(W x)\right)", "the activation for its slope"),
        NearMiss(r"\nabla_x J = W^\top g", "dead units pass the gradient on"),
        NearMiss(r"\nabla_x J = W \left(g \odot \operatorname{relu}'(W x)\right)",
                 "transpose missing", expects="shape"),
    ),
)
