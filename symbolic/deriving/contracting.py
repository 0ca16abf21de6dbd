r"""From index notation to matrix notation: which matrix has these entries.

``Contraction.term`` finds, for a product of factors with at most two free
indices, scalars and a chain of matrices whose entry it is; ``eliminating`` says
how bound indices are joined.  An index inside a function is lifted out of it
first: e^{z_i} is e^z at i.  One that labels (x_i of a family) stays under its Σ.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Iterator

from symbolic.language.expressions import (
    Add, Apply, Entry, Expression, Integer, Power, Squeeze, Sum, Transpose, UnitVector,
)
from symbolic.language.idioms import RowSoftmax, Softmax, exponentials
from symbolic.language.integers import IntegerPolynomial, integer

from .chains import Chains, product, raised, transposes
from .collecting import assembled, shared
from .eliminating import Item, Network, NoMatrix
from .networks import Binder, Factor, Product, connected, merged, names_of
from .opening import Opening
from .summands import Scalar, Term, normal_term, scaled_by

P = IntegerPolynomial


class Contraction:
    """Matrix forms in one context; ``opening`` reads lifted arguments at indices."""

    def __init__(self, opening: Opening):
        self.opening, self.chains = opening, Chains(opening.context)
        self.extents = opening.extents
        self.labels: frozenset[str] = frozenset()

    # ------------------------------------------------------------ a sum of products as an expression
    def terms(self, family: list[Product], free: tuple[str, ...]) -> list[Term]:
        """The terms of a sum, like ones put together.  Raises ``NoMatrix``."""
        found: dict[tuple, Fraction] = {}
        for term in [t for group in self._by_labels(family, free) for t in group]:
            found[term.key] = found.get(term.key, Fraction(0)) + term.coefficient
        return [Term(c, *key) for key, c in found.items() if c]

    def _by_labels(self, family: list[Product], free: tuple[str, ...]) -> Iterator[list[Term]]:
        """The terms of each product; those under one Σ over labels of the same range are put under one Σ."""
        groups: dict[tuple[P, P], list[Product]] = {}
        for p in family:
            p = with_softmax(self._lift_all(p.simplified(self.extents), free))
            labels = self._labels(p) if p.coefficient else set()
            under = [b for b in p.binders if b.name in labels]
            if len(under) == 1 and not labels & set(free):
                groups.setdefault((under[0].lower, under[0].upper), []).append(p)
            else:
                yield self.term(p, free)
        for (lower, upper), group in groups.items():
            yield self.term(group[0], free) if len(group) == 1 else [self._one_sum(group, lower, upper, free)]

    def _one_sum(self, group: list[Product], lower: P, upper: P, free: tuple[str, ...]) -> Term:
        """Σ_i (f(i) + g(i)) of products that have a Σ over labels each."""
        name, inner = None, []
        for p in group:
            b = next(b for b in p.binders if b.name in self._labels(p))
            name = name or b.name
            inside = replace(p, binders=tuple(x for x in p.binders if x is not b))
            inner.append(inside if b.name == name else inside.replaced(b.name, integer(name)))
        around, self.labels = self.labels, self.labels | {name}
        try:
            terms = [self._reduced(p, free) for p in inner]
        finally:
            self.labels = around
        coefficient, scalars, rest = shared(terms)
        outer = [s for s in scalars if name not in names_of(s[0])]
        rest = [replace(t, scalars=(*(s for s in scalars if s not in outer), *t.scalars)) for t in rest]
        body = Sum(name, lower, upper, assembled(rest, tuple(self.extents[n] for n in free)))
        return normal_term(coefficient, outer if free else [*outer, (body, Fraction(1))], (body,) if free else (), self.chains)

    def lifted(self, e: Expression, names: tuple[str, ...]) -> Expression:
        """The array whose entry at ``names`` is the scalar ``e``."""
        terms = self.terms(self.opening.entry(e), names)
        return assembled(terms, tuple(self.extents[n] for n in names))

    # ------------------------------------------------------------ index notation
    def compacted(self, p: Product, free: tuple[str, ...]) -> Product:
        """The product with what is joined by bound indices as entries of products of matrices, as far as it is."""
        p = p.simplified(self.extents)
        coefficient, factors, binders = p.coefficient, [], []
        for part in connected(p):
            names = {n for f in part for n in f.names()}
            inner = tuple(b for b in p.binders if b.name in names)
            closed = self._closed(Product(factors=tuple(part), binders=inner), [n for n in free if n in names]) \
                if inner else None
            if closed is None:
                factors += part
                binders += inner
            else:
                coefficient *= closed.coefficient
                factors += closed.factors
        idle = [b for b in p.binders if not any(b.name in f.names() for f in p.factors)]
        return Product(coefficient, merged(factors), (*binders, *idle))

    def _closed(self, p: Product, free: list[str]) -> Product | None:
        """A product as an entry of one of matrices, the way with fewer transposes."""
        ways = []
        for names in permutations(free):
            try:
                ways += [(names, term) for term in self.term(p, names)]
            except NoMatrix:
                return None
        if not ways:
            return None
        names, term = min(ways, key=lambda way: transposes(way[1].chain))
        factors = [Factor(e, (), q) for e, q in term.scalars]
        if term.chain:
            factors.append(Factor(product(term.chain), tuple(map(integer, names))))
        return Product(term.coefficient, tuple(factors))

    # ------------------------------------------------------------ one product
    def term(self, p: Product, free: tuple[str, ...]) -> list[Term]:
        p = p.simplified(self.extents)
        if not p.coefficient:
            return []
        p = with_softmax(self._lift_all(p, free))
        labels = self._labels(p)
        if labels & set(free):
            raise NoMatrix("a free index stands in a label")
        inner = replace(p, binders=tuple(b for b in p.binders if b.name not in labels))
        around, self.labels = self.labels, self.labels | labels
        try:
            term = self._reduced(inner, free)
        finally:
            self.labels = around
        for b in reversed([b for b in p.binders if b.name in labels]):
            term = self._summed(term, b, free)
        return [term]

    def _labels(self, p: Product) -> set[str]:
        """Index names that stand inside of atoms or in shifted indices, where no contraction reaches them."""
        made = {b.name for b in p.binders} | set(self.extents)
        found: set[str] = set()
        for f in p.factors:
            found |= names_of(f.atom) & made if not f.is_delta else set()
            for q in f.indices:
                lone = q.lone_symbol()
                if lone is None or lone.labels:
                    found |= q.names() & made
        for b in p.binders:
            if b.lower != 1 or b.name not in self.extents or b.upper != self.extents[b.name]:
                found.add(b.name)
            found |= (b.lower.names() | b.upper.names()) & made
        return found

    def _lift_all(self, p: Product, free: tuple[str, ...]) -> Product:
        """exp(z_i) becomes exp(z)[i]: names leave the inside of atoms where they can."""
        made = {b.name for b in p.binders} | set(free)
        return replace(p, factors=tuple(self._lifted_factor(f, made) for f in p.factors))

    def _lifted_factor(self, f: Factor, made: set[str]) -> Factor:
        if isinstance(f.atom, Sum) and not f.indices:
            return self._closed_sum(f)
        inner = set() if f.is_delta else names_of(f.atom) & made
        if len(inner) == 1 and isinstance(f.atom, Softmax):
            return self._lifted_softmax(f, *inner)
        if not inner or f.atom.shape or len(inner) > 2 or not isinstance(f.atom, (Apply, Add, Power)):
            return f
        names = tuple(sorted(inner))
        try:
            match f.atom:
                case Apply(g, order, a):
                    value: Expression = Apply(g, order, self.lifted(a, names))
                case Power(a, q):
                    value = Power(self.lifted(a, names), q)
                case Add(terms):
                    value = self._lifted_sum(terms, names)
        except NoMatrix:
            return f
        return Factor(value, tuple(map(integer, names)), f.exponent)

    def _lifted_softmax(self, f: Factor, name: str) -> Factor:
        """softmax(a_i)[k] as the entry [i, k] of a softmax row by row."""
        column = self.opening.index(f.atom.shape[0])
        try:
            terms = self.terms(self.opening.entry(f.atom.arg, (integer(column),)), (name, column))
        except NoMatrix:
            return f
        whole = assembled(terms, (self.extents[name], self.extents[column]))
        return Factor(RowSoftmax(whole), (integer(name), *f.indices), f.exponent)

    def _closed_sum(self, f: Factor) -> Factor:
        """A scalar Σ as a product of arrays, if it is one."""
        try:
            value = self.lifted(f.atom, ())
        except NoMatrix:
            return f
        return f._replace(atom=value) if not any(isinstance(x, Sum) for x in value.walk()) else f

    def _lifted_sum(self, terms, names) -> Expression:
        family = [p for t in terms for p in self.opening.entry(t)]
        return assembled(self.terms(family, names), tuple(self.extents[n] for n in names))

    # ------------------------------------------------------------ items
    def _items(self, p: Product) -> tuple[list[Scalar], list[Item], list[tuple[str, str]], dict[str, P]]:
        """Scalars, items, deltas of free names, and the range of each bound name."""
        scalars: list[Scalar] = []
        items: list[Item] = []
        deltas: list[tuple[str, str]] = []
        bound = {b.name: b.upper for b in p.binders}
        for f in p.factors:
            if f.is_delta:
                deltas += self._delta(f, items, bound)
            elif not f.indices:
                scalars.append((f.atom, f.exponent))
            elif len(f.indices) > 2:
                raise NoMatrix("an array of more than two axes")
            else:
                self._place(f, scalars, items, bound)
        return scalars, items, deltas, bound

    def _delta(self, f: Factor, items: list[Item], bound) -> list[tuple[str, str]]:
        made = [q.lone_symbol().name if self._is_name(q) else None for q in f.indices]
        if None not in made:
            return [tuple(made)]
        if made == [None, None]:
            raise NoMatrix("a delta of labels")
        name = made[0] or made[1]
        place = f.indices[0] if made[0] is None else f.indices[1]
        items.append(Item((UnitVector(place, self.extents[name]),), (name,)))
        return []

    def _place(self, f: Factor, scalars: list[Scalar], items: list[Item], bound) -> None:
        """An entry at names; a fixed place in an array is an entry, or a product with a unit vector."""
        fixed = [not self._is_name(q) for q in f.indices]
        if all(fixed):
            scalars.append((Entry(f.atom, f.indices), f.exponent))
            return
        atom, names = raised(f.atom, f.exponent), []
        if len(atom.shape) == 2 and f.exponent not in (1, 2):
            atom = Power(f.atom, f.exponent)
        if any(fixed) and len(f.indices) == 2 and self.opening.context.simplify(f.atom.shape[fixed.index(True)]) == 1:
            vector = Squeeze(Transpose(atom), (1,)) if fixed[0] else Squeeze(atom, (1,))
            items.append(Item((vector,), (f.indices[fixed.index(False)].lone_symbol().name,)))
            return
        for q, is_fixed, extent in zip(f.indices, fixed, f.atom.shape):
            if is_fixed:
                name = self.opening.index(extent)
                bound[name] = self.extents[name]
                items.append(Item((UnitVector(q, extent),), (name,)))
                names.append(name)
            else:
                names.append(q.lone_symbol().name)
        items.append(Item((atom,), tuple(names)))

    def _is_name(self, q: P) -> bool:
        symbol = q.lone_symbol()
        return symbol is not None and not symbol.labels and symbol.name in self.extents and symbol.name not in self.labels

    # ------------------------------------------------------------ elimination
    def _reduced(self, p: Product, free: tuple[str, ...]) -> Term:
        scalars, items, deltas, bound = self._items(p)
        network = Network(self.chains, items, scalars, {n: self.extents.get(n, u) for n, u in bound.items()})
        network.eliminate()
        chain = network.assembled(free, deltas, self.extents)
        return normal_term(p.coefficient, network.scalars, chain, self.chains)

    def _summed(self, term: Term, b: Binder, free: tuple[str, ...]) -> Term:
        """Σ over a label; what does not mention it stands before the sum."""
        inner = [s for s in term.scalars if b.name in names_of(s[0])]
        outer = [s for s in term.scalars if s not in inner]
        mentions = [b.name in names_of(e) for e in term.chain]
        if not inner and not any(mentions):
            return normal_term(term.coefficient, outer + [(Integer(b.upper - b.lower + 1), Fraction(1))], term.chain, self.chains)
        first = mentions.index(True) if any(mentions) else len(term.chain)
        last = len(term.chain) - mentions[::-1].index(True) if any(mentions) else first
        middle = term.chain[first:last]
        body = scaled_by(inner, product(middle) if middle else None)
        summed = Sum(b.name, b.lower, b.upper, body)
        if not middle and not body.shape:
            return normal_term(term.coefficient, outer + [(summed, Fraction(1))], term.chain, self.chains)
        return normal_term(term.coefficient, outer, term.chain[:first] + (summed,) + term.chain[last:], self.chains)


def with_softmax(p: Product) -> Product:
    """e^z[i] / Σ_k e^{z_k} is softmax(z)[i]."""
    for f in p.factors:
        if isinstance(f.atom, Apply) and f.atom.function == "exp" and len(f.atom.shape) == 1 and f.exponent == 1:
            below = next((g for g in p.factors if not g.indices and g.exponent <= -1
                          and exponentials(g.atom) == f.atom.arg), None)
            if below is not None:
                rest = [g for g in p.factors if g is not f and g is not below]
                rest += [below._replace(exponent=below.exponent + 1), Factor(Softmax(f.atom.arg), f.indices)]
                return with_softmax(replace(p, factors=merged(rest)))
    return p
