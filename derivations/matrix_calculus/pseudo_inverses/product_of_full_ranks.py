r"""The pseudo-inverse of a rank factorisation.

A is m×k of full column rank, B is k×n of full row rank.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.pseudo_inverses.product_of_full_ranks",
    title="The pseudo-inverse of a rank factorisation",
    statement="(A B)^+ = B^+ A^+",
    given=(
        r"A \in \mathbb{R}^{m \times k}",
        r"B \in \mathbb{R}^{k \times n}",
        r"A \text{ of full column rank}",
        r"B \text{ of full row rank}",
        r"A^+ \text{ is the pseudo-inverse of } A",
    ),
    source="Greville (1966); Golub & Van Loan, 5.5",
    layout="denominator",
    proof=(
        Line("(A B)^+"),
        Line("B^+ A^+", "A⁺A = I and B B⁺ = I make it satisfy the equations"),
    ),
    near_misses=(
        NearMiss("(A B)^+ = B^+ A^+", "the ranks are forgotten",
                 given=(r"A \in \mathbb{R}^{m \times k}", r"B \in \mathbb{R}^{k \times n}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss("(A B)^+ = A^+ B^+", "the order is kept",
                 given=(r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ invertible}", r"A^+ \text{ is the pseudo-inverse of } A")),
        NearMiss("(A B)^+ = B^+ A^+", "one rank alone is not enough",
                 given=(r"A \in \mathbb{R}^{m \times k}", r"B \in \mathbb{R}^{k \times n}", r"A \text{ of full column rank}", r"A^+ \text{ is the pseudo-inverse of } A")),
    ),
)
