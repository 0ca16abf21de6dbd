r"""Sums, products, maxima and minima over indices: ``\sum_{i=1}^n``, ``\prod_\ell``, ``\max_{i,j}``."""
from __future__ import annotations

from functools import reduce

from symbolic.language.binding import rename_bound, substitute_integers
from symbolic.language.expressions import (
    Add, Array, Cases, Entry, Expression, MatrixProduct, Product, Sum, Times, number)
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.language.nodes import Condition, ShapeError, show_shape
from symbolic.reading.elaboration import extrema
from symbolic.reading.elaboration.arrays import convolution
from symbolic.reading.elaboration.limits import Limits, limits_of
from symbolic.reading.elaboration.piecewise import of_indices
from symbolic.reading.elaboration.reach import flatten, mentions
from symbolic.reading.elaboration.refusal import ambiguous, misshapen, unreadable, unsupported
from symbolic.reading.elaboration.scope import count, index_name
from symbolic.reading.grammar import syntax as s

OVER = {"sum": Sum, "prod": Product, **extrema.OVER}
SAID = {"sum": "sum", "prod": "product", "max": "max", "min": "min"}
NEUTRAL = {"sum": 0, "prod": 1}


def big_operator(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    if node.name not in ("sum", "prod", *extrema.NAMES):
        raise unsupported(f"{node.name} is outside of what can be judged", node)
    if not rest:
        raise unreadable(f"nothing follows this {node.name}", node, expected="what it ranges over", code="E301")
    if node.name == "sum" and node.lower is None and node.upper is None and convolution.is_patch(rest):
        return convolution.sum_of_entries(e, e.product(rest))
    rest = [x for item in rest for x in flatten(item)] if node.name == "prod" else rest
    stop = _next_product(node, rest)
    if stop is not None:
        return Times(e.shapes.settle(_ranging(e, node, rest[:stop])), e.shapes.settle(e.product(rest[stop:])))
    return _ranging(e, node, rest)


def _next_product(node: s.BigOperator, rest: list[s.Node]) -> int | None:
    r"""Where in ``\prod_i a_i \prod_j b_j`` the second ∏ begins, if nothing from there on speaks of the index of the first."""
    found = limits_of(node)
    if node.name != "prod" or found is None:
        return None
    return next((k for k, x in enumerate(rest) if k and isinstance(x, s.BigOperator) and x.name == "prod"
                 and not any(mentions(s.Juxtaposition(x.start, rest[-1].end, tuple(rest[k:])), name) for name in found.indices)), None)


def limits(e, node: s.BigOperator, rest: list[s.Node]) -> Limits:
    """What stands below and above."""
    def means(name: str) -> bool:
        return e.scope.known_integer(name) is not None or e.scope.declared(name) \
            or any(mentions(member, name) for member in e.around)

    def behind(name: str) -> bool:
        return mentions(tuple(rest), name)

    if node.lower is None and node.upper is None:
        raise ambiguous(f"a {node.name} without limits", node, "write what it runs over")
    found = limits_of(node, means, behind)
    if found is None:
        raise unreadable("these limits are not understood", node, expected="i = 1 below and n above", code="E304")
    return found


def _ranging(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    """Σ, ∏, max or min over each index."""
    found = limits(e, node, rest)
    inner, named = e, {}
    for name, ends in found.indices.items():
        fresh = e.scope.fresh(name)
        low, high = (None if end is None else count(end, inner.scope, kind="label") for end in ends)
        named[name] = fresh, low, high
        inner = inner.under(name, integer(fresh), None if low is None or high is None else (low, high))
    watch = inner.watching([fresh for fresh, _, high in named.values() if high is None])
    body = watch.product(rest)
    for name, (fresh, low, high) in named.items():
        if high is None:
            high = watch.extents.get(fresh)
            if high is None:
                raise ambiguous(f"the {SAID[node.name]} over {name} has no range", node, "write its limits")
            e.note(f"the {SAID[node.name]} over {name} runs {'from 1 ' if low is None else ''}to {high}, as what it indexes")
        named[name] = fresh, integer(1) if low is None else low, high
    if node.name == "prod":
        body = e.shapes.settle(body)
        number_ = e.shapes.scalar(body)
        if number_ is None:
            return _of_matrices(e, node, found, named, body)
        _need_all_below(node, rest, found.indices)
        body = number_
    if found.conditions:
        body = _where(e, node, _conditions(inner, found, named), e.shapes.settle(body))
    for name, (fresh, low, high) in reversed(named.items()):
        body = OVER[node.name](fresh, low, high, body) if name not in found.values \
            else _among(e, node, fresh, found.values[name], body)
    return body


def _need_all_below(node: s.BigOperator, rest: list[s.Node], indices) -> None:
    r"""In ``\prod_i a_i c`` the factor c may stand below ∏ or behind it: n times or once."""
    items = [x for x in rest if not isinstance(x, s.Text)]
    below = [k for k, x in enumerate(items) if any(mentions(x, name) for name in indices)]
    if (below[-1] if below else 0) != len(items) - 1:
        raise ambiguous("how far does this product reach?", node, "put what is multiplied in brackets")


def _of_matrices(e, node: s.BigOperator, found: Limits, named: dict, body: Expression) -> Expression:
    """A product of matrices, descending or ascending as their shapes conform."""
    (written, (name, low, high)), *more = named.items()
    if len(body.shape) != 2:
        raise unsupported("a product over an index of something that is neither a number nor a matrix", node)
    if more or found.conditions or found.values or None in found.indices[written]:
        raise ambiguous("a product of matrices without limits", node)
    index = IntegerSymbol(name)
    try:
        made = MatrixProduct(name, high, low, body)
        e.note(f"∏ over {written} is read with {written} descending from left to right, as its shapes conform")
        return made
    except ShapeError:
        pass
    mapping = {index: low + high - integer(name)}
    try:
        made = MatrixProduct(name, high, low, substitute_integers(body, mapping))
    except ShapeError:
        raise misshapen(f"neighbours in this product do not conform: {show_shape(body.shape)}", node)
    e.note(f"∏ over {written} is read with {written} ascending from left to right, as its shapes conform")
    return made


def _conditions(inner, found: Limits, named: dict) -> tuple[Condition, ...]:
    """The conditions below a Σ; a letter that means nothing yet has the range of the index it is compared with."""
    for relation in found.conditions:
        for one, other in ((relation.left, relation.right), (relation.right, relation.left)):
            _, low, high = named.get(index_name(one), (None, None, None))
            if low == 1 and index_name(other) and inner.scope.known_integer(index_name(other)) is None:
                count(other, inner.scope, high)
    return tuple(c for relation in found.conditions for c in of_indices(inner, relation))


def _where(e, node: s.BigOperator, conditions: tuple[Condition, ...], body: Expression) -> Expression:
    """[i..] = body[i..] where the conditions hold, else what adds or multiplies nothing."""
    if node.name not in NEUTRAL:
        raise unsupported(f"a {SAID[node.name]} under a condition on its indices", node)
    neutral = ((), number(NEUTRAL[node.name]))
    if not body.shape:
        return Cases(((conditions, body), neutral))
    binders = tuple((e.scope.fresh(stem), e.shapes.resolve(d)) for stem, d in zip("pqrs", body.shape))
    entry = Entry(body, tuple(integer(name) for name, _ in binders))
    return Array(binders, Cases(((conditions, entry), neutral)))


def _among(e, node: s.BigOperator, name: str, values: tuple[s.Node, ...], body: Expression) -> Expression:
    """Over the numbers of a list, each once."""
    distinct = sorted({int(v.text) for v in values})
    parts = tuple(rename_bound(substitute_integers(body, {IntegerSymbol(name): integer(v)}), e.scope.used) for v in distinct)
    if len(parts) == 1:
        return parts[0]
    match node.name:
        case "sum":
            return Add(parts)
        case "prod":
            return reduce(Times, parts)
    return extrema.AMONG[node.name](parts)
