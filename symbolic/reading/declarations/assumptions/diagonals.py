r"""What words say of a matrix's diagonal: ``L \text{ is lower triangular with positive diagonal entries}``, unit, strictly triangular."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.context import Assumption
from symbolic.language.expressions import Entry, Number
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.words import of_diagonal

ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))
MEANINGS = {"positive": (ZERO, "<"), "nonnegative": (ZERO, "<="), "nonzero": (ZERO, "!="), "one": (ONE, "="), "zero": (ZERO, "=")}
"""value relation L_ii, for each that may be said of the diagonal."""


def diagonal_said(builder: Builder, c: Clause) -> None:
    """L_ii > 0, L_ii = 1 … for all i, as assumptions; what is not understood is a restriction without meaning."""
    left = c.members[0]
    if left is None or len(c.members) > 1 and c.operators != ("\\in",):
        return
    names = [n.text for n in (left.items if isinstance(left, s.Sequence) else (left,)) if isinstance(n, s.Name)]
    if of_diagonal(f"{c.shared} {c.perhaps}"):
        builder.drop(Clause((left,), (), (), c.words, c.start, c.end), "of which of these the diagonal is meant")
    for word in of_diagonal(c.words):
        declared = [d for d in map(builder.context.tensor, names) if d is not None and len(d.shape) == 2]
        if word not in MEANINGS or len(declared) < len(names) or any(
                d.labels or not builder.context.same_extent(*d.shape) for d in declared):
            builder.drop(Clause((left,), (), (), c.words, c.start, c.end), "what the words say of the diagonal")
            return
        value, relation = MEANINGS[word]
        for d in declared:
            entry = Entry(d.symbol(), (integer("i"),) * 2)
            left_side, right_side = (value, entry) if relation in ("<", "<=") else (entry, value)
            builder.add_assumption_of(d.name, Assumption(left_side, relation, right_side, (("i", d.shape[0]),), builder.provenance))
