"""Functions of arrays in normal form: a defined argument unfolded, derivatives in one order."""
from __future__ import annotations

from symbolic.language.expressions import Field, Symbol
from symbolic.language.integers import integer

from .canonical import seniority
from .record import Theorem
from .terms import Term
from .trace import Trace


def rewritten(normalizer, t: Term) -> Theorem | None:
    """An entry of f^{(k)}(a) in other words, or None.

    It ends: an argument is unfolded once, and sorted indices stay sorted.
    """
    trace, terms = normalizer.trace, normalizer.terms
    e, indices = t.data
    if isinstance(e.arg, Symbol) and terms.place(e.arg) in normalizer.policy.unfold:
        clause = trace.clause(e.arg)
        if clause is not None:
            names = [trace.variable(terms.p(extent)) for extent in e.arg.shape]
            p = trace.unfold(terms.at(e.arg, map(integer, names)), clause)
            return trace.field_cong(t, p, names) if p.right.op == "at" else None
    return in_order(trace, t)


def in_order(trace: Trace, t: Term) -> Theorem | None:
    """The derivatives of a function of arrays with the oldest indices first; None if they are so."""
    e, indices = t.data
    _, groups = e.parted(indices)
    order = sorted(range(e.order), key=lambda k: [seniority(p) for p in groups[k]])
    return trace.field_symmetric(t, order) if [groups[k] for k in order] != groups else None


def has_mixed_derivatives(t: Term) -> bool:
    """Does a second or higher derivative of a function of arrays stand in the term?"""
    if t.op == "at":
        return isinstance(t.data[0], Field) and t.data[0].order > 1
    return any(map(has_mixed_derivatives, t.args))
