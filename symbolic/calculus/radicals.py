r"""Roots and logarithms of numbers, and roots of sums that are squares.

A positive number under a root is written by its primes, √12 = 2^{2·1/2} 3^{1/2}, so
that equal ones have one normal form: √8 = 2√2, 1/√2 = √2/2; so is one under a logarithm, log 12 = 2 log 2 + log 3.  A number that all of a
sum is divided by is taken out of its root where the sum is seen to be ≥ 0.  A sum
that is c s² for a number c > 0 is written so: √(a² − 2ab + b²) is then √(s²), which
is |s|.
"""
from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from .record import Theorem
from .terms import Term
from .trace import Trace

LARGEST = 10**12
"""Up to which numerator and denominator a number is factored."""
MOST_SUMMANDS, MOST_ATOMS = 28, 6


def root_of_number(trace: Trace, t: Term) -> Theorem | None:
    """c^q = Π p^{e q} over the primes of c = Π p^e > 0; None where c is a prime itself, or too large."""
    terms, q = trace.terms, t.data
    c = Fraction(t.args[0].data)
    if c <= 0 or max(c.numerator, c.denominator) > LARGEST:
        return None
    exponents = Counter(dict(primes_of(c.numerator)))
    exponents.subtract(dict(primes_of(c.denominator)))
    if list(exponents.values()) == [1]:
        return None
    product = terms.mul(terms.pow(terms.num(p), e) for p, e in exponents.items() or [(1, q.denominator)])
    return _of_product(trace, t, trace.ring(t.args[0], product))


def log_of_number(trace: Trace, t: Term) -> Theorem | None:
    """log c = Σ e log p over the primes of c = Π p^e > 0; None where c is 1, a prime itself, or too large."""
    terms, c = trace.terms, Fraction(t.args[0].data)
    if c <= 0 or c == 1 or max(c.numerator, c.denominator) > LARGEST:
        return None
    exponents = Counter(dict(primes_of(c.numerator)))
    exponents.subtract(dict(primes_of(c.denominator)))
    if list(exponents.values()) == [1]:
        return None
    powers = [terms.num(p) if e == 1 else terms.pow(terms.num(p), e) for p, e in exponents.items()]
    p = trace.cong(t, [trace.ring(t.args[0], terms.mul(powers))])
    if len(powers) == 1:
        return trace.trans(p, trace.log_pow(p.right))
    p = trace.trans(p, trace.log_mul(p.right))
    return trace.trans(p, trace.cong(p.right, [trace.log_pow(x) for x in p.right.args if x.args[0].op == "pow"]))


def without_content(trace: Trace, t: Term) -> Theorem | None:
    """(c s)^q = c^q s^q for the number c > 0 that the sum is divided by; s ≥ 0 must be plain to the checker."""
    terms = trace.terms
    coefficients = [Fraction(c) for c in terms.polynomial(t.args[0]).values()]
    content = Fraction(gcd(*(c.numerator for c in coefficients)), lcm(*(c.denominator for c in coefficients)))
    if content == 1:
        return None
    rest = terms.mul([terms.num(1 / content), t.args[0]])
    s = terms.from_polynomial(terms.polynomial(rest))
    p = trace.cong(t, [trace.ring(t.args[0], terms.mul([terms.num(content), s]))])
    return trace.trans(p, trace.power_mul(p.right))


def as_square(trace: Trace, base: Term) -> Theorem | None:
    """A sum = c s² for a number c > 0, or None if it is not such a product."""
    terms = trace.terms
    polynomial = terms.polynomial(base)
    atoms = list(dict.fromkeys(a for m in polynomial for a, _ in m))
    if len(polynomial) > MOST_SUMMANDS or not 0 < len(atoms) <= MOST_ATOMS:
        return None
    leading = max(polynomial, key=lambda m: _powers(m, atoms))
    root = _root({_powers(m, atoms): Fraction(c) / polynomial[leading] for m, c in polynomial.items()})
    if root is None:
        return None
    content = Fraction(gcd(*(k.numerator for k in root.values())), lcm(*(k.denominator for k in root.values())))
    c = polynomial[leading] * content ** 2
    if c <= 0:
        return None
    s = terms.add(terms.mul([terms.num(k / content), *(terms.pow(a, n) if n > 1 else a for a, n in zip(atoms, powers) if n)])
                  for powers, k in root.items())
    square = terms.pow(s, 2)
    return trace.ring(base, square if c == 1 else terms.mul([terms.num(c), square]))


def _powers(monomial: tuple, atoms: list[Term]) -> tuple[int, ...]:
    """The exponent of each atom; such tuples are ordered as the monomials of a polynomial in these atoms are."""
    of = dict(monomial)
    return tuple(of.get(a, 0) for a in atoms)


def _root(p: dict[tuple[int, ...], Fraction]) -> dict[tuple[int, ...], Fraction] | None:
    """s with s² = p, the leading coefficients of both 1, or None.

    As by hand: the next term of s is the leading one of p − s², divided by twice the
    leading one of s.  A term of s is lower than the one before, so that ends.
    """
    leading = max(p)
    if any(n % 2 for n in leading):
        return None
    first = tuple(n // 2 for n in leading)
    root, rest = {first: Fraction(1)}, {m: k for m, k in p.items() if m != leading}
    while rest:
        m = max(rest)
        term = tuple(a - b for a, b in zip(m, first))
        if min(term) < 0 or len(root) > MOST_SUMMANDS:
            return None
        k = rest[m] / 2
        for other, x in root.items():
            _add(rest, other, term, -2 * k * x)
        _add(rest, term, term, -k * k)
        root[term] = k
    return root


def _add(p: dict, one: tuple[int, ...], other: tuple[int, ...], k: Fraction) -> None:
    """p + k · (one) (other), put into p."""
    m = tuple(a + b for a, b in zip(one, other))
    p[m] = p.get(m, 0) + k
    if not p[m]:
        del p[m]


@lru_cache(maxsize=4096)
def primes_of(n: int) -> tuple[tuple[int, int], ...]:
    """The primes of a number up to ``LARGEST``, each with its exponent, by trial division.

    >>> primes_of(360), primes_of(1), primes_of(999_983)
    (((2, 3), (3, 2), (5, 1)), (), ((999983, 1),))
    """
    found: Counter[int] = Counter()
    d = 2
    while d * d <= n:
        while n % d == 0:
            found[d] += 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        found[n] += 1
    return tuple(found.items())


def _of_product(trace: Trace, t: Term, same: Theorem) -> Theorem:
    """(Π p^e)^q = Π p^{e q}, from c = Π p^e."""
    p = trace.cong(t, [same])
    if same.right.op != "mul":
        return trace.trans(p, trace.power_power(p.right))
    p = trace.trans(p, trace.power_mul(p.right))
    return trace.trans(p, trace.cong(p.right, [trace.power_power(x) for x in p.right.args]))
