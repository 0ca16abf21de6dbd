r"""Documents read in a context: steps, bridges, definitions, the layout.

``read`` is the whole of reading: text → statements → steps.  What the author
declares joins the context (never overriding what is given); a statement that
introduces a symbol is listed as a definition; every other relation is a step.
"""
from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from symbolic.errors import ReadError
from symbolic.language.context import Assumption, Context
from symbolic.reading.claims import implications, stationary
from symbolic.reading.claims.claim_steps import Steps
from symbolic.reading.claims.claims import JUDGED, UNJUDGED, Claim, declares, snapshot, unread_problem
from symbolic.reading.claims.introducing import ASSUMING, Introducing
from symbolic.reading.claims.in_text import SETTING, SETTING_WORDS
from symbolic.reading.claims.settling import choose_layout
from symbolic.reading.context import directions, starred, variances
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.context.folding import varied
from symbolic.reading.context.inference import infer
from symbolic.reading.context.strata import with_strata
from symbolic.reading.declarations.assumptions import bounds, meanings
from symbolic.reading.declarations.assumptions.assumptions import assumption
from symbolic.reading.declarations.assumptions.conditions import TURNED, Restrictions, condition_of, is_index_condition, restricts_in_words
from symbolic.reading.declarations.assumptions.decompositions import decomposed
from symbolic.reading.declarations.assumptions.lasting import Lasting
from symbolic.reading.declarations.assumptions.settings import set_signs
from symbolic.reading.declarations.declarations import declare
from symbolic.reading.declarations.definitions import conditioned, definitions
from symbolic.reading.declarations.given import builder_from, builder_on
from symbolic.reading.declarations.properties import property_said
from symbolic.reading.declarations.symbols import entry_names, losses, quantified
from symbolic.reading.declarations.symbols.channels import define_channels
from symbolic.reading.declarations.symbols.families import settle_ranges
from symbolic.reading.declarations.symbols.listed import words_of_lists
from symbolic.reading.documents.beside import same_sentence, supposed as supposed_in_text, words_beside
from symbolic.reading.documents.blocks import has_delimiters
from symbolic.reading.documents.roles import (
    CLAIM, CONDITION, MENTION, SETS, denied_behind, described, gives_number, kept_to_a_case, mentions_a_value, of_some, role, roughly, supposed_before, under_words, updates, words_before)
from symbolic.reading.documents.supposing import setting_word
from symbolic.reading.elaboration import exponentials, own_operators, unequal
from symbolic.reading.elaboration.arrays import borders
from symbolic.reading.elaboration.clauses import Clause, clauses_of, range_statement, ranges_of
from symbolic.reading.elaboration.derivatives.symmetry import convention
from symbolic.reading.elaboration.layout import LAYOUTS
from symbolic.reading.elaboration.pseudo_inverses import lone_names, signs_said
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.steps import ReadDocument
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import sentence_at
from symbolic.reading.words.general import said_of_all

if TYPE_CHECKING:
    from symbolic.reading.claims.borrowing import Borrowed

UNDER = re.compile(r"\b(?:for|if|when|whenever|case)\W*\Z", re.I)
CASE = re.compile(r"\bcase\b", re.I)


def read(document: s.Document | str, path: str = "", given: Context | list[str] | None = None,
         layout: str = "auto", first: int = 1, only: str = "", borrowed: "Borrowed | None" = None) -> ReadDocument:
    """The steps of a document, with their readings or problems.

    ``given`` is a context or a list of LaTeX texts that declare, define and
    assume; ``layout`` is one of "mixed", "numerator", "denominator", "auto";
    ``first`` is the number of the first chain; ``only`` is a layout that is tried,
    though none is asked for; ``borrowed`` is what it takes from other parts of its document.
    """
    if isinstance(document, str):
        from symbolic.reading.documents.documents import read_document
        document = read_document(document, path)
    reader = Reader(document, given, layout, first, only, borrowed)
    return reader.result()


class Reader(Introducing):
    """One document being read: first what it declares, then its chains."""

    def __init__(self, document: s.Document, given, layout: str, first: int = 1, only: str = "", borrowed: "Borrowed | None" = None):
        granted = builder_from(given, layout=layout) if isinstance(given, list) else None
        self.builder = granted or builder_on(given or Context())
        if borrowed is not None:
            borrowed.into(self.builder)
        if layout == "auto":
            layout = meanings.layout_said([document.printed]) or self.builder.layout
        self.wanted, self.first = layout, first
        self.granted = frozenset(self.builder.formulas)
        self.builder.variances |= variances.said(c for st in document.statements for c in clauses_of(st))
        document = stationary.parted(variances.in_document(own_operators.in_document(document), self.builder.variances))
        self.document, self.builder.conditioned = conditioned.of_document(document, self.builder.conditioned)
        self.builder.provenance = "author"
        if self.builder.layout == "auto":
            self.builder.layout = only or layout
        self.notices: list[s.Notice] = list(document.notices)
        self.definitions: list[str] = []
        self.claims: list[Claim] = []
        self.mentioned: set[str] = set()
        self.chosen: frozenset[str] = frozenset()
        self.latest = 0
        self.varied = varied(m.syntax for st in document.statements for m in st.members if m.syntax is not None)
        self.ahead: set[tuple[int, int]] = set()
        self._declarations()
        self._statements()
        self.layouts, self.reason = choose_layout(self.claims, layout, (only,) if only else self.builder.layouts)

    # -- what is declared
    def _declarations(self) -> None:
        """Memberships, maps and words, wherever they stand in the document."""
        known = len(self.builder.notices)
        around = self._words()
        spoken = [([m.syntax for m in st.members], words) for st, words in zip(self.document.statements, around)]
        self.builder.pseudo |= signs_said(self.document.printed, spoken)
        for st in self.document.statements:
            self.builder.lone_pluses |= lone_names([m.syntax for m in st.members], [r.operator for r in st.relations])
        self.builder.exponentials |= exponentials.said([self.document.printed])
        self.builder.doubt(sorted(meanings.said((), [self.document.printed])))
        if any(exponentials.defines_e(tuple(m.syntax for m in st.members), tuple(r.operator for r in st.relations))
               for st in self.document.statements):
            self.builder.exponentials |= {exponentials.OWN}
        self.builder.symmetry |= convention(self.document.printed)
        for st in self.document.statements:
            if declares(st) and any(m.error is not None for m in st.members):
                self.builder.doubt([n for m in st.members if m.syntax is not None for n in names_in(m.syntax)])
        said = words_of_lists(self.document.printed, self.document.statements, around)
        numbers = losses.spoken_of(self.document)
        plain = [(st, words) for st, words in zip(self.document.statements, said) if st.start not in numbers and not losses.places_gradient(st) and (
                 declares(st) or _defines_and_declares(st) or entry_names.names_entries(st))]
        self.builder.recursive |= definitions.recursive(c for st in self.document.statements for c in clauses_of(st))
        spoken_of = [c for st, words in plain for c in clauses_of(st, *words)]
        bounds_beside = declare(self.builder, spoken_of, given=False)
        unknown = [c for c in spoken_of if len(c.members) == 1 and c.words and isinstance(c.members[0], s.Name)
                   and not self.builder.elaborator().scope.declared(c.members[0].text)]
        for st, words in zip(self.document.statements, said):
            sentence = sentence_at(self.document.printed, st.start)
            decomposed(self.builder, clauses_of(st, *words)[0], self.document.printed[sentence.start:max(sentence.end, st.end)])
        settle_ranges(self.builder)
        variances.declare(self.builder, [c for st in self.document.statements for c in clauses_of(st)])
        self.losses = losses.Losses(self.document, self.builder)
        formulas = [self.losses.turned(part) for k, st in enumerate(self.document.statements) if not declares(st) and st.relations
                    for c in clauses_of(st) for part in self._unless_special(k, c)]
        starred.declare_like_base(self.builder, formulas)
        infer(self.builder, [*formulas, *unknown], layouts=self.builder.layouts or LAYOUTS if self.wanted == "auto" else (self.wanted,))
        starred.declare_like_base(self.builder, formulas)
        for c in unknown:
            property_said(self.builder, c)
        for c in bounds_beside:
            self._hold_beside(c)
        for axes, word in said_of_all(self.document.printed):
            spoken = [d.name for d in self.builder.context.tensors if axes is None or len(d.shape) == axes]
            self.builder.hedge(s.Node(0, 0), spoken, f"what “{word}” says of all")
        self.signed = set_signs(self.builder, self.document)
        self.lasting = Lasting(self.document, self.builder, said)
        self._bars(formulas)
        directions.declare_directions(self.builder, formulas)
        self._channels()
        self.notices += self.builder.notices[known:]

    def _channels(self) -> None:
        """Arrays of the author's that are given channel by channel, w_1 = … and w_2 = …, and what is beyond their borders."""
        single = [c for st in self.document.statements if [r.operator for r in st.relations] == ["="] for c in clauses_of(st)]
        own = [c for c in single if (found := body_of(c)) is not None
               and (declared := self.builder.context.tensor(found[0].name)) is not None and declared.provenance == "author"]
        set_by_words = {c for c in own if SETTING & set(re.findall(r"[a-z]+", c.words.lower()))}
        left = define_channels(self.builder, [c for c in own if c in set_by_words])
        left += define_channels(self.builder, [c for c in own if c not in set_by_words], entries=False)
        left = [c for c in left if not borders.declared(self.builder, c)]
        self.channelled = {(c.start, c.end) for c in own if c not in left}
        if self.channelled:
            self.builder.context = with_strata(self.builder.context)

    def _bars(self, formulas: list[Clause]) -> None:
        """A symbol that only bars give a value, f(y)|_{y = Ax}, is defined by them."""
        bars = directions.barred(formulas)
        new = [c for c in bars if not self.builder.elaborator().scope.declared(c.members[0].text)]
        if len({c.members[0].text for c in new}) < len(new):
            return
        for clause in new:
            before = self.builder.context
            try:
                definitions.define(self.builder, clause)
            except (Refused, ReadError):
                self.builder.context = before
        self.builder.context = with_strata(self.builder.context)

    def _words(self) -> list[str]:
        """The words about each statement; those of a bare formula are its own."""
        if has_delimiters(self.document.printed):
            return words_beside(self.document)
        return [st.words for st in self.document.statements]

    def _statements(self) -> None:
        standing: dict = {}
        restrictions = Restrictions(self.document)
        early = self._defined_below()
        self.lasting.begin()
        for position, statement in enumerate(self.document.statements):
            self.lasting.at(position)
            clause = self.losses.turned(clauses_of(statement)[0])
            self.notices += self.losses.settle(self.builder, statement.start)
            if self.losses.declares(clause) or not statement.display and self.losses.sets(clause) and self._sets_gradient(statement, clause):
                continue
            if self._function_anew(statement, clause, position):
                continue
            if self.lasting.redefines(position):
                self._define_anew(statement, clause)
                continue
            if position in self.signed or entry_names.names_entries(statement) and entry_names.in_force(self.builder, clause):
                continue
            alone = range_statement(clause) if len(clause.members) > 1 else None
            if alone is not None and bounds.bounding(clause, self.builder.context):
                self._bound_numbers(statement, clause, supposed_in_text(self.document, position))
                continue
            if alone is not None:
                standing.update(self._evaluated([alone]))
                continue
            standing.update(self._evaluated(ranges_of(self._next_sentence(statement))))
            if declares(statement) or not any(r.operator in JUDGED | UNJUDGED for r in statement.relations):
                self._broken(statement)
                if restricts_in_words(statement.words, self._properties_of(statement)):
                    restrictions.add(position)
                    self._condition_behind(position)
                continue
            if conditioned.names_distribution(clause, self.builder.formulas):
                self.notices.append(s.Notice(statement.start, statement.end, "a distribution, which is not judged", "distribution"))
                self.builder.doubt(names_in(clause.members[0]))
                self._bounded(self.builder, bounds.split(statement.qualifiers, self.builder.context)[0])
                continue
            number = self._next_number()
            self.notices += [s.Notice(x.start, x.end, "a remark beside the chain, so it is not judged", "remark") for x in statement.remarks]
            self._bounded_letters(statement)
            bounding, rest = bounds.split(statement.qualifiers, self.builder.context)
            region, rest = bounds.regions(rest, self.builder.context, tuple(m.syntax for m in statement.members if m.syntax is not None))
            turned = bool(bounding or region) and (TURNED.search(statement.words) is not None or self._at_a_point(statement, region))
            bounding, region = ([], []) if turned else (bounding, region)
            statement = replace(statement, qualifiers=rest)
            statement = self._of_blocks(statement, position)
            ranges = {**self.builder.stated, **standing, **self._evaluated(ranges_of(statement.qualifiers))}
            apart, same, rest = unequal.told(statement, self._means_something)
            statement = replace(statement, qualifiers=rest)
            plan = implications.plan(statement)
            supposed = plan.conditions
            limited = bool(region) or condition_of(statement.qualifiers) is not None
            word = supposed_in_text(self.document, position)
            part = CLAIM if plan.premises else role(self.document, position)
            if supposed_before(self.document, position) and (
                    of_some(self.document, position) or condition_of(statement.qualifiers) is not None and self._sets_entries(clause)):
                self.builder.hedge(clause, names_in(clause.members), "of which indices or numbers this is said")
                self._suppose(statement, clause, "")
                continue
            if not statement.display and (word in SETTING or part == SETS or self._sets_entries(clause)):
                if self._said_of_some(statement, clause):
                    self._suppose(statement, clause, "")
                    continue
                if (word in SETTING or part == SETS) and self._own_property(clause):
                    continue
            if part == CONDITION and (self._introduces_function(position, clause) or self._introduces_inverted(position, clause)):
                part, word = SETS, ""
            granted = plan.premises or limited or part == CONDITION or word in ASSUMING and not self._introduces_value(position, clause, word)
            before = (self.builder.context, dict(self.builder.formulas)) if bounding or region else ()
            defined = frozenset({0}) if position in early or (clause.start, clause.end) in self.ahead else \
                frozenset() if granted or not self._may_define(position, clause) else self._define(statement, clause, number)
            word = word or ("" if defined else setting_word(self.document.printed, statement))
            if statement.beside and not defined:
                continue
            if part == CLAIM and not defined and not statement.display and (
                    not self._may_define(position, clause) or isinstance(clause.members[0], s.Name)
                    and self._means_something(clause.members[0].text) and mentions_a_value(self.document, position)):
                part = MENTION
            statement, condition = self._stationary(statement, position)
            context = self._ranged(ranges, statement)
            if stationary.computes_derivative(statement):
                stationary.without(context)
            if condition is not None:
                self._hold(condition, statement)
            context.unequal |= apart
            bounding += region
            context.identified |= same
            whole, indexed = self._bounded(context, bounding)
            if defined and not any(UNDER.search(self.document.printed[:q.start]) for q in bounding):
                self._bounded(self.builder, bounding)
            elif defined and bounding:
                self._defined_in_part(position, clause, before)
            if (word in SETTING or part == SETS) and not defined and statement.display and self._own_property(clause):
                continue
            if part == SETS and not defined and self._set(statement, clause, number):
                continue
            if part == SETS and not defined and gives_number(statement):
                word = word or "let"
            if part == MENTION and not defined:
                self._perhaps_defined(clause)
                self._suppose(statement, clause, "")
                continue
            if part == CONDITION and not defined:
                self._suppose(statement, clause, "if")
                restrictions.add(position, "case" if CASE.search(statement.words) else word)
                self._condition_behind(position)
                continue
            if word and not defined:
                self._suppose(statement, clause, word)
                if statement.display:
                    self._condition_behind(position)
                restrictions.add(position, word, self._names(statement) | self._of_sizes(statement) if word in SETTING else frozenset())
                continue
            within = restrictions.hold(position, self._names(statement)) or self._speaks_of_chosen(statement)
            if is_index_condition(statement, self._means_something):
                if self.claims and same_sentence(self.document, self.latest, position):
                    self.claims[-1].conditional = within = True
                restrictions.add(position, "case" if CASE.search(statement.words) else "")
            within = within or denied_behind(self.document, position) or updates(statement) or roughly(self.document, position) \
                or kept_to_a_case(self.document, position) or gives_number(statement) and described(self.document, position) \
                or of_some(self.document, position) or under_words(self.document, position) \
                or self._limited_inside(statement)
            self.latest = position
            claim = Claim(statement, number, ranges, context, defined, supposed, within or turned or not whole,
                          indexed, position=position, stationary=condition is not None)
            claim.parts = {k: tuple(self._supposing(claim, premises, bounding) for premises in ways)
                           for k, ways in plan.premises.items()}
            self.claims.append(claim)
            if not statement.display and gives_number(statement):
                restrictions.add(position)
            self.mentioned |= {n for m in statement.members for n in names_in(m.syntax)}
            if statement.display:
                standing = {}

    def _at_a_point(self, statement: s.Statement, region) -> bool:
        """Is something differentiated by a symbol that the region fixes?  There it has no neighbourhood to be differentiated in."""
        text = self.document.printed[statement.start:statement.end]
        fixed = [re.escape(n) for r in region if r.operator == "=" for n in names_in((r.left, r.right))]
        return any(re.search(rf"(?:\\partial|\\nabla\s*_|\\nabla\s*\^2\s*_|\bd|\\mathrm\s*\{{d\}})\s*\{{?\s*{n}(?![A-Za-z])", text) for n in fixed) \
            or bool(fixed) and re.search(r"\\nabla(?!\s*[_^])|'", text) is not None

    def _next_sentence(self, statement: s.Statement) -> list[s.Node]:
        """Qualifiers behind a declaration that begin a sentence: they are about what follows."""
        last = statement.members[-1].end
        return [q for q in statement.qualifiers
                if declares(statement) and re.search(r"[.?!](?:\s|$)", self.document.printed[last:q.start])]

    def _broken(self, statement: s.Statement) -> None:
        """A formula without a relation that cannot be read: a step if displayed, else a notice; the dots of a list are none."""
        error = next((m.error for m in statement.members if m.error is not None), None)
        if error is None:
            return
        if statement.display:
            self.claims.append(Claim(statement, self._next_number(), {}, snapshot(self.builder)))
        elif error.code != "E120":
            self.notices.append(s.Notice(error.start, error.end, unread_problem(error).message, error.code))

    def _next_number(self) -> int:
        return self.claims[-1].number + 1 if self.claims else self.first

    def _evaluated(self, ranges) -> dict:
        found = {}
        for name, low, high in ranges:
            try:
                found[name] = (self.builder.integer_at(low, name), self.builder.integer_at(high, name))
            except (ReadError, Refused):
                continue
        return found

    def _stationary(self, statement: s.Statement, position: int) -> tuple[s.Statement, Assumption | None]:
        """What the statement sets to zero, to hold behind it; what its words set to zero holds at once, and is no condition on it."""
        words = statement.words if statement.display else f"{statement.words} {words_before(self.document, position)}"
        condition = stationary.condition(self.builder, self.document, position, words)
        before = None if condition is not None or not statement.display else stationary.set_behind(self.builder, self.claims, statement.words)
        if before is None:
            return statement, condition
        self._hold(before, statement)
        return replace(statement, words=stationary.SET_TO_ZERO.sub("", statement.words)), None

    def _hold(self, condition: Assumption, statement: s.Statement) -> None:
        """Assume it until the text takes it back."""
        known = self.builder.context
        self.builder.add_assumption(condition)
        self.lasting.set(statement, known)

    def _ranged(self, ranges: dict, statement: s.Statement) -> Builder:
        """The builder as it stands, with these ranges of letters, and what the statement quantifies over."""
        builder = snapshot(self.builder)
        builder.ranges.update(ranges)
        quantified.declare_locals(builder, statement)
        return builder

    def _speaks_of_chosen(self, statement: s.Statement) -> bool:
        """Does a statement speak of indices that an earlier one chose, "for some i, j", and not itself of all?"""
        everywhere = {name for name, _, _ in ranges_of(statement.qualifiers)}
        found = {name for m in statement.members if m.syntax is not None for name in quantified.indices(m.syntax)}
        speaks = bool(self.chosen & found - everywhere)
        self.chosen |= quantified.chosen(statement)
        return speaks

    def _supposing(self, claim: Claim, premises: frozenset[int], bounding) -> Claim:
        """The same claim with relations of an implication assumed."""
        builder = self._ranged(claim.ranges, claim.statement)
        _, indexed = self._bounded(builder, bounding)
        made = implications.suppose(builder, claim.statement, premises)
        return replace(claim, builder=made.builder, conditional=claim.conditional or not made.whole, supposed=frozenset(),
                       indexed=indexed + made.indexed, chains={}, parts={})

    def _bounded(self, builder: Builder, relations: list[s.Relation]) -> tuple[bool, tuple[int, ...]]:
        """Assume relations beside a claim; whether all could be, and the places of those about a free index."""
        whole, indexed = True, []
        for node in relations:
            try:
                made = assumption(builder, node.left, node.operator, node.right, node)
                indexed += [len(builder.context.assumptions)] if made.free else []
                builder.add_assumption(made)
            except (ReadError, Refused) as error:
                builder.drop(Clause((node.left, node.right), (node.operator,), (), "", node.start, node.end), str(error))
                whole = False
        return whole, tuple(indexed)

    def _bound_numbers(self, statement: s.Statement, clause: Clause, word: str) -> None:
        """``0 \\le \\alpha \\le 1`` alone: an assumption where the text sets it, else nothing is said of α any more."""
        parts = bounds.bounding(clause, self.builder.context)
        if word in SETTING or SETTING_WORDS.search(statement.words):
            self._bounded(self.builder, [s.Relation(c.start, c.end, c.operators[0], *c.members) for c in parts])
        else:
            self._suppose(statement, clause, "let")


    # -- result
    def result(self) -> ReadDocument:
        made = Steps(self.document.text, self.layouts, self.wanted, self.builder.layouts, tuple(m for st in self.document.statements for m in st.members))
        steps = tuple(step for claim in self.claims for step in made.of(claim))
        return ReadDocument(self.document.path, self.document.text, self.builder.context, steps, self.layouts[0],
                            self.reason, tuple(self.notices), tuple(self.definitions), bound=bool(self.builder.layout_used))


def _defines_and_declares(statement: s.Statement) -> bool:
    r"""``w = … \in \mathbb{R}^n``: a definition that says where its symbol lives."""
    return [r.operator for r in statement.relations] == ["=", "\\in"] and isinstance(statement.members[0].syntax, s.Name)
