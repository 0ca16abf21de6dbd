r"""Near formulas: what an author may have meant, one small change at a time.

A rule takes a node of a side and what stands around it and yields the nodes
that might have been meant there.  Nothing is promised of them: whoever asks
reads, evaluates and proves what comes out.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Callable, Iterator, NamedTuple

from symbolic.reading import syntax as s
from symbolic.reading.elaborate import IDENTITIES, ONES, TRANSPOSES
from symbolic.reading.places import (
    Path, bracketed, factors, is_head, items_of, operands, product, put, subscripts)
from symbolic.reading.rereading import Rereading
from symbolic.reading.scope import index_lists
from symbolic.reading.unparse import same_syntax, to_latex

MOST_SYMBOLS = 6
"""How many symbols of a step are offered as a missing factor."""


class Edit(NamedTuple):
    """What is put for a node: its kind in words, the key of changes that are one and the same slip, and
    the part that differs, before and after, if that is not the node."""
    what: str
    new: s.Node
    key: str = ""
    part: tuple[s.Node, s.Node] | None = None


class Change(NamedTuple):
    """An edit at a place: ``weight`` is how much it changes, 1 for the least."""
    weight: float
    what: str
    old: str
    new: str
    path: Path
    node: s.Node
    key: str

    def words(self) -> tuple[str, str, str]:
        return self.what, self.old, self.new


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
    def arguments(self) -> list[s.Node]:
        """What functions are applied to on the left side."""
        found: dict[str, s.Node] = {}
        for _, node in operands(self.left, self.functions, whole=True):
            for head, *rest in factors(items_of(node), self.functions):
                if rest and is_head(head, self.functions) and isinstance(rest[0], s.Group):
                    found.setdefault(to_latex(rest[0].body), rest[0].body)
        return list(found.values())


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


# ---------------------------------------------------------------- parts for the rules

def _name(node: s.Node, text: str) -> s.Name:
    return s.Name(node.start, node.end, text)


def _number(node: s.Node, value: int) -> s.Number:
    return s.Number(node.start, node.end, str(value))


def _is_transpose(sup: s.Node | None) -> bool:
    return isinstance(sup, s.Name) and sup.text in TRANSPOSES


def transposed(node: s.Node) -> s.Node:
    """aᵀ for a, a for aᵀ."""
    top = _name(node, "\\top")
    match node:
        case s.Scripted(base=base, sub=sub, sup=sup, primes=primes) if _is_transpose(sup):
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
            return s.Additive(node.start, node.end, tuple(("+" if sign == "-" else "-", t) for sign, t in terms))
    return s.Additive(node.start, node.end, (("-", node),))


def _terms(node: s.Node) -> tuple[tuple[str, s.Node], ...]:
    return node.terms if isinstance(node, s.Additive) else (("+", node),)


def _sum(node: s.Node, terms) -> s.Node:
    match list(terms):
        case [("+", term)]:
            return term
        case terms:
            return s.Additive(node.start, node.end, tuple(terms))


# ---------------------------------------------------------------- rules about any operand

def transpose(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A symbol or a bracket and its transpose."""
    base = node.base if isinstance(node, s.Scripted) else node
    if isinstance(base, (s.Name, s.Group)) and around.is_scalar(node):
        return
    match base:
        case s.Name(text=text) if text not in around.functions:
            yield Edit("transpose", transposed(node), f"transpose {text}")
        case s.Group(kind="(" | "["):
            yield Edit("transpose", transposed(node), f"transpose {to_latex(base)}")
        case s.Juxtaposition(items=items):
            for k, item in enumerate(items):
                if k and isinstance(item, s.Group) and is_head(items[k - 1], around.functions):
                    yield Edit("transpose", product(*items[:k], transposed(item), *items[k + 1:]))


def order(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Factors of a product in another order: one moved."""
    match node:
        case s.Juxtaposition(items=items):
            parts = factors(items, around.functions)
            arrays = [k for k, part in enumerate(parts) if not around.is_scalar(*part)]
            for _, i, j in sorted((abs(i - j), i, j) for i in arrays for j in arrays if j > i or j < i - 1):
                moved = parts[:i] + parts[i + 1:]
                moved.insert(j, parts[i])
                yield Edit("order of factors", s.Juxtaposition(node.start, node.end, tuple(x for part in moved for x in part)))
        case s.Infix(operator="\\otimes", left=a, right=b):
            yield Edit("order of factors", s.Infix(node.start, node.end, node.operator, b, a))


def primes(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """σ, σ′ and σ″ for one another."""
    items = items_of(node)
    for k, head in enumerate(items):
        base, count = (head.base, head.primes) if isinstance(head, s.Scripted) else (head, 0)
        if isinstance(base, s.Name) and base.text in around.functions:
            for step in (1, -1) if count else (1,):
                yield Edit("derivative of a function", product(*items[:k], _primed(head, count + step), *items[k + 1:]))


def _primed(head: s.Node, count: int) -> s.Node:
    """The function with that number of primes."""
    match head:
        case s.Scripted(base=base, sub=None, sup=None) if not count:
            return base
        case s.Scripted(base=base, sub=sub, sup=sup):
            return s.Scripted(head.start, head.end, base, sub, sup, count)
    return s.Scripted(head.start, head.end, head, None, None, count)


def identity_or_ones(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The identity for the vector of ones, and the other way."""
    name = node.base if isinstance(node, s.Scripted) and node.sup is None and not node.primes else node
    if isinstance(name, s.Name):
        if name.text in ONES:
            yield Edit("identity for ones", _name(node, "I"), "ones")
        elif name.text in IDENTITIES:
            yield Edit("ones for identity", _name(node, "\\mathbf{1}"), "identity")


def _of_each_factor(rule: Callable[[tuple[s.Node, ...], Surroundings], Iterator[Edit]]) -> Rule:
    """The rule for every factor of a product, given as its items, or for the node as the only one."""
    def of_factors(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        if not isinstance(node, s.Additive):
            parts = factors(items_of(node), around.functions)
            for k, part in enumerate(parts):
                for edit in rule(part, around):
                    yield edit._replace(new=product(*sum(parts[:k], ()), edit.new, *sum(parts[k + 1:], ())))
    return of_factors


@_of_each_factor
def no_diagonal(part: tuple[s.Node, ...], around: Surroundings) -> Iterator[Edit]:
    """An extra diag around a factor."""
    match part:
        case (s.Operator(name="diag"), s.Group(body=body)):
            yield Edit("diag", body)


@_of_each_factor
def diagonal(part: tuple[s.Node, ...], around: Surroundings) -> Iterator[Edit]:
    """A missing diag around a factor."""
    is_diagonal = isinstance(part[0], s.Operator) and part[0].name == "diag"
    if not is_diagonal and not around.is_scalar(*part):
        yield Edit("diag", _wrapped(product(*part)))


def row_sums(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The diagonal of a matrix for its row sums: diag(A) for A1."""
    parts = factors(items_of(node), around.functions)
    if len(parts) > 1 and _is_ones(parts[-1]):
        yield Edit("diagonal for row sums", _wrapped(product(*sum(parts[:-1], ()))))


def _is_ones(part: tuple[s.Node, ...]) -> bool:
    base = part[0].base if isinstance(part[0], s.Scripted) and part[0].sup is None else part[0]
    return len(part) == 1 and isinstance(base, s.Name) and base.text in ONES


def _wrapped(node: s.Node) -> s.Node:
    body = node.body if isinstance(node, s.Group) else node
    return product(s.Operator(node.start, node.end, "diag"), bracketed(body))


def square(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """x² for x, x for x²."""
    match node:
        case s.Scripted(base=base, sub=None, sup=s.Number(text="2"), primes=0):
            yield Edit("square", base)
        case s.Name(text=text) if text not in around.functions:
            yield Edit("square", s.Scripted(node.start, node.end, node, None, _number(node, 2), 0))
        case s.Group(kind="(" | "[" | "\\|"):
            yield Edit("square", s.Scripted(node.start, node.end, node, None, _number(node, 2), 0))


def argument(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A function at what it is applied to on the other side."""
    items = items_of(node)
    for k, (head, group) in enumerate(zip(items, items[1:])):
        if is_head(head, around.functions) and isinstance(group, s.Group):
            for body in around.arguments:
                if not same_syntax(body, group.body):
                    changed = s.Group(group.start, group.end, group.kind, body)
                    yield Edit("argument", product(*items[:k + 1], changed, *items[k + 2:]))


def apply_apart(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """tr(A) tr(B) for tr(AB)."""
    items = items_of(node)
    for k, (head, group) in enumerate(zip(items, items[1:])):
        if isinstance(head, s.Operator) and is_head(head, ()) and isinstance(group, s.Group):
            parts = factors(items_of(group.body), around.functions)
            if len(parts) == 2:
                apart = [x for part in parts for x in (head, bracketed(product(*part)))]
                yield Edit("function of each factor", product(*items[:k], *apart, *items[k + 2:]))


def _without(number: int) -> Rule:
    """The rule that takes ``number`` factors out of a product."""
    def drop_factors(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        if isinstance(node, s.Juxtaposition):
            parts = factors(node.items, around.functions)
            for kept in combinations(parts, len(parts) - number) if len(parts) > number else ():
                yield Edit("factor too many", product(*sum(kept, ())))
    return drop_factors


# ---------------------------------------------------------------- rules about sums and their terms

def sign(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """One sign of a sum, or all of them."""
    if isinstance(node, s.Additive):
        for k, (mark, term) in enumerate(node.terms):
            if mark in ("+", "-"):
                flipped = ("-" if mark == "+" else "+", term)
                yield Edit("sign", _sum(node, (*node.terms[:k], flipped, *node.terms[k + 1:])))


def drop_term(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A sum without one of its terms."""
    if isinstance(node, s.Additive) and len(node.terms) > 1:
        for k in range(len(node.terms)):
            yield Edit("term too many", _sum(node, node.terms[:k] + node.terms[k + 1:]))


def _of_each_term(rule: Rule) -> Rule:
    """The rule for every term of a sum, or for the node as the only term."""
    def of_terms(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        terms = _terms(node)
        for k, (mark, term) in enumerate(terms):
            for edit in rule(term, around):
                yield edit._replace(new=_sum(node, (*terms[:k], (mark, edit.new), *terms[k + 1:])))
    return of_terms


@_of_each_term
def factor(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A factor 2 or 1/2."""
    items = items_of(node)
    if isinstance(items[0], s.Number) and len(items) > 1:
        yield Edit("factor", product(*items[1:]), "number")
        return
    if isinstance(items[0], s.Number):
        return
    two = _number(node, 2)
    yield Edit("factor", product(two, *items), "two")
    yield Edit("factor", product(s.Fraction(node.start, node.end, _number(node, 1), two), *items), "half")


@_of_each_term
def add_factor(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A missing symbol of the left side, or its transpose, at either end of a product."""
    items = items_of(node)
    for symbol in around.symbols:
        for found in (symbol,) if around.is_scalar(symbol) else (symbol, transposed(symbol)):
            yield Edit("missing factor", product(*items, found))
            yield Edit("missing factor", product(found, *items))


def add_term(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A missing 1, I or symbol of the left side in a sum."""
    for extra in (_number(node, 1), _name(node, "I"), *around.symbols):
        yield Edit("missing term", s.Additive(node.start, node.end, (("+", extra), *_terms(node))))


def whole_sign(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    yield Edit("sign", negated(node))


def whole_transpose(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The other layout's answer: bᵀaᵀ for ab, with numbers and scalars in front."""
    if around.is_scalar(node):
        return
    scalars, arrays = [], []
    for part in factors(items_of(node), around.functions):
        (scalars if around.is_scalar(*part) else arrays).append(part)
    if len(arrays) > 1 and all(len(part) == 1 for part in arrays):
        turned = [transposed(part[0]) for part in reversed(arrays)]
        yield Edit("transpose", product(*sum(scalars, ()), *turned))
    yield Edit("transpose", transposed(node))


def missing_sum(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    r"""Σ_{i=1}^N of the left side, where the right side stands at i = 1 alone."""
    for _, found in operands(around.left, around.functions, whole=True):
        match found:
            case s.BigOperator(name="sum", lower=s.Relation(operator="=", left=s.Name() as name, right=s.Number(text=first))):
                body = node
                for path, leaf in subscripts(node):
                    if isinstance(leaf, s.Number) and leaf.text == first:
                        body = put(body, path, _name(leaf, name.text))
                yield Edit("missing sum", product(found, body))


# ---------------------------------------------------------------- rules about subscripts

def _indexed(others: Callable[[s.Node, list[str]], Iterator[s.Node]]) -> Rule:
    """The rule that puts what ``others`` offers for an index of an entry."""
    def index(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        found = around.indices(node) if isinstance(node, s.Scripted) else None
        for k, (leaf, extent) in enumerate(found or ()):
            for new in others(leaf, around.index_letters):
                leaves = [new if m == k else old for m, (old, _) in enumerate(found)]
                yield Edit("index", _subscribed(node, _listed(leaves, node.sub)),
                           f"{to_latex(leaf)} {to_latex(new)} {extent}", (leaf, new))
    return index


def _listed(leaves: list[s.Node], sub: s.Node) -> s.Node:
    """Indices as a subscript: letters side by side where they were, else with commas."""
    if len(leaves) == 1:
        return leaves[0]
    together = isinstance(sub, s.Juxtaposition) and all(isinstance(x, s.Name) for x in leaves)
    return (s.Juxtaposition if together else s.Sequence)(sub.start, sub.end, tuple(leaves))


def label(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Another member of a family, also where its entry is taken: ℓ−1 or L for ℓ, 2 for 1."""
    match node:
        case s.Scripted(base=s.Name(), sub=s.Node() as sub) if around.indices(node) is None:
            for new in (*_letters(sub, around.label_letters), *_neighbours(sub, around.label_letters)):
                yield Edit("label", _subscribed(node, new), f"{to_latex(sub)} {to_latex(new)}", (sub, new))
        case s.Scripted(base=s.Group(kind=kind, body=s.Scripted() as member) as group):
            for edit in label(member, around):
                base = s.Group(group.start, group.end, kind, edit.new)
                yield edit._replace(new=s.Scripted(node.start, node.end, base, node.sub, node.sup, node.primes))


def _subscribed(node: s.Scripted, sub: s.Node) -> s.Scripted:
    return s.Scripted(node.start, node.end, node.base, sub, node.sup, node.primes)


def _letters(leaf: s.Node, letters: list[str]) -> Iterator[s.Node]:
    """Other letters that may stand for an index or a label: j for i or for 1."""
    if isinstance(leaf, (s.Name, s.Number)):
        yield from (_name(leaf, letter) for letter in letters if letter != leaf.text)


def _neighbours(leaf: s.Node, letters: list[str]) -> Iterator[s.Node]:
    """The integers beside an index or a label: ℓ−1 for ℓ, 2 for 1."""
    match leaf:
        case s.Name():
            for mark in "-+":
                yield s.Additive(leaf.start, leaf.end, (("+", leaf), (mark, _number(leaf, 1))))
        case s.Number(text=text) if text.isdigit():
            yield from (_number(leaf, n) for n in (int(text) - 1, int(text) + 1) if n >= 0)
        case s.Additive(terms=(("+", s.Name() as first), (_, s.Number(text="1")))):
            yield first


ANYWHERE: tuple[tuple[float, Rule], ...] = (
    (1.0, transpose), (1.0, order), (1.0, primes), (1.0, identity_or_ones), (1.05, sign), (1.1, no_diagonal), (1.2, diagonal), (1.2, row_sums),
    (1.4, argument), (1.5, drop_term), (1.5, _without(1)), (1.6, square), (1.7, apply_apart),
    (1.9, _without(2)), (1.1, _indexed(_letters)), (1.3, _indexed(_neighbours)), (1.1, label))
SUMS: tuple[tuple[float, Rule], ...] = ((1.1, factor), (1.8, add_factor))
WHOLE: tuple[tuple[float, Rule], ...] = (
    (1.05, whole_sign), (1.1, whole_transpose), (1.5, missing_sum), (1.6, add_term))


def changes(around: Surroundings) -> list[Change]:
    """All single changes of the right side, the lightest first, none twice."""
    root = around.right
    found: list[Change] = []
    anywhere = list(operands(root, around.functions))
    sums = [(path, node) for path, node in anywhere if not path or isinstance(node, s.Additive)]
    for table, places in ((ANYWHERE, anywhere), (SUMS, sums), (WHOLE, [((), root)])):
        for path, node in places:
            for weight, rule in table:
                found += [Change(weight, e.what, *map(to_latex, e.part or (node, e.new)), path, e.new, e.key)
                          for e in rule(node, around)]
    return sorted(found, key=lambda c: c.weight)
