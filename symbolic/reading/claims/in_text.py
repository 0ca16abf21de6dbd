r"""What running text makes of its relations: settings that are assumed, conditions, mentions, definitions."""
from __future__ import annotations

import re

from symbolic.errors import ReadError
from symbolic.reading.claims.claims import Claim
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.declarations.assumptions.assumptions import SIGNS, assume
from symbolic.reading.declarations.assumptions.conditions import bound_letters, condition_of, indices_of
from symbolic.reading.declarations.assumptions.lasting import Lasting
from symbolic.reading.declarations.assumptions.stated import property_of_equation
from symbolic.reading.declarations.properties import property_said
from symbolic.reading.declarations.symbols import quantified
from symbolic.reading.documents.beside import INNER, position_of, same_paragraph, same_sentence
from symbolic.reading.documents.roles import ONE_OF_MANY, gives_a_value, others_say
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.standard import STANDARD, single_names
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import limited, masked, sentence_at
from symbolic.reading.words.phrases import mentioned

SETTING = frozenset({"suppose", "supposing", "assume", "assuming", "let", "set", "given", "denote", "where", "with",
                     "consider", "choose", "take", "pick"})
SETTING_WORDS = re.compile(r"\b(?:let|suppose|assume|given|with|where|for|fix|choose)\b", re.I)
BACKWARD = re.compile(r"\A\W*(?:here|where|with|remark|note|this|recall|again|we need|we require|and)\b|\A[\s,($]*\Z", re.I)
"""Words that begin a sentence about what stands before it."""
FOR_ALL = re.compile(r"\A[\s$)\]\\]*+(?:for (?:all|any|each|every)\b[^.;]*|(?:for|where)?[\s,(]*¤[^.;]*)?(?:\Z|[.;]|,?\s*(?:and|with|where|be|is|are|denote|then|we|so|let)\b|,(?!\s*(?:if|when|unless|except|or|but|only|for)\b))",
                     re.I)
"""What may stand behind a bound of all entries."""
FOR_SOME = re.compile(rf"\b(?:for|where) (?:some|at least|exactly|{ONE_OF_MANY}|most|almost|even|odd)\b|\bthere (?:is|are|exists?)\b", re.I)


class InText:
    """The part of a reader that knows which words stand around a relation."""
    document: s.Document
    builder: Builder
    lasting: Lasting
    claims: list[Claim]
    notices: list[s.Notice]
    mentioned: set[str]

    def _names(self, statement: s.Statement) -> frozenset[str]:
        """The declared arrays and numbers that a statement speaks of."""
        found = {n for m in statement.members for n in names_in(m.syntax)}
        return frozenset(n for n in found if self.builder.context.tensor(n) is not None)

    def _of_sizes(self, statement: s.Statement) -> frozenset[str]:
        """The arrays with an extent of which a statement speaks: it restricts them, ``Let n = 2``."""
        names = {n for m in statement.members for n in names_in(m.syntax)}
        return frozenset(d.name for d in self.builder.context.tensors if any(names & extent.names() for extent in d.shape))

    def _properties_of(self, statement: s.Statement) -> frozenset[str]:
        """What all declared symbols of a statement are known to be."""
        found = [d.properties for n in self._names(statement) if (d := self.builder.context.tensor(n)) is not None]
        return frozenset.intersection(*found) if found else frozenset()

    def _limited_inside(self, statement: s.Statement) -> bool:
        r"""Do words inside a formula speak of a property that is not known: ``\quad (A \text{ symmetric})``?"""
        said = " ".join(INNER.findall(self.document.printed[statement.start:statement.end]))
        return bool(mentioned(said) - self._properties_of(statement))

    def _condition_behind(self, position: int) -> None:
        """A condition behind claims of its sentence is theirs."""
        for claim in reversed(self.claims):
            if claim.position < 0 or not same_sentence(self.document, claim.position, position):
                return
            claim.conditional = True

    def _set(self, statement: s.Statement, clause: Clause, number: int) -> bool:
        """Assume a relation that the text sets; False if it is not understood."""
        before, found = self.builder.context, body_of(clause)
        if found is not None and found[0].parameters and found[0].name in self.builder.formulas:
            del self.builder.formulas[found[0].name]
            self.builder.context = before.with_(functions=tuple(f for f in before.functions if f.name != found[0].name))
            return bool(self._define(statement, clause, number))
        if found is not None and (found[0].parameters or before.definitions_of(found[0].name)):
            self.builder.hedge(clause, [found[0].name], "a second definition")
            return True
        if not self._granted(clause):
            return False
        self.lasting.set(statement, before)
        self._set_behind(statement)
        self.notices.append(s.Notice(statement.start, statement.end, "set by the text, so it is assumed from here on", "condition"))
        self.mentioned |= {n for m in statement.members for n in names_in(m.syntax)}
        return True

    def _set_behind(self, statement: s.Statement) -> None:
        """What "here x > 0" sets right behind claims of its paragraph is meant of them as well."""
        place = position_of(self.document, statement)
        sentence = sentence_at(self.document.printed, statement.start)
        if not BACKWARD.match(self.document.printed[sentence.start:statement.start]):
            return
        for claim in self.claims:
            if claim.position >= 0 and same_paragraph(self.document, claim.position, place) and self._names(claim.statement) & self._names(statement):
                claim.conditional = True

    def _means_something(self, name: str) -> bool:
        return name in STANDARD or name in single_names(self.builder.standard) or self.builder.elaborator().scope.declared(name)

    def _suppose(self, statement: s.Statement, clause: Clause, word: str) -> None:
        """A relation that the text sets (suppose, let) or makes a condition (if): never a claim."""
        self.notices.append(s.Notice(statement.start, statement.end,
                                     "a condition or a setting in the text, so it is not judged", "condition"))
        self.mentioned |= {n for m in statement.members for n in names_in(m.syntax)}
        if word == "satisfying" and self._granted(clause):
            return
        if word in SETTING or word == "satisfying":
            self.builder.drop(clause, "a setting of the author's")

    def _own_property(self, clause: Clause) -> bool:
        """``with $X^\\top = X$``: a property that the author sets of symbols declared in the document."""
        names = [self.builder.context.tensor(self._declared_as(name)) for m in clause.members for name in names_in(m)]
        own = [not self.builder.foreign(d) for d in names if d is not None]
        return bool(own) and all(own) and not limited(self.document, clause.start) and property_of_equation(self.builder, clause)

    def _granted(self, clause: Clause) -> bool:
        """Assume what a text says that symbols of its own satisfy; those of the sheet are not restricted further."""
        known = [self.builder.context.tensor(self._declared_as(name)) for m in clause.members for name in names_in(m)]
        arrays = [d for d in known if d is not None]
        if limited(self.document, clause.start) or None in clause.members or not arrays or any(map(self.builder.foreign, arrays)) \
                or any(op not in SIGNS for op in clause.operators):
            return False
        before, noticed = self.builder.context, len(self.builder.notices)
        try:
            taken = property_said(self.builder, clause) or assume(self.builder, clause)
        except (ReadError, Refused):
            taken = False
        if not taken or self.builder.context.unread != before.unread:
            self.builder.context = before
            del self.builder.notices[noticed:]
            return False
        return True

    def _for_all(self, clause: Clause) -> bool:
        """Do no words beside a relation keep it to some of its indices, or to a part of the text?"""
        text = self.document.printed
        sentence = sentence_at(text, clause.start)
        lead = masked(text)[sentence.start:clause.start].rpartition("¤")[0]
        return FOR_ALL.match(masked(text)[clause.end:sentence.end]) is not None and not FOR_SOME.search(lead) and not limited(self.document, clause.start)

    def _said_of_some(self, statement: s.Statement, clause: Clause) -> bool:
        """Is a relation between entries set for some of its indices only?  Then it is not used, and nothing is refuted without it."""
        if not any(set(indices_of(m)) - bound_letters(m) for m in clause.members if m is not None) \
                or self._for_all(clause) and condition_of(statement.qualifiers) is None and self._over_whole_axes(statement, clause):
            return False
        self.builder.hedge(clause, names_in(clause.members), "for which indices this is said")
        return True

    def _over_whole_axes(self, statement: s.Statement, clause: Clause) -> bool:
        """Do the indices that a relation names run over all entries of the declared arrays that bear them?"""
        ranges = {name: (low, high) for name, low, high in ranges_of(statement.qualifiers)}
        for node in (x for m in clause.members if m is not None for x in s.walk(m) if isinstance(x, s.Scripted) and isinstance(x.base, s.Name)):
            known = self.builder.context.tensor(self._declared_as(node.base.text))
            below = s.items_of(node.sub) if node.sub is not None else ()
            below = below[0].items if len(below) == 1 and isinstance(below[0], s.Sequence) else below
            for index, extent in zip(below, known.shape if known is not None and not known.labels and len(below) == len(known.shape) else ()):
                if isinstance(index, s.Name) and index.text in ranges and not self._covers(*ranges[index.text], index.text, extent):
                    return False
        return True

    def _covers(self, low: s.Node, high: s.Node, name: str, extent) -> bool:
        try:
            return self.builder.integer_at(low, name) == 1 and self.builder.context.same_extent(self.builder.integer_at(high, name), extent)
        except (ReadError, Refused):
            return False

    def _sets_entries(self, clause: Clause) -> bool:
        """``x_i = …`` of a declared array."""
        found = body_of(clause)
        return found is not None and bool(found[0].sub) and self.builder.context.tensor(self._declared_as(found[0].name)) is not None

    def _hold_beside(self, clause: Clause) -> None:
        r"""``x \in \mathbb{R}^n`` with ``x_i > 0``: it holds of all entries, where no word keeps it to some of them."""
        if not self._for_all(clause):
            self.builder.drop(clause, "what stands beside it may keep it to some indices")
            return
        try:
            assume(self.builder, clause)
        except (ReadError, Refused) as error:
            self.builder.drop(clause, str(error))

    def _declared_as(self, name: str) -> str:
        r"""The spelling under which a name is declared: \mathbf{y} for the y of y_k."""
        spelled = self.builder.elaborator().scope.plain_fonts(name)
        return spelled[0] if len(spelled) == 1 and self.builder.context.tensor(name) is None else name

    def _may_define(self, position: int, clause: Clause) -> bool:
        """May an equation define its symbol?  In running text a declared one only behind a word that does so."""
        first = clause.members[0]
        if others_say(self.document, position):
            return False
        if self.document.statements[position].display and self._two_entries(clause) \
                and not SETTING_WORDS.search(self.document.statements[position].words):
            return False
        if clause.operators == ("=", "\\in") and isinstance(first, s.Name) and self.document.statements[position].members[0].syntax == first:
            return True
        declared = isinstance(first, s.Name) and clause.operators[:1] == ("=",) and self.builder.context.tensor(first.text) is not None
        return not declared or not self._only_declared(first.text) or gives_a_value(self.document, position)

    def _two_entries(self, clause: Clause) -> bool:
        """``A_{ij} = B_{ij}`` of two symbols that the author declares as arrays: a claim, no definition."""
        sides = [m.body if isinstance(m, s.Group) else m for m in clause.members]
        if clause.operators != ("=",) or not all(isinstance(m, s.Scripted) and m.sub is not None for m in sides):
            return False
        bases = [m.base.body if isinstance(m.base, s.Group) else m.base for m in sides]
        known = [self.builder.context.tensor(b.text) if isinstance(b, s.Name) else None for b in bases]
        return all(d is not None and d.provenance == "author" and d.shape and not d.labels for d in known)

    def _only_declared(self, name: str) -> bool:
        """A symbol that the author declared and that nothing has spoken of yet."""
        found = self.builder.context.tensor(name)
        return (found is not None and found.provenance == "author" and not found.labels
                and not self.builder.context.definitions_of(name) and name not in self.mentioned)

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
