"""Squares are found again from their products, and nothing else is taken for one; primes multiply to their number."""
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

import pytest

from symbolic.calculus.radicals import _root, primes_of

SEEDS = range(60)
LETTERS = 3


def drawn(random: Random) -> dict[tuple[int, ...], Fraction]:
    """A polynomial of a few terms, its leading coefficient 1."""
    terms = {tuple(random.randrange(3) for _ in range(LETTERS)): Fraction(random.choice((-3, -1, 1, 2)), random.choice((1, 2, 3)))
             for _ in range(random.randrange(1, 5))}
    return {m: c / terms[max(terms)] for m, c in terms.items()}


def squared(s: dict) -> dict:
    p: dict = {}
    for (m, a), (n, b) in product(s.items(), repeat=2):
        key = tuple(i + j for i, j in zip(m, n))
        p[key] = p.get(key, 0) + a * b
    return {m: c for m, c in p.items() if c}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_root_of_a_square_is_found(seed):
    s = drawn(Random(seed))
    assert _root(squared(s)) == s


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_found_is_a_root(seed):
    """Also where a term is changed: no square then, or that of another polynomial."""
    random = Random(seed)
    p = squared(drawn(random))
    lower = sorted(p)[:-1] or [(0,) * LETTERS]
    place = random.choice(lower)
    p[place] = p.get(place, 0) + random.choice((-1, 1, Fraction(1, 2)))
    p = {m: c for m, c in p.items() if c}
    root = _root(p)
    assert root is None or squared(root) == p


@pytest.mark.parametrize("p", [
    {(1, 0): 1}, {(2, 0): 1, (0, 2): 1}, {(2, 0): 1, (1, 1): 2, (0, 2): -1}, {(2,): 1, (1,): 1}, {(2,): 1, (-1,): 1}])
def test_what_is_no_square_has_no_root(p):
    """x, x² + y², x² + 2xy − y², x² + x, x² + 1/x."""
    assert _root({m: Fraction(c) for m, c in p.items()}) is None


@pytest.mark.parametrize("n", [1, 2, 12, 97, 1024, 999_983, 30_030 ** 2, 999_983 * 1_000_003, 10 ** 12])
def test_primes_multiply_to_their_number(n):
    primes = primes_of(n)
    assert prod(p ** k for p, k in primes) == n
    assert all(p % d for p, _ in primes for d in range(2, min(p, 1000)) if d * d <= p)
