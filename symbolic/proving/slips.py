r"""Slips in an operand or in a product: what may have been meant instead.

Each rule takes a node of a side and its surroundings; its first line says what
is put for what.
"""
from __future__ import annotations

from itertools import combinations
from typing import Callable, Iterator

from symbolic.reading.elaboration.places import bracketed, factors, is_head, product
from symbolic.reading.elaboration.standard import IDENTITIES, ONES
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import same_syntax, to_latex

from .surroundings import Edit, Rule, Surroundings, is_transpose, name_at, number_at, transposed


def transpose(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A symbol or a bracket and its transpose, but for an entry."""
    if isinstance(node, s.Scripted) and around.indices(node) is not None:
        return
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


def order_and_transpose(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Factors in another order, and one of them transposed: BᵀA for AB."""
    for edit in order(node, around):
        match edit.new:
            case s.Infix(operator=sign, left=a, right=b):
                for pair in ((transposed(a), b), (a, transposed(b))):
                    yield Edit("order and transpose", s.Infix(node.start, node.end, sign, *pair))
            case _:
                items = s.items_of(edit.new)
                for k, item in enumerate(items):
                    if not around.is_scalar(item) and not is_head(item, around.functions):
                        yield Edit("order and transpose", product(*items[:k], transposed(item), *items[k + 1:]))


def primes(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """σ, σ′ and σ″ for one another."""
    items = s.items_of(node)
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
            yield Edit("identity for ones", _renamed(node, "I"), "ones")
        elif name.text in IDENTITIES:
            yield Edit("ones for identity", _renamed(node, "\\mathbf{1}"), "identity")


def _renamed(node: s.Node, text: str) -> s.Node:
    """A symbol with another name and the same scripts."""
    if isinstance(node, s.Scripted):
        return s.Scripted(node.start, node.end, name_at(node.base, text), node.sub, node.sup, node.primes)
    return name_at(node, text)


def diagonal_for_identity(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """diag(v) for the identity."""
    name = node.base if isinstance(node, s.Scripted) and node.sup is None and not node.primes else node
    if isinstance(name, s.Name) and name.text in IDENTITIES:
        for symbol in around.symbols:
            if len(around.axes(symbol) or ()) == 1:
                yield Edit("diag", _wrapped(symbol))


def another_symbol(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Another symbol of the left side with the same shape: x for w."""
    name = node.base if isinstance(node, s.Scripted) and node.sub is None and not node.primes else node
    if not isinstance(name, s.Name) or name.text in around.functions:
        return
    axes = around.axes(name)
    for symbol in around.symbols if axes else ():
        if isinstance(symbol, s.Name) and symbol.text != name.text and around.axes(symbol) == axes:
            yield Edit("another symbol", _renamed(node, symbol.text), f"{name.text} {symbol.text}")


def _of_each_factor(rule: Callable[[tuple[s.Node, ...], Surroundings], Iterator[Edit]]) -> Rule:
    """The rule for every factor of a product, given as its items, or for the node as the only one."""
    def of_factors(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        if not isinstance(node, s.Additive):
            parts = factors(s.items_of(node), around.functions)
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


@_of_each_factor
def entrywise_factor(part: tuple[s.Node, ...], around: Surroundings) -> Iterator[Edit]:
    """A missing entrywise factor: a ⊙ b for a."""
    whole = product(*part)
    axes = around.axes(whole)
    for symbol in around.symbols if axes else ():
        if around.axes(symbol) == axes:
            both = s.Infix(whole.start, whole.end, "\\odot", symbol, whole)
            yield Edit("missing factor", bracketed(both))


def row_sums(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """The diagonal of a matrix for its row sums: diag(A) for A1."""
    parts = factors(s.items_of(node), around.functions)
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
            yield Edit("square", s.Scripted(node.start, node.end, node, None, number_at(node, 2), 0))
        case s.Group(kind="(" | "[" | "\\|"):
            yield Edit("square", s.Scripted(node.start, node.end, node, None, number_at(node, 2), 0))


def square_of_matrix(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """AᵀA and AAᵀ for A²."""
    match node:
        case s.Scripted(base=s.Name() | s.Group() as base, sub=None, sup=s.Number(text="2"), primes=0):
            if len(around.axes(base) or ()) in (1, 2):
                yield Edit("square", product(transposed(base), base))
                yield Edit("square", product(base, transposed(base)))


def inverse(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A⁻¹ for A, A for A⁻¹; of square matrices."""
    base = node.base if isinstance(node, s.Scripted) else node
    if not isinstance(base, (s.Name, s.Group)) or len(around.axes(node) or ()) != 2:
        return
    match node:
        case s.Scripted(base=base, sub=None, sup=s.Additive(terms=(("-", s.Number(text="1")),)), primes=0):
            yield Edit("inverse", base, f"inverse {to_latex(base)}")
        case s.Name() | s.Group() | s.Scripted(sup=None, primes=0):
            sub = node.sub if isinstance(node, s.Scripted) else None
            minus = s.Additive(node.start, node.end, (("-", number_at(node, 1)),))
            yield Edit("inverse", s.Scripted(node.start, node.end, base, sub, minus, 0), f"inverse {to_latex(base)}")


def exponent(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """k−1 for k, 3 for 2 in an exponent."""
    if isinstance(node, s.Scripted) and node.sup is not None and not is_transpose(node.sup):
        for new in neighbours(node.sup):
            sup = None if isinstance(new, s.Number) and new.text == "1" else new
            yield Edit("exponent", node.base if sup is None and node.sub is None and not node.primes else
                       s.Scripted(node.start, node.end, node.base, node.sub, sup, node.primes),
                       part=(node.sup, new) if sup is not None else (node, node.base))


def neighbours(leaf: s.Node) -> Iterator[s.Node]:
    """The integers beside an index, a label or an exponent: ℓ−1 for ℓ, 2 for 1."""
    match leaf:
        case s.Name():
            for mark in "-+":
                yield s.Additive(leaf.start, leaf.end, (("+", leaf), (mark, number_at(leaf, 1))))
        case s.Number(text=text) if text.isdigit():
            yield from (number_at(leaf, n) for n in (int(text) - 1, int(text) + 1) if n >= 0)
        case s.Additive(terms=(("+", s.Name() as first), (_, s.Number(text="1")))):
            yield first


def kind_of_product(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """AB, A ⊙ B and A ⊗ B for one another."""
    match node:
        case s.Infix(operator="\\odot" | "\\otimes" | "\\circ" as sign, left=a, right=b):
            yield Edit("kind of product", product(a, b))
        case s.Juxtaposition(items=items) if len(parts := factors(items, around.functions)) == 2 \
                and not any(around.is_scalar(*part) for part in parts):
            a, b, sign = product(*parts[0]), product(*parts[1]), ""
        case _:
            return
    for other in ("\\odot", "\\otimes"):
        if other != sign:
            yield Edit("kind of product", s.Infix(node.start, node.end, other, a, b))


def argument(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A function at what it is applied to on the other side."""
    items = s.items_of(node)
    for k, (head, group) in enumerate(zip(items, items[1:])):
        if is_head(head, around.functions) and isinstance(group, s.Group):
            for body in around.arguments:
                if not same_syntax(body, group.body):
                    changed = s.Group(group.start, group.end, group.kind, body)
                    yield Edit("argument", product(*items[:k + 1], changed, *items[k + 2:]))


def apply_apart(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """tr(A) tr(B) for tr(AB)."""
    items = s.items_of(node)
    for k, (head, group) in enumerate(zip(items, items[1:])):
        if isinstance(head, s.Operator) and is_head(head, ()) and isinstance(group, s.Group):
            parts = factors(s.items_of(group.body), around.functions)
            if len(parts) == 2:
                apart = [x for part in parts for x in (head, bracketed(product(*part)))]
                yield Edit("function of each factor", product(*items[:k], *apart, *items[k + 2:]))


def without(number: int) -> Rule:
    """The rule that takes ``number`` factors out of a product."""
    def drop_factors(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        if isinstance(node, s.Juxtaposition):
            parts = factors(node.items, around.functions)
            for kept in combinations(parts, len(parts) - number) if len(parts) > number else ():
                yield Edit("factor too many", product(*sum(kept, ())))
    return drop_factors
