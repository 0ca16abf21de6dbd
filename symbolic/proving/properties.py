r"""Declared properties: values and functions that have them, and tests for them.

A counterexample that violates a declared property would be a wrong verdict, so
every property is a pair: how to draw a value that has it, and an exact test
that every value, drawn or shrunk, has to pass.  A property that is not in the
tables has no model (``NoModel``): nothing is refuted by guessing what it means.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import prod
from random import Random
from typing import Callable, Iterable, NamedTuple

from symbolic.language.functions import ONE_OF, finite_values

from .arrays import LARGEST, Value, determinant, identity, matmul, plus, times, transpose
from .duals import simplest
from .instance import NoModel, PolynomialFunction
from .intervals import PI

DIGITS = (-3, -2, -1, 1, 2, 3)
ATTEMPTS = 40

Draw = Callable[[Random, tuple[int, ...], tuple], Value]


class Property(NamedTuple):
    """``draw(rng, shape, digits)`` proposes a value; ``holds`` decides."""

    draw: Draw
    holds: Callable[[Value], bool]


def any_value(rng: Random, shape: tuple[int, ...], digits: tuple) -> Value:
    return Value(shape, tuple([rng.choice(digits) for _ in range(prod(shape))]))


# ---------------------------------------------------------------- tests

def is_square(a: Value) -> bool:
    return len(a.shape) == 2 and a.shape[0] == a.shape[1]


def is_symmetric(a: Value) -> bool:
    return not a.shape or is_square(a) and transpose(a) == a


def is_antisymmetric(a: Value) -> bool:
    return is_square(a) and transpose(a) == times(Value.of(-1), a)


def is_invertible(a: Value) -> bool:
    return is_square(a) and determinant(a) != 0 if a.shape else a.entries[0] != 0


def has_full_column_rank(a: Value) -> bool:
    return len(a.shape) == 2 and determinant(matmul(transpose(a), a)) != 0


def has_full_row_rank(a: Value) -> bool:
    return len(a.shape) == 2 and has_full_column_rank(transpose(a))


def has_orthonormal_columns(a: Value) -> bool:
    return len(a.shape) == 2 and matmul(transpose(a), a) == identity(a.shape[1])


def is_orthogonal(a: Value) -> bool:
    return is_square(a) and has_orthonormal_columns(a)


def principal_minors(a: Value, kept: Iterable[tuple[int, ...]]) -> list:
    n = a.shape[0]
    return [determinant(Value((len(k), len(k)), tuple([a.entries[i * n + j] for i in k for j in k])))
            for k in kept]


def is_positive_definite(a: Value) -> bool:
    """Sylvester: symmetric, and every leading principal minor is positive."""
    if not a.shape:
        return a.entries[0] > 0
    leading = [tuple(range(k)) for k in range(1, a.shape[0] + 1)]
    return is_symmetric(a) and all(m > 0 for m in principal_minors(a, leading))


def is_positive_semidefinite(a: Value) -> bool:
    """Symmetric, and every principal minor is at least 0."""
    if not a.shape:
        return a.entries[0] >= 0
    subsets = [k for r in range(1, a.shape[0] + 1) for k in combinations(range(a.shape[0]), r)]
    return is_symmetric(a) and all(m >= 0 for m in principal_minors(a, subsets))


def vanishes_where(outside: Callable[[int, int], bool]) -> Callable[[Value], bool]:
    """The test that a matrix is 0 at all places (i, j) with ``outside(i, j)``."""
    def test(a: Value) -> bool:
        if len(a.shape) != 2:
            return False
        width = a.shape[1]
        return not any(x for k, x in enumerate(a.entries) if outside(*divmod(k, width)))
    return test


def is_idempotent(a: Value) -> bool:
    return is_square(a) and matmul(a, a) == a


def has_length_one(a: Value) -> bool:
    return sum(x * x for x in a.entries) == 1


def every(test: Callable[[object], bool]) -> Callable[[Value], bool]:
    return lambda a: all(map(test, a.entries))


def is_probability(a: Value) -> bool:
    return min(a.entries) >= 0 and sum(a.entries) == 1


# ---------------------------------------------------------------- drawing

def symmetric(rng, shape, digits):
    a = any_value(rng, shape, digits)
    if not is_square(a):
        return a
    n = shape[0]
    return Value(shape, tuple([a.entries[min(i, j) * n + max(i, j)] for i in range(n) for j in range(n)]))


def antisymmetric(rng, shape, digits):
    a = any_value(rng, shape, digits)
    return plus(a, times(Value.of(-1), transpose(a))) if is_square(a) else a


def masked(outside: Callable[[int, int], bool]) -> Draw:
    def draw(rng, shape, digits):
        a = any_value(rng, shape, digits)
        if len(shape) != 2:
            return a
        return Value(shape, tuple([0 if outside(*divmod(k, shape[1])) else x
                                   for k, x in enumerate(a.entries)]))
    return draw


def reflection(n: int, rng: Random, digits) -> Value:
    """Householder's I − 2 v vᵀ / vᵀv: orthogonal with rational entries."""
    v = [rng.choice(digits) or 1 for _ in range(n)]
    scale = Fraction(2, sum(x * x for x in v))
    return Value((n, n), tuple([simplest(int(i == j) - scale * v[i] * v[j]) for i in range(n) for j in range(n)]))


def orthonormal(rng, shape, digits):
    """The first columns of one reflection or of a product of two; a single one for a vector."""
    if not shape:
        return Value.of(rng.choice((-1, 1)))
    rows, columns = shape if len(shape) == 2 else (shape[0], 1)
    if columns > rows:
        return any_value(rng, shape, digits)
    q = reflection(rows, rng, digits)
    if rng.randrange(2):
        q = matmul(q, reflection(rows, rng, digits))
    return Value(shape, tuple([q.entries[i * rows + j] for i in range(rows) for j in range(columns)]))


def gram(shift: int) -> Draw:
    """M Mᵀ + shift · I; the square of a scalar likewise."""
    def draw(rng, shape, digits):
        m = any_value(rng, shape, digits)
        if not shape:
            return Value.of(m.entries[0] ** 2)
        if not is_square(m):
            return m
        return plus(matmul(m, transpose(m)), times(Value.of(shift), identity(shape[0])))
    return draw


def projection(rng, shape, digits):
    """v vᵀ / vᵀv."""
    if len(shape) != 2 or shape[0] != shape[1]:
        return any_value(rng, shape, digits)
    n, v = shape[0], [rng.choice(digits) or 1 for _ in range(shape[0])]
    return Value(shape, tuple([simplest(Fraction(v[i] * v[j], sum(x * x for x in v)))
                               for i in range(n) for j in range(n)]))


def oblique(rng, shape, digits):
    """v wᵀ / wᵀv, with w = v every other time."""
    if len(shape) != 2 or shape[0] != shape[1]:
        return any_value(rng, shape, digits)
    n = shape[0]
    v, w = ([rng.choice(digits) or 1 for _ in range(n)] for _ in range(2))
    scale = sum(x * y for x, y in zip(v, w))
    if not scale or rng.randrange(2):
        w, scale = v, sum(x * x for x in v)
    return Value(shape, tuple([simplest(Fraction(v[i] * w[j]) / scale) for i in range(n) for j in range(n)]))


def probability(rng, shape, digits):
    weights = [abs(rng.choice(digits)) or 1 for _ in range(prod(shape))]
    return Value(shape, tuple([simplest(Fraction(w, sum(weights))) for w in weights]))


def one_hot(rng, shape, digits):
    chosen = rng.randrange(prod(shape))
    return Value(shape, tuple([int(k == chosen) for k in range(prod(shape))]))


def among(*numbers) -> Draw:
    return lambda rng, shape, digits: any_value(rng, shape, numbers)


def each(change: Callable) -> Draw:
    """Any value with its entries changed one by one."""
    return lambda rng, shape, digits: any_value(rng, shape, tuple(map(change, digits)))


def off_diagonal(i: int, j: int) -> bool:
    return i != j


def below(i: int, j: int) -> bool:
    return i > j


def above(i: int, j: int) -> bool:
    return i < j


PROPERTIES: dict[str, Property] = {
    **dict.fromkeys(("real", "constant", "arbitrary"), Property(any_value, lambda a: True)),
    "square": Property(any_value, is_square),
    "symmetric": Property(symmetric, is_symmetric),
    "antisymmetric": Property(antisymmetric, is_antisymmetric),
    "diagonal": Property(masked(off_diagonal), vanishes_where(off_diagonal)),
    "upper triangular": Property(masked(below), vanishes_where(below)),
    "lower triangular": Property(masked(above), vanishes_where(above)),
    "invertible": Property(any_value, is_invertible),
    "full column rank": Property(any_value, has_full_column_rank),
    "full row rank": Property(any_value, has_full_row_rank),
    "full rank": Property(any_value, lambda a: has_full_column_rank(a) or has_full_row_rank(a)),
    "orthogonal": Property(orthonormal, is_orthogonal),
    "orthonormal columns": Property(orthonormal, has_orthonormal_columns),
    "unit": Property(orthonormal, has_length_one),
    "positive definite": Property(gram(1), is_positive_definite),
    "positive semidefinite": Property(gram(0), is_positive_semidefinite),
    "idempotent": Property(oblique, is_idempotent),
    "projection": Property(projection, lambda a: is_idempotent(a) and is_symmetric(a)),
    "nonzero": Property(each(lambda d: d or 1), every(bool)),
    "positive": Property(each(lambda d: abs(d) or 1), every(lambda x: x > 0)),
    "negative": Property(each(lambda d: -abs(d) or -1), every(lambda x: x < 0)),
    "nonnegative": Property(each(abs), every(lambda x: x >= 0)),
    "nonpositive": Property(each(lambda d: -abs(d)), every(lambda x: x <= 0)),
    "integer": Property(among(-3, -2, -1, 0, 1, 2, 3), every(lambda x: Fraction(x).denominator == 1)),
    "binary": Property(among(0, 1), every(lambda x: x in (0, 1))),
    "sign": Property(among(-1, 1), every(lambda x: x in (-1, 1))),
    "probability": Property(probability, is_probability),
    "circle": Property(lambda rng, shape, digits: Value(shape, (PI,) * prod(shape)), every(lambda x: x is PI)),
    "one-hot": Property(one_hot, lambda a: is_probability(a) and max(a.entries) == 1),
}

SYNONYMS = {
    "skew-symmetric": "antisymmetric", "nonsingular": "invertible", "non-singular": "invertible",
    "regular": "invertible", "nonvanishing": "nonzero", "non-zero": "nonzero", "non-negative": "nonnegative",
    "positive-definite": "positive definite", "positive semi-definite": "positive semidefinite",
    "unit norm": "unit", "unit vector": "unit", "probability vector": "probability", "one hot": "one-hot",
    "upper-triangular": "upper triangular", "lower-triangular": "lower triangular",
}


def tensor_property(name: str) -> Property:
    """Raises ``NoModel`` for a word that is not in the table."""
    values = finite_values({name}) if name.startswith(ONE_OF) else ()
    if values:
        return Property(among(*map(simplest, values)), every(lambda x: x in values))
    try:
        return PROPERTIES[SYNONYMS.get(name, name)]
    except KeyError:
        raise NoModel(f"no values are known to be “{name}”") from None


def has_properties(value: Value, names: Iterable[str]) -> bool:
    return all(tensor_property(name).holds(value) for name in names)


def draw_value(rng: Random, shape: tuple[int, ...], names: Iterable[str], digits=DIGITS) -> Value:
    """A value of that shape with all those properties; ``NoModel`` if none is found."""
    if prod(shape) > LARGEST:
        raise NoModel(f"an array of shape {shape} is too large to evaluate")
    wanted = [tensor_property(name) for name in sorted(names)]
    if not wanted:
        return any_value(rng, shape, digits)
    for attempt in range(ATTEMPTS):
        value = wanted[attempt % len(wanted)].draw(rng, shape, digits)
        if all(p.holds(value) for p in wanted):
            return value
    raise NoModel(f"no value of shape {shape} was found that is {', '.join(sorted(names))}")


# ---------------------------------------------------------------- functions

def _coefficients_allowed(even: Callable, odd: Callable) -> Callable[[PolynomialFunction], bool]:
    """Tests the coefficients of even degree ≥ 2 and of odd degree, one by one."""
    def test(f: PolynomialFunction) -> bool:
        return all((odd if k % 2 else even)(c, k) for k, c in enumerate(f.coefficients) if k and c)
    return test


FUNCTION_PROPERTIES: dict[str, Callable[[PolynomialFunction], bool]] = {
    **dict.fromkeys(("elementwise", "arbitrary", "continuous", "differentiable", "smooth"), lambda f: True),
    "nondecreasing": _coefficients_allowed(lambda c, k: False, lambda c, k: c > 0),
    "nonincreasing": _coefficients_allowed(lambda c, k: False, lambda c, k: c < 0),
    "odd": lambda f: not any(f.coefficients[::2]),
    "even": lambda f: not any(f.coefficients[1::2]),
    "convex": _coefficients_allowed(lambda c, k: c > 0, lambda c, k: k == 1),
    "concave": _coefficients_allowed(lambda c, k: c < 0, lambda c, k: k == 1),
    "nonnegative": lambda f: min(f.coefficients) >= 0 and not any(f.coefficients[1::2]),
    "positive": lambda f: min(f.coefficients) >= 0 < f.coefficients[0] and not any(f.coefficients[1::2]),
    "linear": lambda f: not f.coefficients[0] and not any(f.coefficients[2:]),
    "affine": lambda f: not any(f.coefficients[2:]),
}
_rising, _falling = FUNCTION_PROPERTIES["nondecreasing"], FUNCTION_PROPERTIES["nonincreasing"]
FUNCTION_PROPERTIES |= {
    "increasing": lambda f: _rising(f) and f.coefficients[1] > 0,
    "decreasing": lambda f: _falling(f) and f.coefficients[1] < 0,
    "monotone": _rising,
}

# z, z², z³, z + z², … by their coefficients, the simplest first
FUNCTIONS = tuple(PolynomialFunction(c) for c in (
    (0, 1), (0, 0, 1), (0, 0, 0, 1), (0, 1, 1), (0, 1, 0, 1), (1, 0, 1), (1, 1), (0, -1), (0, 2),
    (0, 0, -1), (0, -1, 0, -1), (0, 1, 0, 2, 0, 1), (1, 0, 2, 0, 1), (1, -1, 2, 1), (2, 1, -1, 1, 1)))


CONSTANT = (PolynomialFunction((1, 0)),)
UNSTRICT = frozenset({"nondecreasing", "nonincreasing"})
"""What a constant function is, too."""


def functions_with(names: Iterable[str]) -> list[PolynomialFunction]:
    """All of ``FUNCTIONS``, and a constant for monotone ones, with those properties; raises ``NoModel`` if there is none."""
    try:
        tests = [FUNCTION_PROPERTIES[name] for name in names]
    except KeyError as unknown:
        raise NoModel(f"no functions are known to be “{unknown.args[0]}”") from None
    found = [f for f in FUNCTIONS if all(test(f) for test in tests)]
    if not UNSTRICT.isdisjoint(names):
        found += [f for f in CONSTANT if all(test(f) for test in tests)]
    if not found:
        raise NoModel(f"no polynomial was found that is {', '.join(sorted(names))}")
    return found
