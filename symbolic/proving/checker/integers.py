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


PRIVATE = "\x00\x01\x02\x03"  # begin the names of the checker's own making


class Refused(Exception):
    """The certificate is not accepted here; the message says why."""


class TooLarge(Refused):
    """Something goes beyond a limit of the checker."""


class OutOfRange(Refused):
    """An index is not known to stay in its range."""


class Poly:
    """A polynomial with integer coefficients in integer symbols."""

    __slots__ = ("terms", "_names", "_hash")

    def __init__(self, terms: tuple):
        self.terms = terms
        self._names = self._hash = None

    @property
    def names(self) -> frozenset[str]:
        """The names of all symbols, also those inside labels."""
        if self._names is None:
            self._names = _names(self.terms)
        return self._names

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(self.terms)
        return self._hash

    def __eq__(self, other) -> bool:
        return self is other or (isinstance(other, Poly) and self.terms == other.terms)

    def __add__(self, other: "Poly | int") -> "Poly":
        other = number(other)
        return self if not other.terms else other if not self.terms else _collect(self.terms + other.terms)

    def __neg__(self) -> "Poly":
        return Poly(tuple((m, -c) for m, c in self.terms))

    def __sub__(self, other: "Poly | int") -> "Poly":
        return self + -number(other)

    def __mul__(self, other: "Poly | int") -> "Poly":
        other = number(other)
        if other.terms == ONE.terms or not self.terms:
            return self
        if self.terms == ONE.terms:
            return other
        if len(self.terms) * len(other.terms) > LONGEST * LONGEST:
            raise TooLarge("an integer polynomial is too long")
        return _limited(_collect([(_product(m, n), c * d) for m, c in self.terms for n, d in other.terms]))

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
            factors = [_replaced(s, mapping) for s, _ in monomial]
            if all(value is None for value in factors):
                total.append((monomial, coefficient))
                continue
            product = number(coefficient)
            for (factor, power), value in zip(monomial, factors):
                for _ in range(power):
                    product = product * (single(factor) if value is None else value)
            total.extend(product.terms)
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


def _replaced(s: tuple, mapping: Mapping[tuple, Poly]) -> Poly | None:
    """What a symbol becomes, its labels first; None if it stays."""
    name, labels = s
    if labels:
        s = (name, tuple([Poly(x).substitute(mapping).terms for x in labels]))
    value = mapping.get(s)
    return value if value is not None or s[1] == labels else single(s)


def _show_symbol(name: str, labels: tuple) -> str:
    shown = f"‹{name[1:]}›" if name[0] == "\x00" else name.lstrip(PRIVATE).partition("\x04")[0]
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
    return Poly(tuple(sorted([item for item in total.items() if item[1]])))


def _limited(p: Poly) -> Poly:
    if len(p.terms) > LONGEST or any(abs(c) > LARGEST for _, c in p.terms):
        raise TooLarge("an integer polynomial is too large")
    return p


def number(value: "Poly | int") -> Poly:
    """A constant polynomial; a polynomial is handed back."""
    if isinstance(value, Poly):
        return value
    return CONSTANTS.get(value) or Poly((((), value),))


CONSTANTS = {value: Poly((((), value),) if value else ()) for value in range(-4, 10)}


def symbol(name: str, labels: tuple[Poly, ...] = ()) -> Poly:
    """The polynomial that is one symbol."""
    return single((name, tuple(x.terms for x in labels)))


def single(s: tuple) -> Poly:
    """The polynomial that is the symbol (name, labels)."""
    return Poly(((((s, 1),), 1),))


ONE = CONSTANTS[1]


def read_name(data) -> str:
    """A name: a short string without control characters (those are the checker's own)."""
    if type(data) is not str or not 0 < len(data) <= 80 or any(c < " " for c in data):
        raise Refused(f"not a name: {data!r:.80}")
    return data


def read_integer(data, scope: Mapping[str, Poly] = {}, depth: int = 0) -> Poly:
    """A polynomial from JSON; names in ``scope`` stand for the polynomials there."""
    if type(data) is int and abs(data) <= LARGEST:
        return number(data)
    if type(data) is int:
        raise TooLarge(f"an integer of more than {len(str(LARGEST)) - 1} digits")
    if type(data) is not list or len(data) > LONGEST or depth > 6:
        raise Refused(f"not an integer polynomial: {data!r:.120}")
    total: list = []
    for item in data:
        coefficient, monomial = read_list(item, 2, "a monomial [coefficient, powers]")
        if type(coefficient) is not int or abs(coefficient) > LARGEST or type(monomial) is not list:
            raise Refused(f"not a monomial: {item!r:.120}")
        factor = number(coefficient)
        for entry in monomial:
            factor = factor * _read_power(entry, scope, depth)
        total.extend(factor.terms)
    return _limited(_collect(total))


def _read_power(data, scope: Mapping[str, Poly], depth: int) -> Poly:
    name, labels, power = read_list(data, 3, "a power [name, labels, power]")
    if type(power) is not int or not 0 < power <= STEEPEST or type(labels) is not list:
        raise Refused(f"not a power: {data!r:.120}")
    inner = tuple([read_integer(x, scope, depth + 1) for x in labels])
    value = symbol(read_name(name), inner)
    if not labels and name in scope:
        value = scope[name]
    total = value
    for _ in range(power - 1):
        total = total * value
    return total


def read_list(data, length: int | None, what: str) -> list:
    """``data`` if it is a list (of this length, unless None)."""
    if type(data) is not list or (length is not None and len(data) != length):
        raise Refused(f"expected {what}, found {data!r:.120}")
    return data


class Facts:
    """Polynomials known to be ≥ 0, each with the variables whose ranges say so.

    ``known`` holds them by (monomial, sign of its coefficient).
    """

    DEPTH = 4
    MOST_TRIES = 5000

    def __init__(self, dimensions: Iterable[str] = ()):
        self.known: dict[tuple, list[tuple[Poly, frozenset[str]]]] = {}
        self.dimensions = frozenset(dimensions)
        self.memo: dict = {}
        self.tries = 0

    def add(self, p: Poly, variables: Iterable[str] = ()) -> None:
        _enter(self.known, p, frozenset(variables))
        self.memo.clear()

    def nonnegative(self, p: Poly, local: tuple[Poly, ...] = ()) -> frozenset[str] | None:
        """The variables used if p is a sum of at most four facts and a constant ≥ 0.

        ``local`` facts hold at the place only; a product of two facts of degree
        one is a fact.  None says nothing about p.
        """
        value = p.constant()
        if value is not None:
            return frozenset() if value >= 0 else None
        key = (p, local)
        if key not in self.memo:
            here: dict = {}
            for fact in local:
                _enter(here, fact, frozenset())
            self.tries = self.MOST_TRIES
            self.memo[key] = self._search(p, self.DEPTH, here)
        return self.memo[key]

    def _search(self, rest: Poly, left: int, here: dict) -> frozenset[str] | None:
        value = rest.constant()
        self.tries -= 1
        if value is not None or left == 0 or self.tries < 0:
            return frozenset() if value is not None and value >= 0 else None
        wanted, coefficient = rest.terms[0] if rest.terms[0][0] else rest.terms[1]
        for fact, variables in self._candidates(wanted, coefficient > 0, here):
            found = self._search(rest - fact, left - 1, here)
            if found is not None:
                return found | variables
        return None

    def _candidates(self, wanted: tuple, positive: bool, here: dict):
        """Facts in which the monomial has this sign: one of them must be in the sum.

        Those that speak of no variable come first, so that few variables are used.
        """
        key = (wanted, positive)
        if positive:
            yield from self._dimension(wanted)
        yield from here.get(key, ())
        yield from self.known.get(key, ())
        if sum(power for _, power in wanted) == 2:
            yield from self._products(wanted, positive, here)

    def _dimension(self, wanted: tuple):
        """n − 1, m n − 1, … if the monomial is a product of declared dimensions."""
        if all(name in self.dimensions for (name, _), _ in wanted):
            yield Poly(((wanted, 1),)) - 1, frozenset()

    def _products(self, wanted: tuple, positive: bool, here: dict):
        """Products of two facts of degree one in which the monomial has this sign."""
        linear: list = []
        for factor, _ in wanted:
            single = ((factor, 1),)
            for known in (self.known, here):
                for sign in (True, False):
                    linear += [f for f in known.get((single, sign), ()) if _degree(f[0]) == 1]
            linear += self._dimension(single)
        for k, (f, v) in enumerate(linear):
            for g, w in linear[k:]:
                product = f * g
                if any(m == wanted and (c > 0) == positive for m, c in product.terms):
                    yield product, v | w


def _enter(table: dict, p: Poly, variables: frozenset[str]) -> None:
    for monomial, c in p.terms:
        if monomial:
            table.setdefault((monomial, c > 0), []).append((p, variables))


def _degree(p: Poly) -> int:
    return max((sum(power for _, power in m) for m, _ in p.terms), default=0)
