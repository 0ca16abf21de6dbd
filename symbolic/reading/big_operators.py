r"""Sums, products, maxima and minima over indices: ``\sum_{i=1}^n``, ``\prod_\ell``, ``\max_{i,j}``."""
from __future__ import annotations

from symbolic.language.binding import rename_bound, substitute_integers
from symbolic.language.expressions import Add, Array, Cases, Entry, Expression, MatrixProduct, Sum, number
from symbolic.language.nodes import Condition, ShapeError, show_shape
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.reading import convolution, extrema, syntax as s
from symbolic.reading.refusal import ambiguous, misshapen, unreadable, unsupported
from symbolic.reading.limits import Limits, limits_of
from symbolic.reading.reach import mentions
from symbolic.reading.scope import count, index_name


def big_operator(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    if node.name not in ("sum", "prod", *extrema.NAMES):
        raise unsupported(f"{node.name} is outside of what can be judged", node)
    if not rest:
        raise unreadable(f"nothing follows this {node.name}", node, expected="what it ranges over", code="E301")
    if node.name == "sum" and node.lower is None and node.upper is None and convolution.is_patch(rest):
        return convolution.sum_of_entries(e, e.product(rest))
    return _prod(e, node, rest) if node.name == "prod" else _ranging(e, node, rest)


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
    """Σ, max or min over each index."""
    over, said = (Sum, "sum") if node.name == "sum" else (extrema.OVER[node.name], node.name)
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
                raise ambiguous(f"the {said} over {name} has no range", node, "write its limits")
            e.note(f"the {said} over {name} runs {'from 1 ' if low is None else ''}to {high}, as what it indexes")
        named[name] = fresh, integer(1) if low is None else low, high
    if found.conditions:
        if over is not Sum:
            raise unsupported(f"a {said} under a condition on its indices", node)
        body = _where(e, _conditions(inner, found, named), e.shapes.settle(body))
    for name, (fresh, low, high) in reversed(named.items()):
        body = over(fresh, low, high, body) if name not in found.values else _among(e, over, fresh, found.values[name], body)
    return body


def _conditions(inner, found: Limits, named: dict) -> tuple[Condition, ...]:
    """The conditions below a Σ; a letter that means nothing yet has the range of the index it is compared with."""
    for relation in found.conditions:
        for one, other in ((relation.left, relation.right), (relation.right, relation.left)):
            _, low, high = named.get(index_name(one), (None, None, None))
            if low == 1 and index_name(other) and inner.scope.known_integer(index_name(other)) is None:
                count(other, inner.scope, high)
    return tuple(c for relation in found.conditions for c in inner.conditions(relation))


def _where(e, conditions: tuple[Condition, ...], body: Expression) -> Expression:
    """[i..] = body[i..] where the conditions hold, else 0."""
    if not body.shape:
        return Cases(((conditions, body), ((), number(0))))
    binders = tuple((e.scope.fresh(stem), e.shapes.resolve(d)) for stem, d in zip("pqrs", body.shape))
    entry = Entry(body, tuple(integer(name) for name, _ in binders))
    return Array(binders, Cases(((conditions, entry), ((), number(0)))))


def _among(e, over: type, name: str, values: tuple[s.Node, ...], body: Expression) -> Expression:
    """Over the numbers of a list, each once."""
    distinct = sorted({int(v.text) for v in values})
    parts = tuple(rename_bound(substitute_integers(body, {IntegerSymbol(name): integer(v)}), e.scope.used) for v in distinct)
    if len(parts) == 1:
        return parts[0]
    return Add(parts) if over is Sum else extrema.AMONG["max" if over is extrema.OVER["max"] else "min"](parts)


def _prod(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    found = limits(e, node, rest)
    (written, ends), *more = found.indices.items()
    if more or None in ends or found.conditions or found.values:
        raise ambiguous("a product without limits", node)
    low, high = (count(end, e.scope, kind="label") for end in ends)
    name = e.scope.fresh(written)
    body = e.shapes.settle(e.under(written, integer(name)).product(rest))
    if len(body.shape) != 2:
        raise unsupported("a product over an index of something that is not a matrix", node)
    rows, columns = body.shape
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
        raise misshapen(f"neighbours in this product do not conform: {show_shape((rows, columns))}", node)
    e.note(f"∏ over {written} is read with {written} ascending from left to right, as its shapes conform")
    return made
