r"""Functions given by a formula: ``\sigma(z) = \frac{1}{1+e^{-z}}``, ``J(\theta) = …``, ``\rho(X)_{ij} = …``.

An application is read as the formula with the arguments in place of the
parameters, entry by entry where a number is expected and an array is given.  A
prime is the derivative by the parameter, where the argument is a symbol or
an entry of one; the name alone is the function at its own parameters.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from symbolic.errors import ReadError
from symbolic.language.expressions import Apply, Array, Derivative, Entry, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.reading.elaboration import index_arguments
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.derivatives import bars
from symbolic.reading.elaboration.refusal import Refused, unreadable, unsupported
from symbolic.reading.grammar import syntax as s


ELSEWHERE = "‹argument›"
"""An argument that is no symbol of any document."""


@dataclass(frozen=True)
class Formula:
    """name(parameters) = body; ``ranks`` are those of the declared parameters."""
    name: str
    parameters: tuple[str, ...]
    body: s.Node

    def apply(self, e, order: int, values: list[Expression], place) -> Expression:
        """The formula at ``values``, differentiated ``order`` times."""
        if len(values) != len(self.parameters):
            raise unreadable(f"{self.name} of {len(values)} arguments", place,
                             expected=f"{len(self.parameters)} arguments")
        if order and len(values) > 1:
            raise unsupported(f"a prime on {self.name}, which has several arguments", place)
        e.note(f"{self.name} is put in by its formula")
        values = [e.shapes.settle(v) for v in values]
        if order and self._is_own(e) and not _is_variable(values[0]):
            return Apply(self.name, order, values[0])
        if len(values) == 1 and values[0].shape and self._takes_a_number(e):
            return self._entrywise(e, order, values[0], place)
        zeros = [bars.zero_like(e, p, v) for p, v in zip(self.parameters, values)]
        if zeros != values and not order and not self._goes_by_entries(e, values, zeros, place):
            e.note("0 in the place of an array is the array of zeros")
            values = zeros
        return self._at(e, order, values, place)

    def _goes_by_entries(self, e, values: list[Expression], zeros: list[Expression], place) -> bool:
        """Is it a number of a number, and of an array nothing or an array, as σ(z) applied to entries is?"""
        try:
            found = self._at(e, 0, zeros, place).shape
        except (Refused, ReadError):
            return True
        try:
            return found == zeros[0].shape and not self._at(e, 0, values, place).shape
        except (Refused, ReadError):
            return False

    def alone(self, e, place) -> Expression:
        """J for J(θ), the parameters being symbols that are declared."""
        if index_arguments.positions(e, self):
            return index_arguments.all_values(e, self, place)
        return self.apply(e, 0, [e.expression(s.Name(place.start, place.end, p)) for p in self.parameters], place)

    def _is_own(self, e) -> bool:
        """Is it declared as a function of one number besides?"""
        declared = e.scope.context.function(self.name)
        return declared is not None and declared.definition is not None

    def _takes_a_number(self, e) -> bool:
        declared = e.scope.tensor(self.parameters[0])
        return self._is_own(e) or declared is not None and not declared.shape and not declared.labels

    def _entrywise(self, e, order: int, value: Expression, place) -> Expression:
        names = [e.scope.fresh("i") for _ in value.shape]
        entry = Entry(value, tuple(integer(n) for n in names))
        return Array(tuple(zip(names, value.shape)), self._at(e, order, [entry], place))

    def _at(self, e, order: int, values: list[Expression], place) -> Expression:
        besides = order > 0 and self.stands_besides(e, values[0])
        if besides and values[0].shape:
            raise unsupported(f"a derivative of {self.name} at a symbol that stands in its formula besides", place)
        inner = replace(e, values={}, scope=replace(e.scope, arguments={}))
        for name, value in zip(self.parameters, values):
            inner = inner.with_value(name, value)
        made = inner.expression(self.body)
        if order and not values[0].shape and not made.shape and (besides or not _is_variable(values[0])):
            bars.refuse_corners(e, made, values[0], place)
            values = [bars.parameter_at(e, self.parameters[0], values[0], place)]
            made = inner.with_value(self.parameters[0], values[0]).expression(self.body)
        for _ in range(order):
            made = self._derivative(made, values[0], place)
        return made

    def stands_besides(self, e, value: Expression) -> bool:
        """Does the formula depend on the symbol ``value`` other than by its parameter?

        l(t) = d t has l'(d) = d; what comes of differentiating l(d) = d² by d is another thing.
        """
        symbol = value.arg if isinstance(value, Entry) else value
        try:
            rest = e.with_value(self.parameters[0], Symbol(ELSEWHERE, (), symbol.shape if symbol is value else ())).expression(self.body)
        except (Refused, ReadError):
            return True
        return isinstance(symbol, Symbol) and symbol.name in symbols(rest, e.scope.context)

    def _derivative(self, made: Expression, value: Expression, place) -> Expression:
        match value:
            case Symbol() if not value.shape and not made.shape:
                return Derivative(made, value, None, ())
            case Entry(Symbol() as symbol, indices) if not made.shape:
                return Derivative(made, symbol, indices, ())
        raise unsupported(f"a derivative of {self.name} at something that is not a symbol", place)


def _is_variable(value: Expression) -> bool:
    """A symbol for a number, or an entry of one, by which can be differentiated."""
    return isinstance(value, Symbol) and not value.shape or isinstance(value, Entry) and isinstance(value.arg, Symbol)


@dataclass(frozen=True)
class EntryFormula(Formula):
    """name(parameters)_{ij…} = body, for arrays as parameters; ``extents`` are (letter, extent) of its indices."""
    extents: tuple[tuple[str, IntegerPolynomial], ...] = ()

    def _takes_a_number(self, e) -> bool:
        return False

    def _at(self, e, order: int, values: list[Expression], place) -> Expression:
        if order:
            raise unsupported(f"a prime on {self.name}, whose values are arrays", place)
        inner, binders = e, []
        for letter, extent in self.extents:
            fresh = e.scope.fresh(letter)
            binders.append((fresh, extent))
            inner = inner.under(letter, integer(fresh), (integer(1), extent))
        entry = inner.shapes.scalar(super()._at(inner, 0, values, place))
        if entry is None:
            raise unreadable(f"an entry of {self.name} is no number", place, expected="a number")
        return Array(tuple(binders), entry)


@dataclass(frozen=True)
class Own(Formula):
    """A function that its declaration gives in terms of others, g = f': it keeps its name."""

    def apply(self, e, order: int, values: list[Expression], place) -> Expression:
        if len(values) != 1:
            raise unreadable(f"{self.name} of {len(values)} arguments", place, expected="1 argument")
        return Apply(self.name, order, e.shapes.settle(values[0]))

    def alone(self, e, place) -> Expression:
        raise unreadable(f"the function {self.name} stands without its argument", place, expected="a bracket after it", code="E301")


@dataclass(frozen=True)
class Known(Formula):
    """A letter that stands for a known function, σ for the logistic one."""
    function: str = ""

    def apply(self, e, order: int, values: list[Expression], place) -> Expression:
        if len(values) != 1:
            raise unreadable(f"{self.name} of {len(values)} arguments", place, expected="1 argument")
        e.note(f"{self.name} is the {self.function} function")
        return Apply(self.function, order, e.shapes.settle(values[0]))

    def alone(self, e, place) -> Expression:
        raise unreadable(f"the function {self.name} stands without its argument", place, expected="a bracket after it", code="E301")
