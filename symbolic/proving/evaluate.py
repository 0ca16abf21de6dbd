r"""The exact value of an expression at given sizes, tensors and functions.

The expression is evaluated *as written*: every node by the formula of its
docstring in ``symbolic.language.expressions``, derivatives by dual numbers,
defined symbols by the clause that holds their labels.  Nothing here simplifies,
and nothing is shared with the calculus, so a fault in a rewriting rule cannot
hide from it.

A defined variable of a derivative is *cut*: while the body is evaluated it is
an independent variable.  If the body reads something that the variable itself
depends on without going through the variable, the derivative has two meanings
and ``AmbiguousDependence`` is raised.

>>> from symbolic.language.context import Context
>>> from symbolic.language.expressions import Add, number
>>> evaluate(Add((number(1), number(2))), Context(), Model()).entries
(3,)
"""
from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from math import prod

from symbolic.effort import METER, NODE, NUMBER
from symbolic.language.context import Assumption, Context, Definition
from symbolic.language.expressions import Condition, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial

from .antiderivatives import GivenDerivative
from .arrays import IllTyped, Value, affordable
from .evaluate_nodes import RULES
from .frames import Frame
from .instance import AmbiguousDependence, Key, Model, NoModel, show_key
from .known import KNOWN, Known, made_of


def evaluate(expression: Expression, context: Context, model: Model,
             integers: dict[str, int] | None = None) -> Value:
    """The value of ``expression`` in ``model``, free integers as given.

    Raises ``Undefined``, ``OutOfBounds``, ``IllTyped``, ``AmbiguousDependence``
    or ``NoModel``.
    """
    return Evaluator(context, model).evaluate(expression, integers)


class Evaluator:
    """Evaluates many expressions in one model and keeps the values of defined symbols."""

    def __init__(self, context: Context, model: Model):
        self.context, self.model = context, model
        self.clauses: dict[str, list[Definition]] = {}
        for definition in context.definitions:
            self.clauses.setdefault(definition.name, []).append(definition)
        self.links = [_link(a) for a in context.assumptions if a.relation == "="]
        self.base = Frame()
        self.integrals: dict[str, Known] = {}
        self.integers: dict[str, int] = {}
        self.free_names_used = False
        self.tag = self.nested = 0

    def evaluate(self, expression: Expression, integers: dict[str, int] | None = None) -> Value:
        """See ``evaluate``."""
        integers = dict(integers or {})
        if integers != self.integers and self.free_names_used:
            self.base = Frame()
            self.free_names_used = False
        self.integers = integers
        self.frame, self.touched, self.unfolding, self.nested = self.base, set(), set(), 0
        return self.value(expression, dict(integers))

    def value(self, e: Expression, scope: dict[str, int]) -> Value:
        found = RULES[type(e)](self, e, scope)
        METER.spent += NODE + NUMBER * len(found.entries)
        return found

    # -- integers
    def integer(self, p: IntegerPolynomial, scope: dict[str, int]) -> int:
        """The value of an integer polynomial; bound and free names stand in ``scope``."""
        total = 0
        for monomial, coefficient in p.terms:
            for symbol, exponent in monomial:
                labels = symbol.labels
                if not labels and symbol.name in scope:
                    size = scope[symbol.name]
                else:
                    size = self.size(symbol.name, tuple([self.integer(x, scope) for x in labels]))
                coefficient *= size if exponent == 1 else size ** exponent
            total += coefficient
        return total

    def size(self, name: str, labels: tuple[int, ...]) -> int:
        if not labels and name in self.integers:
            self.free_names_used = True
            return self.integers[name]
        try:
            return self.model.sizes[name, labels]
        except KeyError:
            raise NoModel(f"the integer {show_key((name, labels))} has no value") from None

    def shape(self, extents, scope) -> tuple[int, ...]:
        found = tuple([self.integer(p, scope) for p in extents])
        if found and min(found) < 0:
            raise IllTyped(f"an extent is negative: {found}")
        affordable(prod(found))
        return found

    def function(self, name: str):
        """The model's function of that name, or else the known one."""
        if name in self.integrals:
            return self.integrals[name]
        try:
            found = self.model.functions[name]
            if isinstance(found, GivenDerivative):
                found = self.integrals[name] = found.within(self)
            return found
        except KeyError:
            if name in KNOWN:
                return KNOWN[name]
            declared = self.context.function(name)
            if declared is not None and declared.definition is not None:
                parameter, body = declared.definition
                return made_of(lambda z: self.formula((parameter, ()), body, z))
            raise NoModel(f"the function {name} has no value") from None

    def formula(self, parameter: Key, body: Expression, z):
        """The value of a function's formula where its parameter is z."""
        if not hasattr(self, "frame"):
            self.frame, self.touched, self.unfolding = self.base, set(), set()
        outer, self.frame = self.frame, Frame(self.frame, parameter, Value((), (z,)))
        (value,) = self.value(body, {}).entries
        self.frame = outer
        return value

    # -- symbols
    def clause(self, key: Key) -> tuple[Definition, dict[str, int]] | None:
        """The clause whose label ranges hold these labels, and its parameters' values."""
        name, labels = key
        for definition in self.clauses.get(name, ()):
            if len(definition.labels) != len(labels):
                continue
            scope: dict[str, int] = {}
            for r, k in zip(definition.labels, labels):
                if not self.integer(r.lower, scope) <= k <= self.integer(r.upper, scope):
                    break
                scope[r.name] = k
            else:
                return definition, scope
        return None

    def symbol(self, key: Key) -> Value:
        """The value of a symbol: cut, known, unfolded or from the model.

        Every symbol met on the way is added to ``touched``.
        """
        self.touched.add(key)
        if key in self.frame.cuts:
            return self.frame.cuts[key]
        found = self.frame.find(key)
        if found is None:
            clause = self.clause(key)
            if clause is None:
                return self.given(key)
            found = self.frame.known[key] = self.unfold(key, *clause)
        self.touched |= found[1]
        return found[0]

    def given(self, key: Key) -> Value:
        try:
            return self.model.values[key]
        except KeyError:
            raise NoModel(f"{show_key(key)} has no value") from None

    def unfold(self, key: Key, definition: Definition, scope: dict[str, int]) -> tuple[Value, set[Key]]:
        if key in self.unfolding:
            raise NoModel(f"the definition of {show_key(key)} goes in a circle")
        self.unfolding.add(key)
        value, touched = self.apart(definition.body, scope)
        self.unfolding.discard(key)
        return value, touched

    def apart(self, e: Expression, scope: dict[str, int]) -> tuple[Value, set[Key]]:
        """The value, and the symbols that were read for it alone."""
        outer, self.touched = self.touched, set()
        value = self.value(e, scope)
        touched, self.touched = self.touched, outer
        return value, touched

    def once(self, e: Expression, scope: dict[str, int]) -> Value:
        """The value, kept for the same values of the integers that occur in ``e``.

        So a Jacobian is not computed again for each of its entries.
        """
        key = (e, *[scope.get(name) for name in names_in(e)])
        computed = self.frame.computed
        if key not in computed:
            computed[key] = self.apart(e, scope)
        value, touched = computed[key]
        self.touched |= touched
        return value

    def check_assumed(self, key: Key, touched: set[Key]) -> None:
        """Refuses ∂e/∂v if an assumed equation makes what e reads depend on v.

        So it is if e reads an s with s = f(v), or if e reads what an equation
        links to v, but not v itself: then 0 would be said of independence alone.
        """
        for names, determined in self.links:
            if key[0] in names:
                read = {name for name, _ in touched}
                if read & determined - {key[0]} or key[0] not in read and read & names:
                    raise AmbiguousDependence(f"an assumption links {show_key(key)} to what is differentiated by it")

    def is_variable(self, key: Key) -> bool:
        """Is it free to vary here: cut, or not defined?"""
        return key in self.frame.cuts or self.clause(key) is None

    def is_constant(self, key: Key) -> bool:
        """Is it declared to stay the same, and given by no definition?"""
        declared = self.context.tensor(key[0])
        return declared is not None and "constant" in declared.properties and self.clause(key) is None


@lru_cache(maxsize=256)
def _link(assumption: Assumption) -> tuple[frozenset[str], frozenset[str]]:
    """The symbols of an equation, and those that stand alone as a side."""
    sides = (assumption.left, assumption.right)
    names = frozenset(node.name for side in sides for node in side.walk() if isinstance(node, Symbol))
    return names, frozenset(side.name for side in sides if isinstance(side, Symbol))


@lru_cache(maxsize=4096)
def names_in(e: Expression) -> tuple[str, ...]:
    """The names of all integers that occur in ``e``."""
    found: set[str] = set()

    def note(part) -> None:
        match part:
            case tuple():
                for item in part:
                    note(item)
            case Expression():
                found.update(names_in(part))
            case IntegerPolynomial():
                found.update(part.names())
            case Condition():
                note((part.left, part.right))

    for field_ in fields(e):
        note(getattr(e, field_.name))
    return tuple(sorted(found))
