"""Names of integers in an expression: which it binds, and putting others in their place.

Every function keeps the promise of ``symbolic.language.expressions``: bound names are
all different from each other and from every free name of the step they stand in.
"""
from __future__ import annotations

from typing import Iterator

from .expressions import Array, Expression, Extremum, MatrixProduct, Maximum, Minimum, Product, Sum
from .integers import IntegerPolynomial, IntegerSymbol, integer


def bound_names(e: Expression) -> set[str]:
    """The names that ``e`` binds somewhere."""
    names: set[str] = set()
    for node in e.walk():
        if isinstance(node, Array):
            names |= {name for name, _ in node.binders}
        elif isinstance(node, (Sum, Product, Extremum, MatrixProduct)):
            names.add(node.index)
    return names


def bound_ranges(e: Expression) -> Iterator[tuple[str, tuple[IntegerPolynomial, IntegerPolynomial]]]:
    """(name, (lower, upper)) of every integer that arrays, sums and products of ``e`` bind."""
    for node in e.walk():
        match node:
            case Array(binders):
                yield from ((name, (integer(1), extent)) for name, extent in binders)
            case Sum(index, lower, upper) | Product(index, lower, upper):
                yield index, (lower, upper)
            case MatrixProduct(index, first, last):
                yield index, (last, first)


def integer_names(e: Expression) -> set[str]:
    """Names of all integer symbols that occur in ``e``, free or bound."""
    return set(e.integer_names())


def fresh_name(base: str, used: set[str]) -> str:
    """``base``, or ``base'1``, ``base'2`` …: the first not used, which is then used.

    The prime cannot occur in a name that was read, so reading never captures.
    """
    stem = base.split("'")[0]
    name, count = stem, 0
    while name in used:
        count += 1
        name = f"{stem}'{count}"
    used.add(name)
    return name


def substitute_integers(e: Expression, mapping: dict[IntegerSymbol, IntegerPolynomial]) -> Expression:
    """Replace free integer symbols everywhere (labels, extents, indices).

    The caller keeps names apart: no name that ``e`` binds may occur in
    ``mapping``, on either side.
    """
    names = {symbol.name for symbol in mapping}

    def put(x: Expression) -> Expression:
        return x if names.isdisjoint(x.integer_names()) else x.map(put, lambda p: p.substitute(mapping))

    return put(e)


def rename_bound(e: Expression, used: set[str]) -> Expression:
    """A copy of ``e`` whose bound names are all new with respect to ``used``.

    ``used`` grows by the names chosen; needed whenever an expression is
    placed a second time into one step (an unfolded definition, say).
    """
    def again(x: Expression) -> Expression:
        return rename_bound(x, used)

    match e:
        case Array(binders, body):
            names = [fresh_name(name, used) for name, _ in binders]
            mapping = {IntegerSymbol(old): integer(new) for (old, _), new in zip(binders, names) if old != new}
            inner = substitute_integers(body, mapping)
            return Array(tuple((new, extent) for new, (_, extent) in zip(names, binders)), again(inner))
        case Sum(index, lower, upper, body) | Product(index, lower, upper, body):
            new = fresh_name(index, used)
            return type(e)(new, lower, upper, again(_renamed(body, index, new)))
        case Maximum(index, lower, upper, body) | Minimum(index, lower, upper, body):
            new = fresh_name(index, used)
            return type(e)(new, lower, upper, again(_renamed(body, index, new)))
        case MatrixProduct(index, first, last, body):
            new = fresh_name(index, used)
            return MatrixProduct(new, first, last, again(_renamed(body, index, new)))
    return e.map(again)


def _renamed(body: Expression, old: str, new: str) -> Expression:
    return body if old == new else substitute_integers(body, {IntegerSymbol(old): integer(new)})
