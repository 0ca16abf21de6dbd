r"""The numbers that LaTeX prints beside the equations of a document.

``numbering(text)`` goes through a whole ``.tex`` document in the order in which
TeX does and keeps the counters: ``equation``, those of the sections, and the
parent of ``subequations``.  A row of ``align``, ``gather``, ``eqnarray``, … has
a number of its own, so has an empty one behind a last ``\\``; ``\tag`` replaces
it and ``\notag`` takes it away, and then it is not counted.

What the counters depend on must be known: a class or package that is not in the
lists below, a macro that holds a piece of a numbered environment, a counter set
to another's value, a conditional around an equation, and there are no numbers
at all (``Unknown`` inside, an empty ``Numbering`` outside).  No number is
better than a wrong one.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Iterator

from symbolic.reading.documents.counting import Counters, Unknown
from symbolic.reading.documents.numbering_tables import (
    AMS_CLASSES, AMS_PACKAGES, ARTICLES, BOOKS, DEFINING, DISPLAYS, EACH_ROW, FIXED, FOREIGN, LANGUAGES, LINKS, NAMING, NEVER,
    NUMBERED, OWN_SECTIONS, PACKAGES, ROW_ENDS,
)
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar.source import Cursor, Mark

LINE = re.compile(r"[^\n]*")
LEVELS = "part|chapter|section|subsection|subsubsection"
RULING = re.compile(
    r"\\(?:notag|nonumber|tag|numberwithin|counterwithin|input|include|cr|crcr|tabularnewline|newline|(?:end)?comment"
    rf"|(?:end)?(?:{'|'.join(sorted(NUMBERED))}))(?![A-Za-z])|[{{\[](?:parent)?equation[}}\]]|\\the(?:parent)?equation")
"""What no definition may hold if the equations are to be counted without it."""
SECTIONING = re.compile(rf"\\(?:{LEVELS}|appendix)(?![A-Za-z])|[{{\[](?:{LEVELS})[}}\]]")
"""What it may not hold if the sections are."""
THE_SECTION = re.compile(rf"the(?:{LEVELS})")
WHOLE = re.compile(r"\\begin\s*\{([^{}]*)\}(?:(?!\\begin).)*?\\end\s*\{\1\}", re.S)
PIECE = re.compile(r"\\(?:begin|end)(?![A-Za-z])|\\\\")
REFERENCE = re.compile(r"\\(eqref|ref)\s*\{([^{}]*)\}")
SHOWN = re.compile(r"(?:[^\\{}$]|\$[^$]*\$)*")
"""A tag that can be shown: signs, and formulas between dollars."""


@dataclass(frozen=True)
class Row:
    """``text[start:end]`` is a row of a display, beside which LaTeX prints ``number``, ``""`` if nothing; ``labels`` stand in it."""
    start: int
    end: int
    number: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbering:
    r"""The rows of all displays in order, and what ``\ref`` prints for the labels in them."""
    rows: tuple[Row, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def beside(self, start: int, end: int) -> str:
        """The numbers of the rows that ``text[start:end]`` touches, ``"(1), (2)"`` if several; ``""`` if none."""
        return ", ".join(dict.fromkeys(row.number for row in self._touched(start, end) if row.number))

    def label_beside(self, label: str, start: int, end: int) -> str:
        r"""The label of a row that ``text[start:end]`` touches; ``label``, read in its chain, if that is no row's, as ``(a)``."""
        if label and not any(label in row.labels for row in self.rows):
            return label
        return next((name for row in self._touched(start, end) for name in row.labels), "")

    def _touched(self, start: int, end: int) -> Iterator[Row]:
        first = max(bisect_right(self.rows, start, key=lambda row: row.start) - 1, 0)
        for row in self.rows[first:]:
            if row.start >= max(end, start + 1):
                break
            if row.end > start:
                yield row

    def resolved(self, words: str) -> str:
        r"""``words`` with ``\eqref{…}`` and ``\ref{…}`` as they are printed; those of other labels stay.

        >>> Numbering((), {"eq:loss": "2.1"}).resolved(r"see \eqref{eq:loss} and \ref{fig:net}")
        'see (2.1) and \\ref{fig:net}'
        """
        def printed(found: re.Match) -> str:
            number = self.labels.get(found[2].strip())
            return found[0] if number is None else f"({number})" if found[1] == "eqref" else number

        return REFERENCE.sub(printed, words) if self.labels else words


def numbering(text: str) -> Numbering:
    """The numbers of a LaTeX document; an empty numbering where they cannot be known."""
    try:
        return _Scan(text).run()
    except Unknown:
        return Numbering()


@dataclass
class _Display:
    """A display that is being read: where it is within, and its present row."""
    name: str
    start: int
    depth: int = 0
    tag: str | None = None
    starred: bool = False
    silent: bool = False
    labels: list[str] = field(default_factory=list)


class _Scan:
    """One pass over a document, from mark to mark of its source; ``at.position`` is behind the one that is handled."""

    def __init__(self, text: str):
        marks, partner = src.marks_of_document(text, True)
        self.text, self.at = text, Cursor(text, marks, partner)
        self.counters: Counters | None = None
        self.ams = False
        self.options: set[str] = set()
        self.display: _Display | None = None
        self.rows: list[Row] = []
        self.labels: dict[str, str] = {}
        self.seen: set[str] = set()
        self.conditionals: list[int] = []
        self.marks = 0

    def run(self) -> Numbering:
        if r"\documentclass" not in self.text or r"\begin{document}" not in self.text:
            raise Unknown("not a whole document")
        while (mark := self.at.mark_ahead()) is not None:
            self.at.pass_mark()
            if mark.kind in (src.BEGIN, src.END):
                if self.edge(mark) is STOP:
                    break
            elif mark.kind == src.COMMAND:
                self.command(mark.text[1:])
            elif mark.kind == src.VERBATIM:
                self.verbatim(mark)
            elif self.display is not None:
                self.within(mark)
            elif mark.kind == src.ESCAPE and mark.text == r"\[":
                self.display = _Display(r"\[", mark.end)
        if self.display is not None or self.conditionals:
            raise Unknown("something is never closed")
        plain = Numbering((), {k: v for k, v in self.labels.items() if SHOWN.fullmatch(v)})
        rows = [Row(row.start, row.end, _shown(plain.resolved(row.number)), row.labels) for row in self.rows]
        labels = {k: _shown(plain.resolved(v)) for k, v in self.labels.items()}
        return Numbering(tuple(rows), {k: v for k, v in labels.items() if v})

    # -- environments
    def edge(self, mark: Mark):
        name, opens = mark.text.strip(), mark.kind == src.BEGIN
        if name == "document":
            return None if opens else STOP
        if self.display is not None:
            return self.nested(name, opens, mark.start)
        if name == "subequations":
            self.marks += 1
            return self.subequations(opens)
        if name in DISPLAYS:
            if not opens:
                raise Unknown(f"{name} ends and never began")
            self.marks += 1
            self.display = _Display(name, mark.end)
        elif FOREIGN.search(name):
            raise Unknown(f"the environment {name} may count equations")
        elif name in COMMANDS:
            self.counts().unsure = True
        return None

    def verbatim(self, mark: Mark) -> None:
        name = mark.text.removeprefix("begin{").removesuffix("}")
        if name in LINKS and "%" in self.text[mark.start:mark.end]:
            raise Unknown("a percent sign that begins no comment, unless in an argument")
        if name in NEVER or name != mark.text and not self.text.endswith(rf"\end{{{name}}}", mark.start, mark.end):
            raise Unknown(f"{mark.text}, or it has no end")

    def nested(self, name: str, opens: bool, start: int) -> None:
        display = self.display
        if not opens and name == display.name and display.depth == 0:
            self.close(start)
        elif name in DISPLAYS or name == "subequations" or FOREIGN.search(name):
            raise Unknown(f"{name} within {display.name}")
        else:
            self.deeper(1 if opens else -1)

    def deeper(self, by: int) -> None:
        self.display.depth += by
        if self.display.depth < 0:
            raise Unknown("a bracket or an environment is closed that is not open")

    def subequations(self, opens: bool) -> None:
        if not opens:
            return self.counts().leave()
        self.counts().enter()
        self.at.skip_blank()
        mark = self.at.mark()
        if mark is not None and mark.text == r"\label":
            self.at.pass_mark()
            self.label(self.argument(), self.counts().parent)

    # -- commands
    def command(self, word: str) -> None:
        if word in ("begin", "end"):
            raise Unknown("the name of an environment that cannot be read")
        if word in NEVER or word.removeprefix("end") in NUMBERED:
            raise Unknown(f"\\{word}")
        if word in LINKS and "%" in LINE.match(self.text, self.at.position)[0]:
            raise Unknown("a percent sign that begins no comment")
        starred = word in COMMANDS and self.star()
        if word in DEFINING or word in NAMING:
            self.definition(word)
        elif word in COMMANDS:
            if self.display is not None and word not in OF_A_ROW:
                raise Unknown(f"\\{word} within a display")
            COMMANDS[word](self, word, starred)
        elif self.display is not None and word in ROW_ENDS and self.display.depth == 0:
            raise Unknown(f"a row ended by \\{word}")
        elif word.startswith("if") and word != "iff" or word in ("fi", "newif"):
            self.conditional(word)

    def star(self) -> bool:
        """Passes a star that comes next."""
        found = self.text.startswith("*", self.at.position)
        self.at.position += found
        return found

    def within(self, mark: Mark) -> None:
        """Signs and braces of a display: the ends of its rows, and its own end."""
        display = self.display
        if mark.kind in (src.OPEN, src.CLOSE):
            self.deeper(1 if mark.kind == src.OPEN else -1)
        elif mark.text == r"\]" and display.name == r"\[":
            self.close(mark.start)
        elif mark.text == r"\\" and display.depth == 0 and display.name.rstrip("*") in EACH_ROW | {"xxalignat"}:
            self.next_row(mark.start)

    def next_row(self, end: int) -> None:
        self.end_row(end)
        self.display = _Display(self.display.name, self.at.position)

    def between_rows(self, word: str, starred: bool) -> None:
        r"""``\intertext`` ends its row, unless it stands right behind the end of one."""
        row = self.display
        if row is not None and row.depth == 0:
            start = self.at.position - len(word) - 1 - starred
            before = Cursor(self.text, self.at.marks, self.at.partner, row.start, start)
            if self.text.startswith("*", row.start):
                before.position += 1
            before.option(lines=True)
            before.skip_blank()
            if before.position < start:
                self.next_row(start)

    def close(self, end: int) -> None:
        self.end_row(end)
        self.display = None

    def end_row(self, end: int) -> None:
        row = self.display
        if (row.tag is not None or row.silent and row.name == "equation") and not self.ams \
                or row.tag is not None and row.name.startswith("eqnarray"):
            raise Unknown("what only amsmath knows")
        if row.tag is not None:
            bare, printed = row.tag, row.tag if row.starred else f"({row.tag})"
        elif row.name in NUMBERED and not row.silent:
            bare = self.counts().step()
            printed = f"({bare})"
        else:
            bare = printed = ""
        self.rows.append(Row(row.start, end, printed, tuple(name.strip() for name in row.labels)))
        for label in row.labels:
            self.label(label, bare or None)

    def label(self, name: str, number: str | None) -> None:
        """A label twice, or of nothing with a number, is printed as nobody can tell."""
        name = name.strip()
        if name in self.seen or not number:
            self.labels.pop(name, None)
        else:
            self.labels[name] = number
        self.seen.add(name)

    def label_here(self, word: str, starred: bool) -> None:
        name = self.argument()
        if self.display is not None:
            self.display.labels.append(name)
        else:
            self.label(name, None)

    def tag(self, word: str, starred: bool) -> None:
        if self.display is None or self.display.tag is not None:
            raise Unknown("a tag outside of a display, or two")
        self.display.tag, self.display.starred = " ".join(self.argument().split()), starred
        self.marks += 1

    def silence(self, word: str, starred: bool) -> None:
        if self.display is None:
            raise Unknown(f"\\{word} outside of a display")
        self.display.silent = True
        self.marks += 1

    def sectioning(self, word: str, starred: bool) -> None:
        r"""``\section{…}``; not the name alone, as in ``\titleformat{\section}``."""
        kept = self.at.keep()
        self.at.skip_blank()
        follows = self.text[self.at.position:self.at.position + 1]
        self.at.back(kept)
        self.marks += 1
        if follows not in ("{", "[", "}"):
            self.counts().unsure = True
        elif not starred and follows != "}":
            self.counts().section(word)

    def appendix(self, word: str, starred: bool) -> None:
        self.marks += 1
        self.counts().appendix()

    def unsure_sections(self, word: str, starred: bool) -> None:
        self.counts().unsure = True

    def within_counter(self, word: str, starred: bool) -> None:
        inner, outer = self.argument(), self.argument()
        self.marks += 1
        if inner == "equation" and not starred:
            self.counts().within(outer)
        elif inner == "equation":
            raise Unknown(f"\\{word}*")
        elif re.fullmatch(LEVELS, inner):
            self.counts().unsure = True

    def counter(self, word: str, starred: bool) -> None:
        name = self.argument().strip()
        stepped = word in ("stepcounter", "refstepcounter")
        amount = "1" if stepped else self.argument().strip()
        self.marks += 1
        if stepped and re.fullmatch(LEVELS, name):
            self.counts().section(name)
        else:
            self.counts().change(name, amount, add=word != "setcounter")

    def reading_class(self, word: str, starred: bool) -> None:
        self.options = _words(self.option())
        name = self.argument().strip()
        self.marks += 1
        if self.counters is not None or name not in ARTICLES | BOOKS:
            raise Unknown(f"the class {name}")
        self.counters, self.ams = Counters(name in BOOKS), name in AMS_CLASSES
        self.counters.unsure = name in OWN_SECTIONS

    def package(self, word: str, starred: bool) -> None:
        options = self.option()
        names = _words(self.argument())
        if "show" in options:
            raise Unknown("numbers that depend on references")
        spoken = {x.removeprefix("main=") for x in _words(options)} or self.options & LANGUAGES
        if "babel" in names and not (spoken and spoken <= LANGUAGES):
            raise Unknown("a language that may have letters and digits of its own")
        if not names <= PACKAGES:
            raise Unknown(f"the packages {sorted(names - PACKAGES)}")
        self.option()
        self.ams = self.ams or bool(names & AMS_PACKAGES)

    def tools(self, word: str, starred: bool) -> None:
        if "show" in self.argument():
            raise Unknown("numbers that depend on references")

    def inclusion(self, word: str, starred: bool) -> None:
        raise Unknown("a file that is not read")

    # -- definitions and conditionals
    def definition(self, word: str) -> None:
        """Skips what is defined; it must be no piece of a numbered equation, nor a command that is followed here."""
        start = self.at.position
        self.star()
        parts = self.at.parts(DEFINING.get(word) or NAMING[word])
        if parts is None:
            raise Unknown("an argument that cannot be read")
        if word in NAMING:
            return
        name = (parts[0] if isinstance(parts[0], str) else self.at.typed(parts[0])).strip("\\ {}\n")
        if THE_SECTION.fullmatch(name):
            self.counts().unsure = True
        if word != "newcounter" and (name in COMMANDS or name in ROW_ENDS | FIXED | DISPLAYS or not name):
            raise Unknown(f"{name} is redefined")
        whole = self.text[start:self.at.position]
        if word not in ("newtheorem", "newcounter"):
            self.harmless(whole)
        elif "equation" in whole:
            raise Unknown(f"what counts with the equations: {name}")

    def harmless(self, body: str) -> None:
        """No piece of a counted equation stands there, nor the end of a row; whole matrices may."""
        if RULING.search(body):
            raise Unknown("a definition that says something about numbers")
        if SECTIONING.search(body):
            self.counts().unsure = True
        before = None
        while body != before:
            if any(m[1] in NUMBERED or m[1] == "subequations" for m in WHOLE.finditer(body)):
                raise Unknown("a definition that holds an equation")
            before, body = body, WHOLE.sub(" ", body)
        if PIECE.search(body):
            raise Unknown("a definition that may hold a piece of an equation")

    def conditional(self, word: str) -> None:
        if word == "newif":
            self.at.one()
        elif word != "fi":
            self.conditionals.append(self.marks)
        elif not self.conditionals or self.conditionals.pop() != self.marks:
            raise Unknown("a conditional around what is counted")

    # -- arguments
    def argument(self) -> str:
        """What stands in the braces that come next."""
        inside = self.at.group()
        if inside is None:
            raise Unknown("an argument that cannot be read")
        return self.at.typed(inside)

    def option(self) -> str:
        inside = self.at.option(longest=len(self.text), lines=True)
        return "" if inside is None else self.at.typed(inside)

    def counts(self) -> Counters:
        if self.counters is None:
            raise Unknown("counted before the class is known")
        return self.counters


def _words(options: str) -> set[str]:
    """What commas part."""
    return {word.strip() for word in options.split(",")} - {""}


def _shown(number: str) -> str:
    r"""A number or a tag; ``""`` for a tag that holds commands, such as ``\qed``."""
    return number if SHOWN.fullmatch(number) else ""


STOP = object()
OF_A_ROW = frozenset({"label", "tag", "notag", "nonumber", "intertext", "shortintertext"})
COMMANDS = {
    "documentclass": _Scan.reading_class, "usepackage": _Scan.package, "RequirePackage": _Scan.package,
    "mathtoolsset": _Scan.tools, "label": _Scan.label_here, "tag": _Scan.tag, "notag": _Scan.silence,
    "nonumber": _Scan.silence, "intertext": _Scan.between_rows, "shortintertext": _Scan.between_rows, "chapter": _Scan.sectioning, "section": _Scan.sectioning, "subsection": _Scan.sectioning,
    "subsubsection": _Scan.sectioning, "appendix": _Scan.appendix, "frontmatter": _Scan.unsure_sections,
    "mainmatter": _Scan.unsure_sections, "addsec": _Scan.unsure_sections, "addchap": _Scan.unsure_sections,
    "specialsection": _Scan.unsure_sections, "backmatter": _Scan.unsure_sections, "numberwithin": _Scan.within_counter,
    "counterwithin": _Scan.within_counter, "setcounter": _Scan.counter, "addtocounter": _Scan.counter,
    "stepcounter": _Scan.counter, "refstepcounter": _Scan.counter, "input": _Scan.inclusion, "include": _Scan.inclusion,
    "subfile": _Scan.inclusion,
}
