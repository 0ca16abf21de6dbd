r"""Near formulas: what an author may have meant, one small change at a time.

A rule takes a node of a side and what stands around it and yields the nodes
that might have been meant there; ``slips`` has those about operands and
products, this module those about sums, whole sides and subscripts, and the
tables.  Nothing is promised of what comes out: whoever asks reads, evaluates
and proves it.
"""
from __future__ import annotations

from itertools import groupby
from typing import Callable, Iterable, Iterator, NamedTuple

from symbolic.reading.elaboration.places import Path, apart, bracketed, factors, operands, product, put, subscripts
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import to_latex

from . import slips
from .surroundings import Edit, Rule, Surroundings, name_at, negated, number_at, terms_of, total, transposed


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


# ---------------------------------------------------------------- rules about sums and their terms

def sign(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """One sign of a sum, or all of them."""
    if isinstance(node, s.Additive):
        for k, (mark, term) in enumerate(node.terms):
            if mark in ("+", "-"):
                flipped = ("-" if mark == "+" else "+", term)
                yield Edit("sign", total(node, (*node.terms[:k], flipped, *node.terms[k + 1:])))


def drop_term(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A sum without one of its terms."""
    if isinstance(node, s.Additive) and len(node.terms) > 1:
        for k in range(len(node.terms)):
            yield Edit("term too many", total(node, node.terms[:k] + node.terms[k + 1:]))


def _of_each_term(rule: Rule) -> Rule:
    """The rule for every term of a sum, or for the node as the only term."""
    def of_terms(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        terms = terms_of(node)
        for k, (mark, term) in enumerate(terms):
            for edit in rule(term, around):
                yield edit._replace(new=total(node, (*terms[:k], (mark, edit.new), *terms[k + 1:])))
    return of_terms


@_of_each_term
def factor(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A factor 2 or 1/2, or where a number stands before the term none, a neighbour or the double of it."""
    first, *rest = items = s.items_of(node)
    if is_numeric(first):
        if rest:
            yield Edit("factor", product(*rest), "number")
            for key, near in _near_numbers(first):
                yield Edit("factor", product(number_at(first, near), *rest), key)
        return
    two = number_at(node, 2)
    yield Edit("factor", product(two, *items), "two")
    yield Edit("factor", product(s.Fraction(node.start, node.end, number_at(node, 1), two), *items), "half")


def is_numeric(node: s.Node) -> bool:
    """Is the node a number, or a fraction of two?"""
    return isinstance(node, s.Number) or isinstance(node, s.Fraction) and all(
        isinstance(part, s.Number) for part in (node.numerator, node.denominator))


def _near_numbers(node: s.Node) -> Iterator[tuple[str, int]]:
    """Of an integer those that are taken for it: one less, one more, its double, its half; 1 is no factor."""
    if isinstance(node, s.Number) and node.text.isdecimal():
        n = int(node.text)
        near = {"less": n - 1, "more": n + 1, "double": 2 * n, "half": n // 2 if n % 2 == 0 else 0}
        yield from ((key, m) for key, m in near.items() if m > 1)


@_of_each_term
def symmetrised(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A + Aᵀ for 2 A: who writes 2 A has taken A for symmetric."""
    first, *items = s.items_of(node)
    if not (isinstance(first, s.Number) and first.text == "2"):
        return
    for k, item in enumerate(items):
        axes = around.axes(item) if isinstance(item, (s.Name, s.Scripted)) else None
        if axes is not None and len(axes) == 2 and axes[0] == axes[1]:
            both = bracketed(s.Additive(item.start, item.end, (("+", item), ("+", transposed(item)))))
            yield Edit("both halves", product(*items[:k], both, *items[k + 1:]))


@_of_each_term
def add_factor(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A missing symbol of the left side, its transpose, or a number such as det X or 1/n, at either end of a product."""
    items = s.items_of(node)
    number = items[:1] if isinstance(items[0], s.Number) else ()
    for symbol in (*around.symbols, *around.scalars, *around.totals):
        for found in (symbol,) if around.is_scalar(symbol) else (symbol, transposed(symbol)):
            yield Edit("missing factor", product(*number, found, *items[len(number):]))
            if not around.is_scalar(symbol):
                yield Edit("missing factor", product(*items, found))


def add_term(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A missing 1, I or symbol of the left side in a sum."""
    for extra in (number_at(node, 1), name_at(node, "I"), *around.symbols):
        yield Edit("missing term", s.Additive(node.start, node.end, (("+", extra), *terms_of(node))))
        yield Edit("missing term", s.Additive(node.start, node.end, (*terms_of(node), ("-", extra))))


def whole_sign(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    yield Edit("sign", negated(node))


def whole_transpose(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The other layout's answer: bᵀaᵀ for ab, with numbers and scalars in front."""
    if around.is_scalar(node):
        return
    scalars, arrays = [], []
    for part in factors(s.items_of(node), around.functions):
        (scalars if around.is_scalar(*part) else arrays).append(part)
    if len(arrays) > 1 and all(len(part) == 1 for part in arrays):
        turned = [transposed(part[0]) for part in reversed(arrays)]
        yield Edit("transpose", product(*sum(scalars, ()), *turned))
    yield Edit("transpose", transposed(node))


def missing_sum(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    r"""Σ_{i=1}^N of the left side, where the right side stands at i = 1 alone; Σ_i over an index that only the right side has."""
    for _, found in operands(around.left, around.functions, whole=True):
        match found:
            case s.BigOperator(name="sum", lower=s.Relation(operator="=", left=s.Name() as name, right=s.Number(text=first))):
                body = node
                for path, leaf in subscripts(node):
                    if isinstance(leaf, s.Number) and leaf.text == first:
                        body = put(body, path, name_at(leaf, name.text))
                yield Edit("missing sum", product(found, body))
    left, right = ({leaf.text for _, leaf in subscripts(side) if isinstance(leaf, s.Name)} for side in (around.left, node))
    summed = [s.BigOperator(node.start, node.start, "sum", name_at(node, letter), None) for letter in sorted(right - left)]
    for heads in (*([head] for head in summed), *([summed] if len(summed) > 1 else [])):
        yield Edit("missing sum", product(*heads, bracketed(node) if isinstance(node, s.Additive) else node))


# ---------------------------------------------------------------- rules about subscripts

def _indexed(others: Callable[[s.Node, list[str]], Iterable[s.Node]]) -> Rule:
    """The rule that puts what ``others`` offers for an index of an entry."""
    def index(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        found = around.indices(node) if isinstance(node, s.Scripted) else None
        for k, (leaf, extent) in enumerate(found or ()):
            for new in others(leaf, around.index_letters):
                leaves = [new if m == k else old for m, (old, _) in enumerate(found)]
                yield Edit("index", _subscribed(node, _listed(leaves, node.sub)),
                           f"{to_latex(leaf)} {to_latex(new)} {extent}", (leaf, new))
    return index


def swapped_indices(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A_ji for A_ij."""
    found = around.indices(node) if isinstance(node, s.Scripted) else None
    if found is not None and len(found) == 2:
        leaves = [leaf for leaf, _ in reversed(found)]
        yield Edit("order of indices", _subscribed(node, _listed(leaves, node.sub)), f"swap {to_latex(node.base)}")


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
            for new in (*_letters(sub, around.label_letters), *slips.neighbours(sub)):
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
        yield from (name_at(leaf, letter) for letter in letters if letter != leaf.text)


def _beside(leaf: s.Node, letters: list[str]) -> Iterable[s.Node]:
    return slips.neighbours(leaf)


ANYWHERE: tuple[tuple[float, Rule], ...] = (
    (1.0, slips.transpose), (1.0, slips.order), (1.0, slips.primes), (1.0, slips.identity_or_ones),
    (1.0, swapped_indices), (1.05, sign), (1.1, slips.no_diagonal), (1.1, _indexed(_letters)), (1.1, label),
    (1.2, slips.diagonal), (1.2, slips.row_sums), (1.25, slips.inverse), (1.25, slips.exponent),
    (1.3, _indexed(_beside)), (1.4, slips.argument), (1.4, slips.kind_of_product), (1.5, drop_term),
    (1.5, slips.without(1)), (1.6, slips.square), (1.7, slips.apply_apart), (1.85, slips.order_and_transpose),
    (1.9, slips.without(2)), (1.95, slips.entrywise_factor))
SUMS: tuple[tuple[float, Rule], ...] = ((1.1, factor), (1.25, symmetrised), (1.8, add_factor))
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


def index_changes(around: Surroundings) -> list[Change]:
    """Those among the single changes that put another letter for an index of an entry."""
    rule = _indexed(_letters)
    return [Change(1.1, e.what, *map(to_latex, e.part), path, e.new, e.key)
            for path, node in operands(around.right, around.functions) for e in rule(node, around)]


def alike(found: list[Change]) -> list[list[Change]]:
    """The changes that are one and the same slip at several places, where these are apart."""
    keyed = sorted((c for c in found if c.key), key=lambda c: (c.what, c.key))
    groups = [list(group) for _, group in groupby(keyed, key=lambda c: (c.what, c.key))]
    return [group for group in groups if len(group) > 1 and
            all(apart(a.path, b.path) for k, a in enumerate(group) for b in group[:k])]
