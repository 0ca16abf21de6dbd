r"""Mathematics as tokens.

``source.py`` says where control sequences, braces and comments stand; plain
characters become numbers, names and words here, and commands what the tables say.
Spaces, comments (% to the end of the line) and commands that print nothing
vanish; arguments that are not mathematics (``\text{…}``, ``\label{…}``,
the name of an environment) are taken whole.  A character or command that
cannot be read becomes a ``bad`` token that carries its ReadError, so that the
rest of the formula is still read; one that changes the meaning of the text
around it (a TeX conditional, ``\def``, ``\catcode``) becomes a ``poison``
token, with which nothing of the formula is read.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Mapping, NamedTuple

from symbolic.errors import ReadError
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.characters import (
    SCRIPT_OF, SPACES, UNICODE, deceptive, name_of, script_run)
from symbolic.reading.grammar.expansion import Macro, expanded
from symbolic.reading.grammar.source import Cursor, Inside, Mark
from symbolic.reading.grammar.spelling import nearest

MOST_TOKENS = 20_000
MOST_MARKS = 4 * MOST_TOKENS
MOST_DIGITS = 200
MOST_EXPANSIONS = 2_000
LONGEST_EXPANSION = 50_000
DEEPEST_EXPANSION = 20
DEEPEST_WORDS = 5


class Token(NamedTuple):
    """``value`` is a normalised spelling, or the ReadError of a bad token."""
    kind: str
    value: object
    start: int
    end: int


PLAIN = re.compile(r"""
   (?P<space>[ \t\r\n~]+)
  |(?P<number>[0-9]+(?:\.[0-9]+)?)
  |(?P<prose>(?<=[\s})\]])(?:is|are|be|and|has|have|with|where)(?=\s)(?:[ \t]+[A-Za-z][A-Za-z-]+(?![A-Za-z-]))*)
  |(?P<word>[A-Za-z]{5,})
  |(?P<letter>[A-Za-z])
  |(?P<mark>\.\.\.|::=|:=|=:|[-+*/()\[\]|^_'&,;.!?=<>:])
  |(?P<decimal>\.[0-9]+)
  |(?P<other>.)
""", re.X | re.S)
"""Characters between two marks of the source."""

LENGTH = re.compile(r"[ \t]*-?[0-9.]+[ \t]*(?:ex|em|pt|mm|cm|in|mu|baselineskip|\\[a-z]+)[ \t]*\Z")
STARRED = frozenset({"operatorname", "tag", "hspace"})
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*\Z")
SIZED = frozenset("left big Big bigg Bigg bigl Bigl biggl Biggl".split())
ONE_ARGUMENT = frozenset({t.SUB, t.SUP, t.ACCENT, t.FONT, t.ROOT})
ESCAPES = frozenset(["\\" + c for c in ",;:!> \n\t\r/-"])
"""Control symbols that print nothing but space."""
SPACED = frozenset(["\\" + c for c in " ,;:"])
UNNAMED = SPACED | {"\\!", "\\mathrm", "\\rm"}
"""What leaves no letter in an operator's name."""
LITERAL = {"\\%": "%", "\\#": "#", "\\&": "&", "\\$": "$", "\\_": "_"}


class _Full(Exception):
    """The formula has more tokens than are read."""


def tokenize(text: str, start: int = 0, end: int | None = None, *, shift: int = 0,
             macros: Mapping[str, Macro] | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; their offsets are those in ``text`` plus ``shift``."""
    end = len(text) if end is None else end
    try:
        found = src.marks(text, start, end, most=MOST_MARKS)
        lexer = _Lexer(Cursor(text, found, src.pairs(found), start, end), shift, macros or {})
        lexer.run()
    except (_Full, src.TooMany):
        return [poison(f"the formula is too long (more than {MOST_TOKENS} symbols)",
                       start + shift, end + shift, "E109")]
    return lexer.out


def poison(message: str, start: int, end: int, code: str, hint: str = "") -> Token:
    return Token(t.POISON, ReadError(message, start, end, code=code, hint=hint), start, end)


@lru_cache(maxsize=1024)
def _marked(latex: str) -> tuple[list[Mark], list[int]]:
    """The marks of a text that stands for a character or a command."""
    found = src.marks(latex, most=MOST_MARKS)
    return found, src.pairs(found)


class _Lexer:
    """``at`` goes through the source; what a macro or a character stands for is read by a cursor of its own."""

    def __init__(self, at: Cursor, shift: int, macros: Mapping[str, Macro]):
        self.at, self.shift, self.macros = at, shift, macros
        self.out: list[Token] = []
        self.fixed: tuple[int, int] | None = None
        self.arguments, self.saved = 0, []
        self.size = ""
        self.depth = self.expansions = 0

    # -- the loop
    def run(self) -> None:
        """Appends the tokens from here to the end."""
        at, match = self.at, PLAIN.match
        text = at.text
        while at.position < at.end:
            mark = at.mark()
            if mark is not None:
                at.pass_mark()
                if mark.kind != src.COMMENT:
                    MARKS[mark.kind](self, mark.text, mark.start)
                continue
            start = at.position
            found = match(text, start, at.plain_end())
            at.position = found.end()
            kind = found.lastgroup
            if kind != "space":
                CHARACTERS[kind](self, found.group(), start)

    def run_inside(self, inside: Inside) -> None:
        """Reads what stands between brackets, and stands behind it as before."""
        outer, kept = self.at.end, self.at.keep()
        self.at.position, self.at.k, self.at.end = inside.start, inside.first, inside.end
        self.run()
        self.at.end = outer
        self.at.back(kept)

    def add(self, kind: str, value, start: int, end: int | None = None) -> None:
        end = self.at.position if end is None else end
        place = self.fixed or (start + self.shift, end + self.shift)
        self.out.append(Token(kind, value, *place))
        if len(self.out) > MOST_TOKENS:
            raise _Full
        self.arguments = 2 if kind == t.FRACTION else 1 if kind in ONE_ARGUMENT else max(self.arguments - 1, 0)

    def bad(self, message: str, start: int, code: str, *, kind: str = t.BAD, **more) -> None:
        first, last = self.fixed or (start + self.shift, self.at.position + self.shift)
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
            self.at.position = start + 1
        if len(text) > MOST_DIGITS:
            self.bad(f"a number of more than {MOST_DIGITS} digits", start, "E109")
        else:
            self.add(t.NUMBER, text, start)

    def decimal(self, text: str, start: int) -> None:
        self.add(t.NUMBER, text, start)

    def mark(self, text: str, start: int) -> None:
        self.sized(*t.CHARACTERS[text], start)

    def open_brace(self, text: str, start: int) -> None:
        """The arguments that a command still waits for are remembered over its braces."""
        self.saved.append(self.arguments)
        self.add(t.LBRACE, "{", start)
        self.arguments = 0

    def close_brace(self, text: str, start: int) -> None:
        self.add(t.RBRACE, "}", start)
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
            latex, self.at.position = script_run(self.at.text, start, self.at.plain_end())
            self.splice(latex, start)
        elif text in UNICODE:
            self.splice(UNICODE[text], start)
        else:
            self.unknown_character(text, start)

    def unknown_character(self, character: str, start: int) -> None:
        if character.isascii() and character.isprintable():
            self.bad(f"unexpected character {character}", start, "E103", found=character)
            return
        self.bad(f"{name_of(character)} in mathematics: {deceptive(character)}", start, "E103",
                 found=name_of(character))

    def splice(self, latex: str, start: int) -> None:
        """Reads ``latex`` in place of what stands from ``start`` to here."""
        outer = self.at, self.fixed
        self.fixed = self.fixed or (start + self.shift, self.at.position + self.shift)
        self.at = Cursor(latex, *_marked(latex))
        self.run()
        self.at, self.fixed = outer

    # -- commands
    def escape(self, text: str, start: int) -> None:
        if text[1:] in self.macros:
            self.expand(self.macros[text[1:]], start)
            return
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
        if word in STARRED and self.at.text.startswith("*", self.at.position, self.at.end):
            self.at.position += 1
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

    def code(self, word: str, start: int) -> None:
        """Code is no mathematics; the command that begins it is shown."""
        behind, self.at.position = self.at.position, start + 1 + len(word)
        self.forbidden(word, start)
        self.at.position = behind

    def unsupported(self, word: str, start: int) -> None:
        what = t.UNSUPPORTED[word]
        name = what.removeprefix("an ").removeprefix("a ")
        self.bad(f"{name} not supported", start, "E108", found="\\" + word)

    def set_size(self, word: str, start: int) -> None:
        self.size = word

    def fence(self, word: str, start: int) -> None:
        r"""``\left(``: the delimiter belongs to the command."""
        kept = self.at.keep()
        value = t.FENCES.get(self.at.one() or "")
        if not value:
            self.at.back(kept)
            self.bad(f"expected a delimiter after \\{word}", start, "E105",
                     expected="a bracket, a bar or a full stop")
            return
        self.add(t.LEFT if word == "left" else t.RIGHT, value, start)

    def row_break(self, word: str, start: int) -> None:
        r"""``\\[2ex]`` and ``\\*``."""
        if self.at.text.startswith("*", self.at.position, self.at.end):
            self.at.position += 1
        kept = self.at.keep()
        option = self.at.option()
        if option and not (LENGTH.match(self.at.text[option.start:option.end])
                           and self.at.text[kept[0]:option.start - 1].strip(" \t") == ""):
            self.at.back(kept)
        self.add(t.BREAK, "", start)

    # -- arguments that are not mathematics
    def needed(self, word: str, start: int) -> Inside | None:
        content = self.at.group()
        if content is None:
            self.bad(f"missing brace after \\{word}", start, "E104", expected="{ … }",
                     hint="every { needs its }")
        return content

    def words(self, word: str, start: int) -> None:
        r"""``\text{if $i=j$}``: words, and the mathematics between its dollars."""
        content = self.needed(word, start)
        if content is None:
            return
        if self.at.typed(content).strip() == "d":
            self.expand(Macro(word, 0, r"\mathrm{d}"), start)
            return
        after = self.at.position
        pieces = self.between_dollars(content)
        self.depth += 1
        for k, piece in enumerate(pieces):
            if k % 2:
                self.run_inside(piece)
            else:
                self.add_words(self.spoken(piece), start if len(pieces) == 1 else piece.start,
                               after if len(pieces) == 1 else piece.end)
        self.depth -= 1

    def between_dollars(self, content: Inside) -> list[Inside]:
        """Words and mathematics by turns; only words where the dollars do not pair."""
        dollars = [k for k in range(content.first, content.last) if self.at.marks[k].kind == src.DOLLAR]
        if len(dollars) % 2 or self.depth > DEEPEST_WORDS:
            return [content]
        firsts = [content.first, *(k + 1 for k in dollars)]
        starts = [content.start, *(self.at.marks[k].end for k in dollars)]
        ends = [*(self.at.marks[k].start for k in dollars), content.end]
        return [Inside(*piece) for piece in zip(firsts, [*dollars, content.last], starts, ends)]

    def spoken(self, piece: Inside) -> str:
        """The words of a piece, with single spaces for whatever parts them."""
        return re.sub(r"[\s~]+", " ", "".join(" " if x in SPACED else x for x in self.at.atoms(piece)))

    def add_words(self, piece: str, start: int, end: int) -> None:
        hidden = next((c for c in piece if not c.isprintable()), "")
        if hidden:
            self.bad(f"{name_of(hidden)} in words: {deceptive(hidden)}", start, "E103")
        elif self.out and self.out[-1].kind == t.SIGN and piece.strip().rstrip(".").lower() in t.CONSTANT_WORDS:
            self.add(t.NAME, t.CONSTANT, start, end)
        elif piece.strip() in t.KNOWN_OPERATORS or self.called(piece, end):
            name = piece.strip()
            self.add(t.OPERATOR, t.KNOWN_OPERATORS.get(name, name), start, end)
        elif piece:
            self.add(t.TEXT, piece, start, end)

    def called(self, piece: str, end: int) -> bool:
        r"""A single word right before a bracket, ``\text{MLP}(x)``, is an operator."""
        if not WORD.match(piece) or piece.lower() in t.SMALL_WORDS or end != self.at.position:
            return False
        kept = self.at.keep()
        following = self.at.one()
        if following is not None and following[1:] in SIZED:
            following = self.at.one()
        self.at.back(kept)
        return following in ("(", "[")

    def named(self, word: str, start: int) -> None:
        content = self.needed(word, start)
        if content is None:
            return
        name = re.sub(r"[\s~{}]", "", "".join(x for x in self.at.atoms(content) if x not in UNNAMED))
        if WORD.match(name) and len(name) <= 40:
            self.add(t.OPERATOR, t.KNOWN_OPERATORS.get(name, name), start)
        elif ("\\" + name in t.COMMANDS or name.startswith("\\")) and self.depth < DEEPEST_EXPANSION:
            self.depth += 1
            self.run_inside(content)
            self.depth -= 1
        else:
            self.bad("not the name of an operator", start, "E115", expected="letters and digits",
                     found=name[:20])

    def tag(self, word: str, start: int) -> None:
        content = self.at.group()
        if content is not None:
            self.add(t.LABEL, self.at.typed(content).strip(), start)

    def drop(self, word: str, start: int) -> None:
        """Skips an argument that prints nothing; white ink would hide what it prints."""
        content = self.at.group()
        if content is not None and "color" in word and self.at.typed(content).strip() == "white":
            self.forbidden(word, start)

    def rule(self, word: str, start: int) -> None:
        r"""``\rule[1ex]{2em}{1pt}``: a line that is drawn; one without a width or a height is a strut."""
        self.at.option()
        sizes = [self.needed(word, start), self.needed(word, start)]
        if None not in sizes and all(self.at.typed(size).strip(" 0.ptexmcin") for size in sizes):
            self.add(t.TEXT, "—", start)

    def environment(self, word: str, start: int) -> None:
        r"""``\begin`` without a name that is closed."""
        content = self.needed(word, start)
        if content is not None:
            self.edge(word, self.at.typed(content), start)

    def begin(self, name: str, start: int) -> None:
        self.edge("begin", name, start)

    def end(self, name: str, start: int) -> None:
        self.edge("end", name, start)

    def edge(self, word: str, name: str, start: int) -> None:
        r"""``\begin{name}[option]{argument}`` or ``\end{name}``."""
        name = name.strip()
        if word == "begin":
            if name in t.ROWS or name == "array":
                self.at.option()
            if name in t.ENVIRONMENT_ARGUMENTS:
                self.at.group()
        if name in t.ROWS or name in t.MATRICES or name in t.CASES:
            self.add(t.BEGIN if word == "begin" else t.END, name, start)
        elif name in src.VERBATIM_ENVIRONMENTS or name == "document":
            self.forbidden(f"{word}{{{name}}}", start)
        else:
            self.bad(f"unknown environment {name[:40]}", start, "E113", found=name[:40])

    # -- macros
    def expand(self, macro: Macro, start: int) -> None:
        self.expansions += 1
        if self.depth >= DEEPEST_EXPANSION or self.expansions > MOST_EXPANSIONS:
            self.bad(f"\\{macro.name} expands too far", start, "E109", kind=t.POISON)
            self.at.move(self.at.end)
            return
        if macro.unsure:
            self.bad(f"\\{macro.name} {macro.unsure}", start, "E102", kind=t.POISON, found="\\" + macro.name)
            return
        values = []
        for k in range(macro.arity):
            value = self.default(macro) if k == 0 and macro.default is not None else self.parameter()
            if value is None:
                self.bad(f"\\{macro.name} needs {macro.arity} arguments", start, "E104")
                return
            values.append(value)
        body = expanded(macro.body, values)
        if len(body) > LONGEST_EXPANSION:
            raise _Full
        self.depth += 1
        self.splice(body, start)
        self.depth -= 1

    def default(self, macro: Macro) -> str:
        option = self.at.option()
        return macro.default if option is None else self.at.typed(option)

    def parameter(self) -> str | None:
        content = self.at.group()
        return self.at.one() if content is None else self.at.typed(content)


CHARACTERS = {
    "number": _Lexer.number, "prose": _Lexer.prose, "word": _Lexer.word, "letter": _Lexer.letter, "mark": _Lexer.mark,
    "decimal": _Lexer.decimal, "other": _Lexer.other,
}
MARKS = {
    src.COMMAND: _Lexer.command, src.ESCAPE: _Lexer.escape, src.OPEN: _Lexer.open_brace, src.CLOSE: _Lexer.close_brace,
    src.DOLLAR: _Lexer.unknown_character, src.STRAY: _Lexer.unknown_character, src.VERBATIM: _Lexer.code,
    src.BEGIN: _Lexer.begin, src.END: _Lexer.end,
}
RAW_HANDLERS = {
    t.WORDS: _Lexer.words, t.NAMED: _Lexer.named, t.TAG: _Lexer.tag, t.DROP: _Lexer.drop,
    t.BEGIN: _Lexer.environment, t.END: _Lexer.environment, t.LEFT: _Lexer.fence,
    t.RIGHT: _Lexer.fence, t.RULE: _Lexer.rule, t.BREAK: _Lexer.row_break, t.SIZE: _Lexer.set_size,
    t.POISON: _Lexer.forbidden, t.BAD: _Lexer.unsupported,
}
