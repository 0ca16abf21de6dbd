r"""The Hessian of log-sum-exp is the softmax's Jacobian: log-sum-exp is convex,
since vᵀ (diag(p) - ppᵀ) v is the variance of v under p.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.log_sum_exp_hessian",
    title="Hessian of log-sum-exp",
    statement=r"\nabla_z^2 \log \sum_{k=1}^K e^{z_k} = \operatorname{diag}(p) - p p^\top",
    given=(r"z, v \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",),
    source="Boyd, Vandenberghe, Convex Optimization, 3.1.5",
    proof=(
        Line(r"v^\top \left(\nabla_z^2 \log \sum_{k=1}^K e^{z_k}\right) v"),
        Line(r"v^\top \left(\operatorname{diag}(p) - p p^\top\right) v",
             "the Hessian is the Jacobian of the gradient p"),
        Line(r"\sum_{k=1}^K p_k v_k^2 - \left(\sum_{k=1}^K p_k v_k\right)^2", "multiply out"),
        Line(r"\sum_{k=1}^K p_k (v_k - p^\top v)^2", "a variance, as the p_k add up to 1"),
    ),
    near_misses=(
        NearMiss(r"\nabla_z^2 \log \sum_{k=1}^K e^{z_k} = \operatorname{diag}(p)",
                 "the mixed second derivatives are lost"),
        NearMiss(r"\nabla_z^2 \log \sum_{k=1}^K e^{z_k} = \operatorname{diag}(p) + p p^\top",
                 "sign of the quotient rule's second term"),
        NearMiss(r"\nabla_z^2 \log \sum_{k=1}^K e^{z_k} = \operatorname{diag}(p)(I - \operatorname{diag}(p))",
                 "the diagonal alone: p_i (1 - p_i)"),
        NearMiss(r"\nabla_z^2 \log \sum_{k=1}^K e^{z_k} = \operatorname{diag}(p) - p^\top p I",
                 "inner product for outer product"),
    ),
)
