r"""``\nabla f(w) = 2X^\top(Xw - y) = 0``: where a gradient is set to zero, a condition that the next steps may use.

The last ``= 0`` of a chain that begins with a derivative is the condition for a stationary point.  It is judged, since it
may be an identity; where it is none, it is no error, and holds from there on, for what is not differentiated any more.
"Setting this to zero gives" says the same of the derivative before.
"""
from __future__ import annotations

import re
from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.language.context import Assumption
from symbolic.language.expressions import Derivative
from symbolic.reading.claims.claims import Claim
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.assumptions.assumptions import assumption
from symbolic.reading.elaboration.derivatives.derivatives import is_prefix, quotient
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.standard import ZEROS
from symbolic.reading.grammar import syntax as s

PROVENANCE = "stationarity"
SAID = re.compile(r"\b(?:set|sets|setting|equat\w*|stationar\w*|first[- ]order|optim\w*|critical|minimi\w+|maximi\w+|vanish\w*|solv\w*)\b", re.I)
SET_TO_ZERO = re.compile(r"\b(?:set(?:ting|s)?|equat\w+|put(?:ting)?)\b[^.$]*?\b(?:to|equals?|with) (?:zero|0)\b,?", re.I)
CLAIMED = re.compile(r"\b(?:show|prove|verify|check|claim|identit\w+|always|for all|every)\b", re.I)
SET = frozenset({"=", r"\stackrel{!}{=}"})


def parted(document: s.Document) -> s.Document:
    r"""The document with ``\nabla f = g = 0 \Rightarrow x = y`` as two statements, the second of which follows from the first."""
    return replace(document, statements=tuple(part for st in document.statements for part in _parted(st)))


def _parted(st: s.Statement) -> tuple[s.Statement, ...]:
    signs = [r.operator for r in st.relations]
    k = signs.index("\\Rightarrow") if "\\Rightarrow" in signs else 0
    if k == 0 or len(signs) == k + 1 or st.remarks or any(sign not in SET for sign in signs[:k]) or not _is_zero(st.members[k].syntax) \
            or not any(_differentiates(x) for m in st.members[:k] if m.syntax is not None for x in s.walk(m.syntax)):
        return (st,)
    first = replace(st, end=st.members[k].end, members=st.members[:k + 1], relations=st.relations[:k])
    second = replace(st, start=st.members[k + 1].start, members=st.members[k + 1:], relations=st.relations[k + 1:], words="therefore", label="")
    return first, second


def condition(builder: Builder, document: s.Document, position: int, words: str) -> Assumption | None:
    """What the last relation of a statement sets to zero, if it does."""
    st = document.statements[position]
    *before, side, zero = [m.syntax for m in st.members] if len(st.members) > 1 else [None, None]
    if st.relations and st.relations[-1].operator in SET and _is_zero(zero) and side is not None \
            and not CLAIMED.search(words) and (before or SAID.search(words) or _goes_on(document, position)):
        return _derived(builder, (*before, side), side, st)
    return None


def set_behind(builder: Builder, claims: list[Claim], words: str) -> Assumption | None:
    """What "setting this to zero" before a display says: the last derivative that was displayed is zero."""
    if not SET_TO_ZERO.search(words):
        return None
    for claim in reversed(claims):
        st = claim.statement
        sides = [m.syntax for m in st.members]
        if st.display and None not in sides and all(r.operator == "=" for r in st.relations):
            return _derived(builder, tuple(sides), sides[-1], st)
    return None


def computes_derivative(statement: s.Statement) -> bool:
    """Does the statement begin with a derivative?  There the point is not fixed yet."""
    first = statement.members[0].syntax
    return first is not None and _differentiates(s.items_of(first)[0])


def _differentiates(node: s.Node) -> bool:
    r"""``\frac{\partial f}{\partial x}``, the ∇ of ∇f, ``f'``; no fraction whose ∂ do not match."""
    try:
        return quotient(node) is not None or is_prefix(node) or isinstance(node, s.Scripted) and node.primes > 0
    except ReadError:
        return False


def without(builder: Builder) -> None:
    """Take the conditions for stationary points from a builder."""
    kept = tuple(a for a in builder.context.assumptions if a.provenance != PROVENANCE)
    builder.context = builder.context.with_(assumptions=kept)


def _is_zero(node: s.Node | None) -> bool:
    """0, as a number or a vector."""
    return isinstance(node, s.Number) and node.text == "0" or isinstance(node, s.Name) and node.text in ZEROS


def _goes_on(document: s.Document, position: int) -> bool:
    """Does the next statement follow from this one?"""
    behind = document.statements[position + 1:position + 2]
    return bool(behind) and "therefore" in behind[0].words


def _derived(builder: Builder, sides: tuple[s.Node | None, ...], last: s.Node, st: s.Statement) -> Assumption | None:
    """``last = 0``, if one of the sides is a derivative."""
    zero = s.Number(last.end, last.end, "0")
    for side in sides:
        try:
            if side is not None and any(isinstance(x, Derivative) for x in assumption(builder, side, "=", zero, st).left.walk()):
                return replace(assumption(builder, last, "=", zero, st), provenance=PROVENANCE)
        except (ReadError, Refused):
            continue
    return None
