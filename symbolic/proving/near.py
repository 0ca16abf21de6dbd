r"""Near formulas: what an author may have meant, one small change at a time.

A rule takes a node of a side and what stands around it and yields the nodes
that might have been meant there; ``slips`` has those about operands and
products, ``indexing`` those about subscripts, this module those about terms and
whole sides, and the tables.  Nothing is promised of what comes out: whoever asks reads, evaluates
and proves it.
"""
from __future__ import annotations

from itertools import groupby, product as choices
from typing import Iterator, NamedTuple

from symbolic.reading.elaboration.places import Path, apart, bracketed, factors, operands, product
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import to_latex

from . import indexing, slips
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
    """One sign of a sum."""
    if isinstance(node, s.Additive):
        for k, (mark, term) in enumerate(node.terms):
            if mark in ("+", "-"):
                flipped = ("-" if mark == "+" else "+", term)
                yield Edit("sign", total(node, (*node.terms[:k], flipped, *node.terms[k + 1:])))


def difference(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """b − a for a − b."""
    if isinstance(node, s.Additive) and {"+", "-"} <= {mark for mark, _ in node.terms}:
        yield Edit("sign", negated(node))


def brackets(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A (B x - y) for A B x - y, and A x + b for A (x + b)."""
    match node:
        case s.Additive(terms=terms):
            for k, (_, term) in enumerate(terms[:-1]):
                parts = factors(s.items_of(term), around.functions)
                for cut in range(1, len(parts)):
                    before, within = (product(*sum(some, ())) for some in (parts[:cut], parts[cut:]))
                    inside = s.Additive(within.start, node.end, (("+", within), *terms[k + 1:]))
                    yield Edit("brackets", total(node, (*terms[:k], (terms[k][0], product(before, bracketed(inside))))))
        case s.Juxtaposition(items=(*before, s.Group(body=s.Additive(terms=((mark, first), *rest))))) if before:
            yield Edit("brackets", s.Additive(node.start, node.end, ((mark, product(*before, first)), *rest)))


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
    """A factor 2 or 1/2, or where a number stands before the term none, a neighbour or the double of it.

    Before a fraction that is a factor of its numerator: 2/N for 1/N.
    """
    first, *rest = s.items_of(node)
    if isinstance(first, s.Fraction) and not is_numeric(first):
        for edit in factor_before(first.numerator):
            yield edit._replace(new=product(s.Fraction(first.start, first.end, edit.new, first.denominator), *rest))
        return
    yield from factor_before(node)


def factor_before(node: s.Node) -> Iterator[Edit]:
    """The factors for a term that is no fraction."""
    first, *rest = items = s.items_of(node)
    if isinstance(first, s.Number) and first.text == "1" and not rest:
        yield Edit("factor", number_at(node, 2), "two")
        return
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


def common_factor(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The same factor in every term of a sum: 2a − 2b for a − b."""
    if isinstance(node, s.Additive):
        ways = [{edit.key: edit.new for edit in factor(term, around)} for _, term in node.terms]
        for key in ways[0]:
            if all(key in way for way in ways):
                yield Edit("factor", total(node, [(mark, way[key]) for (mark, _), way in zip(node.terms, ways)]))


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
            yield Edit("missing factor", product(*_over(number, found), *items[len(number):]))
            if not around.is_scalar(symbol):
                yield Edit("missing factor", product(*items, found))


def _over(number: tuple[s.Node, ...], found: s.Node) -> tuple[s.Node, ...]:
    """2/N for 2 · 1/N; else both side by side."""
    match number, found:
        case (two,), s.Fraction(numerator=s.Number(text="1"), denominator=below):
            return (s.Fraction(found.start, found.end, two, below),)
    return (*number, found)


def add_term(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A missing 1, I or symbol of the left side in a sum."""
    for extra in (number_at(node, 1), name_at(node, "I"), *around.symbols):
        yield Edit("missing term", s.Additive(node.start, node.end, (("+", extra), *terms_of(node))))
        yield Edit("missing term", s.Additive(node.start, node.end, (*terms_of(node), ("-", extra))))


def whole_sign(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """−ab for ab; of a product that begins with a difference (b − a)c for (a − b)c."""
    match node:
        case s.Juxtaposition(items=(s.Group(kind="(", body=s.Additive() as first), *rest)):
            for edit in difference(first, around):
                yield Edit("sign", product(bracketed(edit.new), *rest))
    yield Edit("sign", negated(node))


def whole_transpose(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The other layout's answer: bᵀaᵀ for ab, with numbers and scalars in front; of a sum that of its terms.

    Matrices of a product may have been meant as they are: A x for xᵀA.
    """
    if around.is_scalar(node):
        return
    for turned in _turned(node, around):
        yield Edit("transpose", turned)
    yield Edit("transpose", transposed(node))


def _turned(node: s.Node, around: Surroundings) -> Iterator[s.Node]:
    """A product or a sum of products turned round, with as few transposes as possible first."""
    if isinstance(node, s.Additive):
        terms = [list(_turned(term, around))[:1] or [transposed(term)] for _, term in node.terms]
        yield total(node, [(mark, turned) for (mark, _), (turned,) in zip(node.terms, terms)])
        return
    scalars, arrays = [], []
    for part in factors(s.items_of(node), around.functions):
        (scalars if around.is_scalar(*part) else arrays).append(part)
    if 1 < len(arrays) <= MOST_TURNED:
        ways = [_ways_to_turn(part, around) for part in reversed(arrays)]
        for chosen in sorted(choices(*ways), key=lambda way: sum(cost for cost, _ in way)):
            yield product(*sum(scalars, ()), *(turned for _, turned in chosen))


MOST_TURNED = 4
"""Factors of a product that is turned round."""


def _ways_to_turn(part: tuple[s.Node, ...], around: Surroundings) -> list[tuple[int, s.Node]]:
    """A factor transposed, or as it stands if it is no vector, with the number of transposes that this adds."""
    whole = product(*part)
    if isinstance(part[0], s.Operator) and part[0].name == "diag":
        return [(0, whole)]
    turned = transposed(whole)
    fewer = isinstance(whole, s.Scripted) and not isinstance(turned, s.Scripted)
    ways = [(-1 if fewer else 1, turned)]
    return [*ways, (0, whole)] if len(around.axes(whole) or ()) == 2 and not fewer else ways


ANYWHERE: tuple[tuple[float, Rule], ...] = (
    (1.0, indexing.swapped_indices), (1.0, slips.transpose), (1.0, slips.order), (1.0, slips.primes),
    (1.0, slips.identity_or_ones), (1.05, sign), (1.08, difference), (1.1, slips.no_diagonal), (1.1, indexing.indexed(indexing.letters)),
    (1.1, indexing.label), (1.2, slips.diagonal), (1.2, slips.row_sums), (1.2, indexing.other_sum), (1.25, slips.inverse),
    (1.25, slips.exponent), (1.3, indexing.indexed(indexing.beside)), (1.3, slips.another_symbol), (1.3, brackets),
    (1.3, slips.square_of_matrix), (1.35, indexing.no_sum), (1.4, slips.argument), (1.4, slips.kind_of_product),
    (1.4, slips.diagonal_for_identity), (1.5, drop_term), (1.5, slips.without(1)), (1.6, slips.square),
    (1.7, slips.apply_apart), (1.85, slips.order_and_transpose), (1.9, slips.without(2)), (1.95, slips.entrywise_factor))
SUMS: tuple[tuple[float, Rule], ...] = ((1.1, factor), (1.25, symmetrised), (1.5, indexing.missing_delta), (1.8, add_factor))
WHOLE: tuple[tuple[float, Rule], ...] = (
    (1.05, whole_sign), (1.1, whole_transpose), (1.1, indexing.exchanged_letters), (1.15, common_factor), (1.5, indexing.missing_sum), (1.6, add_term))


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
    rule = indexing.indexed(indexing.letters)
    return [Change(1.1, e.what, *map(to_latex, e.part), path, e.new, e.key)
            for path, node in operands(around.right, around.functions) for e in rule(node, around)]


def alike(found: list[Change]) -> list[list[Change]]:
    """The changes that are one and the same slip at several places, where these are apart."""
    keyed = sorted((c for c in found if c.key), key=lambda c: (c.what, c.key))
    groups = [list(group) for _, group in groupby(keyed, key=lambda c: (c.what, c.key))]
    return [group for group in groups if len(group) > 1 and
            all(apart(a.path, b.path) for k, a in enumerate(group) for b in group[:k])]
