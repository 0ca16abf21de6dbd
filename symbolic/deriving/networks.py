r"""Products in index notation with the author's subexpressions folded.

A ``Product`` is c · Σ_{k…} Π f[i, k, …]^q: a rational, bound indices with their
ranges, and factors, each an expression read at indices.  Kronecker deltas are
factors ``DELTA[p, q]``; ``simplified`` uses those with a bound index up.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Iterable, NamedTuple

from symbolic.language.binding import substitute_integers
from symbolic.language.expressions import Expression, Identity
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

P = IntegerPolynomial
DELTA = Identity(integer(0))
"""Stands for δ; of which extent follows from its indices."""


class Factor(NamedTuple):
    """atom[indices] ** exponent."""
    atom: Expression
    indices: tuple[P, ...]
    exponent: Fraction = Fraction(1)

    @property
    def is_delta(self) -> bool:
        return self.atom is DELTA

    def names(self) -> set[str]:
        return set().union(*(p.names() for p in self.indices)) | names_of(self.atom)


class Binder(NamedTuple):
    """A bound integer and its range, both ends included."""
    name: str
    lower: P
    upper: P


@dataclass(frozen=True)
class Product:
    """coefficient · Σ_binders Π factors; no two factors have one atom at the same indices."""
    coefficient: Fraction = Fraction(1)
    factors: tuple[Factor, ...] = ()
    binders: tuple[Binder, ...] = ()

    def times(self, other: "Product") -> "Product":
        """The product; bound names of the two are apart."""
        return Product(self.coefficient * other.coefficient, merged(self.factors + other.factors),
                       self.binders + other.binders)

    def scaled(self, c: Fraction) -> "Product":
        return replace(self, coefficient=self.coefficient * c)

    def replaced(self, name: str, value: P) -> "Product":
        """With ``value`` for an integer name, which is bound no longer."""
        mapping = {IntegerSymbol(name): value}
        factors = (Factor(_atom_at(f.atom, mapping), tuple(p.substitute(mapping) for p in f.indices), f.exponent)
                   for f in self.factors)
        binders = (Binder(b.name, b.lower.substitute(mapping), b.upper.substitute(mapping))
                   for b in self.binders if b.name != name)
        return Product(self.coefficient, merged(factors), tuple(binders))

    def simplified(self, extents: dict[str, P]) -> "Product":
        """Deltas with a bound index used up: Σ_k δ_ik f(k) = f(i); δ_ii = 1, δ_{1,2} = 0.

        ``extents`` are the ranges 1..extent of index names: i has to run where k does.
        Ends because each step removes a delta.
        """
        for b in self.binders:
            if b.lower == b.upper:
                return self.replaced(b.name, b.lower).simplified(extents)
        bound = {b.name: b for b in self.binders}
        for f in self.factors:
            if not f.is_delta:
                continue
            p, q = f.indices
            rest = replace(self, factors=tuple(g for g in self.factors if g is not f))
            if p == q:
                return rest.simplified(extents)
            if (p - q).constant() is not None:
                return Product(Fraction(0))
            for one, other in ((p, q), (q, p)):
                symbol = one.lone_symbol()
                if symbol is not None and symbol.name in bound and _within(other, bound[symbol.name], extents):
                    return rest.replaced(symbol.name, other).simplified(extents)
        return self


def _within(value: P, b: "Binder", extents: dict[str, P]) -> bool:
    """May ``value`` be put for a bound name?  Of an author's own index that is left to the proof."""
    symbol = value.lone_symbol()
    if b.name in value.names():
        return False
    if symbol is None or symbol.name not in extents:
        return not value.names() & extents.keys()
    return b.lower == 1 and extents[symbol.name] == b.upper


ZERO, UNIT = Product(Fraction(0)), Product()


def single(atom: Expression, indices: Iterable[P] = (), exponent=1) -> Product:
    return Product(Fraction(1), (Factor(atom, tuple(indices), Fraction(exponent)),))


def delta(p: P, q: P) -> Product:
    return single(DELTA, (p, q))


def products(*families: list[Product]) -> list[Product]:
    """Every product of one of each family."""
    found = [UNIT]
    for family in families:
        found = [a.times(b) for a in found for b in family]
    return found


def merged(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    """Powers of one factor put together; what cancels is gone."""
    found: dict[tuple, Fraction] = {}
    for f in factors:
        key = (f.atom, tuple(sorted(f.indices, key=str)) if f.is_delta else f.indices)
        found[key] = Fraction(1) if f.is_delta else found.get(key, Fraction(0)) + f.exponent
    return tuple(Factor(atom, indices, q) for (atom, indices), q in found.items() if q)


def _atom_at(atom: Expression, mapping: dict) -> Expression:
    return atom if atom is DELTA else substitute_integers(atom, mapping)


def names_of(atom: Expression) -> frozenset[str]:
    """Integer names in an expression, those in shapes of symbols too."""
    return atom.integer_names()


def connected(p: Product) -> list[list[Factor]]:
    """Factors grouped by the bound names that they share."""
    bound = {b.name for b in p.binders}
    groups: list[tuple[set[str], list[Factor]]] = []
    for f in p.factors:
        names, members = f.names() & bound, [f]
        for group in [g for g in groups if g[0] & names]:
            groups.remove(group)
            names, members = names | group[0], group[1] + members
        groups.append((names, members))
    return [members for _, members in groups]
