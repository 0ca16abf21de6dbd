r"""InfoNCE: one query, its positive z_1, all candidates z_i as rows of Z.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.similarity.contrastive",
    title="Gradient of the contrastive loss",
    statement=r"\nabla_q \ell = \frac{1}{\tau} \left(Z^\top p - z_1\right)",
    given=(r"Z \in \mathbb{R}^{N \times d}",
           r"q \in \mathbb{R}^d",
           r"\tau \in \mathbb{R}, \tau > 0",
           r"z_i^\top \text{ is row } i \text{ of } Z",
           r"p = \operatorname{softmax}(Z q / \tau)",
           r"\ell = -\frac{1}{\tau} q^\top z_1 + \log \sum_{i=1}^N e^{q^\top z_i / \tau}",),
    source="van den Oord, Li, Vinyals, CPC (2018), (4); Chen et al., SimCLR (2020), (1)",
    proof=(
        Line(r"\nabla_q \ell"),
        Line(r"-\frac{1}{\tau} z_1 + \frac{\sum_{i=1}^N e^{q^\top z_i / \tau} \frac{1}{\tau} z_i}{\sum_{i=1}^N "
             r"e^{q^\top z_i / \tau}}",
             "gradient of log-sum-exp; chain rule"),
        Line(r"-\frac{1}{\tau} z_1 + \frac{1}{\tau} \sum_{i=1}^N p_i z_i", "definition of the softmax"),
        Line(r"\frac{1}{\tau} \left(Z^\top p - z_1\right)", "the z_i are the rows of Z"),
    ),
    near_misses=(
        NearMiss(r"\nabla_q \ell = Z^\top p - z_1", "1/τ is lost"),
        NearMiss(r"\nabla_q \ell = \frac{1}{\tau} \left(Z p - z_1\right)", "transpose missing", expects="shape"),
        NearMiss(r"\nabla_q \ell = \frac{1}{\tau} \left(z_1 - Z^\top p\right)", "sign"),
        NearMiss(r"\nabla_q \ell = \frac{1}{\tau} Z^\top p", "the positive's own term is forgotten"),
    ),
)
