"""What the entry of an expression is.

``ENTRIES`` has one row per node of the page *What an expression's entry is*:
it gives the term that ``at(E, indices)`` equals.
"""
from __future__ import annotations

from dataclasses import dataclass

from .integers import ONE, Poly, number, symbol
from .terms import Expression, Store, Term


@dataclass(frozen=True)
class Entry:
    """What the rows of ``ENTRIES`` need: the node, its indices, and variables for a new sum.

    ``variable(extent)`` gives the variable named in the step if its range is
    1..extent and it is not free in the entry; it raises ``Refused`` otherwise.
    """

    store: Store
    node: Expression
    indices: tuple[Poly, ...]
    variable: object

    def at(self, e: Expression, indices) -> Term:
        return self.store.term("at", e, tuple(indices))

    def same(self, e: Expression) -> Term:
        return self.at(e, self.indices if e.shape else ())


def _entry_matmul(at: Entry) -> Term:
    a, b = at.node.parts
    cut = len(a.shape) - 1
    name, lower, upper = at.variable(b.shape[0])
    k = symbol(name)
    return at.store.sum_over([(name, lower, upper)], at.store.mul(
        [at.at(a, at.indices[:cut] + (k,)), at.at(b, (k,) + at.indices[cut:])]))


def _entry_trace(at: Entry) -> Term:
    (a,) = at.node.parts
    name, lower, upper = at.variable(a.shape[0])
    return at.store.sum_over([(name, lower, upper)], at.at(a, (symbol(name),) * 2))


def _entry_transpose(at: Entry) -> Term:
    (a,) = at.node.parts
    return at.at(a, at.indices[1:] if len(a.shape) == 1 else at.indices[::-1])


def _entry_diagonal(at: Entry) -> Term:
    i, j = at.indices
    return at.store.mul([at.store.term("delta", i, j), at.at(at.node.parts[0], (i,))])


def _entry_listing(at: Entry) -> Term:
    extents, entries = at.node.parts
    terms = []
    for k, entry in enumerate(entries):
        deltas = []
        for index, extent in zip(reversed(at.indices), reversed(extents)):
            k, position = divmod(k, extent.constant())
            deltas.append(at.store.term("delta", index, number(position + 1)))
        terms.append(at.store.mul([*deltas, at.at(entry, ())]))
    return at.store.add(terms)


def _entry_over(at: Entry, op: str, sign: int = 1) -> Term:
    """Σ, Π or max over a range 1.. of the body, which is taken ``sign`` times."""
    _, lower, upper, _ = at.node.parts
    name, first, last = at.variable(at.store.reduce(upper - lower + 1))
    body = at.store.open(at.node, (at.store.reduce(symbol(name) + lower - 1),))
    return at.store.sum_over([(name, first, last)], _signed(at.store, sign, at.same(body)), op)


def _signed(store: Store, sign: int, t: Term) -> Term:
    return t if sign == 1 else store.mul([store.num(-1), t])


def _entry_largest(at: Entry, sign: int) -> Term:
    return at.store.largest([_signed(at.store, sign, at.same(e)) for e in at.node.parts[0]])


def _entry_cases(at: Entry) -> Term:
    store, total = at.store, at.store.num(0)
    for conditions, value in reversed(at.node.parts[0]):
        c = store.mul([_truth(store, *condition) for condition in conditions])
        otherwise = store.add([store.num(1), store.mul([store.num(-1), c])])
        total = store.add([store.mul([c, at.at(value, ())]), store.mul([otherwise, total])])
    return total


def _entry_piecewise(at: Entry) -> Term:
    store, total = at.store, at.store.num(0)
    for c, (_, value) in reversed([*zip(conditions_of(store, at.node), at.node.parts[0])]):
        otherwise = store.add([store.num(1), store.mul([store.num(-1), c])])
        total = store.add([store.mul([c, at.at(value, ())]), store.mul([otherwise, total])])
    return total


def conditions_of(store: Store, node: Expression) -> list[Term]:
    """Of each branch of a piecewise node 1 if its comparisons hold, else 0."""
    return [store.mul([_holds(store, *comparison) for comparison in comparisons]) for comparisons, _ in node.parts[0]]


def _holds(store: Store, left: Expression, relation: str, right: Expression) -> Term:
    """1 if the comparison holds, else 0: of a < b, positive(b − a); of a = b, that neither is less."""
    at = lambda e: store.term("at", e, ())
    complement = lambda t: store.add([store.num(1), store.mul([store.num(-1), t])])
    less = lambda a, b: store.term("positive", store.add([at(b), store.mul([store.num(-1), at(a)])]))
    match relation:
        case "<":
            return less(left, right)
        case "<=":
            return complement(less(right, left))
    equal = store.mul([complement(less(left, right)), complement(less(right, left))])
    return equal if relation == "=" else complement(equal)


def _truth(store: Store, left: Poly, relation: str, right: Poly) -> Term:
    match relation:
        case "=":
            return store.term("delta", left, right)
        case "!=":
            return store.add([store.num(1), store.mul([store.num(-1), store.term("delta", left, right)])])
    return store.term("holds", left, relation, right)


def _entry_derivative(at: Entry) -> Term:
    body, variable, place, axes = at.node.parts
    index = dict(zip(axes, at.indices))
    inner = at.at(body, (index[f"b{k}"] for k in range(len(body.shape))))
    if place is None:
        place = tuple(index[f"v{k}"] for k in range(len(variable.shape)))
    return at.store.term("D", inner, variable.parts[0], variable.parts[1], place)


def _entry_squeeze(at: Entry) -> Term:
    a, axes = at.node.parts
    rest = iter(at.indices)
    return at.at(a, (ONE if k in axes else next(rest) for k in range(len(a.shape))))


def _entry_expand(at: Entry) -> Term:
    a, axes = at.node.parts
    return at.at(a, (p for k, p in enumerate(at.indices) if k not in axes))


ENTRIES = {
    "number": lambda at: at.store.num(at.node.parts[0]),
    "integer": lambda at: at.store.term("int", at.node.parts[0]),
    "identity": lambda at: at.store.term("delta", *at.indices),
    "constant": lambda at: at.store.num(at.node.parts[0]),
    "unit": lambda at: at.store.term("delta", at.indices[0], at.node.parts[0]),
    "delta": lambda at: at.store.term("delta", *at.node.parts),
    "add": lambda at: at.store.add([at.same(e) for e in at.node.parts[0]]),
    "times": lambda at: at.store.mul([at.same(e) for e in at.node.parts]),
    "matmul": _entry_matmul,
    "transpose": _entry_transpose,
    "power": lambda at: at.store.term("pow", at.same(at.node.parts[0]), at.node.parts[1]),
    "trace": _entry_trace,
    "diagonal": _entry_diagonal,
    "diagonal_part": lambda at: at.at(at.node.parts[0], at.indices * 2),
    "apply": lambda at: at.store.term("fn", *at.node.parts[:2], at.same(at.node.parts[2])),
    "entry": lambda at: at.at(*at.node.parts),
    "array": lambda at: at.at(at.store.open(at.node, at.indices), ()),
    "listing": _entry_listing,
    "sum": lambda at: _entry_over(at, "sum"),
    "prod": lambda at: _entry_over(at, "prod"),
    "max": lambda at: _entry_over(at, "max"),
    "min": lambda at: _signed(at.store, -1, _entry_over(at, "max", -1)),
    "largest": lambda at: _entry_largest(at, 1),
    "smallest": lambda at: _signed(at.store, -1, _entry_largest(at, -1)),
    "cases": _entry_cases,
    "piecewise": _entry_piecewise,
    "derivative": _entry_derivative,
    "squeeze": _entry_squeeze,
    "expand": _entry_expand,
}
