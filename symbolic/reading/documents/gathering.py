r"""Segments that belong together, cut apart by commas.

``l = 1, \dots, L`` is one range; ``m, n \ge 1`` and ``x, y \in \mathbb{R}^n``
share their relation.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.reading.documents.segments import Segment
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Token
from symbolic.reading.grammar.matrices import plain
from symbolic.reading.grammar.parser import parse_region
from symbolic.reading.grammar.ranges import is_name
from symbolic.reading.grammar.structure import structure
from symbolic.reading.words.words import CONDITION, EXISTS

BOUNDS = frozenset({r"\neq", r"\le", r"\ge", "<", ">", r"\ll", r"\gg"})
RISING = frozenset({r"\le", "<"})
FALLING = frozenset({r"\ge", ">"})
SHARED = frozenset({r"\in", r"\colon", r"\sim", r"\notin"}) | BOUNDS


def signs_in(signs: list[Token]) -> set[str]:
    return {str(x.value) for x in signs}


def _has_dots_member(segment: Segment) -> bool:
    return any(len(m) == 1 and m[0].kind == t.DOTS for m in segment.members)


def only_bounds(segment: Segment) -> bool:
    return segment.relational and signs_in(segment.signs) <= BOUNDS and not _has_dots_member(segment)


def is_range(segment: Segment) -> bool:
    r"""``l = 1, \dots, n``; ``i \in \{1, \dots, n\}``; ``1 \le i \le n``."""
    values = signs_in(segment.signs)
    last = segment.members[-1]
    if len(segment.signs) == 1 and values <= {"=", r"\in"} and last:
        listed = any(x.kind == t.COMMA for x in last)
        return listed and (_flat_list(last) or last[0].value == r"\{" and any(x.kind == t.DOTS for x in last))
    rising = values <= RISING or values <= FALLING
    return len(segment.signs) > 1 and rising and not _has_dots_member(segment)


def _flat_list(tokens: list[Token]) -> bool:
    """A comma outside all brackets."""
    depth = 0
    for token in tokens:
        depth += (token.kind in (t.OPEN, t.LEFT, t.LBRACE, t.BEGIN)) - (
            token.kind in (t.CLOSE, t.RIGHT, t.RBRACE, t.END))
        if depth == 0 and token.kind == t.COMMA:
            return True
    return False


# ---------------------------------------------------------------- lists between commas

def _listable(segment: Segment) -> bool:
    """Joined by a comma alone to what stands before."""
    return segment.comma is not None and not (segment.words or segment.so or segment.quantifier or segment.stop)


def gather_ranges(segments: list[Segment]) -> list[Segment]:
    r"""``l = 1`` and the segments ``\dots`` and ``n`` behind it are one."""
    out: list[Segment] = []
    k = 0
    while k < len(segments):
        segment = segments[k]
        k += 1
        out.append(segment)
        if segment.relational or segment.quantifier is not None or segment.words:
            for _ in range(_range_length(segment, segments[k:k + 64])):
                item = segments[k]
                segment.members[-1] = [*segment.members[-1], item.comma, *item.members[0]]
                k += 1
    return out


def _range_length(segment: Segment, following: list[Segment]) -> int:
    bare = []
    for item in following:
        if item.relational or not _listable(item):
            break
        bare.append(item.members[0])
    if not segment.relational:
        return _names_length(segment, bare)
    dots = next((k for k, x in enumerate(bare) if len(x) == 1 and x[0].kind == t.DOTS), None)
    if dots is not None and (dots + 1 < len(bare) or len(bare) == len(following)):
        return min(dots + 2, len(bare))
    last = segment.members[-1]
    if len(last) != 1 or last[0].kind != t.NUMBER:
        return 0
    return next((k for k, x in enumerate(bare) if len(x) != 1 or x[0].kind != t.NUMBER), len(bare))


def _names_length(segment: Segment, bare) -> int:
    r"""``\forall i, j``: the names behind the first."""
    if not (segment.quantifier or _asks_names(segment)) or not _is_single_name(segment.members[0]):
        return 0
    return next((k for k, x in enumerate(bare) if not _is_single_name(x)), len(bare))


def _asks_names(segment: Segment) -> bool:
    said = plain(" ".join(x.value for x in segment.words))
    return bool(CONDITION.search(said) or EXISTS.search(said))


def _is_single_name(tokens: list[Token]) -> bool:
    if not tokens or len(tokens) > 24:
        return False
    try:
        whole = structure(list(tokens))
        return is_name(parse_region(whole, 0, len(tokens)))
    except ReadError:
        return False


def share_names(segments: list[Segment]) -> list[Segment]:
    r"""``x, b \in \mathbb{R}^n`` is about both names."""
    out: list[Segment] = []
    for segment in segments:
        if segment.relational and _listable(segment) and segment.members[0] and (
                segment.signs[0].value in SHARED or is_range(segment)):
            while _can_share(out, segment) and not _said_before(segment):
                before = out.pop()
                segment.members[0] = [*before.tokens, segment.comma, *segment.members[0]]
                segment.comma, segment.gap, segment.row_start = before.comma, before.gap, before.row_start
                segment.words, segment.quantifier, segment.so = before.words, before.quantifier, before.so
                segment.indented, segment.stop = before.indented, before.stop
                if not _listable(segment):
                    break
        out.append(segment)
    return out


def _said_before(segment: Segment) -> bool:
    """Do words stand before the comma, about what is before them: ``A \\text{ is constant}, X \\in S``?"""
    return segment.comma is not None and any(x.end <= segment.comma.start for x in segment.words)


def _can_share(out: list[Segment], segment: Segment) -> bool:
    if not out or out[-1].relational:
        return False
    return _is_single_name(out[-1].members[0]) or bool(out[-1].quantifier) and _flat_list(out[-1].members[0])
