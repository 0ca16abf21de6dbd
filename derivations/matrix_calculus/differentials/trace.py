r"""Trace and differential may be exchanged.

X and Y are n×n; the trace is a sum of entries.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.differentials.trace",
    title="Trace and differential may be exchanged",
    statement=r"\mathrm{d} \operatorname{tr}(X) = \operatorname{tr}(\mathrm{d} X)",
    given=(r"X, Y \in \mathbb{R}^{n \times n}",),
    source="Matrix Cookbook (36)",
    layout="denominator",
    also=(r"\mathrm{d} \operatorname{tr}(X^\top X) = 2 \operatorname{tr}(X^\top \mathrm{d} X)",),
    proof=(
        Line(r"\mathrm{d} \operatorname{tr}(X Y)"),
        Line(r"\operatorname{tr}(\mathrm{d}(X Y))", "the trace is a sum"),
        Line(r"\operatorname{tr}((\mathrm{d} X) Y) + \operatorname{tr}(X \, \mathrm{d} Y)", "the product rule"),
        Line(r"\operatorname{tr}(Y \, \mathrm{d} X) + \operatorname{tr}(X \, \mathrm{d} Y)", "the trace is cyclic"),
    ),
    near_misses=(
        NearMiss(r"\mathrm{d} \operatorname{tr}(X^\top X) = \operatorname{tr}(X^\top \mathrm{d} X)", "the 2 is lost"),
        NearMiss(r"\mathrm{d} \operatorname{tr}(X^2) = 2 \operatorname{tr}(X^\top \mathrm{d} X)",
                 "X² is taken for XᵀX"),
        NearMiss(r"\mathrm{d} \operatorname{tr}(X) = \operatorname{tr}(X) \mathrm{d} X",
                 "the chain rule as if the trace were a factor",
                 expects="shape"),
    ),
)
