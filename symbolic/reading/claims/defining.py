r"""What a document defines: symbols that its equations introduce, in order, ahead of their use, or anew."""
from __future__ import annotations

import re

from symbolic.errors import ReadError
from symbolic.reading.claims.claims import declares, source
from symbolic.reading.claims.in_text import InText
from symbolic.reading.context.builder import names_in
from symbolic.reading.context.folding import folded
from symbolic.reading.context.strata import with_strata
from symbolic.reading.declarations.assumptions.lasting import RELEASE
from symbolic.reading.declarations.definitions import definitions
from symbolic.reading.declarations.symbols import named_functions
from symbolic.reading.declarations.symbols.families import settle_ranges
from symbolic.reading.documents.beside import same_sentence
from symbolic.reading.documents.roles import claimed_before, renews, sets_anew
from symbolic.reading.elaboration import exponentials
from symbolic.reading.elaboration.clauses import Clause, clauses_of
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.standard import DELTAS, STANDARD, single_names
from symbolic.reading.elaboration.targets import Target, body_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import masked

MOVING = re.compile(r"\\d+ot\{(?P<base>.+)\}")
"""\\dot{V}, \\ddot{x}: a derivative by time of what the letter stands for, no symbol of its own."""

TWO_INDICES = re.compile(r"\\delta\s*[_^]\s*(?!\{?\s*\\(?:top|intercal|prime|dagger|mathsf|mathrm)\b)(?:\{(?!\s*\(?\w\s*\)?\s*\})|\\)")
"""A δ with more than one letter or number below or above it."""
EXPLAINING = re.compile(r"\W*(?:where|with)\b", re.I)
"""Words that explain a symbol behind its use."""


class Defining(InText):
    """The part of a reader that takes equations as definitions."""
    channelled: set[tuple[int, int]]
    definitions: list[str]
    ahead: set[tuple[int, int]]
    granted: frozenset[str]
    varied: frozenset[str]

    def _define(self, statement: s.Statement, clause: Clause, number: int) -> frozenset[int]:
        """Take the first relation as a definition if it introduces a symbol; its position, if so."""
        if (clause.start, clause.end) in self.channelled:
            self.definitions.append(f"{source(self.document.text, statement.members[0])} (chain {number})")
            return frozenset({0})
        if clause.operators[:1] in (("=",), (":=",)) and len(clause.members) == 2 and named_functions.declared(self.builder, clause):
            return frozenset({0})
        target = self._introduced(statement, clause)
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
        settle_ranges(self.builder)
        self.builder.context = with_strata(folded(self.builder.context, self.varied))
        self.definitions += [f"{w} (chain {number})" if number else w for w in words]
        return frozenset({0})

    def _define_anew(self, statement: s.Statement, clause: Clause) -> None:
        """Give a symbol, whose definition was taken back, its new one."""
        before, (first, *others) = self.builder.context, clause.members
        self.notices.append(s.Notice(statement.start, statement.end, "defined anew: what was said of it before holds no longer", "definition"))
        try:
            if set(names_in(first)) & {name for m in others for name in names_in(m)}:
                raise Refused("undecided", "definition", "by itself", clause)
            definitions.look_ahead(self.builder, [clause])
            self._defined(clause, 0)
        except (Refused, ReadError) as error:
            self.builder.context = before
            self.builder.drop(clause, f"defined anew, and not understood: {error}")
        settle_ranges(self.builder)
        self.builder.context = with_strata(self.builder.context)

    def _function_anew(self, statement: s.Statement, clause: Clause, position: int) -> bool:
        r"""``With an activation $\phi$, $f(x) = W\phi(x)$ and``: a function that an earlier sentence of this text defines gets another formula.

        What only the sheet defines stays as it is.
        """
        found, builder = body_of(clause), self.builder
        if found is None or statement.display or not found[0].parameters or found[0].name not in builder.formulas or found[0].name in self.granted:
            return False
        name = found[0].name
        before = [k for k, target in self._definitions_of(name) if k < position and target.parameters]
        if not before or same_sentence(self.document, before[-1], position) or not renews(self.document, position):
            return False
        del builder.formulas[name]
        builder.context = builder.context.with_(functions=tuple(f for f in builder.context.functions if f.name != name))
        self.notices.append(s.Notice(statement.start, statement.end, "defined anew: what was said of it before holds no longer", "definition"))
        if not self._define(statement, clause, 0):
            builder.drop(clause, "defined anew, and not understood")
        return True

    def _defined_below(self) -> frozenset[int]:
        r"""Positions of definitions ``z := …`` behind the first use of z, which are taken at once.

        Where something is differentiated by z, z may have been a variable until then.
        """
        seen: set[str] = set()
        early = set()
        for position, statement in enumerate(self.document.statements):
            clause = clauses_of(statement)[0]
            explains = clause.operators[:1] == (":=",) or clause.operators == ("=",) and (
                EXPLAINING.match(statement.words) is not None or position - 1 in early and same_sentence(self.document, position - 1, position))
            found = body_of(clause) if explains else None
            if found is not None and found[0].name in seen and not found[0].sub and (not found[0].parameters or self._explains_function(position, found[0].name)) \
                    and self._unvaried(found[0].name) and ((clause.start, clause.end) in self.ahead or self._define(statement, clause, 0)):
                early.add(position)
            seen |= {n for m in statement.members for n in names_in(m.syntax)}
        return frozenset(early)

    def _definitions_of(self, name: str) -> list[tuple[int, Target]]:
        """The positions of the equations of the document that have this name on their left, and how."""
        found = ((k, body_of(clauses_of(st)[0])) for k, st in enumerate(self.document.statements))
        return [(k, pair[0]) for k, pair in found if pair is not None and pair[0].name == name]

    def _explains_function(self, position: int, name: str) -> bool:
        r"""Is this the only formula of a function that the sentence before "where" uses, "… $\sigma(a^\top x)$ where $\sigma(t) = …$"?"""
        given = [k for k, target in self._definitions_of(name) if target.parameters]
        return given == [position] and position > 0 and re.match(r"\W*where\b", self.document.statements[position].words, re.I) is not None \
            and same_sentence(self.document, position - 1, position) and self.builder.context.function(name) is None and name not in self.builder.formulas

    def _unvaried(self, name: str) -> bool:
        """Does nothing in the document differentiate by a symbol of this name?"""
        letter = re.escape(name) + r"(?![A-Za-z])"
        return not re.search(rf"\}}\s*\{{[^{{}}]*(?:\\partial|\\mathrm\s*\{{d\}}|\bd)\s*{letter}|\\(?:partial|nabla)\s*_\s*\{{?\s*{letter}", self.document.printed)

    def _defined(self, clause: Clause, number: int) -> list[str]:
        r"""What the clause defines; a function that it needs may be given behind it, ``with \sigma(z) = …``."""
        before = self.builder.context
        try:
            return definitions.define(self.builder, clause)
        except (Refused, ReadError) as error:
            self.builder.context = before
            name = getattr(error, "name", None)
            later = [c for st in self.document.statements if st.start > clause.end and not declares(st)
                     for c in clauses_of(st)[:1] if (found := body_of(c)) is not None
                     and found[0].name == name and (found[0].parameters or self._unvaried(name))]
            if name is None or len(later) != 1 or name in self.builder.formulas:
                raise
            words = definitions.define(self.builder, later[0])
            self.ahead.add((later[0].start, later[0].end))
            return [*words, *definitions.define(self.builder, clause)]

    def _gives_formula(self, statement: s.Statement, name: str) -> bool:
        r"""Does ``f(x) = …`` say which function of this text's the declared f is, "let $f : \mathbb{R}^n \to \mathbb{R}$ be defined by $f(x) = x^\top x$"?

        Of one that the text has spoken of, only words that set it say so, and where nothing takes them back.
        """
        known = self.builder.context.function(name)
        if self.builder.foreign(known) or known.definition is not None or name in self.builder.formulas:
            return False
        if claimed_before(self.document, statement):
            return False
        return name not in self.mentioned or sets_anew(self.document, statement) \
            and not any(m.lastgroup is None for m in RELEASE.finditer(masked(self.document.printed), statement.end))

    def _introduced(self, statement: s.Statement, clause: Clause) -> str | None:
        """The new symbol that the first relation of a clause introduces, or None."""
        found = body_of(clause)
        if found is None:
            return None
        target, body = found
        if " * " in target.name:
            return None
        scope = self.builder.elaborator().scope
        flat = target.flat() or target.name
        known = scope.declared(target.name) or scope.declared(flat) or scope.declared(target.squared()) \
            or target.name in STANDARD and not self._no_delta(target) \
            and not (target.name == "e" and not target.sub and exponentials.OWN in self.builder.exponentials) \
            or target.name in single_names(self.builder.standard) \
            or target.name in self.builder.formulas
        moving = MOVING.fullmatch(target.name)
        if moving and (scope.declared(moving["base"]) or moving["base"] in self.builder.formulas):
            return None
        declared = bool(target.parameters) and self.builder.context.function(target.name) is not None
        if declared and not self._gives_formula(statement, target.name):
            return None
        if known and not declared and not self._only_declared(flat or target.name) and not self._entries_declared(target) \
                and not self._only_a_parameter(target) and not self._members_declared(statement, target):
            return None
        return None if definitions.mentions(body, target.name, self.builder) and not target.sub else target.name

    def _no_delta(self, target) -> bool:
        r"""Is this ``\delta_2 = z - t``, an error signal, in a text where no δ has the two indices of Kronecker's?"""
        return target.name in DELTAS and len(target.sub) < 2 and TWO_INDICES.search(self.document.printed) is None

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

    def _members_declared(self, statement: s.Statement, target) -> bool:
        r"""Is this ``h_t = …`` where "$h_t \in \mathbb{R}^n$" is all that was said of h?"""
        found = self.builder.context.tensor(target.name)
        return found is not None and found.provenance == "author" and bool(found.labels) and len(target.sub) == len(found.labels) \
            and all(isinstance(part, s.Name) for part in target.sub) and not self.builder.context.definitions_of(target.name) \
            and target.name not in self.mentioned and not claimed_before(self.document, statement)

    def _entries_declared(self, target) -> bool:
        """All entries of an array that the author declared and that nothing has spoken of yet: \\delta_i = …."""
        found = self.builder.context.tensor(target.name)
        letters = {p.text for p in target.sub if isinstance(p, s.Name) and self.builder.context.integer(p.text) is None}
        return self._only_declared(target.name) and len(letters) == len(target.sub) == len(found.shape)
