r"""Integer polynomials: dimensions, indices and labels.

Everything that counts in a document is an integer polynomial in named
integer symbols: the dimension ``n_{\ell-1}``, the label ``\ell-1``, the index
``i``, the extent ``m-k+1``.  A symbol is a LaTeX name with labels of its own,
so that ``n_\ell`` and ``n_{\ell-1}`` are two symbols and never one.

>>> n, k = integer('n'), integer('k')
>>> print((n - k + 1) * 2)
-2k + 2n + 2
>>> (n - k) - n + k == 0
True
"""
from __future__ import annotations

from functools import lru_cache
from typing import Callable, Iterable, Mapping


class IntegerSymbol:
    """A named integer, with labels: ``n``, ``L``, ``n_{\\ell-1}``, ``i``.  Immutable."""

    __slots__ = ("name", "labels", "_key", "_hash")

    def __init__(self, name: str, labels: tuple["IntegerPolynomial", ...] = ()):
        self.name, self.labels = name, labels
        self._key = (name, tuple(label.terms for label in labels))
        self._hash = hash(self._key)

    def __eq__(self, other) -> bool:
        return self is other or (isinstance(other, IntegerSymbol) and self._key == other._key)

    def __hash__(self) -> int:
        return self._hash

    def __lt__(self, other: "IntegerSymbol") -> bool:
        return self._key < other._key

    def __str__(self) -> str:
        if not self.labels:
            return self.name
        return f"{self.name}_{{{','.join(map(str, self.labels))}}}"

    def __repr__(self) -> str:
        return f"IntegerSymbol({self})"


Monomial = tuple[tuple[IntegerSymbol, int], ...]


class IntegerPolynomial:
    """An immutable polynomial with integer coefficients, in normal form.

    ``terms`` is the sorted tuple of ``(monomial, coefficient)``, no
    coefficient zero; two polynomials are equal exactly when their terms are.
    """

    __slots__ = ("terms", "_hash", "_symbols", "_names")

    def __init__(self, terms: dict[Monomial, int] | Iterable = ()):
        items = terms.items() if type(terms) is dict else terms
        kept = [item for item in items if item[1]]
        if len(kept) > 1:
            kept.sort()
        self.terms = tuple(kept)
        self._hash = hash(self.terms)
        self._symbols = self._names = None

    # -- looking at it
    def constant(self) -> int | None:
        """The value if no symbol occurs, else None."""
        if not self.terms:
            return 0
        if len(self.terms) == 1 and self.terms[0][0] == ():
            return self.terms[0][1]
        return None

    def lone_symbol(self) -> IntegerSymbol | None:
        """The symbol if the polynomial is just that symbol, else None."""
        if len(self.terms) == 1:
            monomial, coefficient = self.terms[0]
            if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1:
                return monomial[0][0]
        return None

    def symbols(self) -> frozenset[IntegerSymbol]:
        """The symbols at the top and, through labels, all those inside them."""
        if self._symbols is None:
            found: set[IntegerSymbol] = set()
            for monomial, _ in self.terms:
                for symbol, _ in monomial:
                    found.add(symbol)
                    for label in symbol.labels:
                        found |= label.symbols()
            self._symbols = frozenset(found)
        return self._symbols

    def names(self) -> frozenset[str]:
        if self._names is None:
            self._names = frozenset(symbol.name for symbol in self.symbols())
        return self._names

    # -- arithmetic
    def __add__(self, other) -> "IntegerPolynomial":
        other = integer(other)
        if not self.terms or not other.terms:
            return self if not other.terms else other
        result = dict(self.terms)
        for monomial, coefficient in other.terms:
            result[monomial] = result.get(monomial, 0) + coefficient
        return IntegerPolynomial(result)

    __radd__ = __add__

    def __neg__(self) -> "IntegerPolynomial":
        return IntegerPolynomial([(m, -c) for m, c in self.terms])

    def __sub__(self, other) -> "IntegerPolynomial":
        other = integer(other)
        if not other.terms:
            return self
        result = dict(self.terms)
        for monomial, coefficient in other.terms:
            result[monomial] = result.get(monomial, 0) - coefficient
        return IntegerPolynomial(result)

    def __rsub__(self, other) -> "IntegerPolynomial":
        return integer(other) - self

    def __mul__(self, other) -> "IntegerPolynomial":
        result: dict[Monomial, int] = {}
        for m1, c1 in self.terms:
            for m2, c2 in integer(other).terms:
                powers: dict[IntegerSymbol, int] = dict(m1)
                for symbol, power in m2:
                    powers[symbol] = powers.get(symbol, 0) + power
                monomial = tuple(sorted(powers.items()))
                result[monomial] = result.get(monomial, 0) + c1 * c2
        return IntegerPolynomial(result)

    __rmul__ = __mul__

    def __eq__(self, other) -> bool:
        if isinstance(other, int):
            return self.constant() == other
        return isinstance(other, IntegerPolynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        return self._hash

    def __lt__(self, other: "IntegerPolynomial") -> bool:
        """An arbitrary total order for sorting; says nothing about values."""
        return self.terms < other.terms

    # -- substitution and evaluation
    def substitute(self, mapping: Mapping[IntegerSymbol, "IntegerPolynomial"]) -> "IntegerPolynomial":
        """Replace symbols, inside labels first: n_k with k := ell-1 is n_{ell-1}."""
        lone = self.lone_symbol()
        if lone is not None:
            value = mapping.get(lone)
            if value is not None or not lone.labels:
                return self if value is None else value
        if not mapping or not any(symbol in mapping or symbol.labels for symbol in self.symbols()):
            return self
        result: dict[Monomial, int] = {}
        for monomial, coefficient in self.terms:
            if not any(symbol in mapping or symbol.labels for symbol, _ in monomial):
                result[monomial] = result.get(monomial, 0) + coefficient
                continue
            for m, c in _substituted(monomial, mapping).terms:
                result[m] = result.get(m, 0) + c * coefficient
        return IntegerPolynomial(result)

    def evaluate(self, value_of: Callable[[str, tuple[int, ...]], int]) -> int:
        """The integer, given the value of each symbol by name and label values."""
        total = 0
        for monomial, coefficient in self.terms:
            for symbol, power in monomial:
                labels = tuple(label.evaluate(value_of) for label in symbol.labels)
                coefficient *= value_of(symbol.name, labels) ** power
            total += coefficient
        return total

    # -- writing
    def __str__(self) -> str:
        if not self.terms:
            return "0"
        parts = []
        ordered = sorted(self.terms, key=lambda t: (t[0] == (), t))
        for monomial, coefficient in ordered:
            body = " ".join(str(s) + (f"^{{{p}}}" if p > 1 else "") for s, p in monomial)
            size = abs(coefficient)
            text = body if size == 1 and body else f"{size}{body}" if body else str(size)
            parts.append(("-" if coefficient < 0 else "+", text))
        first_sign, first = parts[0]
        text = ("-" if first_sign == "-" else "") + first
        return text + "".join(f" {sign} {part}" for sign, part in parts[1:])

    def __repr__(self) -> str:
        return f"IntegerPolynomial({self})"

    def to_json(self):
        """An int, or a list of ``[coefficient, [[name, [labels], power], ...]]``."""
        value = self.constant()
        if value is not None:
            return value
        return [
            [c, [[s.name, [x.to_json() for x in s.labels], p] for s, p in m]]
            for m, c in self.terms
        ]


def _substituted(monomial: Monomial, mapping: Mapping[IntegerSymbol, IntegerPolynomial]) -> IntegerPolynomial:
    """The product of a monomial's symbols, each replaced; labels inside them first."""
    product = None
    for symbol, power in monomial:
        inner = symbol
        if symbol.labels:
            labels = tuple(x.substitute(mapping) for x in symbol.labels)
            inner = symbol if labels == symbol.labels else IntegerSymbol(symbol.name, labels)
        value = mapping.get(inner)
        if value is None:
            value = mapping.get(symbol)
        if value is None:
            value = integer(inner)
        for _ in range(power):
            product = value if product is None else product * value
    return integer(1) if product is None else product


def integer(value, *labels) -> IntegerPolynomial:
    """An integer polynomial from an int, a name with labels, or itself.

    >>> print(integer('n', integer('l') - 1))
    n_{l - 1}
    """
    if type(value) is IntegerPolynomial:
        return value
    if isinstance(value, int):
        return _constant(int(value))
    if isinstance(value, IntegerSymbol):
        return IntegerPolynomial(((((value, 1),), 1),))
    return _of_name(value, tuple(map(integer, labels)))


@lru_cache(maxsize=1024)
def _constant(value: int) -> IntegerPolynomial:
    return IntegerPolynomial((((), value),))


@lru_cache(maxsize=16384)
def _of_name(name: str, labels: tuple[IntegerPolynomial, ...]) -> IntegerPolynomial:
    return IntegerPolynomial(((((IntegerSymbol(name, labels), 1),), 1),))


def quotient(p: IntegerPolynomial, q: IntegerPolynomial) -> IntegerPolynomial | None:
    """p / q for a single term q that divides every term of p, else None.

    >>> k, m = integer('k'), integer('m')
    >>> print(quotient(2 * k * m - k, k))
    2m - 1
    >>> quotient(m, k) is None
    True
    """
    if len(q.terms) != 1:
        return None
    (divisor, factor), = q.terms
    found: dict[Monomial, int] = {}
    for monomial, coefficient in p.terms:
        powers = dict(monomial)
        for symbol, power in divisor:
            powers[symbol] = powers.get(symbol, 0) - power
        if coefficient % factor or min(powers.values(), default=0) < 0:
            return None
        found[tuple(sorted((s, k) for s, k in powers.items() if k))] = coefficient // factor
    return IntegerPolynomial(found)


def provably_nonnegative(p: IntegerPolynomial, facts: Iterable[IntegerPolynomial], depth: int = 3) -> bool:
    """True if ``p`` is a sum of at most ``depth`` facts and a constant >= 0.

    Each fact is a polynomial known to be >= 0.  A False is no statement about p.

    >>> l, top = integer('l'), integer('L')
    >>> provably_nonnegative(top - l, [top - 1 - l, l - 1])
    True
    """
    facts = [dict(f.terms) for f in dict.fromkeys(facts)]

    def search(rest: dict[Monomial, int], left: int) -> bool:
        """Cancel one monomial by each fact that can, and go on with the rest."""
        target = next((m for m in rest if m), None)
        if target is None:
            return rest.get((), 0) >= 0
        if left == 0:
            return False
        positive = rest[target] > 0
        for fact in facts:
            coefficient = fact.get(target)
            if coefficient is None or (coefficient > 0) != positive:
                continue
            following = dict(rest)
            for m, c in fact.items():
                c = following.get(m, 0) - c
                if c:
                    following[m] = c
                else:
                    following.pop(m, None)
            if search(following, left - 1):
                return True
        return False

    return search(dict(p.terms), depth)
