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

from symbolic.language.context import Context
from symbolic.reading.claims.agreeing import read_with
from symbolic.reading.claims.borrowing import Borrowed, Entry, borrowed, entries
from symbolic.reading.claims.reader import Reader
from symbolic.reading.context.builder import names_in
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.outline import COMMON, PART, PROBLEM, Node, outline
from symbolic.reading.elaboration.steps import ReadDocument
from symbolic.reading.elaboration.targets import target_of
from symbolic.reading.grammar import syntax as s

Spans = tuple[tuple[int, int], ...]
CHAIN = re.compile(r"(?<=\(chain )\d+(?=\)\Z)")


@dataclass(frozen=True)
class Unit:
    """What is read as one: a part of the outline, its ``own`` spans of the text, and those ``above`` it that hold in it."""
    node: Node = field(compare=False)
    own: Spans
    above: Spans

    def document(self, whole: s.Document) -> s.Document:
        return restricted(whole, (*self.above, *self.own))

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
            if _numbers(x) and _numbers(other) == _numbers(x) and other not in node.path:
                found |= set(other.own if other.children and x.children else other.spans())
    return tuple(sorted(found - set(node.spans())))


def _numbers(node: Node) -> tuple[str, ...]:
    """The numbers by which a problem and its solution elsewhere are known to be the same; () for what has none."""
    if node.kind not in (PROBLEM, PART) or not node.number or node.form[0] in ("item", "number"):
        return ()
    return tuple(x.number for x in node.path if x.kind in (PROBLEM, PART) and x.number)


def _may_clash(document: s.Document, units: list[Unit]) -> bool:
    """May two units that do not stand above one another introduce one name?"""
    seen: dict[str, Unit] = {}
    for st in document.statements:
        unit = next((u for u in units if u.owns(st.start)), None)
        for name in _introduced(st) if unit is not None else ():
            known = seen.setdefault(name, unit)
            if known is not unit and not _related(known, unit):
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
    return found


# ---------------------------------------------------------------- reading

def read_by_outline(document: s.Document, texts: list[str | s.Document], layout: str = "auto") -> tuple[list[ReadDocument], list[s.Notice]]:
    """The parts of a document that its headings cut, each read by itself, and notices of the given; [] where nothing calls for a cut."""
    root = outline(document.printed, document.text)
    leaves = units_of(root, lambda node: True)
    if len(leaves) < 2 or not _may_clash(document, leaves):
        return [], []
    making = _Making(document, texts, layout)
    cut = _cut_nodes(leaves, {unit: making.said(unit) for unit in leaves})
    if not cut:
        return [], []
    units = units_of(root, lambda node: any(node is x for x in cut))
    return making.parts([u for u in units if any(u.owns(st.start) for st in document.statements)]), making.notices


class _Making:
    """The units of one document being read in order."""

    def __init__(self, document: s.Document, texts: list[str | s.Document], layout: str):
        self.document, self.texts, self.layout = document, texts, layout
        self.notices: list[s.Notice] = []
        self.known: dict[Spans, Reader] = {}

    def reader(self, spans: Spans, lent: Borrowed | None = None) -> Reader:
        """What stands in these spans as a document of its own, read up to its steps."""
        if lent is None and spans in self.known:
            return self.known[spans]
        part = restricted(self.document, spans)
        context, _ = context_from(self.texts, document=part, layout=self.layout)
        made = Reader(part, context, self.layout, borrowed=lent)
        if lent is None:
            self.known[spans] = made
        return made

    def said(self, unit: Unit, lent: Borrowed | None = None) -> dict[str, Entry]:
        """What the unit itself says of names, beyond what is said above it."""
        before = entries(self.reader(unit.above), self.document.printed) if unit.above else {}
        made = entries(self.reader(tuple(sorted((*unit.above, *unit.own))), lent), self.document.printed)
        return {name: entry for name, entry in made.items() if name not in before or entry.differs(before[name])}

    def parts(self, units: list[Unit]) -> list[ReadDocument]:
        found: list[ReadDocument] = []
        earlier: list[tuple[Unit, dict[str, Entry]]] = []
        number, seen = 1, set()
        for unit in units:
            lent = borrowed(unit, self.said(unit), earlier, self.document)
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
    return replace(found, steps=tuple(step for step in found.steps if unit.owns(step.start)), notices=notices, problem=unit.node.name)


def _numbered(part: ReadDocument, first: int) -> ReadDocument:
    """The part with its chains counted from ``first``, and the definitions among them."""
    chains = dict.fromkeys(step.id.split(".")[0] for step in part.steps)
    places = {old: str(first + k) for k, old in enumerate(chains)}
    steps = tuple(replace(step, id=f"{places[step.id.split('.')[0]]}.{step.id.split('.', 1)[1]}") for step in part.steps)
    definitions = tuple(CHAIN.sub(lambda m: places[m.group()], d) for d in part.definitions
                        if (m := CHAIN.search(d)) is None or m.group() in places)
    return replace(part, steps=steps, definitions=definitions)
