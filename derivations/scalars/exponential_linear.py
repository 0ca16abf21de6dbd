r"""elu z = z for z > 0, e^z - 1 else.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.exponential_linear",
    title="Exponential linear unit",
    statement=r"\operatorname{ELU}'(z) = \begin{cases} 1 & z > 0 \\ \operatorname{ELU}(z) + 1 & z < 0 \end{cases}",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\operatorname{ELU}(z) = \max(0, z) + \min(0, e^z - 1)",
    ),
    source="D.-A. Clevert, T. Unterthiner, S. Hochreiter, Fast and Accurate Deep Network Learning by Exponential"
           " Linear Units, (15), (16)",
    proof=(
        Line(r"\operatorname{ELU}'(z)"),
        Line(r"\begin{cases} 1 & z > 0 \\ e^z & z < 0 \end{cases}", "differentiate each case"),
        Line(r"\begin{cases} 1 & z > 0 \\ \operatorname{ELU}(z) + 1 & z < 0 \end{cases}", "e^z = (e^z - 1) + 1"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{ELU}'(z) = \begin{cases} 1 & z > 0 \\ \operatorname{ELU}(z) & z < 0"
                 r" \end{cases}", "the 1 is lost"),
        NearMiss(r"\operatorname{ELU}(z) = \max(0, z) + e^z - 1", "the exponential is added on the right half too"),
        NearMiss(r"\operatorname{ELU}(z) = \max(z, e^z - 1)", "the exponential is above z everywhere"),
        NearMiss(r"\operatorname{ELU}'(z) = e^z", "the right half is forgotten"),
    ),
)
