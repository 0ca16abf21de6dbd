r"""LaTeX as typed, made fit for a line of a terminal.

``tidy`` takes away what is only layout (alignment marks, spacing, sizes of
brackets, line ends between rows of ``aligned``); ``shorten`` leaves out the
middle, never splitting a command or a group.

>>> tidy(r"\left( x \right)  &= \quad y \\")
'(x) = y'
>>> shorten(r"\frac{a}{b} + x_{1} + x_{2} + x_{3} + \sigma(z)", 30)
'\\frac{a}{b} + … + \\sigma(z)'
"""
from __future__ import annotations

import re

ELLIPSIS = "…"
LONG_PIECE = 40
"""Characters from which a bracket or a matrix may lose its middle."""
DEEPEST = 4
"""Brackets inside each other that are shortened each for itself."""

_SKIPPED = re.compile(r"""
    \\(?:label|tag\*?|hspace\*?|vspace\*?|phantom|hphantom|vphantom)\s*\{[^{}]*\}
  | \\(?:displaystyle|textstyle|scriptstyle|nonumber|notag|limits|nolimits|quad|qquad|enspace
        |thinspace|medspace|thickspace|negthinspace|allowbreak|hfill|strut|mathstrut)(?![A-Za-z])
  | (?<!\\)\\[,;:!>/ ] | ~ | (?<!\\)%[^\n]*
""", re.VERBOSE)
BRACKET_SIZE = re.compile(r"\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*(\.(?!\d))?\s*")
_ALIGNED = re.compile(r"\\(?:begin|end)\s*\{(?:aligned|align|alignat|split|gather|gathered|equation|displaymath|multline)\*?\}")
_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+\*?|\\.|\S|\s+", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")


def tidy(latex: str) -> str:
    """``latex`` on one line without layout commands; cells of matrices stay."""
    text = BRACKET_SIZE.sub("", _SKIPPED.sub(" ", latex))
    text = _without_row_marks(_ALIGNED.sub(" ", text))
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<=[(\[]) | (?=[)\]])", "", text)
    return text.strip()


def _without_row_marks(text: str) -> str:
    """Drop ``&`` and ``\\\\`` that stand outside every environment."""
    depth, kept = 0, []
    for token in _TOKEN.findall(text):
        if mark := _ENVIRONMENT.match(token):
            depth += 1 if mark[1] == "begin" else -1
        if depth <= 0 and token in ("&", "\\\\"):
            token = " "
        kept.append(token)
    return "".join(kept)


def shorten(text: str, width: int, depth: int = DEEPEST) -> str:
    """``text`` in at most ``width`` characters where its pieces allow it.

    Long matrices and brackets lose their bodies first, the longest first; then
    pieces go, from the middle outwards.  Below ``depth`` brackets are not looked into.
    """
    if len(text) <= width:
        return text
    pieces = _pieces(text)
    total = sum(map(len, pieces))
    long = [k for k, piece in enumerate(pieces) if len(piece) >= LONG_PIECE]
    for k in sorted(long, key=lambda k: -len(pieces[k])):
        if total <= width:
            break
        total -= len(pieces[k])
        pieces[k] = _hollow(pieces[k], depth)
        total += len(pieces[k])
    if total <= width:
        return "".join(pieces).strip()
    return _without_middle(pieces, width)


def _hollow(piece: str, depth: int) -> str:
    """A matrix with its body left out, a long bracket with its middle left out, else the piece."""
    if mark := _ENVIRONMENT.match(piece):
        return f"\\begin{{{mark[2]}}} {ELLIPSIS} \\end{{{mark[2]}}}"
    if piece[0] in "([" and piece[-1] in ")]":
        inner = shorten(piece[1:-1], LONG_PIECE, depth - 1) if depth else ELLIPSIS
        return piece[0] + inner + piece[-1]
    return piece


def _pieces(text: str) -> list[str]:
    """Top-level pieces: a symbol or command with its groups and scripts, an environment, a space."""
    pieces: list[list[str]] = []
    depth = 0
    for token in _TOKEN.findall(text):
        joins = depth > 0 or (pieces and (token in "{^_'" or pieces[-1][-1][-1] in "^_"))
        if joins and pieces:
            pieces[-1].append(token)
        else:
            pieces.append([token])
        depth += _opens(token)
    return ["".join(tokens) for tokens in pieces]


def _opens(token: str) -> int:
    if mark := _ENVIRONMENT.match(token):
        return 1 if mark[1] == "begin" else -1
    return (token in ("{", "(", "[")) - (token in ("}", ")", "]"))


def _without_middle(pieces: list[str], width: int) -> str:
    """The first and last pieces that fit, an ellipsis between; cut hard if none does."""
    room = width - 3
    head, tail, low, high = "", "", 0, len(pieces)
    while low < high:
        take_head = len(head) <= len(tail)
        piece = pieces[low] if take_head else pieces[high - 1]
        if len(head) + len(tail) + len(piece) > room:
            break
        if take_head:
            head, low = head + piece, low + 1
        else:
            tail, high = piece + tail, high - 1
    if not head.strip():
        return text_cut("".join(pieces), width)
    return f"{head.strip()} {ELLIPSIS} {tail.strip()}".strip()


def text_cut(text: str, width: int) -> str:
    """The first ``width`` characters, the last of them an ellipsis if any is lost."""
    return text if len(text) <= width else text[:max(width - 1, 0)] + ELLIPSIS


def relation_lines(left: str, sign: str, right: str, width: int) -> list[str]:
    """``left sign right`` on one line, or on two with what is too long left out of each side."""
    left, sign, right = tidy(left), tidy(sign), tidy(right)
    line = f"{left} {sign} {right}"
    if len(line) <= width:
        return [line]
    indent = f"  {sign} "
    return [shorten(left, width), indent + shorten(right, width - len(indent))]


def offered(repair: dict) -> str:
    """What a repair offers: another formula, or words about the step as it stands."""
    words = tidy(repair["text"])
    stands = {change[0] for change in repair["changes"]} <= {"assumption", "layout"}
    return words if stands else f"did you mean: {words}"


def told(repair: dict) -> str:
    """What a repair says, the right side that it begins with and the signs that it exchanges marked as formulas."""
    right, words = repair["right"], repair["text"]
    for _, old, new in dict.fromkeys(map(tuple, repair.get("changes", ()))):
        words = words.replace(f"{new} for {old}", rf"\({new}\) for \({old}\)") if old and new else words
    return rf"\({right}\){words.removeprefix(right)}" if right and words.startswith(f"{right} on the") else words


def following(repair: dict) -> list[str]:
    """Of each later step that was proved and that the repair makes false: what makes it true again, if that was found."""
    return [f"{_then(later)}: {tidy(later['left'])} = {tidy(later['right'])}" if later["right"] else _then(later)
            for later in repair.get("then", ())]


def _then(later: dict) -> str:
    """Where the step stands, and that it must change."""
    return f"the step at {later['line']}:{later['column']} goes on from what was wrong and must change too"


def sufficient(step: dict) -> list[str]:
    """``true if A is symmetric``, as far as the repair does not say so."""
    said = (step.get("repair") or {}).get("text", "")
    return [words for words in (f"true if {tidy(x)}" for x in step.get("true_if", ())) if words != tidy(said)]
