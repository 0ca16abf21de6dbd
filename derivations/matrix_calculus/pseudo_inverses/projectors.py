r"""The projectors of a matrix.

A is any m×n matrix; A A⁺ projects on its columns, A⁺A on its rows, I − A⁺A on its kernel.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.projectors",
    title="The projectors of a matrix",
    statement="(A A^+)^2 = A A^+",
    given=(r"A \in \mathbb{R}^{m \times n}", r"A^+ \text{ is the pseudo-inverse of } A"),
    source="Matrix Cookbook (208)–(212)",
    layout="denominator",
    also=("(A^+ A)^2 = A^+ A", "(I - A^+ A)^2 = I - A^+ A", "A (I - A^+ A) = 0", "(I - A A^+) A = 0", r"\operatorname{tr}(A A^+) = \operatorname{tr}(A^+ A)"),
    proof=(
        Line("(A A^+)^2"),
        Line("A A^+ A A^+", "a square"),
        Line("A A^+", "Penrose's first equation"),
    ),
    near_misses=(
        NearMiss("(A A^+)^2 = I", "a projection is taken for a reflection"),
        NearMiss("A (I - A A^+) = 0", "the projector of the other side",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss(r"A A^+ = A^\top A", "the Gram matrix is taken for the projector",
                 given=(r"A \in \mathbb{R}^{n \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
    ),
)
