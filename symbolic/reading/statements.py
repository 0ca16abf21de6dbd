r"""A block of mathematics as statements: chains of members, with qualifiers and words.

Rows that begin with a relation continue the chain, rows that begin with ∴ or ⇒
or with a whole new statement do not.  ``, \quad l = 1, \dots, L-1`` behind a
chain is a qualifier.  A member that cannot be read carries its error, and the
rest of its chain survives.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping

from symbolic.errors import ReadError
from symbolic.reading import syntax as s
from symbolic.reading import tables as t
from symbolic.reading.lexer import Macro, Token, tokenize
from symbolic.reading.matrices import plain
from symbolic.reading.parser import parse_region
from symbolic.reading.ranges import is_name
from symbolic.reading.segments import Row, Segment, is_aside, is_number_tag, rows_of
from symbolic.reading.structure import structure
from symbolic.reading.words import CONDITION, EXISTS, QUALIFYING_WORDS, REASON, speaks_of_function, tensor_properties

EQUATIONS = frozenset({"=", ":=", "=:", r"\equiv", r"\approx", r"\Rightarrow", r"\Leftrightarrow", t.CONDITIONED})
BOUNDS = frozenset({r"\neq", r"\le", r"\ge", "<", ">", r"\ll", r"\gg"})
DECLARING = frozenset({r"\in", r"\colon", ":", r"\to"})
RISING = frozenset({r"\le", "<"})
FALLING = frozenset({r"\ge", ">"})
SHARED = frozenset({r"\in", r"\colon", r"\sim", r"\notin"}) | BOUNDS


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
        return bool(self.signs) and self.error is None and (_is_range(segment) or _only_bounds(segment))

    def tokens(self) -> list[Token]:
        return Segment(self.members, self.signs).tokens

    def settle(self) -> None:
        places = [x for member in self.members for x in member] + self.signs
        if places:
            self.start = min(x.start for x in places)
            self.end = max(x.end for x in places)


def parse_statement(text: str, offset: int = 0) -> list[s.Statement]:
    """The statements of one bare block of LaTeX, as typed on a command line.

    Never raises for bad mathematics: what cannot be read is a member's error.
    """
    return [finished(draft) for draft in drafts(text, 0, len(text), shift=offset)]


def drafts(text: str, start: int, end: int, *, shift: int = 0,
           macros: Mapping[str, Macro] | None = None) -> list[Draft]:
    """The statements of ``text[start:end]``, not parsed yet."""
    whole = structure(tokenize(text, start, end, shift=shift, macros=macros))
    stop = whole.poisoned()
    if stop is not None:
        return [Draft([[stop]], error=stop.value, start=start + shift, end=end + shift)]
    return _Reader(text, shift).read(rows_of(whole))


# ---------------------------------------------------------------- segments to statements

class _Reader:
    def __init__(self, text: str, shift: int):
        self.text, self.shift = text, shift
        self.out: list[Draft] = []
        self.present: Draft | None = None
        self.pending: list[tuple[str, list[Token]]] = []
        self.open_words = False
        self.claim: Draft | None = None
        self.closed = True
        self.more = False

    def read(self, rows: list[Row]) -> list[Draft]:
        closed = True
        for row in rows:
            before, self.claim = self.present, None
            self.closed = closed
            segments = _share_names(_gather_ranges(row.segments))
            for k, segment in enumerate(segments):
                self.more = any(x.relational for x in segments[k + 1:])
                self.segment(segment)
            if row.label and self.present is not None:
                labelled = next((d for d in self.out if d is not before and not d.label), self.present)
                labelled.label = labelled.label or row.label
            closed = row.closed
        _share_words(self.out)
        for draft in self.out:
            draft.settle()
        return self.out

    def source(self, tokens: list[Token]) -> str:
        if not tokens:
            return ""
        return "$" + self.text[tokens[0].start - self.shift:tokens[-1].end - self.shift].strip() + "$"

    def start(self, segment: Segment, words: list[str] = ()) -> None:
        self.present = Draft(list(segment.members), list(segment.signs), qualifiers=self.pending,
                             words=[w for w in words if w])
        self.pending = []
        self.open_words = False
        self.out.append(self.present)
        self.present.settle()
        if _values(segment.signs) & EQUATIONS:
            self.claim = self.present

    def segment(self, segment: Segment) -> None:
        self.about_declared(segment)
        words = [x.value.strip() for x in segment.words]
        if segment.condition and self.more:
            self.pending.append(("", segment.tokens))
        elif segment.so is not None:
            self.start(segment, [segment.so.value, *words])
        elif words:
            self.after_words(segment, words)
        elif segment.quantifier is not None:
            self.qualify(segment.quantifier.value, segment)
        elif segment.row_start:
            self.first_of_row(segment)
        else:
            self.within_row(segment)

    def about_declared(self, segment: Segment) -> None:
        r"""``A \in S \text{ symmetric}, b \in T``: properties before the comma are about A."""
        present, comma = self.present, segment.comma
        if present is None or comma is None or not segment.words or not _values(present.signs) & DECLARING:
            return
        before = [x for x in segment.words if x.end <= comma.start]
        said = " ".join(x.value for x in before)
        if len(before) == len(segment.words) and (tensor_properties(said) or speaks_of_function(said)):
            present.words += [x.value.strip() for x in before]
            segment.words = []

    # -- beginnings
    def first_of_row(self, segment: Segment) -> None:
        present = self.present
        first = segment.members[0][0] if segment.members[0] else None
        if first is None and segment.signs[0].value in t.IMPLICATIONS:
            rest = Segment(segment.members[1:], segment.signs[1:])
            self.start(rest, ["therefore"])
        elif present is None:
            self.start(segment)
        elif first is None or present.dangling or self.unfinished() or (
                present.signs and self.goes_on(segment, first)):
            present.extend(segment.members, segment.signs)
        else:
            unsure = not self.closed and self.may_go_on(segment, first)
            if unsure:
                present.unsure.add(len(present.members) - 1)
            self.start(segment)
            if unsure:
                self.present.unsure.add(0)

    def may_go_on(self, segment: Segment, first: Token) -> bool:
        """A row of which nobody can say whether it goes on or begins anew."""
        if not self.present.signs:
            return False
        return not segment.relational or first.kind in (t.SIGN, t.INFIX) and not segment.aligned

    def unfinished(self) -> bool:
        last = self.present.members[-1]
        return bool(last) and last[-1].kind in (t.SIGN, t.INFIX)

    def goes_on(self, segment: Segment, first: Token) -> bool:
        """A row without a relation under an empty cell, or one that begins with + or ×."""
        if first.kind in (t.SIGN, t.INFIX):
            return segment.indented or not segment.relational
        return segment.indented and not segment.relational

    def within_row(self, segment: Segment) -> None:
        present = self.present
        if present is None or segment.stop:
            self.start(segment)
        elif self.open_words and not segment.relational:
            present.words.append(("," if segment.comma else "") + self.source(segment.tokens))
        elif not segment.members[0] or present.dangling:
            present.extend(segment.members, segment.signs)
        elif is_number_tag(segment.members[0]) and not segment.relational:
            present.label = present.label or "".join(str(x.value) for x in segment.members[0])
        elif present.signs and (self.is_qualifier(segment) or is_aside(segment)):
            self.qualify("", segment)
        else:
            self.start(segment)

    # -- words
    def after_words(self, segment: Segment, words: list[str]) -> None:
        said = " ".join(words)
        lower = plain(said)
        present = self.present
        if present is None or segment.stop:
            self.before_anything(segment, words, lower)
        elif segment.empty and segment.quantifier is None:
            present.words += words
            self.open_words = True
        elif lower in ("implies", "implies that") and segment.members[0]:
            sign = Token(t.RELATION, r"\Rightarrow", segment.words[0].start, segment.words[0].end)
            present.extend([[], *segment.members], [sign, *segment.signs])
        elif lower in t.ELSE_WORDS and not segment.relational and present.qualifiers:
            present.cases = [(present.members[-1], present.qualifiers.pop()[1]), (segment.members[0], None)]
            present.members[-1] = present.members[-1] + segment.members[0]
        elif segment.quantifier is not None or EXISTS.search(lower):
            present.words += words
            self.qualify("exists" if EXISTS.search(lower) else segment.quantifier.value, segment)
        elif CONDITION.search(lower) and self.conditional(segment, lower) \
                or REASON.search(lower) and _only_bounds(segment):
            present.words += words
            self.qualify("forall" if not segment.relational else "", segment)
        elif not segment.members[0]:
            present.extend(segment.members, segment.signs)
            present.words += words
        elif segment.relational:
            self.start(segment, words)
            if lower == "or":
                for draft in (present, self.present):
                    draft.qualifiers.append(("or", [*segment.words]))
        else:
            present.words += [*words, self.source(segment.tokens)]
            self.open_words = True

    def before_anything(self, segment: Segment, words, lower: str) -> None:
        """Words that open a block: a condition on what follows, or just words."""
        if segment.empty:
            self.start(segment, words)
        elif CONDITION.search(lower) and (_is_range(segment) or segment.relational and self.more):
            self.pending.append(("", segment.tokens))
        else:
            self.start(segment, words)

    def conditional(self, segment: Segment, lower: str) -> bool:
        """Whether the words make a condition of what follows, not a statement of its own."""
        last = lower.split()[-1]
        if last in QUALIFYING_WORDS:
            return segment.relational and (_is_range(segment) or _only_bounds(segment))
        return True

    # -- qualifiers
    def qualify(self, mode: str, segment: Segment) -> None:
        tokens = segment.tokens
        if is_aside(segment) and not mode:
            tokens = tokens[1:-1]
        if tokens:
            self.target().append((mode, tokens))

    def target(self) -> list:
        r"""Where a qualifier belongs: behind ``a = b, x \in S`` it is about the equation."""
        if self.present is None:
            return self.pending
        declares = _values(self.present.signs) == {r"\in"}
        return (self.claim if declares and self.claim is not None else self.present).qualifiers

    def is_qualifier(self, segment: Segment) -> bool:
        if _is_range(segment):
            return True
        about_equation = any(x.value in EQUATIONS for x in self.present.signs)
        return segment.relational and about_equation and _only_bounds(segment)


def _values(signs: list[Token]) -> set[str]:
    return {str(x.value) for x in signs}


def _has_dots_member(segment: Segment) -> bool:
    return any(len(m) == 1 and m[0].kind == t.DOTS for m in segment.members)


def _only_bounds(segment: Segment) -> bool:
    return segment.relational and _values(segment.signs) <= BOUNDS and not _has_dots_member(segment)


def _is_range(segment: Segment) -> bool:
    r"""``l = 1, \dots, n``; ``i \in \{1, \dots, n\}``; ``1 \le i \le n``."""
    values = _values(segment.signs)
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


def _gather_ranges(segments: list[Segment]) -> list[Segment]:
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


def _share_names(segments: list[Segment]) -> list[Segment]:
    r"""``x, b \in \mathbb{R}^n`` is about both names."""
    out: list[Segment] = []
    for segment in segments:
        if segment.relational and _listable(segment) and segment.members[0] and (
                segment.signs[0].value in SHARED or _is_range(segment)):
            while _can_share(out, segment):
                before = out.pop()
                segment.members[0] = [*before.tokens, segment.comma, *segment.members[0]]
                segment.comma, segment.gap, segment.row_start = before.comma, before.gap, before.row_start
                segment.words, segment.quantifier, segment.so = before.words, before.quantifier, before.so
                segment.indented, segment.stop = before.indented, before.stop
                if not _listable(segment):
                    break
        out.append(segment)
    return out


def _can_share(out: list[Segment], segment: Segment) -> bool:
    if not out or out[-1].relational:
        return False
    return _is_single_name(out[-1].members[0]) or bool(out[-1].quantifier) and _flat_list(out[-1].members[0])


def _share_words(found: list[Draft]) -> None:
    r"""``x, b \text{ constant}``: words behind a list of bare formulas are about each."""
    following: Draft | None = None
    for draft in reversed(found):
        if following is not None and not draft.signs and not draft.words and not following.signs:
            draft.words = list(following.words)
        following = draft


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
                       draft.display, draft.label)


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
    if mode in ("exists", "nexists"):
        return s.Juxtaposition(start, end, (s.Operator(start, start, mode), node))
    return node
