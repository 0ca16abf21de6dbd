r"""A statement while it is collected, ``Draft``, and the statement that it makes.

A member that cannot be read carries its error; members, ranges and conditions
are parsed only when the draft is finished.
"""
from __future__ import annotations

from dataclasses import dataclass, field

from symbolic.errors import ReadError
from symbolic.reading.documents.gathering import RISING, is_range, only_bounds
from symbolic.reading.documents.segments import Segment
from symbolic.reading.documents.supposing import UNUSED
from symbolic.reading.grammar import syntax as s, tables as t
from symbolic.reading.grammar.lexer import Token
from symbolic.reading.grammar.parser import parse_region
from symbolic.reading.grammar.structure import structure

INDICES = frozenset({"i", "j", "k", "l", "\\ell", "r", "s", "t"})
"""Letters that a comparison is taken to be about as indices, where the prose makes a case of it."""


@dataclass
class Draft:
    """A statement being put together; ``continues``: it begins with a relation."""
    members: list[list[Token]] = field(default_factory=list)
    signs: list[Token] = field(default_factory=list)
    qualifiers: list[tuple[str, list[Token]]] = field(default_factory=list)
    cases: list[tuple[list[Token], list[Token] | None]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    label: str = ""
    error: ReadError | None = None
    unsure: set[int] = field(default_factory=set)
    remarks: list[s.Remark] = field(default_factory=list)
    beside: bool = False
    start: int = 0
    end: int = 0
    display: bool = True

    @property
    def continues(self) -> bool:
        return bool(self.signs) and not self.members[0] and self.error is None

    @property
    def dangling(self) -> bool:
        return bool(self.signs) and not self.members[-1] and self.error is None

    def extend(self, members: list[list[Token]], signs: list[Token]) -> None:
        """Goes on with ``members[0] signs[0] …``; a sign typed at both ends of a break counts once."""
        if self.dangling and signs and not members[0] and self.signs[-1].value == signs[0].value:
            members, signs = members[1:], signs[1:]
        self.members[-1] = self.members[-1] + members[0]
        self.signs += signs
        self.members += members[1:]
        self.end = max([self.end, *(x.end for x in signs), *(x.end for member in members for x in member)])

    def condition(self) -> bool:
        """Whether it can be a condition on another statement: a range, or bounds alone."""
        segment = Segment(self.members, self.signs)
        return bool(self.signs) and self.error is None and (is_range(segment) or only_bounds(segment))

    def compares_letters(self) -> bool:
        r"""Two letters of indices and ``=`` or ``\neq`` between them: ``i = j``, ``k \neq l``."""
        return self.error is None and [str(x.value) for x in self.signs] in (["="], [r"\neq"]) \
            and all(len(m) == 1 and m[0].value in INDICES for m in self.members)

    def tokens(self) -> list[Token]:
        return Segment(self.members, self.signs).tokens

    def settle(self) -> None:
        places = [x for member in self.members for x in member] + self.signs
        if places:
            self.start = min(x.start for x in places)
            self.end = max(x.end for x in places)


# ---------------------------------------------------------------- syntax

def finished(draft: Draft) -> s.Statement:
    """The statement with its members parsed, each alone."""
    if draft.error is not None:
        members = [s.Member(draft.start, draft.end, None, draft.error)]
    else:
        members = [_member(draft, k) for k in range(len(draft.members))]
    relations = tuple(s.RelationSign(x.start, x.end, str(x.value)) for x in draft.signs)
    qualifiers = _one_by_one(draft)
    words = " ".join(" ".join(draft.words).split()).replace(" ,", ",")
    return s.Statement(draft.start, draft.end, tuple(members), relations, qualifiers, words,
                       draft.display, draft.label, tuple(draft.remarks), draft.beside)


def _member(draft: Draft, k: int) -> s.Member:
    tokens = draft.members[k]
    start, end = _extent(draft, k)
    if k in draft.unsure:
        return s.Member(start, end, None, ReadError(
            "two rows may be one formula or two", start, end, code="E117",
            hint="begin a continued row with & and an operator, or end a finished one with a comma"))
    try:
        if draft.cases and k == len(draft.members) - 1:
            return s.Member(start, end, _inline_cases(draft, start, end))
        return s.Member(start, end, _parsed(tokens, start, end))
    except ReadError as error:
        return s.Member(start, end, None, error)


def _extent(draft: Draft, k: int) -> tuple[int, int]:
    tokens = draft.members[k]
    if tokens:
        return tokens[0].start, max(x.end for x in tokens)
    place = draft.signs[k - 1].end if k else draft.signs[0].start if draft.signs else draft.start
    return place, place


def _parsed(tokens: list[Token], start: int, end: int) -> s.Node:
    if not tokens:
        raise ReadError("nothing stands here", start, max(end, start + 1), code="E110", expected="a formula")
    if len(tokens) == 1 and tokens[0].kind == t.DOTS:
        raise ReadError("only dots stand here", start, end, code="E120",
                        expected="a formula", found="dots")
    whole = structure(list(tokens))
    stop = whole.poisoned()
    if stop is not None:
        raise stop.value
    return parse_region(whole, 0, len(whole.tokens))


def _inline_cases(draft: Draft, start: int, end: int) -> s.Node:
    rows = []
    for value, condition in draft.cases:
        node = _parsed(value, start, end)
        asked = (s.Text(node.end, end, "otherwise") if condition is None
                 else _parsed(condition, condition[0].start, condition[-1].end))
        rows.append((node, asked))
    return s.CasesNode(start, end, tuple(rows))


def _one_by_one(draft: Draft) -> tuple[s.Node, ...]:
    r"""The qualifiers, each range of one letter: ``i, j = 1, \dots, n`` and ``1 \le i, j \le n`` are two."""
    found: list[s.Node] = []
    for entry in draft.qualifiers:
        node = _qualifier(*entry)
        before = found[-1] if found else None
        match before, node:
            case (s.Relation(operator=a, left=low, right=s.Name() as first),
                  s.Relation(operator=b, left=names, right=high)) if (
                    {a, b} <= RISING and not isinstance(low, s.Relation) and _names(names)):
                inner = [s.Relation(low.start, x.end, a, low, x) for x in (first, *_names(names))]
                found[-1:] = [s.Relation(low.start, high.end, b, x, high) for x in inner]
            case _, s.Relation(operator=op, left=s.Sequence(items=names), right=right):
                found += [s.Relation(node.start, node.end, op, x, right) for x in names]
            case _:
                found.append(node)
    return tuple(found)


def _names(node: s.Node) -> tuple[s.Node, ...]:
    items = node.items if isinstance(node, s.Sequence) else (node,)
    return items if all(isinstance(x, s.Name) for x in items) else ()


def _qualifier(mode: str, tokens: list[Token]) -> s.Node:
    """A range as syntax; one that cannot be read, or says "exists", stays visible as such."""
    start, end = tokens[0].start, tokens[-1].end
    try:
        node = _parsed(tokens, start, end)
    except ReadError:
        return s.Text(start, end, "unread qualifier")
    if mode in ("exists", "nexists", UNUSED):
        return s.Juxtaposition(start, end, (s.Operator(start, start, mode), node))
    return node
