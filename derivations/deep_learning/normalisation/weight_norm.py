r"""Weight normalisation w = g v/‖v‖: the gradient by the direction v is orthogonal to v.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.normalisation.weight_norm",
    title="Gradients of weight normalisation",
    statement=r"\nabla_v a = \frac{g}{\|v\|} \left(I - \frac{v v^\top}{\|v\|^2}\right) x",
    also=(r"\nabla_g a = \frac{v^\top x}{\|v\|}",
          r"v^\top \nabla_v a = 0",),
    given=(r"v, x \in \mathbb{R}^n",
           r"g \in \mathbb{R}",
           r"v \neq 0",
           r"w = \frac{g}{\|v\|} v",
           r"a = w^\top x",),
    source="Salimans, Kingma, Weight Normalization (2016), (3), (4)",
    proof=(
        Line(r"\nabla_v a"),
        Line(r"\nabla_v \frac{g v^\top x}{\|v\|}", "definition of w"),
        Line(r"\frac{g}{\|v\|} x - \frac{g v^\top x}{\|v\|^2} \frac{v}{\|v\|}",
             "quotient rule; the gradient of the norm is v/‖v‖"),
        Line(r"\frac{g}{\|v\|} \left(I - \frac{v v^\top}{\|v\|^2}\right) x", "common factor"),
    ),
    near_misses=(
        NearMiss(r"\nabla_v a = \frac{g}{\|v\|} x", "the norm is taken for a constant"),
        NearMiss(r"\nabla_v a = \frac{g}{\|v\|} \left(I + \frac{v v^\top}{\|v\|^2}\right) x",
                 "sign of the norm's part"),
        NearMiss(r"\nabla_v a = \frac{g}{\|v\|} \left(I - v v^\top\right) x",
                 "the projection without the squared norm"),
        NearMiss(r"\nabla_g a = v^\top x", "1/‖v‖ is lost"),
    ),
)
