r"""Formulas of the result data as syntax, so that reports print trees and never a text of the input."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from symbolic.errors import ReadError
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula


@lru_cache(maxsize=4096)
def formula(latex: str) -> s.Node | None:
    """The syntax of one formula in LaTeX; None if it cannot be read."""
    try:
        return parse_formula(latex)
    except (ReadError, RecursionError):
        return None


class Piece(NamedTuple):
    """A stretch of a sentence: words, or the syntax of the formula that stands there."""
    text: str
    syntax: s.Node | None


_DELIMITED = re.compile(r"\\\((.*?)\\\)|\$([^$]+)\$", re.DOTALL)
_WORD = re.compile(r"\s+|\S+")
_STOPS = re.compile(r"(.*?)([\",.;:!?]*)\Z", re.DOTALL)
_AROUND = re.compile(r"([\"(\[]*)(.*?)([)\]]*)\Z", re.DOTALL)
_MATHEMATICAL = re.compile(r"\\[A-Za-z]|(?<!\w)[^\W\d_]'*[_^]|[)}][_^]|[A-Za-z0-9]×[A-Za-z0-9]")
_SEVERAL = re.compile(r"([_^])(\w{2,})")
_BRACES = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\(?:left|right)(?![A-Za-z])|\\.|[{}]", re.DOTALL)


def pieces(sentence: str) -> list[Piece]:
    r"""A sentence as words and formulas: what stands in ``\(…\)`` or ``$…$``, and words with commands or scripts.

    >>> [p.text for p in pieces(r"the shape is n_{\ell} here") if p.syntax is not None]
    ['n_{\\ell}']
    """
    found: list[Piece] = []
    end = 0
    for match in _DELIMITED.finditer(sentence):
        found += _of_words(sentence[end:match.start()])
        inside = match[1] or match[2] or ""
        found.append(Piece(inside, formula(inside)))
        end = match.end()
    return [*found, *_of_words(sentence[end:])]


def _of_words(text: str) -> list[Piece]:
    found = []
    for word in _whole_words(text):
        before, core, after = _around(word)
        syntax = formula(_grouped(core)) if _MATHEMATICAL.search(core) else None
        if syntax is None:
            found.append(Piece(word, None))
        else:
            found += [Piece(before, None), Piece(core, syntax), Piece(after, None)]
    return found


def _grouped(word: str) -> str:
    """Words without commands are no TeX: all that stands behind ``_`` in ``δ_ij`` is the subscript."""
    return word if "\\" in word else _SEVERAL.sub(r"\1{\2}", word)


def _around(word: str) -> tuple[str, str, str]:
    """Punctuation before and after, and the word; brackets that belong together stay with it."""
    word, stops = _STOPS.match(word).groups()
    if formula(word) is not None:
        return "", word, stops
    before, core, after = _AROUND.match(word).groups()
    return before, core, after + stops


def _whole_words(text: str) -> list[str]:
    r"""Words and the spaces between; one with an open brace, ``\left`` or environment reaches on to its end."""
    words: list[str] = []
    depth = 0
    for part in _WORD.findall(text):
        if depth > 0:
            words[-1] += part
        else:
            words.append(part)
        depth = max(0, depth + sum(map(_opens, _BRACES.findall(part))))
    return words


def _opens(token: str) -> int:
    if token.startswith(("\\begin", "\\end", "\\left", "\\right")):
        return 1 if token[1] in "bl" else -1
    return (token == "{") - (token == "}")
