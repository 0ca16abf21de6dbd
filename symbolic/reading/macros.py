r"""A document's own commands: ``\newcommand``, ``\DeclareMathOperator``, simple ``\def`` and ``\let``.

A formula is read as TeX would print it, so a command that the document
redefines has the new meaning; that one was redefined is noticed.
"""
from __future__ import annotations

import re

from symbolic.reading import tables as t
from symbolic.reading.lexer import BRACE, Macro
from symbolic.reading.syntax import Notice

DEFINITION = re.compile(r"""
    \\(?P<command>(?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|def)(?P<star>\*?)
    \s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*
    (?:\[(?P<arity>[1-9])\]\s*(?:\[(?P<default>[^\]\n]*)\]\s*)?)?(?P<parameters>(?:\#[1-9])*)\s*(?=\{)
""", re.X)

LETTING = re.compile(r"\\let\s*\\(?P<name>[A-Za-z]+)\s*=?\s*(?P<meaning>\\[A-Za-z]+)(?![A-Za-z])")
LONGEST = 2_000
MOST_UNCLOSED = 50
# commands that carry the structure of a formula keep their meaning
STRUCTURAL = frozenset({t.BEGIN, t.END, t.LEFT, t.RIGHT, t.FRACTION, t.TAG, t.WORDS, t.NAMED, t.POISON, t.BREAK})


def collect(text: str) -> tuple[dict[str, Macro], list[tuple[int, int]], list[Notice]]:
    """The macros of a document, where they are defined, and what to tell the reader.

    The last definition of a name holds for the whole document.
    """
    macros: dict[str, Macro] = {}
    places: list[tuple[int, int]] = []
    notices: list[Notice] = []
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
        known = bool(kind) and found["command"] != "DeclareMathOperator"
        if known or name in macros:
            notices.append(Notice(found.start(), behind, f"\\{name} is redefined here", "N103"))
        macros[name] = _macro(found, text[found.end() + 1:close])
    for found in LETTING.finditer(text):
        _let(found, macros, places, notices)
    return macros, places, notices


def _let(found: re.Match, macros: dict[str, Macro], places: list, notices: list[Notice]) -> None:
    r"""``\let\name=\meaning``; one that keeps an old meaning of a redefined command is left to be refused."""
    name, meaning = found["name"], found["meaning"][1:]
    if meaning in macros or meaning not in t.COMMANDS or t.COMMANDS.get(name, ("", ""))[0] in STRUCTURAL \
            or t.COMMANDS[meaning][0] in STRUCTURAL:
        return
    places.append(found.span())
    if name in t.COMMANDS or name in macros:
        notices.append(Notice(*found.span(), f"\\{name} is redefined here", "N103"))
    macros[name] = Macro(name, 0, f"\\{meaning} ")


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
