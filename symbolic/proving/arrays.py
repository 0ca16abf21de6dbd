"""Arrays of exact numbers and their algebra; entries may be dual numbers.

Nothing divides but ``inverse``, and that once, and the elimination in ``pseudo_inverse``.
"""
from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import NamedTuple

from .duals import Dual, primal, reciprocal, simplest
from .intervals import Interval, Undefined


class OutOfBounds(Exception):
    """An entry is read outside its extents, or a member outside its family."""


class IllTyped(Exception):
    """Shapes that do not conform at these sizes."""


LARGEST = 20_000
"""Numbers in one array; arrays larger than that are not evaluated."""

LARGEST_DETERMINANT, LARGEST_INVERSE = 11, 7


def affordable(count: int, limit: int = LARGEST) -> None:
    """Raises ``Undefined`` for more numbers or operations than can be waited for."""
    if count > limit:
        raise Undefined(f"too large to evaluate: {count} numbers")


class Value(NamedTuple):
    """An array of numbers: its shape, and its entries in row-major order."""

    shape: tuple[int, ...]
    entries: tuple

    @classmethod
    def of(cls, nested) -> "Value":
        """From nested tuples or lists of ints and fractions, or one number.

        >>> Value.of([[1, 2], [3, 4]])
        Value(shape=(2, 2), entries=(1, 2, 3, 4))
        """
        if not isinstance(nested, (tuple, list)):
            return cls((), (simplest(nested),))
        rows = [cls.of(row) for row in nested]
        inner = rows[0].shape if rows else ()
        return cls((len(rows), *inner), tuple(e for row in rows for e in row.entries))

    def at(self, indices: tuple[int, ...]):
        """The entry with these indices, counted from 1."""
        return self.entries[position(indices, self.shape)]

    def nested(self):
        """The entries as nested tuples; the entry itself if there are no axes."""
        if not self.shape:
            return self.entries[0]
        size = prod(self.shape[1:])
        return tuple(Value(self.shape[1:], self.entries[k * size:(k + 1) * size]).nested()
                     for k in range(self.shape[0]))


def need(condition: bool, what: str, *shapes) -> None:
    if not condition:
        raise IllTyped(f"{what}: {' and '.join(map(str, shapes))} do not fit")


def check_bounds(indices, shape) -> None:
    need(len(indices) == len(shape), "indices", tuple(indices), shape)
    if not all(1 <= k <= n for k, n in zip(indices, shape)):
        raise OutOfBounds(f"entry {tuple(indices)} of an array of shape {shape}")


def position(indices, shape) -> int:
    """Where the entry with these indices (from 1) stands in row-major order."""
    found = 0
    for k, n in zip(indices, shape):
        found = found * n + k - 1
    return found


def identity(n: int) -> Value:
    affordable(n * n)
    return Value((n, n), tuple([int(i == j) for i in range(n) for j in range(n)]))


def plus(a: Value, b: Value) -> Value:
    need(a.shape == b.shape, "sum", a.shape, b.shape)
    return Value(a.shape, tuple([x + y for x, y in zip(a.entries, b.entries)]))


def times(a: Value, b: Value) -> Value:
    """Entrywise; a scalar factor scales."""
    if not a.shape:
        a, b = b, a
    if not b.shape:
        factor = b.entries[0]
        return Value(a.shape, tuple([x * factor for x in a.entries]))
    need(a.shape == b.shape, "entrywise product", a.shape, b.shape)
    return Value(a.shape, tuple([x * y for x, y in zip(a.entries, b.entries)]))


def extreme(values: list[Value], largest: bool) -> Value:
    """The largest (or smallest) of the values, entry by entry."""
    for a in values[1:]:
        need(a.shape == values[0].shape, "maximum", a.shape, values[0].shape)
    return Value(values[0].shape, tuple([_extreme(numbers, largest) for numbers in zip(*(a.entries for a in values))]))


def _extreme(numbers: tuple, largest: bool):
    """The largest of numbers; with infinitesimals only if it is plain which one that is."""
    if not any(isinstance(x, Dual) for x in numbers):
        return _extreme_number(numbers, max if largest else min)
    best = numbers[0]
    for x in numbers[1:]:
        a, b = (primal(best), primal(x)) if largest else (primal(x), primal(best))
        if a == b and not _alike(best, x):
            raise Undefined("the derivative at a kink, or an order that cannot be told")
        best = x if a < b else best
    return best


def _extreme_number(numbers: tuple, choose):
    if not any(isinstance(x, Interval) for x in numbers):
        return choose(numbers)
    around = [Interval.around(x) for x in numbers]
    return Interval(choose(x.low for x in around), choose(x.high for x in around))


def _alike(x, y) -> bool:
    """Plainly the same number."""
    return x is y or not isinstance(x, (Dual, Interval)) and not isinstance(y, (Dual, Interval)) and x == y


def matmul(a: Value, b: Value) -> Value:
    need(bool(a.shape and b.shape) and a.shape[-1] == b.shape[0], "matrix product", a.shape, b.shape)
    inner, width = b.shape[0], prod(b.shape[1:])
    affordable(len(a.entries) * width, 50 * LARGEST)
    affordable(prod(a.shape[:-1]) * width)
    columns = [b.entries[j::width] for j in range(width)]
    rows = [a.entries[i * inner:(i + 1) * inner] for i in range(prod(a.shape[:-1]))]
    return Value(a.shape[:-1] + b.shape[1:], tuple([dot(r, c) for r in rows for c in columns]))


def dot(a, b):
    total = 0
    for x, y in zip(a, b):
        if x and y:
            total = total + x * y
    return total


def transpose(a: Value) -> Value:
    match a.shape:
        case ():
            return a
        case (n,):
            return Value((1, n), a.entries)
        case (m, n):
            return Value((n, m), tuple([a.entries[i * n + j] for j in range(n) for i in range(m)]))
    raise IllTyped(f"transpose of an array of shape {a.shape}")


def side(a: Value) -> int:
    """The n of an n×n matrix."""
    need(len(a.shape) == 2 and a.shape[0] == a.shape[1], "square matrix", a.shape, a.shape[::-1])
    return a.shape[0]


def diagonal_part(a: Value) -> Value:
    return Value((side(a),), a.entries[::side(a) + 1])


def diagonal(a: Value) -> Value:
    need(len(a.shape) == 1, "diag of a vector", a.shape)
    n = a.shape[0]
    affordable(n * n)
    return Value((n, n), tuple([a.entries[i] if i == j else 0 for i in range(n) for j in range(n)]))


def vectorize(a: Value) -> Value:
    """The columns one below the other."""
    need(len(a.shape) == 2, "vec of a matrix", a.shape)
    return Value((prod(a.shape),), transpose(a).entries)


def kronecker(a: Value, b: Value) -> Value:
    need(len(a.shape) == len(b.shape) == 2, "Kronecker product", a.shape, b.shape)
    (m, n), (p, q) = a.shape, b.shape
    affordable(m * n * p * q)
    entries = [a.entries[i * n + j] * b.entries[r * q + s]
               for i in range(m) for r in range(p) for j in range(n) for s in range(q)]
    return Value((m * p, n * q), tuple(entries))


def determinant(a: Value):
    """det by expansion along the rows, minors shared: no division, n 2^n products.

    So it is as good for dual numbers, and at singular matrices too.
    """
    affordable(side(a), LARGEST_DETERMINANT)
    return _determinant(_rows(a))


def _rows(a: Value) -> list[tuple]:
    n = side(a)
    return [a.entries[i * n:(i + 1) * n] for i in range(n)]


def _determinant(rows):
    n, minors = len(rows), {0: 1}
    for row in reversed(rows):
        wider: dict[int, object] = {}
        for columns, minor in minors.items():
            for j in range(n):
                if columns >> j & 1 or not row[j]:
                    continue
                sign = -1 if (columns & ((1 << j) - 1)).bit_count() % 2 else 1
                term, key = row[j] * minor * sign, columns | 1 << j
                wider[key] = wider[key] + term if key in wider else term
        minors = wider
    return minors.get((1 << n) - 1, 0)


def inverse(a: Value) -> Value:
    """adj(a) / det(a); raises ``Undefined`` if det(a) = 0."""
    affordable(side(a), LARGEST_INVERSE)
    rows = _rows(a)
    det = _determinant(rows)
    if primal(det) == 0:
        raise Undefined("the inverse of a singular matrix")
    factor = reciprocal(det)

    def cofactor(i: int, j: int):
        minor = [row[:j] + row[j + 1:] for k, row in enumerate(rows) if k != i]
        return _determinant(minor) * (-1 if (i + j) % 2 else 1)

    n = len(rows)
    return Value((n, n), tuple([simplest(cofactor(j, i) * factor) for i in range(n) for j in range(n)]))


def pseudo_inverse(a: Value) -> Value:
    """a⁺: of rational entries by a rank factorisation; else of full rank only.

    With a = b c, b of full column rank and c of full row rank, a⁺ = cᵀ(c cᵀ)⁻¹(bᵀb)⁻¹bᵀ.
    Near a matrix of less than full rank a⁺ is not continuous: it has no derivative
    there, and none can be told for intervals; then ``Undefined`` is raised.
    """
    need(len(a.shape) == 2, "pseudo-inverse of a matrix", a.shape)
    m, n = a.shape
    affordable(min(m, n), LARGEST_INVERSE)
    if any(isinstance(x, (Dual, Interval)) for x in a.entries):
        b, c = (a, None) if m >= n else (None, a)
    else:
        b, c = _factored(a)
        if not c.shape[0]:
            return Value((n, m), (0,) * (n * m))
    left = None if b is None else matmul(inverse(matmul(transpose(b), b)), transpose(b))
    if c is None:
        return left
    right = matmul(transpose(c), inverse(matmul(c, transpose(c))))
    return right if left is None else matmul(right, left)


def _factored(a: Value) -> tuple[Value, Value]:
    """(b, c) with a = b c: the pivot columns of a, and the rows of its reduced echelon form that are not 0."""
    (m, n), rows = a.shape, [[Fraction(x) for x in a.entries[i * a.shape[1]:(i + 1) * a.shape[1]]] for i in range(a.shape[0])]
    pivots: list[int] = []
    for j in range(n):
        k = len(pivots)
        found = next((i for i in range(k, m) if rows[i][j]), None)
        if found is None:
            continue
        rows[k], rows[found] = rows[found], rows[k]
        rows[k] = [x / rows[k][j] for x in rows[k]]
        for i in range(m):
            if i != k and rows[i][j]:
                rows[i] = [x - rows[i][j] * y for x, y in zip(rows[i], rows[k])]
        pivots.append(j)
    r = len(pivots)
    b = Value((m, r), tuple([a.entries[i * n + j] for i in range(m) for j in pivots]))
    return b, Value((r, n), tuple([simplest(x) for row in rows[:r] for x in row]))
