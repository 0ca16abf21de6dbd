"""Reading expressions, with their shapes.

``READERS`` has one row per node of the page *Expressions*: its reader checks
the shapes.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from .integers import ONE, Poly, Refused, read_integer, read_list, read_name, symbol
from .terms import Expression, Store

RATIONAL = re.compile(r"-?[0-9]{1,40}(/[0-9]{1,40})?\Z")
RELATIONS = ("=", "!=", "<=", "<")
MOST_ENTRIES = 400


@dataclass(frozen=True)
class Symbols:
    """What is declared: tensors name -> (parameters, shape, properties), functions name -> smoothness.

    ``curves`` are the functions of one number whose values are arrays: name -> shape;
    ``fields`` the functions of arrays: name -> (shape of the argument, of the values);
    ``monotone`` those known to be nondecreasing (1) or nonincreasing (−1), ``strict``
    those of them that are declared to be strictly so.
    """

    tensors: dict
    functions: dict
    curves: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)
    monotone: dict = field(default_factory=dict)
    strict: set = field(default_factory=set)


def read_rational(data) -> Fraction:
    if type(data) is int:
        data = str(data)
    if type(data) is not str or not RATIONAL.match(data):
        raise Refused(f"not a rational number: {data!r:.80}")
    try:
        return Fraction(data)
    except ZeroDivisionError:
        raise Refused(f"not a rational number: {data!r:.80}") from None


def show_shape(shape: tuple) -> str:
    return "×".join(map(str, shape)) or "scalar"


class ExpressionReader:
    """E from JSON.  ``table`` are the entries that ``["#", k]`` may name (None: not allowed)."""

    def __init__(self, store: Store, symbols: Symbols, table: list | None = None):
        self.store, self.symbols, self.table = store, symbols, table
        self.bound: list[str] = []
        self.seen: set[str] = set()

    def read(self, data, scope: dict[str, Poly] = {}, depth: int = 0) -> Expression:
        if type(data) is not list or not data or type(data[0]) is not str or depth > 100:
            raise Refused(f"not an expression: {data!r:.120}")
        if data[0] == "#":
            return self._from_table(data)
        reader = READERS.get(data[0])
        if reader is None or len(data) - 1 != reader.__code__.co_argcount - 2:
            raise Refused(f"no such node, or a wrong number of parts: {data!r:.120}")
        return reader(_Place(self, scope, depth), data[0], *data[1:])

    def _from_table(self, data: list) -> Expression:
        if self.table is None or len(data) != 2 or type(data[1]) is not int or not 0 <= data[1] < len(self.table):
            raise Refused(f"not an earlier expression: {data!r:.80}")
        return self.table[data[1]]


@dataclass
class _Place:
    """Where a node is being read: gives its reader the parts, checked."""

    reader: ExpressionReader
    scope: dict
    depth: int

    @property
    def store(self) -> Store:
        return self.reader.store

    def expression(self, data) -> Expression:
        return self.reader.read(data, self.scope, self.depth + 1)

    def scalar(self, data) -> Expression:
        e = self.expression(data)
        same("a scalar is wanted here", e.shape, ())
        return e

    def square(self, data) -> Expression:
        e = self.expression(data)
        if len(e.shape) != 2 or e.shape[0] != e.shape[1]:
            raise Refused(f"a square matrix is wanted, this is {show_shape(e.shape)}")
        return e

    def integer(self, data) -> Poly:
        store, scope = self.store, self.scope
        p = store.reduce(read_integer(data, scope)) if scope else store.integer(data)
        self.reader.seen |= p.names
        return p

    def integers(self, data) -> tuple[Poly, ...]:
        return tuple(map(self.integer, read_list(data, None, "a list of integers")))

    def under(self, names, data) -> tuple[tuple[str, ...], Expression]:
        """A body in which ``names`` are bound."""
        names = [read_name(n) for n in names]
        if len(set(names)) < len(names):
            raise Refused(f"one node binds a name twice: {names}")
        self.reader.bound += names
        scope = {k: v for k, v in self.scope.items() if k not in names}
        return self.store.bind(tuple(names), self.reader.read(data, scope, self.depth + 1))

    def axes(self, data) -> tuple[int, ...]:
        axes = read_list(data, None, "a list of axes")
        if any(type(a) is not int or a < 0 for a in axes) or sorted(set(axes)) != axes:
            raise Refused(f"axes are numbered upwards from 0, each once: {axes!r:.80}")
        return tuple(axes)


def same(what: str, left: tuple, right: tuple) -> None:
    if left != right:
        raise Refused(f"{what}: {show_shape(left)} and {show_shape(right)}")


# ---------------------------------------------------------------- readers

def _number(at, op, q):
    return at.store.expression(op, read_rational(q))


def _integer(at, op, p):
    return at.store.expression(op, at.integer(p))


def _symbol(at, op, name, labels, shape):
    labels, shape = at.integers(labels), at.integers(shape)
    same(f"{name!r:.80} has another shape by its declaration", shape,
         member_shape(at.store, at.reader.symbols, name, labels))
    return at.store.expression(op, name, labels, shape, shape=shape)


def member_shape(store: Store, symbols: Symbols, name, labels: tuple) -> tuple[Poly, ...]:
    """The declared shape of name[labels]."""
    if type(name) is not str or name not in symbols.tensors:
        raise Refused(f"{name!r:.80} is not declared")
    parameters, shape, _ = symbols.tensors[name]
    if len(parameters) != len(labels):
        raise Refused(f"{name} has {len(parameters)} labels, not {len(labels)}")
    mapping = {(p, ()): label for p, label in zip(parameters, labels)}
    return tuple(store.reduce(d.substitute(mapping)) for d in shape) if mapping else shape


def _identity(at, op, n):
    n = at.integer(n)
    return at.store.expression(op, n, shape=(n, n))


def _constant(at, op, q, shape):
    shape = at.integers(shape)
    return at.store.expression(op, read_rational(q), shape, shape=shape)


def _unit(at, op, p, n):
    p, n = at.integer(p), at.integer(n)
    return at.store.expression(op, p, n, shape=(n,))


def _delta(at, op, p, q):
    return at.store.expression(op, at.integer(p), at.integer(q))


def _add(at, op, items):
    terms = tuple(map(at.expression, read_list(items, None, "a list of expressions")))
    if not terms:
        raise Refused("a sum of no expressions has no shape")
    for t in terms[1:]:
        same("summands differ in shape", terms[0].shape, t.shape)
    return at.store.expression(op, terms, shape=terms[0].shape)


def _times(at, op, a, b):
    a, b = at.expression(a), at.expression(b)
    if a.shape and b.shape:
        same("factors differ in shape", a.shape, b.shape)
    return at.store.expression(op, a, b, shape=a.shape or b.shape)


def _matmul(at, op, a, b):
    a, b = at.expression(a), at.expression(b)
    if not a.shape or not b.shape or a.shape[-1] != b.shape[0]:
        raise Refused(f"a product of {show_shape(a.shape)} and {show_shape(b.shape)}")
    return at.store.expression(op, a, b, shape=a.shape[:-1] + b.shape[1:])


def _transpose(at, op, a):
    a = at.expression(a)
    if len(a.shape) > 2:
        raise Refused(f"a transpose of {show_shape(a.shape)}")
    return at.store.expression(op, a, shape=(ONE,) * (len(a.shape) == 1) + a.shape[::-1])


def _power(at, op, a, q):
    a = at.expression(a)
    return at.store.expression(op, a, read_rational(q), shape=a.shape)


def _matpower(at, op, a, p):
    a = at.square(a)
    return at.store.expression(op, a, at.integer(p), shape=a.shape)


def _inverse(at, op, a):
    a = at.square(a)
    return at.store.expression(op, a, shape=a.shape)


def _pinv(at, op, a):
    a = at.expression(a)
    if len(a.shape) != 2:
        raise Refused(f"a pseudo-inverse of {show_shape(a.shape)}")
    return at.store.expression(op, a, shape=a.shape[::-1])


def _of_square(at, op, a):
    return at.store.expression(op, at.square(a))


def _diagonal(at, op, a):
    a = at.expression(a)
    if len(a.shape) != 1:
        raise Refused(f"diag of {show_shape(a.shape)}")
    return at.store.expression(op, a, shape=a.shape * 2)


def _diagonal_part(at, op, a):
    a = at.square(a)
    return at.store.expression(op, a, shape=a.shape[:1])


def _vec(at, op, a):
    a = at.expression(a)
    if len(a.shape) != 2:
        raise Refused(f"vec of {show_shape(a.shape)}")
    return at.store.expression(op, a, shape=(at.store.reduce(a.shape[0] * a.shape[1]),))


def _kronecker(at, op, a, b):
    a, b = at.expression(a), at.expression(b)
    if len(a.shape) != 2 or len(b.shape) != 2:
        raise Refused(f"a Kronecker product of {show_shape(a.shape)} and {show_shape(b.shape)}")
    return at.store.expression(op, a, b, shape=tuple(at.store.reduce(m * p) for m, p in zip(a.shape, b.shape)))


def _apply(at, op, f, k, a):
    check_function(at.reader.symbols, f, k)
    a = at.expression(a)
    return at.store.expression(op, f, k, a, shape=a.shape)


def check_function(symbols: Symbols, f, k) -> None:
    if type(f) is not str or f not in symbols.functions:
        raise Refused(f"{f!r:.80} is not a declared function")
    if f in symbols.curves:
        raise Refused(f"{f} is a function whose values are arrays")
    if f in symbols.fields:
        raise Refused(f"{f} is a function of arrays")
    _check_order(k)


def _check_order(k) -> None:
    if type(k) is not int or not 0 <= k <= 20:
        raise Refused(f"not an order of a derivative: {k!r:.80}")


def _curve(at, op, f, k, a, shape):
    shape = at.integers(shape)
    if type(f) is not str or at.reader.symbols.curves.get(f) != shape or not shape:
        raise Refused(f"{f!r:.80} is not declared as a function of one number with values {show_shape(shape)}")
    _check_order(k)
    return at.store.expression(op, f, k, at.scalar(a), shape, shape=shape)


def _field(at, op, f, k, a, shape):
    a, shape = at.expression(a), at.integers(shape)
    domain, values = at.reader.symbols.fields.get(f, (None, ())) if type(f) is str else (None, ())
    _check_order(k)
    if domain is None or a.shape != domain or shape != (*values, *domain * k):
        raise Refused(f"{f!r:.80} is not declared as a function of {show_shape(a.shape)} whose derivatives of order {k} "
                      f"are {show_shape(shape)}")
    return at.store.expression(op, f, k, a, shape, shape=shape)


def _entry(at, op, a, indices):
    a, indices = at.expression(a), at.integers(indices)
    if len(indices) != len(a.shape):
        raise Refused(f"{len(indices)} indices of {show_shape(a.shape)}")
    return at.store.expression(op, a, indices)


def _array(at, op, binders, body):
    pairs = [read_list(b, 2, "[name, extent]") for b in read_list(binders, None, "a list of binders")]
    extents = tuple(at.integer(extent) for _, extent in pairs)
    names, body = at.under([name for name, _ in pairs], body)
    same("the body of an array", body.shape, ())
    return at.store.expression(op, names, extents, body, shape=extents)


def _listing(at, op, extents, entries):
    extents = at.integers(extents)
    sizes = [d.constant() for d in extents]
    entries = tuple(map(at.scalar, read_list(entries, None, "a list of entries")))
    if None in sizes or min(sizes, default=1) < 0 or len(entries) > MOST_ENTRIES or _product(sizes) != len(entries):
        raise Refused(f"{len(entries)} entries for {show_shape(extents)}")
    return at.store.expression(op, extents, entries, shape=extents)


def _product(sizes) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total


def _sum(at, op, name, lower, upper, body):
    lower, upper = at.integer(lower), at.integer(upper)
    (bound,), body = at.under([name], body)
    if any(bound in d.names for d in body.shape):
        raise Refused("the shape of a summand depends on the summation index")
    return at.store.expression(op, bound, lower, upper, body, shape=body.shape)


def _prod(at, op, name, lower, upper, body):
    e = _sum(at, op, name, lower, upper, body)
    if e.shape:
        raise Refused(f"the product over an index of {show_shape(e.shape)}, not of numbers")
    return e


def _matprod(at, op, name, first, last, body):
    first, last = at.integer(first), at.integer(last)
    (bound,), body = at.under([name], body)
    if len(body.shape) != 2:
        raise Refused(f"a product of {show_shape(body.shape)}")
    rows, columns = body.shape
    put = lambda d, p: at.store.reduce(d.substitute({(bound, ()): p}))
    same("neighbours in a product over labels", (columns,), (put(rows, symbol(bound) - 1),))
    return at.store.expression(op, bound, first, last, body, shape=(put(rows, first), put(columns, last)))


def _cases(at, op, branches):
    read = []
    for branch in read_list(branches, None, "a list of branches"):
        conditions, value = read_list(branch, 2, "[conditions, value]")
        read.append((tuple(_condition(at, c) for c in read_list(conditions, None, "conditions")), at.scalar(value)))
    return at.store.expression(op, tuple(read))


def _piecewise(at, op, branches):
    read = []
    for branch in read_list(branches, None, "a list of branches"):
        comparisons, value = read_list(branch, 2, "[comparisons, value]")
        read.append((tuple(_comparison(at, c) for c in read_list(comparisons, None, "comparisons")), at.scalar(value)))
    return at.store.expression(op, tuple(read))


def _comparison(at, data):
    left, relation, right = read_list(data, 3, "[number, relation, number]")
    if relation not in RELATIONS:
        raise Refused(f"not a relation: {relation!r:.40}")
    return at.scalar(left), relation, at.scalar(right)


def _condition(at, data):
    left, relation, right = read_list(data, 3, "[integer, relation, integer]")
    if relation not in RELATIONS:
        raise Refused(f"not a relation: {relation!r:.40}")
    return at.integer(left), relation, at.integer(right)


def _derivative(at, op, body, variable, place, axes):
    body, variable = at.expression(body), at.expression(variable)
    if variable.op != "symbol":
        raise Refused("a derivative is by a symbol or by an entry of one")
    place = None if place is None else at.integers(place)
    if place is not None and len(place) != len(variable.shape):
        raise Refused(f"{len(place)} indices of {show_shape(variable.shape)}")
    source = {f"b{k}": d for k, d in enumerate(body.shape)} | {"1": ONE}
    if place is None:
        source |= {f"v{k}": d for k, d in enumerate(variable.shape)}
    axes = tuple(read_list(axes, None, "a list of axes"))
    if sorted(a for a in axes if a != "1") != sorted(source.keys() - {"1"}):
        raise Refused(f"axes {axes!r:.80} do not fit the axes {sorted(source)}")
    return at.store.expression(op, body, variable, place, axes, shape=tuple(source[a] for a in axes))


def _squeeze(at, op, a, axes):
    a, axes = at.expression(a), at.axes(axes)
    if any(k >= len(a.shape) or a.shape[k] != ONE for k in axes):
        raise Refused(f"axes {list(axes)} of {show_shape(a.shape)} are not known to be of extent 1")
    return at.store.expression(op, a, axes, shape=tuple(d for k, d in enumerate(a.shape) if k not in axes))


def _expand(at, op, a, axes):
    a, axes = at.expression(a), at.axes(axes)
    shape = list(a.shape)
    for k in axes:
        if k > len(shape):
            raise Refused(f"no axis {k} to insert into {show_shape(a.shape)}")
        shape.insert(k, ONE)
    return at.store.expression(op, a, axes, shape=tuple(shape))


READERS = {
    "number": _number, "integer": _integer, "symbol": _symbol, "identity": _identity, "constant": _constant,
    "unit": _unit, "delta": _delta, "add": _add, "times": _times, "matmul": _matmul, "transpose": _transpose,
    "power": _power, "matpower": _matpower, "inverse": _inverse, "pinv": _pinv, "matexp": _inverse, "det": _of_square, "trace": _of_square,
    "diagonal": _diagonal, "diagonal_part": _diagonal_part, "vec": _vec, "kronecker": _kronecker,
    "prod": _prod, "max": _sum, "min": _sum, "largest": _add, "smallest": _add, "apply": _apply, "curve": _curve, "field": _field, "entry": _entry, "array": _array, "listing": _listing, "sum": _sum, "matprod": _matprod,
    "cases": _cases, "piecewise": _piecewise, "derivative": _derivative, "squeeze": _squeeze, "expand": _expand,
}
