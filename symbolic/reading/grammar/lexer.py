r"""Mathematics as tokens.

Spaces, comments (% to the end of the line) and commands that print nothing
vanish here; arguments that are not mathematics (``\text{…}``, ``\label{…}``,
the name of an environment) are taken whole.  A character or command that
cannot be read becomes a ``bad`` token that carries its ReadError, so that the
rest of the formula is still read; one that changes the meaning of the text
around it (a TeX conditional, ``\def``, ``\catcode``) becomes a ``poison``
token, with which nothing of the formula is read.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Mapping, NamedTuple

from symbolic.errors import ReadError
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.characters import (
    SCRIPT_OF, SPACES, UNICODE, deceptive, name_of, script_run)

MOST_TOKENS = 20_000
MOST_DIGITS = 200
MOST_EXPANSIONS = 2_000
DEEPEST_EXPANSION = 20


class Token(NamedTuple):
    """``value`` is a normalised spelling, or the ReadError of a bad token."""
    kind: str
    value: object
    start: int
    end: int


@dataclass(frozen=True)
class Macro:
    r"""``\newcommand{\name}[arity]{body}``; ``default`` is its optional first argument."""
    name: str
    arity: int
    body: str
    default: str | None = None


PATTERN = re.compile(r"""
   (?P<space>[ \t\r\n~]+|%[^\n]*)
  |(?P<command>\\[A-Za-z]+)
  |(?P<escape>\\.)
  |(?P<number>[0-9]+(?:\.[0-9]+)?)
  |(?P<prose>(?<=[\s})\]])(?:is|are|be|and|has|have|with|where)(?=\s)(?:[ \t]+[A-Za-z][A-Za-z-]+(?![A-Za-z-]))*)
  |(?P<word>[A-Za-z]{5,})
  |(?P<letter>[A-Za-z])
  |(?P<mark>\.\.\.|::=|:=|=:|[-+*/()\[\]|^_'{}&,;.!?=<>:])
  |(?P<decimal>\.[0-9]+)
  |(?P<other>.)
""", re.X | re.S)

LENGTH = r"[ \t]*-?[0-9.]+[ \t]*(?:ex|em|pt|mm|cm|in|mu|baselineskip|\\[a-z]+)[ \t]*"
BREAK_ARGUMENT = re.compile(rf"\*?(?:[ \t]*\[{LENGTH}\])?")
DELIMITER = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)", re.S)
BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.S)
OPTION = re.compile(r"\s*\[[^\]\n]{0,80}\]")
STARRED = frozenset({"operatorname", "tag", "hspace"})
SPACED_TEXT = re.compile(r"(?:\\[ ,;:]|[\s~])+")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*\Z")
CALL = re.compile(r"\s*(?:\\left\s*|\\[bB]igg?l?\s*)?[(\[]")
ONE_ARGUMENT = frozenset({t.SUB, t.SUP, t.ACCENT, t.FONT, t.ROOT})
ESCAPES = {"\\,": "", "\\;": "", "\\:": "", "\\!": "", "\\>": "", "\\ ": "", "\\\n": "", "\\\t": "",
           "\\/": "", "\\-": ""}
LITERAL = {"\\%": "%", "\\#": "#", "\\&": "&", "\\$": "$", "\\_": "_"}


class _Full(Exception):
    """The formula has more tokens than are read."""


def tokenize(text: str, start: int = 0, end: int | None = None, *, shift: int = 0,
             macros: Mapping[str, Macro] | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; their offsets are those in ``text`` plus ``shift``."""
    end = len(text) if end is None else end
    lexer = _Lexer(text, shift, macros or {})
    try:
        lexer.run(start, end)
    except _Full:
        return [poison(f"the formula is too long (more than {MOST_TOKENS} symbols)",
                       start + shift, end + shift, "E109")]
    return lexer.out


def poison(message: str, start: int, end: int, code: str, hint: str = "") -> Token:
    return Token(t.POISON, ReadError(message, start, end, code=code, hint=hint), start, end)


class _Lexer:
    def __init__(self, text: str, shift: int, macros: Mapping[str, Macro]):
        self.text, self.shift, self.macros = text, shift, macros
        self.position = self.end = 0
        self.out: list[Token] = []
        self.fixed: tuple[int, int] | None = None
        self.arguments, self.saved = 0, []
        self.size = ""
        self.depth = self.expansions = self.unclosed = 0

    # -- the loop
    def run(self, start: int, end: int) -> None:
        """Appends the tokens of ``text[start:end]``; calls itself for a macro or text's inner maths."""
        outer = self.position, self.end
        self.position, self.end = start, end
        match = PATTERN.match
        while self.position < self.end:
            found = match(self.text, self.position, self.end)
            if found is None:
                self.unknown_character(self.position)
                self.position += 1
                continue
            self.position = found.end()
            kind = found.lastgroup
            if kind != "space":
                HANDLERS[kind](self, found.group(), found.start())
        self.position, self.end = outer

    def add(self, kind: str, value, start: int, end: int | None = None) -> None:
        end = self.position if end is None else end
        place = self.fixed or (start + self.shift, end + self.shift)
        self.out.append(Token(kind, value, *place))
        if len(self.out) > MOST_TOKENS:
            raise _Full
        self.arguments = 2 if kind == t.FRACTION else 1 if kind in ONE_ARGUMENT else max(self.arguments - 1, 0)

    def bad(self, message: str, start: int, code: str, *, kind: str = t.BAD, **more) -> None:
        first, last = self.fixed or (start + self.shift, self.position + self.shift)
        self.add(kind, ReadError(message, first, max(last, first + 1), code=code, **more), start)

    # -- single characters and numbers
    def letter(self, text: str, start: int) -> None:
        self.add(t.NAME, text, start)

    def prose(self, text: str, start: int) -> None:
        """Words that nobody multiplies, as in ``n is odd``, with the words behind them."""
        self.add(t.TEXT, f" {text} ", start)

    def word(self, text: str, start: int) -> None:
        if text.lower() in t.BARE_WORDS:
            self.add(t.TEXT, f" {text} ", start)
            return
        for k, character in enumerate(text):
            self.add(t.NAME, character, start + k, start + k + 1)

    def number(self, text: str, start: int) -> None:
        if self.arguments and len(text) > 1:
            text = text[0]
            self.position = start + 1
        if len(text) > MOST_DIGITS:
            self.bad(f"a number of more than {MOST_DIGITS} digits", start, "E109")
        else:
            self.add(t.NUMBER, text, start)

    def decimal(self, text: str, start: int) -> None:
        self.add(t.NUMBER, text, start)

    def mark(self, text: str, start: int) -> None:
        kind, value = t.CHARACTERS[text]
        if kind in (t.LBRACE, t.RBRACE):
            self.brace(kind, start)
        else:
            self.sized(kind, value, start)

    def brace(self, kind: str, start: int) -> None:
        """The arguments that a command still waits for are remembered over its braces."""
        if kind == t.LBRACE:
            self.saved.append(self.arguments)
            self.add(kind, "{", start)
            self.arguments = 0
        else:
            self.add(kind, "}", start)
            self.arguments = max(self.saved.pop() - 1, 0) if self.saved else 0

    def sized(self, kind: str, value: str, start: int) -> None:
        r"""A delimiter; after ``\bigl`` or ``\bigr`` a bar knows its side."""
        if kind == t.BAR and self.size[-1:] in ("l", "r"):
            kind = t.OPEN if self.size[-1] == "l" else t.CLOSE
        self.size = ""
        self.add(kind, value, start)

    def other(self, text: str, start: int) -> None:
        if text in SPACES:
            return
        if text in SCRIPT_OF:
            latex, stop = script_run(self.text, start, self.end)
            self.position = stop
            self.splice(latex, start)
        elif text in UNICODE:
            self.splice(UNICODE[text], start)
        else:
            self.unknown_character(start)

    def unknown_character(self, start: int) -> None:
        character = self.text[start]
        self.position = start + 1
        if character.isascii() and character.isprintable():
            self.bad(f"unexpected character {character}", start, "E103", found=character)
            return
        self.bad(f"{name_of(character)} in mathematics: {deceptive(character)}", start, "E103",
                 found=name_of(character))

    def splice(self, latex: str, start: int) -> None:
        """Reads ``latex`` in place of what stands from ``start`` to here."""
        outer = self.text, self.fixed, self.position, self.end
        self.fixed = self.fixed or (start + self.shift, self.position + self.shift)
        self.text = latex
        self.run(0, len(latex))
        self.text, self.fixed, self.position, self.end = outer

    # -- commands
    def escape(self, text: str, start: int) -> None:
        if text in ESCAPES:
            return
        if text == "\\\\":
            self.row_break("", start)
        elif text in t.CHARACTERS:
            self.sized(*t.CHARACTERS[text], start)
        elif text in LITERAL:
            self.bad(f"{LITERAL[text]} in mathematics", start, "E101", found=text,
                     hint=r"write words as \text{…}")
        else:
            self.bad(f"unknown command {text}", start, "E101", found=text)

    def command(self, text: str, start: int) -> None:
        word = text[1:]
        if word in self.macros:
            self.expand(self.macros[word], start)
            return
        if word in STARRED and self.text.startswith("*", self.position, self.end):
            self.position += 1
        kind, value = t.COMMANDS.get(word, ("", ""))
        if not kind:
            self.unknown_command(word, start)
        elif kind in RAW_HANDLERS:
            RAW_HANDLERS[kind](self, word, start)
        elif kind in (t.OPEN, t.CLOSE, t.BAR):
            self.sized(kind, value, start)
        elif kind != t.SPACE and kind != t.SKIP:
            self.add(kind, value, start)

    def unknown_command(self, word: str, start: int) -> None:
        if word.startswith("if") or word in ("fi", "else"):
            self.forbidden(word, start)
            return
        if word in t.CUSTOMARY:
            arity, body = t.CUSTOMARY[word]
            self.expand(Macro(word, arity, body), start)
            return
        near = nearest(word)
        hint = f"did you mean \\{near}?" if near else r"define it with \newcommand, or write \operatorname{…}"
        self.bad(f"unknown command \\{word}", start, "E101", found="\\" + word, hint=hint)

    def forbidden(self, word: str, start: int) -> None:
        self.bad(f"\\{word} is refused: it can change what the text around it means", start, "E102",
                 kind=t.POISON, found="\\" + word)

    def unsupported(self, word: str, start: int) -> None:
        what = t.UNSUPPORTED[word]
        name = what.removeprefix("an ").removeprefix("a ")
        self.bad(f"{name} not supported", start, "E108", found="\\" + word)

    def set_size(self, word: str, start: int) -> None:
        self.size = word

    def fence(self, word: str, start: int) -> None:
        r"""``\left(``: the delimiter belongs to the command."""
        found = DELIMITER.match(self.text, self.position, self.end)
        value = found and t.FENCES.get(found.group(1))
        if not value:
            self.bad(f"expected a delimiter after \\{word}", start, "E105",
                     expected="a bracket, a bar or a full stop")
            return
        self.position = found.end()
        self.add(t.LEFT if word == "left" else t.RIGHT, value, start)

    def row_break(self, word: str, start: int) -> None:
        argument = BREAK_ARGUMENT.match(self.text, self.position, self.end)
        self.position = argument.end()
        self.add(t.BREAK, "", start)

    # -- arguments that are not mathematics
    def argument(self) -> tuple[int, int] | None:
        """The braces' content from here on, its offsets; None if there are none or one is missing."""
        opening = self.position
        while opening < self.end and self.text[opening].isspace():
            opening += 1
        if opening >= self.end or self.text[opening] != "{" or self.unclosed > 4:
            return None
        depth = 0
        for found in BRACE.finditer(self.text, opening, self.end):
            brace = found.group()
            depth += (brace == "{") - (brace == "}")
            if depth == 0:
                self.position = found.end()
                return opening + 1, found.start()
        self.unclosed += 1
        return None

    def needed(self, word: str, start: int) -> tuple[int, int] | None:
        content = self.argument()
        if content is None:
            self.bad(f"missing brace after \\{word}", start, "E104", expected="{ … }",
                     hint="every { needs its }")
        return content

    def words(self, word: str, start: int) -> None:
        r"""``\text{if $i=j$}``: words, and the mathematics between its dollars."""
        content = self.needed(word, start)
        if content is None:
            return
        first, last = content
        if self.text[first:last].strip() == "d":
            self.expand(Macro(word, 0, r"\mathrm{d}"), start)
            return
        pieces = self.text[first:last].split("$")
        if len(pieces) % 2 == 0 or self.depth > 5:
            pieces = [self.text[first:last]]
        after = self.position
        self.depth += 1
        for k, piece in enumerate(pieces):
            if k % 2:
                self.run(first, first + len(piece))
            else:
                self.add_words(piece, start if len(pieces) == 1 else first,
                               after if len(pieces) == 1 else first + len(piece))
            first += len(piece) + 1
        self.depth -= 1
        self.position = after

    def add_words(self, piece: str, start: int, end: int) -> None:
        piece = SPACED_TEXT.sub(" ", piece)
        hidden = next((c for c in piece if not c.isprintable()), "")
        if hidden:
            self.bad(f"{name_of(hidden)} in words: {deceptive(hidden)}", start, "E103")
        elif piece.strip() in t.KNOWN_OPERATORS or self.called(piece, end):
            name = piece.strip()
            self.add(t.OPERATOR, t.KNOWN_OPERATORS.get(name, name), start, end)
        elif piece:
            self.add(t.TEXT, piece, start, end)

    def called(self, piece: str, end: int) -> bool:
        r"""A single word right before a bracket, ``\text{MLP}(x)``, is an operator."""
        return (WORD.match(piece) is not None and piece.lower() not in t.SMALL_WORDS
                and CALL.match(self.text, self.position, self.end) is not None
                and end == self.position)

    def named(self, word: str, start: int) -> None:
        content = self.needed(word, start)
        if content is None:
            return
        name = re.sub(r"\\[,;: !]|[\s~{}]|\\mathrm|\\rm", "", self.text[content[0]:content[1]])
        if WORD.match(name) and len(name) <= 40:
            self.add(t.OPERATOR, t.KNOWN_OPERATORS.get(name, name), start)
        elif "\\" + name in t.COMMANDS or name.startswith("\\"):
            self.run(*content)
        else:
            self.bad("not the name of an operator", start, "E115", expected="letters and digits",
                     found=name[:20])

    def tag(self, word: str, start: int) -> None:
        content = self.argument()
        if content is not None:
            self.add(t.LABEL, self.text[content[0]:content[1]].strip(), start)

    def drop(self, word: str, start: int) -> None:
        """Skips an argument that prints nothing; white ink would hide what it prints."""
        content = self.argument()
        if content is not None and "color" in word and self.text[content[0]:content[1]].strip() == "white":
            self.forbidden(word, start)

    def rule(self, word: str, start: int) -> None:
        r"""``\rule[1ex]{2em}{1pt}``: a line that is drawn; one without a width or a height is a strut."""
        option = OPTION.match(self.text, self.position, self.end)
        if option:
            self.position = option.end()
        sizes = [self.needed(word, start), self.needed(word, start)]
        if None not in sizes and all(self.text[a:b].strip(" 0.ptexmcin") for a, b in sizes):
            self.add(t.TEXT, "—", start)

    def environment(self, word: str, start: int) -> None:
        content = self.needed(word, start)
        if content is None:
            return
        name = self.text[content[0]:content[1]].strip()
        if word == "begin":
            option = OPTION.match(self.text, self.position, self.end)
            if option and (name in t.ROWS or name == "array"):
                self.position = option.end()
            if name in t.ENVIRONMENT_ARGUMENTS:
                self.argument()
        if name in t.ROWS or name in t.MATRICES or name in t.CASES:
            self.add(t.BEGIN if word == "begin" else t.END, name, start)
        elif name in ("comment", "verbatim", "document", "lstlisting"):
            self.forbidden(f"{word}{{{name}}}", start)
        else:
            self.bad(f"unknown environment {name[:40]}", start, "E113", found=name[:40])

    # -- macros
    def expand(self, macro: Macro, start: int) -> None:
        self.expansions += 1
        if self.depth >= DEEPEST_EXPANSION or self.expansions > MOST_EXPANSIONS:
            self.bad(f"\\{macro.name} expands too far", start, "E109", kind=t.POISON)
            self.position = self.end
            return
        values = []
        for k in range(macro.arity):
            value = self.default(macro) if k == 0 and macro.default is not None else self.parameter()
            if value is None:
                self.bad(f"\\{macro.name} needs {macro.arity} arguments", start, "E104")
                return
            values.append(value)
        body = re.sub(r"#([1-9])", lambda m: _chosen(values, int(m.group(1))), macro.body)
        if len(body) > 50_000:
            raise _Full
        self.depth += 1
        self.splice(body, start)
        self.depth -= 1

    def default(self, macro: Macro) -> str:
        option = OPTION.match(self.text, self.position, self.end)
        if option is None:
            return macro.default
        self.position = option.end()
        return option.group().strip()[1:-1]

    def parameter(self) -> str | None:
        content = self.argument()
        if content is not None:
            return self.text[content[0]:content[1]]
        found = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^\s{}\\])").match(self.text, self.position, self.end)
        if found is None:
            return None
        self.position = found.end()
        return found.group(1)


def _chosen(values: list[str], k: int) -> str:
    return values[k - 1] if k <= len(values) else ""


HANDLERS = {
    "command": _Lexer.command, "escape": _Lexer.escape, "number": _Lexer.number,
    "prose": _Lexer.prose, "word": _Lexer.word, "letter": _Lexer.letter, "mark": _Lexer.mark,
    "decimal": _Lexer.decimal, "other": _Lexer.other,
}
RAW_HANDLERS = {
    t.WORDS: _Lexer.words, t.NAMED: _Lexer.named, t.TAG: _Lexer.tag, t.DROP: _Lexer.drop,
    t.BEGIN: _Lexer.environment, t.END: _Lexer.environment, t.LEFT: _Lexer.fence,
    t.RIGHT: _Lexer.fence, t.RULE: _Lexer.rule, t.BREAK: _Lexer.row_break, t.SIZE: _Lexer.set_size,
    t.POISON: _Lexer.forbidden, t.BAD: _Lexer.unsupported,
}


@lru_cache(maxsize=1024)
def nearest(word: str) -> str:
    """A known command that is one slip away: a letter lost, added, changed, or two swapped."""
    if len(word) < 3:
        return ""
    known = (k for k in t.COMMANDS if abs(len(k) - len(word)) <= 1 and len(k) > 2)
    return min((k for k in known if one_slip(word, k)), key=lambda k: (sorted(k) != sorted(word), k), default="")


def one_slip(a: str, b: str) -> bool:
    if a == b:
        return False
    head = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    x, y = a[head:], b[head:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])
