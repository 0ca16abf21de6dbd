r"""How a text numbers and heads its parts: problems, their parts, sections, as a tree.

Marks are found in what is printed, outside of formulas: ``\section``, ``\paragraph``,
``## 2``; ``\begin{exercise}`` and whatever ``\newtheorem`` calls a problem; the items of
``enumerate``; at the beginning of a line ``Problem 1.``, ``**2.**``, ``Q3.``, ``(b)``.
Marks of one form are on one level, another form begins a deeper one, and a heading
ends all that stands under headings of its level.  A solution, a proof and a step
begin no part: they belong to what they stand behind.  What a list is followed by,
and what stands under ``Notation``, belongs to what the list or that heading stands in.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Iterator

from symbolic.reading.words.asserting import masked

PROBLEM, PART, SECTION, ANSWER, COMMON = "problem", "part", "section", "answer", "common"

TASK = r"problem|exercise|question|task|aufgabe|übung"
ENDING = r"[ \t]*(?:[.:,)\]}*_–—-]|\(|$)"
"""What people call a problem, and what stands behind its number."""
_TASK = rf"{TASK}|ex|prob"
_SHORT = r"[pq](?=[ \t]?\d)"
_STATED = r"theorem|lemma|proposition|corollary|definition|example|claim|fact|case"
_ANSWERING = r"(?:solutions?|answers?|proofs?|sol)(?:[ \t]+(?:to|of|for))?"
_NUMBER = r"(?P<number>\d+(?:\.\d+)*|[ivx]+(?![a-z]))"
NAMED = re.compile(
    rf"(?:(?P<answer>{_ANSWERING})[ \t~]+)?(?:(?:the[ \t]+)?(?:(?P<task>(?:{_TASK})\b|{_SHORT})|(?P<stated>{_STATED})\b)\.?[ \t~]*)?(?:\#[ \t]?)?{_NUMBER}?"
    r"(?P<behind>[ \t]*(?:[.(:][ \t]*)?(?P<letter>(?<=\()[a-z](?=\))|(?<=\d)[a-z]\b)?)", re.I)
LETTERED = re.compile(r"(?:part[ \t]+)?(?P<open>\(?)(?P<letter>[a-z]|[ivx]+)(?P<close>[).:]|\.?\Z)", re.I)
"""What a heading says of its place among others: ``Problem 2``, ``Solution to 3``, ``2.1``, ``Part (b)``."""
GOES_ON = re.compile(r"\W*(?:steps?|solutions?|sol\b|answers?|proofs?|derivation|conclusion|results?|hints?|final|verification|check|explanation|remarks?)\b", re.I)
_SHARED = r"notations?|conventions?|preliminar\w+|set-?ups?|settings?|definitions|background|assumptions?"
SHARED = re.compile(rf"\W*+(?:[\d.]++\W*+)?(?:general |problem |common )?(?:{_SHARED})(?:\W+(?:and\W+)?(?:{_SHARED}))*\W*\Z", re.I)

HEADING = re.compile(
    r"\\(?P<command>part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?(?:\[[^\]]*\])?\{(?P<title>(?:[^{}]|\{[^{}]*\})*)\}"
    r"|^ {0,3}(?P<hashes>\#{1,6})[ \t]+(?P<words>[^\n]*)", re.M)
DEPTHS = {name: k for k, name in enumerate(("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph"))}
ENVIRONMENT = re.compile(r"\\(?P<way>begin|end)\{(?P<name>[A-Za-z@]+)\*?\}(?P<label>(?:[ \t]*\[[^\]\n]*\]|[ \t]*\{[^{}\n]*\})?)|\\(?:item|question|(?:sub)*part)(?![A-Za-z{*])[ \t]*(?P<option>\[[^\]\n]*\])?")
LISTS = frozenset({"enumerate", "itemize", "description", "compactenum", "parts", "subparts", "questions", "tasks"})
TASKS = re.compile(rf"(?:{_TASK}|homework|hw)s?\Z", re.I)
STATEMENTS = re.compile(rf"(?:{_STATED}|thm|lem|prop|cor|defn?|ex|remark|rem)\Z", re.I)
NEWTHEOREM = re.compile(r"\\newtheorem\*?\{(?P<name>[A-Za-z]+)\*?\}(?:\[\w+\])?\{(?P<title>[^{}]*)\}")
_LEAD = r"^[ \t>]*+(?P<markup>(?:[*_]++|\\noindent\b|\\textbf\{|\\textit\{|\\underline\{|\\textsc\{|\\bf\b|\{|[ \t]++)*+)"
_END = rf"(?=[ \t]*(?:\([a-z]\)|[a-z]\b)?{ENDING})"
RUN_IN = re.compile(
    rf"{_LEAD}(?:(?P<named>(?:{_ANSWERING}[ \t~]+)?(?:(?:{_TASK}|case)\b\.?|{_SHORT})[ \t~]*\#?\d+(?:\.\d+)*{_END}|{_ANSWERING}[ \t~]+\d+{_END})"
    r"|(?P<open>\(?)(?P<bare>\d{1,2}(?:\.\d+)*|[a-z]|[ivx]{2,4})(?P<close>[.)])(?=[\s*_}]|$))", re.I | re.M)


@dataclass(eq=False)
class Node:
    """A part of a text: where it begins, on what level (``form``), what its heading says, and what it holds.

    ``own`` are the spans of the text that belong to it and to none of its ``children``; of those behind
    its first child each is a child without a heading.  ``number`` is "" where the heading has none; ``end`` is that of its heading.
    """
    start: int
    form: tuple
    kind: str
    title: str = ""
    number: str = ""
    end: int = 0
    parent: "Node | None" = None
    own: list[tuple[int, int]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def answers(self) -> bool:
        """Does it stand under a heading such as ``Solutions``?"""
        return any(node.kind == ANSWER and node.form[0] == "heading" for node in self.path)

    @property
    def path(self) -> tuple["Node", ...]:
        """The parts that it stands in, from the whole text on, and itself."""
        return (*(self.parent.path if self.parent is not None else ()), self)

    @property
    def name(self) -> str:
        """What people call it: ``Problem 2 (a)``."""
        return " ".join(filter(None, (node.title for node in self.path if node.kind not in (ANSWER, COMMON))))

    def leaves(self) -> Iterator["Node"]:
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def spans(self) -> list[tuple[int, int]]:
        """All that belongs to it and to what it holds."""
        return sorted([*self.own, *(span for child in self.children for span in child.spans())])


@dataclass(frozen=True)
class Mark:
    """A place where a part begins, or a list begins or ends (``kind`` is then "begin" or "end")."""
    start: int
    form: tuple
    kind: str
    title: str = ""
    number: str = ""
    end: int = 0


def outline(printed: str, source: str = "") -> Node:
    """The tree of the parts of a text; ``source`` is the text with its preamble, which may name environments.

    >>> [child.title for child in outline("**Problem 1.** Let\\n\\n**Problem 2.** Let").children]
    ['Problem 1', 'Problem 2']
    """
    growing = _Growing(len(printed))
    for mark in sorted(_marks(masked(printed), source or printed), key=lambda m: m.start):
        growing.take(mark)
    return growing.done()


# ---------------------------------------------------------------- marks

def _marks(plain: str, source: str) -> list[Mark]:
    named = {m["name"]: m["title"] for m in NEWTHEOREM.finditer(source)}
    headings = [m for m in HEADING.finditer(plain)]
    taken = [(m.start(), m.end()) for m in headings]
    items = [m for m in ENVIRONMENT.finditer(plain)]
    found = [mark for m in headings if (mark := _of_heading(m)) is not None]
    found += [mark for m in items if (mark := _of_environment(m, named)) is not None]
    for m in RUN_IN.finditer(plain):
        if not any(a <= m.start() < b for a, b in taken) and (mark := _of_line(m)) is not None:
            found.append(mark)
    return found


def _of_heading(m: re.Match) -> Mark | None:
    title = m["title"] if m["command"] else m["words"]
    level = DEPTHS[m["command"]] if m["command"] else len(m["hashes"])
    title = _bare(title)
    kind, number = _said(title)
    return Mark(m.start(), ("heading", level), kind, title, number, m.end())


def _said(title: str) -> tuple[str, str]:
    """What kind of part a heading begins, and its number."""
    part, named = LETTERED.match(title), NAMED.match(title)
    if part is not None and (part["open"] or part["close"]) and not re.match(r"[ivxa-z]+\.?\s+\w", title):
        return PART, part["letter"].lower()
    number = (named["number"] or "").lower() + (f"({named['letter'].lower()})" if named["letter"] else "")
    if named["answer"] and number or named["task"] or named["stated"]:
        return PROBLEM, number
    if SHARED.match(title):
        return COMMON, ""
    return (ANSWER, "") if GOES_ON.match(title) else (SECTION, number)


def _of_environment(m: re.Match, named: dict[str, str]) -> Mark | None:
    if m["way"] is None:
        return Mark(m.start(), ("item",), PART, _bare(m["option"] or ""), _bare(m["option"] or "").strip("().: "), m.end())
    name = m["name"]
    if name in LISTS:
        return Mark(m.start(), (name,), m["way"])
    title = named.get(name, name)
    if m["way"] == "end" or not (TASKS.match(title) or STATEMENTS.match(title) or TASKS.match(name)):
        return None
    number = _bare(m["label"].strip(" []{}"))
    return Mark(m.start(), ("environment",), PROBLEM, f"{title} {number}".strip(), number if re.fullmatch(r"[\d.]+", number) else "", m.end())


def _of_line(m: re.Match) -> Mark | None:
    bold = any(sign in m["markup"] for sign in ("*", "_", "\\"))
    start = m.start("markup")
    if m["named"]:
        title = _bare(m["named"])
        return Mark(start, ("named",), PROBLEM, title, _said(title)[1], m.end())
    form = (bold, m["open"], m["close"])
    bare = m["bare"].lower()
    if bare[0].isdigit():
        return Mark(start, ("number", *form), PROBLEM if bold else PART, bare, bare, m.end())
    if not m["open"] and m["close"] == "." and not bold:
        return None
    roman = len(bare) > 1
    return Mark(start, ("roman" if roman else "letter", *form), PART, f"({bare})", bare, m.end())


def _bare(title: str) -> str:
    """A heading without markup."""
    title = re.sub(r"\\(?:textbf|textit|emph|underline|textsc|bf|bfseries|large|Large)\b", " ", title)
    return " ".join(re.sub(r"[*_{}~\[\]]|\\[a-zA-Z]+", " ", title).split()).strip(" :")


# ---------------------------------------------------------------- the tree

class _Growing:
    """The tree so far: the parts that are open, and the lists within them."""

    def __init__(self, length: int):
        self.root = Node(0, (), COMMON)
        self.open, self.lists = [self.root], []
        self.position, self.length = 0, length

    def take(self, mark: Mark) -> None:
        match mark.kind, mark.form:
            case "begin", _:
                self.lists.append((mark.form[0], self.open[-1]))
            case "end", _:
                if self.lists:
                    _, within = self.lists.pop()
                    if within in self.open and within is not self.open[-1]:
                        self._close(mark.start, self.open.index(within) + 1)
                        self._begin(Mark(mark.start, ("tail",), ANSWER))
            case _, ("item",):
                if self.lists and (self.lists[-1][0] not in ("itemize", "description") or mark.number):
                    self._list_item(mark)
            case _, ("heading", _):
                self.lists = []
                self._heading(mark)
            case _:
                if not self.lists:
                    self._line(mark)

    def _list_item(self, mark: Mark) -> None:
        _, within = self.lists[-1]
        if within not in self.open:
            within = self.open[-1]
        keep = self.open.index(within) + 1
        number = mark.number or str(1 + sum(c.form == ("item",) for c in within.children))
        self._close(mark.start, keep)
        self._begin(replace(mark, number=number, title=mark.title or f"item {number}"))

    def _heading(self, mark: Mark) -> None:
        level = mark.form[1]
        keep = next((k for k, node in enumerate(self.open) if k and (node.form[0] != "heading" or node.form[1] >= level)), len(self.open))
        beside = self.open[keep] if keep < len(self.open) and self.open[keep].form == mark.form else None
        if mark.kind == ANSWER and (beside is None and keep == len(self.open) or beside is not None and beside.kind in (PROBLEM, ANSWER)):
            return
        self._close(mark.start, keep)
        self._begin(mark)

    def _line(self, mark: Mark) -> None:
        if mark.form == ("environment",):
            keep = next((k for k, node in enumerate(self.open) if k and node.form[0] != "heading"), len(self.open))
        else:
            form = mark.form
            if mark.form[0] == "letter" and mark.number in "ivx" and self._before(mark.form) != chr(ord(mark.number) - 1):
                form = ("roman", *mark.form[1:])
            mark = replace(mark, form=form)
            keep = next((k for k, node in enumerate(self.open) if node.form == form or k and node.form == ("tail",)), len(self.open))
        if keep < len(self.open) and mark.form == ("named",) and mark.number and self.open[keep].number == mark.number:
            return
        self._close(mark.start, keep)
        self._begin(mark)

    def _before(self, form: tuple) -> str:
        """The number of the part of this form that is open."""
        return next((node.number for node in self.open if node.form == form), "")

    def _close(self, position: int, keep: int) -> None:
        self._up_to(position)
        del self.open[keep:]

    def _begin(self, mark: Mark) -> None:
        if mark.kind == PROBLEM and len(self.open) > 1 and self.open[-1].kind == COMMON:
            self.open.pop()
        parent = self.open[-1]
        node = Node(mark.start, mark.form, mark.kind, mark.title, mark.number, mark.end, parent)
        parent.children.append(node)
        self.open.append(node)

    def _up_to(self, position: int) -> None:
        """What stands before the position belongs to the innermost part that is open."""
        if position > self.position:
            self.open[-1].own.append((self.position, position))
            self.position = position

    def done(self) -> Node:
        self._up_to(self.length + 1)
        return self.root
