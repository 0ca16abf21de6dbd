r"""Is a colon between two formulas a product, ``A : B`` = tr(AᵀB), or does it end a condition, ``i = j: …``?

It is a product in a chain of equalities, where what stands before it is no
condition on letters or numbers alone and no word or quantifier leads up to it.
"""
from __future__ import annotations

from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Token

EQUALITIES = frozenset({"=", ":=", "=:", r"\equiv"})
OPENING = frozenset({t.NAME, t.NUMBER, t.OPERATOR, t.OPEN, t.LEFT, t.FRACTION, t.ROOT, t.FONT, t.ACCENT, t.LBRACE, t.BEGIN, t.SIGN})
BRACKETS = {t.OPEN: 1, t.LEFT: 1, t.LBRACE: 1, t.BEGIN: 1, t.CLOSE: -1, t.RIGHT: -1, t.RBRACE: -1, t.END: -1}


def multiplies(members: list[list[Token]], signs: list[Token], behind: list[list[Token]], later: list[str]) -> bool:
    """Is the colon behind ``members`` joined by ``signs`` a product?

    ``behind`` are the next two pieces, ``later`` the relations up to the end of the segment.
    A small letter with a relation, i = 1, …, n, is a range.
    """
    following = behind[0] if behind else []
    if following and not _is_matrix(following[0]) and len(behind) > 1 and behind[1][0].kind == t.RELATION and len(following) == 1 \
            and following[0].kind == t.NAME:
        return False
    here = {str(sign.value) for sign in signs}
    others = set(later) - {r"\colon"}
    if not members[-1] or not following or following[0].kind not in OPENING or not (here | others) <= EQUALITIES:
        return False
    if not signs:
        before = _factors(members[0]) > 1 or _is_matrix(members[0][0])
        return bool(others) and before and (_is_matrix(following[0]) or following[0].kind in (t.OPEN, t.LEFT))
    return len(signs) > 1 or not all(_factors(member) == 1 for member in members)


def _is_matrix(token: Token) -> bool:
    """A capital letter, as an array of two axes has."""
    return token.kind == t.NAME and str(token.value).lstrip("\\")[:1].isupper()


def _factors(tokens: list[Token]) -> int:
    """How many items stand side by side, a script belonging to its base; a bracket is two, as it is no letter."""
    found, depth, script = 0, 0, False
    for token in tokens:
        change = BRACKETS.get(token.kind, 0)
        if depth == 0 and change <= 0 and token.kind in (t.SUB, t.SUP, t.PRIME):
            script = token.kind != t.PRIME
            continue
        if depth == 0:
            found += 0 if script else 2 if change > 0 else 1
            script = False
        depth += change
    return found
