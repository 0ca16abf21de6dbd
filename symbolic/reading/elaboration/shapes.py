r"""Shapes that are not known yet, and how operands are made to fit.

An unknown extent is an integer symbol whose name begins with ``?`` (the n of a
bare ``I``, the extent of ``\mathbf 1``).  ``Shapes`` solves them by unifying
extents: only a lone unknown is ever solved, everything else is compared up to
the equalities the context grants (n_L = 1).  An unknown with a label stands
for a family of extents, ``?y_{k}``.

Joins (``add``, ``multiply``, ``meet``) insert the coercions of axes of extent
one that a reader makes silently, and say so in ``notes``.
"""
from __future__ import annotations

from itertools import count
from math import gcd

from symbolic.language.binding import fresh_name, substitute_integers
from symbolic.language.context import Context
from symbolic.language.expressions import (
    Add, Array, Constant, Entry, Expand, Expression, MatMul, Number, Squeeze, Times)
from symbolic.language.nodes import Shape, show_shape
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

P = IntegerPolynomial
ONE = integer(1)
MOST_PRODUCTS = 400


class TooManyWays(Exception):
    """Factors of unknown shapes could be bracketed in more ways than are tried."""


def is_unknown(symbol: IntegerSymbol) -> bool:
    return symbol.name.startswith("?")


def has_unknown(p: P) -> bool:
    return any(is_unknown(s) for s in p.symbols())


class Shapes:
    """Solutions for unknown extents, and the joins that find them."""

    def __init__(self, context: Context, used: set[str], notes: list[str]):
        self.context, self.used, self.notes = context, used, notes
        self.solutions: dict[IntegerSymbol, P] = {}
        self.families: dict[str, tuple[str, P]] = {}
        self.factors: list[P] = []
        self._numbers = count(1)

    # -- unknown extents
    def unknown(self) -> P:
        return integer(f"?{next(self._numbers)}")

    def _value(self, symbol: IntegerSymbol) -> P | None:
        if symbol in self.solutions:
            return self.solutions[symbol]
        if symbol.name in self.families:
            parameter, body = self.families[symbol.name]
            return body.substitute({IntegerSymbol(parameter): symbol.labels[0]})
        return None

    def resolve(self, p: P) -> P:
        for _ in range(50):
            mapping = {s: v for s in p.symbols() if is_unknown(s) and (v := self._value(s)) is not None}
            if not mapping:
                break
            p = p.substitute(mapping)
        return p

    def settle(self, e: Expression) -> Expression:
        """``e`` with all solved extents put in."""
        if not self.solutions and not self.families:
            return e
        unknowns = {s for s in e.integer_symbols() if is_unknown(s)}
        mapping = {s: self.resolve(integer(s)) for s in unknowns if self._value(s) is not None}
        return substitute_integers(e, mapping) if mapping else e

    def unify(self, a: P, b: P) -> bool:
        """Are the extents the same, after solving a lone unknown, or one that is multiplied?"""
        a, b = self.resolve(a), self.resolve(b)
        if self.context.same_extent(a, b):
            return True
        for one, other in ((a, b), (b, a)):
            solved = _lone_unknown(one, other)
            if solved is not None:
                self._solve(*solved)
                return True
        return self._unify_multiples(a, b)

    def _unify_multiples(self, a: P, b: P) -> bool:
        """?1 m = n ?2, as in I ⊗ A + B ⊗ I: ?1 is n and ?2 is m, up to one factor that other extents may tell."""
        first, second = _multiple(a), _multiple(b)
        if first is None or second is None or first[0] == second[0]:
            return False
        (p, m), (q, n) = first, second
        shared = {s: min(m[1].get(s, 0), n[1].get(s, 0)) for s in m[1]}
        divisor, factor = gcd(m[0], n[0]), self.unknown()
        self.factors.append(factor)
        for symbol, (c, powers) in ((p, n), (q, m)):
            rest = tuple(sorted((s, k - shared.get(s, 0)) for s, k in powers.items() if k > shared.get(s, 0)))
            self._solve(symbol, P({rest: c // divisor}) * factor)
        return True

    def least_multiples(self) -> bool:
        """Take ?1 = n and ?2 = m where ?1 m = n ?2 is all that tells them; was anything left open?"""
        waiting = [f for f in map(self.resolve, self.factors) if f.lone_symbol() is not None and is_unknown(f.lone_symbol())]
        for factor in waiting:
            self.unify(factor, ONE)
        if waiting:
            self.note("identities in a sum of Kronecker products have the least sizes that fit")
        return bool(waiting)

    def undetermined(self, e: Expression) -> bool:
        """Has ``e`` an extent with two unknowns, or one beside something else, which no comparison settled?"""
        extents = map(self.resolve, e.shape)
        return any(sum(map(is_unknown, d.symbols())) > (len(d.terms) == 1) for d in extents)

    def _solve(self, symbol: IntegerSymbol, value: P) -> None:
        label = symbol.labels[0] if symbol.labels else None
        names = [s for s in label.symbols() if not s.labels] if label is not None else []
        if len(names) == 1 and (shift := label - integer(names[0])).constant() is not None:
            parameter = integer("?k")
            self.families[symbol.name] = ("?k", value.substitute({names[0]: parameter - shift}))
        else:
            self.solutions[symbol] = value

    def same(self, a: Shape, b: Shape) -> bool:
        """Do the shapes agree?  What one axis says of unknowns may settle an axis before it."""
        return len(a) == len(b) and (all([self.unify(x, y) for x, y in zip(a, b)])
                                     or all([self.unify(x, y) for x, y in zip(a, b)]))

    def is_one(self, extent: P) -> bool:
        return self.context.simplify(self.resolve(extent)) == 1

    # -- coercions
    def fresh(self, base: str) -> str:
        return fresh_name(base, self.used)

    def note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)

    def drop_ones(self, e: Expression, axes=None) -> Expression:
        """``e`` without the axes of extent one (all of them, or those named)."""
        chosen = tuple(k for k, d in enumerate(e.shape) if (axes is None or k in axes) and self.is_one(d))
        if not chosen:
            return e
        for k in chosen:
            extent = self.resolve(e.shape[k])
            if extent.constant() is None:
                self.note(f"{extent} = 1: an axis of extent {extent} is dropped")
        return Squeeze(e, chosen)

    def scalar(self, e: Expression) -> Expression | None:
        """``e`` as a number if every axis has extent one, else None."""
        dropped = self.drop_ones(self.settle(e)) if all(self.is_one(d) for d in e.shape) else e
        return dropped if not dropped.shape else None

    def cast(self, e: Expression, shape: Shape) -> Expression:
        """``e`` with extents that the context equates replaced by those of ``shape``."""
        differing = tuple(k for k, (a, b) in enumerate(zip(e.shape, shape)) if a != b)
        if not differing:
            return e
        if all(shape[k] == ONE for k in differing):
            return Expand(Squeeze(e, differing), differing)
        binders = tuple((self.fresh("i"), extent) for extent in shape)
        return Array(binders, Entry(e, tuple(integer(name) for name, _ in binders)))

    def align(self, a: Expression, b: Expression) -> tuple[Expression, Expression]:
        """Both with literally one shape, their shapes being the same to the context."""
        a, b = self.settle(a), self.settle(b)
        common = tuple(x if x == y else ONE if self.is_one(x) else x for x, y in zip(a.shape, b.shape))
        return self.cast(a, common), self.cast(b, common)

    # -- joins
    def meet(self, a: Expression, b: Expression) -> tuple[Expression, Expression] | None:
        """Both sides of a relation or sum in one shape, or None.

        Tried in this order: the same shape; the number 0 as the zero array;
        a vector and an n×1 matrix; both as numbers if all extents are one.  A
        row and a column are never made to meet.
        """
        a, b = self.settle(a), self.settle(b)
        if len(a.shape) == len(b.shape):
            if self.same(a.shape, b.shape):
                return self.align(a, b)
        for first, second, swap in ((a, b, False), (b, a, True)):
            fitted = self._raise_to(first, second)
            if fitted is not None:
                pair = self.align(fitted, second)
                return pair[::-1] if swap else pair
        numbers = self.scalar(a), self.scalar(b)
        return numbers if None not in numbers else None

    def _raise_to(self, e: Expression, other: Expression) -> Expression | None:
        """``e`` of a lower rank brought to ``other``'s: zero, or a column as n×1."""
        if isinstance(e, Number) and e.value == 0 and other.shape:
            return Constant(e.value, other.shape)
        if len(e.shape) == 1 and len(other.shape) == 2 and self.is_one(other.shape[1]) \
                and self.unify(e.shape[0], other.shape[0]):
            return Expand(self.settle(e), (1,))
        return None

    def add(self, terms: list[Expression]) -> Expression | None:
        """The sum, or None if two shapes do not fit."""
        found = list(_terms(terms[0])) if len(terms) > 1 else [terms[0]]
        for term in terms[1:]:
            if found[0].shape == term.shape and not self.solutions and not self.families:
                found.append(term)
                continue
            pair = self.meet(_total(found), term)
            if pair is None:
                return None
            found = [*_terms(pair[0]), pair[1]]
        return _total(found)

    def hadamard(self, a: Expression, b: Expression) -> Expression | None:
        if not a.shape or not b.shape:
            return Times(a, b)
        pair = self.meet(a, b)
        return Times(*pair) if pair else None

    def multiply(self, a: Expression, b: Expression) -> Expression | None:
        """The product of neighbours: scaling, inner, outer, matrix product; or None."""
        a, b = self.settle(a), self.settle(b)
        if not a.shape or not b.shape:
            return Times(a, b)
        if len(a.shape) == 1 and len(b.shape) == 2 and self.unify(b.shape[0], ONE):
            b = self.settle(b)
            return MatMul(Expand(a, (1,)), self.cast(b, (ONE,) + b.shape[1:]))
        if len(a.shape) >= 2 and self.unify(a.shape[-1], b.shape[0]):
            return self._matmul(self.settle(a), self.settle(b))
        for one, other, swap in ((a, b, False), (b, a, True)):
            value = self.scalar(one)
            if value is not None:
                self.note(f"a factor of shape {show_shape(one.shape)} is used as a number")
                return Times(other, value) if swap else Times(value, other)
        return None

    def _matmul(self, a: Expression, b: Expression) -> Expression:
        if a.shape[-1] != b.shape[0]:
            common = ONE if self.is_one(b.shape[0]) else b.shape[0]
            a, b = self.cast(a, a.shape[:-1] + (common,)), self.cast(b, (common,) + b.shape[1:])
        product = MatMul(a, b)
        if all(d == ONE for d in product.shape):
            return Squeeze(product, tuple(range(len(product.shape))))
        return product

    def product(self, factors: list[Expression]) -> Expression | None:
        """All factors multiplied, associated in the first way whose shapes conform.

        Wherever two associations conform they are equal (the matrix product is
        associative and numbers commute), so the first is as good as any.
        Raises ``TooManyWays``.
        """
        factors = [self.settle(f) for f in factors]
        return _Association(self, tuple(factors)).run(0, len(factors))

    def _state(self) -> tuple[dict, dict, list[str]]:
        return dict(self.solutions), dict(self.families), list(self.notes)

    def _restore(self, state) -> None:
        self.solutions, self.families = dict(state[0]), dict(state[1])
        self.notes[:] = state[2]


class _Association:
    """The search for a way to bracket factors; what a stretch gave is kept for as long as the unknown extents stand.

    Raises ``TooManyWays`` where more than ``MOST_PRODUCTS`` are tried.
    """

    def __init__(self, shapes: Shapes, factors: tuple[Expression, ...]):
        self.shapes, self.factors = shapes, factors
        self.failed: set[tuple[int, int]] = set()
        self.made: dict[tuple[int, int], tuple] = {}
        self.products = 0

    def run(self, start: int, stop: int) -> Expression | None:
        if stop - start == 1:
            return self.factors[start]
        if (start, stop) in self.failed:
            return None
        begun = self.shapes._state()
        known = self.made.get((start, stop))
        if known is not None and known[0] == begun[:2]:
            self.shapes.notes += known[2]
            return known[1]
        for split in reversed(range(start + 1, stop)):
            made = self.split(start, split, stop)
            if made is not None:
                if self.shapes._state()[:2] == begun[:2]:
                    self.made[start, stop] = (begun[:2], made, self.shapes.notes[len(begun[2]):])
                return made
            self.shapes._restore(begun)
        self.failed.add((start, stop))
        return None

    def split(self, start: int, split: int, stop: int) -> Expression | None:
        left = self.run(start, split)
        right = self.run(split, stop) if left is not None else None
        if right is None:
            return None
        self.products += 1
        if self.products > MOST_PRODUCTS:
            raise TooManyWays
        return self.shapes.multiply(left, right)


def _lone_unknown(p: P, value: P) -> tuple[IntegerSymbol, P] | None:
    """The unknown of ``p``, and what it is if p = value: v for ?, v/n for ? n where n divides v, m for n + ? = n + m."""
    if len(p.terms) != 1:
        return _lone_summand(p, value)
    (monomial, coefficient), = p.terms
    unknown = [(symbol, power) for symbol, power in monomial if is_unknown(symbol)]
    if len(unknown) != 1 or unknown[0][1] != 1 or unknown[0][0] in value.symbols():
        return None
    others = {symbol: power for symbol, power in monomial if symbol != unknown[0][0]}
    quotient: dict = {}
    for other, c in value.terms:
        powers = dict(other)
        for symbol, power in others.items():
            powers[symbol] = powers.get(symbol, 0) - power
        if c % coefficient or min(powers.values(), default=0) < 0:
            return None
        quotient[tuple(sorted((s, k) for s, k in powers.items() if k))] = c // coefficient
    return unknown[0][0], P(quotient)


def _lone_summand(p: P, value: P) -> tuple[IntegerSymbol, P] | None:
    """The unknown that is a summand of ``p``, and the rest of the value, where that is a sum of what is positive."""
    unknown = [(m, c) for m, c in p.terms if any(is_unknown(s) for s in P([(m, c)]).symbols())]
    match unknown:
        case [(((symbol, 1),), 1)] if is_unknown(symbol):
            rest = value - (p - integer(symbol))
            if rest.terms and all(c > 0 for _, c in rest.terms) and not any(map(is_unknown, value.symbols())):
                return symbol, rest
    return None


def _multiple(p: P) -> tuple[IntegerSymbol, tuple[int, dict[IntegerSymbol, int]]] | None:
    """The unknown of ``p`` and what it is multiplied by, a number and powers of known extents."""
    if len(p.terms) != 1:
        return None
    (monomial, c), = p.terms
    unknown = [(symbol, k) for symbol, k in monomial if is_unknown(symbol)]
    if len(unknown) != 1 or unknown[0][1] != 1 or unknown[0][0].labels or c <= 0:
        return None
    return unknown[0][0], (c, {symbol: k for symbol, k in monomial if symbol != unknown[0][0]})


def _terms(e: Expression) -> tuple[Expression, ...]:
    return e.terms if isinstance(e, Add) else (e,)


def _total(terms: list[Expression]) -> Expression:
    return terms[0] if len(terms) == 1 else Add(tuple(terms))
