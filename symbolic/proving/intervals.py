r"""Intervals that enclose a real number, and enclosures of exp, log, sin, cos, arctan and roots.

Ends are integers in units of 2^-BITS, rounded outwards, so an enclosure is
rigorous whatever the precision.  Comparisons say what is *possible*: ``a == b``
unless the intervals are apart, ``a <= b`` unless every number of a exceeds
every one of b.  What is not possible is certainly false, and only that refutes.
"""
from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import isqrt

BITS = 96
ONE = 1 << BITS
SLACK = 64
"""Bound, in units, of the error of each series below: fewer than 32 terms, each within two units."""

LARGEST = 1 << 12
"""exp, sin and cos are enclosed for arguments up to this size."""


class Undefined(Exception):
    """The expression has no value here (1/0, a singular matrix), or none that can be told."""


class Interval:
    """All reals between low·2^-BITS and high·2^-BITS."""

    __slots__ = ("low", "high")

    def __init__(self, low: int, high: int):
        self.low, self.high = low, high

    @classmethod
    def around(cls, x) -> "Interval":
        """The narrowest enclosure of an int, a fraction, or an interval itself."""
        if isinstance(x, Interval):
            return x
        x = Fraction(x)
        return cls((x.numerator << BITS) // x.denominator, -((-x.numerator << BITS) // x.denominator))

    def __add__(self, other):
        if not isinstance(other, (int, Fraction, Interval)):
            return NotImplemented
        other = Interval.around(other)
        return Interval(self.low + other.low, self.high + other.high)

    __radd__ = __add__

    def __neg__(self):
        return Interval(-self.high, -self.low)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if not isinstance(other, (int, Fraction, Interval)):
            return NotImplemented
        if type(other) is int:
            ends = (self.low * other, self.high * other)
            return Interval(min(ends), max(ends))
        other = Interval.around(other)
        ends = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
        return Interval(min(ends) >> BITS, -(-max(ends) >> BITS))

    __rmul__ = __mul__

    def __rtruediv__(self, other):
        if self == 0:
            raise Undefined("division by what may be zero")
        square = ONE * ONE
        return Interval(square // self.high, -(-square // self.low)) * other

    def __pow__(self, n: int):
        result = Interval(ONE, ONE)
        for _ in range(n):
            result = result * self
        return result

    def __bool__(self) -> bool:
        return self.low != 0 or self.high != 0

    # -- what is possible
    def __eq__(self, other):
        other = Interval.around(other)
        return self.low <= other.high and other.low <= self.high

    def __ne__(self, other):
        other = Interval.around(other)
        return not self.low == self.high == other.low == other.high

    def __le__(self, other):
        return self.low <= Interval.around(other).high

    def __lt__(self, other):
        return self.low < Interval.around(other).high

    def __ge__(self, other):
        return self.high >= Interval.around(other).low

    def __gt__(self, other):
        return self.high > Interval.around(other).low

    __hash__ = None

    def __str__(self) -> str:
        low, high = (f"{float(Fraction(end, ONE)):.10g}" for end in (self.low, self.high))
        return f"≈{low}" if low == high else f"between {low} and {high}"

    __repr__ = __str__


def widened(x: int, units: int) -> Interval:
    return Interval(x - units, x + units)


def between(function, x) -> Interval:
    """An increasing function's enclosure, from its enclosures at both ends."""
    x = Interval.around(x)
    at_low = function(x.low)
    return at_low if x.low == x.high else Interval(at_low.low, function(x.high).high)


def halvings(x: int) -> int:
    """The least k with |x| 2^-k ≤ 1/2; ``Undefined`` if x is very large."""
    if abs(x) > LARGEST * ONE:
        raise Undefined("an argument too large to enclose")
    return max(0, abs(x).bit_length() - BITS + 1)


def power_series(r: int, first: int, step: int) -> int:
    """Σ ± r^k/k! over k = first, first + step, …; the signs alternate if step is 2."""
    total, term, k = 0, ONE, 0
    while k < 30:
        if k % step == first % step:
            total += -term if step == 2 and k // 2 % 2 else term
        k += 1
        term = (term * r >> BITS) // k
    return total


@lru_cache(maxsize=4096)
def exp_at(x: int) -> Interval:
    """e^x by the series at x/2^k, squared k times."""
    k = halvings(x)
    result = widened(power_series(x >> k, 0, 1), SLACK)
    for _ in range(k):
        result = result * result
    return Interval(max(result.low, 0), result.high)


@lru_cache(maxsize=4096)
def sin_cos_at(x: int) -> tuple[Interval, Interval]:
    """Both by the series at x/2^k, the angle doubled k times."""
    k = halvings(x)
    sin, cos = widened(power_series(x >> k, 1, 2), SLACK), widened(power_series(x >> k, 0, 2), SLACK)
    for _ in range(k):
        sin, cos = sin * cos * 2, 1 - sin * sin * 2
    return sin, cos


def odd_series(z: int, sign: int) -> int:
    """Σ sign^k z^{2k+1}/(2k+1): artanh z for sign 1, arctan z for sign −1, |z| ≤ 1/3."""
    total, power, square = 0, z, z * z >> BITS
    for k in range(31):
        total += power // (2 * k + 1) * (sign if k % 2 else 1)
        power = power * square >> BITS
    return total


LOG_2 = widened(2 * odd_series(ONE // 3, 1), 2 * SLACK)


@lru_cache(maxsize=4096)
def log_at(x: int) -> Interval:
    """log(2^k m) = k log 2 + 2 artanh((m−1)/(m+1)), 2/3 ≤ m < 4/3; ``Undefined`` unless x > 0."""
    if x <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    k = x.bit_length() - BITS
    m = x << -k if k < 0 else x >> k
    if 3 * m < 2 * ONE:
        k, m = k - 1, 2 * m
    # a unit lost in m is a relative error of at most two units
    return LOG_2 * k + widened(2 * odd_series(((m - ONE) << BITS) // (m + ONE), 1), 4 * SLACK)


@lru_cache(maxsize=4096)
def arctan_at(x: int) -> Interval:
    """arctan x = 2 arctan(x/(1 + √(1 + x²))), three times, then the series."""
    z = x
    for _ in range(3):
        z = (z << BITS) // (ONE + isqrt(ONE * ONE + z * z))
    return widened(8 * odd_series(z, -1), 16 * SLACK)


def exp(x) -> Interval:
    return between(exp_at, x)


def log(x) -> Interval:
    return between(log_at, x)


def arctan(x) -> Interval:
    return between(arctan_at, x)


def sin(x) -> Interval:
    return _wave(x, 0)


PI = arctan_at(ONE) * 4
LARGEST_NORMAL = 24
"""The normal distribution is enclosed for arguments up to this size."""


@lru_cache(maxsize=4096)
def density_at(x: int) -> Interval:
    """φ(x) = e^{−x²/2}/√(2π)."""
    if abs(x) > LARGEST_NORMAL * ONE:
        raise Undefined("an argument too large to enclose")
    square = Interval(x, x) * Interval(x, x)
    return exp(square * Fraction(-1, 2)) * (1 / root(PI * 2, 2))


@lru_cache(maxsize=4096)
def normal_at(x: int) -> Interval:
    """Φ(x) = 1/2 + φ(x) Σ_k x^{2k+1}/(1·3⋯(2k+1)), for x ≥ 0: the series ends where what is left is below a unit.

    Behind term k the ratios are below x²/(2k+3); once that is ≤ 1/2, the rest is at most the term itself.
    """
    if x < 0:
        return 1 - normal_at(-x)
    if x > LARGEST_NORMAL * ONE:
        raise Undefined("an argument too large to enclose")
    square, term, total, k = Interval(x, x) * Interval(x, x), Interval(x, x), Interval(x, x), 0
    while term.high > 1 or square.high * 2 > (2 * k + 3) * ONE:
        k += 1
        term = term * square * Fraction(1, 2 * k + 1)
        total = total + term
    return density_at(x) * (total + Interval(0, term.high)) + Fraction(1, 2)


def normal(x) -> Interval:
    return between(normal_at, x)


def density(x) -> Interval:
    """φ rises up to 0 and falls from there."""
    x = Interval.around(x)
    ends = density_at(x.low), density_at(x.high)
    high = density_at(0).high if x.low < 0 < x.high else max(e.high for e in ends)
    return Interval(min(e.low for e in ends), high)


def cos(x) -> Interval:
    return _wave(x, 1)


def _wave(x, which: int) -> Interval:
    """sin or cos at the middle, widened by the radius, since their slope is at most 1."""
    x = Interval.around(x)
    middle = (x.low + x.high) >> 1
    value, radius = sin_cos_at(middle)[which], x.high - middle
    return Interval(value.low - radius, value.high + radius)


def floor_root(n: int, degree: int) -> int:
    """The greatest integer whose ``degree``-th power is at most n ≥ 0."""
    low, high = 0, 1 << (n.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle ** degree <= n else (low, middle - 1)
    return low


def root(x, degree: int) -> Interval:
    """The root of a number that is certainly ≥ 0; raises ``Undefined`` else."""
    x = Interval.around(x)
    if x.low < 0:
        raise Undefined("the root of a number that may be negative")
    scale = BITS * (degree - 1)
    return Interval(floor_root(x.low << scale, degree), floor_root(x.high << scale, degree) + 1)
