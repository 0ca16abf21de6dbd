r"""What a term may depend on, read off the definitions, for symbolic labels.

A *region* is a list of (name, ((lower, upper) for each label)): symbols that
may be reached by unfolding definitions.  From y_L, cutting at y_ℓ, the family
y_k = σ(A_k y_{k-1} + b_k) reaches y_k, ℓ ≤ k ≤ L, and A_k, b_k, ℓ+1 ≤ k ≤ L.
The checker verifies that a region is closed; here it is found.
"""
from __future__ import annotations

from functools import cached_property

from symbolic.language.binding import bound_ranges
from symbolic.language.context import Definition, LabelRange
from symbolic.language.expressions import Expression, PseudoInverse, Symbol, Transpose
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

from .terms import Term
from .trace import Trace

P = IntegerPolynomial
Interval = tuple[P, P]
Entry = tuple[str, tuple[Interval, ...]]
Place = tuple[str, tuple[P, ...]]
LARGEST_REGION = 60
FULL_RANK = frozenset({"full column rank", "full row rank", "invertible", "positive definite"})


class Dependence:
    """Regions over the definitions of one context."""

    def __init__(self, trace: Trace):
        self.trace, self.context = trace, trace.context
        self._symbols: dict[Expression, tuple[Place, ...]] = {}
        self._bound: dict[str, Interval | None] = {}
        self._closures: dict = {}
        self.cycles = _cycles(self.context.definitions, self.symbols_of)

    def is_defined(self, name: str) -> bool:
        return any(d.name == name for d in self.context.definitions)

    def symbols_of(self, e: Expression) -> tuple[Place, ...]:
        """Name and labels of every symbol standing in an expression."""
        found = self._symbols.get(e)
        if found is None:
            found = tuple(dict.fromkeys((x.name, x.labels) for x in e.walk() if isinstance(x, Symbol)))
            self._symbols[e] = found
            for name, interval in bound_ranges(e):
                self._bound[name] = interval if self._bound.get(name, interval) == interval else None
        return found

    def occurring(self, t: Term, found: dict | None = None) -> dict:
        """The symbols a term speaks of, as keys of a dict (ordered)."""
        found = {} if found is None else found
        if t.op == "at":
            for place in self.symbols_of(t.data[0]):
                found[place] = None
        elif t.op == "D":
            found[t.data[0], t.data[1]] = None
        for arg in t.args:
            self.occurring(arg, found)
        return found

    # ------------------------------------------------------------ pseudo-inverses
    def is_rough(self, t: Term, name: str) -> bool:
        """Does a pseudo-inverse in t, or behind it, depend on ``name``, and is it not that of a matrix of full rank?"""
        if not self._has_pseudo_inverses:
            return False
        behind = self._names_behind(x for x, _ in self.occurring(t))
        nodes = [*_terms_below(t), *(d.body for d in self.context.definitions if d.name in behind)]
        return any(name in self._names_behind(found) and not full for node in nodes for found, full in self._pseudo_inverses(node))

    @cached_property
    def _has_pseudo_inverses(self) -> bool:
        sides = (self.trace.obligation.left, self.trace.obligation.right, *(d.body for d in self.context.definitions),
                 *(side for a in self.context.assumptions for side in (a.left, a.right)))
        return any(isinstance(node, PseudoInverse) for side in sides for node in side.walk())

    def _pseudo_inverses(self, node: Term | Expression):
        """Of each pseudo-inverse: the names in its matrix, and whether that is a symbol declared of full rank."""
        if isinstance(node, Term) and node.op == "pinv":
            body = node.args[0]
            lone = body.op == "at" and sorted(map(str, body.data[1])) == sorted(node.data[0])
            yield [x for x, _ in self.occurring(body)], lone and self._of_full_rank(body.data[0])
        expression = node if isinstance(node, Expression) else node.data[0] if node.op == "at" else None
        for x in expression.walk() if expression is not None else ():
            if isinstance(x, PseudoInverse):
                yield [name for name, _ in self.symbols_of(x.arg)], self._of_full_rank(x.arg)

    def _of_full_rank(self, e: Expression) -> bool:
        e = e.arg if isinstance(e, Transpose) else e
        declared = self.context.tensor(e.name) if isinstance(e, Symbol) else None
        return declared is not None and not declared.properties.isdisjoint(FULL_RANK)

    def _names_behind(self, start) -> set[str]:
        """The names, and those that stand in definitions behind them."""
        seen, todo = set(), list(start)
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += [x for d in self.context.definitions_of(name) for x, _ in self.symbols_of(d.body)]
        return seen

    # ------------------------------------------------------------ closing
    def closure(self, seeds, cut: Place | None = None) -> tuple[Entry, ...] | None:
        """A region closed from the seeds with the cut, or None if too large."""
        key = (tuple(seeds), cut)
        if key not in self._closures:
            self._closures[key] = self._close(key[0], cut)
        return self._closures[key]

    def _close(self, seeds, cut) -> tuple[Entry, ...] | None:
        region: list[Entry] = []
        todo = [(name, tuple(map(self._spread, labels))) for name, labels in seeds]
        while todo:
            name, intervals = todo.pop()
            if cut and name == cut[0] and all(lo == hi == c for (lo, hi), c in zip(intervals, cut[1])):
                continue
            if self._covered(region, name, intervals):
                continue
            intervals = self._widened(name, intervals, cut)
            region.append((name, intervals))
            if len(region) > LARGEST_REGION:
                return None
            for clause in self.context.definitions_of(name):
                todo += self._reached(clause, intervals, cut)
        return tuple(region)

    def _spread(self, label: P) -> Interval:
        """The label, or the interval of its values where it mentions an index variable."""
        low = high = self.trace.terms.p(label)
        for name in low.names() & self.trace.terms.extents.keys():
            here = integer(name)
            if (low - here).names() & {name} or (high - here).names() & {name}:
                continue
            low, high = low - here + 1, high - here + self.trace.terms.extents[name]
        for name in low.names() & self._bound.keys():
            here, interval = integer(name), self._bound[name]
            if interval is None or (low - here).names() & {name} or (high - here).names() & {name}:
                continue
            low, high = (x - here + self.trace.terms.p(end) for x, end in zip((low, high), interval))
        return low, high

    def _covered(self, region, name, intervals) -> bool:
        ge = self.trace.nonnegative
        return any(
            other == name and all(ge(lo - a) and ge(b - hi) for (lo, hi), (a, b) in zip(intervals, bounds))
            for other, bounds in region)

    def _widened(self, name, intervals, cut):
        """A recursive family's single member widened down to the cut or the first layer."""
        if len(intervals) != 1 or intervals[0][0] != intervals[0][1] or name not in self.cycles.get(name, ()):
            return intervals
        (low, high), = intervals
        if cut and cut[0] in self.cycles[name]:
            if cut[0] == name and self.trace.nonnegative(low - cut[1][0]):
                return ((cut[1][0], high),)
            if cut[0] != name:
                return intervals
        declared = self.context.tensor(name)
        bottoms = [self.trace.terms.p(d.labels[0].lower) for d in self.context.definitions_of(name)]
        bottoms += [self.trace.terms.p(declared.labels[0].lower)] if declared and declared.labels else []
        for bottom in bottoms:
            if all(self.trace.nonnegative(other - bottom) for other in bottoms):
                return ((bottom, high),)
        return intervals

    def _reached(self, clause: Definition, intervals, cut):
        """Symbols in the clause's body, for its labels within the intervals."""
        ge, p = self.trace.nonnegative, self.trace.terms.p
        lows, highs = {}, {}
        for position, (r, (low, high)) in enumerate(zip(clause.labels, intervals)):
            if cut and cut[0] == clause.name:
                here = cut[1][position]
                low = low + 1 if low == here else low
                high = high - 1 if high == here else high
            first, last = p(r.lower), p(r.upper)
            low = first if not ge(low - first) and ge(first - low) else low
            high = last if not ge(last - high) and ge(high - last) else high
            if ge(low - high - 1):
                return []
            for symbol in _names_of_label(r, first, last):
                lows[symbol], highs[symbol] = low, high
        return [
            (name, tuple((self._spread(_least(x, lows, highs))[0], self._spread(_least(x, highs, lows))[1]) for x in labels))
            for name, labels in self.symbols_of(clause.body)]

    def ancestors(self, place: Place) -> tuple[Entry, ...] | None:
        """What a symbol depends on through its own definition."""
        name, labels = place
        ge, p = self.trace.nonnegative, self.trace.terms.p
        seeds: dict[Place, None] = {}
        for clause in self.context.definitions_of(name):
            bounds = [(r, x, p(r.lower), p(r.upper)) for r, x in zip(clause.labels, map(p, labels))]
            if any(ge(first - x - 1) or ge(x - last - 1) for _, x, first, last in bounds):
                continue
            values = {symbol: x for r, x, first, last in bounds for symbol in _names_of_label(r, first, last)}
            for other, inner in self.symbols_of(clause.body):
                seeds[other, tuple(p(x.substitute(values)) for x in inner)] = None
        return self.closure(tuple(seeds)) if seeds else ()

    # ------------------------------------------------------------ questions
    def avoids(self, region, place: Place) -> bool:
        """The symbol provably does not lie in the region."""
        name, labels = place
        return self.apart(region, ((name, tuple((x, x) for x in labels)),))

    def apart(self, one, other) -> bool:
        """No symbol lies in both regions, provably."""
        ge = self.trace.nonnegative
        return all(
            any(ge(a - d - 1) or ge(c - b - 1) for (a, b), (c, d) in zip(x, y))
            for name, x in one for name2, y in other if name == name2)

    def unrelated(self, region, ancestors) -> bool:
        """No symbol that may vary lies in both regions, provably."""
        return region is not None and ancestors is not None and self.apart(
            region, [entry for entry in ancestors if not self._is_constant(entry[0])])

    def _is_constant(self, name: str) -> bool:
        declared = self.context.tensor(name)
        return declared is not None and "constant" in declared.properties and not self.is_defined(name)

    def independent(self, t: Term, variable: Place):
        """(region, ancestors) showing that t does not depend on the variable, or None."""
        region = self.closure(self.occurring(t))
        if region is None or not self.avoids(region, variable):
            return None
        ancestors = self.ancestors(variable)
        if not self.unrelated(region, ancestors):
            return None
        return region, ancestors

    def only_through(self, t: Term, variable: Place, through: Place):
        """(region, ancestors) showing that t depends on the variable through one symbol only."""
        region = self.closure(self.occurring(t), through)
        if region is None or not self.avoids(region, variable):
            return None
        ancestors = self.ancestors(through)
        if not self.unrelated(region, ancestors):
            return None
        return region, ancestors

    def hidden(self, body: Expression, variable: Place) -> list[str] | None:
        """Base symbols on which the body depends, past a defined variable, as the variable does; None if there are none.

        Then ∂body/∂variable has no settled meaning (rule 6).
        """
        if not self.is_defined(variable[0]):
            return None
        region, ancestors = self.closure(self.symbols_of(body), variable), self.ancestors(variable)
        if self.unrelated(region, ancestors):
            return None
        shared = {entry[0] for entry in ancestors or () if not self.unrelated(region, [entry])}
        return sorted(name for name in shared if not self.is_defined(name))


def _least(x: P, lows: dict[IntegerSymbol, P], highs: dict[IntegerSymbol, P]) -> P:
    """The least value of a label while each symbol runs from low to high: of L - ℓ it is at the highest ℓ."""
    def falls(symbol: IntegerSymbol) -> bool:
        change = (x.substitute({symbol: integer(symbol) + 1}) - x).constant()
        return change is not None and change < 0

    return x.substitute({symbol: (highs if falls(symbol) else lows)[symbol] for symbol in lows})


def _names_of_label(r: LabelRange, first: P, last: P) -> list[IntegerSymbol]:
    """How a clause's body may speak of its label: by the parameter, or by L where the range is L..L."""
    lone = first.lone_symbol() if first == last else None
    return [IntegerSymbol(r.name), *([] if lone is None else [lone])]


def _cycles(definitions, symbols_of) -> dict[str, set[str]]:
    """For each defined name the names that it reaches and that reach it back."""
    direct: dict[str, set[str]] = {}
    for d in definitions:
        direct.setdefault(d.name, set()).update(name for name, _ in symbols_of(d.body))
    reach = {}
    for name in direct:
        seen, todo = set(), [name]
        while todo:
            for other in direct.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        reach[name] = seen
    return {name: {other for other in seen if name in reach.get(other, ())} for name, seen in reach.items()}


def _terms_below(t: Term):
    """The term and all in it."""
    yield t
    for arg in t.args:
        yield from _terms_below(arg)
