r"""What TeX's conditionals hide: ``\if… … \else … \fi``.

``\iffalse`` and ``\iftrue`` say themselves what is printed; of any other one nobody
can tell.  A command whose definition opens or closes a conditional does so where it
stands.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Mapping

from symbolic.reading.grammar.source import COMMAND, Cursor, Mark

OTHERWISE = frozenset({"iff"})
WITH_ARGUMENTS = frozenset("""ifthenelse ifbool notbool iftoggle nottoggle ifblank notblank ifstrequal ifstrempty ifdef ifundef ifcsdef
    ifcsundef ifdefempty ifdefstring IfFileExists IfBooleanTF IfValueTF IfNoValueTF iflanguage""".split())
"""Commands that print one of their arguments."""
MOST_ARGUMENTS = 4
KNOWN = {"iffalse": False, "iftrue": True}

Span = tuple[int, int]


@dataclass
class Conditionals:
    """``doubtful``: what stands in a conditional; ``hidden``: what is certainly not printed."""
    doubtful: list[Span] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)


@dataclass
class _Open:
    start: int
    printed: bool | None
    other: int | None = None


def conditionals(at: Cursor, skipped: Mapping[int, int], opening: frozenset[str], closing: frozenset[str]) -> Conditionals:
    """Those of a document; definitions, from ``skipped`` key to value, are passed over, ``opening`` and ``closing`` are commands that hold one."""
    found, opened = Conditionals(), []
    while (mark := at.mark_ahead()) is not None:
        if mark.start in skipped:
            at.move(skipped[mark.start])
            continue
        at.pass_mark()
        word = mark.text[1:] if mark.kind == COMMAND else ""
        if word == "newif":
            at.one()
        elif word in WITH_ARGUMENTS:
            _arguments(at)
            if not opened:
                found.doubtful.append((mark.start, at.position))
        elif opens(word) or word in opening:
            opened.append(_Open(mark.start, KNOWN.get(word)))
        elif word in ("else", "or") and opened and opened[-1].other is None:
            opened[-1].other = mark.start
        elif (word == "fi" or word in closing) and opened:
            _close(found, opened.pop(), mark.end, not opened)
    while opened:
        _close(found, opened.pop(), at.end, not opened)
    return found


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


def _close(found: Conditionals, one: _Open, end: int, outermost: bool) -> None:
    middle = end if one.other is None else one.other
    if one.printed is False:
        found.hidden.append((one.start, middle))
    elif one.printed is True and middle < end:
        found.hidden.append((middle, end))
    if outermost:
        found.doubtful.append((one.start, end))
