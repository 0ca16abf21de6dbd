r"""Roots and logarithms of numbers, and roots of sums that are squares.

A positive number under a root is written by its primes, √12 = 2^{2·1/2} 3^{1/2}, so
that equal ones have one normal form: √8 = 2√2, 1/√2 = √2/2; so is one under a logarithm, log 12 = 2 log 2 + log 3.  A number that all of a
sum is divided by is taken out of its root where the sum is seen to be ≥ 0.  A sum
that is c s² for a number c > 0 is written so: √(a² − 2ab + b²) is then √(s²), which
is |s|.  SymPy factors; it is loaded where there is something to factor.
"""
from __future__ import annotations

from collections import Counter
from fractions import Fraction
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
    from sympy import factorint
    exponents = Counter(factorint(c.numerator))
    exponents.subtract(factorint(c.denominator))
    if list(exponents.values()) == [1]:
        return None
    product = terms.mul(terms.pow(terms.num(p), e) for p, e in exponents.items() or [(1, q.denominator)])
    return _of_product(trace, t, trace.ring(t.args[0], product))


def log_of_number(trace: Trace, t: Term) -> Theorem | None:
    """log c = Σ e log p over the primes of c = Π p^e > 0; None where c is 1, a prime itself, or too large."""
    terms, c = trace.terms, Fraction(t.args[0].data)
    if c <= 0 or c == 1 or max(c.numerator, c.denominator) > LARGEST:
        return None
    from sympy import factorint
    exponents = Counter(factorint(c.numerator))
    exponents.subtract(factorint(c.denominator))
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
    import sympy
    letters = sympy.symbols(f"x:{len(atoms)}")
    of = dict(zip(atoms, letters))
    written = sympy.Add(*(sympy.Rational(c.numerator, c.denominator) * sympy.Mul(*(of[a] ** k for a, k in m))
                          for m, c in ((m, Fraction(c)) for m, c in polynomial.items())))
    c, parts = sympy.factor_list(written, *letters)
    if c <= 0 or any(k % 2 for _, k in parts):
        return None
    s = sympy.Poly(sympy.Mul(*(f ** (k // 2) for f, k in parts)), *letters)
    root = terms.add(terms.mul([terms.num(Fraction(int(k.p), int(k.q))),
                                *(terms.pow(a, n) if n > 1 else a for a, n in zip(atoms, powers) if n)])
                     for powers, k in s.terms())
    square = terms.pow(root, 2)
    return trace.ring(base, square if c == 1 else terms.mul([terms.num(Fraction(int(c.p), int(c.q))), square]))


def _of_product(trace: Trace, t: Term, same: Theorem) -> Theorem:
    """(Π p^e)^q = Π p^{e q}, from c = Π p^e."""
    p = trace.cong(t, [same])
    if same.right.op != "mul":
        return trace.trans(p, trace.power_power(p.right))
    p = trace.trans(p, trace.power_mul(p.right))
    return trace.trans(p, trace.cong(p.right, [trace.power_power(x) for x in p.right.args]))
