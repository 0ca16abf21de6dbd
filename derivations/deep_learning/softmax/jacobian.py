r"""The Jacobian of the softmax: ∂p_i/∂z_j = p_i (δ_ij - p_j).

With e = exp(z) and S = Σ_k e_k the quotient rule gives δ_ij e_i/S - e_i e_j/S²;
the matrix is symmetric and its rows add up to 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.jacobian",
    title="Jacobian of the softmax",
    statement=r"\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p p^\top",
    also=(r"\sum_{i=1}^K \frac{\partial p_i}{\partial z_j} = 0",
          r"\left(\frac{\partial p}{\partial z}\right)^\top = \frac{\partial p}{\partial z}",),
    given=(r"z \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",),
    layout="numerator",
    source="Bridle (1990); Goodfellow, Bengio, Courville, Deep Learning, 6.2.2.3; Bishop, PRML, (4.106)",
    proof=(
        Line(r"\frac{\partial p_i}{\partial z_j}"),
        Line(r"\frac{\partial}{\partial z_j} \frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}", "definition of the softmax"),
        Line(r"\frac{\delta_{ij} e^{z_i} \sum_{k=1}^K e^{z_k} - e^{z_i} e^{z_j}}{\left(\sum_{k=1}^K e^{z_k}\right)^2}",
             "quotient rule"),
        Line(r"p_i \delta_{ij} - p_i p_j", "each fraction is an entry of p"),
        Line(r"p_i (\delta_{ij} - p_j)", "common factor"),
        Line(r"\begin{cases} p_i (1 - p_i) & i = j \\ -p_i p_j & i \neq j \end{cases}",
             "p_i δ_ij is p_i on the diagonal only"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial p}{\partial z} = \operatorname{diag}(p \odot (1 - p))",
                 "the logistic function's derivative, entry by entry: the sum in the denominator is forgotten"),
        NearMiss(r"\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p^\top p I",
                 "inner product where the outer product belongs"),
        NearMiss(r"\frac{\partial p}{\partial z} = I - p p^\top", "1 on the diagonal instead of p_i"),
        NearMiss(r"\frac{\partial p}{\partial z} = p p^\top - \operatorname{diag}(p)", "sign"),
        NearMiss(r"\frac{\partial p_i}{\partial z_j} = p_j (\delta_{ij} - p_j)",
                 "index i and j confused in the common factor"),
    ),
)
