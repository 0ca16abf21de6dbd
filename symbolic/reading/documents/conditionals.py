r"""What TeX's conditionals hide: ``\if… … \else … \fi``.

``\iffalse`` and ``\iftrue`` say themselves what is printed; of any other one nobody
can tell.  A command whose definition opens a conditional does so where it stands.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterable, Iterator, Sequence

from symbolic.reading.grammar.source import COMMAND, VERBATIM, Cursor, Mark

if TYPE_CHECKING:
    from symbolic.reading.documents.macros import Definition

OTHERWISE = frozenset({"iff"})
WITH_ARGUMENTS = frozenset("""ifthenelse ifbool notbool iftoggle nottoggle ifblank notblank ifstrequal ifstrempty ifdef ifundef ifcsdef
    ifcsundef ifdefempty ifdefstring IfFileExists IfBooleanTF IfValueTF IfNoValueTF iflanguage""".split())
"""Commands that print one of their arguments."""
MOST_ARGUMENTS = 4
ENDING = re.compile(r"\\(?:if|else|or|fi)|%")
KNOWN = {"iffalse": False, "iftrue": True}

Span = tuple[int, int]


class Spans:
    """Parts of a text, some of which may hold others."""

    def __init__(self, found: Iterable[Span]):
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(found):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def hold(self, start: int, end: int | None = None) -> bool:
        """Does the character at ``start``, or all up to ``end``, stand in one of them?"""
        k = bisect_right(self.starts, start) - 1
        return k >= 0 and (self.ends[k] > start if end is None else self.ends[k] >= end)

    def __iter__(self) -> Iterator[Span]:
        return zip(self.starts, self.ends)


@dataclass(frozen=True)
class Conditionals:
    """``doubtful``: what stands in a conditional; ``hidden``: what is certainly not printed."""
    doubtful: Spans
    hidden: Spans


@dataclass
class _Open:
    start: int
    printed: bool | None = None
    other: int | None = None
    endless: bool = False


def conditionals(at: Cursor, defined: Sequence[Definition]) -> Conditionals:
    """Those of a document, outside of its definitions; a command that is defined to open one does so where it stands.

    What TeX passes over it neither expands nor reads as code: where code, a definition or such a command in a
    branch holds what might end it, nobody can tell where it ends.
    """
    opening = frozenset(x.name for x in defined if x.opens)
    places = {x.start: x for x in defined}
    doubtful, hidden, opened = [], [], []
    while (mark := at.mark_ahead()) is not None:
        if mark.start in places:
            at.move(places[mark.start].end)
            if opened and places[mark.start].opens:
                opened.append(_Open(mark.start, endless=True))
            continue
        at.pass_mark()
        word = mark.text[1:] if mark.kind == COMMAND else ""
        if word == "newif":
            at.one()
        elif word in WITH_ARGUMENTS:
            _arguments(at)
            doubtful.append((mark.start, at.position))
        elif word in opening:
            opened.append(_Open(mark.start, endless=bool(opened)))
        elif opens(word):
            opened.append(_Open(mark.start, KNOWN.get(word)))
        elif mark.kind == VERBATIM and opened and ENDING.search(at.text, mark.start + 1, mark.end):
            opened.append(_Open(mark.start, endless=True))
        elif word in ("else", "or") and opened and opened[-1].other is None:
            opened[-1].other = mark.start
        elif word == "fi" and opened and not opened[-1].endless:
            hidden += _unprinted(opened[-1], mark.end)
            doubtful.append((opened.pop().start, mark.end))
    for one in opened:
        hidden += _unprinted(one, at.end)
        doubtful.append((one.start, at.end))
    return Conditionals(Spans(doubtful), Spans(hidden))


def opens(word: str) -> bool:
    """Does a command of this name open a conditional?"""
    return word.startswith("if") and word not in OTHERWISE and word not in WITH_ARGUMENTS


def balance(found: Iterable[Mark]) -> int:
    r"""How many conditionals these marks open more than they close, less than 0 if they close more."""
    words = [mark.text[1:] for mark in found if mark.kind == COMMAND]
    return sum(opens(word) for word in words) - words.count("fi")


def _arguments(at: Cursor) -> None:
    for _ in range(MOST_ARGUMENTS):
        if at.group() is None:
            return


def _unprinted(one: _Open, end: int) -> list[Span]:
    """The branch that is certainly not printed."""
    middle = end if one.other is None else one.other
    return {False: [(one.start, middle)], True: [(middle, end)] if middle < end else []}.get(one.printed, [])
