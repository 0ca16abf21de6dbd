r"""A block of mathematics as statements: chains of members, with qualifiers and words.

Rows that begin with a relation continue the chain, rows that begin with ∴ or ⇒
or with a whole new statement do not.  ``, \quad l = 1, \dots, L-1`` behind a
chain is a qualifier.  A member that cannot be read carries its error, and the
rest of its chain survives.
"""
from __future__ import annotations

import re
from typing import Mapping

from symbolic.reading.documents.drafts import Draft, finished
from symbolic.reading.documents.gathering import gather_ranges, is_range, only_bounds, share_names, signs_in
from symbolic.reading.documents.remarks import Chains, goes_on, is_reason, is_said, may_limit
from symbolic.reading.documents.segments import Row, Segment, is_aside, is_number_tag, rows_of
from symbolic.reading.documents.supposing import UNUSED, goes_on_supposing, leads_on, mode_of, restricts, sets
from symbolic.reading.grammar import syntax as s, tables as t
from symbolic.reading.grammar.lexer import Macro, Token, tokenize
from symbolic.reading.grammar.matrices import plain
from symbolic.reading.grammar.structure import structure
from symbolic.reading.words.words import CONDITION, EXISTS, QUALIFYING_WORDS, REASON, of_diagonal, speaks_of_function, tensor_properties

EQUATIONS = frozenset({"=", ":=", "=:", r"\equiv", r"\approx", r"\Rightarrow", r"\Leftrightarrow", t.CONDITIONED})
LINKED = re.compile(r"\w.*(?:[,;.:]|[\s,;]and(?: let| also)?)\s*\Z", re.S)
"""Words that say something and then lead over to the next symbol."""
SAYS = re.compile(r"\W*(?:is|are|has|have|denotes?)\b", re.I)
DECLARING = frozenset({r"\in", r"\colon", ":", r"\to"})


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
        self.below = False
        self.said = False
        self.chains = Chains()
        self.remarking = False
        self.supposed: list[tuple[str, list[Token]]] = []
        self.condition: list[tuple[str, list[Token]]] = []

    def read(self, rows: list[Row]) -> list[Draft]:
        closed = True
        for number, row in enumerate(rows):
            below = any(x.relational for later in rows[number + 1:] for x in later.segments)
            before, self.claim = self.present, None
            self.closed = closed
            self.chains.row(self.present)
            self.remarking = False
            segments = share_names(gather_ranges(row.segments))
            for k, segment in enumerate(segments):
                self.more = any(x.relational and not (is_range(x) or only_bounds(x)) for x in segments[k + 1:])
                self.below = self.more or below
                self.said = any(x.words and not x.relational for x in segments[k + 1:])
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
        self.present = Draft(list(segment.members), list(segment.signs), qualifiers=[*self.supposed, *self.pending],
                             words=[w for w in words if w])
        self.pending = []
        self.open_words = False
        self.out.append(self.present)
        self.present.settle()
        self.chains.note(segment, self.present)
        if signs_in(segment.signs) & EQUATIONS:
            self.claim = self.present

    def segment(self, segment: Segment) -> None:
        self.about_declared(segment)
        words = [x.value.strip() for x in segment.words]
        if self.adds_condition(segment, plain(" ".join(words))):
            return
        self.remarking = self.present is not None and not segment.row_start and self.is_remark(segment, " ".join(words))
        if self.remarking:
            self.remark(segment.tokens, words, limits=False)
        elif segment.condition and self.more:
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

    # -- conditions in words
    def adds_condition(self, segment: Segment, words: str) -> bool:
        """Is the segment one more condition, behind one or behind words that suppose it for all that follows in the block?"""
        known = self.known_condition(words)
        opens = self.present is None or segment.row_start or segment.stop
        if known and not segment.stop and goes_on_supposing(words) and (not segment.gap if self.is_behind(known) else self.more):
            mode = known[-1][0]
        else:
            known, mode = self.supposed, mode_of(words) if words and opens and self.below and not CONDITION.search(words) else None
        if mode is None or not (restricts(segment) or only_bounds(segment)):
            return False
        self.add_condition(known, mode, segment)
        return True

    def known_condition(self, words: str) -> list[tuple[str, list[Token]]]:
        """The list whose last condition stands right before; it is not to be used where words do more than lead on."""
        known, self.condition = self.condition, []
        if known and words and not leads_on(words) and not goes_on_supposing(words):
            known[-1] = (UNUSED, known[-1][1])
        return known

    def add_condition(self, known: list[tuple[str, list[Token]]], mode: str, segment: Segment) -> None:
        known.append((mode, segment.tokens))
        self.condition = known

    @staticmethod
    def mode(words: str) -> str:
        """How a condition behind these words counts: to be used only if they are understood to the last."""
        found = mode_of(words)
        return UNUSED if found is None else found

    def is_behind(self, known: list[tuple[str, list[Token]]]) -> bool:
        """Do these conditions stand behind what they are about?"""
        return known is not self.supposed and known is not self.pending

    def about_declared(self, segment: Segment) -> None:
        r"""``A \in S \text{ symmetric}, b \in T`` and ``A \text{ constant}, x \in S``, ``A \text{ symmetric}, b …``: properties before the comma, or before "and", are about A."""
        present, comma = self.present, segment.comma
        if present is None or not segment.words or present.signs and not signs_in(present.signs) & DECLARING:
            return
        before = [x for x in segment.words if comma is not None and x.end <= comma.start]
        linked = comma is None and signs_in(segment.signs) & DECLARING and LINKED.search(segment.words[-1].value)
        said = " ".join(x.value for x in (segment.words if linked else before))
        if (linked or len(before) == len(segment.words)) and (tensor_properties(said) or speaks_of_function(said) or of_diagonal(said) or SAYS.match(said)):
            present.words += [x.value.strip() for x in segment.words]
            segment.words = []

    # -- remarks
    def is_remark(self, segment: Segment, words: str) -> bool:
        """Is a segment behind a chain its reason, or does it go on with one?"""
        if not signs_in(self.present.signs) & EQUATIONS or segment.empty:
            return False
        return is_reason(words, segment) or self.remarking and goes_on(words, segment)

    def remark(self, tokens: list[Token], words: list[str], limits: bool) -> None:
        """What is said beside the chain, of the relations that its row has had."""
        present = self.present
        present.words += [w for w in (*words, self.source(tokens)) if w]
        present.remarks.append(s.Remark(tokens[0].start, max(x.end for x in tokens), self.chains.since(present), len(present.signs), limits))

    def carry_on(self, segment: Segment) -> None:
        """A relation first: the chain goes on that has its mark of alignment; equations that stand between are beside it."""
        chain = self.chains.of(segment, self.present)
        if chain is not self.present:
            for draft in self.out[self.out.index(chain) + 1:]:
                if self.chains.is_beside(draft):
                    draft.beside = True
                    chain.remarks.append(s.Remark(draft.start, draft.end, max(0, len(chain.signs) - 1), len(chain.signs), True))
            self.present = chain
        elif segment.row_start and self.chains.parted(chain):
            self.start(segment)
            self.present.unsure.add(0)
            return
        self.chains.note(segment, chain)
        chain.extend(segment.members, segment.signs)

    # -- beginnings
    def first_of_row(self, segment: Segment) -> None:
        present = self.present
        first = segment.members[0][0] if segment.members[0] else None
        if first is None and segment.signs[0].value in t.IMPLICATIONS:
            rest = Segment(segment.members[1:], segment.signs[1:])
            self.start(rest, ["therefore"])
        elif present is None:
            self.start(segment)
        elif first is None:
            self.carry_on(segment)
        elif present.dangling or self.unfinished() or (
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
        elif not segment.members[0]:
            self.carry_on(segment)
        elif present.dangling:
            present.extend(segment.members, segment.signs)
        elif is_number_tag(segment.members[0]) and not segment.relational:
            present.label = present.label or "".join(str(x.value) for x in segment.members[0])
        elif present.signs and not segment.relational and is_said(segment.members[0]):
            self.remark(segment.tokens, [], limits=may_limit(segment.tokens))
        elif present.signs and (self.is_qualifier(segment) or is_aside(segment)):
            self.qualify("", segment)
        else:
            self.start(segment)

    # -- words
    def after_words(self, segment: Segment, words: list[str]) -> None:
        said = " ".join(words)
        lower = plain(said)
        present = self.present
        if present is None or segment.stop or segment.row_start and self.more and restricts(segment):
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
                or REASON.search(lower) and only_bounds(segment):
            present.words += words
            limits = restricts(segment) and not is_range(segment)
            self.qualify("forall" if not segment.relational else self.mode(lower) if limits else "", segment)
            self.condition = self.target() if limits else []
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
        elif CONDITION.search(lower) and (is_range(segment) or segment.relational and (self.more or self.said) and not sets(segment)):
            self.add_condition(self.pending, self.mode(lower) if restricts(segment) and not is_range(segment) else "", segment)
        else:
            self.start(segment, words)

    def conditional(self, segment: Segment, lower: str) -> bool:
        """Whether the words make a condition of what follows, not a statement of its own."""
        last = lower.split()[-1]
        if last in QUALIFYING_WORDS:
            return segment.relational and (is_range(segment) or only_bounds(segment) or restricts(segment))
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
        declares = signs_in(self.present.signs) == {r"\in"}
        return (self.claim if declares and self.claim is not None else self.present).qualifiers

    def is_qualifier(self, segment: Segment) -> bool:
        if is_range(segment):
            return True
        about_equation = any(x.value in EQUATIONS for x in self.present.signs)
        return segment.relational and about_equation and only_bounds(segment)


def _share_words(found: list[Draft]) -> None:
    r"""``x, b \text{ constant}``: words behind a list of bare formulas are about each."""
    following: Draft | None = None
    for draft in reversed(found):
        if following is not None and not draft.signs and not draft.words and not following.signs:
            draft.words = list(following.words)
        following = draft
