r"""What a part of a document takes from earlier parts: letters that it uses and does not declare.

A section goes on with what earlier sections declared, defined and assumed.  A
problem begins anew: a letter that it does not declare has the shape that an earlier
problem gave it, and nothing else that was said there, unless the text says so
("with $A$ as in Problem 1").  Where earlier parts disagree about a letter, nothing of
it is taken, and what is false of it as it is used is not refuted.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from symbolic.language.context import Assumption, Context, Definition, FunctionDeclaration, IntegerDeclaration, TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.assumptions.lasting import REDEFINES
from symbolic.reading.documents.outline import COMMON, PROBLEM, SECTION
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.targets import target_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import to_latex
from symbolic.reading.words.asserting import UNASSERTED, masked, sentence_at

if TYPE_CHECKING:
    from symbolic.reading.claims.outlined import Unit
    from symbolic.reading.claims.reader import Reader

REFERRING = re.compile(
    r"\b(?:as|like|from|of|in|under)\s+(?:in\s+|for\s+)?(?:the\s+)?(?:(?:previous|preceding|last|first)\s+(?:problem|exercise|question|part|item|section)|above|before|"
    r"(?:problem|exercise|question|part|item|section|ex\.?|[pq](?=\d))[\s~]*\(?(?P<number>\d+(?:\.\d+)*|[a-z](?=\)|\b)))|"
    r"\b(?:same|again|still|continu\w+)\b", re.I)
SETTING = re.compile(r"\b(?:settings?|notations?|set-?up|assumptions?|conditions?|continu\w+|everything|definitions?)\b", re.I)
NO_OTHER = frozenset({"constant"})


@dataclass(frozen=True)
class Entry:
    """All that is said of one name: how it is declared, what defines it, what is assumed of it.

    ``defined``: by an equation, not by where it lives; ``doubtful``: more is said than is understood.
    """
    declaration: TensorDeclaration | FunctionDeclaration | IntegerDeclaration | None
    definitions: tuple[Definition, ...] = ()
    formula: object = None
    assumptions: tuple[Assumption, ...] = ()
    doubtful: str = ""
    sizes: tuple[IntegerDeclaration, ...] = field(default=(), compare=False)
    behind: frozenset[str] = field(default=frozenset(), compare=False)
    worded: bool = field(default=True, compare=False)

    @property
    def defined(self) -> bool:
        return bool(self.definitions) or self.formula is not None

    def differs(self, other: "Entry") -> bool:
        return (self.worded and other.worded) and self._key() != other._key()

    def is_another(self, other: "Entry") -> bool:
        """Is this declared as a thing of another shape or kind?"""
        def kind(e: Entry) -> tuple:
            return type(e.declaration), getattr(e.declaration, "shape", ()), getattr(e.declaration, "labels", ()), getattr(e.declaration, "domain", ())
        authors = all(getattr(e.declaration, "provenance", "") == "author" for e in (self, other))
        return authors and self.worded and other.worded and kind(self) != kind(other)

    def _key(self) -> tuple:
        body = getattr(self.formula, "body", self.formula)
        formula = (getattr(self.formula, "parameters", ()), to_latex(body) if isinstance(body, s.Node) else str(body))
        return self.declaration, self.definitions, formula, self.assumptions, self.doubtful

    @property
    def plain(self) -> bool:
        """Is a shape all that is said?"""
        said = getattr(self.declaration, "properties", frozenset()) - NO_OTHER
        return not (said or self.defined or self.assumptions or self.doubtful)


@dataclass
class Borrowed:
    """What a part takes from earlier ones; ``hedged`` are the names on which nothing is refuted, with the reason."""
    entries: dict[str, Entry] = field(default_factory=dict)
    hedged: dict[str, str] = field(default_factory=dict)

    def into(self, builder: Builder) -> None:
        context = builder.context
        new = [e for name, e in self.entries.items() if not _declared(context, name)]
        sizes = {d.name: d for e in new for d in e.sizes if not _declared(context, d.name)}
        declared = [e.declaration for e in new]
        builder.context = context.with_(
            integers=(*context.integers, *sizes.values(), *(d for d in declared if isinstance(d, IntegerDeclaration) and d.name not in sizes)),
            tensors=(*context.tensors, *(d for d in declared if isinstance(d, TensorDeclaration))),
            functions=(*context.functions, *(d for d in declared if isinstance(d, FunctionDeclaration))),
            definitions=(*context.definitions, *(d for e in new for d in e.definitions)),
            assumptions=tuple(dict.fromkeys((*context.assumptions, *(a for e in new for a in e.assumptions)))))
        builder.formulas.update({name: e.formula for name, e in self.entries.items() if e in new and e.formula is not None})
        builder.hedged = {**self.hedged, **builder.hedged}


def _declared(context: Context, name: str) -> bool:
    return context.tensor(name) is not None or context.function(name) is not None or context.integer(name) is not None


# ---------------------------------------------------------------- what a text says

def entries(reader: "Reader") -> dict[str, Entry]:
    """What a text that was read says of each name that it declares or defines; nothing of what is given to it, or inferred."""
    builder, context = reader.builder, reader.builder.context
    declared = {d.name: d for d in (*context.integers, *context.functions, *context.tensors)
                if d.provenance == "author" or d.provenance == "inferred" and getattr(d, "properties", frozenset()) - NO_OTHER}
    names = {n for n in (*declared, *(d.name for d in context.definitions), *builder.formulas) if n not in builder.sheet}
    worded = _worded(reader.document)
    return {name: _entry(name, declared.get(name), builder, name in worded) for name in sorted(names)}


def _entry(name: str, declaration, builder: Builder, worded: bool) -> Entry:
    context = builder.context
    definitions = tuple(context.definitions_of(name))
    formula = builder.formulas.get(name)
    assumptions = () if isinstance(declaration, IntegerDeclaration) else tuple(
        a for a in context.assumptions if name in symbols(a.left, context) | symbols(a.right, context))
    doubtful = builder.hedged.get(name, "") or ("what is not understood" if name in context.unread or name in builder.doubtful else "")
    sizes = {n for extent in getattr(declaration, "shape", ()) for n in extent.names()}
    behind = {n for d in definitions for n in symbols(d.body, context)} | {n for a in assumptions for e in (a.left, a.right) for n in symbols(e, context)}
    body = getattr(formula, "body", None)
    behind |= {n.text for n in s.walk(body) if isinstance(n, s.Name)} - set(getattr(formula, "parameters", ())) if isinstance(body, s.Node) else set()
    known = tuple(d for d in context.integers if d.name in sizes)
    return Entry(declaration, definitions, formula, assumptions, doubtful, known, frozenset(behind - {name}),
                 worded or not (definitions or formula is not None))


def _worded(document: s.Document) -> frozenset[str]:
    """Names that equations define in so many words, ``let $f(x) = …$``, and not only as the first equation with them."""
    found = set()
    for st in document.statements:
        target = target_of(st.members[0].syntax) if st.relations and st.members[0].syntax is not None else None
        if target is not None:
            lead = masked(document.printed)[sentence_at(document.printed, st.start).start:st.start]
            if st.relations[0].operator != "=" or REDEFINES.search(lead):
                found.add(target.name)
    return frozenset(found)


# ---------------------------------------------------------------- what a part borrows

def borrowed(unit: "Unit", own: dict[str, Entry], above: dict[str, Entry], earlier: list[tuple["Unit", dict[str, Entry]]],
             document: s.Document) -> Borrowed:
    """What a unit takes from the units before it that do not stand above it, of what it does not say itself and nothing above it says."""
    return _Borrowing(unit, {**above, **own}, [(u, said) for u, said in earlier if not set(u.own) <= set(unit.above)], document).all()


def overtaken(unit: "Unit", own: dict[str, Entry], above: dict[str, Entry], earlier: list[tuple["Unit", dict[str, Entry]]], document: s.Document) -> bool:
    """Has a section with which the unit goes on said another thing of a letter that it uses than what stands above both?"""
    asking = _Borrowing(unit, own, [], document)
    return any(name in above and name not in own and entry.differs(above[name]) for u, said in earlier
               if not set(u.own) <= set(unit.above) and asking.goes_on(u) for name, entry in said.items() if name in asking.used())


class _Borrowing:
    def __init__(self, unit: "Unit", own: dict[str, Entry], earlier: list[tuple["Unit", dict[str, Entry]]], document: s.Document):
        self.unit, self.own, self.earlier, self.document = unit, own, earlier, document
        self.made = Borrowed()

    def all(self) -> Borrowed:
        for name in sorted(self.used()):
            self.take(name)
        return self.made

    def used(self) -> set[str]:
        """The names in the unit's own formulas."""
        return {n.text for st in self.document.statements if self.unit.owns(st.start)
                for m in st.members if m.syntax is not None for n in s.walk(m.syntax) if isinstance(n, s.Name)}

    def take(self, name: str) -> bool:
        """Take this name from an earlier unit; whether that could be done in full, or there was no need."""
        if name in self.made.entries or name in self.made.hedged:
            return name not in self.made.hedged
        sources = [(u, said[name]) for u, said in self.earlier if name in said]
        own = self.own.get(name)
        if not sources or own is not None and (own.worded or not self.goes_on(sources[-1][0])):
            return True
        referred = self._referred(name, sources)
        source, entry = referred or sources[-1]
        if referred is None and any(e.differs(entry) for _, e in sources):
            if all(isinstance(e.declaration, IntegerDeclaration) for _, e in sources):
                return True
            return self._doubt(name, " and ".join(dict.fromkeys(u.node.name or "the beginning" for u, _ in sources)))
        if referred is not None or self.goes_on(source):
            return self._whole(name, source, entry)
        return self._shape(name, source, entry, len(sources))

    def _doubt(self, name: str, who: str) -> bool:
        self.made.hedged[name] = f"what is said in {who}"
        return False

    def _whole(self, name: str, source: "Unit", entry: Entry) -> bool:
        """All that was said; not if it speaks of what means another thing here."""
        here = {n for n in entry.behind if n in self.own and self.own[n].worded}
        there = dict(self.earlier)[source]
        if any(n not in there or self.own[n].differs(there[n]) for n in here) or entry.doubtful:
            return self._doubt(name, source.node.name)
        self.made.entries[name] = entry
        if not all([self.take(n) for n in sorted(entry.behind - here)]):
            del self.made.entries[name]
            return self._doubt(name, source.node.name)
        return True

    def _shape(self, name: str, source: "Unit", entry: Entry, count: int) -> bool:
        """The shape alone; on a letter that only one problem declares so, or of which it says more, nothing is refuted."""
        if isinstance(entry.declaration, IntegerDeclaration):
            return True
        same = self._common(source).kind == PROBLEM
        if not entry.plain or count < 2 and not same:
            self._doubt(name, source.node.name)
        if not entry.defined and isinstance(entry.declaration, TensorDeclaration):
            declaration = replace(entry.declaration, properties=entry.declaration.properties & NO_OTHER)
            self.made.entries[name] = Entry(declaration, sizes=entry.sizes)
        return entry.plain

    def goes_on(self, source: "Unit") -> bool:
        """Does this unit go on with the other, as a section with those before it?"""
        common = len(self._common(source).path)
        here, there = self.unit.node.path[common:], source.node.path[common:]
        return not here or not there or here[0].kind == there[0].kind == SECTION or there[0].kind == COMMON

    def _common(self, source: "Unit"):
        return [x for x, y in zip(self.unit.node.path, source.node.path) if x is y][-1]

    def _referred(self, name: str, sources: list[tuple["Unit", Entry]]) -> tuple["Unit", Entry] | None:
        """The earlier unit to which the text refers for this name, ``with $A$ as in Problem 1``."""
        plain = masked(self.document.printed)
        for start, end in self.unit.own:
            for found in REFERRING.finditer(plain, start, end):
                sentence = sentence_at(self.document.printed, found.start())
                words = plain[sentence.start:sentence.end]
                speaks = any(sentence.start <= st.start < sentence.end and not st.display and name in
                             {n.text for m in st.members if m.syntax is not None for n in s.walk(m.syntax) if isinstance(n, s.Name)}
                             for st in self.document.statements)
                if UNASSERTED.search(words) or not (speaks or SETTING.search(words)):
                    continue
                number = (found["number"] or "").lower()
                named = [(u, e) for u, e in sources if not number or any(x.number == number for x in u.node.path)]
                if named:
                    return named[-1]
        return None
