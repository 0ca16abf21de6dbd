r"""Facts about the atoms of a term: what is known to be ≥ 0 besides what shows by form.

Assumed inequalities at the indices that occur; a maximum above its members; the
values of a monotone function in the order of its arguments; a quadratic form
of a positive semidefinite matrix.
"""
from __future__ import annotations

from itertools import permutations, product
from typing import Iterator

from symbolic.language.context import Assumption
from symbolic.language.expressions import Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .record import Refused
from .signs import Sign
from .terms import Term

P = IntegerPolynomial
MOST_VALUES, MOST_FACTS, MOST_PAIRS = 6, 40, 12
ORDERED = frozenset({"<=", "<", ">=", ">"})
SIGNED = {"positive": (1, True), "nonnegative": (1, False), "negative": (-1, True), "nonpositive": (-1, False)}
"""Words about a symbol, with the factor that makes what they say > 0 or, not strictly, ≥ 0."""


class Facts:
    """Facts under one search for inequalities, each in normal form."""

    def __init__(self, inequalities):
        self.inequalities, self.normalizer = inequalities, inequalities.normalizer
        self.trace, self.terms, self.signs = self.normalizer.trace, self.normalizer.terms, inequalities.signs
        self.assumptions = [(k, a) for k, a in enumerate(self.trace.context.assumptions) if a.relation in ORDERED]
        self.signed = [(t, word) for t in self.trace.context.tensors if not t.labels and self.trace.context.definitions_of(t.name)
                       for word in SIGNED if word in t.properties]
        self._chains: list | None = None

    def __bool__(self) -> bool:
        """Is anything given that orders numbers?"""
        return bool(self.assumptions or self.signed)

    def about(self, t: Term, depth: int) -> list[Sign]:
        """What is known of the atoms of t, and of the atoms in that."""
        found: dict[Term, Sign] = {}
        values, places = self._indices([t]), self._entries([t])
        for known in (*self._assumed(values), *self._members(t, values, depth)):
            found.setdefault(known.term, known)
            for argument in self._arguments(known):
                found.setdefault(argument.term, argument)
        atoms, seen = self._atoms([t, *found]), set()
        while atoms and len(found) < MOST_FACTS:
            seen |= atoms
            before = len(found)
            calls = [*self._calls(atoms), *self._exponentials([t, *found])]
            for known in (*self._maxima(atoms, values, places), *self._functions(calls, depth), *self._sums(atoms)):
                found.setdefault(known.term, known)
            atoms = self._atoms(list(found)[before:]) - seen
        return list(found.values())

    def _normal(self, known: Sign) -> Sign:
        """The fact about the normal form, but for a number or a maximum of a list, which say nothing by themselves."""
        p = self.normalizer.normal(known.term)
        return known if p.right.op in ("largest", "num") else self.signs.moved(known, self.trace.sym(p))

    def _atoms(self, terms: list[Term]) -> set[Term]:
        return {a for t in terms for m in self.terms.polynomial(t) for a, _ in m}

    def _entries(self, terms: list[Term]) -> list[Term]:
        """The entries that stand in terms, also inside functions and maxima, at integers that nothing binds."""
        found: list[Term] = []
        stack, seen = list(terms), set()
        while stack:
            t = stack.pop()
            if t in seen:
                continue
            seen.add(t)
            stack += t.args
            if t.op == "at" and not any(n.startswith("%") for p in t.data[1] for n in p.names()):
                found.append(t)
        return found

    def _indices(self, terms: list[Term]) -> list[P]:
        """The integers at which these entries are taken."""
        return list(dict.fromkeys(p for t in self._entries(terms) for p in t.data[1]))[:MOST_VALUES]

    # ------------------------------------------------------------ what is assumed
    def _assumed(self, values: list[P]) -> Iterator[Sign]:
        for number, a in self.assumptions:
            count = len(a.free) + len(a.left.shape)
            for chosen in product(values, repeat=count) if count else [()]:
                known = self._instance(number, a, chosen)
                if known is not None:
                    yield self._normal(known)
        for declared, word in self.signed:
            (factor, strict), symbol = SIGNED[word], declared.symbol()
            for chosen in product(values, repeat=len(symbol.shape)):
                if self._within(chosen, [self.terms.p(extent) for extent in symbol.shape]):
                    known = self.signs.by_form(self.terms.mul([self.terms.num(factor), self.terms.at(symbol, chosen)]), strict)
                    if known is not None:
                        yield self._normal(known)
        for term, name, last, known in self._ascending():
            for first, second in permutations(values, 2):
                at = self.trace.nonnegative
                if at(first - 1) and at(second - first) and at(last - second):
                    yield self._normal(self.signs.ascending(term, name, known, first, second))

    def _instance(self, number: int, a: Assumption, chosen: tuple[P, ...]) -> Sign | None:
        names = [name for name, _ in a.free]
        values, indices = dict(zip(names, chosen)), chosen[len(names):]
        put = lambda p: self.terms.p(p.substitute({s: v for s, v in self._symbols(values)}))
        extents = [put(extent) for _, extent in a.free] + [put(extent) for extent in a.left.shape]
        return self.signs.assumed(number, values, indices) if self._within(chosen, extents) else None

    def _within(self, chosen: tuple[P, ...], extents: list[P]) -> bool:
        return all(self.trace.nonnegative(v - 1) and self.trace.nonnegative(e - v) for v, e in zip(chosen, extents))

    @staticmethod
    def _symbols(values: dict[str, P]):
        return [(integer(name).lone_symbol(), value) for name, value in values.items()]

    def _ascending(self) -> list:
        """(t, v, N + 1, t[v+1] − t ≥ 0) for assumptions with one free name of range 1..N that say so."""
        if self._chains is None:
            self._chains = [found for number, a in self.assumptions if len(a.free) == 1 and not a.left.shape
                            for found in self._chain(number, a)]
        return self._chains

    def _chain(self, number: int, a: Assumption) -> Iterator[tuple[Term, str, P, Sign]]:
        terms, ((own, extent),) = self.terms, a.free
        extent = terms.p(extent)
        name = self.trace.variable(extent)
        try:
            known = self._normal(self.signs.assumed(number, {own: integer(name)}, ()))
        except Refused:
            return
        polynomial = terms.polynomial(known.term)
        if sorted(polynomial.values()) != [-1, 1]:
            return
        (low,) = (m for m, c in polynomial.items() if c == -1)
        t = terms.monomial(low)
        following = terms.replace(t, {name: integer(name) + 1})
        step = self.signs.difference(following, t)
        if name in t.free and terms.polynomial(step) == polynomial:
            yield t, name, extent + 1, self.signs.moved(known, self.trace.ring(step, known.term))

    # ------------------------------------------------------------ maxima
    def _maxima(self, atoms: set[Term], values: list[P], places: list[Term]) -> Iterator[Sign]:
        for a in sorted(atoms, key=lambda x: x.order):
            if a.op == "largest":
                for s in a.args:
                    yield self._normal(self.signs.above_member(a, s))
            elif a.op == "max":
                upper = self.terms.extents[a.data[0]]
                for value in dict.fromkeys([*values, *self._reaching(a, places), integer(1)]):
                    if self.trace.nonnegative(value - 1) and self.trace.nonnegative(upper - value):
                        yield self._normal(self.signs.above_member(a, value))

    def _reaching(self, largest: Term, places: list[Term]) -> Iterator[P]:
        """Values of the index at which an entry in a maximum is one of these: v = p − (q − v) for indices p and q."""
        (name,), body = self.terms.open(largest)
        inside = [x for x in _walk(body) if x.op == "at" and name in x.free]
        for x, place in product(inside, places):
            if x.data[0] == place.data[0]:
                for q, p in zip(x.data[1], place.data[1]):
                    rest = q - integer(name)
                    if name in q.names() and name not in rest.names():
                        yield self.terms.p(p - rest)

    # ------------------------------------------------------------ monotone functions
    @staticmethod
    def _calls(atoms: set[Term]) -> list[Term]:
        return sorted((a for a in atoms if a.op == "fn" and a.data[1] == 0 and a.data[0] != "exp"), key=lambda x: x.order)

    def _exponentials(self, terms: list[Term]) -> list[Term]:
        """exp(2u + v) for exp(u)² exp(v), and exp(0) for 1, of the monomials in terms that are such products."""
        found: dict[Term, None] = {}
        for t in terms:
            for m in self.terms.polynomial(t):
                parts = [self._exponent(a, k) for a, k in m]
                if None not in parts:
                    argument = self.normalizer.normal(self.terms.add(parts)).right
                    found[self.terms.fn("exp", 0, argument)] = None
        return list(found) if len(found) > 1 else []

    def _exponent(self, atom: Term, power: int) -> Term | None:
        if atom.op == "pow" and atom.data == -1:
            atom, power = atom.args[0], -power
        return self.terms.mul([self.terms.num(power), atom.args[0]]) if atom.op == "fn" and atom.data == ("exp", 0) else None

    def _functions(self, calls: list[Term], depth: int) -> Iterator[Sign]:
        pairs = [(a, b) for a, b in permutations(calls, 2) if a.data == b.data]
        for a, b in pairs[:MOST_PAIRS] if depth >= 0 else ():
            (x,), (y,) = a.args, b.args
            direction, why = self.normalizer.order.direction(a.data[0], x)
            if not direction or a.data[0] == "log" and self.signs.seen(y) < 2:
                continue
            known = self.inequalities.shown(self.signs.difference(y, x), self._strict(a.data[0]), depth - 1) \
                or self.inequalities.shown(self.signs.difference(y, x), False, depth - 1)
            if known is not None:
                strict = known.strict and self._strict(a.data[0])
                yield self._normal(self.signs.function(a.data[0], x, y, direction, strict, known, why))

    def _strict(self, name: str) -> bool:
        declared = self.trace.context.function(name)
        if declared is None:
            return name in ("exp", "log")
        return declared.definition is None and not declared.properties.isdisjoint({"increasing", "decreasing"})

    def _arguments(self, known: Sign) -> Iterator[Sign]:
        """b − a from a fact f(b) − f(a), f increasing, or nondecreasing if the fact is strict."""
        signed = sorted(self.terms.polynomial(known.term).items(), key=lambda x: -x[1])
        if [c for _, c in signed] != [1, -1]:
            return
        high, low = (self._value(m) for m, _ in signed)
        if high is None or low is None or high.data != low.data:
            return
        name, (y,), (x,) = high.data[0], high.args, low.args
        direction, why = self.normalizer.order.direction(name, x)
        if direction and (known.strict or self._strict(name)) and (name != "log" or self.signs.seen(y) == 2):
            a, b = (x, y) if direction == 1 else (y, x)
            yield self._normal(self.signs.argument(name, a, b, direction, known, why))

    def _value(self, m: tuple) -> Term | None:
        """The monomial as the value of a function."""
        if len(m) == 1 and m[0][1] == 1 and m[0][0].op == "fn" and m[0][0].data[1] == 0:
            return m[0][0]
        return None

    # ------------------------------------------------------------ sums
    def _sums(self, atoms: set[Term]) -> Iterator[Sign]:
        for a in sorted(atoms, key=lambda x: x.order):
            if a.op == "sum":
                names, body = self.terms.open(a)
                ways = (self._form(a, names, body), self._gram(a, names, body))
                for known in (x for way in ways for x in way):
                    yield self._normal(known)

    def _members(self, t: Term, values: list[P], depth: int) -> Iterator[Sign]:
        """Σ_v f − f_p = Σ_v (1 − δ_vp)² f ≥ 0 for f ≥ 0, Σ_v f what stands in t of sums over one range."""
        terms, bodies = self.terms, {}
        for m, c in terms.polynomial(t).items():
            if c > 0 and len(m) == 1 and m[0][1] == 1 and m[0][0].op == "sum" and len(m[0][0].data) == 1:
                (own,), body = terms.open(m[0][0])
                name, parts = bodies.setdefault(terms.extents[own], (own, []))
                parts.append(terms.mul([terms.num(c), terms.replace(body, {own: integer(name)})]))
        for extent, (name, parts) in bodies.items():
            inside = [v for v in values if self.trace.nonnegative(v - 1) and self.trace.nonnegative(extent - v)]
            known = self.inequalities.shown(terms.add(parts), False, depth - 1) if inside else None
            for value in inside if known is not None else ():
                other = self.signs.difference(terms.one, terms.delta(integer(name), value))
                yield self._normal(self.signs.sum(name, self.signs.product(self.signs.by_form(terms.pow(other, 2)), known)))

    def _form(self, total: Term, names: list[str], body: Term) -> Iterator[Sign]:
        """Σ_ij t_i A_ij t_j ≥ 0 for A positive semidefinite, t_i a product or a sum of products."""
        if body.op != "mul":
            return
        for x in body.args:
            if not self._is_entry_of_semidefinite(x, names):
                continue
            row, column = (p.lone_symbol().name for p in x.data[1])
            rest = list(body.args)
            rest.remove(x)
            inside, factors = _connected(row, rest, set(names))
            if column in inside:
                continue
            t = self.terms.sum(sorted(inside - {row}), self.terms.mul(factors))
            known = self.signs.form(x.data[0], row, column, t)
            if self.normalizer.normal(known.term).right is total:
                yield known

    def _is_entry_of_semidefinite(self, x: Term, names: list[str]) -> bool:
        if x.op != "at" or not isinstance(x.data[0], Symbol) or len(x.data[1]) != 2:
            return False
        places = [p.lone_symbol() for p in x.data[1]]
        return None not in places and len(set(places)) == 2 and {p.name for p in places} <= set(names) and any(
            self.trace.declared(x, word) for word in ("positive definite", "positive semidefinite"))

    def _gram(self, total: Term, names: list[str], body: Term) -> Iterator[Sign]:
        """Σ_{j,i,k} g_ji g_jk = Σ_j (Σ_i g_ji)² ≥ 0."""
        if len(names) != 3 or body.op != "mul":
            return
        terms = self.terms
        for shared in names:
            i, k = (v for v in names if v != shared)
            first, second = ([x for x in body.args if v in x.free] for v in (i, k))
            outside = [x for x in body.args if not {i, k} & x.free]
            one = terms.mul(first)
            if terms.extents[i] != terms.extents[k] or len(first) + len(second) + len(outside) != len(body.args) \
                    or terms.replace(one, {i: integer(k)}) is not terms.mul(second):
                continue
            square = terms.pow(terms.sum([i], one), 2)
            known = self.signs.by_form(terms.sum([shared], terms.mul([*outside, square])))
            if known is not None and self.normalizer.normal(known.term).right is total:
                yield known


def _walk(t: Term) -> Iterator[Term]:
    yield t
    for arg in t.args:
        yield from _walk(arg)


def _connected(start: str, factors: list[Term], names: set[str]) -> tuple[set[str], list[Term]]:
    """The names that hang together with one through factors, and these factors."""
    inside, taken = {start}, []
    waiting = list(factors)
    while reached := [f for f in waiting if f.free & inside]:
        taken += reached
        waiting = [f for f in waiting if not any(f is g for g in reached)]
        inside |= set().union(*(f.free for f in reached)) & names
    return inside, taken
