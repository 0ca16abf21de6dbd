r"""Equality of expressions with inverses of sums: multiply through and compare.

If f(i) = Σ_k (M⁻¹)_ik g(k) + h(i), then f = 0 for all i if and only if
g(a) + Σ_b M_ab h(b) = 0 for all a, which has one inverse less; so the
push-through identities and Woodbury's formula are decided.  A sum without a
free index, x^T M⁻¹ y or a trace, is first stripped of an entry of a symbol that
every monomial has: f = Σ_i x_i f(i), and f(i) = 0 is shown.
"""
from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import Iterator, Sequence

from symbolic.language.expressions import Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from . import matrix_rules as rules
from .record import Theorem
from .scalars import RationalEquality
from .telescoping import telescoped
from .polynomials import minus
from .terms import Term

P = IntegerPolynomial
BORDERS = 3  # inverses tried, one after the other, at each level
MULTIPLICATIONS = 16  # at most, in one search
STRIPPINGS = 4  # ways to choose the entry of a symbol that is stripped


@dataclass(frozen=True)
class _Border:
    """The inverse of t's matrix with the free index ``name`` at its place 0 or 1."""
    t: Term
    name: str
    place: int


class MatrixEquality(RationalEquality):
    """Equality of polynomials whose atoms are entries of inverses, reciprocals and roots."""

    LEVELS = 7

    def __init__(self, trace, normalizer):
        super().__init__(trace, normalizer.normal)
        self.plain, self.matrices = normalizer.plain.normal, normalizer.matrices
        self.level, self.left = 0, MULTIPLICATIONS

    def joined(self, left: Theorem, right: Theorem) -> Theorem | None:
        """a = b from a = its normal form and b = its, or None.

        If these differ, it is tried once more with matrices left beside their
        inverses: tr(B M⁻¹) keeps what it has in common with the other side.
        """
        ways = [(left, right)]
        if any(_has_inverse(a) for p in (left, right) for m in self.terms.polynomial(p.right) for a, _ in m):
            ways.append((self.plain(left.left), self.plain(right.left)))
        for one, other in ways:
            same = self.trace.refl(one.right) if one.right is other.right else self.equal(one.right, other.right)
            if same is not None:
                return self.trace.trans(one, same, self.trace.sym(other))
        return None

    def equal(self, left: Term, right: Term, depth: int = RationalEquality.DEPTH) -> Theorem | None:
        """left = right, multiplying through by a matrix or clearing a denominator, or None."""
        f = minus(self.terms.polynomial(left), self.terms.polynomial(right))
        if f and self.level < self.LEVELS and any(_has_inverse(a) for m in f for a, _ in m):
            self.level += 1
            zero = self._vanishes(f, depth)
            self.level -= 1
            if zero is not None:
                return self.trace.combine(left, right, [(zero, self.terms.one)])
        return super().equal(left, right, depth) or (
            telescoped(self, left, right, depth) or self._of_skew_matrices(left, right, f) if f and depth else None)

    def _of_skew_matrices(self, left: Term, right: Term, f: dict) -> Theorem | None:
        """f = q (d − (−1)^n d) = 0 for the determinant d of an antisymmetric matrix."""
        terms = self.terms
        for d in dict.fromkeys(a for m in f for a, _ in m if a.op == "determinant"):
            p = self.matrices.of_skew(d)
            sign = None if p is None else self.normal(p.right)
            if sign is None or sign.right.op != "mul":
                continue
            powers = [a for a in sign.right.args if a is not d]
            q = terms.from_polynomial({tuple((a, k - (a is d)) for a, k in m if a is not d or k > 1): c for m, c in f.items()
                                       if any(a is d for a, _ in m) and not any(a in powers for a, _ in m)})
            rest = terms.add([left, terms.negative(right), terms.mul([q, terms.add([sign.right, terms.negative(d)])])])
            if not any(terms.polynomial(rest).values()):
                return self.trace.combine(left, right, [(self.trace.trans(p, sign), q)])
        return None

    def _vanishes(self, f: dict, depth: int) -> Theorem | None:
        """The polynomial f is 0, or None."""
        borders = self._borders(f)
        if borders:
            ways = (self._multiplied(f, border, depth) for border in borders)
        else:
            ways = (self._stripped(f, entries, depth) for entries in (self._strippings(f) if self.level == 1 else ()))
        return next(filter(None, ways), None)

    # ------------------------------------------------------------ multiplying through
    def _borders(self, f: dict) -> list[_Border]:
        """Inverses with a free index that their monomial has nowhere else.

        To multiply by one is as good as by another, but what then stands inside
        a product is out of reach; so the largest matrix comes first, and then
        the one that makes f grow least.
        """
        found: dict[tuple, _Border] = {}
        begun: dict[tuple, int] = {}
        for m in f:
            for t in _inverses_of(m):
                for place, p in enumerate(t.data[1]):
                    symbol = p.lone_symbol()
                    if symbol is None or symbol.name not in self._free(m) or symbol.name not in self.terms.extents:
                        continue
                    if self.terms.extents[symbol.name] == rules.extent_of(self.terms, t):
                        key = t.args[0], symbol.name, place
                        found.setdefault(key, _Border(t, symbol.name, place))
                        begun[key] = begun.get(key, 0) + 1

        def growth(key: tuple) -> tuple:
            body = key[0]
            return (len(body.args) if body.op == "add" else 1) * (len(f) - begun[key]), -body.height, body.order

        def size(key: tuple) -> tuple:
            return -key[0].height, -key[0].order

        ways = zip(sorted(found, key=size), sorted(found, key=growth))
        return [found[key] for key in dict.fromkeys(key for way in ways for key in way)][:BORDERS]

    @staticmethod
    def _free(m: tuple) -> frozenset[str]:
        return frozenset().union(*(a.free for a, _ in m))

    def _multiplied(self, f: dict, border: _Border, depth: int) -> Theorem | None:
        trace, terms = self.trace, self.terms
        existence = self.matrices.existence(border.t)
        if existence is None or self.left == 0:
            return None
        self.left -= 1
        i, extent = border.name, rules.extent_of(terms, border.t)
        a, b = (trace.variable(extent) for _ in range(2))
        inside, outside = [], []
        for m, c in f.items():
            g = self._quotient(m, border, a)
            (inside if g is not None else outside).append(terms.mul([terms.num(c), g or terms.monomial(m)]))
        if not inside:
            return None
        h = terms.replace(terms.add(outside), {i: integer(b)})
        entry = rules.entry_at(terms, border.t, *self._places(border, a, b))
        z = terms.add([*inside, terms.sum([b], terms.mul([entry, h]))])
        p = self.normal(z)
        q = self.equal(p.right, terms.zero, depth - 1)
        if q is None:
            return None
        return self._assembled(f, border, existence, (a, b), inside, h, trace.trans(p, q))

    @staticmethod
    def _places(border: _Border, near: str, far: str) -> tuple[P, P]:
        """The two names as row and column, in the order in which they stand for an inverse on this side."""
        names = (near, far) if border.place == 0 else (far, near)
        return tuple(map(integer, names))

    def _quotient(self, m: tuple, border: _Border, a: str) -> Term | None:
        """g(a) with Σ_a (M⁻¹)_ia g(a) = the monomial, or None if that inverse does not begin it."""
        terms, i = self.terms, border.name
        for place, (atom, k) in enumerate(m):
            if i not in atom.free:
                continue
            others = terms.monomial(m[:place] + m[place + 1:])
            if k != 1 or i in others.free:
                return None
            names, body = terms.open(atom) if atom.op == "sum" else ([], atom)
            factors = list(body.args) if body.op == "mul" else [body]
            found = [x for x in factors if i in x.free]
            if len(found) != 1 or found[0].op != "inv" or found[0].args[0] is not border.t.args[0]:
                return None
            inverse, = found
            if i in inverse.args[0].free:
                return None
            here, there = inverse.data[1][border.place], inverse.data[1][1 - border.place]
            if here != integer(i) and inverse.args[0] in terms.symmetric_matrices:
                here, there = there, here
            if here != integer(i) or i in there.names():
                return None
            factors.remove(inverse)
            return terms.mul([others, terms.sum(names, terms.mul([*factors, terms.delta(integer(a), there)]))])
        return None

    def _assembled(self, f: dict, border: _Border, existence, names, inside, h: Term, zero: Theorem) -> Theorem | None:
        """f = Σ_a (M⁻¹)_ia (g(a) + Σ_b M_ab h(b)) = 0."""
        trace, terms, (a, b) = self.trace, self.terms, names
        inverse = rules.inverse_at(terms, border.t, *self._places(border, border.name, a))
        product = terms.mul([inverse, zero.left])
        vanishing = trace.sum_cong([a], trace.combine(product, terms.zero, [(zero, inverse)]))
        vanishing = trace.trans(vanishing, self.plain(vanishing.right))

        corner = rules.inverse_at(terms, border.t, *self._places(border, border.name, b))
        unit = rules.inverse_cancel(trace, corner, existence, "left" if border.place == 0 else "right")
        first = terms.sum([a], terms.mul([inverse, terms.add(inside)]))
        pair = trace.ring(terms.mul([unit.left, h]), terms.mul([unit.right, h]), [unit])
        second = trace.sum_cong([b], pair)
        joined, parted = terms.add([first, second.left]), terms.add([first, second.right])
        whole = terms.from_polynomial(f)
        steps = [self.plain(whole), self.plain(parted), self.plain(joined), self.plain(vanishing.left)]
        if steps[0].right is not steps[1].right or steps[2].right is not steps[3].right:
            return None
        back = trace.combine(parted, joined, [(trace.sym(second), terms.one)])
        return trace.trans(steps[0], trace.sym(steps[1]), back, steps[2], trace.sym(steps[3]), vanishing)

    # ------------------------------------------------------------ stripping
    def _strippings(self, f: dict) -> Iterator[list[tuple[int, Term]]]:
        """For a symbol of which every monomial has entries in a sum: the place of the sum, and one of the entries."""
        found: dict[Symbol, list[list[tuple[int, Term]]]] = {}
        for k, m in enumerate(f):
            for place, (atom, power) in enumerate(m):
                for x in _summand(atom) if power == 1 and atom.op == "sum" else ():
                    if x.op == "at" and isinstance(x.data[0], Symbol) and x.data[1]:
                        found.setdefault(x.data[0], [[] for _ in f])[k].append((place, x))
        ways = [choices for choices in found.values() if all(choices)]
        for choices in sorted(ways, key=lambda c: sum(map(len, c))):
            yield from islice(product(*choices), STRIPPINGS)

    def _stripped(self, f: dict, entries: Sequence[tuple[int, Term]], depth: int) -> Theorem | None:
        trace, terms = self.trace, self.terms
        symbol = entries[0][1].data[0]
        names = [trace.variable(d) for d in symbol.shape]
        parts = []
        for (m, c), (place, entry) in zip(f.items(), entries):
            bound, body = m[place][0].data, m[place][0].args[0]
            factors = list(body.args) if body.op == "mul" else [body]
            factors.remove(entry)
            factors += [terms.delta(integer(n), p) for n, p in zip(names, entry.data[1])]
            others = terms.monomial(m[:place] + m[place + 1:], c)
            parts.append(terms.mul([others, terms.sum(bound, terms.mul(factors))]))
        inner = terms.add(parts)
        p = self.normal(inner)
        q = self.equal(p.right, terms.zero, depth - 1)
        if q is None:
            return None
        entry = terms.at(symbol, map(integer, names))
        nothing = trace.combine(terms.mul([entry, inner]), terms.zero, [(trace.trans(p, q), entry)])
        vanishing = trace.sum_cong(names, nothing)
        whole, other = self.plain(terms.from_polynomial(f)), self.plain(vanishing.left)
        if whole.right is not other.right:
            return None
        return trace.trans(whole, trace.sym(other), vanishing, self.plain(vanishing.right))


def _summand(atom: Term) -> tuple[Term, ...]:
    """The factors of a connected sum, or the atom itself."""
    body = atom.args[0] if atom.op == "sum" else atom
    return body.args if body.op == "mul" else (body,)


def _inverses_of(m: tuple) -> Iterator[Term]:
    for atom, _ in m:
        yield from (x for x in _summand(atom) if x.op == "inv")


def _has_inverse(atom: Term) -> bool:
    return any(x.op == "inv" for x in _summand(atom))
