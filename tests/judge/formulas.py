r"""A formula as text: tokens, atoms (a base with its scripts, a fraction, a bracket), and their sequences on all levels.

Nothing here reads what a formula means.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator

WORDED = r"operatorname|text|mathrm|mathbb|mathbf|boldsymbol|bm|mathcal|mathsf|tilde|hat|bar|vec|dot"
TOKEN = re.compile(
    rf"\\(?:begin|end)\s*\{{[^{{}}]*\}}|\\(?:{WORDED})\*?\s*\{{[^{{}}]*\}}|\\(?:left|right|bigl?|bigr|Bigl?|Bigr)\s*(?:\\.|[^\\\s])"
    r"|\\[A-Za-z]+|\\.|[A-Za-z]|\d+|\s+|.", re.S)
OPEN = {"(": ")", "[": "]", "{": "}", r"\{": r"\}", r"\|": r"\|", "|": "|"}
GREEK = frozenset("\\" + name for name in """alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi rho
sigma tau phi varphi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega ell""".split())
FUNCTIONS = (r"\exp", r"\log", r"\ln", r"\sin", r"\cos", r"\tanh", r"\tr", r"\det", r"\max", r"\min", r"\Phi", r"\phi", r"\sigma",
             r"\sinh", r"\cosh", r"\arctan", "f", "g", "h")
SPACES = (r"\,", r"\;", r"\!", r"\ ", r"\:")
PRODUCTS = (r"\cdot", r"\odot", r"\otimes", r"\times", r"\circ")
BIG = (r"\sum", r"\prod")


@dataclass(frozen=True)
class Token:
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Atom:
    """A base with its scripts: token positions; ``sub`` and ``sup`` are the spans of their contents in the text."""
    start: int
    end: int
    base: str
    base_end: int
    sub: tuple[int, int] | None
    sup: tuple[int, int] | None
    sup_whole: tuple[int, int] | None
    primes: tuple[int, ...]
    depth: int


class Formula:
    """A text with its tokens, and the sequences of atoms and operators on all levels."""

    def __init__(self, text: str):
        self.text = text
        self.tokens = [Token(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text)]
        self.sequences: list[list[Atom | Token]] = []
        self._sequence(0, len(self.tokens), 0)

    def atoms(self) -> Iterator[Atom]:
        for sequence in self.sequences:
            yield from (item for item in sequence if isinstance(item, Atom))

    def _sequence(self, at: int, end: int, depth: int) -> None:
        items: list[Atom | Token] = []
        self.sequences.append(items)
        while at < end:
            token = self.tokens[at]
            if token.text.isspace() or token.text in SPACES:
                at += 1
            elif self._begins_atom(token.text):
                atom, at = self._atom(at, end, depth)
                items.append(atom)
            else:
                items.append(token)
                at += 1

    @staticmethod
    def _begins_atom(text: str) -> bool:
        return (text.isalnum() or text in GREEK or _bare(text) in OPEN and not text.startswith(r"\right")
                or text.startswith((r"\frac", r"\dfrac", r"\tfrac", r"\sqrt", r"\begin", r"\partial"))
                or text.startswith(tuple("\\" + w for w in WORDED.split("|"))) and not text.startswith(r"\text")
                or text in FUNCTIONS or text in BIG or text in (r"\nabla", r"\mathbf"))

    def _atom(self, at: int, end: int, depth: int) -> tuple[Atom, int]:
        start, text = at, self.tokens[at].text
        if text in (r"\frac", r"\dfrac", r"\tfrac"):
            at = self._argument(self._argument(at + 1, end, depth), end, depth)
        elif text == r"\sqrt":
            at = self._argument(at + 1, end, depth)
        elif text.startswith(r"\begin"):
            at = self._environment(at, end, depth)
        elif _bare(text) in OPEN:
            at = self._bracket(at, end, depth)
        else:
            at += 1
        base_end, sub, sup, whole, primes = at, None, None, None, []
        while at < end:
            text = self.tokens[at].text
            if text == "'":
                primes.append(self.tokens[at].start)
                at += 1
            elif text in "_^" and at + 1 < end:
                before, at = at, self._argument(at + 1, end, depth + 1)
                span = self._inside(before + 1, at)
                if text == "_":
                    sub = span
                else:
                    sup, whole = span, (self.tokens[before].start, self.tokens[at - 1].end)
            else:
                break
        place = self.tokens[start].start
        return Atom(place, self.tokens[at - 1].end, self.text[place:self.tokens[base_end - 1].end],
                    self.tokens[base_end - 1].end, sub, sup, whole, tuple(primes), depth), at

    def _inside(self, at: int, end: int) -> tuple[int, int]:
        first, last = self.tokens[at], self.tokens[end - 1]
        return (first.end, last.start) if first.text == "{" else (first.start, last.end)

    def _argument(self, at: int, end: int, depth: int) -> int:
        while at < end and self.tokens[at].text.isspace():
            at += 1
        if at < end and self.tokens[at].text == "{":
            close = self._closing(at, end)
            self._sequence(at + 1, close, depth)
            return close + 1
        return min(at + 1, end)

    def _bracket(self, at: int, end: int, depth: int) -> int:
        close = self._closing(at, end)
        if close >= end:
            return at + 1
        self._sequence(at + 1, close, depth)
        return close + 1

    def _environment(self, at: int, end: int, depth: int) -> int:
        level, k = 0, at
        while k < end:
            level += self.tokens[k].text.startswith(r"\begin") - self.tokens[k].text.startswith(r"\end")
            k += 1
            if not level:
                break
        self._sequence(at + 1, max(k - 1, at + 1), depth)
        return k

    def _closing(self, at: int, end: int) -> int:
        opening = _bare(self.tokens[at].text)
        closing, level = OPEN[opening], 0
        for k in range(at + 1, end):
            text = _bare(self.tokens[k].text)
            if text == closing and (level == 0 or opening == closing):
                return k
            level += (text == opening) - (text == closing)
        return end


def _bare(text: str) -> str:
    """A bracket without the \\left or \\right before it."""
    for word in (r"\left", r"\right", r"\bigl", r"\bigr", r"\big", r"\Bigl", r"\Bigr", r"\Big"):
        if text.startswith(word) and len(text) > len(word):
            return text[len(word):].strip()
    return text


def is_letter(base: str) -> bool:
    return len(base) == 1 and base.isalpha() or base in GREEK and base != r"\ell" or base.startswith((r"\mathbf", r"\boldsymbol", r"\bm"))


def is_array_like(base: str) -> bool:
    return is_letter(base) or base[:1] == "(" or base.startswith(r"\left(")
