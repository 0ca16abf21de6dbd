r"""A document cut by its own headings, where its problems use one letter for different things.

"**Problem 1.** Let $A \in \mathbb{R}^{n \times n}$ be symmetric … **Problem 2.** Let
$A \in \mathbb{R}^{m \times n}$ …": what a problem declares holds in it and in its
parts, solutions and proofs, and in no other; what stands before the first problem,
or under ``Notation``, holds everywhere.  A document in which no letter is declared in
two ways is read as one.

It is cut where two of its parts disagree, and above.  Every unit is read with what
stands above it, and what it uses without saying what it is comes from the
units before it (``borrowing``).
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from symbolic.reading.claims.agreeing import read_with
from symbolic.reading.claims.borrowing import Borrowed, Entry, borrowed, entries, overtaken
from symbolic.reading.claims.reader import Reader
from symbolic.reading.context.builder import names_in
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.outline import COMMON, PART, PROBLEM, Node, outline
from symbolic.reading.elaboration.steps import ReadDocument
from symbolic.reading.elaboration.targets import target_of
from symbolic.reading.grammar import syntax as s

Spans = tuple[tuple[int, int], ...]
BEGINNING = "beginning"
"""What the part before all headings is called."""
CHAIN = re.compile(r"(?<=\(chain )\d+(?=\)\Z)")


@dataclass(frozen=True)
class Unit:
    """What is read as one: a part of the outline, its ``own`` spans of the text, and those ``above`` it that hold in it."""
    node: Node = field(compare=False)
    own: Spans
    above: Spans

    def document(self, whole: s.Document) -> s.Document:
        """What holds in it and what stands in it; where a heading goes on with a problem that was begun before, it begins no other."""
        again = any(_same(x, self.node) for x in _nodes(self.node.path[0]) if x.own and set(x.own) <= set(self.above))
        own = tuple((self.node.end if again and start == self.node.start else start, end) for start, end in self.own)
        return restricted(whole, (*self.above, *own))

    def owns(self, place: int) -> bool:
        return _within(place, self.own)


def restricted(document: s.Document, spans: Spans) -> s.Document:
    """The document as if nothing were printed but what stands in these spans."""
    kept, position = [], 0
    for start, end in sorted(spans):
        kept += [re.sub(r"[^\n]", " ", document.printed[position:start]), document.printed[start:end]]
        position = max(position, end)
    kept.append(re.sub(r"[^\n]", " ", document.printed[position:]))
    statements = tuple(st for st in document.statements if _within(st.start, spans))
    return replace(document, statements=statements, notices=(), printed="".join(kept))


def _within(place: int, spans: Spans) -> bool:
    return any(start <= place < end for start, end in spans)


# ---------------------------------------------------------------- units

def units_of(root: Node, cut) -> list[Unit]:
    """The units of an outline in the order of the text; the children of the nodes for which ``cut`` holds are apart."""
    nodes = list(_nodes(root))
    return sorted((Unit(node, tuple(spans), _above(node, nodes)) for node in nodes
                   if all(cut(x) for x in node.path[:-1]) and (spans := node.own if cut(node) else node.spans())),
                  key=lambda unit: unit.own)


def _nodes(node: Node):
    yield node
    for child in node.children:
        yield from _nodes(child)


def _above(node: Node, nodes: list[Node]) -> Spans:
    """What holds in a part: what its problems begin with, what is common, and what was said under the same number."""
    *above, _ = node.path
    found = {span for x in above for span in x.own}
    found |= {span for x in above for child in x.children if child.kind == COMMON and child is not node for span in child.spans()}
    for x in node.path:
        for other in nodes[:nodes.index(x)]:
            if other not in node.path and _same(other, x):
                found |= set(other.own if other.children and x.children else other.spans())
    return tuple(sorted(found - set(node.spans())))


def _same(problem: Node, other: Node) -> bool:
    """Are these a problem and its solution elsewhere, known by their numbers?  Those of bare lists count under a heading alone."""
    answers = other.answers and not problem.answers
    numbers = _numbers(problem, answers)
    return bool(numbers) and numbers == _numbers(other, answers)


def _numbers(node: Node, listed: bool) -> tuple[str, ...]:
    if node.kind not in (PROBLEM, PART) or not node.number or node.form[0] in ("item", "number") and not listed:
        return ()
    return tuple(x.number for x in node.path if x.kind in (PROBLEM, PART) and x.number)


def _may_clash(document: s.Document, units: list[Unit]) -> bool:
    """May two units introduce one name?"""
    seen: dict[str, Unit] = {}
    for st in document.statements:
        unit = next((u for u in units if u.owns(st.start)), None)
        for name in _introduced(st) if unit is not None else ():
            if seen.setdefault(name, unit) is not unit:
                return True
    return False


def _introduced(st: s.Statement) -> list[str]:
    """Names that the statement may introduce."""
    first, sign = st.members[0].syntax, st.relations[0].operator if st.relations else ""
    if first is None or sign in ("=", ":=", "\\equiv"):
        target = target_of(first) if first is not None else None
        return [target.name] if target is not None else []
    return names_in(first) if sign in ("", "\\in", ":", "\\colon", "\\to", "\\subset", "\\subseteq") else []


def _related(one: Unit, other: Unit) -> bool:
    """Does one stand above the other?"""
    return set(one.own) <= set(other.above) or set(other.own) <= set(one.above)


def _cut_nodes(units: list[Unit], said: dict[Unit, dict[str, Entry]]) -> list[Node]:
    """The nodes under which two units say different things of one name, and those above them."""
    found: list[Node] = []
    for k, unit in enumerate(units):
        for other in units[:k]:
            if not _related(unit, other) and any(said[unit][n].differs(said[other][n]) for n in said[unit].keys() & said[other].keys()):
                found += [x for x, y in zip(unit.node.path, other.node.path) if x is y and not any(x is z for z in found)]
    every = list(_nodes(units[0].node.path[0])) if found else []
    for node in every:
        if not any(node is x for x in found) and any(_same(problem, child) for child in node.children for problem in every
                                                     if problem.parent is not None and any(problem.parent is x for x in found)):
            found += [x for x in node.path if not any(x is y for y in found)]
    return found


# ---------------------------------------------------------------- reading

def read_by_outline(document: s.Document, texts: list[str | s.Document], layout: str = "auto") -> tuple[list[ReadDocument], list[s.Notice]]:
    """The parts of a document that its headings cut, each read by itself, and notices of the given; [] where nothing calls for a cut."""
    root = outline(document.printed, document.text)
    leaves = units_of(root, lambda node: True)
    if len(leaves) < 2 or not _may_clash(document, leaves):
        return [], []
    making = _Making(document, texts, layout)
    leaves = list(map(making.freed, leaves))
    cut = _cut_nodes(leaves, {unit: making.said(unit) for unit in leaves})
    if not cut:
        return [], []
    units = list(map(making.freed, units_of(root, lambda node: any(node is x for x in cut))))
    return making.parts([u for u in units if any(u.owns(st.start) for st in document.statements)]), making.notices


class _Making:
    """The units of one document being read in order."""

    def __init__(self, document: s.Document, texts: list[str | s.Document], layout: str):
        self.document, self.texts, self.layout = document, texts, layout
        self.notices: list[s.Notice] = []
        self.known: dict[Spans, Reader] = {}

    def reader(self, spans: Spans, lent: Borrowed | None = None, part: s.Document | None = None) -> Reader:
        """What stands in these spans as a document of its own, ``part``, read up to its steps."""
        if lent is None and spans in self.known:
            return self.known[spans]
        part = part or restricted(self.document, spans)
        context, _ = context_from(self.texts, document=part, layout=self.layout)
        made = Reader(part, context, self.layout, borrowed=lent)
        if lent is None:
            self.known[spans] = made
        return made

    def freed(self, unit: Unit) -> Unit:
        """The unit with nothing above it where it declares as another thing what is declared there; it then borrows the rest."""
        if not unit.above:
            return unit
        alone, above = (entries(self.reader(spans)) for spans in (unit.own, unit.above))
        return replace(unit, above=()) if any(alone[n].is_another(above[n]) for n in alone.keys() & above.keys()) else unit

    def holding(self, unit: Unit) -> dict[str, Entry]:
        """What is said above the unit."""
        return entries(self.reader(unit.above)) if unit.above else {}

    def said(self, unit: Unit, lent: Borrowed | None = None) -> dict[str, Entry]:
        """What the unit itself says of names, beyond what is said above it."""
        before = self.holding(unit)
        made = entries(self.reader(tuple(sorted((*unit.above, *unit.own))), lent, unit.document(self.document)))
        return {name: entry for name, entry in made.items() if name not in before or entry.differs(before[name])}

    def parts(self, units: list[Unit]) -> list[ReadDocument]:
        found: list[ReadDocument] = []
        earlier: list[tuple[Unit, dict[str, Entry]]] = []
        number, seen = 1, set()
        for unit in units:
            above = self.holding(unit)
            if overtaken(unit, self.said(unit), above, earlier, self.document):
                unit, above = replace(unit, above=()), {}
            lent = borrowed(unit, self.said(unit), above, earlier, self.document)
            part, given = read_with(unit.document(self.document), self.texts, self.layout, number, lent)
            self.notices += [n for n in given if n not in self.notices]
            part = _numbered(_of_own(part, unit, seen), number)
            number += len({step.id.split(".")[0] for step in part.steps})
            found.append(part)
            earlier.append((unit, self.said(unit, lent)))
        return found


def _of_own(found: ReadDocument, unit: Unit, seen: set) -> ReadDocument:
    """The part without the steps of what stands above it, and without notices that were given before."""
    notices = tuple(n for n in found.notices if (n.start, n.message) not in seen)
    seen |= {(n.start, n.message) for n in notices}
    return replace(found, steps=tuple(step for step in found.steps if unit.owns(step.start)), notices=notices, problem=unit.node.name or BEGINNING)


def _numbered(part: ReadDocument, first: int) -> ReadDocument:
    """The part with its chains counted from ``first``, and the definitions among them."""
    chains = dict.fromkeys(step.id.split(".")[0] for step in part.steps)
    places = {old: str(first + k) for k, old in enumerate(chains)}
    steps = tuple(replace(step, id=f"{places[step.id.split('.')[0]]}.{step.id.split('.', 1)[1]}") for step in part.steps)
    definitions = tuple(CHAIN.sub(lambda m: places[m.group()], d) for d in part.definitions
                        if (m := CHAIN.search(d)) is None or m.group() in places)
    return replace(part, steps=steps, definitions=definitions)
