r"""Documents read in a context: steps, bridges, definitions, the layout.

``read`` is the whole of reading: text → statements → steps.  What the author
declares joins the context (never overriding what is given); a statement that
introduces a symbol is listed as a definition; every other relation is a step.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from symbolic.errors import ReadError
from symbolic.language.context import Context
from symbolic.language.expressions import Derivative
from symbolic.reading import borders, bounds, definitions, directions, implications, quantified, syntax as s
from symbolic.reading.assumptions import SIGNS, assumption
from symbolic.reading.builder import Builder, names_in
from symbolic.reading.channels import define_channels
from symbolic.reading.chains import COMPARISONS, Attempt, Chain, Outcome
from symbolic.reading.clauses import Clause, clauses_of, range_statement, ranges_of
from symbolic.reading.conditions import Restrictions, condition_of, is_index_condition, restricts_in_words, words_limit
from symbolic.reading.context import DELIMITERS, builder_from, builder_on
from symbolic.reading.declarations import declare
from symbolic.reading.doubt import CIRCLE, alternatives, called, called_size, guess, unfounded
from symbolic.reading.inference import infer
from symbolic.reading.layout import LAYOUTS, WORDS
from symbolic.reading.beside import same_sentence, supposed as supposed_in_text, words_beside
from symbolic.reading.refusal import MOST_READINGS, Refused
from symbolic.reading.rereading import Rereading
from symbolic.reading.settings import set_signs
from symbolic.reading.standard import STANDARD
from symbolic.reading.steps import Problem, ReadDocument, Step
from symbolic.reading.symmetry import KINDS
from symbolic.reading.tables import CONDITIONED

CONDITION_WORDS = re.compile(r"\b(?:set|setting|equat\w*|stationar\w*|first[- ]order|optimal\w*|vanish\w*|solv\w*)\b", re.I)
CONDITIONS = frozenset({"if", "when", "whenever", "provided", "unless", "case"})
SETTING = frozenset({"suppose", "supposing", "assume", "assuming", "let", "set", "given", "denote", "where", "with",
                     "consider", "choose", "take", "pick"})
ASSUMING = CONDITIONS | {"suppose", "supposing", "assume", "assuming"}
SETTING_WORDS = re.compile(r"\b(?:let|suppose|assume|given|with|where|for|fix|choose)\b", re.I)
CASE = re.compile(r"\bcase\b", re.I)
JUDGED = COMPARISONS
UNJUDGED = dict.fromkeys(("\\approx", "\\simeq", "\\cong", "\\doteq", "\\propto", "\\sim", "\\ll", "\\gg"), "")


def read(document: s.Document | str, path: str = "", given: Context | list[str] | None = None,
         layout: str = "auto", first: int = 1) -> ReadDocument:
    """The steps of a document, with their readings or problems.

    ``given`` is a context or a list of LaTeX texts that declare, define and
    assume; ``layout`` is one of "mixed", "numerator", "denominator", "auto";
    ``first`` is the number of the first chain.
    """
    if isinstance(document, str):
        from symbolic.reading.documents import read_document
        document = read_document(document, path)
    reader = Reader(document, given, layout, first)
    return reader.result()


@dataclass
class Claim:
    """A chain to be judged: its statement, number, the ranges in force, and the context then.

    Of an implication, ``parts`` are for each of its relations the same claim with the
    premises assumed, once for each direction; ``indexed`` those of them about an index.
    """
    statement: s.Statement
    number: int
    ranges: dict
    builder: Builder
    defined: frozenset[int] = frozenset()
    supposed: frozenset[int] = frozenset()
    conditional: bool = False
    indexed: tuple[int, ...] = ()
    chains: dict[str, Chain] = field(default_factory=dict)
    parts: dict[int, tuple["Claim", ...]] = field(default_factory=dict)

    def chain(self, layout: str) -> Chain:
        if layout not in self.chains:
            self.chains[layout] = Chain(self.builder, layout, self.statement, self.ranges)
        return self.chains[layout]


class Reader:
    """One document being read: first what it declares, then its chains."""

    def __init__(self, document: s.Document, given, layout: str, first: int = 1):
        self.document, self.wanted, self.first = document, layout, first
        granted = builder_from(given) if isinstance(given, list) else None
        self.builder = granted or builder_on(given or Context())
        self.builder.provenance = "author"
        self.notices: list[s.Notice] = list(document.notices)
        self.definitions: list[str] = []
        self.claims: list[Claim] = []
        self.mentioned: set[str] = set()
        self.chosen: frozenset[str] = frozenset()
        self.latest = 0
        self._declarations()
        self._statements()
        self.layouts, self.reason = self._choose_layout()

    # -- what is declared
    def _declarations(self) -> None:
        """Memberships, maps and words, wherever they stand in the document."""
        known = len(self.builder.notices)
        plain = [(st, words) for st, words in zip(self.document.statements, self._words())
                 if _declares(st) or _defines_and_declares(st)]
        declare(self.builder, [c for st, words in plain for c in clauses_of(st, words)], given=False)
        definitions.settle_ranges(self.builder)
        formulas = [c for st in self.document.statements if not _declares(st) and st.relations for c in clauses_of(st)]
        infer(self.builder, formulas, layouts=self.builder.layouts or LAYOUTS if self.wanted == "auto" else (self.wanted,))
        self.signed = set_signs(self.builder, self.document)
        self._bars(formulas)
        directions.declare_directions(self.builder, formulas)
        self._channels()
        self.notices += self.builder.notices[known:]

    def _channels(self) -> None:
        """Arrays of the author's that are given channel by channel, w_1 = … and w_2 = …, and what is beyond their borders."""
        single = [c for st in self.document.statements if [r.operator for r in st.relations] == ["="] for c in clauses_of(st)]
        own = [c for c in single if (found := definitions.body_of(c)) is not None
               and (declared := self.builder.context.tensor(found[0].name)) is not None and declared.provenance == "author"]
        set_by_words = {c for c in own if SETTING & set(re.findall(r"[a-z]+", c.words.lower()))}
        left = define_channels(self.builder, [c for c in own if c in set_by_words])
        left += define_channels(self.builder, [c for c in own if c not in set_by_words], entries=False)
        left = [c for c in left if not borders.declared(self.builder, c)]
        self.channelled = {(c.start, c.end) for c in own if c not in left}
        if self.channelled:
            self.builder.context = definitions.with_strata(self.builder.context)

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
        self.builder.context = definitions.with_strata(self.builder.context)

    def _words(self) -> list[str]:
        """The words about each statement; those of a bare formula are its own."""
        if any(mark in self.document.text for mark in DELIMITERS):
            return words_beside(self.document)
        return [st.words for st in self.document.statements]

    def _statements(self) -> None:
        standing: dict = {}
        restrictions = Restrictions(self.document)
        early = self._defined_below()
        for position, statement in enumerate(self.document.statements):
            if position in self.signed:
                continue
            clause = clauses_of(statement)[0]
            alone = range_statement(clause) if len(clause.members) > 1 else None
            if alone is not None and bounds.bounding(clause, self.builder.context):
                self._bound_numbers(statement, clause, supposed_in_text(self.document, position))
                continue
            if alone is not None:
                standing.update(self._evaluated([alone]))
                continue
            standing.update(self._evaluated(ranges_of(self._next_sentence(statement))))
            if _declares(statement) or not any(r.operator in JUDGED | UNJUDGED for r in statement.relations):
                self._broken(statement)
                if restricts_in_words(statement.words):
                    restrictions.add(position)
                continue
            number = self._next_number()
            bounding, rest = bounds.split(statement.qualifiers, self.builder.context)
            statement = replace(statement, qualifiers=rest)
            statement = self._of_blocks(statement, position)
            ranges = {**self.builder.stated, **standing, **self._evaluated(ranges_of(statement.qualifiers))}
            plan = implications.plan(statement)
            supposed = plan.conditions
            limited = condition_of(statement.qualifiers) is not None
            word = supposed_in_text(self.document, position)
            granted = plan.premises or limited or word in ASSUMING
            defined = frozenset({0}) if position in early else \
                frozenset() if granted else self._define(statement, clause, number)
            condition = self._stationarity(statement)
            context = self._ranged(ranges, statement)
            whole = self._bounded(context, bounding)
            if defined:
                self._bounded(self.builder, bounding)
            if word and not defined:
                self._suppose(statement, clause, word)
                restrictions.add(position, word, self._names(statement) if word in SETTING else frozenset())
                continue
            within = restrictions.hold(position, self._names(statement)) or self._speaks_of_chosen(statement)
            if is_index_condition(statement, self._means_something):
                if self.claims and same_sentence(self.document, self.latest, position):
                    self.claims[-1].conditional = within = True
                restrictions.add(position, "case" if CASE.search(statement.words) else "")
            self.latest = position
            claim = Claim(statement, number, ranges, context, defined, supposed | condition, within or not whole)
            claim.parts = {k: tuple(self._supposing(claim, premises, bounding) for premises in ways)
                           for k, ways in plan.premises.items()}
            self.claims.append(claim)
            self.mentioned |= {n for m in statement.members for n in names_in(m.syntax)}
            if statement.display:
                standing = {}

    def _names(self, statement: s.Statement) -> frozenset[str]:
        """The declared arrays and numbers that a statement speaks of."""
        found = {n for m in statement.members for n in names_in(m.syntax)}
        return frozenset(n for n in found if self.builder.context.tensor(n) is not None)

    def _means_something(self, name: str) -> bool:
        return name in STANDARD or self.builder.elaborator().scope.declared(name)

    def _next_sentence(self, statement: s.Statement) -> list[s.Node]:
        """Qualifiers behind a declaration that begin a sentence: they are about what follows."""
        last = statement.members[-1].end
        return [q for q in statement.qualifiers
                if _declares(statement) and re.search(r"[.?!](?:\s|$)", self.document.text[last:q.start])]

    def _suppose(self, statement: s.Statement, clause: Clause, word: str) -> None:
        """A relation that the text sets (suppose, let) or makes a condition (if): never a claim."""
        self.notices.append(s.Notice(statement.start, statement.end,
                                     "a condition or a setting in the text, so it is not judged", "condition"))
        self.mentioned |= {n for m in statement.members for n in names_in(m.syntax)}
        if word == "satisfying" and self._granted(clause):
            return
        if word in SETTING or word == "satisfying":
            self.builder.drop(clause, "a setting of the author's")

    def _granted(self, clause: Clause) -> bool:
        """Assume what a text says that symbols of its own satisfy; those of the sheet are not restricted further."""
        known = [self.builder.context.tensor(self._declared_as(name)) for m in clause.members for name in names_in(m)]
        arrays = [d for d in known if d is not None]
        if None in clause.members or not arrays or any(d.provenance != "author" for d in arrays) \
                or any(op not in SIGNS for op in clause.operators):
            return False
        before = self.builder.context
        try:
            for k, op in enumerate(clause.operators):
                self.builder.add_assumption(assumption(self.builder, clause.members[k], op, clause.members[k + 1], clause))
        except (ReadError, Refused):
            self.builder.context = before
            return False
        return True

    def _declared_as(self, name: str) -> str:
        r"""The spelling under which a name is declared: \mathbf{y} for the y of y_k."""
        spelled = self.builder.elaborator().scope.plain_fonts(name)
        return spelled[0] if len(spelled) == 1 and self.builder.context.tensor(name) is None else name

    def _broken(self, statement: s.Statement) -> None:
        """A formula without a relation that cannot be read: a step if displayed, else a notice."""
        error = next((m.error for m in statement.members if m.error is not None), None)
        if error is None:
            return
        if statement.display:
            self.claims.append(Claim(statement, self._next_number(), {}, _snapshot(self.builder)))
        else:
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

    def _define(self, statement: s.Statement, clause: Clause, number: int) -> frozenset[int]:
        """Take the first relation as a definition if it introduces a symbol; its position, if so."""
        if (clause.start, clause.end) in self.channelled:
            self.definitions.append(f"{self._text(statement.members[0])} (chain {number})")
            return frozenset({0})
        target = self._introduced(clause)
        if target is None:
            return frozenset()
        definitions.look_ahead(self.builder, [clause])
        before = self.builder.context
        try:
            words = self._defined(clause, number)
        except (Refused, ReadError) as error:
            self.builder.context = before
            self.builder.notice(clause, f"{target} is not defined by this: {error}", "definition")
            if self.builder.context.tensor(target) is not None:
                self.builder.drop(clause, "a definition that is not understood")
            return frozenset()
        definitions.settle_ranges(self.builder)
        self.builder.context = definitions.with_strata(self.builder.context)
        self.definitions += [f"{w} (chain {number})" if number else w for w in words]
        return frozenset({0})

    def _defined_below(self) -> frozenset[int]:
        r"""Positions of definitions ``z := …`` behind the first use of z, which are taken at once.

        Where something is differentiated by z, z may have been a variable until then.
        """
        seen: set[str] = set()
        early = set()
        for position, statement in enumerate(self.document.statements):
            clause = clauses_of(statement)[0]
            found = definitions.body_of(clause) if clause.operators[:1] == (":=",) else None
            if found is not None and found[0].name in seen and not found[0].sub and not found[0].parameters \
                    and f"\\partial {found[0].name}" not in self.document.text and self._define(statement, clause, 0):
                early.add(position)
            seen |= {n for m in statement.members for n in names_in(m.syntax)}
        return frozenset(early)

    def _defined(self, clause: Clause, number: int) -> list[str]:
        r"""What the clause defines; a function that it needs may be given behind it, ``with \sigma(z) = …``."""
        before = self.builder.context
        try:
            return definitions.define(self.builder, clause)
        except (Refused, ReadError) as error:
            self.builder.context = before
            name = getattr(error, "name", None)
            later = [c for st in self.document.statements if st.start > clause.end and not _declares(st)
                     for c in clauses_of(st)[:1] if (found := definitions.body_of(c)) is not None
                     and found[0].name == name and found[0].parameters]
            if name is None or len(later) != 1 or name in self.builder.formulas:
                raise
            words = definitions.define(self.builder, later[0])
            return [*words, *definitions.define(self.builder, clause)]

    def _stationarity(self, statement: s.Statement) -> frozenset[int]:
        """``= 0`` after a derivative, where the words set it so: a condition that the next steps may use."""
        last = len(statement.members) - 2
        sides = [m.syntax for m in statement.members[last:]]
        if statement.relations[last].operator != "=" or not CONDITION_WORDS.search(statement.words) \
                or not isinstance(sides[1], s.Number) or sides[1].text != "0":
            return frozenset()
        try:
            made = assumption(self.builder, sides[0], "=", sides[1], statement)
        except (ReadError, Refused):
            return frozenset()
        if not any(isinstance(node, Derivative) for node in made.left.walk()):
            return frozenset()
        self.builder.add_assumption(replace(made, provenance="stationarity"))
        return frozenset({last})

    def _ranged(self, ranges: dict, statement: s.Statement) -> Builder:
        """The builder as it stands, with these ranges of letters, and what the statement quantifies over."""
        builder = _snapshot(self.builder)
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

    def _of_blocks(self, statement: s.Statement, position: int) -> s.Statement:
        r"""The statement with B_{ij} for an entry that it takes from a block B, which is said."""
        entries = quantified.entries_of((*statement.qualifiers, *self._memberships_behind(position)), self.builder.context)
        made = quantified.with_entries(statement, entries)
        for (name, letters), whole in entries.items() if made is not statement else ():
            below = "".join(letters)
            self.notices.append(s.Notice(statement.start, statement.end,
                                         f"{name}_{{{below}}}, an entry of {whole}, is read as {whole}_{{{below}}}", "reading"))
        return made

    def _memberships_behind(self, position: int) -> list[s.Relation]:
        r"""``X_{ij} \in B`` behind a statement in its sentence, as in "for all $X_{ij} \in B$"."""
        found = []
        for k in range(position + 1, len(self.document.statements)):
            st = self.document.statements[k]
            if not same_sentence(self.document, position, k):
                break
            if [r.operator for r in st.relations] == ["\\in"] and all(m.syntax is not None for m in st.members):
                found.append(s.Relation(st.start, st.end, "\\in", *(m.syntax for m in st.members)))
        return found

    def _supposing(self, claim: Claim, premises: frozenset[int], bounding) -> Claim:
        """The same claim with relations of an implication assumed."""
        builder = self._ranged(claim.ranges, claim.statement)
        self._bounded(builder, bounding)
        made = implications.suppose(builder, claim.statement, premises)
        return replace(claim, builder=made.builder, conditional=claim.conditional or not made.whole, supposed=frozenset(),
                       indexed=made.indexed, chains={}, parts={})

    def _bounded(self, builder: Builder, relations: list[s.Relation]) -> bool:
        """Assume the bounds of declared numbers; whether all could be."""
        whole = True
        for node in relations:
            try:
                builder.add_assumption(assumption(builder, node.left, node.operator, node.right, node))
            except (ReadError, Refused) as error:
                builder.drop(Clause((node.left, node.right), (node.operator,), (), "", node.start, node.end), str(error))
                whole = False
        return whole

    def _bound_numbers(self, statement: s.Statement, clause: Clause, word: str) -> None:
        """``0 \\le \\alpha \\le 1`` alone: an assumption where the text sets it, else nothing is said of α any more."""
        parts = bounds.bounding(clause, self.builder.context)
        if word in SETTING or SETTING_WORDS.search(statement.words):
            self._bounded(self.builder, [s.Relation(c.start, c.end, c.operators[0], *c.members) for c in parts])
        else:
            self._suppose(statement, clause, "let")

    def _introduced(self, clause: Clause) -> str | None:
        """The new symbol that the first relation of a clause introduces, or None."""
        found = definitions.body_of(clause)
        if found is None:
            return None
        target, body = found
        if " * " in target.name:
            return None
        scope = self.builder.elaborator().scope
        flat = target.flat() or target.name
        known = scope.declared(target.name) or scope.declared(flat) or scope.declared(target.squared()) \
            or target.name in STANDARD \
            or target.name in self.builder.formulas
        if target.parameters and self.builder.context.function(target.name) is not None:
            return None
        if known and not self._only_declared(flat or target.name) and not self._only_a_parameter(target):
            return None
        return None if definitions.mentions(body, target.name, self.builder) and not target.sub else target.name

    def _only_a_parameter(self, target) -> bool:
        """A letter that is a number only because formulas of functions have it as their parameter: it is free again."""
        name, context = target.name, self.builder.context
        found = context.tensor(name)
        free = (found is not None and found.provenance == "inferred" and not found.shape and not target.parameters
                and name not in self.mentioned and not context.definitions_of(name)
                and any(name in getattr(f, "parameters", ()) for f in self.builder.formulas.values()))
        if free:
            self.builder.context = context.with_(tensors=tuple(d for d in context.tensors if d is not found))
        return free

    def _only_declared(self, name: str) -> bool:
        """A symbol that the author declared and that nothing has spoken of yet."""
        found = self.builder.context.tensor(name)
        return (found is not None and found.provenance == "author" and not found.labels
                and not self.builder.context.definitions_of(name) and name not in self.mentioned)

    # -- layout
    def _choose_layout(self) -> tuple[list[str], str]:
        """The layout, then others that fit the document's shapes as well; and why."""
        candidates = self.builder.layouts or LAYOUTS
        if self.wanted != "auto":
            if self.wanted in candidates:
                return [self.wanted], "as asked"
            return [candidates[0]], f"the given formula for entries overrides {self.wanted}"
        failures = dict.fromkeys(candidates, 0)
        depends = False
        for k, layout in enumerate(candidates):
            for claim in self.claims if depends or k == 0 else ():
                if k and failures[layout] > min(failures[known] for known in candidates[:k]):
                    break
                misfits, uses = self._misfits(claim, layout)
                failures[layout] += misfits
                depends = depends or uses
        least = min(failures.values())
        fitting = [layout for layout in candidates if failures[layout] == least]
        if not depends:
            return fitting[:1], "no derivative here depends on it"
        if len(fitting) == 1:
            return fitting, "the only one that fits the shapes of this document best"
        return fitting, f"shapes also allow {', '.join(fitting[1:])}"

    def _misfits(self, claim: Claim, layout: str) -> tuple[int, bool]:
        """How many steps of a claim do not fit in this layout, and whether the layout matters to any."""
        chain = claim.chain(layout)
        outcomes = [chain.outcome(*pair) for pair in _readable_pairs(claim, chain)]
        uses = chain.layout_used or any(outcome.layout_used for outcome in outcomes)
        if not uses:
            claim.chains = dict.fromkeys(LAYOUTS, chain)
        misfits = sum(not outcome.attempts and _of_shape(outcome.refusal) for outcome in outcomes)
        return misfits + sum(map(_of_shape, chain.refused.values())), uses

    # -- result
    def result(self) -> ReadDocument:
        steps = tuple(step for claim in self.claims for step in self._steps(claim))
        return ReadDocument(self.document.path, self.document.text, self.builder.context, steps, self.layouts[0],
                            self.reason, tuple(self.notices), tuple(self.definitions))

    def _steps(self, claim: Claim) -> list[Step]:
        st, chain = claim.statement, claim.chain(self.layouts[0])
        made, last_readable = [], None
        if not any(r.operator in JUDGED | UNJUDGED for r in st.relations):
            return [self._unread(claim)]
        for k, member in enumerate(st.members):
            if k > 0 and st.relations[k - 1].operator in JUDGED | UNJUDGED:
                made.append(self._implied(claim.parts[k - 1], k - 1, k) if k - 1 in claim.parts
                            else self._step(claim, chain, k - 1, k))
            if k in chain.unread:
                continue
            if last_readable is not None and last_readable < k - 1 and not claim.supposed & set(range(last_readable, k)) \
                    and all(st.relations[m].operator in ("=", "\\equiv") for m in range(last_readable, k)):
                made.append(self._implied(claim.parts[last_readable], last_readable, k) if last_readable in claim.parts
                            else self._step(claim, chain, last_readable, k))
            last_readable = k
        return made

    def _implied(self, parts: tuple[Claim, ...], i: int, j: int) -> Step:
        """A relation of an implication: under the premises of one direction, and besides under those of the other."""
        first, *others = (self._step(part, part.chain(self.layouts[0]), i, j) for part in parts)
        problem = next((step for step in others if step.problem is not None), None)
        return problem or replace(first, besides=tuple(step.readings for step in others))

    def _unread(self, claim: Claim) -> Step:
        """A displayed formula without a relation to judge, in which something cannot be read."""
        member = next(m for m in claim.statement.members if m.error is not None)
        return Step(f"{claim.number}.1", "step", member.start, member.end, member.start, "", self._text(member), "",
                    problem=unread_problem(member.error), label=claim.statement.label)

    def _step(self, claim: Claim, chain: Chain, i: int, j: int) -> Step:
        st = claim.statement
        sign = st.relations[j - 1]
        bridge = j - i > 1
        common = dict(
            id=f"{claim.number}.{i + 1}-{j}" if bridge else f"{claim.number}.{j}",
            kind="bridge" if bridge else "step", start=st.members[i].start, end=st.members[j].end,
            sign_start=sign.start, relation="=" if COMPARISONS.get(sign.operator) == "=" else sign.operator,
            left=self._text(st.members[i]), right=self._text(st.members[j]),
            shown=(st.members[i].syntax, st.members[j].syntax), label=st.label,
            place=Rereading(claim, i, j, sign.operator, tuple(self.layouts)))
        if not bridge and i in claim.defined:
            return Step(**common, problem=Problem("definition", "definition", "introduces a symbol, so it is not judged",
                                                  st.members[i].start, st.members[j].end))
        if not bridge and i in claim.supposed:
            return Step(**common, problem=Problem("undecided", "hypothesis", "a condition that the next steps use, not a claim",
                                                  st.members[i].start, st.members[j].end))
        unread = chain.unread.get(i) or chain.unread.get(j)
        if unread is not None:
            return Step(**common, problem=unread_problem(unread))
        if sign.operator in UNJUDGED:
            return Step(**common, problem=Problem("undecided", "relation", f"the relation {sign.operator} is not judged",
                                                  sign.start, sign.end))
        limit = self._limit(claim, {r.operator for r in st.relations[i:j]})
        step = self._judged(claim, i, j, sign.operator, common)
        return step if not limit else replace(step, limit=Problem("undecided", "condition", limit, step.start, step.end))

    def _limit(self, claim: Claim, operators: set[str]) -> str:
        """Under which condition, not used here, a step stands; "" if it stands for itself."""
        limit = condition_of(claim.statement.qualifiers)
        properties = frozenset().union(*(x.properties for x in claim.builder.context.tensors))
        if limit is not None:
            return f"stated under a condition that is not used: {self._text(limit)}"
        if claim.conditional:
            return "stated under a condition of its sentence, which is not used"
        if CONDITIONED in operators:
            return "stated under a condition over its sign, which is not used"
        if words_limit(claim.statement.words, properties, operators):
            return "stated under a condition in words, which is not used"
        return ""

    def _judged(self, claim: Claim, i: int, j: int, operator: str, common: dict) -> Step:
        outcomes = {layout: claim.chain(layout).outcome(i, j, operator) for layout in self.layouts
                    if i not in claim.chain(layout).unread and j not in claim.chain(layout).unread}
        first = outcomes[self.layouts[0]]
        sides = tuple(claim.statement.members[k].syntax for k in (i, j))
        size = called_size(claim.builder.context, sides)
        if not first.attempts:
            problem = self._problem(claim, first, i, j, operator)
            if size and problem.verdict == "refuted":
                problem = replace(problem, verdict="undecided", code="ambiguous", message=size)
            return Step(**common, problem=problem,
                        readings=tuple(a.obligation for a in first.loose[:MOST_READINGS]))
        readings, words = [], []
        for layout, outcome in outcomes.items():
            for attempt in outcome.attempts:
                if attempt.obligation not in readings and len(readings) < MOST_READINGS:
                    readings.append(attempt.obligation)
                    words += attempt.notes
        if first.layout_used:
            words.append(f"layout {WORDS[self.layouts[0]]}")
        of_all, readings = readings, list(dict.fromkeys(implications.for_one_index(o, claim.indexed) for o in readings))
        if len(readings) > 1:
            words.append(f"{len(readings)} readings are kept")
        lenient = {a.obligation: "symmetric" if a.kind in KINDS else "ambiguous" for outcome in outcomes.values() for a in outcome.lenient}
        lenient |= {o: "index" for o in of_all if o not in readings}
        lenient |= {a.obligation: "layout" for a in self._in_other_layouts(claim, first, i, j, operator)}
        return Step(**common, readings=tuple(readings), reading=tuple(dict.fromkeys(words)),
                    lenient=tuple((o, code) for o, code in lenient.items() if o not in readings),
                    guess=size or next(filter(None, (said for o in readings for said in (guess(o), called(o, sides)))), ""),
                    unfounded=next(filter(None, map(unfounded, readings)), ""),
                    alternatives=tuple(a for o in readings for a in alternatives(o, claim.builder.shaped)),
                    assumptions=assumptions_of(claim.builder.context))

    def _in_other_layouts(self, claim: Claim, found: Outcome, i: int, j: int, operator: str) -> list[Attempt]:
        """Readings in the layouts that were not inferred; none if the layout was asked for or given."""
        if self.wanted != "auto" or self.builder.layouts or not found.layout_used:
            return []
        others = [claim.chain(layout) for layout in LAYOUTS if layout not in self.layouts]
        return [a for chain in others if i not in chain.unread and j not in chain.unread
                for a in chain.outcome(i, j, operator).attempts]

    def _problem(self, claim: Claim, outcome: Outcome, i: int, j: int, operator: str) -> Problem:
        """Why there is no reading; a shape that another layout mends is a question of layout."""
        refusal = outcome.refusal
        if not _of_shape(refusal) or not outcome.layout_used:
            return refusal.problem()
        mended = [layout for layout in LAYOUTS if layout != self.layouts[0] and _reads(claim.chain(layout), i, j, operator)]
        if not mended:
            return refusal.problem()
        hint = f"right in shape in the {mended[0]} layout"
        if self.wanted == "auto":
            return Problem("undecided", "layout", refusal.message, refusal.start, refusal.end, hint)
        return Problem(refusal.verdict, refusal.code, refusal.message, refusal.start, refusal.end,
                       f"{refusal.hint} {hint}".strip())

    def _text(self, member: s.Member | s.Node) -> str:
        return self.document.text[member.start:member.end].strip()


def unread_problem(error: ReadError) -> Problem:
    words = error.message
    if error.expected:
        words += f"; expected {error.expected}"
    if error.found and not error.message.endswith(error.found):
        words += f", found {error.found}"
    return Problem("unread", error.code, words, error.start, error.end, error.hint)


def assumptions_of(context: Context) -> tuple[tuple[str, str], ...]:
    """What is taken as given beyond declarations, with who gave it."""
    found = [(f"{a.left} {a.relation} {a.right}", a.provenance) for a in context.assumptions]
    found += [(f"{d.name} has shape {', '.join(map(str, d.shape)) or 'scalar'}", "inferred")
              for d in context.tensors if d.provenance == "inferred"]
    if context.tensor(CIRCLE) is not None and context.tensor(CIRCLE).provenance == "inferred":
        found.append((f"{CIRCLE} counts as any positive number", "inferred"))
    free = [d.name for d in context.tensors if d.provenance == "inferred" and not context.definitions_of(d.name)]
    found += [(f"{', '.join(sorted(free))} do not depend on each other", "inferred")] if len(free) > 1 else []
    return tuple(found)


def _snapshot(builder: Builder) -> Builder:
    return Builder(builder.context, builder.provenance, ranges=dict(builder.ranges), formulas=dict(builder.formulas),
                   shaped=builder.shaped, moving=builder.moving, constants=builder.constants, windows=builder.windows, by_columns=builder.by_columns, one_variable=builder.one_variable,
                   entries=dict(builder.entries))


def _declares(statement: s.Statement) -> bool:
    r"""A statement whose first relation declares: \in, a map; or a lone name with words."""
    if not statement.relations:
        return bool(statement.words)
    return statement.relations[0].operator in ("\\in", "\\colon", ":", "\\to")


def _defines_and_declares(statement: s.Statement) -> bool:
    r"""``w = … \in \mathbb{R}^n``: a definition that says where its symbol lives."""
    return [r.operator for r in statement.relations] == ["=", "\\in"] and isinstance(statement.members[0].syntax, s.Name)


def _readable_pairs(claim: Claim, chain: Chain):
    for k, sign in enumerate(claim.statement.relations):
        if sign.operator in JUDGED and k not in claim.defined | claim.supposed and k not in chain.unread and k + 1 not in chain.unread:
            yield k, k + 1, sign.operator


def _reads(chain: Chain, i: int, j: int, operator: str) -> bool:
    return i not in chain.unread and j not in chain.unread and bool(chain.outcome(i, j, operator).attempts)


def _of_shape(refusal: Refused | None) -> bool:
    return refusal is not None and refusal.code == "shape"
