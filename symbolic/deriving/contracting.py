r"""From index notation to matrix notation: which matrix has these entries.

``Contraction.term`` finds, for a product of factors with at most two free
indices, scalars and a chain of matrices whose entry it is, by eliminating one
bound index after the other:

| the bound index k stands in | becomes |
|---|---|
| u[k] v[k] | uᵀv |
| u[k], v[k], … | (u ⊙ v)[k] |
| M[i, k] v[k] | (M v)[i] |
| M[i, k] N[k, j] | (M N)[i, j] |
| M[i, k] v[k] N[k, j] | (M diag(v) N)[i, j] |
| M[i, k], v[k] alone | (M **1**)[i], **1**ᵀv |
| M[k, k] | tr M |
| M[i, j] N[i, j] | (M ⊙ N)[i, j], tr(Mᵀ N) |

An index that labels (x_i of a family) stays under its Σ.  Each elimination
removes an index or a factor, so it ends; ``NoMatrix`` is raised for what has no
such form.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations
from typing import Iterator, NamedTuple

from symbolic.language.expressions import (
    Add, Apply, Constant, Diagonal, DiagonalPart, Entry, Expand, Expression, Identity, Integer, Number, Power, Squeeze, Sum,
    Times, Trace, Transpose, UnitVector,
)
from symbolic.language.idioms import RowSoftmax, Softmax, exponentials
from symbolic.language.integers import IntegerPolynomial, integer

from .chains import Chain, Chains, entrywise, product, raised, row_by, transposes, weight
from .networks import Binder, Factor, Product, connected, merged, names_of
from .opening import Opening

P = IntegerPolynomial
Scalar = tuple[Expression, Fraction]


class NoMatrix(Exception):
    """This product of entries is no entry of a product of matrices."""


@dataclass(frozen=True)
class Term:
    """coefficient · Π scalarᵠ · chain; no chain where the value is a scalar."""
    coefficient: Fraction
    scalars: tuple[Scalar, ...]
    chain: Chain

    @property
    def key(self) -> tuple:
        return self.scalars, self.chain


class Item(NamedTuple):
    """The entry of a chain at one or two names."""
    chain: Chain
    names: tuple[str, ...]


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
            p = with_softmax(self._lift_all(p.simplified(), free))
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
        from .collecting import assembled, shared
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
        from .collecting import assembled
        terms = self.terms(self.opening.entry(e), names)
        return assembled(terms, tuple(self.extents[n] for n in names))

    # ------------------------------------------------------------ index notation
    def compacted(self, p: Product, free: tuple[str, ...]) -> Product:
        """The product with what is joined by bound indices as entries of products of matrices, as far as it is."""
        p = p.simplified()
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
        names, term = min(ways, key=lambda way: sum(isinstance(e, Transpose) for e in way[1].chain))
        factors = [Factor(e, (), q) for e, q in term.scalars]
        if term.chain:
            factors.append(Factor(product(term.chain), tuple(map(integer, names))))
        return Product(term.coefficient, tuple(factors))

    # ------------------------------------------------------------ one product
    def term(self, p: Product, free: tuple[str, ...]) -> list[Term]:
        p = p.simplified()
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
        from .collecting import assembled
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
        from .collecting import assembled
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
        names = [q.lone_symbol() for q in f.indices]
        made = [n.name if n is not None and n.name in self.extents else None for n in names]
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
        if len(atom.shape) == 2 and f.exponent != 1:
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
            below = next((g for g in p.factors if not g.indices and g.exponent <= -1 and exponentials(g.atom) == f.atom.arg), None)
            if below is not None:
                rest = [g for g in p.factors if g is not f and g is not below]
                rest += [below._replace(exponent=below.exponent + 1), Factor(Softmax(f.atom.arg), f.indices)]
                return with_softmax(replace(p, factors=merged(rest)))
    return p


def scaled_by(scalars: list[Scalar], body: Expression | None) -> Expression:
    """Π scalarᵠ · body."""
    result = body
    for e, q in reversed(scalars):
        value = Power(e, q) if q != 1 else e
        result = value if result is None else Times(value, result)
    return Number(Fraction(1)) if result is None else result


def normal_term(coefficient: Fraction, scalars: list[Scalar], chain: Chain, chains: Chains) -> Term:
    """Numbers in the coefficient, equal scalars put together, chains simplified."""
    found: dict[Expression, Fraction] = {}
    for e, q in scalars:
        match e:
            case Number(value) if q.denominator == 1:
                coefficient *= value ** int(q)
            case Integer(p) if p.constant() is not None and q.denominator == 1:
                coefficient *= Fraction(p.constant()) ** int(q)
            case _:
                found[e] = found.get(e, Fraction(0)) + q
    kept = sorted(((e, q) for e, q in found.items() if q), key=_rank)
    return Term(coefficient, tuple(kept), chains.simplified(chain) if chain else chain)


def _rank(s: Scalar) -> tuple:
    """Above the line before below, small before large, sums last."""
    e, q = s
    return (q < 0, *weight(e))


class Network:
    """Items joined by bound names, to be contracted; ``scalars`` collects what is closed."""

    def __init__(self, chains: Chains, items: list[Item], scalars: list[Scalar], bound: dict[str, P]):
        self.chains, self.items, self.scalars, self.bound = chains, list(items), list(scalars), dict(bound)

    def eliminate(self) -> None:
        """Contract until no bound name is left.  Raises ``NoMatrix``."""
        while self.bound:
            if not any(step() for step in (self._loops, self._ends, self._vectors, self._chains, self._parallel)):
                raise NoMatrix("indices that no product of matrices joins")

    def _at(self, name: str) -> list[Item]:
        return [x for x in self.items if name in x.names]

    def _replace(self, old: list[Item], *new: Item) -> bool:
        place = min(map(self.items.index, old))
        for x in old:
            self.items.remove(x)
        self.items[place:place] = new
        return True

    def _done(self, name: str) -> bool:
        del self.bound[name]
        return True

    # ------------------------------------------------------------ steps
    def _loops(self) -> bool:
        """M[k, k]."""
        for x in self.items:
            if len(x.names) == 2 and x.names[0] == x.names[1]:
                k = x.names[0]
                if k in self.bound and len(self._at(k)) == 1:
                    self.items.remove(x)
                    self.scalars.append((self._trace(x.chain), Fraction(1)))
                    return self._done(k)
                return self._replace([x], Item((DiagonalPart(product(self.chains.simplified(x.chain))),), (k,)))
        return False

    def _trace(self, chain: Chain) -> Expression:
        chain = self.chains.simplified(chain)
        rotations = [chain[k:] + chain[:k] for k in range(len(chain))]
        ways = rotations + [self.chains.transposed(c) for c in rotations]
        best = min(map(self.chains.simplified, ways), key=lambda c: (len(c), sum(isinstance(e, Transpose) for e in c), repr(c)))
        if isinstance(best[0], Identity) and len(best) == 1:
            return Integer(best[0].extent)
        return Trace(product(best))

    def _ends(self) -> bool:
        """A bound name in one item, or in none."""
        for k in list(self.bound):
            match self._at(k):
                case []:
                    self.scalars.append((Integer(self.bound[k]), Fraction(1)))
                    return self._done(k)
                case [Item(chain, (name,)) as x]:
                    self.items.remove(x)
                    self.scalars.append((self._inner((Constant(Fraction(1), (self.bound[k],)),), chain), Fraction(1)))
                    return self._done(k)
        return False

    def _vectors(self) -> bool:
        """Vectors at a bound name: merged, then joined with each other or with the one matrix there."""
        for k in list(self.bound):
            here = self._at(k)
            vectors = [x for x in here if len(x.names) == 1]
            matrices = [x for x in here if len(x.names) == 2]
            if not matrices and len(vectors) == 2:
                for x in vectors:
                    self.items.remove(x)
                self.scalars.append((self._inner(vectors[0].chain, vectors[1].chain), Fraction(1)))
                return self._done(k)
            if len(vectors) > 1 and (matrices or len(vectors) > 2):
                group = vectors if matrices else vectors[:-1]
                merged = entrywise([product(x.chain) for x in group])
                return self._replace(group, Item((merged,), (k,)))
            if len(matrices) == 1 and len(vectors) == 1:
                other, chain = self._leading_to(matrices[0], k)
                self._replace(here, Item(chain + vectors[0].chain, (other,)))
                return self._done(k)
        return False

    def _chains(self) -> bool:
        """Two matrices at a bound name, with a vector or without; a single matrix with nothing."""
        for k in list(self.bound):
            here = self._at(k)
            vectors = [x for x in here if len(x.names) == 1]
            matrices = [x for x in here if len(x.names) == 2]
            if len(matrices) == 2 and len(vectors) <= 1 and not self._same_names(matrices, k):
                i, left = self._leading_to(matrices[0], k)
                j, right = self._leading_to(matrices[1], k)
                middle = (Diagonal(product(vectors[0].chain)),) if vectors else ()
                chain = self.chains.simplified(left + middle + self.chains.transposed(right))
                self._replace(here, Item(chain, (i, j)))
                return self._done(k)
            if len(matrices) == 1 and not vectors:
                i, left = self._leading_to(matrices[0], k)
                self._replace(here, Item(left + (Constant(Fraction(1), (self.bound[k],)),), (i,)))
                return self._done(k)
        return False

    def _same_names(self, matrices: list[Item], k: str) -> bool:
        """Two matrices at one pair of names are joined here only if nothing else stands there."""
        a, b = matrices
        if set(a.names) != set(b.names):
            return False
        other = next(n for n in a.names if n != k)
        return len(self._at(other)) > 2 or len(self._at(k)) > 2 or other not in self.bound

    def _parallel(self) -> bool:
        """M[i, j] N[i, j] = (M ⊙ N)[i, j]."""
        for a in self.items:
            for b in self.items:
                if a is not b and len(a.names) == len(b.names) == 2 and set(a.names) == set(b.names):
                    turned = b.chain if a.names == b.names else self.chains.transposed(b.chain)
                    ways = [(a.names, a.chain, turned),
                            (a.names[::-1], self.chains.transposed(a.chain), self.chains.transposed(turned))]
                    names, left, right = min(ways, key=lambda way: transposes(way[1]) + transposes(way[2]))
                    return self._replace([a, b], Item((entrywise([product(left), product(right)]),), names))
        return False

    def _leading_to(self, x: Item, k: str) -> tuple[str, Chain]:
        """(other name, chain) with the name k as column."""
        i, j = x.names
        return (i, x.chain) if j == k else (j, self.chains.transposed(x.chain))

    def _inner(self, u: Chain, v: Chain) -> Expression:
        """uᵀv, the way with fewer transposes."""
        ways = [self.chains.simplified(self.chains.transposed(a) + b) for a, b in ((u, v), (v, u))]
        return row_by(min(ways, key=lambda c: (sum(isinstance(e, Transpose) for e in c), repr(c))))

    # ------------------------------------------------------------ what is left, as one chain
    def assembled(self, free: tuple[str, ...], deltas: list[tuple[str, str]], extents: dict[str, P]) -> Chain:
        """The chain whose entry at the free names is the product of the items left."""
        match free:
            case ():
                return ()
            case (i,):
                return self._vector(i, extents)
            case (i, j):
                return self._matrix(i, j, deltas, extents)
        raise NoMatrix("more than two axes")

    def _vector(self, i: str, extents) -> Chain:
        while self._loops() or self._parallel():
            pass
        here = [x.chain for x in self.items]
        if any(x.names != (i,) for x in self.items):
            raise NoMatrix("more than a vector where a vector is wanted")
        if not here:
            return (Constant(Fraction(1), (extents[i],)),)
        return here[0] if len(here) == 1 else (entrywise([product(c) for c in here]),)

    def _matrix(self, i: str, j: str, deltas, extents) -> Chain:
        if deltas:
            self.items = [Item(x.chain, tuple(i if n == j else n for n in x.names)) for x in self.items]
            while self._loops():
                pass
            vector = self._vector(i, extents) if self.items else ()
            return (Diagonal(product(vector)),) if vector else (Identity(extents[i]),)
        while self._parallel():
            pass
        columns = [x.chain for x in self.items if x.names == (i,)]
        rows = [x.chain for x in self.items if x.names == (j,)]
        both = [x for x in self.items if len(x.names) == 2]
        if both:
            x, = both
            chain = x.chain if x.names == (i, j) else self.chains.transposed(x.chain)
            left = (Diagonal(entrywise([product(c) for c in columns])),) if columns else ()
            right = (Diagonal(entrywise([product(c) for c in rows])),) if rows else ()
            return left + chain + right
        column = columns[0] if len(columns) == 1 else (entrywise([product(c) for c in columns]) if columns else Constant(Fraction(1), (extents[i],)),)
        row = rows[0] if len(rows) == 1 else (entrywise([product(c) for c in rows]) if rows else Constant(Fraction(1), (extents[j],)),)
        return column[:-1] + (Expand(column[-1], (1,)),) + self.chains.transposed(row)
