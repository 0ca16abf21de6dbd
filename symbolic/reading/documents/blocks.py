r"""Where a document's mathematics stands: blocks between delimiters, and the prose.

LaTeX, Markdown and plain text differ in comments (%), code and preamble; the
delimiters are the same marks of the source.  A block that is never closed ends with its paragraph
and carries an error, so the next one is still found.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Iterable, Iterator, Mapping, Sequence

from symbolic.errors import ReadError
from symbolic.reading.documents.conditionals import Conditionals, Span, Spans, conditionals
from symbolic.reading.documents.macros import Macros, definitions, meanings
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.source import Cursor, Mark
from symbolic.reading.grammar.syntax import Notice

LATEX, MARKDOWN, PLAIN = "latex", "markdown", "plain"
STYLES = {".tex": LATEX, ".latex": LATEX, ".ltx": LATEX, ".md": MARKDOWN, ".markdown": MARKDOWN,
          ".txt": MARKDOWN, ".text": MARKDOWN, ".ipynb": MARKDOWN}


@dataclass(frozen=True)
class Block:
    """``text[start:end]`` is mathematics; the delimiters reach from ``outer_start`` to ``outer_end``."""
    start: int
    end: int
    outer_start: int
    outer_end: int
    display: bool
    error: ReadError | None = None


ENVIRONMENTS = t.ROWS - {"math", "center", "subequations"}
ENDS = {r"\(": r"\)", r"\[": r"\]"}
PARAGRAPH = re.compile(r"\n[ \t]*\n")
MARKDOWN_CODE = re.compile(r"(?P<fence>^[ \t]*(?:```|~~~)[^\n]*$)|(?P<code>(?<!\$)`[^`\n]*`(?!\$))|(?P<remark><!--)", re.M)
"""What Markdown itself skips."""


def style_of(path: str) -> str:
    """How a document is read, by the suffix of its name."""
    dot = path.rfind(".")
    return STYLES.get(path[dot:].lower(), PLAIN) if dot >= 0 else PLAIN


@dataclass(frozen=True)
class Found:
    """The blocks of a document in order, what is neither mathematics nor prose, the commands it defines, and notices.

    ``printed``: the text with spaces for whatever of it is not printed, or is code, at the same offsets.
    """
    blocks: list[Block]
    skipped: list[Span]
    macros: Macros
    notices: list[Notice]
    printed: str


@lru_cache(maxsize=4)
def find_blocks(text: str, style: str) -> Found:
    """All mathematics of a document; comments, code and the preamble are skipped.  Raises UsageError for one with too many commands."""
    marks, partner = src.marks_of_document(text, style == LATEX)
    defined = definitions(text, marks, partner)
    places = {one.start: one.end for one in defined}
    around = conditionals(Cursor(text, marks, partner), defined)
    first, last, notices = _body(text, style, marks, places, around)
    around = replace(around, doubtful=Spans([*around.doubtful, *_behind_ends(text, style, marks, places, around)]))
    scanner = _Scanner(text, style, first, last, marks, partner, places)
    scanner.run()
    unread = [(0, first), *scanner.skipped, (last, len(text))]
    code = Spans([] if style == LATEX else scanner.skipped)
    macros, said = meanings(text, [x for x in defined if x.start < last and not code.hold(x.start)], around)
    blocks = [_hidden(b) if around.doubtful.hold(b.outer_start, b.outer_end) else b for b in scanner.blocks]
    skipped = [*unread, *around.hidden, *places.items()]
    shown = [b for b in blocks if not around.hidden.hold(b.outer_start, b.outer_end)]
    return Found(blocks, skipped, macros, notices + said + scanner.notices, _printed(text, skipped, shown, style, marks))


def _body(text: str, style: str, marks: Sequence[Mark], places: Mapping[int, int], around: Conditionals) -> tuple[int, int, list[Notice]]:
    r"""A LaTeX document lies between \begin{document} and \end{document}, or the line of \endinput."""
    first, last, closing = 0, len(text), ""
    for mark in _outside(marks, places) if style == LATEX else ():
        if mark.kind == src.BEGIN and mark.text == "document":
            first = first or mark.start
        elif mark.kind == src.END and mark.text == "document":
            last, closing = mark.start, r"\end{document}"
            break
        elif mark.kind == src.COMMAND and mark.text == r"\endinput" and not around.doubtful.hold(mark.start):
            last, closing = _line_end(text, mark.end), r"\endinput"
            break
    more = any(mark.kind in (src.DOLLAR, src.BEGIN) or mark.text == r"\[" for mark in marks if mark.start > last)
    return first, last, [Notice(last, len(text), f"nothing behind {closing} is read", "N105")] if more else []


def _behind_ends(text: str, style: str, marks: Sequence[Mark], places: Mapping[int, int], around: Conditionals) -> list[Span]:
    r"""What stands behind an \endinput of which nobody can say whether it counts."""
    return [(mark.start, len(text)) for mark in (_outside(marks, places) if style == LATEX else ())
            if mark.text == r"\endinput" and around.doubtful.hold(mark.start) and not around.hidden.hold(mark.start)][:1]


def _outside(marks: Iterable[Mark], places: Mapping[int, int]) -> Iterator[Mark]:
    """The marks that stand in no definition."""
    behind = 0
    for mark in marks:
        if mark.start >= behind:
            behind = places.get(mark.start, 0)
            yield mark


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found


class _Scanner:
    """Goes from delimiter to delimiter; ``k`` is the index of the next mark."""

    def __init__(self, text: str, style: str, first: int, last: int, marks: Sequence[Mark], partner: Sequence[int],
                 places: Mapping[int, int]):
        self.text, self.style, self.places = text, style, places
        self.marks, self.partner = marks, partner
        self.position, self.last = first, last
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.skipped: list[Span] = []
        self.k = bisect_left(marks, first, key=lambda mark: mark.start)
        self.stop = bisect_left(marks, last, key=lambda mark: mark.start)
        self.ends: dict[str, list[int]] = {}
        for k in range(self.k, self.stop):
            if marks[k].kind == src.END:
                self.ends.setdefault(marks[k].text, []).append(k)
        self.paragraph = first - 1
        self.code: re.Match | None = None
        self.seek_code(first)

    def run(self) -> None:
        while self.k < self.stop:
            mark = self.marks[self.k]
            if self.code is not None and self.code.start() < mark.end:
                self.markdown(mark)
            elif mark.start in self.places:
                self.move(self.places[mark.start])
            elif mark.kind in (src.COMMENT, src.VERBATIM):
                self.skipped.append((mark.start, min(mark.end, self.last)))
                self.k += 1
            elif mark.kind == src.DOLLAR or mark.text in ENDS and mark.kind == src.ESCAPE:
                self.delimited(mark)
            elif mark.kind == src.BEGIN and mark.text in ENVIRONMENTS:
                self.environment(mark)
            else:
                self.k += 1
        while self.code is not None:
            self.markdown(None)

    def move(self, position: int) -> None:
        """Goes on at a later place."""
        self.k = bisect_left(self.marks, position, self.k, key=lambda mark: mark.start)
        if self.code is not None and self.code.start() < position:
            self.seek_code(position)

    def add(self, start: int, end: int, outer_start: int, outer_end: int, display: bool, error=None) -> None:
        if self.text[start:end].strip():
            self.blocks.append(Block(start, end, outer_start, outer_end, display, error))

    # -- mathematics between delimiters
    def delimited(self, mark: Mark) -> None:
        double = self.doubled(self.k)
        opening = "$$" if double else mark.text
        start = mark.end + double
        display = opening in ("$$", r"\[")
        close = self.closing(self.k + 1 + double, start, opening)
        if close is not None and not (opening == "$" and self.style == MARKDOWN and _is_money(self.text[start:self.marks[close].start])):
            end = self.marks[close].end + double
            self.add(*self.unquoted(start, self.marks[close].start), mark.start, end, display)
            self.move(end)
        elif opening == "$":
            self.notices.append(Notice(mark.start, start, "a dollar sign that opens no mathematics", "N102"))
            self.move(start)
        else:
            stop = self.paragraph_end(start) if close is None else self.marks[close].start
            error = ReadError("this block of mathematics is never closed", mark.start, start,
                              expected=ENDS.get(opening, opening), code="E112", hint="it was taken to end with its paragraph")
            self.add(start, stop, mark.start, stop, display, error)
            self.move(stop)

    def closing(self, k: int, start: int, opening: str) -> int | None:
        r"""The index of the mark that closes what ``opening`` opened before k, in its paragraph; dollars within ``\text{…}`` do not."""
        limit = self.paragraph_end(start)
        while k < self.stop and self.marks[k].start < limit:
            mark = self.marks[k]
            if mark.kind == src.DOLLAR and (opening == "$" or opening == "$$" and self.doubled(k)) \
                    or mark.kind == src.ESCAPE and mark.text == ENDS.get(opening):
                return k
            k = self.behind_words(k, limit)
        return None

    def doubled(self, k: int) -> bool:
        """Two dollar signs that touch."""
        return k + 1 < self.stop and self.marks[k].kind == self.marks[k + 1].kind == src.DOLLAR \
            and self.marks[k].end == self.marks[k + 1].start

    def behind_words(self, k: int, limit: int) -> int:
        r"""The index of the next mark, or the one behind the argument of ``\text``."""
        mark, close = self.marks[k], self.partner[k + 1] if k + 1 < self.stop else -1
        if mark.kind == src.COMMAND and mark.text[1:] in WORDS and k + 1 < close < self.stop and self.marks[close].start < limit \
                and not self.text[mark.end:self.marks[k + 1].start].strip():
            return close + 1
        return k + 1

    def paragraph_end(self, start: int) -> int:
        if self.paragraph < start:
            found = PARAGRAPH.search(self.text, start, self.last)
            self.paragraph = found.start() if found else self.last
        return self.paragraph

    def unquoted(self, start: int, end: int) -> Span:
        """Markdown's $`x`$ without the quotes."""
        if self.style == MARKDOWN and end - start > 2 and self.text[start] == self.text[end - 1] == "`":
            return start + 1, end - 1
        return start, end

    def environment(self, mark: Mark) -> None:
        ends = self.ends.get(mark.text, [])
        at = bisect_left(ends, self.k)
        if at < len(ends):
            end = self.marks[ends[at]].end
            self.add(mark.start, end, mark.start, end, True)
            self.move(end)
            return
        blank = self.text.find("\n\n", mark.end, self.last)
        stop = blank if blank >= 0 else self.last
        error = ReadError(f"\\begin{{{mark.text}}} has no \\end", mark.start, mark.end,
                          expected=rf"\end{{{mark.text}}}", code="E112")
        self.add(mark.start, stop, mark.start, stop, True, error)
        self.move(stop)

    # -- Markdown
    def seek_code(self, position: int) -> None:
        """The next thing that Markdown skips; a quote behind a backslash begins none."""
        self.code = MARKDOWN_CODE.search(self.text, position, self.last) if self.style == MARKDOWN else None

    def markdown(self, mark: Mark | None) -> None:
        """Skips code and remarks that begin before this mark, or goes behind a mark that holds their beginning."""
        found = self.code
        if mark is not None and mark.start < found.start():
            self.seek_code(mark.end)
            return
        start, end = found.start(), found.end()
        if found.lastgroup == "remark":
            close = self.text.find("-->", end, self.last)
            end = self.last if close < 0 else close + 3
        elif found.lastgroup == "fence":
            opening = found.group().strip()
            close = re.compile(rf"^[ \t]*{re.escape(opening[:3])}", re.M).search(self.text, end, self.last)
            inner, end = (close.start(), close.end()) if close else (self.last, self.last)
            if opening[3:].strip().lower() == "math":
                self.add(found.end(), inner, start, end, True)
                start = end
        if start < end:
            self.skipped.append((start, end))
        self.code = None
        self.move(end)
        self.seek_code(end)


def _is_money(between: str) -> bool:
    """Prose between two dollar signs: it ends in a space but does not begin with one, or prices a word."""
    if between[-1:].isspace() and not between[:1].isspace() and re.search(r"[A-Za-z]{2}", between):
        return "\\" not in between and not re.search(r"[=_^]", between)
    return re.match(r"[0-9][0-9.,]*\s+[a-z]{2,}", between) is not None


def _hidden(block: Block) -> Block:
    r"""A block between ``\if…`` and ``\fi``: it may not be printed, so it is not read."""
    error = ReadError("this stands inside a TeX conditional, which may hide it", block.outer_start,
                      block.outer_end, code="E102", hint=r"remove \if… and \fi")
    return replace(block, error=error)


# ---------------------------------------------------------------- what is printed

def _printed(text: str, skipped: Sequence[Span], blocks: Sequence[Block], style: str, marks: Sequence[Mark]) -> str:
    """The text without what is not printed.  Of a block only comments go: what else is wrong in it, its reader says."""
    found = [m for m in marks if m.kind == src.COMMENT] if style == LATEX else \
        [m for b in blocks if "%" in text[b.start:b.end] for m in src.marks(text, b.start, b.end)]
    shown = _without(text, found)
    hidden = blanked(shown, skipped)
    parts, position = [], 0
    for block in blocks:
        parts += [hidden[position:block.outer_start], shown[block.outer_start:block.outer_end]]
        position = block.outer_end
    return "".join([*parts, hidden[position:]])


def without_comments(text: str) -> str:
    """A formula's text with spaces for its comments."""
    return _without(text, src.marks_of_document(text, True)[0]) if "%" in text else text


def _without(text: str, marks: Iterable[Mark]) -> str:
    return blanked(text, [(m.start, _line_behind(text, m)) for m in marks if m.kind == src.COMMENT], "")


def _line_behind(text: str, comment: Mark) -> int:
    """The end of a comment, or the start of the line behind it if the comment is all of its line and no paragraph ends there."""
    before = text.rfind("\n", 0, comment.start) + 1
    behind = src.behind_comment(text, comment.end)
    alone = not text[before:comment.start].strip() and text[behind:behind + 1] not in ("", "\n", "\r")
    return comment.end + 1 if alone else comment.end


def blanked(text: str, spans: Iterable[Span], kept: str = "\n") -> str:
    """The text with spaces for these spans, but for the characters ``kept``, so that all offsets stay."""
    out, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            start = max(start, position)
            inside = text[start:end]
            out += [text[position:start], re.sub(r"[^\n]", " ", inside) if kept else " " * len(inside)]
            position = end
    return "".join([*out, text[position:]])


# ---------------------------------------------------------------- bare formulas

WORDS = frozenset("text textrm textbf textit textnormal mbox intertext shortintertext tag tag*".split())


def in_words(text: str) -> list[Span]:
    r"""Where ``\text{…}`` begins and ends: formulas between dollars there are parts of the formula around the words."""
    marks, partner = src.marks_of_document(text, False)
    at, found = Cursor(text, marks, partner), []
    while (mark := at.mark_ahead()) is not None:
        at.pass_mark()
        if mark.kind == src.COMMAND and mark.text[1:] in WORDS:
            if at.text.startswith("*", at.position):
                at.position += 1
            following = at.group()
            if following is not None:
                found.append((mark.start, at.position))
    return found


def without_words(text: str) -> str:
    r"""The text without what stands in ``\text{…}``."""
    return blanked(text, in_words(text), "")


def has_delimiters(text: str) -> bool:
    """Does mathematics stand between delimiters here, and is not all of it one bare formula?"""
    outside = without_words(text)
    return any(mark.kind == src.DOLLAR or mark.kind == src.ESCAPE and mark.text in ENDS
               or mark.kind == src.BEGIN and mark.text.startswith(("document", "align", "equation"))
               for mark in src.marks_of_document(outside if outside.strip() else text, False)[0])
