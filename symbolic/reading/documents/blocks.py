r"""Where a document's mathematics stands: blocks between delimiters, and the prose.

LaTeX, Markdown and plain text differ in comments (%), code and preamble; the
delimiters are one table.  A block that is never closed ends with its paragraph
and carries an error, so the next one is still found.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from symbolic.errors import ReadError
from symbolic.reading.grammar import tables as t
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


_ENVIRONMENTS = "|".join(re.escape(x) for x in sorted(t.ROWS - {"math", "center", "subequations"}, key=len, reverse=True))
_MATHEMATICS = rf"""
   (?P<escaped>\\[\\$%`])
  |(?P<display>\$\$)|(?P<inline>\$)
  |(?P<bracket>\\\[)|(?P<paren>\\\()
  |(?P<environment>\\begin\{{(?P<name>{_ENVIRONMENTS})\}})
"""
_SKIPPED = {
    LATEX: r"|(?P<comment>%[^\n]*)|(?P<verbatim>\\begin\{(?P<kind>comment|verbatim|lstlisting|minted)\})"
           r"|(?P<verb>\\verb\*?([^A-Za-z\s])[^\n]*?\2)",
    MARKDOWN: r"|(?P<fence>^[ \t]*(?:```|~~~)[^\n]*$)|(?P<code>(?<!\$)`[^`\n]*`(?!\$))|(?P<remark><!--)",
    PLAIN: "",
}
MARKERS = {
    LATEX: re.compile(_MATHEMATICS + _SKIPPED[LATEX].replace(r"\2", r"(?P=mark)").replace("([^A-Za-z", "(?P<mark>[^A-Za-z"), re.X | re.M),
    MARKDOWN: re.compile(_MATHEMATICS + _SKIPPED[MARKDOWN].replace("[ \\t]", "[\\ \\t]"), re.X | re.M),
    PLAIN: re.compile(_MATHEMATICS, re.X | re.M),
}
CLOSINGS = {
    "display": re.compile(r"\\.|(?P<close>\$\$)|(?P<paragraph>\n[ \t]*\n)", re.S),
    "inline": re.compile(r"\\.|(?P<close>\$)|(?P<paragraph>\n[ \t]*\n)", re.S),
    "bracket": re.compile(r"(?P<close>\\\])|\\.|(?P<paragraph>\n[ \t]*\n)", re.S),
    "paren": re.compile(r"(?P<close>\\\))|\\.|(?P<paragraph>\n[ \t]*\n)", re.S),
}
CLOSERS = {"display": "$$", "inline": "$", "bracket": r"\]", "paren": r"\)"}
CONDITIONAL = re.compile(r"\\(?P<new>newif\s*\\if[A-Za-z]*)|\\(?P<open>if(?!f(?![A-Za-z]))[A-Za-z]*)|\\(?P<close>fi)(?![A-Za-z])")


def style_of(path: str) -> str:
    """How a document is read, by the suffix of its name."""
    dot = path.rfind(".")
    return STYLES.get(path[dot:].lower(), PLAIN) if dot >= 0 else PLAIN


@dataclass(frozen=True)
class Found:
    """The blocks of a document in order, what is neither mathematics nor prose, and notices."""
    blocks: list[Block]
    skipped: list[tuple[int, int]]
    notices: list[Notice]


def find_blocks(text: str, style: str) -> Found:
    """All mathematics of a document; comments, code and the preamble are skipped."""
    first, last, notices = _body(text, style)
    scanner = _Scanner(text, style, first, last)
    scanner.run()
    skipped = [(0, first), *scanner.skipped, (last, len(text))]
    return Found(_hide_conditionals(text, scanner.blocks), skipped, notices + scanner.notices)


def _body(text: str, style: str) -> tuple[int, int, list[Notice]]:
    """A LaTeX document lies between \\begin{document} and \\end{document}."""
    if style != LATEX:
        return 0, len(text), []
    first, last = text.find(r"\begin{document}"), text.find(r"\end{document}")
    notices = []
    if last >= 0 and ("$" in text[last:] or r"\[" in text[last:] or r"\begin" in text[last:]):
        notices.append(Notice(last, len(text), r"nothing behind \end{document} is read", "N105"))
    return max(first, 0), last if last >= 0 else len(text), notices


class _Scanner:
    def __init__(self, text: str, style: str, first: int, last: int):
        self.text, self.style = text, style
        self.position, self.last = first, last
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.skipped: list[tuple[int, int]] = []
        self.missing: set[str] = set()

    def run(self) -> None:
        search = MARKERS[self.style].search
        while self.position < self.last:
            found = search(self.text, self.position, self.last)
            if found is None:
                return
            self.position = found.end()
            kind = found.lastgroup if found.lastgroup in HANDLERS else _group(found)
            HANDLERS[kind](self, found, kind)

    def add(self, start: int, end: int, outer_start: int, outer_end: int, display: bool, error=None) -> None:
        if self.text[start:end].strip():
            self.blocks.append(Block(start, end, outer_start, outer_end, display, error))

    def skip(self, found, kind) -> None:
        if kind != "escaped":
            self.skipped.append((found.start(), self.position))

    def delimited(self, found, kind: str) -> None:
        start = found.end()
        close = next((m for m in CLOSINGS[kind].finditer(self.text, start, self.last) if m.lastgroup), None)
        display = kind in ("display", "bracket")
        if close is not None and close.lastgroup == "close" and not (
                kind == "inline" and self.style == MARKDOWN and _is_money(self.text[start:close.start()])):
            self.position = close.end()
            first, last = self.unquoted(start, close.start())
            self.add(first, last, found.start(), close.end(), display)
            return
        stop = close.start() if close is not None else self.last
        if kind == "inline":
            self.notices.append(Notice(found.start(), start, "a dollar sign that opens no mathematics", "N102"))
            return
        self.position = stop
        error = ReadError("this block of mathematics is never closed", found.start(), start,
                          expected=CLOSERS[kind], code="E112",
                          hint="it was taken to end with its paragraph")
        self.add(start, stop, found.start(), stop, display, error)

    def unquoted(self, start: int, end: int) -> tuple[int, int]:
        """Markdown's $`x`$ without the quotes."""
        if self.style == MARKDOWN and end - start > 2 and self.text[start] == self.text[end - 1] == "`":
            return start + 1, end - 1
        return start, end

    def environment(self, found, kind) -> None:
        closing = rf"\end{{{found['name']}}}"
        end = -1 if closing in self.missing else self.text.find(closing, found.end(), self.last)
        if end >= 0:
            self.position = end + len(closing)
            self.add(found.start(), self.position, found.start(), self.position, True)
            return
        self.missing.add(closing)
        blank = self.text.find("\n\n", found.end(), self.last)
        stop = blank if blank >= 0 else self.last
        self.position = stop
        error = ReadError(f"\\begin{{{found['name']}}} has no \\end", found.start(), found.end(),
                          expected=closing, code="E112")
        self.add(found.start(), stop, found.start(), stop, True, error)

    def until(self, closing: str, found) -> int:
        end = self.text.find(closing, found.end(), self.last)
        return self.last if end < 0 else end

    def verbatim(self, found, kind) -> None:
        closing = rf"\end{{{found['kind']}}}"
        self.position = min(self.until(closing, found) + len(closing), self.last)
        self.skip(found, kind)

    def remark(self, found, kind) -> None:
        self.position = min(self.until("-->", found) + 3, self.last)
        self.skip(found, kind)

    def fence(self, found, kind) -> None:
        opening = found.group().strip()
        mark = opening[:3]
        close = re.compile(rf"^[ \t]*{re.escape(mark)}", re.M).search(self.text, found.end(), self.last)
        end = close.start() if close else self.last
        self.position = close.end() if close else self.last
        if opening[3:].strip().lower() == "math":
            self.add(found.end(), end, found.start(), self.position, True)
        else:
            self.skip(found, kind)


HANDLERS = {
    "escaped": _Scanner.skip, "comment": _Scanner.skip, "verb": _Scanner.skip, "code": _Scanner.skip,
    "display": _Scanner.delimited, "inline": _Scanner.delimited, "bracket": _Scanner.delimited,
    "paren": _Scanner.delimited, "environment": _Scanner.environment, "verbatim": _Scanner.verbatim,
    "remark": _Scanner.remark, "fence": _Scanner.fence,
}


def _is_money(between: str) -> bool:
    """Prose between two dollar signs: it ends in a space but does not begin with one, or prices a word."""
    if between[-1:].isspace() and not between[:1].isspace() and re.search(r"[A-Za-z]{2}", between):
        return "\\" not in between and not re.search(r"[=_^]", between)
    return re.match(r"[0-9][0-9.,]*\s+[a-z]{2,}", between) is not None


def _group(found: re.Match) -> str:
    return next(kind for kind, value in found.groupdict().items() if value is not None and kind in HANDLERS)


def _hide_conditionals(text: str, blocks: list[Block]) -> list[Block]:
    r"""Blocks between ``\if…`` and ``\fi`` may not be printed: none of them is read."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in CONDITIONAL.finditer(text):
        if found["open"]:
            opened.append(found.start())
        elif found["close"] and opened:
            start = opened.pop()
            if not opened:
                spans.append((start, found.end()))
    if opened:
        spans.append((opened[0], len(text)))
    return [_hidden(text, b, spans) for b in blocks] if spans else blocks


def _hidden(text: str, block: Block, spans) -> Block:
    span = next((x for x in spans if x[0] < block.outer_start and block.outer_end <= x[1]), None)
    if span is None:
        return block
    error = ReadError("this stands inside a TeX conditional, which may hide it", block.outer_start,
                      block.outer_end, code="E102", hint=r"remove \if… and \fi")
    return Block(block.start, block.end, block.outer_start, block.outer_end, block.display, error)


DELIMITERS = ("$", r"\begin{document}", r"\[", r"\(", r"\begin{align", r"\begin{equation")
WORDS = re.compile(r"\\(?:text(?:rm|bf|it|normal)?|mbox|intertext|shortintertext|tag\*?)\s*\{")


def in_words(text: str) -> list[tuple[int, int]]:
    r"""Where ``\text{…}`` begins and ends: formulas between dollars there are parts of the formula around the words."""
    found: list[tuple[int, int]] = []
    for match in WORDS.finditer(text):
        depth, end = 1, match.end()
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 2 if text[end] == "\\" else 1
        found.append((match.start(), end))
    return found


def without_words(text: str) -> str:
    r"""The text without what stands in ``\text{…}``."""
    for start, end in reversed(in_words(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def has_delimiters(text: str) -> bool:
    """Does mathematics stand between delimiters here, and is not all of it one bare formula?"""
    outside = without_words(text)
    return any(mark in (outside if outside.strip() else text) for mark in DELIMITERS)
