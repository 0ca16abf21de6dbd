r"""The exact value of each node of an expression, by the formula of its docstring.

``RULES`` has one row per type of ``symbolic.language.expressions``: a function of the
evaluator (``self``), the node and the values of the integers in scope.  Derivatives are
taken by dual numbers.
"""
from __future__ import annotations

from itertools import product
from math import prod
from typing import Callable

from symbolic.language.expressions import (
    Add, Apply, Array, Cases, Condition, Constant, Curve, Delta, Derivative, Determinant, Diagonal, DiagonalPart, Entry,
    Expand, Expression, Field, Identity, Integer, Inverse, Kronecker, Largest, Listing, MatMul, MatrixExponential, MatrixPower,
    MatrixProduct, Maximum, Minimum, Number, Piecewise, Power, Product, PseudoInverse, Smallest, Squeeze, Sum, Symbol, Times, Trace, Transpose,
    UnitVector, Vectorize)

from .arrays import (
    OutOfBounds, Value, affordable, check_bounds, determinant, diagonal, diagonal_part, extreme, identity, inverse,
    kronecker, matmul, need, plus, position, pseudo_inverse, side, times, transpose, vectorize)
from .duals import LARGEST_EXPONENT, Dual, lift, part, power, primal, simplest
from .exponentials import exponential
from .fields import FieldFunction
from .frames import Frame
from .instance import AmbiguousDependence, FunctionEntry, NoModel, show_key
from .intervals import Undefined

MOST_PARTS = 256
"""Infinitesimals of one number: derivatives inside each other double them."""

RULES: dict[type, Callable[..., Value]] = {}


def rule(node: type):
    """Registers the function that evaluates nodes of this type."""
    def register(function):
        RULES[node] = function
        return function
    return register


# ---------------------------------------------------------------- leaves

@rule(Number)
def _number(self, e, scope):
    return Value((), (simplest(e.value),))


@rule(Integer)
def _integer(self, e, scope):
    return Value((), (self.integer(e.value, scope),))


@rule(Symbol)
def _symbol(self, e, scope):
    value = self.symbol((e.name, tuple([self.integer(p, scope) for p in e.labels])))
    shape = self.shape(e.extents, scope)
    need(value.shape == shape, f"{e.name} as declared and as used", value.shape, shape)
    return value


@rule(Identity)
def _identity(self, e, scope):
    return identity(*self.shape((e.extent,), scope))


@rule(Constant)
def _constant(self, e, scope):
    shape = self.shape(e.extents, scope)
    return Value(shape, (simplest(e.value),) * prod(shape))


@rule(UnitVector)
def _unit_vector(self, e, scope):
    (n,), k = self.shape((e.extent,), scope), self.integer(e.index, scope)
    if not 1 <= k <= n:
        raise OutOfBounds(f"unit vector {k} of {n}")
    return Value((n,), tuple([int(i == k) for i in range(1, n + 1)]))


@rule(Delta)
def _delta(self, e, scope):
    return Value((), (int(self.integer(e.left, scope) == self.integer(e.right, scope)),))


# ---------------------------------------------------------------- algebra

@rule(Add)
def _add(self, e, scope):
    total = self.value(e.terms[0], scope)
    for term in e.terms[1:]:
        total = plus(total, self.value(term, scope))
    return total


@rule(Times)
def _times(self, e, scope):
    return times(self.value(e.left, scope), self.value(e.right, scope))


@rule(MatMul)
def _matmul(self, e, scope):
    return matmul(self.value(e.left, scope), self.value(e.right, scope))


@rule(Power)
def _power(self, e, scope):
    a = self.value(e.arg, scope)
    return Value(a.shape, tuple([power(x, e.exponent) for x in a.entries]))


@rule(MatrixPower)
def _matrix_power(self, e, scope):
    a, exponent = self.value(e.arg, scope), self.integer(e.exponent, scope)
    n = side(a)
    if exponent < 0:
        raise Undefined(f"the matrix power {exponent}")
    affordable(exponent, LARGEST_EXPONENT)
    result = identity(n)
    for _ in range(exponent):
        result = matmul(result, a)
    return result


@rule(Apply)
def _apply(self, e, scope):
    a = self.value(e.arg, scope)
    function = self.function(e.function)
    return Value(a.shape, tuple([lift(function.at, e.order, x) for x in a.entries]))


@rule(Curve)
def _curve(self, e, scope):
    (at,), shape = self.value(e.arg, scope).entries, self.shape(e.extents, scope)
    names = [FunctionEntry(e.function, indices) for indices in product(*[range(1, n + 1) for n in shape])]
    return Value(shape, tuple([lift(self.function(name).at, e.order, at) for name in names]))


@rule(Field)
def _field(self, e, scope):
    a, function = self.value(e.arg, scope), self.function(e.function)
    if not isinstance(function, FieldFunction):
        raise NoModel(f"the function {e.function} has no value")
    shape, inputs = self.shape(e.extents, scope), len(a.entries)
    need(shape[len(shape) - e.order * len(a.shape):] == a.shape * e.order, "function of an array", shape, a.shape)
    outputs = prod(shape[:len(shape) - e.order * len(a.shape)])
    affordable(outputs * inputs ** e.order)
    return Value(shape, tuple([function.at(i, by, a.entries) for i in range(1, outputs + 1)
                               for by in product(range(1, inputs + 1), repeat=e.order)]))


def _of_argument(operation):
    """The rule of a node that is one operation on its argument's value."""
    return lambda self, e, scope: operation(self.value(e.arg, scope))


RULES |= {
    Transpose: _of_argument(transpose),
    Inverse: _of_argument(inverse),
    PseudoInverse: _of_argument(pseudo_inverse),
    MatrixExponential: _of_argument(exponential),
    Determinant: _of_argument(lambda a: Value((), (determinant(a),))),
    Trace: _of_argument(lambda a: Value((), (sum(diagonal_part(a).entries),))),
    DiagonalPart: _of_argument(diagonal_part),
    Diagonal: _of_argument(diagonal),
    Vectorize: _of_argument(vectorize),
}


@rule(Kronecker)
def _kronecker(self, e, scope):
    return kronecker(self.value(e.left, scope), self.value(e.right, scope))


# ---------------------------------------------------------------- entries and binders

@rule(Entry)
def _entry(self, e, scope):
    indices = [self.integer(p, scope) for p in e.indices]
    if isinstance(e.arg, Array):
        check_bounds(indices, self.shape([extent for _, extent in e.arg.binders], scope))
        names = [name for name, _ in e.arg.binders]
        return self.value(e.arg.body, {**scope, **dict(zip(names, indices))})
    a = self.value(e.arg, scope) if isinstance(e.arg, Symbol) else self.once(e.arg, scope)
    check_bounds(indices, a.shape)
    return Value((), (a.entries[position(indices, a.shape)],))


@rule(Array)
def _array(self, e, scope):
    names = [name for name, _ in e.binders]
    shape = self.shape([extent for _, extent in e.binders], scope)
    inner, entries = dict(scope), []
    for indices in product(*[range(1, n + 1) for n in shape]):
        inner.update(zip(names, indices))
        entries += self.value(e.body, inner).entries
    return Value(shape, tuple(entries))


@rule(Listing)
def _listing(self, e, scope):
    shape = self.shape(e.extents, scope)
    need(prod(shape) == len(e.entries), "listing", shape, len(e.entries))
    return Value(shape, tuple([x for entry in e.entries for x in self.value(entry, scope).entries]))


@rule(Sum)
def _sum(self, e, scope):
    lower, upper = self.integer(e.lower, scope), self.integer(e.upper, scope)
    affordable(upper - lower)
    if upper < lower:
        shape = self.shape(e.shape, scope)
        return Value(shape, (0,) * prod(shape))
    terms = [self.value(e.body, {**scope, e.index: k}) for k in range(lower, upper + 1)]
    total = terms[0]
    for term in terms[1:]:
        total = plus(total, term)
    return total


@rule(Product)
def _product(self, e, scope):
    lower, upper = self.integer(e.lower, scope), self.integer(e.upper, scope)
    affordable(upper - lower)
    total = 1
    for k in range(lower, upper + 1):
        (factor,) = self.value(e.body, {**scope, e.index: k}).entries
        total = total * factor
    return Value((), (total,))


@rule(Maximum)
@rule(Minimum)
def _extremum(self, e, scope):
    lower, upper = self.integer(e.lower, scope), self.integer(e.upper, scope)
    affordable(upper - lower)
    if upper < lower:
        raise Undefined("the largest or smallest value over an empty range")
    values = [self.value(e.body, {**scope, e.index: k}) for k in range(lower, upper + 1)]
    return extreme(values, isinstance(e, Maximum))


@rule(Largest)
@rule(Smallest)
def _among(self, e, scope):
    return extreme([self.value(x, scope) for x in e.terms], isinstance(e, Largest))


@rule(MatrixProduct)
def _matrix_product(self, e, scope):
    first, last = self.integer(e.first, scope), self.integer(e.last, scope)
    if first < last - 1:
        raise OutOfBounds(f"a product from {first} down to {last}")
    if first == last - 1:
        return identity(*self.shape(e.shape[:1], scope))
    result = self.value(e.body, {**scope, e.index: first})
    for k in range(first - 1, last - 1, -1):
        result = matmul(result, self.value(e.body, {**scope, e.index: k}))
    return result


RELATIONS = {
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b,
    "<=": lambda a, b: a <= b, "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b, ">": lambda a, b: a > b,
}


OPPOSITE = {"=": "!=", "!=": "=", "<=": ">", "<": ">="}


@rule(Cases)
def _cases(self, e, scope):
    def holds(c: Condition) -> bool:
        return RELATIONS[c.relation](self.integer(c.left, scope), self.integer(c.right, scope))

    for conditions, value in e.branches:
        if all(map(holds, conditions)):
            return self.value(value, scope)
    raise Undefined("no case applies")


@rule(Piecewise)
def _piecewise(self, e, scope):
    for comparisons, value in e.branches:
        if all([_certainly(self, *x, scope) for x in comparisons]):
            return self.value(value, scope)
    raise Undefined("no case applies")


def _certainly(self, left: Expression, relation: str, right: Expression, scope) -> bool:
    """Does the comparison hold?  ``Undefined`` where that cannot be told, and at the border where a derivative is taken."""
    (a,), (b,) = self.value(left, scope).entries, self.value(right, scope).entries
    moves = type(a) is Dual or type(b) is Dual
    a, b = primal(a), primal(b)
    possible, other = RELATIONS[relation](a, b), RELATIONS[OPPOSITE[relation]](a, b)
    if possible == other or moves and a == b:
        raise Undefined("a comparison that cannot be told, or a derivative at the border of a case")
    return possible


# ---------------------------------------------------------------- derivatives and axes

@rule(Derivative)
def _derivative(self, e, scope):
    body, (tag, shape) = _differentiated(self, e, scope)
    if e.at is not None:
        shape = ()
    extents = {f"b{k}": n for k, n in enumerate(body.shape)} | {f"v{k}": n for k, n in enumerate(shape)}
    steps = {f"b{k}": (prod(body.shape[k + 1:]), 0) for k in range(len(body.shape))}
    steps |= {f"v{k}": (0, prod(shape[k + 1:])) for k in range(len(shape))}
    affordable(len(body.entries) * prod(shape))
    places = [(0, 0)]
    for axis in e.axes:
        if axis != "1":
            db, dv = steps[axis]
            places = [(b + db * i, v + dv * i) for b, v in places for i in range(extents[axis])]
    return Value(tuple([extents.get(axis, 1) for axis in e.axes]),
                 tuple([part(body.entries[b], tag, v) for b, v in places]))


def _differentiated(self, e: Derivative, scope):
    """The body with the variable replaced by variable + ε; the tag of ε, the variable's shape."""
    affordable(2 ** self.nested, MOST_PARTS)
    outer_touched, self.touched = self.touched, set()
    point = self.value(e.variable, scope)
    key = (e.variable.name, tuple([self.integer(p, scope) for p in e.variable.labels]))
    ancestors = self.touched - {key}
    self.tag += 1
    tag, entries = self.tag, list(point.entries)
    for seed, place in enumerate(_places(self, e, point.shape, scope)):
        entries[place] = Dual(tag, entries[place], {seed: 1})
    outer, self.frame = self.frame, Frame(self.frame, key, Value(point.shape, tuple(entries)))
    self.nested += 1
    body, touched = self.apart(e.body, scope)
    self.frame, self.nested = outer, self.nested - 1
    for shared in ancestors & touched:
        if self.is_variable(shared) and not self.is_constant(shared):
            raise AmbiguousDependence(
                f"{show_key(key)} depends on {show_key(shared)}, which also stands in the body by itself")
    self.check_assumed(key, touched)
    self.touched |= touched | outer_touched
    return body, (tag, point.shape)


def _places(self, e: Derivative, shape, scope):
    """The positions of the entries to differentiate by."""
    if e.at is None:
        return range(prod(shape))
    indices = [self.integer(p, scope) for p in e.at]
    check_bounds(indices, shape)
    return [position(indices, shape)]


@rule(Squeeze)
def _squeeze(self, e, scope):
    a = self.value(e.arg, scope)
    need(all(k < len(a.shape) and a.shape[k] == 1 for k in e.axes), "axis of extent one", a.shape, e.axes)
    return Value(tuple([n for k, n in enumerate(a.shape) if k not in e.axes]), a.entries)


@rule(Expand)
def _expand(self, e, scope):
    a = self.value(e.arg, scope)
    shape = list(a.shape)
    for axis in e.axes:
        shape.insert(axis, 1)
    return Value(tuple(shape), a.entries)
