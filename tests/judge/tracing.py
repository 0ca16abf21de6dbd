r"""A function that JAX differentiates, computed by NumPy: no compiling for every new shape.

JAX traces the function, or its derivative in a direction, into a list of equations
between primitives; ``Traced`` goes through that list with NumPy's functions.  What has
no row in the table is left to JAX.  ``test_tracing`` compares the two.
"""
from __future__ import annotations

from typing import Callable

import jax
import numpy as np
import scipy.special
from jax.extend.core import Literal

jax.config.update("jax_enable_x64", True)


def computed(function: Callable, at) -> np.ndarray:
    """function(at), entries in float64."""
    at = np.asarray(at, dtype=float)
    return np.asarray(Traced(jax.make_jaxpr(function)(at)).of(at))


def jacobian(function: Callable, at) -> np.ndarray:
    """The axes of the value, then those of ``at``, as ``jax.jacfwd`` has them."""
    return Jacobian(function, np.shape(at)).of(at)


class Jacobian:
    """The Jacobian of a function, traced once for all places of that shape."""

    def __init__(self, function: Callable, shape: tuple[int, ...]):
        self.shape, some = shape, np.zeros(shape)
        self.slope = Traced(jax.make_jaxpr(lambda place, way: jax.jvp(function, (place,), (way,))[1])(some, some))

    def of(self, at) -> np.ndarray:
        at, size = np.asarray(at, dtype=float), int(np.prod(self.shape))
        along = self.slope.along(at)
        columns = [along(way.reshape(self.shape)) for way in np.eye(size)]
        return np.stack(columns, axis=-1).reshape((*np.shape(columns[0]), *self.shape))


class Traced:
    """Equations between primitives, from a traced function of one or two arrays."""

    def __init__(self, closed):
        self.jaxpr, self.constants = closed.jaxpr, [np.asarray(c) for c in closed.consts]

    def of(self, *arguments):
        with np.errstate(all="ignore"):
            return evaluated(self.jaxpr, self.constants, arguments)[0]

    def along(self, place) -> Callable:
        """The value for a second argument; what does not depend on it is computed once."""
        known = dict(zip(self.jaxpr.constvars, self.constants))
        known[self.jaxpr.invars[0]] = place
        later = []
        with np.errstate(all="ignore"):
            for equation in self.jaxpr.eqns:
                if all(type(v) is Literal or v in known for v in equation.invars):
                    _step(known, equation)
                else:
                    later.append(equation)

        def at(way):
            values = {**known, self.jaxpr.invars[1]: way}
            with np.errstate(all="ignore"):
                for equation in later:
                    _step(values, equation)
            return np.asarray(_read(values, self.jaxpr.outvars[0]))
        return at


def evaluated(jaxpr, constants, arguments) -> list:
    values = dict(zip((*jaxpr.constvars, *jaxpr.invars), (*constants, *arguments)))
    for equation in jaxpr.eqns:
        _step(values, equation)
    return [_read(values, v) for v in jaxpr.outvars]


def _read(values: dict, v):
    return v.val if type(v) is Literal else values[v]


def _step(values: dict, equation) -> None:
    arguments = [_read(values, v) for v in equation.invars]
    row = TABLE.get(equation.primitive.name)
    found = _by_jax(equation, arguments) if row is None else row(*arguments, **equation.params)
    values.update(zip(equation.outvars, found if equation.primitive.multiple_results else (found,)))


def _by_jax(equation, arguments):
    found = equation.primitive.bind(*arguments, **equation.params)
    return [np.asarray(a) for a in found] if equation.primitive.multiple_results else np.asarray(found)


# ---------------------------------------------------------------- the table of primitives

TABLE: dict[str, Callable] = {}


def _entrywise(**rows: Callable) -> None:
    for name, row in rows.items():
        TABLE[name] = lambda *a, _row=row, **parameters: _row(*a)


def _row(function: Callable) -> Callable:
    TABLE[function.__name__.strip("_")] = function
    return function


_entrywise(
    neg=np.negative, exp=np.exp, log=np.log, log1p=np.log1p, sin=np.sin, cos=np.cos, tan=np.tan, tanh=np.tanh,
    sinh=np.sinh, cosh=np.cosh, atan=np.arctan, sqrt=np.sqrt, square=np.square, abs=np.abs, sign=np.sign, erf=scipy.special.erf,
    add=np.add, add_any=np.add, sub=np.subtract, mul=np.multiply, max=np.maximum, min=np.minimum, pow=np.power,
    eq=np.equal, ne=np.not_equal, lt=np.less, le=np.less_equal, gt=np.greater, ge=np.greater_equal)
TABLE |= {"and": lambda a, b: np.bitwise_and(a, b), "or": lambda a, b: np.bitwise_or(a, b), "not": lambda a: np.invert(a)}


@_row
def _div(a, b):
    """Of integers JAX drops the remainder."""
    if np.issubdtype(np.asarray(b).dtype, np.integer):
        return np.asarray(jax.lax.div(a, b))
    return np.divide(a, b)


@_row
def _integer_pow(a, y):
    return np.power(a, y) if y >= 0 else 1.0 / np.power(a, -y)


@_row
def _select_n(which, *cases):
    return np.where(which, cases[1], cases[0]) if len(cases) == 2 else np.choose(which, cases)


@_row
def _convert_element_type(a, new_dtype, **_):
    return np.asarray(a).astype(new_dtype)


@_row
def _broadcast_in_dim(a, *sizes, shape, broadcast_dimensions, **_):
    inner = [1] * len(shape)
    for axis, n in zip(broadcast_dimensions, np.shape(a)):
        inner[axis] = n
    return np.broadcast_to(np.reshape(a, inner), shape)


@_row
def _reshape(a, *sizes, new_sizes, **_):
    return np.reshape(a, new_sizes)


@_row
def _transpose(a, permutation):
    return np.transpose(a, permutation)


@_row
def _squeeze(a, dimensions):
    return np.squeeze(a, axis=tuple(dimensions))


@_row
def _slice(a, start_indices, limit_indices, strides):
    steps = strides or (1,) * len(start_indices)
    return a[tuple(slice(*part) for part in zip(start_indices, limit_indices, steps))]


@_row
def _concatenate(*parts, dimension):
    return np.concatenate(parts, axis=dimension)


@_row
def _stack(*parts, axis):
    return np.stack(parts, axis=axis)


@_row
def _split(a, sizes, axis):
    return np.split(a, np.cumsum(sizes)[:-1], axis=axis)


@_row
def _iota(dtype, shape, dimension, **_):
    along = [1] * len(shape)
    along[dimension] = -1
    return np.broadcast_to(np.arange(shape[dimension], dtype=dtype).reshape(along), shape)


@_row
def _reduce_sum(a, axes, **_):
    return np.sum(a, axis=tuple(axes), dtype=np.asarray(a).dtype)


@_row
def _reduce_prod(a, axes, **_):
    return np.prod(a, axis=tuple(axes), dtype=np.asarray(a).dtype)


@_row
def _reduce_max(a, axes, **_):
    return np.max(a, axis=tuple(axes))


@_row
def _dot_general(a, b, dimension_numbers, **_):
    (left, right), (left_batch, right_batch) = dimension_numbers
    if left_batch or right_batch:
        return np.asarray(jax.lax.dot_general(a, b, dimension_numbers))
    return np.tensordot(a, b, axes=(left, right))


# ---------------------------------------------------------------- functions within functions

def _closed(*arguments, jaxpr, **_):
    return evaluated(jaxpr.jaxpr, jaxpr.consts, arguments)


TABLE["jit"] = _closed
TABLE["custom_jvp_call"] = lambda *arguments, call_jaxpr, **_: _closed(*arguments, jaxpr=call_jaxpr)
