r"""What words say of several vectors together: u and v orthogonal, x_1, …, x_k orthonormal.

Of two vectors: uᵀv = 0, and uᵀu = vᵀv = 1 if they are orthonormal.  Of a family:
x_iᵀx_j = δ_ij, or δ_ij x_iᵀx_i where only "orthogonal" is said.
"""
from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations_with_replacement

from symbolic.language.context import Assumption, TensorDeclaration
from symbolic.language.expressions import Delta, Expression, MatMul, Number, Squeeze, Times, Transpose
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.words.phrases import is_whole

MUTUAL = re.compile(r"\b(?:(?:pairwise|mutually) )?(?P<word>orthonormal|orthogonal|perpendicular)\b"
                    r"(?! (?:matri|columns|rows|project|complement|transform|group|to\b))(?! basis of)", re.I)
OF_AXES = re.compile(r"\b(?:columns?|rows?)\b", re.I)


def are_vectors(builder: Builder, names: list[str]) -> bool:
    """Is one of these a vector, or a family of vectors, that is declared?"""
    return any((d := builder.context.tensor(name)) is not None and len(d.shape) == 1 for name in names)


def said_together(builder: Builder, names: list[str], c: Clause) -> bool:
    """Assume of these vectors what the words say of them together; False if they say nothing, or nothing that is understood."""
    words = f"{c.words} {c.shared}"
    found = MUTUAL.search(words)
    declared = [builder.context.tensor(name) for name in names]
    if found is None or OF_AXES.search(words) or not is_whole(words, MUTUAL) or not declared or any(d is None or len(d.shape) != 1 for d in declared):
        return False
    unit = found["word"].lower() == "orthonormal"
    if len(declared) == 1 and len(declared[0].labels) == 1 and names[0] not in builder.open_ranges:
        builder.add_assumption(_of_family(builder, declared[0], unit))
        return True
    if len(declared) < 2 or any(d.labels for d in declared) or len({d.shape for d in declared}) > 1:
        return False
    for first, second in combinations_with_replacement(declared, 2):
        if first is not second or unit:
            value = Number(Fraction(first is second))
            builder.add_assumption(Assumption(_inner(first.symbol(), second.symbol()), "=", value, (), builder.provenance))
    return True


def _of_family(builder: Builder, family: TensorDeclaration, unit: bool) -> Assumption:
    """x_iᵀx_j = δ_ij for all labels, counted from 1."""
    (label,) = family.labels
    scope = builder.elaborator().scope
    i, j = scope.fresh("i"), scope.fresh("j")
    first, second = (family.symbol(integer(n) + label.lower - 1) for n in (i, j))
    value: Expression = Delta(integer(i), integer(j))
    if not unit:
        value = Times(value, _inner(first, first))
    count = label.upper - label.lower + 1
    return Assumption(_inner(first, second), "=", value, ((i, count), (j, count)), builder.provenance)


def _inner(u: Expression, v: Expression) -> Expression:
    return Squeeze(MatMul(Transpose(u), v), (0,))
