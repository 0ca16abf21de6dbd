r"""f(z) = z for z > 0, α z else: the larger of z and α z where 0 ≤ α ≤ 1.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.leaky_rectifier",
    title="Leaky rectified linear unit",
    statement=r"f(z) = \max(z, \alpha z)",
    given=(r"z, \alpha \in \mathbb{R}", r"0 \le \alpha \le 1",
           r"f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}",),
    also=(
        r"f(z) = \max(0, z) - \alpha \max(0, -z)",
        r"f'(z) = \begin{cases} 1 & z > 0 \\ \alpha & z < 0 \end{cases}",
        r"\operatorname{LeakyReLU}(z) = \max(z, 0.01 z)",
    ),
    source="A. Maas, A. Hannun, A. Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, section"
           " 2; He et al., Delving Deep into Rectifiers, (1)",
    proof=(
        Line(r"f(z)"),
        Line(r"\max(0, z) + \alpha \min(0, z)", "one of the two is 0"),
        Line(r"\max(z, \alpha z)", "α z is at most z for z > 0, at least z for z < 0"),
    ),
    near_misses=(
        NearMiss(r"f(z) = \min(z, \alpha z)", "min for max"),
        NearMiss(r"f(z) = \max(0, z) - \alpha \max(0, z)", "z for -z in the second maximum"),
        NearMiss(r"f(z) = \max(0, z) + \alpha \max(0, -z)", "sign of the left half"),
        NearMiss(r"f(z) = \max(z, \alpha z)", "without 0 ≤ α ≤ 1", given=(r"z, \alpha \in \mathbb{R}",
                 r"f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}"), variant="any α"),
        NearMiss(r"\operatorname{LeakyReLU}(z) = \max(z, 0.1 z)", "another slope"),
    ),
)
