r"""A document's own commands: ``\newcommand``, ``\DeclareMathOperator``, simple ``\def`` and ``\let``.

A formula is read as TeX would print it, so a command that the document
redefines has the new meaning from there on, and one that is redefined in a group
within that; that one was redefined is noticed.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Macro
BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.S)
from symbolic.reading.grammar.syntax import Notice

DEFINITION = re.compile(r"""
    \\(?P<command>(?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|def)(?P<star>\*?)
    \s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*
    (?:\[(?P<arity>[1-9])\]\s*(?:\[(?P<default>[^\]\n]*)\]\s*)?)?(?P<parameters>(?:\#[1-9])*)\s*(?=\{)
""", re.X)

LETTING = re.compile(r"\\let\s*\\(?P<name>[A-Za-z]+)\s*=?\s*(?P<meaning>\\[A-Za-z]+)(?![A-Za-z])")
GROUP = re.compile(r"\\[{}\\%]|%[^\n]*|(?P<open>\{|\\begingroup\b|\\bgroup\b)|(?P<close>\}|\\endgroup\b|\\egroup\b)")
NOWHERE = None
LONGEST = 2_000
MOST_UNCLOSED = 50
# commands that carry the structure of a formula keep their meaning
STRUCTURAL = frozenset({t.BEGIN, t.END, t.LEFT, t.RIGHT, t.FRACTION, t.TAG, t.WORDS, t.NAMED, t.POISON, t.BREAK})


@dataclass
class Macros:
    """The commands of a document, each from its definition to the end of the group in which that stands."""
    found: list[tuple[int, int | None, Macro]] = field(default_factory=list)

    def add(self, start: int, end: int | None, macro: Macro) -> None:
        self.found.append((start, end, macro))

    def at(self, position: int) -> dict[str, Macro]:
        """Those that hold at a place, the last definition before it; one that is only defined later, and in no group, holds too."""
        made: dict[str, Macro] = {}
        for start, end, macro in sorted(self.found, key=lambda x: -x[0]):
            if end is NOWHERE:
                made[macro.name] = macro
        for start, end, macro in sorted(self.found, key=lambda x: x[0]):
            if start < position and (end is NOWHERE or position < end):
                made[macro.name] = macro
        return made


def collect(text: str) -> tuple[Macros, list[tuple[int, int]], list[Notice]]:
    """The macros of a document, where they are defined, and what to tell the reader."""
    macros = Macros()
    places: list[tuple[int, int]] = []
    notices: list[Notice] = []
    known: dict[str, Macro] = {}
    behind = unclosed = 0
    for found in DEFINITION.finditer(text):
        if found.start() < behind:
            continue
        close = _closing(text, found.end())
        if close is None:
            unclosed += 1
            if unclosed > MOST_UNCLOSED:
                break
            continue
        behind = close + 1
        places.append((found.start(), behind))
        name = found["name"]
        kind = t.COMMANDS.get(name, ("", ""))[0]
        if kind in STRUCTURAL:
            notices.append(Notice(found.start(), behind, f"\\{name} keeps its meaning: it cannot be redefined", "N104"))
            continue
        made = _macro(found, text[found.end() + 1:close])
        customary = t.CUSTOMARY.get(name)
        again = name in known and known[name] != made
        if bool(kind) and found["command"] != "DeclareMathOperator" or again or customary is not None and _other(made, customary):
            notices.append(Notice(found.start(), behind, f"\\{name} is redefined here", "N103"))
        known[name] = made
        macros.add(found.start(), NOWHERE, made)
    for found in LETTING.finditer(text):
        _let(found, macros, known, places, notices)
    ends = _groups(text, places) if places else {}
    macros.found = [(start, ends.get(start, NOWHERE), macro) for start, _, macro in macros.found]
    return macros, places, notices


def _other(macro: Macro, customary: tuple[int, str]) -> bool:
    """Does a command with a customary meaning mean something else here?"""
    letters = re.compile(r"\\math\w+|[\\{}\s]")
    return (macro.arity, letters.sub("", macro.body)) != (customary[0], letters.sub("", customary[1]))


def _groups(text: str, places: list[tuple[int, int]]) -> dict[int, int]:
    """Where the group ends in which each definition stands, if it stands in one."""
    opened: list[list[int]] = []
    ends: dict[int, int] = {}
    waiting = sorted(places)
    k = 0
    for found in GROUP.finditer(text):
        while k < len(waiting) and waiting[k][0] < found.start():
            if opened:
                opened[-1].append(waiting[k][0])
            k += 1
        if k and found.start() < waiting[k - 1][1]:
            continue
        if found["open"]:
            opened.append([])
        elif found["close"] and opened:
            ends |= dict.fromkeys(opened.pop(), found.start())
    return ends


def _let(found: re.Match, macros: Macros, known: dict[str, Macro], places: list, notices: list[Notice]) -> None:
    r"""``\let\name=\meaning``; one that keeps an old meaning of a redefined command is left to be refused."""
    name, meaning = found["name"], found["meaning"][1:]
    if meaning in known or meaning not in t.COMMANDS or t.COMMANDS.get(name, ("", ""))[0] in STRUCTURAL \
            or t.COMMANDS[meaning][0] in STRUCTURAL:
        return
    places.append(found.span())
    if name in t.COMMANDS or name in known:
        notices.append(Notice(*found.span(), f"\\{name} is redefined here", "N103"))
    macros.add(found.start(), NOWHERE, Macro(name, 0, f"\\{meaning} "))


def _macro(found: re.Match, body: str) -> Macro:
    if found["command"] == "DeclareMathOperator":
        return Macro(found["name"], 0, f"\\operatorname{{{body}}}")
    arity = int(found["arity"] or 0) or found["parameters"].count("#")
    return Macro(found["name"], arity, body, found["default"])


def _closing(text: str, opening: int) -> int | None:
    """The offset of the brace that closes the one at ``opening``, within reason."""
    depth = 0
    for found in BRACE.finditer(text, opening, min(len(text), opening + LONGEST)):
        depth += (found.group() == "{") - (found.group() == "}")
        if depth == 0:
            return found.start()
    return None
