r"""How long what a text grants lasts: from its sentence on, until the text takes it back.

"Now assume that $A$ is symmetric" does not reach back to steps before it; "in
general", "otherwise", "we drop the assumption", a new "Let $A \in …$", the next
problem, theorem or item end what was set before.  Where it is not in force, it is not
used, and nothing is refuted that it would make true.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from symbolic.language.context import Assumption
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.documents.beside import position_of
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import masked, sentence_at
from symbolic.reading.words.words import tensor_properties

RELEASE = re.compile(
    r"\b(?:otherwise|in\s+general|in\s+the\s+general\s+(?:case|setting)|general\s+case|"
    r"(?:drop|remove|relax|lift|abandon|discard)(?:s|ped|d|ed|ing)?\s+(?:the|this|that|our|all)|no\s+longer|(?:are|is)\s+(?:now\s+)?(?:removed|dropped|lifted)|"
    r"without\s+(?:this|that|the|assuming)\b|not\s+necessarily|need(?:s|ed)?\s+not|case\s+(?:\d|[ivIV]+\b|¤)|conversely|on\s+the\s+other\s+hand|"
    r"(?:for|let|with|of|consider|take|now)\s+(?:an?\s+)?(?:general|arbitrary)\b(?:\s+\w+){0,3}\s*(?P<any>¤)?|"
    r"for\s+(?:all|every|each|any)\s+(?P<all>¤))|(?P<one>¤)\s+(?:now\s+)?(?:is|are|be|may\s+be|can\s+be)\s+(?:now\s+)?(?:an?\s+)?(?:general|arbitrary|any|unrestricted)\b", re.I)
"""Words behind which what was set before holds no longer: of all, or of the formula among them alone."""
LONGEST = 200
"""Characters that such words reach over, a formula among them."""
LET = re.compile(r"\blet\b[^.]*\Z", re.I)
BE = re.compile(r"\W*(?:now\s+)?(?:both\s+|all\s+)?be\s+(?:now\s+)?(?:(?:an?|any|another|some|arbitrary|general)\b|[\w\s¤-]{0,60}?(?:matrices|vectors|scalars|numbers|functions)\b)", re.I)
KIND_BEFORE = re.compile(r"\b(?:consider|take|let|for|given|fix)\s+(?:now\s+)?(?:an?|any|every|another|some)\s+(?:[\w-]+\s+){0,3}(?:matrix|vector|scalar|number|function)\s+¤?\Z", re.I)
"""How words introduce a symbol."""
MORE = re.compile(r"\b(?:also|too|moreover|furthermore|further|addition|additionally|as well|still|again|before|above)\b", re.I)
MARKS = {
    "problem": r"^[ \t]*(?:\#+[ \t]*|\*\*[ \t]*|\\(?:sub)*section\*?\{[ \t]*)?(?:problem|exercise|question|task)\b",
    "theorem": r"\\begin\{(?:theorem|lemma|proposition|corollary|definition|example|remark|exercise|problem|claim)\*?\}|\\end\{(?:example|remark)\*?\}|"
               r"^[ \t]*\*\*[ \t]*(?:lemma|theorem|proposition|corollary|example|claim|part)\b",
    "item": r"\\item\b|^[ \t]*(?:\d+[.)]|\([a-z0-9]\))[ \t]",
    "heading": r"(?:^[ \t]*\#+[ \t]|\\(?:sub)*(?:section|paragraph)\*?\{)[^\n}]*\b(?:general|case)\b",
}
STRUCTURE = {kind: re.compile(pattern, re.I | re.M) for kind, pattern in MARKS.items()}


REDEFINES = re.compile(r"\b(?:let|define|set|put|consider|suppose|assume|replac\w+|use|take|choose|with|for the|denote|loss|model)\b[^.?!]*\Z", re.I)
"""Words before an equation that give its left side a new value."""


@dataclass
class Grant:
    """What a statement of the text grants: properties of symbols, or assumptions."""
    place: int
    names: frozenset[str]
    properties: frozenset[str] = frozenset()
    assumptions: tuple[Assumption, ...] = ()


class Lasting:
    """The grants of a text that are in force as its statements are read in order."""

    def __init__(self, document: s.Document, builder: Builder, words: list[tuple[str, str, str]]):
        self.document, self.builder, self.text = document, builder, masked(document.printed)
        self.active: list[Grant] = []
        self.coming: list[Grant] = []
        self.seen = 0
        self.declared: dict[str, int] = {}
        self.defined: dict[str, int] = {}
        for k, (st, said) in enumerate(zip(document.statements, words)):
            self._plan(k, st, said)
        self._of_sets()

    def _of_sets(self) -> None:
        """What the set says that a symbol is declared in, x ∈ ℝ_{>0}, is granted like what words say."""
        later = {n: frozenset().union(*(g.properties for g in self.coming if n in g.names)) for n in self.declared}
        for name, k in self.declared.items():
            held = frozenset().union(*(g.properties for g in self.active if name in g.names))
            found = self.builder.context.tensor(name).properties - held - later[name] - {"constant"}
            if found:
                self.active.append(Grant(self.document.statements[k].start, frozenset({name}), found))

    def redefines(self, k: int) -> bool:
        """Does the text give a symbol that it has defined before another value, ``Now let $L = …$``?  What was made of the old one is unknown from there on."""
        st = self.document.statements[k]
        first = st.members[0].syntax
        if [r.operator for r in st.relations][:1] not in (["="], [":="]) or not isinstance(first, s.Name):
            return False
        name, sentence = first.text, sentence_at(self.document.printed, st.start)
        begun = self.defined.setdefault(name, st.start)
        lead = self.text[sentence.start:st.start]
        if not self.builder.context.definitions_of(name) or begun >= sentence.start or st.relations[0].operator != ":=" and not REDEFINES.search(lead):
            return False
        self._forget(name, st)
        return True

    def _forget(self, name: str, st: s.Statement) -> None:
        """Take the definitions of a symbol back, and of all that is defined by it."""
        context = self.builder.context
        gone = {name}
        while more := {d.name for d in context.definitions if d.name not in gone and gone & symbols(d.body, context)}:
            gone |= more
        tensors = tuple(d for d in context.tensors if d.name != name or name in self.declared)
        self.builder.context = context.with_(tensors=tensors, definitions=tuple(d for d in context.definitions if d.name not in gone))
        for other in sorted(gone - {name}):
            self.builder.drop(Clause((s.Name(st.start, st.end, other),), (), (), "", st.start, st.end), f"{name} is defined anew")

    def _plan(self, k: int, st: s.Statement, said: tuple[str, str, str]) -> None:
        operators = [r.operator for r in st.relations]
        first = st.members[0].syntax
        if st.display or operators not in ([], ["\\in"]) or not isinstance(first, (s.Name, s.Sequence)):
            return
        names = [n for n in names_in(first) if (d := self.builder.context.tensor(n)) is not None and d.provenance == "author"]
        properties = tensor_properties(said[0]) | tensor_properties(said[1]) - {"constant"}
        for name in names:
            new = name not in self.declared
            if operators:
                self.declared.setdefault(name, k)
            found = properties & self.builder.context.tensor(name).properties
            if new and (operators or not found):
                self.active.append(Grant(st.start, frozenset({name}), found)) if found else None
            elif found:
                self.coming.append(Grant(sentence_at(self.document.printed, st.start).start, frozenset({name}), found))

    def begin(self) -> None:
        """Take back what later sentences grant."""
        for grant in self.coming:
            held = frozenset().union(*(g.properties for g in self.active if g.names == grant.names))
            self._withdraw(replace(grant, properties=grant.properties - held), "what is said later")

    def at(self, k: int) -> None:
        """Come to statement k: what begins to hold there, and what ends before it."""
        st = self.document.statements[k]
        for kind, pattern in STRUCTURE.items():
            for found in pattern.finditer(self.text, self.seen, st.start):
                self._end(lambda g: g.place < found.start() and (kind == "heading" or pattern.search(self.text, 0, g.place) is not None),
                          "what was set before")
        for found in RELEASE.finditer(self.text, max(0, self.seen - LONGEST), st.start):
            if found.end() <= self.seen:
                continue
            names = self._named(next((found.start(n) for n in ("any", "all", "one") if found[n]), -1))
            self._end(lambda g: g.place < found.start() and (names is None or bool(names & g.names)), "what was set before")
        if [r.operator for r in st.relations] == ["\\in"] or self._introduces(st):
            again = {n for n in names_in(st.members[0].syntax) if self.declared.get(n, k) != k}
            if any(n.code == "redeclared" and n.start == st.start for n in self.builder.notices):
                members = tuple(s.Name(st.start, st.end, n) for n in sorted(again))
                self.builder.drop(Clause(members, (), (), "", st.start, st.end), "declared anew")
            self._end(lambda g: bool(again & g.names) and g.place < sentence_at(self.document.printed, st.start).start, "what was set before")
        for grant in [g for g in self.coming if g.place <= st.start]:
            self.coming.remove(grant)
            self._begin(grant)
        self.seen = max(self.seen, st.start)

    def _introduces(self, st: s.Statement) -> bool:
        """Do words introduce the symbol, "let $A$ be a square matrix", "consider a vector $x$", and not only say more of it?"""
        if st.display or st.relations:
            return False
        sentence = sentence_at(self.document.printed, st.start)
        lead, behind = self.text[sentence.start:st.start], self.text[st.end:sentence.end]
        return MORE.search(lead + behind) is None and (
            LET.search(lead) is not None and BE.match(behind) is not None or KIND_BEFORE.search(lead) is not None)

    def _named(self, place: int) -> set[str] | None:
        """The names in the statement at this place; None where there is none."""
        st = next((st for st in self.document.statements if st.start <= place < st.end or 0 <= st.start - place <= 2), None) if place >= 0 else None
        return None if st is None else {n for m in st.members for n in names_in(m.syntax)}

    def set(self, st: s.Statement, before) -> None:
        """Note what a relation that the text sets has added to the context since ``before``."""
        made = tuple(a for a in self.builder.context.assumptions if a not in before.assumptions)
        for d in self.builder.context.tensors:
            known = before.tensor(d.name)
            if known is not None and d.properties - known.properties:
                self.declared.setdefault(d.name, position_of(self.document, st))
                self.active.append(Grant(st.start, frozenset({d.name}), d.properties - known.properties))
        if made:
            names = frozenset(n for m in st.members for n in names_in(m.syntax) if self.builder.context.tensor(n) is not None)
            self.active.append(Grant(st.start, names, frozenset(), made))
            for name in names:
                self.declared.setdefault(name, position_of(self.document, st))

    def _begin(self, grant: Grant) -> None:
        self.builder.hedged = {n: why for n, why in self.builder.hedged.items() if n not in grant.names or why != "what is said later"}
        for name in grant.names:
            self.builder.add_properties(name, grant.properties)
        self.active.append(grant)

    def _end(self, which, why: str) -> None:
        for grant in [g for g in self.active if which(g)]:
            self.active.remove(grant)
            self._withdraw(grant, why)

    def _withdraw(self, grant: Grant, why: str) -> None:
        if not grant.properties and not grant.assumptions:
            return
        for name in grant.names:
            self.builder.withdraw(name, grant.properties)
        gone = grant.assumptions
        context = self.builder.context
        self.builder.context = context.with_(assumptions=tuple(a for a in context.assumptions if a not in gone))
        self.builder.hedged = {**self.builder.hedged, **dict.fromkeys(grant.names, why)}
