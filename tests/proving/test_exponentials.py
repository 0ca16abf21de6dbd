"""The exponential of a matrix of exact numbers, against closed forms, mpmath and the block matrix [[A, E], [0, A]]."""
from fractions import Fraction
from random import Random

import mpmath
import pytest

from symbolic.proving.arrays import IllTyped, Value
from symbolic.proving.duals import Dual
from symbolic.proving.exponentials import exponential
from symbolic.proving.intervals import ONE, Interval, Undefined, cos, exp, sin

HALF = Fraction(1, 2)


def encloses(x, value: mpmath.mpf) -> bool:
    """Does the number or interval hold the value, which is known to 60 digits, and is it narrow?"""
    x = Interval.around(x)
    low, high = mpmath.mpf(x.low) / ONE, mpmath.mpf(x.high) / ONE
    slack = mpmath.mpf(10) ** -50
    return low - slack <= value <= high + slack and high - low < mpmath.mpf(10) ** -15 * (1 + abs(value))


def by_mpmath(rows):
    return mpmath.expm(mpmath.matrix([[mpmath.mpf(Fraction(x).numerator) / Fraction(x).denominator for x in row] for row in rows]))


@pytest.mark.parametrize("rows, expected", [
    ([[0, 0], [0, 0]], ((1, 0), (0, 1))),
    ([[0, 3], [0, 0]], ((1, 3), (0, 1))),
    ([[1, 1], [-1, -1]], ((2, 1), (-1, 0))),
    ([[0, 1, 2], [0, 0, 3], [0, 0, 0]], ((1, 1, Fraction(7, 2)), (0, 1, 3), (0, 0, 1))),
])
def test_nilpotent_matrices_are_exact(rows, expected):
    assert exponential(Value.of(rows)).nested() == expected


@pytest.mark.parametrize("seed", range(12))
def test_numbers_are_enclosed(seed):
    rng = Random(seed)
    n = rng.choice((1, 2, 3, 4))
    rows = [[rng.choice((0, 1, -2, 3, HALF, Fraction(-5, 3))) for _ in range(n)] for _ in range(n)]
    with mpmath.workdps(60):
        truth, found = by_mpmath(rows), exponential(Value.of(rows)).nested()
        assert all(encloses(found[i][j], truth[i, j]) for i in range(n) for j in range(n))


def test_what_no_power_reaches_is_zero():
    found = exponential(Value.of([[1, 2, 0], [0, 3, 0], [0, 0, 4]])).nested()
    assert [found[i][j] for i, j in ((0, 2), (1, 0), (1, 2), (2, 0), (2, 1))] == [0] * 5
    assert all(type(x) is int for x in (found[1][0], found[2][1]))


@pytest.mark.parametrize("seed", range(6))
def test_derivatives_are_those_of_the_block_matrix(seed):
    """The upper right block of exp [[A, E], [0, A]] is the derivative of exp at A by E."""
    rng = Random(seed)
    a, e = ([[rng.randint(-2, 2) for _ in range(2)] for _ in range(2)] for _ in range(2))
    found = exponential(Value((2, 2), tuple(Dual(1, a[i][j], {0: e[i][j]}) for i in range(2) for j in range(2))))
    with mpmath.workdps(60):
        blocks = by_mpmath([[*a[0], *e[0]], [*a[1], *e[1]], [0, 0, *a[0]], [0, 0, *a[1]]])
        for i in range(2):
            for j in range(2):
                x = found.entries[2 * i + j]
                assert encloses(x.value, blocks[i, j]) and encloses(x.parts[0], blocks[i, 2 + j])


def test_a_derivative_that_only_the_rest_of_the_series_has():
    """∂/∂t exp of [[1, t], [0, 2]] at t = 0 is e² − e in the corner."""
    found = exponential(Value((2, 2), (1, Dual(1, 0, {0: 1}), 0, 2))).entries[1]
    assert found.parts[0] == exp(2) - exp(1)


def test_second_derivatives_of_a_rotation():
    """exp [[0, t], [−t, 0]] is [[cos t, sin t], [−sin t, cos t]], whose second derivative is its negative."""
    t = Dual(2, Dual(1, 2, {0: 1}), {0: 1})
    corner = exponential(Value((2, 2), (0, t, t * -1, 0))).entries[1]
    assert corner.value.value == sin(2) and corner.value.parts[0] == cos(2) == corner.parts[0].value
    assert corner.parts[0].parts[0] == sin(2) * -1
    with mpmath.workdps(60):
        assert encloses(corner.parts[0].parts[0], -mpmath.sin(2))


def test_an_infinitesimal_matrix_is_exact():
    found = exponential(Value((2, 2), tuple(Dual(1, 0, {k: 1}) for k in range(4)))).entries
    assert [x.value for x in found] == [1, 0, 0, 1] and [x.parts for x in found] == [{k: 1} for k in range(4)]


def test_what_is_too_large_is_not_evaluated():
    with pytest.raises(Undefined):
        exponential(Value.of([[1000]]))
    with pytest.raises(Undefined):
        exponential(Value.of([[0] * 9] * 9))
    with pytest.raises(IllTyped):
        exponential(Value.of([[1, 2]]))
