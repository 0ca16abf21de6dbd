r"""Networks of entries contracted: which product of matrices has these entries.

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

Each elimination removes an index or a factor, so it ends; ``NoMatrix`` is raised
for what has no such form.
"""
from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from symbolic.language.expressions import (
    Constant, Diagonal, DiagonalPart, Expand, Expression, Identity, Integer, Times, Trace, Transpose,
)
from symbolic.language.integers import IntegerPolynomial

from .chains import Chain, Chains, entrywise, entrywise_factors, product, row_by, transposes
from .summands import Scalar

P = IntegerPolynomial


class NoMatrix(Exception):
    """This product of entries is no entry of a product of matrices."""


class Item(NamedTuple):
    """The entry of a chain at one or two names."""
    chain: Chain
    names: tuple[str, ...]


class Network:
    """Items joined by bound names, to be contracted; ``scalars`` collects what is closed."""

    def __init__(self, chains: Chains, items: list[Item], scalars: list[Scalar], bound: dict[str, P]):
        self.chains, self.items, self.scalars, self.bound = chains, list(items), list(scalars), dict(bound)

    def eliminate(self) -> None:
        """Contract until no bound name is left.  Raises ``NoMatrix``."""
        while self.bound:
            if not any(step() for step in (self._loops, self._squares, self._ends, self._vectors, self._chains, self._parallel)):
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
        best = min(map(self.chains.simplified, ways),
                   key=lambda c: (len(c), transposes(c), not isinstance(c[0], Transpose), repr(c)))
        if isinstance(best[0], Identity) and len(best) == 1:
            return Integer(best[0].extent)
        return Trace(product(best))

    def _squares(self) -> bool:
        """Σ_ij A_ij B_ij = tr(AᵀB)."""
        for x in self.items:
            if len(x.names) == 2 and len(x.chain) == 1 and isinstance(x.chain[0], Times) \
                    and all(k in self.bound and self._at(k) == [x] for k in x.names):
                factors = entrywise_factors(x.chain[0])
                if len(factors) != 2:
                    continue
                self.items.remove(x)
                self.scalars.append((self._trace((self.chains.transpose(factors[0]), factors[1])), Fraction(1)))
                return all(map(self._done, x.names))
        return False

    def _ends(self) -> bool:
        """A bound name in one item, or in none."""
        for k in list(self.bound):
            match self._at(k):
                case []:
                    self.scalars.append((Integer(self.bound[k]), Fraction(1)))
                    return self._done(k)
                case [Item(chain, (_,)) as x]:
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
        return row_by(min(ways, key=lambda c: (transposes(c), repr(c))))

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
        if any(x.names != (i,) for x in self.items):
            raise NoMatrix("more than a vector where a vector is wanted")
        return self._one([x.chain for x in self.items], extents[i])

    @staticmethod
    def _one(chains: list[Chain], extent: P) -> Chain:
        """The entrywise product of vectors, of none the vector of ones."""
        if len(chains) == 1:
            return chains[0]
        return (entrywise([product(c) for c in chains]) if chains else Constant(Fraction(1), (extent,)),)

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
        column, row = self._one(columns, extents[i]), self._one(rows, extents[j])
        return column[:-1] + (Expand(column[-1], (1,)),) + self.chains.transposed(row)
