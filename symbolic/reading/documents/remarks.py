r"""Remarks beside a chain: ``&= x^\top A x && \text{since } A = A^\top``.

A remark is no step and no member of the chain.  The next row goes on where the
chain stood; what a remark that names no reason says may be a condition, which
limits the steps of its row.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from symbolic.reading.documents.drafts import Draft
from symbolic.reading.documents.gathering import only_bounds
from symbolic.reading.documents.segments import Segment, is_bracketed
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Token
from symbolic.reading.words.phrases import mentioned

REASON = re.compile(r"\A\W*(?:as|since|because|by|using|due to|from|in view of|thanks to|recall(?:ing)?)\b", re.I)
CONCLUDING = re.compile(r"\b(?:we|gets?|obtains?|have|has|hence|so|then|thus|therefore|yields?|gives?|implies|follows)\b", re.I)
CONDITIONAL = re.compile(r"\b(?:if|when|whenever|for|assum\w*|provided|unless|where|with|given|at|near|under|only|small|large|except\w*)\b", re.I)
JOINING = frozenset({"", "and", ")", "and that"})


@dataclass
class Chains:
    """The chains of a block by the mark of alignment before their relations; the one that the row before led with, and this one.

    ``before``: how many relations the present chain had when the row began.
    """
    columns: dict[int, Draft] = field(default_factory=dict)
    present: Draft | None = None
    before: int = 0
    head: Draft | None = None
    head_before: Draft | None = None

    def row(self, present: Draft | None) -> None:
        """A new row begins."""
        self.present, self.before = present, len(present.signs) if present is not None else 0
        self.head_before, self.head = self.head, None

    def note(self, segment: Segment, draft: Draft) -> None:
        """``segment`` begins or continues ``draft``."""
        self.head = self.head or draft
        if segment.marked:
            self.columns[segment.column] = draft

    def of(self, segment: Segment, present: Draft) -> Draft:
        """The chain that a segment goes on which begins with a relation."""
        return self.columns.get(segment.column, present) if segment.marked else present

    def since(self, draft: Draft) -> int:
        """The first relation of ``draft`` that stands in this row."""
        return self.before if draft is self.present else 0

    def is_beside(self, draft: Draft) -> bool:
        """An equation that no mark of alignment makes a chain of its own."""
        return bool(draft.signs) and all(draft is not x for x in self.columns.values())

    def parted(self, present: Draft) -> bool:
        """Did the row before lead with another chain than it ended with?"""
        return self.head_before is not None and self.head_before is not present and bool(self.head_before.signs and present.signs)


def is_reason(words: str, segment: Segment) -> bool:
    """Do the words before a relation make it the reason of what stands before them?"""
    return segment.relational and not only_bounds(segment) and REASON.search(words) is not None and CONCLUDING.search(words) is None


def goes_on(words: str, segment: Segment) -> bool:
    """Is a segment behind a remark a part of it: "since A = Aᵀ and B = Bᵀ"?"""
    return segment.so is None and segment.quantifier is None and not segment.stop and words in JOINING \
        and not (segment.gap and not words) and bool(segment.members[0] or words == ")")


def is_said(tokens: list[Token]) -> bool:
    r"""``(A = A^\top)``, ``[A \text{ symmetric}]``: an equation or words in a bracket, and no range or condition on letters."""
    inside = tokens[1:-1]
    if not is_bracketed(tokens):
        return False
    said = any(x.kind == t.TEXT for x in inside)
    return said or any(x.kind == t.RELATION and x.value == "=" for x in inside) and len(inside) > 3 \
        and not any(x.kind in (t.COMMA, t.QUANTIFIER, t.DOTS) for x in inside)


def may_limit(tokens: list[Token]) -> bool:
    """May what stands in a bracket be a condition: an equation, a property, words like "if"?  ``(\\text{binomial})`` is a reason."""
    words = " ".join(str(x.value) for x in tokens if x.kind == t.TEXT)
    return any(x.kind == t.RELATION for x in tokens) or bool(mentioned(words)) or CONDITIONAL.search(words) is not None
