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
SETTING = re.compile(LEAD + r"(?P<word>suppose|supposing|assume|assuming|given|let|where|with)(?: (?:that|further|also|now|moreover))*")
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
    r"""Does a relation restrict letters, ``A = A^\top`` and ``AB = BA``, and give none a value, as ``z = Wx`` and ``f(x) = …`` do?"""
    if not segment.relational or len(segment.members) < 2 or any(not member for member in segment.members):
        return False
    first, others = segment.members[0], {x.value for member in segment.members[1:] for x in member if x.kind == t.NAME}
    if first[0].kind not in NAMES or any(x.kind in (t.FRACTION, t.BIG) for x in first):
        return False
    names = _factors(first)
    return bool(names) and (len(names) > 1 or names[0] in others)


def _factors(tokens: list[Token]) -> list[str]:
    """The letters of a product; none where anything else stands, a function's argument or a sum."""
    found, depth, script = [], 0, False
    for token in tokens:
        opens = token.kind in (t.LBRACE, t.OPEN, t.LEFT, t.BEGIN)
        if not depth and opens and token.kind != t.LBRACE:
            return []
        if not depth and not script:
            if token.kind in (t.INFIX, t.SIGN, t.OPERATOR):
                return []
            if token.kind == t.NAME:
                found.append(token.value)
        if not depth:
            script = token.kind in (t.SUB, t.SUP)
        depth += opens - (token.kind in (t.RBRACE, t.CLOSE, t.RIGHT, t.END))
    return found


def setting_word(text: str, st: s.Statement) -> str:
    r"""The word of a ``\text`` right before a displayed statement that sets it, or "": suppose, let; where a letter stands alone on the left also where."""
    found = INSIDE.search(text[max(0, st.start - FARTHEST):st.start]) if st.display else None
    word = SETTING.fullmatch(plain(found[1])) if found else None
    alone = isinstance(st.members[0].syntax, s.Name)
    return word["word"] if word and (alone or word["word"] not in ("where", "with")) else ""
