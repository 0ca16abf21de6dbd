r"""What a rule for near formulas is given, what it yields, and the parts that rules build with."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Callable, Iterator, NamedTuple

from symbolic.errors import ReadError
from symbolic.language.context import instantiate
from symbolic.language.expressions import Symbol
from symbolic.language.latex import latex
from symbolic.reading.claims.rereading import Rereading
from symbolic.reading.elaboration.places import bracketed, factors, is_head, operands, product, reaching
from symbolic.reading.elaboration.scope import index_lists
from symbolic.reading.elaboration.standard import TRANSPOSES
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex

MOST_SYMBOLS = 8
"""How many symbols of a step are offered as a missing factor."""


class Edit(NamedTuple):
    """What is put for a node: its kind in words, the key of changes that are one and the same slip, and
    the part that differs, before and after, if that is not the node."""
    what: str
    new: s.Node
    key: str = ""
    part: tuple[s.Node, s.Node] | None = None


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a step's other side and context offer to a change."""
    place: Rereading
    left: s.Node
    right: s.Node
    known_axes: dict = field(default_factory=dict)

    @cached_property
    def functions(self) -> frozenset[str]:
        return frozenset(f.name for f in self.place.context.functions if not f.shape)

    @cached_property
    def symbols(self) -> list[s.Node]:
        """The declared symbols of the left side, with their subscripts."""
        found: dict[str, s.Node] = {}
        for _, node in operands(self.left, self.functions, whole=True):
            name = node.base if isinstance(node, s.Scripted) else node
            if isinstance(name, s.Name) and self.place.context.tensor(name.text) is not None:
                bare = node if name is node else s.Scripted(node.start, node.end, name, node.sub, None, 0)
                bare = name if name is node or node.sub is None else bare
                found.setdefault(to_latex(bare), bare)
        return list(found.values())[:MOST_SYMBOLS]

    @cached_property
    def scalars(self) -> list[s.Node]:
        """Numbers of the left side that are no symbols: 1/n, det X, f(x)."""
        found: dict[str, s.Node] = {}
        for _, node in operands(self.left, self.functions, whole=True):
            items = s.items_of(node)
            for part in factors(items[1:] if len(items) > 1 and reaching(items[0]) else items, self.functions):
                whole = product(*part)
                if (len(part) == 2 or isinstance(whole, s.Fraction)) and self.is_scalar(whole):
                    found.setdefault(to_latex(whole), whole)
        return list(found.values())[:MOST_SYMBOLS]

    @cached_property
    def totals(self) -> list[s.Node]:
        """1ᵀ v for the vectors v of the left side: 1 where v is a distribution."""
        found = []
        for symbol in self.symbols:
            axes = self.axes(symbol)
            if axes is not None and len(axes) == 1:
                ones = s.Scripted(symbol.start, symbol.end, name_at(symbol, "\\mathbf{1}"), None, name_at(symbol, "\\top"), 0)
                found.append(bracketed(product(ones, symbol)))
        return found

    @cached_property
    def arguments(self) -> list[s.Node]:
        """What functions are applied to on the left side, and where the symbols that stand there are defined."""
        found: dict[str, s.Node] = {}
        for side in (self.left, *self._definitions()):
            for _, node in operands(side, self.functions, whole=True):
                items = s.items_of(node)
                for head, *rest in factors(items[1:] if len(items) > 1 and reaching(items[0]) else items, self.functions):
                    if rest and is_head(head, self.functions) and isinstance(rest[0], s.Group):
                        found.setdefault(to_latex(rest[0].body), rest[0].body)
        return list(found.values())

    def _definitions(self) -> Iterator[s.Node]:
        """What the left side's defined symbols may stand for."""
        symbols = dict.fromkeys(e for o in self.place.readings(self.left, self.left) for e in o.left.walk() if isinstance(e, Symbol))
        for symbol in symbols:
            for clause in self.place.context.definitions_of(symbol.name):
                if len(clause.labels) == len(symbol.labels):
                    try:
                        yield parse_formula(latex(instantiate(clause, symbol.labels)), self.left.start)
                    except ReadError:
                        continue

    def axes(self, node: s.Node) -> tuple[str, ...] | None:
        """The extents of what ``node`` stands for, None if that cannot be read by itself."""
        shown = to_latex(node)
        if shown not in self.known_axes:
            self.known_axes[shown] = self.place.axes(node)
        return self.known_axes[shown]

    def is_scalar(self, *items: s.Node) -> bool:
        """Are these, side by side, surely a number?"""
        return self.axes(product(*items)) == ()

    def indices(self, node: s.Scripted) -> list[tuple[s.Node, str]] | None:
        """The indices of an entry, each with the extent of its axis; None if these are labels."""
        if node.sub is None:
            return None
        axes = self.axes(node.base.body if isinstance(node.base, s.Group) else node.base)
        way = next((w for w in index_lists(node.sub) if axes and len(w) == len(axes)), None)
        return None if way is None else list(zip(way, axes))

    @cached_property
    def index_letters(self) -> list[str]:
        """The letters that stand as an index on either side."""
        entries = (self.indices(node) or () for side in (self.left, self.right)
                   for _, node in operands(side, self.functions, whole=True) if isinstance(node, s.Scripted))
        return list(dict.fromkeys(leaf.text for entry in entries for leaf, _ in entry
                                  if isinstance(leaf, s.Name) and leaf.text not in self.label_letters))

    @cached_property
    def label_letters(self) -> list[str]:
        """The letters of labels that the context knows."""
        known = [d.name for d in self.place.context.integers if d.kind == "label" and d.arity == 0]
        return list(dict.fromkeys([*known, *self.place.ranges]))


Rule = Callable[[s.Node, Surroundings], Iterator[Edit]]


# ---------------------------------------------------------------- parts

def name_at(node: s.Node, text: str) -> s.Name:
    return s.Name(node.start, node.end, text)


def number_at(node: s.Node, value: int) -> s.Number:
    return s.Number(node.start, node.end, str(value))


def is_transpose(sup: s.Node | None) -> bool:
    return isinstance(sup, s.Name) and sup.text in TRANSPOSES


def transposed(node: s.Node) -> s.Node:
    """aᵀ for a, a for aᵀ."""
    top = name_at(node, "\\top")
    match node:
        case s.Scripted(base=base, sub=sub, sup=sup, primes=primes) if is_transpose(sup):
            if sub is None and not primes:
                return base.body if isinstance(base, s.Group) and not isinstance(base.body, s.Additive) else base
            return s.Scripted(node.start, node.end, base, sub, None, primes)
        case s.Scripted(sup=None, primes=0):
            return s.Scripted(node.start, node.end, node.base, node.sub, top, 0)
        case s.Name() | s.Group():
            return s.Scripted(node.start, node.end, node, None, top, 0)
    return s.Scripted(node.start, node.end, bracketed(node), None, top, 0)


def negated(node: s.Node) -> s.Node:
    match node:
        case s.Additive(terms=(("-", term),)):
            return term
        case s.Additive(terms=terms):
            turned = [("+" if sign == "-" else "-", t) for sign, t in terms]
            return s.Additive(node.start, node.end, tuple(sorted(turned, key=lambda term: term[0] == "-")))
    return s.Additive(node.start, node.end, (("-", node),))


def terms_of(node: s.Node) -> tuple[tuple[str, s.Node], ...]:
    return node.terms if isinstance(node, s.Additive) else (("+", node),)


def total(node: s.Node, terms) -> s.Node:
    match list(terms):
        case [("+", term)]:
            return term
        case terms:
            return s.Additive(node.start, node.end, tuple(terms))
