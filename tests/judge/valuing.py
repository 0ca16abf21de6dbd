r"""The value of an expression in float64, derivatives by JAX.

Written from the docstrings of ``symbolic.language.expressions`` alone: NumPy where
nothing moves, JAX's derivatives (``tracing``) where one is taken.  What is not defined
(outside a domain, at a kink, with two meanings) is ``Undefined`` or not a number.
"""
from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from itertools import product
from math import prod

import jax
import jax.numpy as jnp
import jax.scipy.linalg
import numpy as np
import scipy.linalg

from symbolic.language import expressions as x
from symbolic.language.binding import integer_names
from symbolic.language.context import Context

from .functions import antiderivative, known, slope
from .tracing import computed, jacobian

Key = tuple[str, tuple[int, ...]]
MOST_ENTRIES = 4096
NOTHING, CLEAR = 1e-12, 1e-6
"""A singular value is 0 below the one, and is not above the other, of the largest."""


class Undefined(Exception):
    """There is no value, or more than one meaning."""


def moving(*values) -> bool:
    """Is one of them followed by JAX?"""
    return any(isinstance(v, jax.core.Tracer) for v in values)


def library(*values):
    return jnp if moving(*values) else np


@lru_cache(maxsize=8192)
def names_in(e: x.Expression) -> tuple[str, ...]:
    return tuple(sorted(integer_names(e)))


class Valuing:
    """Values of expressions in one instance (``drawing.Instance``)."""

    def __init__(self, context: Context, instance):
        self.context, self.instance = context, instance
        self.cuts: dict[Key, object] = {}
        self.read: set[Key] = set()
        self.kept: dict = {}

    def value(self, e: x.Expression, scope: dict[str, int]):
        return RULES[type(e)](self, e, scope)

    def integer(self, p, scope: dict[str, int]) -> int:
        return self.instance.sizes.of(p, scope)

    def shape(self, extents, scope) -> tuple[int, ...]:
        found = tuple(self.integer(p, scope) for p in extents)
        if any(n < 0 for n in found) or prod(found) > MOST_ENTRIES:
            raise Undefined(f"an array of shape {found}")
        return found

    def once(self, e, scope):
        """The value, kept under the present cuts for the integers it was computed with."""
        key = (e, tuple((name, scope[name]) for name in names_in(e) if name in scope))
        if key not in self.kept:
            before, self.read = self.read, set()
            value = self.value(e, scope)
            self.kept[key] = value, frozenset(self.read)
            self.read |= before
        value, read = self.kept[key]
        self.read |= read
        return value

    @contextmanager
    def cut(self, key: Key, value):
        """Within it the symbol has this value and no definition."""
        before = self.cuts, self.kept
        self.cuts, self.kept = {**self.cuts, key: value}, {}
        try:
            yield
        finally:
            self.cuts, self.kept = before

    # -- symbols
    def clause(self, key: Key):
        """The clause of a definition that holds for these labels, and its parameters' values."""
        for d in self.context.definitions:
            if d.name == key[0] and len(d.labels) == len(key[1]):
                scope: dict[str, int] = {}
                for r, k in zip(d.labels, key[1]):
                    if not self.integer(r.lower, scope) <= k <= self.integer(r.upper, scope):
                        break
                    scope[r.name] = k
                else:
                    return d, scope
        return None

    def symbol(self, key: Key):
        self.read.add(key)
        if key in self.cuts:
            return self.cuts[key]
        found = self.clause(key)
        if found is None:
            return self.instance.values[key]
        return self.once(found[0].body, found[1])

    def free(self, key: Key) -> bool:
        """May it vary by itself?"""
        declared = self.context.tensor(key[0])
        constant = declared is not None and "constant" in declared.properties
        return key in self.cuts or self.clause(key) is None and not constant

    def refuse_two_meanings(self, key: Key, behind: set[Key]) -> None:
        """∂e/∂v has two meanings if e reads what v depends on, or what an assumption ties to v."""
        read = self.read
        if any(self.free(other) for other in behind & read):
            raise Undefined("a partial derivative with two meanings")
        names = {name for name, _ in read}
        for a in self.context.assumptions:
            sides = (a.left, a.right)
            tied = {node.name for side in sides for node in side.walk() if isinstance(node, x.Symbol)}
            alone = {side.name for side in sides if isinstance(side, x.Symbol)}
            if a.relation == "=" and key[0] in tied and (names & alone - {key[0]} or key[0] not in names and names & tied):
                raise Undefined("an assumption ties the variable to what is differentiated")

    def function(self, name: str, order: int, *at):
        if self.context.function(name) is None:
            try:
                return known(name, order, moving(*at))
            except KeyError:
                raise Undefined(f"the function {name}") from None
        declared = self.context.function(name)
        if declared.definition is not None:
            parameter, body = declared.definition
            return slope(self._formula(name, parameter, body), order)
        if declared.equation is not None:
            known_order, parameter, body = declared.equation
            made = self._formula(name, parameter, body)
            for _ in range(known_order):
                made = antiderivative(made)
            return slope(made, order)
        return slope(self.instance.function(declared), order)

    def has_formula(self, name: str) -> bool:
        declared = self.context.function(name)
        return declared is not None and (declared.definition is not None or declared.equation is not None)

    def _formula(self, name: str, parameter: str, body):
        def entry(z):
            with self.cut((parameter, ()), z):
                return self.value(body, {})

        def at(z):
            flat = library(z).ravel(z)
            return stacked([entry(flat[k]) for k in range(flat.shape[0])], np.shape(z))
        return at


RULES: dict = {}


def rule(*nodes):
    def register(function):
        RULES.update(dict.fromkeys(nodes, function))
        return function
    return register


RULES |= {
    x.Number: lambda self, e, scope: np.float64(float(e.value)),
    x.Integer: lambda self, e, scope: np.float64(self.integer(e.value, scope)),
    x.Identity: lambda self, e, scope: np.eye(*self.shape((e.extent,), scope)),
    x.Constant: lambda self, e, scope: np.full(self.shape(e.extents, scope), float(e.value)),
    x.Delta: lambda self, e, scope: np.float64(self.integer(e.left, scope) == self.integer(e.right, scope)),
}


@rule(x.Symbol)
def _symbol(self, e, scope):
    value = self.symbol((e.name, tuple(self.integer(p, scope) for p in e.labels)))
    if np.shape(value) != self.shape(e.extents, scope):
        raise Undefined(f"{e.name} of shape {np.shape(value)}")
    return value


@rule(x.UnitVector)
def _unit(self, e, scope):
    (n,), k = self.shape((e.extent,), scope), self.integer(e.index, scope)
    if not 1 <= k <= n:
        raise Undefined("a unit vector out of range")
    return np.eye(n)[k - 1]


# ---------------------------------------------------------------- algebra

@rule(x.Add)
def _add(self, e, scope):
    total = self.value(e.terms[0], scope)
    for term in e.terms[1:]:
        total = total + self.value(term, scope)
    return total


@rule(x.Times)
def _times(self, e, scope):
    return self.value(e.left, scope) * self.value(e.right, scope)


@rule(x.MatMul)
def _matmul(self, e, scope):
    a, b = self.value(e.left, scope), self.value(e.right, scope)
    return library(a, b).tensordot(a, b, axes=1)


@rule(x.Transpose)
def _transpose(self, e, scope):
    a = self.value(e.arg, scope)
    return a[None, :] if np.ndim(a) == 1 else a.T


@rule(x.Power)
def _power(self, e, scope):
    a = self.value(e.arg, scope)
    if e.exponent.denominator == 1:
        k = abs(int(e.exponent))
        result = library(a).ones_like(a)
        for _ in range(k):
            result = result * a
        return result if e.exponent >= 0 else 1.0 / library(a).where(result == 0, np.nan, result)
    lib = library(a)
    return lib.where(a > 0, a, lib.nan) ** float(e.exponent)


@rule(x.MatrixPower)
def _matrix_power(self, e, scope):
    a, k = self.value(e.arg, scope), self.integer(e.exponent, scope)
    if not 0 <= k <= 12:
        raise Undefined(f"the matrix power {k}")
    result = np.eye(np.shape(a)[0])
    for _ in range(k):
        result = result @ a
    return result


def _of_matrix(operation):
    def at(self, e, scope):
        a = self.value(e.arg, scope)
        return operation(library(a), a)
    return at


def _inverse(lib, a):
    if lib is np and (np.linalg.matrix_rank(a) < a.shape[0] or np.linalg.cond(a) > 1e6):
        raise Undefined("the inverse of a matrix that is nearly singular")
    return lib.linalg.inv(a)


def _pseudo_inverse(lib, a):
    """Of a rank that is clear.  Where it is not full there is no derivative: not a number where the matrix moves."""
    s = lib.linalg.svd(a, compute_uv=False)
    if lib is not np:
        return lib.linalg.pinv(a) * lib.where(s[-1] <= CLEAR * s[0], lib.nan, 1.0)
    if np.any((s > NOTHING * s[0]) & (s < CLEAR * s[0])):
        raise Undefined("the pseudo-inverse of a matrix that is nearly of lower rank")
    return np.linalg.pinv(a, rcond=CLEAR)


RULES |= {
    x.Inverse: _of_matrix(_inverse),
    x.PseudoInverse: _of_matrix(_pseudo_inverse),
    x.MatrixExponential: _of_matrix(lambda lib, a: (scipy if lib is np else jax.scipy).linalg.expm(a)),
    x.Trace: _of_matrix(lambda lib, a: lib.trace(a)),
    x.Determinant: _of_matrix(lambda lib, a: lib.linalg.det(a)),
    x.Diagonal: _of_matrix(lambda lib, a: lib.diag(a)),
    x.DiagonalPart: _of_matrix(lambda lib, a: lib.diag(a)),
    x.Vectorize: _of_matrix(lambda lib, a: lib.reshape(a.T, (-1,))),
}


@rule(x.Kronecker)
def _kronecker(self, e, scope):
    a, b = self.value(e.left, scope), self.value(e.right, scope)
    return library(a, b).kron(a, b)


@rule(x.Apply)
def _apply(self, e, scope):
    a = self.value(e.arg, scope)
    function = self.function(e.function, e.order, a)
    if e.order == 0 and self.has_formula(e.function) and not moving(a):
        return np.asarray(function(a))
    return applied(function, a)


def applied(function, a):
    return function(a) if moving(a) else computed(function, a)


@rule(x.Curve)
def _curve(self, e, scope):
    at, shape = self.value(e.arg, scope), self.shape(e.extents, scope)
    return applied(_nested(jax.jacfwd, self.instance.curve(e.function, shape), e.order), at)


def _nested(operator, function, order: int):
    for _ in range(order):
        function = operator(function)
    return function


@rule(x.Field)
def _field(self, e, scope):
    a, shape = self.value(e.arg, scope), self.shape(e.extents, scope)
    values = shape[:len(shape) - e.order * np.ndim(a)]
    return applied(_nested(jax.jacfwd, self.instance.field(e.function, values, np.shape(a)), e.order), a)


# ---------------------------------------------------------------- entries and binders

@rule(x.Entry)
def _entry(self, e, scope):
    indices = tuple(self.integer(p, scope) - 1 for p in e.indices)
    if isinstance(e.arg, x.Array):
        extents = self.shape([extent for _, extent in e.arg.binders], scope)
        _within(indices, extents)
        return self.value(e.arg.body, {**scope, **{name: k + 1 for (name, _), k in zip(e.arg.binders, indices)}})
    a = self.once(e.arg, scope)
    _within(indices, np.shape(a))
    return a[indices]


def _within(indices, extents) -> None:
    if not all(0 <= k < n for k, n in zip(indices, extents)):
        raise Undefined("an index out of range")


@rule(x.Array)
def _array(self, e, scope):
    shape = self.shape([extent for _, extent in e.binders], scope)
    entries = [self.value(e.body, {**scope, **dict(zip((name for name, _ in e.binders), indices))})
               for indices in product(*[range(1, n + 1) for n in shape])]
    return stacked(entries, shape)


def stacked(entries, shape):
    if not entries:
        return np.zeros(shape)
    lib = library(*entries)
    return lib.reshape(lib.stack([lib.asarray(a) for a in entries]), shape)


@rule(x.Listing)
def _listing(self, e, scope):
    return stacked([self.value(entry, scope) for entry in e.entries], self.shape(e.extents, scope))


def _range(self, e, scope):
    lower, upper = self.integer(e.lower, scope), self.integer(e.upper, scope)
    if upper - lower > 200:
        raise Undefined("a long range")
    return [self.value(e.body, {**scope, e.index: k}) for k in range(lower, upper + 1)]


@rule(x.Sum)
def _sum(self, e, scope):
    terms = _range(self, e, scope)
    return sum(terms[1:], terms[0]) if terms else np.zeros(self.shape(e.shape, scope))


@rule(x.Product)
def _product(self, e, scope):
    result = 1.0
    for factor in _range(self, e, scope):
        result = result * factor
    return result


@rule(x.Maximum, x.Minimum)
def _extremum(self, e, scope):
    return _extreme(_range(self, e, scope), isinstance(e, x.Maximum))


@rule(x.Largest, x.Smallest)
def _among(self, e, scope):
    return _extreme([self.value(term, scope) for term in e.terms], isinstance(e, x.Largest))


def _extreme(values, largest: bool):
    """max or min; not a number where two values that move are equal."""
    if not values:
        raise Undefined("a maximum over nothing")
    lib, result = library(*values), values[0]
    for value in values[1:]:
        tie = lib.where(result == value, lib.nan, 0.0) if lib is jnp else 0.0
        result = lib.where((result > value) == largest, result, value) + tie
    return result


@rule(x.MatrixProduct)
def _matrix_product(self, e, scope):
    first, last = self.integer(e.first, scope), self.integer(e.last, scope)
    if first < last - 1 or first - last > 30:
        raise Undefined(f"a product from {first} down to {last}")
    if first == last - 1:
        return np.eye(*self.shape(e.shape[:1], scope))
    result = self.value(e.body, {**scope, e.index: first})
    for k in range(first - 1, last - 1, -1):
        result = result @ self.value(e.body, {**scope, e.index: k})
    return result


COMPARED = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
            ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}


@rule(x.Cases)
def _cases(self, e, scope):
    for conditions, value in e.branches:
        if all(COMPARED[c.relation](self.integer(c.left, scope), self.integer(c.right, scope)) for c in conditions):
            return self.value(value, scope)
    raise Undefined("no case applies")


@rule(x.Piecewise)
def _piecewise(self, e, scope):
    """Where numbers move, a choice between all branches; no number, and no derivative, at a border or where none applies."""
    result = np.nan
    for comparisons, value in reversed(e.branches):
        chosen, border = True, False
        for left, relation, right in comparisons:
            a, b = self.value(left, scope), self.value(right, scope)
            lib = library(a, b)
            chosen = lib.logical_and(chosen, COMPARED[relation](a, b))
            border = lib.logical_or(border, lib.equal(a, b)) if moving(a, b) else border
            result = lib.nan * (a - b) if moving(a, b) and result is np.nan else result
        lib = library(chosen, border, result)
        if not moving(chosen) and not bool(chosen):
            continue
        branch = self.value(value, scope)
        lib = library(chosen, border, result, branch)
        result = lib.where(border, lib.nan, lib.where(chosen, branch, result))
    return result


# ---------------------------------------------------------------- derivatives and axes

@rule(x.Derivative)
def _derivative(self, e, scope):
    key = (e.variable.name, tuple(self.integer(p, scope) for p in e.variable.labels))
    before, self.read = self.read, set()
    point = self.value(e.variable, scope)
    behind = self.read - {key}
    place = None if e.at is None else tuple(self.integer(p, scope) - 1 for p in e.at)
    if place is not None:
        _within(place, np.shape(point))
        here = np.zeros(np.shape(point), dtype=bool)
        here[place] = True
    self.read = set()

    def body(t):
        at = t if place is None else jnp.where(here, t, point)
        with self.cut(key, at):
            return jnp.asarray(self.value(e.body, scope), dtype=float)

    start = point if place is None else point[place]
    slopes = jax.jacfwd(body)(start) if moving(start) else jacobian(body, start)
    self.refuse_two_meanings(key, behind)
    self.read |= before | behind | {key}
    return arranged(slopes, e.axes, np.ndim(start))


def arranged(slopes, axes: tuple[str, ...], rank: int):
    """The axes of the body, then those of the variable, put in the order asked for."""
    outputs, lib = np.ndim(slopes) - rank, library(slopes)
    wanted = [int(a[1:]) + (outputs if a[0] == "v" else 0) for a in axes if a != "1"]
    result = lib.transpose(slopes, wanted)
    for k, a in enumerate(axes):
        if a == "1":
            result = lib.expand_dims(result, k)
    return result


@rule(x.Squeeze)
def _squeeze(self, e, scope):
    a = self.value(e.arg, scope)
    if any(np.shape(a)[k] != 1 for k in e.axes):
        raise Undefined("an axis that is not of extent one")
    return library(a).squeeze(a, axis=e.axes)


@rule(x.Expand)
def _expand(self, e, scope):
    a = self.value(e.arg, scope)
    for axis in e.axes:
        a = library(a).expand_dims(a, axis)
    return a
