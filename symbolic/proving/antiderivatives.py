r"""Functions of which the derivative is given: Φ′(z) = φ(z) for every z.

An instance takes f(x) = ∫₀ˣ e, where f′(z) = e is given and z is a declared number:
so the equation holds for all z, and f has all derivatives that e has.  The integral
is enclosed panel by panel.
"""
from __future__ import annotations

from fractions import Fraction
from typing import Callable, Iterator, NamedTuple

from symbolic.language.context import Assumption, Context
from symbolic.language.expressions import Apply, Expression, Symbol

from .intervals import Interval, Undefined
from .known import Known, differentiated

PANELS, LONGEST = 64, 16


def given_derivatives(context: Context) -> Iterator[tuple[Assumption, str, Symbol, Expression]]:
    """Every assumption f′(z) = e for a function f without a formula and a number z: (assumption, f, z, e)."""
    for a in context.assumptions:
        if a.relation == "=":
            for one, other in ((a.left, a.right), (a.right, a.left)):
                match one:
                    case Apply(name, 1, Symbol() as z) if not z.shape and _is_free(context, name, z) \
                            and name not in {n.function for n in other.walk() if isinstance(n, Apply)}:
                        yield a, name, z, other
                        break


def given_slopes(context: Context) -> Iterator[tuple[str, Symbol, Expression]]:
    """Every function declared with f′(z) = e for all z, where e does not speak of f: (f, z, e)."""
    for f in context.functions:
        if f.equation is not None and f.equation[0] == 1 and f.name not in _spoken_of(context, f.equation[2]):
            yield f.name, Symbol(f.equation[1], (), ()), f.equation[2]


def _spoken_of(context: Context, e: Expression) -> set[str]:
    """The functions in e, and in what is given of them."""
    found: set[str] = set()
    waiting = [e]
    while waiting:
        for node in waiting.pop().walk():
            if isinstance(node, Apply) and node.function not in found:
                found.add(node.function)
                declared = context.function(node.function)
                waiting += [given[-1] for given in (declared.equation, declared.definition) if given] if declared else []
    return found


def _is_free(context: Context, name: str, z: Symbol) -> bool:
    declared = context.function(name)
    return (declared is not None and declared.definition is None and declared.equation is None and not declared.properties
            and not context.definitions_of(z.name))


class GivenDerivative(NamedTuple):
    """The choice of ∫₀ˣ slope for a function: ``variable`` is the z of the slope, ``text`` says which."""
    variable: Symbol
    slope: Expression
    text: str

    def within(self, evaluator) -> Known:
        """The function with its derivatives, other symbols having their values in the evaluator's model."""
        key = (self.variable.name, ())
        integral = Antiderivative(lambda z: evaluator.formula(key, self.slope, z))
        return Known(integral.at)


class Antiderivative:
    """x ↦ ∫₀ˣ slope, with its derivatives."""

    def __init__(self, slope: Callable[[object], object]):
        self.slope = slope
        self.known: dict = {}

    def at(self, order: int, x):
        if order:
            return differentiated(self.slope, order - 1, x)
        if isinstance(x, Interval):
            raise Undefined("an integral up to a number that is not known exactly")
        if x not in self.known:
            self.known[x] = self._integral(x)
        return self.known[x]

    def _integral(self, x):
        """The enclosure of the integral: each panel's width times all values of the slope there."""
        if abs(x) > LONGEST:
            raise Undefined("an integral too long to enclose")
        width, total = Fraction(x) / PANELS, 0
        for k in range(PANELS if x else 0):
            ends = sorted((width * k, width * (k + 1)))
            panel = Interval(Interval.around(ends[0]).low, Interval.around(ends[1]).high)
            total = total + self.slope(panel) * width
        return total
