r"""What a displayed formula supposes in words of its own: ``\text{Suppose } A = A^\top. \quad \text{Then } …``.

Relations behind such words are conditions on what follows in the display, up to
a full stop, the end of the row, or words that lead on (then, we have).  An equation that gives
a new symbol its value, ``\text{Assume } z = Wx``, is none: it defines.
"""
from __future__ import annotations

import re

from symbolic.reading.documents.segments import Segment
from symbolic.reading.grammar import syntax as s, tables as t
from symbolic.reading.grammar.lexer import Token
from symbolic.reading.grammar.matrices import plain

LEAD = r"(?:(?:now|next|further|furthermore|moreover|finally|also|so|and|then|here|we|let us) )*"
SUPPOSING = re.compile(LEAD + r"(?:suppose|supposing|assume|assuming|given|let|(?:under|with|on) the (?:assumption|hypothesis|condition)|if|when|whenever|"
                       r"for|with|where|provided|as long as|in case)(?: (?:that|further|also|now|moreover|we have))*")
ABOUT_IT = re.compile(r"\b(?:suppos\w+|assum\w+|given|let|hypothesis|condition|since|because)\W*\Z")
JOINING = re.compile(r"(?:and)?(?: ?(?:also|that|further))?")
LEADING_ON = re.compile(r"(?:then|we|it|this|one|hence|thus|so|therefore|and|for|with|where|since|because|by)\b|\Z")
INSIDE = re.compile(r"\\(?:text|textrm|textnormal|mathrm|mbox)\s*\{\s*([^{}]*?)\s*\}\s*(?:\\(?:[ ,;:!]|quad\b|qquad\b)|[\s~:])*\Z")
UNUSED = "since"
"""The mode of a condition that is said, and not to be used: what the author takes for known, what words may deny."""
FARTHEST = 120
SETTING = re.compile(LEAD + r"(?P<word>suppose|supposing|assume|assuming|given|let|where|with|if|for|when|whenever|provided)(?: (?:that|further|also|now|moreover))*")
NAMES = (t.NAME, t.FONT, t.ACCENT)


def mode_of(words: str) -> str | None:
    """How a relation behind the words counts: "" if they suppose it and say no more, UNUSED if they do more; else None."""
    if SUPPOSING.fullmatch(words):
        return ""
    return UNUSED if ABOUT_IT.search(words) else None


def goes_on_supposing(words: str) -> bool:
    """Do the words between two relations leave the second a supposition, as a comma or "and" do?"""
    return JOINING.fullmatch(words) is not None


def leads_on(words: str) -> bool:
    """Do words behind a supposition leave it as it is: none, "then", "we have", but not "does not hold"?"""
    return LEADING_ON.match(words) is not None


def restricts(segment: Segment) -> bool:
    r"""Does a relation restrict letters, ``A = A^\top``, ``AB = BA``, ``\|y\| = 1``, and give none a value, as ``\bar x = …`` and ``f(x) = …`` do?"""
    if not segment.relational or len(segment.members) < 2 or any(not member for member in segment.members):
        return False
    first = segment.members[0]
    if len(segment.members) == 2 and [x.kind for x in segment.members[1]] == [t.NUMBER] and first[0].kind not in NAMES:
        return any(x.kind == t.NAME for x in first)
    if first[0].kind not in NAMES or any(x.kind in (t.FRACTION, t.BIG) for x in first):
        return False
    factors = _factors(first)
    return len(factors) > 1 or bool(factors) and factors[0] in {x for member in segment.members[1:] for x in _letters(member)}


def sets(segment: Segment) -> bool:
    r"""Does a relation give a letter a value, ``z = Wx``, that is neither a number nor another letter, as in ``i = j``?"""
    if len(segment.members) != 2 or [x.value for x in segment.signs] != ["="]:
        return False
    left, right = segment.members
    made = [x for x in right if x.kind in (t.NAME, t.INFIX, t.SIGN, t.OPERATOR, t.BIG, t.FRACTION)]
    return len(_factors(left)) == 1 and len(made) > 1 and not restricts(segment) and not any(x.kind in (t.DOTS, t.COMMA) for x in right)


Letter = tuple
"""A letter as it is told from others: what stands over it, itself, what stands below it."""


def _letters(tokens: list[Token]) -> list[Letter]:
    r"""The letters of a formula, ``\bar x`` and ``x_{i+1}`` apart from x; those in scripts are letters too."""
    return [_letter(tokens, k) for k, token in enumerate(tokens) if token.kind == t.NAME]


def _letter(tokens: list[Token], k: int) -> Letter:
    first = k
    while first and tokens[first - 1].kind in (t.LBRACE, t.ACCENT, t.FONT):
        first -= 1
    over = tuple(x.value for x in tokens[first:k] if x.kind != t.LBRACE)
    end = k + 1
    while over and end < len(tokens) and tokens[end].kind == t.RBRACE:
        end += 1
    below = _script(tokens, end + 1) if end < len(tokens) and tokens[end].kind == t.SUB else []
    return over, tokens[k].value, tuple(x.value for x in below)


def _script(tokens: list[Token], k: int) -> list[Token]:
    """The tokens of a script that begins at ``k``: one, or what stands between braces."""
    if k >= len(tokens) or tokens[k].kind != t.LBRACE:
        return tokens[k:k + 1]
    depth, end = 1, k + 1
    while end < len(tokens) and depth:
        depth += (tokens[end].kind == t.LBRACE) - (tokens[end].kind == t.RBRACE)
        end += 1
    return tokens[k + 1:end - 1]


def _factors(tokens: list[Token]) -> list[Letter]:
    """The letters of a product; none where anything else stands, a function's argument or a sum."""
    found, depth, script = [], 0, False
    for k, token in enumerate(tokens):
        opens = token.kind in (t.LBRACE, t.OPEN, t.LEFT, t.BEGIN)
        if not depth and opens and token.kind != t.LBRACE:
            return []
        if not script:
            if token.kind in (t.INFIX, t.SIGN, t.OPERATOR):
                return []
            if token.kind == t.NAME:
                found.append(_letter(tokens, k))
        closes = token.kind in (t.RBRACE, t.CLOSE, t.RIGHT, t.END)
        if not depth and not opens:
            script = token.kind in (t.SUB, t.SUP)
        depth += opens - closes
        if closes and not depth:
            script = False
    return found


def setting_word(text: str, st: s.Statement) -> str:
    r"""The word of a ``\text`` right before a displayed statement that sets it, or "": suppose, let; where a letter stands alone on the left also where."""
    found = INSIDE.search(text[max(0, st.start - FARTHEST):st.start]) if st.display else None
    word = SETTING.fullmatch(plain(found[1])) if found else None
    alone = isinstance(st.members[0].syntax, s.Name)
    return word["word"] if word and (alone or word["word"] not in ("where", "with")) else ""
