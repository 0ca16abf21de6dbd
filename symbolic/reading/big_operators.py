r"""Sums, products, maxima and minima over indices: ``\sum_{i=1}^n``, ``\prod_\ell``, ``\max_{i,j}``."""
from __future__ import annotations

from symbolic.language.binding import substitute_integers
from symbolic.language.expressions import Expression, MatrixProduct, ShapeError, Sum
from symbolic.language.nodes import show_shape
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.reading import convolution, extrema, syntax as s
from symbolic.reading.refusal import ambiguous, misshapen, unreadable, unsupported
from symbolic.reading.scope import count, index_name, interval


def big_operator(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    if node.name not in ("sum", "prod", *extrema.NAMES):
        raise unsupported(f"{node.name} is outside of what can be judged", node)
    if not rest:
        raise unreadable(f"nothing follows this {node.name}", node, expected="what it ranges over", code="E301")
    if node.name == "sum" and node.lower is None and node.upper is None and convolution.is_patch(rest):
        return convolution.sum_of_entries(e, e.product(rest))
    return _prod(e, node, rest) if node.name == "prod" else _ranging(e, node, rest)


def limits(e, node: s.BigOperator) -> list[tuple[str, object, object]]:
    """(name, lower, upper) of each index; a bound is None where it is not written."""
    match node.lower, node.upper:
        case s.Group(kind="(", body=body), None:
            return limits(e, s.BigOperator(node.start, node.end, node.name, body, None))
        case s.Relation(operator="\\in", left=s.Group(kind="(", body=s.Sequence(items=names)), right=right), None \
                if len(sets := _sets(right)) == len(names):
            return [part for x, where in zip(names, sets) for part in limits(e, s.BigOperator(
                node.start, node.end, node.name, s.Relation(x.start, where.end, "\\in", x, where), None))]
        case s.Sequence(items=items), None if all(isinstance(x, s.Relation) and interval(x) for x in items):
            return [part for x in items for part in limits(e, s.BigOperator(node.start, node.end, node.name, x, None))]
        case None, None:
            raise ambiguous(f"a {node.name} without limits", node, "write what it runs over")
        case s.Relation(operator="=", left=left, right=low), high if high is not None and (name := index_name(left)):
            return [(name, count(low, e.scope, kind="label"), count(high, e.scope, kind="label"))]
        case s.Sequence() as spanned, None if (found := interval(spanned)) is not None:
            name, low, high = found
            return [(name, count(low, e.scope), count(high, e.scope))]
        case (s.Name() | s.Scripted() | s.Sequence() | s.Juxtaposition()) as names, None:
            listed = names.items if isinstance(names, (s.Sequence, s.Juxtaposition)) else (names,)
            if all(map(index_name, listed)):
                return [(index_name(n), None, None) for n in listed]
        case s.Relation() as relation, None:
            found = interval(relation)
            if found is not None:
                name, low, high = found
                return [(name, count(low, e.scope), count(high, e.scope))]
    raise unreadable("these limits are not understood", node, expected="i = 1 below and n above", code="E304")


def _sets(node: s.Node) -> list[s.Node]:
    r"""The factors of ``\{1, \dots, p\} \times \{1, \dots, q\}``."""
    if isinstance(node, s.Infix) and node.operator == "\\times":
        return _sets(node.left) + _sets(node.right)
    return [node]


def _ranging(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    """Σ, max or min over each index."""
    over, said = (Sum, "sum") if node.name == "sum" else (extrema.OVER[node.name], node.name)
    indices = limits(e, node)
    inner, named = e, []
    for name, low, high in indices:
        fresh = e.scope.fresh(name)
        named.append((fresh, low, high))
        inner = inner.under(name, integer(fresh), None if low is None else (low, high))
    watch = inner.watching([n for n, low, _ in named if low is None])
    body = watch.product(rest)
    for (name, low, high), (written, _, _) in zip(reversed(named), reversed(indices)):
        if low is None:
            high = watch.extents.get(name)
            if high is None:
                raise ambiguous(f"the {said} over {written} has no range", node, "write its limits")
            low = integer(1)
            e.note(f"the {said} over {written} runs from 1 to {high}, the axis it indexes")
        body = over(name, low, high, body)
    return body


def _prod(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    (written, low, high), *more = limits(e, node)
    if more or low is None:
        raise ambiguous("a product without limits", node)
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
