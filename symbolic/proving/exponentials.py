r"""The exponential of a matrix of exact numbers, which may be dual numbers: Σ_k a^k/k!.

A nilpotent matrix has a finite series, and its exponential is exact.  Any other
is enclosed by e^a = (e^x)^{2^s}, x = a/2^s, with the Taylor polynomial of e^x.
Its rest is bounded in a norm of matrices over dual numbers: the greatest sum,
along a row, of |value| + Σ|parts|, at every level of nesting.  That norm is
submultiplicative, for (a + Σ pε)(b + Σ qε) = ab + Σ (pb + aq)ε, so that where
‖x‖ ≤ 1/2 no number within the rest is larger than Σ_{k>24} 2^{−k}/k! < 2^{−96}.
"""
from __future__ import annotations

from fractions import Fraction

from .arrays import Value, affordable, identity, matmul, plus, side, times
from .duals import Dual, primal, simplest
from .intervals import ONE, Interval, Undefined

DEGREE = 24
UNIT = Interval(-1, 1)
"""2^{−96} to both sides: more than the rest of the series behind its term of degree 24."""

LARGEST_ROWS, LARGEST_NORM = 6, 200


def exponential(a: Value) -> Value:
    """e^a; raises ``Undefined`` for a matrix that is too large."""
    n = side(a)
    affordable(n, LARGEST_ROWS)
    exact = _finite_series(a, n)
    return _enclosed(a, n) if exact is None else exact


def _finite_series(a: Value, n: int) -> Value | None:
    """I + a + a²/2 + … if that ends because a power is 0, else None."""
    total, term = identity(n), identity(n)
    for k in range(1, n * (1 + len(_seeds(a))) + 1):
        term = times(matmul(term, a), Value((), (Fraction(1, k),)))
        if all(map(_is_zero, term.entries)):
            return Value(total.shape, tuple(map(_simplest, total.entries)))
        if k == n and any(not _is_zero(primal(x)) for x in term.entries):
            return None
        total = plus(total, term)
    return None


def _enclosed(a: Value, n: int) -> Value:
    rows = (a.entries[i * n:(i + 1) * n] for i in range(n))
    norm = max((sum(map(_size, row)) for row in rows), default=0)
    if norm > LARGEST_NORM:
        raise Undefined("the exponential of a matrix too large to enclose")
    halvings = 0
    while norm * 2 > 2 ** halvings:
        halvings += 1
    factor = Fraction(1, 2 ** halvings)
    x = Value(a.shape, tuple([_around(entry, factor) for entry in a.entries]))
    one, result = identity(n), identity(n)
    for k in range(DEGREE, 0, -1):
        result = plus(one, times(matmul(x, result), Value((), (Fraction(1, k),))))
    rest = _everywhere(UNIT, _seeds(a))
    apart = [0 if j in reached else 1 for reached in _reached(a, n) for j in range(n)]
    result = Value(a.shape, tuple([0 if zero else x + rest for x, zero in zip(result.entries, apart)]))
    for _ in range(halvings):
        result = matmul(result, result)
    return result


def _reached(a: Value, n: int) -> list[set[int]]:
    """For each i the j that a way i → k → … → j over entries that are not 0 leads to: elsewhere all powers of a are 0."""
    steps = [{j for j in range(n) if not _is_zero(a.entries[i * n + j])} for i in range(n)]
    found = []
    for i in range(n):
        reached, waiting = {i}, [i]
        while waiting:
            new = steps[waiting.pop()] - reached
            reached |= new
            waiting += new
        found.append(reached)
    return found


# ---------------------------------------------------------------- numbers with infinitesimals

def _seeds(a: Value) -> dict[int, set]:
    """Of every derivative in the entries, by its tag, the seeds that occur."""
    found: dict[int, set] = {}
    waiting = [x for x in a.entries if type(x) is Dual]
    while waiting:
        x = waiting.pop()
        found.setdefault(x.tag, set()).update(x.parts)
        waiting += [y for y in (x.value, *x.parts.values()) if type(y) is Dual]
    return found


def _everywhere(x: Interval, seeds: dict[int, set]):
    """The interval as the value and as every part that may occur."""
    total = x
    for tag in sorted(seeds):
        total = Dual(tag, total, dict.fromkeys(seeds[tag], total))
    return total


def _is_zero(x) -> bool:
    return _is_zero(x.value) and all(map(_is_zero, x.parts.values())) if type(x) is Dual else not x


def _size(x) -> Fraction:
    """At least |value| + Σ |parts|."""
    match x:
        case Dual():
            return _size(x.value) + sum(map(_size, x.parts.values()))
        case Interval():
            return Fraction(max(abs(x.low), abs(x.high)), ONE)
    return abs(Fraction(x))


def _around(x, factor: Fraction):
    """factor · x, its numbers enclosed."""
    if type(x) is Dual:
        return Dual(x.tag, _around(x.value, factor), {s: _around(p, factor) for s, p in x.parts.items()})
    return Interval.around(x) * factor if x else 0


def _simplest(x):
    if type(x) is Dual:
        return Dual(x.tag, _simplest(x.value), {s: _simplest(p) for s, p in x.parts.items()})
    return simplest(x)
