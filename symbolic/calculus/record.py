r"""The record of a proof: its steps so far, and what can be decided of integers in it.

A ``Theorem`` is an equation ``left = right`` with the step that proves it.
"""
from __future__ import annotations

from typing import NamedTuple, Sequence

from symbolic.language.context import Definition, Obligation
from symbolic.language.expressions import Derivative, Symbol
from symbolic.language.integers import IntegerPolynomial, integer, provably_nonnegative

from .radix import Radices, products_about
from .polynomials import TooLarge
from .terms import Term, Terms

P = IntegerPolynomial
HALF_LINES = frozenset({"nonnegative", "nonpositive"})
MOST_EFFORT = 20_000  # variables times factors, over all sums of a proof


class Refused(Exception):
    """A rule does not apply here, or a side condition could not be shown."""


class Theorem(NamedTuple):
    """left = right, proved by step number ``step`` (None: by reflexivity)."""
    left: Term
    right: Term
    step: int | None

    @property
    def trivial(self) -> bool:
        return self.left is self.right


class Record:
    """The steps of one proof, over one table of terms, and what is known of integers in it."""

    def __init__(self, terms: Terms, obligation: Obligation):
        self.terms, self.obligation = terms, obligation
        self.context = obligation.context
        self.steps: list[dict] = []
        self.ranges: dict[str, tuple[P, P]] = {}  # variables whose range is not 1..extent
        self.varied = frozenset(x.variable.name for side in (obligation.left, obligation.right) for x in side.walk()
                                if isinstance(x, Derivative))
        self.base_facts = [terms.p(f) for f in obligation.facts()]
        self._nonnegative: dict = {}
        self.radices: Radices = {}  # extents that are products, and of what
        self.cuts: dict[P, tuple[P, P]] = {}  # extents that matrices of blocks cut, and their parts
        self.ordered = False  # does the step speak of maxima?
        self.outer: frozenset[str] = frozenset()  # the variables that are indices of the step itself
        self.origins: dict[Term, Theorem] = {}  # bases of powers and logs: at(E, …) = base
        self.divisors: dict[Term, Theorem] = {}  # those of negative powers, and their factors: at(E, …) = base
        self.spent = 0
        self.distinguished: dict[Term, None] = {}  # entries of case distinctions that were met
        self.kinks: dict[Term, None] = {}  # arguments, as they stand, of derivatives of relu and abs

    # ------------------------------------------------------------ recording
    def step(self, rule: str, left: Term, right: Term, premises: Sequence[Theorem] = (), /, **arguments) -> Theorem:
        if left is right:
            return self.refl(left)
        self.steps.append({"rule": rule, "from": tuple(premises), **arguments})
        return Theorem(left, right, len(self.steps) - 1)

    def variable(self, extent: P, stem: str = "i") -> str:
        return self.terms.variable(self.terms.p(extent), stem)

    def range_of(self, name: str) -> tuple[P, P] | None:
        """The range of an index variable or of a free name of the step."""
        if name in self.ranges:
            return self.ranges[name]
        if name in self.terms.extents:
            return integer(1), self.terms.extents[name]
        for r in self.obligation.free:
            if r.name == name and r.lower is not None and r.upper is not None:
                return self.terms.p(r.lower), self.terms.p(r.upper)
        return None

    def facts_about(self, p: P) -> list[P]:
        """Facts that may help to decide p ≥ 0: bounds of the names in it, and
        of the names in those bounds; dimensions are at least 1."""
        found, seen, todo = list(self.base_facts), set(), list(p.symbols())
        while todo:
            symbol = todo.pop()
            if symbol in seen:
                continue
            seen.add(symbol)
            declared = self.context.integer(symbol.name)
            new: list[P] = []
            if declared is not None and declared.kind == "dimension":
                new.append(integer(symbol) - 1)
            elif not symbol.labels and (symbol.name in self.ranges or symbol.name in self.terms.extents):
                lower, upper = self.range_of(symbol.name)
                new += [integer(symbol) - lower, upper - integer(symbol)]
            for fact in new:
                found.append(fact)
                todo.extend(fact.symbols())
        return found

    def nonnegative(self, p: P) -> bool:
        """p ≥ 0 for all values in range, as the checker would decide it."""
        p = self.terms.p(p)
        value = p.constant()
        if value is not None:
            return value >= 0
        found = self._nonnegative.get(p)
        if found is None:
            relevant = [f for f in self.facts_about(p) if f.terms]
            relevant += products_about(p, relevant)
            found = self._nonnegative[p] = provably_nonnegative(p, relevant, 4)
        return found

    def clause(self, symbol: Symbol) -> Definition | None:
        """The clause that defines this member, if its labels are provably in its ranges."""
        p = self.terms.p
        for d in self.context.definitions_of(symbol.name):
            if len(d.labels) == len(symbol.labels) and all(
                    self.nonnegative(x - p(r.lower)) and self.nonnegative(p(r.upper) - x)
                    for r, x in zip(d.labels, symbol.labels)):
                return d
        return None

    def in_range(self, p: P, name: str) -> bool:
        lower, upper = self.range_of(name)
        return self.nonnegative(p - lower) and self.nonnegative(upper - p)

    def apart(self, p: P, q: P) -> bool:
        return self.nonnegative(p - q - 1) or self.nonnegative(q - p - 1)

    def refl(self, t: Term) -> Theorem:
        return Theorem(t, t, None)

    def declared(self, t: Term, what: str) -> bool:
        """Is t an entry of a symbol declared to have this property?

        A closed half-line has an end, where there is no derivative: that a symbol lies on one is not used of what the
        step differentiates by.
        """
        e = t.data[0]
        if what in HALF_LINES and isinstance(e, Symbol) and e.name in self.varied:
            return False
        declaration = self.context.tensor(e.name) if isinstance(e, Symbol) else None
        return declaration is not None and what in declaration.properties

    def spend(self, effort: int) -> None:
        """Count what ordering the variables of a sum takes.  Raises TooLarge."""
        self.spent += effort
        if self.spent > MOST_EFFORT:
            raise TooLarge("too many sums of too many factors")
