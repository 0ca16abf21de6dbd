r"""The trace of a product is cyclic.

A is m×n and B is n×m: AB is m×m, BA is n×n, and both traces are the sum of all A_ij
B_ji.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.traces.cyclic",
    title="The trace of a product is cyclic",
    statement=r"\operatorname{tr}(A B) = \operatorname{tr}(B A)",
    given=(r"A \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{n \times m}"),
    source="Matrix Cookbook (14)",
    layout="denominator",
    proof=(
        Line(r"\operatorname{tr}(A B)"),
        Line(r"\sum_{i=1}^m \sum_{j=1}^n A_{ij} B_{ji}",
             "the trace is the sum of the diagonal entries, each a sum of products"),
        Line(r"\sum_{j=1}^n \sum_{i=1}^m B_{ji} A_{ij}", "finite sums may be exchanged"),
        Line(r"\operatorname{tr}(B A)", "the inner sum is the entry j, j of BA"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{tr}(A B) = \operatorname{tr}(A) \operatorname{tr}(B)",
                 "the trace is additive, not multiplicative",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(A B C) = \operatorname{tr}(A C B)",
                 "cyclic is not any order: only turning round is allowed",
                 given=(r"A, B, C \in \mathbb{R}^{n \times n}",)),
        NearMiss(r"\operatorname{tr}(A B) = \operatorname{tr}(A^\top B)",
                 "a transpose that changes nothing under one trace is put on one factor alone",
                 given=(r"A, B \in \mathbb{R}^{n \times n}",)),
    ),
)
