r"""The cosine of two vectors: its gradient by x is orthogonal to x, since lengths do not count.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.similarity.cosine",
    title="Gradient of the cosine similarity",
    statement=r"\nabla_x c = \frac{1}{\|x\|} \left(\frac{y}{\|y\|} - c \frac{x}{\|x\|}\right)",
    also=(r"x^\top \nabla_x c = 0",),
    given=(r"x, y \in \mathbb{R}^n",
           r"x \neq 0",
           r"y \neq 0",
           r"c = \frac{x^\top y}{\|x\| \|y\|}",),
    source="Luo et al., Cosine Normalization (2018); Wang et al., NormFace (2017), (6)",
    proof=(
        Line(r"\nabla_x c"),
        Line(r"\frac{y}{\|x\| \|y\|} - \frac{x^\top y}{\|x\|^2 \|y\|} \frac{x}{\|x\|}",
             "quotient rule; the gradient of the norm is x/‖x‖"),
        Line(r"\frac{1}{\|x\|} \left(\frac{y}{\|y\|} - \frac{x^\top y}{\|x\| \|y\|} \frac{x}{\|x\|}\right)",
             "common factor"),
        Line(r"\frac{1}{\|x\|} \left(\frac{y}{\|y\|} - c \frac{x}{\|x\|}\right)", "definition of the cosine"),
    ),
    near_misses=(
        NearMiss(r"\nabla_x c = \frac{y}{\|x\| \|y\|}", "the norm is taken for a constant"),
        NearMiss(r"\nabla_x c = \frac{1}{\|x\|} \left(\frac{y}{\|y\|} + c \frac{x}{\|x\|}\right)",
                 "sign of the norm's part"),
        NearMiss(r"\nabla_x c = \frac{y}{\|y\|} - c \frac{x}{\|x\|}", "1/‖x‖ is lost"),
        NearMiss(r"\nabla_x c = \frac{1}{\|x\|} \left(\frac{x}{\|x\|} - c \frac{y}{\|y\|}\right)", "x and y exchanged"),
    ),
)
