r"""LaTeX source as TeX's tokens, each with its exact place.

What begins at a place is said by pylatexenc (``LatexWalker.get_token``): a
control word or control symbol, a comment, a brace, a dollar sign.  These are the
*marks* of a text; all that stands between two marks is plain characters, which
the library would give one by one, and which mean something in mathematics or in
prose only.  What spans several of its tokens is put together here:
``\begin{name}`` and ``\end{name}``, and the code that TeX reads without looking
(``\verb|$|``, ``\begin{verbatim}``, ``\url{a%b}``).

The library's parser of whole formulas is not used: it joins ``x^12`` into one
node.  Nor does it look for environments, since it copies the rest of the text
for each.  ``benchmarks/tokens.py`` takes the figures.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Iterable, NamedTuple, Sequence

from pylatexenc.latexwalker import LatexWalker, LatexWalkerEndOfStream
from pylatexenc.macrospec import LatexContextDb

from symbolic.errors import UsageError

COMMAND, ESCAPE, COMMENT, VERBATIM = "command", "escape", "comment", "verbatim"
OPEN, CLOSE, DOLLAR, BEGIN, END, STRAY = "{", "}", "$", "begin", "end", "stray"
"""``STRAY``: a backslash with nothing behind it."""

KINDS = {"brace_open": OPEN, "brace_close": CLOSE, "mathmode_inline": ESCAPE, "mathmode_display": ESCAPE}
SPECIAL = {True: re.compile(r"[\\%{}$]"), False: re.compile(r"[\\{}$]")}
"""The characters that begin anything but themselves; without comments, as Markdown has none."""
NO_SPECIALS = LatexContextDb()
"""Nothing that the library knows by name: ~, &, and -- are characters to us."""
SINGLE_DOLLARS = LatexWalker("", latex_context=NO_SPECIALS).make_parsing_state(in_math_mode=True, math_mode_delimiter="$")
"""The state in which ``$$`` is two dollar signs; whether they are one delimiter is for the document to say."""
BLANK = re.compile(r"\s*")
INDENTATION = re.compile(r"[ \t]*")
BRACED = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
LONGEST_OPTION = 80
MOST_PARAMETERS = 20
MOST_MARKS = 500_000

VERBATIM_ENVIRONMENTS = frozenset("""comment verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim lstlisting minted filecontents
    filecontents*""".split())
VERBATIM_COMMANDS = {"verb": "*", "Verb": "[*", "lstinline": "[", "mintinline": "[{"}
"""Commands with code between two equal signs or in braces, and what may stand before it: a star, an option, a group."""
ADDRESSES = frozenset({"url", "path", "nolinkurl", "href"})
"""Commands with an address in braces, where % begins no comment."""
BEHIND = {"*": "*", "[": "]", "{": "}"}
LONGEST_CODE = 2_000


class Mark(NamedTuple):
    r"""``text[start:end]`` of a source, what it is, and what it says: ``\alpha``, the name of an environment or of what holds code."""
    kind: str
    text: str
    start: int
    end: int


class TooMany(Exception):
    """A text has more marks than are read."""


def marks(text: str, start: int = 0, end: int | None = None, *, code: bool = True, most: int = MOST_MARKS) -> list[Mark]:
    """The marks of ``text[start:end]`` in order; raises TooMany.

    ``code``: whether comments and code are known, as in LaTeX; else % is a character, as in Markdown's prose.
    """
    end = len(text) if end is None else end
    walker = LatexWalker(text, latex_context=NO_SPECIALS)
    search, found = SPECIAL[code].search, []
    special = search(text, start, end)
    while special is not None:
        mark = _mark(walker, special.start())
        if mark.kind == CLOSE and len(found) > 1 and found[-1].kind == OPEN:
            mark = _environment(text, found, mark)
        if code and (mark.kind == BEGIN or mark.kind == COMMAND):
            mark = _verbatim(text, mark, end)
        found.append(mark)
        if len(found) > most:
            raise TooMany
        special = search(text, mark.end, end)
    return found


def _mark(walker: LatexWalker, start: int) -> Mark:
    """The mark at a place; only A to Z are letters of a control word."""
    try:
        token = walker.get_token(start, parsing_state=SINGLE_DOLLARS, environments=False)
    except LatexWalkerEndOfStream:
        return Mark(STRAY, "\\", start, start + 1)
    kind, said = token.tok, token.arg
    if kind == "macro":
        if not said.isascii():
            said = said[:max(next(k for k, c in enumerate(said) if not c.isascii()), 1)]
        return Mark(COMMAND if said.isalpha() and said.isascii() else ESCAPE, "\\" + said, start, start + 1 + len(said))
    if kind == "comment":
        return Mark(COMMENT, "", start, start + 1 + len(said))
    return Mark(DOLLAR if said == "$" else KINDS[kind], said, start, start + len(said))


def _environment(text: str, found: list[Mark], close: Mark) -> Mark:
    r"""``\begin``, ``{`` and ``}``, taken from what was found, as one mark; else ``}``."""
    command, opening = found[-2:]
    name = text[opening.end:close.start]
    if command.text not in (r"\begin", r"\end") or "\n" in name or text[command.end:opening.start].strip():
        return close
    del found[-2:]
    return Mark(BEGIN if command.text == r"\begin" else END, name, command.start, close.end)


def _verbatim(text: str, mark: Mark, end: int) -> Mark:
    """A mark that begins code, with all of it; any other mark as it is."""
    if mark.kind == BEGIN and mark.text in VERBATIM_ENVIRONMENTS:
        closing = rf"\end{{{mark.text}}}"
        place = text.find(closing, mark.end, end)
        return Mark(VERBATIM, f"begin{{{mark.text}}}", mark.start, end if place < 0 else place + len(closing))
    name = mark.text[1:]
    if mark.kind != COMMAND or name not in VERBATIM_COMMANDS and name not in ADDRESSES:
        return mark
    stop = _code_end(text, mark.end, end, VERBATIM_COMMANDS.get(name))
    return mark if stop is None else Mark(VERBATIM, name, mark.start, stop)


def _code_end(text: str, position: int, end: int, before: str | None) -> int | None:
    """Where the code in a line ends whose command stands before ``position``; None if there is none. An address has no ``before``."""
    position = BLANK.match(text, position, end).end()
    end = min(end, position + LONGEST_CODE)
    end = min((place for place in (text.find("\n", position, end), text.find("\r", position, end)) if place >= 0), default=end)
    for opening in before or "":
        if text.startswith(opening, position, end):
            position = text.find(BEHIND[opening], position, end) + 1
    sign = text[position] if 0 < position < end else "}"
    if sign == "{":
        found = BRACED.match(text, position, end)
        return found.end() if found else None
    if before is None or sign.isalnum() or sign.isspace() or sign in "\\}":
        return None
    stop = text.find(sign, position + 1, end)
    return stop + 1 if stop >= 0 else None


def pairs(found: Sequence[Mark]) -> list[int]:
    """For each brace the index of its partner, else -1."""
    partner, opened = [-1] * len(found), []
    for k, mark in enumerate(found):
        if mark.kind == OPEN:
            opened.append(k)
        elif mark.kind == CLOSE and opened:
            partner[k] = opened.pop()
            partner[partner[k]] = k
    return partner


def marks_of_document(text: str, code: bool) -> tuple[tuple[Mark, ...], tuple[int, ...]]:
    """The marks of a whole document and the partners of its braces, for all that go through it; raises UsageError.

    Of long texts a few are kept: what a process remembers stays small beside the memory that it may use.
    """
    return (_marks_of_formula if len(text) <= SHORT else _marks_of_long)(text, code)


def _marks(text: str, code: bool) -> tuple[tuple[Mark, ...], tuple[int, ...]]:
    try:
        found = marks(text, code=code)
    except TooMany:
        raise UsageError(f"more than {MOST_MARKS} commands and braces") from None
    return tuple(found), tuple(pairs(found))


SHORT = 1000
"""Characters of a text whose marks are kept with those of many."""
_marks_of_formula = lru_cache(maxsize=64)(_marks)
_marks_of_long = lru_cache(maxsize=4)(_marks)


class Inside(NamedTuple):
    """What stands between two brackets: ``text[start:end]`` and its marks, from index ``first`` to before ``last``."""
    first: int
    last: int
    start: int
    end: int


class Cursor:
    """A place in ``text`` before ``end``, ``k`` the index of the first mark from there on."""

    def __init__(self, text: str, found: Sequence[Mark], partner: Sequence[int], start: int = 0, end: int | None = None):
        self.text, self.marks, self.partner = text, found, partner
        self.position, self.end = start, len(text) if end is None else end
        self.k = bisect_left(found, start, key=lambda mark: mark.start)

    def mark(self) -> Mark | None:
        """The mark that stands right here."""
        if self.k < len(self.marks) and self.marks[self.k].start == self.position < self.end:
            return self.marks[self.k]
        return None

    def plain_end(self) -> int:
        """Where the plain characters from here on end."""
        return min(self.marks[self.k].start, self.end) if self.k < len(self.marks) else self.end

    def mark_ahead(self) -> Mark | None:
        """The next mark, wherever it stands."""
        return self.marks[self.k] if self.k < len(self.marks) and self.marks[self.k].start < self.end else None

    def pass_mark(self) -> None:
        self.position = self.marks[self.k].end
        self.k += 1

    def move(self, position: int) -> None:
        """Goes on to a later place, over all that stands before it."""
        self.position = position
        while self.k < len(self.marks) and self.marks[self.k].start < position:
            self.k += 1

    def keep(self) -> tuple[int, int]:
        return self.position, self.k

    def back(self, kept: tuple[int, int]) -> None:
        self.position, self.k = kept

    def skip_blank(self) -> None:
        """Over spaces and comments."""
        while True:
            self.position = BLANK.match(self.text, self.position, self.plain_end()).end()
            mark = self.mark()
            if mark is None or mark.kind != COMMENT:
                return
            self.pass_mark()

    def group(self) -> Inside | None:
        """The braces' content that comes next; None, and nothing passed, if there are none or one is missing."""
        kept = self.keep()
        self.skip_blank()
        mark = self.mark()
        close = self.partner[self.k] if mark is not None and mark.kind == OPEN else -1
        if close < 0 or self.marks[close].start >= self.end:
            self.back(kept)
            return None
        inside = Inside(self.k + 1, close, mark.end, self.marks[close].start)
        self.position, self.k = self.marks[close].end, close + 1
        return inside

    def option(self, longest: int = LONGEST_OPTION, lines: bool = False) -> Inside | None:
        """The content of square brackets that come next, of one short line unless ``lines``; braces in it hide a bracket."""
        kept = self.keep()
        self.skip_blank()
        start, first = self.position + 1, self.k
        limit = min(start + longest, self.end)
        if self.mark() is None and self.text.startswith("[", self.position, self.end):
            self.position = start
            while self.position < limit:
                close = self.text.find("]", self.position, min(self.plain_end(), limit))
                if close >= 0:
                    inside = Inside(first, self.k, start, close)
                    self.position = close + 1
                    if lines or "\n" not in self.text[start:close]:
                        return inside
                    break
                if self.k >= len(self.marks) or self.marks[self.k].kind == CLOSE:
                    break
                self.move(self.marks[max(self.partner[self.k], self.k)].end)
        self.back(kept)
        return None

    def parts(self, kinds: str) -> list[Inside | str | None] | None:
        r"""The arguments that come next; None if one is missing.

        ``n`` a command's name, bare or in braces; ``g`` a group; ``o`` an option, None if there is none;
        ``p`` the parameters before a group; ``e`` an equals sign, if there is one.
        """
        found = []
        for kind in kinds:
            part = PARTS[kind](self)
            if part is None and kind != "o":
                return None
            found.append(part)
        return found

    def name(self) -> str | None:
        inside = self.group()
        named = self.one() if inside is None else self.typed(inside).strip()
        return named if named and named[0] == "\\" else None

    def parameters(self) -> str | None:
        self.skip_blank()
        start = self.position
        for mark in self.marks[self.k:self.k + MOST_PARAMETERS]:
            if mark.kind == CLOSE or mark.start >= self.end:
                return None
            if mark.kind == OPEN:
                self.position = mark.start
                between = self.text[start:mark.start]
                return None if "\n\n" in between else between.strip()
            self.pass_mark()
        return None

    def equals(self) -> str:
        kept = self.keep()
        found = "=" if self.one() == "=" else ""
        if not found:
            self.back(kept)
        return found

    def one(self) -> str | None:
        """The next token that is no brace: a mark, or a character."""
        kept = self.keep()
        self.skip_blank()
        mark, start = self.mark(), self.position
        if start >= self.end or mark is not None and mark.kind not in (COMMAND, ESCAPE):
            self.back(kept)
            return None
        if mark is not None:
            self.pass_mark()
        else:
            self.position += 1
        return self.text[start:self.position]

    def typed(self, inside: Inside) -> str:
        """What stands inside, without comments; a line that one ends goes on in the next, as in TeX."""
        return "".join(self.atoms(inside))

    def atoms(self, inside: Inside) -> list[str]:
        """The marks inside and the plain characters between them, as they are typed, without comments."""
        out, position, text = [], inside.start, self.text
        for mark in self.marks[inside.first:inside.last]:
            if mark.start > position:
                out.append(text[position:mark.start])
            position = mark.end
            if mark.kind == COMMENT:
                position = min(behind_comment(text, mark.end), inside.end)
            else:
                out.append(text[mark.start:mark.end])
        return [*out, text[position:inside.end]] if position < inside.end else out


PARTS = {"n": Cursor.name, "g": Cursor.group, "o": Cursor.option, "p": Cursor.parameters, "e": Cursor.equals}


def behind_comment(text: str, end: int) -> int:
    """The offset behind the end of the line that a comment ends, and behind the spaces that the next begins with."""
    end += text.startswith("\r\n", end)
    end += end < len(text)
    return INDENTATION.match(text, end).end()


def atoms(text: str) -> list[str]:
    """The atoms of a whole text."""
    found = marks(text)
    return Cursor(text, found, ()).atoms(Inside(0, len(found), 0, len(text)))


def glued(pieces: Iterable[str]) -> str:
    r"""Tokens side by side as one text: a space after a control word keeps a letter out of its name.

    >>> glued([r"\sin", "h"]), glued([r"\{", "h"])
    ('\\sin h', '\\{h')
    """
    out: list[str] = []
    for piece in pieces:
        if out and piece[:1].isalpha() and out[-1][0] == "\\" and out[-1][1:].isalpha():
            out.append(" ")
        out.append(piece)
    return "".join(out)
