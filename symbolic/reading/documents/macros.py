r"""A document's own commands: ``\newcommand``, ``\DeclareMathOperator``, simple ``\def`` and ``\let``.

A formula is read as TeX would print it, so a command that the document
redefines has the new meaning from there on, and one that is redefined in a group
or an environment within that; that one was redefined is noticed.  A command with a
meaning of old that is redefined in a way that is not followed, or where nobody can
tell whether, has no meaning here at all.
"""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Sequence

from symbolic.reading.documents.conditionals import Conditionals, balance
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Macro
from symbolic.reading.grammar.source import Cursor, Inside, Mark
from symbolic.reading.grammar.syntax import Notice

DEFINERS = {
    **dict.fromkeys("newcommand renewcommand providecommand DeclareRobustCommand".split(), "noog"),
    "DeclareMathOperator": "ng", "def": "npg", "gdef": "npg", "let": "nen", "edef": "npg", "xdef": "npg",
    **dict.fromkeys("NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand".split(), "ngg"),
    "DeclarePairedDelimiter": "ngg", "DeclarePairedDelimiterX": "noggg", "newenvironment": "googg", "renewenvironment": "googg",
}
"""Commands that define, and what stands behind them (``Cursor.parts``)."""
NAMELESS = frozenset({"newenvironment", "renewenvironment"})
EXPANDED = frozenset({"edef", "xdef"})
GLOBAL = frozenset({"gdef", "xdef"})
OPENING_GROUP, CLOSING_GROUP = frozenset({r"\begingroup", r"\bgroup"}), frozenset({r"\endgroup", r"\egroup"})
UNFOLLOWED = "is defined in a way that is not followed"
DOUBTFUL = "is defined inside a TeX conditional, which may hide it"
FONTS = frozenset("\\" + font for font in t.FONTS)
# commands that carry the structure of a formula keep their meaning
STRUCTURAL = frozenset({t.BEGIN, t.END, t.LEFT, t.RIGHT, t.FRACTION, t.TAG, t.WORDS, t.NAMED, t.POISON, t.BREAK})


@dataclass(frozen=True)
class Definition:
    r"""``text[start:end]`` defines ``\name`` by ``command``; ``parts`` is what stands behind that, None if it cannot be told.

    ``until``: the end of the group in which it stands, None if it stands in none; ``opens``: how many conditionals
    what is defined opens, less than 0 if it closes some.
    """
    start: int
    end: int
    command: str
    name: str
    parts: tuple[Inside | str | None, ...] | None
    until: int | None
    opens: int


def definitions(text: str, found: Sequence[Mark], partner: Sequence[int]) -> list[Definition]:
    """All definitions of a document in order, none within another."""
    at = Cursor(text, found, partner)
    groups, out = _Groups(partner), []
    while (mark := at.mark_ahead()) is not None:
        k = at.k
        at.pass_mark()
        kinds = DEFINERS.get(mark.text[1:]) if mark.kind == src.COMMAND else None
        if kinds is None:
            groups.pass_mark(k, mark, out)
            continue
        out.append(_definition(at, mark, kinds))
        groups.note(len(out) - 1)
    return out


def _definition(at: Cursor, mark: Mark, kinds: str) -> Definition:
    command, behind = mark.text[1:], at.keep()
    if at.text.startswith("*", at.position):
        at.position += 1
    start = at.keep()
    name = "" if command in NAMELESS else at.name() or ""
    at.back(start)
    parts = at.parts(kinds)
    if parts is None:
        at.back(behind)
        return Definition(mark.start, mark.end, command, name[1:], None, None, 0)
    bodies = [part for part in parts if isinstance(part, Inside)]
    opens = 0 if command in NAMELESS else sum(balance(at.marks[part.first:part.last]) for part in bodies[-1:])
    return Definition(mark.start, at.position, command, name[1:], tuple(parts), None, opens)


class _Groups:
    """The groups that are open while the marks pass, each with the definitions that stand in it."""

    def __init__(self, partner: Sequence[int]):
        self.partner = partner
        self.opened: list[tuple[str, list[int]]] = []

    def note(self, definition: int) -> None:
        if self.opened:
            self.opened[-1][1].append(definition)

    def pass_mark(self, k: int, mark: Mark, out: list[Definition]) -> None:
        opens, closes = _edge(mark)
        if opens and (mark.kind != src.OPEN or self.partner[k] >= 0):
            self.opened.append((opens, []))
        elif closes and (mark.kind != src.CLOSE or self.partner[k] >= 0):
            self.close(closes, mark.start, out)

    def close(self, closes: str, end: int, out: list[Definition]) -> None:
        """Ends the innermost group of this kind, and what is still open within it."""
        depth = next((d for d in range(len(self.opened) - 1, max(len(self.opened) - 20, -1), -1) if self.opened[d][0] == closes), None)
        if depth is None:
            return
        for _, inside in self.opened[depth:]:
            for k in inside:
                if out[k].command not in GLOBAL:
                    out[k] = replace(out[k], until=end)
        del self.opened[depth:]


def _edge(mark: Mark) -> tuple[str, str]:
    """The kind of group that a mark opens, and the kind that it closes."""
    match mark.kind:
        case src.OPEN:
            return "{", ""
        case src.CLOSE:
            return "", "{"
        case src.BEGIN if mark.text != "document":
            return mark.text, ""
        case src.END if mark.text != "document":
            return "", mark.text
        case src.COMMAND:
            return r"\begingroup" * (mark.text in OPENING_GROUP), r"\begingroup" * (mark.text in CLOSING_GROUP)
    return "", ""


# ---------------------------------------------------------------- meanings

@dataclass
class Macros:
    """The commands of a document, each from its definition to the end of the group in which that stands."""
    found: list[tuple[int, int | None, Macro]] = field(default_factory=list)

    @cached_property
    def later(self) -> dict[str, Macro]:
        """Those that are defined in no group, and mean nothing without a definition: they hold before it, too."""
        return {macro.name: macro for _, end, macro in reversed(self.found) if end is None and macro.name not in t.COMMANDS}

    def at(self, position: int) -> dict[str, Macro]:
        """Those that hold at a place, the last definition before it; one that is only defined later, and in no group, holds too."""
        made = dict(self.later)
        for start, end, macro in self.found[:bisect_right(self.found, position - 1, key=lambda x: x[0])]:
            if end is None or position < end:
                made[macro.name] = macro
        return made


def meanings(text: str, found: Sequence[Definition], around: Conditionals) -> tuple[Macros, list[Notice]]:
    """What the definitions of a document mean, and what to tell the reader."""
    macros, notices, known = Macros(), [], {}
    own = frozenset(one.name for one in found)
    for one in found:
        if not one.name or around.hidden.hold(one.start):
            continue
        if one.command == "providecommand" and one.name in known:
            continue
        kind = t.COMMANDS.get(one.name, ("", ""))[0]
        if kind in STRUCTURAL:
            if one.command != "let" and one.parts is not None:
                notices.append(Notice(one.start, one.end, f"\\{one.name} keeps its meaning: it cannot be redefined", "N104"))
            continue
        made = _let(one, own) if one.command == "let" else _macro(text, one)
        if made is None:
            if not kind and one.name not in t.CUSTOMARY and one.name not in known:
                continue
            made = Macro(one.name, 0, "", unsure=UNFOLLOWED)
        customary = t.CUSTOMARY.get(one.name)
        other = customary is not None and _other(made, customary)
        if around.doubtful.hold(one.start) and (customary is None or other):
            made = Macro(one.name, 0, "", unsure=DOUBTFUL)
        again = one.name in known and known[one.name] != made
        if bool(kind) and one.command != "DeclareMathOperator" or again or other:
            notices.append(Notice(one.start, one.end, f"\\{one.name} is redefined here", "N103"))
        known[one.name] = made
        macros.found.append((one.start, one.until, made))
    return macros, notices


def _other(macro: Macro, customary: tuple[int, str]) -> bool:
    """Does a command with a customary meaning mean something else here?"""
    return bool(macro.unsure) or (macro.arity, _bare(macro.body)) != (customary[0], _bare(customary[1]))


def _bare(body: str) -> str:
    """A body without fonts, braces and spaces."""
    return "".join("".join(x for x in src.atoms(body) if x not in FONTS and x not in "{}").replace("\\", "").split())


def _let(one: Definition, own: frozenset[str]) -> Macro | None:
    r"""``\let\name=\meaning``; None for a meaning that the document itself gives, perhaps later, or of one that carries structure."""
    meaning = one.parts[2][1:] if one.parts is not None else ""
    if meaning in own or t.COMMANDS.get(meaning, (t.BEGIN, ""))[0] in STRUCTURAL:
        return None
    return Macro(one.name, 0, f"\\{meaning} ")


def _macro(text: str, one: Definition) -> Macro | None:
    """The macro of a definition that is followed."""
    if one.parts is None or one.command in EXPANDED or one.opens:
        return None
    match DEFINERS[one.command], one.parts:
        case "noog", (_, arity, default, body):
            count = text[arity.start:arity.end].strip() if arity else "0"
            if len(count) != 1 or not count.isdecimal():
                return None
            return Macro(one.name, int(count), text[body.start:body.end], text[default.start:default.end] if default else None)
        case "npg", (_, parameters, body):
            arity = parameters.count("#")
            return Macro(one.name, arity, text[body.start:body.end]) if parameters == "".join(f"#{k + 1}" for k in range(arity)) else None
        case "ng", (_, body):
            return Macro(one.name, 0, f"\\operatorname{{{text[body.start:body.end]}}}")
    return None
