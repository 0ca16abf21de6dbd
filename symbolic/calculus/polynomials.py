"""Polynomials over atoms: {monomial: coefficient}, a monomial a tuple of (atom, power), sorted by age; none is changed."""
from __future__ import annotations

from fractions import Fraction

ONE = Fraction(1)
MOST_PRODUCTS, LARGEST_EXPONENT, LARGEST_POWER, LARGEST_NUMBER = 100_000, 4_000, 64, 130


class TooLarge(Exception):
    """More terms, or more products of monomials, than a proof should take."""


def age(item: tuple) -> int:
    """Atoms of a monomial stand in the order of their age."""
    return item[0].order


def multiplied(factors: list[dict]) -> dict:
    """The product of polynomials, those of one monomial first."""
    c, powers, sums = ONE, {}, []
    for p in factors:
        if len(p) != 1:
            sums.append(p)
            continue
        (m, x), = p.items()
        c = _times(c, x)
        for atom, k in m:
            powers[atom] = powers.get(atom, 0) + k
    result = {tuple(sorted(powers.items(), key=age)): c}
    for p in sums:
        result = multiply(result, p)
    return result


def _times(a: Fraction, b: Fraction) -> Fraction:
    return b if a is ONE else a if b is ONE else a * b


def power(base: dict, exponent: int) -> dict:
    """The power of a polynomial, the exponent ≥ 0; at once if it has one monomial."""
    if len(base) == 1:
        (m, c), = base.items()
        if exponent > LARGEST_EXPONENT or abs(c) != 1 and exponent * max(map(int.bit_length, c.as_integer_ratio())) > LARGEST_NUMBER:
            raise TooLarge(f"the power {exponent}")
        return {tuple((atom, k * exponent) for atom, k in m if exponent): c ** exponent}
    result: dict = {(): ONE}
    if not base:
        return {} if exponent else result
    if exponent > LARGEST_POWER:
        raise TooLarge(f"the power {exponent} of a sum")
    products = 0
    for _ in range(exponent):
        products += len(result) * len(base)
        if products > MOST_PRODUCTS:
            raise TooLarge(f"more than {MOST_PRODUCTS} products of monomials")
        result = multiply(result, base)
    return result


def multiply(a: dict, b: dict) -> dict:
    """The product of two polynomials.  Raises TooLarge."""
    if len(a) * len(b) > MOST_PRODUCTS:
        raise TooLarge(f"more than {MOST_PRODUCTS} products of monomials")
    if len(a) == 1 and () in a:
        c = a[()]
        return b if c == 1 else {m: _times(c, x) for m, x in b.items()}
    if len(b) == 1 and () in b:
        return multiply(b, a)
    result: dict = {}
    for m1, c1 in a.items():
        for m2, c2 in b.items():
            powers = dict(m1)
            for atom, k in m2:
                powers[atom] = powers.get(atom, 0) + k
            m, c = tuple(sorted(powers.items(), key=age)), _times(c1, c2)
            result[m] = result[m] + c if m in result else c
    return {m: c for m, c in result.items() if c}


def plus(a: dict, b: dict) -> dict:
    """The sum of two polynomials."""
    result = dict(a)
    for m, c in b.items():
        result[m] = result[m] + c if m in result else c
    return {m: c for m, c in result.items() if c}


def minus(a: dict, b: dict) -> dict:
    """The difference of two polynomials."""
    return plus(a, {m: -c for m, c in b.items()})
