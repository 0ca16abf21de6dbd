r"""How far Σ and ∂/∂x reach: over the product that follows, and sometimes further.

A term after ``\sum_i a_i`` that has the index is taken into the sum, if that
index means nothing outside.  ``\frac{d}{dx} u + v`` ends before ``+ v`` and
``\frac{d}{dx} (u) v`` takes both factors; whoever meant the other is not to be
refuted, so these are *lenient* readings: ``Elaborator.lenient`` says whether
one is being tried.
"""
from __future__ import annotations

from symbolic.reading.elaboration import divergences
from symbolic.reading.elaboration.derivatives.derivatives import is_prefix, operator_name
from symbolic.reading.elaboration.limits import limits_of
from symbolic.reading.elaboration.operators import FUNCTIONS
from symbolic.reading.grammar import syntax as s

Terms = list[tuple[str, s.Node]]
TERMS, FACTORS, SUMS = "terms", "factors", "sums"
MULTIPLY = {"\\cdot", "\\times"}


def flatten(node: s.Node) -> list[s.Node]:
    """The items of a product, explicit multiplication signs dissolved."""
    match node:
        case s.Juxtaposition(items=items):
            return [part for item in divergences.joined(list(items)) for part in flatten(item)]
        case s.Infix(operator=operator, left=left, right=right) if operator in MULTIPLY:
            return _closed(flatten(left)) + flatten(right)
    return [node]


def _closed(items: list[s.Node]) -> list[s.Node]:
    r"""The items before a sign of multiplication: ``\cos u`` of ``\cos u \cdot v`` ends there."""
    for k in range(len(items) - 2, -1, -1):
        if applied_bare(items[k], items[k + 1]) and not (k == len(items) - 2 and isinstance(items[-1], s.Number)):
            return [*items[:k], s.Group(items[k].start, items[-1].end, "(", s.joined(items[k:]))]
    return items


def applied_bare(item: s.Node, following: s.Node) -> bool:
    """Does a known function of numbers stand before its argument without brackets?"""
    base = item.base if isinstance(item, s.Scripted) else item
    return operator_name(base) in FUNCTIONS and not is_bracket(following)


def is_bracket(node: s.Node) -> bool:
    base = node.base if isinstance(node, s.Scripted) else node
    return isinstance(base, s.Group) and base.kind in ("(", "[", "\\{")


def reached(e, node: s.Additive) -> Terms:
    """The terms of a sum, each with what its Σ or ∂/∂x reaches over."""
    return _over_terms(e, _summed(e, list(node.terms)))


# ---------------------------------------------------------------- Σ

def _summed(e, terms: Terms) -> Terms:
    r"""``\sum_i a_i - b_i`` is Σ (a_i − b_i) when i means nothing outside; after a minus, leniently, it is not."""
    for k, (sign, term) in enumerate(terms):
        unknown = {i for i in _open_indices(term) if e.scope.known_integer(i) is None and not e.scope.declared(i)}
        if not unknown:
            continue
        last = max((m for m in range(k + 1, len(terms)) if any(mentions(terms[m][1], i) for i in unknown)), default=k)
        if last == k or sign == "-" and e.lenient(SUMS):
            continue
        e.note(f"the sum over {', '.join(sorted(unknown))} reaches over the next term, which has its index")
        return [*terms[:k], (sign, _widened(term, terms[k + 1:last + 1])), *terms[last + 1:]]
    return terms


def _open_indices(term: s.Node) -> set[str]:
    """The indices of a Σ whose body is the end of this term."""
    found = next((x for x in flatten(term) if isinstance(x, s.BigOperator) and x.name == "sum"), None)
    return set() if found is None else indices(found)


def _widened(term: s.Node, following: Terms) -> s.Node:
    items = flatten(term)
    k = next(k for k, item in enumerate(items) if isinstance(item, s.BigOperator) and item.name == "sum")
    return _taken_in(items, k, following)


def _taken_in(items: list[s.Node], k: int, following: Terms) -> s.Node:
    """The operator at place k over what follows it in its term and over the following terms."""
    inner = s.joined(items[k + 1:])
    body = s.Additive(inner.start, following[-1][1].end, (("+", inner), *following))
    return s.Juxtaposition(items[0].start, body.end, (*items[:k + 1], body))


def indices(node: s.BigOperator) -> set[str]:
    r"""The letters that run below a big operator: \sum_{i=1}, \sum_i, \sum_{i,j}, \sum_{1 \le i < j}."""
    found = limits_of(node)
    return set() if found is None else set(found.indices)


def mentions(node, name: str) -> bool:
    r"""Does ``name`` stand in the node unbound?  In \sum_i a_i it is bound, also behind a factor."""
    match node:
        case s.Name(text=text):
            return text == name
        case s.Juxtaposition(items=items):
            return _mentioned_in_row(items, name)
        case s.Infix(left=left, right=right):
            return _mentioned_in_row((left, right), name)
        case s.BigOperator(lower=lower, upper=upper):
            return mentions(upper, name) or name not in indices(node) and mentions(lower, name)
    return any(mentions(x, name) for x in s.children(node))


def _mentioned_in_row(items, name: str) -> bool:
    for item in items:
        if mentions(item, name):
            return True
        if any(isinstance(x, s.BigOperator) and name in indices(x) for x in flatten(item)):
            return False
    return False


# ---------------------------------------------------------------- ∂/∂x

def _over_terms(e, terms: Terms) -> Terms:
    r"""Leniently ``\frac{d}{dx} u + v`` is d/dx (u + v), unless brackets say where it ends."""
    for k, (sign, term) in enumerate(terms[:-1]):
        items = flatten(term)
        place = next((p for p, item in enumerate(items[:-1]) if is_prefix(item)), None)
        if place is None or isinstance(items[place + 1], s.Group) or not e.lenient(TERMS):
            continue
        return [*terms[:k], (sign, _taken_in(items, place, terms[k + 1:]))]
    return terms


def _variables(below: s.Node) -> set[str]:
    """The letters below a ∂/∂x, without the sign of the derivative."""
    match below:
        case s.Name(text=text):
            return set() if text in ("d", "\\partial") else {text}
        case s.Scripted(base=base):
            return _variables(base)
        case s.Juxtaposition(items=items):
            return set().union(*map(_variables, items))
        case s.Group(body=body):
            return _variables(body)
    return set()


def operand(e, item: s.Node, rest: list[s.Node]) -> int:
    r"""How many of the items after ∂/∂x are differentiated: all, leniently the bracket in ``\frac{d}{dx} (u) v``.

    Where x stands in v, either may be meant.
    """
    bracketed = len(rest) > 1 and isinstance(rest[0], s.Group) and rest[0].kind in ("(", "[", "\\{")
    if bracketed and isinstance(item, s.Fraction) and any(mentions(tuple(rest[1:]), name) for name in _variables(item.denominator)):
        return e.choices.ask([("the derivative is of all that follows", len(rest)), ("the derivative is of the bracket behind it", 1)])
    return 1 if bracketed and e.lenient(FACTORS) else len(rest)
