r"""A block of mathematics as rows, and rows as segments.

A segment is what stands between commas, wide spaces, words and full stops of a
row: members parted by relation signs.  Environments that only arrange rows
(aligned, split, an array used for alignment) vanish; ``&`` vanishes too, but
whether a row began with an empty cell is remembered: such a row continues.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.colons import multiplies
from symbolic.reading.grammar.lexer import Token
from symbolic.reading.grammar.matrices import introduces
from symbolic.reading.grammar.structure import Structure

LABEL_TEXT = re.compile(r"\(?\s*(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*[.):]+\Z|\(\s*\*+\s*\)\Z")
OPENING = frozenset({t.OPEN, t.LEFT, t.LBRACE, t.BEGIN})
CLOSING = frozenset({t.CLOSE, t.RIGHT, t.RBRACE, t.END})
BOUNDARIES = frozenset({t.COMMA, t.TEXT, t.GAP, t.SO, t.QUANTIFIER})


@dataclass
class Segment:
    """``members[0] signs[0] members[1] …``, each member a list of tokens, and what stood before it.

    ``condition``: a relation with a colon behind it, i = j: …;
    ``column``: how many marks of alignment stand before its first relation in the row, ``marked``: one right before it.
    """
    members: list[list[Token]] = field(default_factory=lambda: [[]])
    signs: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    comma: Token | None = None
    gap: bool = False
    stop: bool = False
    quantifier: Token | None = None
    so: Token | None = None
    row_start: bool = False
    indented: bool = False
    aligned: bool = False
    condition: bool = False
    column: int = 0
    marked: bool = False

    @property
    def relational(self) -> bool:
        return bool(self.signs)

    @property
    def empty(self) -> bool:
        return not self.signs and not self.members[0]

    @property
    def tokens(self) -> list[Token]:
        """All tokens in order, signs included."""
        out = list(self.members[0])
        for sign, member in zip(self.signs, self.members[1:]):
            out += [sign, *member]
        return out

    def extend(self, other: "Segment") -> None:
        """Reads ``other`` as going on where this one stops."""
        self.members[-1] += other.members[0]
        self.signs += other.signs
        self.members += other.members[1:]


@dataclass
class Row:
    segments: list[Segment]
    label: str = ""
    closed: bool = False


def rows_of(whole: Structure) -> list[Row]:
    """The rows of a block, each cut into segments."""
    rows = []
    for pieces in _rows(whole):
        label, pieces = _label(pieces)
        segments = _merge_gaps(_segments(pieces))
        tags = [x[0].value for x in pieces if x[0].kind == t.LABEL]
        if segments or label or tags:
            closed = bool(pieces) and pieces[-1][0].kind in (t.COMMA, t.POINT, t.TEXT, t.LABEL)
            rows.append(Row(segments, label or "".join(tags[:1]), closed))
    return rows


# ---------------------------------------------------------------- rows of pieces

def _rows(whole: Structure) -> list[list[list[Token]]]:
    """Rows of pieces: a piece is one token, or all tokens of a bracketed operand."""
    rows: list[list[list[Token]]] = [[]]
    open_ends: set[int] = set()
    passed: set[int] = set()
    unbroken = -1
    k, tokens = 0, whole.tokens
    while k < len(tokens):
        token, other = tokens[k], whole.partner[k]
        if token.kind == t.BREAK and k < unbroken or k in passed:
            k += 1
        elif token.kind == t.BREAK or k in open_ends:
            rows.append([])
            k += 1
        elif other > k and not rows[-1] and _transparent(whole, k) and (marks := _premise(whole, k, other)):
            passed |= marks
            k += 1
        elif other > k and _transparent(whole, k):
            open_ends.add(other)
            rows.append([])
            unbroken = other if str(token.value).startswith("multline") else unbroken
            k += 1
        elif token.kind == t.BOXED and k + 1 < len(tokens) and _holds_relation(whole, k + 1):
            open_ends.add(whole.partner[k + 1])
            k += 2
        else:
            behind = whole.after(k)
            if token.kind in (t.SUB, t.SUP) and behind < len(tokens) and tokens[behind].kind != t.BREAK:
                behind = whole.after(behind)
            rows[-1].append(_in_one_row(tokens[k:behind]))
            k = behind
    return [row for row in rows if row]


def _premise(whole: Structure, first: int, last: int) -> set[int]:
    r"""The marks to pass over, where an environment of one row stands right before ⇒: its end, and ``\\`` before that; else none."""
    following = whole.tokens[last + 1] if last + 1 < len(whole.tokens) else None
    if following is None or following.kind != t.RELATION or following.value not in t.IMPLICATIONS:
        return set()
    breaks = {k for k in range(first + 1, last) if whole.tokens[k].kind == t.BREAK}
    return {last} | breaks if breaks <= {last - 1} else set()


def _in_one_row(piece: list[Token]) -> list[Token]:
    r"""A bracket may be broken over rows; row ends inside a matrix and a \substack stay."""
    if not any(x.kind == t.BREAK for x in piece):
        return piece
    out, depth, braces = [], 0, []
    for before, token in zip((None, *piece), piece):
        depth += (token.kind == t.BEGIN) - (token.kind == t.END)
        if token.kind == t.LBRACE:
            braces.append(before is not None and before.kind == t.SUBSTACK)
        elif token.kind == t.RBRACE and braces:
            braces.pop()
        if depth or any(braces) or token.kind not in (t.BREAK, t.AMP):
            out.append(token)
    return out


def _transparent(whole: Structure, k: int) -> bool:
    """Whether the bracket at k only arranges rows or encloses the whole block."""
    token, close = whole.tokens[k], whole.partner[k]
    if token.kind == t.BEGIN and token.value in t.ROWS:
        return True
    if not (_only(whole, 0, k) and _only(whole, close + 1, len(whole.tokens))):
        return False
    match token.kind:
        case t.BEGIN:
            return (token.value == "array" or token.value in t.CASES) and _holds_relation(whole, k)
        case t.LBRACE:
            return _holds_relation(whole, k)
        case t.LEFT:
            return whole.tokens[k + 1].kind == t.BEGIN and whole.partner[k + 1] == close - 1 and (
                _holds_relation(whole, k + 1) or whole.tokens[k + 1].value in t.ROWS)
    return False


def _only(whole: Structure, first: int, last: int) -> bool:
    """Nothing but punctuation, labels and transparent brackets there."""
    quiet = {t.GAP, t.LABEL, t.COMMA, t.POINT, t.LEFT, t.RIGHT, t.BEGIN, t.END, t.LBRACE, t.RBRACE}
    return last - first < 12 and all(x.kind in quiet for x in whole.tokens[first:last])


def _holds_relation(whole: Structure, k: int) -> bool:
    """A relation between the bracket at k and its partner, not deeper; in cases, before the first &."""
    close, cases = whole.partner[k], whole.tokens[k].value in t.CASES
    inside = k + 1
    while k >= 0 and inside < close:
        kind = whole.tokens[inside].kind
        if kind == t.RELATION:
            return True
        if cases and kind in (t.AMP, t.TEXT):
            return False
        inside = whole.after(inside)
    return False


def _label(pieces) -> tuple[str, list]:
    r"""A row's label, ``(b) \quad`` or ``\text{(b)}``, and the row without it."""
    kinds = [x[0].kind for x in pieces]
    first = pieces[0]
    if kinds[0] == t.TEXT and LABEL_TEXT.match(first[0].value.strip()):
        return first[0].value.strip(), pieces[1:]
    if kinds[0] == t.OPEN and kinds[1:2] == [t.GAP] and first[0].value in "([" and len(first) <= 6 and all(
            x.kind in (t.NAME, t.NUMBER) for x in first[1:-1]):
        return "(" + "".join(str(x.value) for x in first[1:-1]) + ")", pieces[2:]
    if kinds[0] in (t.NUMBER, t.NAME) and len(kinds) > 2 and (
            kinds[1] in (t.POINT, t.CLOSE) and kinds[2] == t.GAP):
        return f"({first[0].value})", pieces[3:]
    return "", pieces


# ---------------------------------------------------------------- segments of a row

def _segments(pieces) -> list[Segment]:
    has_amp = any(x[0].kind == t.AMP for x in pieces)
    out: list[Segment] = []
    present = Segment(row_start=True, indented=has_amp and pieces[0][0].kind == t.AMP, aligned=has_amp)
    ranged = False
    marks = 0

    def cut() -> Segment:
        if present.empty:
            return present
        out.append(present)
        return Segment()

    for k, piece in enumerate(pieces):
        token = piece[0]
        kind = token.kind
        if kind in BOUNDARIES:
            present = cut()
            ranged = ranged or kind == t.QUANTIFIER or kind == t.TEXT and introduces(token.value)
            _note(present, kind, token)
        elif kind == t.POINT and token.value == "." and _ends_sentence(pieces, k):
            present = cut()
            present.stop = True
        elif kind == t.RELATION and token.value == r"\colon" and not ranged and (present.signs or present.row_start) and multiplies(
                present.members, present.signs, pieces[k + 1:k + 3], _relations(pieces[k + 1:])):
            present.members[-1].append(Token(t.INFIX, ":", token.start, token.end))
        elif kind == t.RELATION and token.value == r"\colon" and (ranged or present.signs):
            present.condition = not ranged
            present = cut()
            present.stop = True
            ranged = False
        elif kind == t.RELATION:
            if not present.signs:
                present.column, present.marked = marks, k > 0 and pieces[k - 1][0].kind == t.AMP
            present.signs.append(token)
            present.members.append([])
        elif kind == t.AMP:
            marks += 1
            if marks % 2 == 0 and present.signs and present.members[-1] and _begins_statement(pieces[k + 1:]):
                present = cut()
                present.gap = True
        elif kind != t.LABEL:
            present.members[-1] += piece
    if not present.empty or present.words or present.so or present.quantifier:
        out.append(present)
    return out


def _begins_statement(pieces) -> bool:
    """Does a cell begin something of its own: a relation stands in it, or within the bracket that it is?"""
    cell = [piece for piece in pieces if piece[0].kind not in (t.AMP, t.GAP)]
    return any(x[0].kind == t.RELATION for x in cell) or len(cell) == 1 and is_bracketed(cell[0])


def _relations(pieces) -> list[str]:
    """The relations of what follows, up to the end of its segment."""
    ends = next((k for k, piece in enumerate(pieces) if piece[0].kind in BOUNDARIES), len(pieces))
    return [str(piece[0].value) for piece in pieces[:ends] if piece[0].kind == t.RELATION]


def _ends_sentence(pieces, k: int) -> bool:
    """A full stop before a wide space, words or nothing; ``a.b`` is no sentence."""
    following = pieces[k + 1][0].kind if k + 1 < len(pieces) else None
    return following in (None, t.GAP, t.TEXT, t.SO, t.LABEL, t.AMP)


def _note(present: Segment, kind: str, token: Token) -> None:
    match kind:
        case t.COMMA:
            present.comma = token
        case t.GAP:
            present.gap = True
        case t.TEXT:
            present.words.append(token)
        case t.SO:
            present.so = token
        case t.QUANTIFIER:
            present.quantifier = token


def _plain_gap(segment: Segment) -> bool:
    return segment.gap and not (segment.comma or segment.words or segment.so or segment.quantifier or segment.stop)


def _merge_gaps(segments: list[Segment]) -> list[Segment]:
    """A wide space parts statements only where both sides are whole."""
    out: list[Segment] = []
    for segment in segments:
        before = out[-1] if out else None
        joins = before is not None and _plain_gap(segment) and not (segment.marked and segment.column > 1 and not segment.members[0]) and (
            not before.members[-1] or not segment.members[0]
            or not segment.relational and not is_aside(segment) and not is_bracketed(segment.members[0]))
        if joins:
            before.extend(segment)
        else:
            out.append(segment)
    return out


def is_aside(segment: Segment) -> bool:
    """``(i = 1, …, n)`` or ``(1)`` behind a formula: brackets around the whole segment."""
    tokens = segment.members[0]
    if segment.relational or not tokens or tokens[0].kind not in (t.OPEN, t.LEFT) or tokens[0].value not in ("(", "["):
        return False
    inside = tokens[1:-1]
    return any(x.kind in (t.RELATION, t.QUANTIFIER) for x in inside) or is_number_tag(tokens)


def is_bracketed(tokens: list[Token]) -> bool:
    r"""``[A^\top = A]``, ``(A \text{ symmetric})``: one bracket around a relation or words."""
    if len(tokens) < 3 or tokens[0].kind not in (t.OPEN, t.LEFT) or str(tokens[0].value)[-1:] not in "([":
        return False
    depth, told = 0, False
    for k, token in enumerate(tokens):
        told = told or depth == 1 and token.kind in (t.RELATION, t.TEXT)
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        if depth <= 0:
            return told and k == len(tokens) - 1
    return False


def is_number_tag(tokens: list[Token]) -> bool:
    r"""``(1)``, ``(*)``, ``(2a)`` behind a formula."""
    return 2 < len(tokens) <= 5 and tokens[0].kind == t.OPEN and tokens[-1].kind == t.CLOSE and (
        tokens[1].kind == t.NUMBER or tokens[1].value == "*") and all(
        x.kind in (t.NUMBER, t.NAME, t.INFIX, t.POINT) for x in tokens[1:-1])
