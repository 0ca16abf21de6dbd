"""Terms as polynomials over ℚ in their atoms: what ``ring`` and ``combine`` recompute."""
from __future__ import annotations

from fractions import Fraction
from functools import reduce

from .integers import Poly, Refused, single
from .terms import Store, Term

MOST_MONOMIALS = 5000
LARGEST_POWER = 64  # of a polynomial of several monomials
LARGEST_POWER_OF_ONE = 4000  # of a single monomial

Polynomial = dict  # monomial, a sorted tuple of (atom's serial, power), to coefficient


class Ring:
    """Polynomials of terms; memoised for one certificate.

    An atom is any term but num, int, add, mul and pow with an integer exponent
    ≥ 0.  ``pow(t, −k)`` is the k-th power of the atom pow(t, −1), or a rational
    if t is a nonzero num.  An int is the polynomial in its integer symbols,
    each an atom.
    """

    def __init__(self, store: Store):
        self.store = store
        self.memo: dict[Term, Polynomial] = {}

    def polynomial(self, t: Term) -> Polynomial:
        if t not in self.memo:
            self.memo[t] = self._polynomial(t)
        return self.memo[t]

    def _polynomial(self, t: Term) -> Polynomial:
        match t.op:
            case "num":
                return {(): t.parts[0]} if t.parts[0] else {}
            case "int":
                return self._integer(t.parts[0])
            case "add":
                total: Polynomial = {}
                for part in t.parts:
                    add_to(total, self.polynomial(part), 1)
                return total
            case "mul":
                first, *others = map(self.polynomial, t.parts)
                return reduce(multiply, others, first)
            case "pow" if t.parts[1].denominator == 1:
                return self._power(t.parts[0], t.parts[1].numerator)
        return {((t.serial, 1),): 1}

    def _power(self, base: Term, exponent: int) -> Polynomial:
        if abs(exponent) > LARGEST_POWER_OF_ONE:
            raise Refused(f"the exponent {exponent} is too large")
        if exponent < 0 and base.op == "num" and base.parts[0]:
            return {(): Fraction(base.parts[0]) ** exponent}
        if exponent < 0:
            return {((self.store.term("pow", base, Fraction(-1)).serial, -exponent),): 1}
        polynomial = self.polynomial(base)
        if len(polynomial) == 1:
            (monomial, coefficient), = polynomial.items()
            return {tuple((atom, k * exponent) for atom, k in monomial if exponent): coefficient ** exponent}
        if exponent > LARGEST_POWER:
            raise Refused(f"the exponent {exponent} is too large")
        return power(polynomial, exponent)

    def _integer(self, p: Poly) -> Polynomial:
        total: Polynomial = {}
        for monomial, coefficient in p.terms:
            atoms = (self.store.term("int", single(s)).serial for s, _ in monomial)
            key = tuple(sorted(zip(atoms, (k for _, k in monomial))))
            total[key] = coefficient
        return total

    def replaced(self, p: Polynomial, by: dict[int, Polynomial]) -> Polynomial:
        """p with the atoms of these serials replaced, all at once."""
        if not by:
            return p
        total: Polynomial = {}
        for monomial, coefficient in p.items():
            kept = tuple(entry for entry in monomial if entry[0] not in by)
            product: Polynomial = {kept: coefficient}
            for serial, exponent in monomial:
                if serial in by:
                    product = multiply(product, power(by[serial], exponent))
            add_to(total, product, 1)
        return total

    def atom(self, t: Term) -> int:
        """The serial of a term that is an atom; refused otherwise."""
        match list(self.polynomial(t).items()):
            case [(((serial, 1),), 1)] if serial == t.serial:
                return serial
        raise Refused("the left side of a premise of ring is not an atom")


def add_to(total: Polynomial, p: Polynomial, factor) -> None:
    for monomial, coefficient in p.items():
        value = total.get(monomial, 0) + factor * coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)


def multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    if len(p) * len(q) > MOST_MONOMIALS * 8:
        raise Refused("a polynomial is too long")
    total: Polynomial = {}
    for left, a in p.items():
        for right, b in q.items():
            key = _merge(left, right)
            value = total.get(key, 0) + a * b
            if value:
                total[key] = value
            else:
                del total[key]
    if len(total) > MOST_MONOMIALS or any(abs(c.numerator).bit_length() > 4000 for c in total.values()):
        raise Refused("a polynomial is too long")
    return total


def power(p: Polynomial, exponent: int) -> Polynomial:
    total: Polynomial = {(): 1}
    for _ in range(exponent):
        total = multiply(total, p)
    return total


def _merge(left: tuple, right: tuple) -> tuple:
    if not left or not right:
        return left or right
    powers = dict(left)
    for serial, exponent in right:
        powers[serial] = powers.get(serial, 0) + exponent
    return tuple(sorted(powers.items()))
