r"""A loss whose formula is not given: "let $L = L(Z)$ be a scalar loss", "given the upstream gradient $G = \partial L / \partial Z$".

L is a smooth function with numbers as values, of one array.  Which one, the text says
(``L(Z)``, "a function of $Z$"); else it is the one whose gradient the text sets, G = ∂L/∂Z,
or the one behind whose definition all others are by which the text differentiates L.
Where it does not say, everything by which it differentiates L must be behind that array.

Where no word says that L is a number, only its letter does, and where a text speaks of
a penalty, L may depend on more: nothing is refuted then.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Iterator

from symbolic.errors import ReadError
from symbolic.language.context import INFINITE, Definition, FunctionDeclaration, TensorDeclaration
from symbolic.language.expressions import Symbol
from symbolic.reading.context.strata import with_strata
from symbolic.reading.declarations.definitions.definitions import LOSSES
from symbolic.reading.declarations.symbols import dependents
from symbolic.reading.documents.roles import lead_at
from symbolic.reading.elaboration.clauses import Clause, clauses_of
from symbolic.reading.elaboration.derivatives.derivatives import operator_name, quotients
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.elaboration.shown import reached
from symbolic.reading.elaboration.targets import body_of, target_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.words import smoothness

if TYPE_CHECKING:
    from symbolic.reading.context.builder import Builder

NUMBERS = r"(?:scalar|real)(?:-valued)?(?: (?:loss|cost|objective|output|function\w*|quantity))*|(?:loss|cost|objective|error|energy)(?: function\w*)?"
BEHIND = re.compile(rf"\A[\s$\\)]*(?:be|is|denotes?|for)\s+(?:(?:the|an?|some|our|any|final|training|overall|differentiable|smooth|twice|continuously|arbitrary|generic)\s+)*"
                    rf"(?:{NUMBERS})\b(?P<rest>[^.;$\\]*)", re.I)
BEFORE = re.compile(rf"\b(?:{NUMBERS})[\s$\\(]*\Z", re.I)
OF = re.compile(r"\A(?:[^.;$\\]*?\s)?(?:of|on)\s*(?:the (?:\w+ ){1,3})?\Z", re.I)
"""What may stand between a loss and its argument: "that depends on the output"."""
PENALTY = re.compile(r"regulari[sz]|penal|weight decay|ridge|shrinkage", re.I)
SETTING = re.compile(r"\b(?:let|given|suppos\w+|assum\w+|denot\w+|defin\w+|set|put|where|with|writ\w+|call|upstream|incoming|backpropagated|say|abbreviat\w+)\b[^.;?!]*\Z", re.I)


@dataclass(frozen=True)
class Loss:
    """A number L without a formula; ``said``: a word says that it is a number, ``argument``: what it is said to depend on."""
    name: str
    said: bool
    smooth: int
    argument: s.Node | None
    by: tuple[s.Node, ...]
    upstream: tuple[s.Node, ...]


def spoken_of(document: s.Document) -> set[int]:
    """The places of statements that are a loss alone, in a text that takes its gradient and never applies it: no function of numbers."""
    members = [m.syntax for st in document.statements for m in st.members if m.syntax is not None]
    taken = {name for m in members for name, _ in gradients(m)}
    taken -= {name for m in members for x in s.walk(m) if (name := _applied(x)) is not None} if taken else set()
    return {document.statements[k].start for name in taken if _words(document, name) is not None for k in _places(document, name)
            if not document.statements[k].relations}


def places_gradient(st: s.Statement) -> bool:
    r"""``\frac{\partial L}{\partial Y} \in \mathbb{R}^{n \times k}``: the shape of a gradient, which declares no symbol."""
    first = st.members[0].syntax
    return [r.operator for r in st.relations] == ["\\in"] and isinstance(first, s.Fraction | s.Juxtaposition) and len(list(gradients(first))) == 1


class Losses:
    """The losses of a document that wait for what they depend on."""

    def __init__(self, document: s.Document, builder: "Builder"):
        self.waiting = list(_losses(document, builder))
        names = {x.name for x in self.waiting}
        first = [(st, c) for st in document.statements for c in clauses_of(st)[:1]] if names else []
        self.settings = {(c.start, c.end) for st, c in first if (found := _gradient_set(document, st, c)) is not None and found[0] in names}
        self.declaring = {(c.start, c.end) for _, c in first if (found := dependents.said(c)) is not None and found[0].text in names}
        self.defined = {found[0].name: st.start for st, c in first if (found := body_of(c)) is not None}

    def turned(self, clause: Clause) -> Clause:
        """The clause that sets a gradient with what it defines first: ∂L/∂Z = G as G = ∂L/∂Z."""
        if (clause.start, clause.end) not in self.settings or _letter(clause.members[0]):
            return clause
        return replace(clause, members=clause.members[::-1])

    def sets(self, clause: Clause) -> bool:
        """Does the clause give a gradient of a loss its letter?"""
        return (clause.start, clause.end) in self.settings

    def free(self, builder: "Builder", clause: Clause) -> None:
        """Forget what was inferred of the letter that the clause gives a gradient."""
        name = _letter(clause.members[0])
        builder.context = builder.context.with_(tensors=tuple(x for x in builder.context.tensors if x.name != name or x.provenance != "inferred"))

    def declares(self, clause: Clause) -> bool:
        """Does the clause only say what a loss depends on?"""
        return (clause.start, clause.end) in self.declaring

    def settle(self, builder: "Builder", place: int) -> list[s.Notice]:
        """Declare the losses whose argument is known by now, and say so."""
        notices = []
        for loss in [*self.waiting]:
            argument = self._argument(builder, loss, place)
            if argument is not None:
                self.waiting.remove(loss)
                notices.append(_declare(builder, loss, *argument))
        return notices

    def _argument(self, builder: "Builder", loss: Loss, place: int) -> tuple[Symbol, s.Node] | None:
        """The symbol on which a loss depends, and where the text names it."""
        asked = (loss.argument,) if loss.argument is not None else loss.upstream or loss.by
        found = [(symbol, node) for node in asked if (symbol := self._symbol(builder, node, place)) is not None]
        found = [x for k, x in enumerate(found) if x[0].name not in {y[0].name for y in found[:k]}]
        if loss.argument is None:
            known = [self._symbol(builder, node, place) for node in loss.by]
            found = [] if None in known else [x for x in found if {y.name for y in known} <= {x[0].name, *reached(builder.context, x[0].name)}]
        return found[0] if len(found) == 1 else None

    def _symbol(self, builder: "Builder", node: s.Node, place: int) -> Symbol | None:
        """An array or a number that is declared, and defined where the text defines it."""
        e = builder.elaborator()
        try:
            found = e.shapes.settle(e.expression(_whole(e, node)))
        except (Refused, ReadError):
            return None
        if not isinstance(found, Symbol) or e.scope.free or any(map(has_unknown, found.shape)):
            return None
        pending = self.defined.get(found.name, -1) >= place and not builder.context.definitions_of(found.name)
        return None if pending else found


def _whole(e, node: s.Node) -> s.Node:
    """The array of which this is an entry, or the node."""
    match node:
        case s.Scripted(base=s.Name() as base, sub=s.Node() as sub, sup=None, primes=0) \
                if flat_name(base.text, sub) is None or e.scope.tensor(flat_name(base.text, sub)) is None:
            known = e.scope.tensor(base.text)
            return base if known is not None and known.shape and not known.labels else node
    return node


def _declare(builder: "Builder", loss: Loss, at: Symbol, node: s.Node) -> s.Notice:
    context = builder.context
    provenance = builder.provenance if loss.said else "inferred"
    function = FunctionDeclaration(loss.name, loss.smooth, provenance=provenance, domain=at.shape or ())
    value = dependents.value_of(function, at)
    tensor = TensorDeclaration(loss.name, (), (), provenance=provenance)
    definition = Definition(loss.name, (), value, provenance=provenance)
    tensors = tuple(x for x in context.tensors if x.name != loss.name)
    builder.context = with_strata(context.with_(functions=(*context.functions, function), tensors=(*tensors, tensor),
                                                definitions=(*context.definitions, definition)))
    kind = "a smooth function" if loss.smooth == INFINITE else "a function"
    return s.Notice(node.start, node.end, f"{loss.name} is taken to be {kind} of {at.name} alone, with numbers as values", "inferred")


def _losses(document: s.Document, builder: "Builder") -> Iterator[Loss]:
    """The letters of a document of which a gradient is taken, which nothing declares or defines, and which are numbers."""
    clauses = [(st, c) for st in document.statements for c in clauses_of(st)]
    taken: dict[str, list[s.Node]] = {}
    for _, c in clauses:
        for name, by in gradients((c.members, c.qualifiers)):
            taken.setdefault(name, []).append(by)
    defined = {found.name for _, c in clauses if dependents.said(c) is None and c.operators[:1] in (("=",), (":=",))
               and c.members[0] is not None and (found := target_of(c.members[0])) is not None}
    firm = PENALTY.search(document.printed) is None
    for name, by in taken.items():
        words = _words(document, name)
        if name in defined or name in builder.formulas or words is None and name not in LOSSES or not _free(builder, name):
            continue
        upstream = tuple(found[1] for st, c in clauses if (found := _gradient_set(document, st, c)) is not None and found[0] == name)
        argument = _argument_said(document, name) or next((found[1] for _, c in clauses if (found := dependents.said(c)) is not None and found[0].text == name), None)
        yield Loss(name, firm and (words is not None or builder.context.tensor(name) is not None), smoothness(words or "") or INFINITE, argument, tuple(by), upstream)


def _free(builder: "Builder", name: str) -> bool:
    """Is nothing declared of a letter but that it is a number of the author's?"""
    known = builder.context.tensor(name)
    if known is None:
        return not builder.elaborator().scope.declared(name)
    return not (known.shape or known.labels or builder.foreign(known) or known.provenance == "inferred" or builder.context.definitions_of(name)
                or builder.context.function(name) is not None)


def gradients(node) -> Iterator[tuple[str, s.Node]]:
    r"""(L, Z) for each ∂L/∂Z and ∇_Z L of a letter L in a formula."""
    for found in quotients(node):
        if isinstance(found.body, s.Name) and len(found.variables) == 1:
            yield found.body.text, found.variables[0]
    for product in (x for x in s.walk(node) if isinstance(x, s.Juxtaposition)):
        for nabla, behind in zip(product.items, product.items[1:]):
            if isinstance(nabla, s.Scripted) and operator_name(nabla.base) == "nabla" and nabla.sub is not None and nabla.sup is None \
                    and isinstance(behind, s.Name):
                yield behind.text, nabla.sub


def _gradient_set(document: s.Document, st: s.Statement, c: Clause) -> tuple[str, s.Node] | None:
    """(L, Z) where the text lets a new letter be ∂L/∂Z."""
    if c.operators not in (("=",), (":=",)) or None in c.members or not SETTING.search(f"{lead_at(document, st.start)} {st.words}"):
        return None
    left, right = c.members if _letter(c.members[0]) else c.members[::-1]
    found = list(gradients(right))
    whole = isinstance(right, s.Fraction) or isinstance(right, s.Juxtaposition) and len(right.items) == 2
    return found[0] if whole and len(found) == 1 and _letter(left) not in ("", found[0][0]) else None


def _letter(node: s.Node) -> str:
    """The name that an equation may give to a gradient, or ""."""
    target = target_of(node)
    return "" if target is None or target.parameters else target.name


def _places(document: s.Document, name: str) -> Iterator[int]:
    """The statements that are the letter alone, or say what it depends on, in running text."""
    for k, st in enumerate(document.statements):
        first = st.members[0].syntax
        alone = [r.operator for r in st.relations] in ([], ["\\in"]) and isinstance(first, s.Name) and first.text == name
        depends = (found := dependents.said(clauses_of(st)[0])) is not None and found[0].text == name
        if not st.display and (alone or depends or _applied(first) == name and not st.relations):
            yield k


def _applied(node: s.Node | None) -> str | None:
    """The L of ``L(Z)``."""
    match node:
        case s.Juxtaposition(items=(s.Name(text=name), s.Group(kind="(", body=s.Name() | s.Scripted()))):
            return name
    return None


def _words(document: s.Document, name: str) -> str | None:
    """What is said of a letter that some words call a number, "be a differentiable scalar loss", or None if none do."""
    text = document.printed
    for k in _places(document, name):
        st = document.statements[k]
        behind, before = BEHIND.match(text[st.end:st.end + 160]), BEFORE.search(text[max(0, st.start - 60):st.start])
        if behind is not None or before is not None:
            return text[max(0, st.start - 60):st.start].rpartition(".")[2] + (behind.group() if behind is not None else "")
    return None


def _argument_said(document: s.Document, name: str) -> s.Node | None:
    """The Z of "a scalar function of $Z$" or ``L(Z)``."""
    text, statements = document.printed, document.statements
    for k in _places(document, name):
        st = statements[k]
        match st.members[0].syntax:
            case s.Juxtaposition(items=(_, s.Group(body=argument))) if not st.relations:
                return argument
        following = statements[k + 1] if k + 1 < len(statements) else None
        behind = BEHIND.match(text[st.end:st.end + 160])
        if following is not None and behind is not None and not following.relations and not following.display \
                and OF.match(re.sub(r"[$\\(]+\Z", "", text[st.end + behind.start("rest"):following.start])) and isinstance(following.members[0].syntax, s.Name | s.Scripted):
            return following.members[0].syntax
    return None
