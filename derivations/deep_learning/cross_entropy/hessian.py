r"""The Hessian of the cross-entropy does not depend on the targets' places.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.cross_entropy.hessian",
    title="Hessian of the cross-entropy by the scores",
    statement=r"\nabla_z^2 L = \operatorname{diag}(p) - p p^\top",
    given=(r"z, y \in \mathbb{R}^K",
           r"y \ge 0, \quad \mathbf{1}^\top y = 1",
           r"p = \operatorname{softmax}(z)",
           r"L = -\sum_{k=1}^K y_k \log p_k",),
    source="Bishop, PRML, (4.110)",
    proof=(
        Line(r"\frac{\partial^2 L}{\partial z_i \partial z_j}"),
        Line(r"\frac{\partial}{\partial z_i} (p_j - y_j)", "gradient of the cross-entropy"),
        Line(r"p_j (\delta_{ij} - p_i)", "Jacobian of the softmax; the targets are constant"),
        Line(r"\left(\operatorname{diag}(p) - p p^\top\right)_{ij}",
             "entries of a diagonal matrix and of an outer product"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z^2 L = p p^\top - \operatorname{diag}(p)", "sign"),
        NearMiss(r"\nabla_z^2 L = \operatorname{diag}(p - y)", "the gradient put on the diagonal"),
        NearMiss(r"\nabla_z^2 L = \operatorname{diag}(p)", "classes are taken to be independent"),
        NearMiss(r"\nabla_z^2 L = \operatorname{diag}(y) - y y^\top", "targets for probabilities"),
    ),
)
