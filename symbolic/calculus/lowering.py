r"""Lowering: the entry of an expression as a term, one formula a node.

The table of docs/certificates.md ("What an expression's entry is"): matrix
product (AB)_ij = Σ_k A_ik B_kj, transpose, diag, and so on.  ``entry_of``
returns the term and the index variables it introduced.
"""
from __future__ import annotations

from symbolic.language import expressions as e
from symbolic.language.binding import rename_bound
from symbolic.language.integers import integer

from .terms import Term


def entry_of(trace, t: Term) -> tuple[Term, list[str]]:
    """The right side of ``at(E, indices) = …`` for this node, and new variables.

    Raises ``NoEntry`` for a node without an entry formula (symbol, inverse …).
    """
    node, idx = t.data
    rule = RULES.get(type(node))
    if rule is None:
        raise NoEntry(type(node).op)
    names: list[str] = []
    return rule(trace, node, idx, names), names


class NoEntry(Exception):
    """The node has no entry formula; its entry is an atom."""


def _new(trace, extent, names) -> "integer":
    name = trace.variable(extent)
    names.append(name)
    return integer(name)


def _number(trace, n, idx, names):
    return trace.terms.num(n.value)


def _integer(trace, n, idx, names):
    return trace.terms.int(n.value)


def _identity(trace, n, idx, names):
    return trace.terms.delta(*idx)


def _unit(trace, n, idx, names):
    return trace.terms.delta(idx[0], n.index)


def _delta(trace, n, idx, names):
    return trace.terms.delta(n.left, n.right)


def _add(trace, n, idx, names):
    return trace.terms.add(trace.terms.at(x, idx) for x in n.terms)


def _times(trace, n, idx, names):
    at = trace.terms.at
    return trace.terms.mul(at(x, idx if x.shape else ()) for x in (n.left, n.right))


def _matmul(trace, n, idx, names):
    u = _new(trace, n.right.shape[0], names)
    rows = len(n.left.shape) - 1
    at = trace.terms.at
    body = trace.terms.mul([at(n.left, idx[:rows] + (u,)), at(n.right, (u,) + idx[rows:])])
    return trace.terms.sum(names, body)


def _transpose(trace, n, idx, names):
    match len(n.arg.shape):
        case 0:
            return trace.terms.at(n.arg, ())
        case 1:
            return trace.terms.at(n.arg, idx[1:])
    return trace.terms.at(n.arg, idx[::-1])


def _power(trace, n, idx, names):
    return trace.terms.pow(trace.terms.at(n.arg, idx), n.exponent)


def _trace(trace, n, idx, names):
    u = _new(trace, n.arg.shape[0], names)
    return trace.terms.sum(names, trace.terms.at(n.arg, (u, u)))


def _diagonal(trace, n, idx, names):
    i, j = idx
    return trace.terms.mul([trace.terms.delta(i, j), trace.terms.at(n.arg, (i,))])


def _diagonal_part(trace, n, idx, names):
    return trace.terms.at(n.arg, (idx[0], idx[0]))


def _apply(trace, n, idx, names):
    argument = trace.terms.at(n.arg, idx)
    if n.order and n.function in ("relu", "abs"):
        trace.kinks[argument] = None
    return trace.terms.fn(n.function, n.order, argument)


def _entry(trace, n, idx, names):
    return trace.terms.at(n.arg, n.indices)


def _array(trace, n, idx, names):
    mapping = {name: p for (name, _), p in zip(n.binders, idx)}
    return trace.terms.at(trace.terms.expression(n.body, mapping), ())


def _listing(trace, n, idx, names):
    terms = trace.terms
    sizes = [d.constant() for d in n.extents]
    columns = sizes[-1] if len(sizes) == 2 else 1
    parts = []
    for number, value in enumerate(n.entries):
        place = [number // columns + 1, number % columns + 1][: len(sizes)]
        deltas = [terms.delta(i, k) for i, k in zip(idx, place)]
        parts.append(terms.mul([*deltas, terms.at(value, ())]))
    return terms.add(parts)


def _sum(trace, n, idx, names):
    u = _new(trace, n.upper - n.lower + 1, names)
    body = trace.terms.expression(n.body, {n.index: trace.terms.p(u + n.lower - 1)})
    return trace.terms.sum(names, trace.terms.at(body, idx))


def _maximum(trace, n, idx, names):
    return _over_range(trace, n, idx, names, 1)


def _minimum(trace, n, idx, names):
    return trace.terms.negative(_over_range(trace, n, idx, names, -1))


def _over_range(trace, n, idx, names, sign):
    terms = trace.terms
    u = _new(trace, n.upper - n.lower + 1, names)
    body = terms.at(terms.expression(n.body, {n.index: terms.p(u + n.lower - 1)}), idx)
    return terms.maximum(*names, body if sign == 1 else terms.negative(body))


def _product(trace, n, idx, names):
    terms = trace.terms
    u = _new(trace, n.upper - n.lower + 1, names)
    return terms.product(*names, terms.at(terms.expression(n.body, {n.index: terms.p(u + n.lower - 1)}), ()))


def _largest(trace, n, idx, names):
    return trace.terms.largest(trace.terms.at(x, idx) for x in _distinct(trace, n.terms))


def _smallest(trace, n, idx, names):
    terms = trace.terms
    return terms.negative(terms.largest(terms.negative(terms.at(x, idx)) for x in _distinct(trace, n.terms)))


def _distinct(trace, items):
    """Each but once, also if two differ in the names that they bind."""
    return {rename_bound(x, set(trace.terms.names(x))): x for x in items}.values()


def _cases(trace, n, idx, names):
    terms = trace.terms
    result = terms.zero
    for conditions, value in reversed(n.branches):
        c = terms.mul(_condition(terms, x) for x in conditions)
        other = terms.add([terms.one, terms.mul([terms.num(-1), c])])
        result = terms.add([terms.mul([c, terms.at(value, ())]), terms.mul([other, result])])
    return result


def _condition(terms, x):
    match x.relation:
        case "=":
            return terms.delta(x.left, x.right)
        case "!=":
            return terms.add([terms.one, terms.mul([terms.num(-1), terms.delta(x.left, x.right)])])
    return terms.holds(x.left, x.relation, x.right)


def _piecewise(trace, n, idx, names):
    terms = trace.terms
    trace.distinguished[terms.at(n, idx)] = None
    result = terms.zero
    for c, (_, value) in reversed([*zip(conditions_of(terms, n), n.branches)]):
        result = terms.add([terms.mul([c, terms.at(value, ())]), terms.mul([_complement(terms, c), result])])
    return result


def conditions_of(terms, n: e.Piecewise) -> list[Term]:
    """Of each branch 1 if its comparisons hold, else 0."""
    return [terms.mul(_comparison(terms, *x) for x in comparisons) for comparisons, _ in n.branches]


def _comparison(terms, left, relation, right):
    """1 if it holds, else 0: a < b is [b − a > 0], a = b that neither is less."""
    def less(a, b):
        return terms.positive(terms.add([terms.at(b, ()), terms.negative(terms.at(a, ()))]))

    match relation:
        case "<":
            return less(left, right)
        case "<=":
            return _complement(terms, less(right, left))
    equal = terms.mul([_complement(terms, less(left, right)), _complement(terms, less(right, left))])
    return equal if relation == "=" else _complement(terms, equal)


def _complement(terms, t):
    return terms.add([terms.one, terms.negative(t)])


def _derivative(trace, n, idx, names):
    body_idx, variable_idx = {}, {}
    for axis, p in zip(n.axes, idx):
        if axis[0] == "b":
            body_idx[int(axis[1:])] = p
        elif axis[0] == "v":
            variable_idx[int(axis[1:])] = p
    body = trace.terms.at(n.body, [body_idx[k] for k in sorted(body_idx)])
    where = n.at if n.at is not None else [variable_idx[k] for k in sorted(variable_idx)]
    return trace.terms.D(body, n.variable.name, n.variable.labels, where)


def _squeeze(trace, n, idx, names):
    full = list(idx)
    for axis in sorted(n.axes):
        full.insert(axis, integer(1))
    return trace.terms.at(n.arg, full)


def _expand(trace, n, idx, names):
    return trace.terms.at(n.arg, [p for k, p in enumerate(idx) if k not in n.axes])


RULES = {
    e.Number: _number, e.Constant: _number, e.Integer: _integer, e.Identity: _identity,
    e.UnitVector: _unit, e.Delta: _delta, e.Add: _add, e.Times: _times, e.MatMul: _matmul,
    e.Transpose: _transpose, e.Power: _power, e.Trace: _trace, e.Diagonal: _diagonal,
    e.DiagonalPart: _diagonal_part, e.Apply: _apply, e.Entry: _entry, e.Array: _array,
    e.Listing: _listing, e.Sum: _sum, e.Product: _product, e.Maximum: _maximum, e.Minimum: _minimum,
    e.Largest: _largest, e.Smallest: _smallest, e.Cases: _cases, e.Piecewise: _piecewise, e.Derivative: _derivative,
    e.Squeeze: _squeeze, e.Expand: _expand,
}
