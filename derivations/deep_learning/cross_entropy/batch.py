r"""A batch of N samples as rows: the mean loss has the gradient (P - Y)/N by the scores.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.batch",
    title="Mean cross-entropy of a batch by scores, weights, bias and inputs",
    statement=r"\nabla_Z L = \frac{1}{N} (P - Y)",
    also=(r"\nabla_b L = \frac{1}{N} (P - Y)^\top \mathbf{1}",
          r"\nabla_X L = \frac{1}{N} (P - Y) W^\top",),
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"W \in \mathbb{R}^{d \times K}",
           r"b \in \mathbb{R}^K",
           r"Y \in \mathbb{R}^{N \times K}",
           r"Y \mathbf{1} = \mathbf{1}",
           r"Z = X W + \mathbf{1} b^\top",
           r"P_{nk} = \frac{e^{Z_{nk}}}{\sum_{j=1}^K e^{Z_{nj}}}",
           r"L = -\frac{1}{N} \sum_{n=1}^N \sum_{k=1}^K Y_{nk} \log P_{nk}",),
    source="CS231n notes, minimal neural network case study; Murphy, Probabilistic Machine Learning, 10.3.2",
    proof=(
        Line(r"\nabla_W L"),
        Line(r"X^\top \nabla_Z L", "gradient of an affine layer by its weights"),
        Line(r"\frac{1}{N} X^\top (P - Y)", "gradient by the scores"),
    ),
    near_misses=(
        NearMiss(r"\nabla_Z L = P - Y", "the mean's factor 1/N is lost"),
        NearMiss(r"\nabla_W L = \frac{1}{N} (P - Y)^\top X", "transposed", expects="shape"),
        NearMiss(r"\nabla_b L = \frac{1}{N} (P - Y) \mathbf{1}",
                 "summed over classes instead of over samples", expects="shape"),
        NearMiss(r"\nabla_W L = \frac{1}{K} X^\top (P - Y)", "divided by the number of classes"),
        NearMiss(r"\nabla_X L = \frac{1}{N} (P - Y) W", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_Z L = \frac{1}{N} (Y - P)", "sign"),
    ),
)
