"""Integer polynomials as the checker knows them, and what is provably ≥ 0.

A symbol is ``(name, labels)``, a monomial a sorted tuple of ``(symbol,
power)``, a polynomial a sorted tuple of ``(monomial, coefficient)``; labels
are polynomials again.  Everything is a plain nested tuple, so equality of
normal forms is equality of tuples.
"""
from __future__ import annotations

from typing import Iterable, Mapping

LARGEST = 10**15        # of a coefficient
LONGEST = 400           # monomials of one polynomial
STEEPEST = 24           # degree of one polynomial


class Refused(Exception):
    """The certificate is not accepted here; the message says why."""


class Poly:
    """A polynomial with integer coefficients in integer symbols."""

    __slots__ = ("terms", "names", "_hash")

    def __init__(self, terms: tuple):
        self.terms = terms
        self.names = _names(terms)
        self._hash = hash(terms)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other) -> bool:
        return self is other or (isinstance(other, Poly) and self.terms == other.terms)

    def __add__(self, other: "Poly | int") -> "Poly":
        return _collect(self.terms + number(other).terms)

    def __neg__(self) -> "Poly":
        return Poly(tuple((m, -c) for m, c in self.terms))

    def __sub__(self, other: "Poly | int") -> "Poly":
        return self + -number(other)

    def __mul__(self, other: "Poly | int") -> "Poly":
        other = number(other)
        if len(self.terms) * len(other.terms) > LONGEST * LONGEST:
            raise Refused("an integer polynomial is too long")
        return _collect((_product(m, n), c * d) for m, c in self.terms for n, d in other.terms)

    def constant(self) -> int | None:
        """The value if no symbol occurs, else None."""
        match self.terms:
            case ():
                return 0
            case (((), value),):
                return value
        return None

    def substitute(self, mapping: Mapping[tuple, "Poly"]) -> "Poly":
        """Replace symbols, inside labels first: n_k with k := ℓ−1 is n_{ℓ−1}."""
        if all(name not in self.names for name, _ in mapping):
            return self
        total: list = []
        for monomial, coefficient in self.terms:
            factor = number(coefficient)
            for (name, labels), power in monomial:
                symbol = (name, tuple(Poly(x).substitute(mapping).terms for x in labels)) if labels else (name, ())
                value = mapping.get(symbol) or Poly((((((symbol, 1),)), 1),))
                for _ in range(power):
                    factor = factor * value
            total.extend(factor.terms)
        return _collect(total)

    def linear_in(self, name: str) -> int | None:
        """c if the polynomial is c·name + rest with no name in rest, else None."""
        slope = 0
        for monomial, coefficient in self.terms:
            if monomial == ((((name, ()), 1)),):
                slope = coefficient
            elif name in _names(((monomial, 1),)):
                return None
        return slope

    def __str__(self) -> str:
        parts = []
        for monomial, c in sorted(self.terms, key=lambda t: (not t[0], t)):
            body = " ".join(_show_symbol(*s) + (f"^{p}" if p > 1 else "") for s, p in monomial)
            size = str(abs(c)) if abs(c) != 1 or not body else ""
            parts.append(("− " if c < 0 else "+ ") + " ".join(filter(None, (size, body))))
        text = " ".join(parts) or "0"
        return text[2:] if text.startswith("+ ") else text.replace("− ", "−", 1) if text.startswith("−") else text


def _show_symbol(name: str, labels: tuple) -> str:
    shown = name.lstrip("\x00\x01\x02\x03")
    return shown if not labels else f"{shown}[{', '.join(str(Poly(x)) for x in labels)}]"


def _names(terms: tuple) -> frozenset[str]:
    found: set[str] = set()
    for monomial, _ in terms:
        for (name, labels), _ in monomial:
            found.add(name)
            for label in labels:
                found |= _names(label)
    return frozenset(found)


def _product(left: tuple, right: tuple) -> tuple:
    if not left or not right:
        return left or right
    powers = dict(left)
    for symbol, power in right:
        powers[symbol] = powers.get(symbol, 0) + power
    if sum(powers.values()) > STEEPEST:
        raise Refused("an integer polynomial has too high a degree")
    return tuple(sorted(powers.items()))


def _collect(terms: Iterable) -> Poly:
    total: dict = {}
    for monomial, coefficient in terms:
        total[monomial] = total.get(monomial, 0) + coefficient
    kept = tuple(sorted((m, c) for m, c in total.items() if c))
    if len(kept) > LONGEST or any(abs(c) > LARGEST for _, c in kept):
        raise Refused("an integer polynomial is too large")
    return Poly(kept)


def number(value: "Poly | int") -> Poly:
    """A constant polynomial; a polynomial is handed back."""
    return value if isinstance(value, Poly) else Poly((((), value),) if value else ())


def symbol(name: str, labels: tuple[Poly, ...] = ()) -> Poly:
    """The polynomial that is one symbol."""
    return Poly((((((name, tuple(x.terms for x in labels)), 1),), 1),))


ONE = number(1)


def read_name(data) -> str:
    """A name: a short string without control characters (those are the checker's own)."""
    if type(data) is not str or not 0 < len(data) <= 80 or any(c < " " for c in data):
        raise Refused(f"not a name: {data!r:.80}")
    return data


def read_integer(data, scope: Mapping[str, Poly] = {}, depth: int = 0) -> Poly:
    """A polynomial from JSON; names in ``scope`` stand for the polynomials there."""
    if type(data) is int and abs(data) <= LARGEST:
        return number(data)
    if type(data) is not list or len(data) > LONGEST or depth > 6:
        raise Refused(f"not an integer polynomial: {data!r:.120}")
    total = number(0)
    for item in data:
        coefficient, monomial = read_list(item, 2, "a monomial [coefficient, powers]")
        if type(coefficient) is not int or type(monomial) is not list:
            raise Refused(f"not a monomial: {item!r:.120}")
        factor = number(coefficient)
        for entry in monomial:
            name, labels, power = read_list(entry, 3, "a power [name, labels, power]")
            if type(power) is not int or not 0 < power <= STEEPEST or type(labels) is not list:
                raise Refused(f"not a power: {entry!r:.120}")
            inner = tuple(read_integer(x, scope, depth + 1) for x in labels)
            value = scope[name] if not labels and name in scope else symbol(read_name(name), inner)
            for _ in range(power):
                factor = factor * value
        total = total + factor
    return total


def read_list(data, length: int | None, what: str) -> list:
    """``data`` if it is a list (of this length, unless None)."""
    if type(data) is not list or (length is not None and len(data) != length):
        raise Refused(f"expected {what}, found {data!r:.120}")
    return data


class Facts:
    """Polynomials known to be ≥ 0, each with the variables whose ranges say so."""

    DEPTH = 4

    def __init__(self, dimensions: Iterable[str] = ()):
        self.known: list[tuple[Poly, frozenset[str]]] = []
        self.dimensions = frozenset(dimensions)
        self.memo: dict = {}

    def add(self, p: Poly, variables: Iterable[str] = ()) -> None:
        if p.constant() is None:
            self.known.append((p, frozenset(variables)))
            self.memo.clear()

    def nonnegative(self, p: Poly, local: tuple[Poly, ...] = ()) -> frozenset[str] | None:
        """The variables used if p is a sum of at most four facts and a constant ≥ 0.

        ``local`` facts hold at the place only; a product of two facts of degree
        one is a fact.  None says nothing about p.
        """
        key = (p, local)
        if key not in self.memo:
            known = self.known + [(q, frozenset()) for q in local if q.constant() is None]
            self.memo[key] = self._search(p, self.DEPTH, known)
        return self.memo[key]

    def _search(self, rest: Poly, left: int, known: list) -> frozenset[str] | None:
        value = rest.constant()
        if value is not None or left == 0:
            return frozenset() if value is not None and value >= 0 else None
        wanted, sign = next((m, c) for m, c in rest.terms if m)
        for fact, variables in self._candidates(wanted, sign, known):
            found = self._search(rest - fact, left - 1, known)
            if found is not None:
                return found | variables
        return None

    def _candidates(self, wanted: tuple, sign: int, known: list):
        """Facts in which the monomial has this sign: one of them must be in the sum.

        Those that speak of no variable come first, so that few variables are used.
        """
        if len(wanted) == 1 and sign > 0 and wanted[0][1] == 1 and wanted[0][0][0] in self.dimensions:
            yield Poly(((wanted, 1),)) - 1, frozenset()
        for fact, variables in known:
            if _sign_of(fact, wanted) * sign > 0:
                yield fact, variables
        if sum(power for _, power in wanted) == 2:
            yield from self._products(wanted, sign, known)

    def _products(self, wanted: tuple, sign: int, known: list):
        symbols = [s for s, _ in wanted]
        linear = [(f, v) for f, v in known if _degree(f) == 1 and any(_sign_of(f, ((s, 1),)) for s in symbols)]
        linear += [(Poly(((((s, 1),), 1),)) - 1, frozenset()) for s in symbols if s[0] in self.dimensions]
        for k, (f, v) in enumerate(linear):
            for g, w in linear[k:]:
                product = f * g
                if _sign_of(product, wanted) * sign > 0:
                    yield product, v | w


def _sign_of(p: Poly, monomial: tuple) -> int:
    return next((c for m, c in p.terms if m == monomial), 0)


def _degree(p: Poly) -> int:
    return max((sum(power for _, power in m) for m, _ in p.terms), default=0)
