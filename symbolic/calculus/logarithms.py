r"""log(xy) = log x + log y where the step itself takes the logarithms of x and y.

A logarithm that stands in the step is defined only where its argument is
positive; so what is taken the logarithm of may be used as positive, under the
condition that says so.  Where all factors are ≥ 0 no condition is needed: both
sides are defined where none is 0.
"""
from __future__ import annotations

from symbolic.language.binding import bound_ranges
from symbolic.language.expressions import Apply, Entry, Expression, Symbol
from symbolic.language.integers import integer

from .record import Theorem
from .signs import Signs
from .terms import Term


class Logarithms:
    """The arguments of the logarithms that stand in a step, for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms
        self.signs = Signs(self.trace)
        self._arguments: dict[Term, Theorem] | None = None
        self._symbols: frozenset[str] = frozenset()

    def rewrite(self, t: Term) -> Theorem | None:
        """The logarithm of a product, of a sum with a common factor, or of a power in parts, or None."""
        if t.op != "fn" or t.data != ("log", 0):
            return None
        argument = t.args[0]
        if argument.op == "add":
            ways = self.normalizer.scalars.factored(argument) or ()
            parted = ((p, self._parted(p.right)) for p in (self.trace.cong(t, [way]) for way in ways))
            return next((self.trace.trans(p, q) for p, q in parted if q is not None), None)
        return self._parted(t) if argument.op in ("mul", "pow") else None

    def _parted(self, t: Term) -> Theorem | None:
        argument = t.args[0]
        rule = self.trace.log_mul if argument.op == "mul" else self.trace.log_pow
        if all(map(self.signs.seen, argument.args)):
            return rule(t)
        origins = []
        for x in argument.args:
            if not self.normalizer.scalars.strictly_positive(x):
                origin = self.origin(x)
                if origin is None:
                    return self._squared(t) if argument.op == "pow" else None
                origins.append(origin)
        return rule(t, origins)

    def _squared(self, t: Term) -> Theorem | None:
        """log(x^{2q}) = q log(x²), x of any sign; None for a square itself and for other powers."""
        trace, terms, p = self.trace, self.terms, self.trace.refl(t.args[0])
        if p.right.args[0].op == "pow" and p.right.args[0].data.denominator == p.right.data.denominator == 1:
            p = trace.power_power(p.right)
        if p.right.op != "pow" or p.right.data.denominator != 1 or p.right.data % 2 or p.right.data in (0, 2):
            return None
        p = trace.trans(p, trace.sym(trace.power_power(terms.pow(terms.pow(p.right.args[0], 2), p.right.data / 2))))
        p = trace.cong(t, [p])
        return trace.trans(p, trace.log_pow(p.right))

    def origin(self, x: Term) -> Theorem | None:
        """at(E) = x, if log E stands in the step; x = x for an entry of a symbol of which it does."""
        if self._arguments is None:
            self._find()
        if x.op == "at" and isinstance(x.data[0], Symbol) and x.data[0].name in self._symbols:
            return self.trace.refl(x)
        found = self._arguments.get(x)
        if found is None and x.free & self.terms.extents.keys():
            found = next(filter(None, (self.trace.renamed(key, p, x) for key, p in self._arguments.items())), None)
        return found

    def _find(self) -> None:
        self._arguments = {}
        found = [(node.arg, side) for side in (self.trace.obligation.left, self.trace.obligation.right)
                 for node in side.walk() if isinstance(node, Apply) and (node.function, node.order) == ("log", 0)]
        self._symbols = frozenset(s.name for s in (_symbol(e) for e, _ in found) if s is not None)
        for e, side in found:
            opened = None if e.shape else self._opened(e, dict(bound_ranges(side)))
            if opened is not None:
                p = self.normalizer.normal(self.terms.at(opened, ()))
                self._arguments.setdefault(p.right, p)

    def _opened(self, e: Expression, ranges: dict) -> Expression | None:
        """``e`` with a variable for each name that is bound around it; None where a range mentions another such name."""
        mapping = {}
        for name in self.terms.names(e) & ranges.keys():
            lower, upper = (self.terms.p(x) for x in ranges[name])
            if (lower.names() | upper.names()) & ranges.keys():
                return None
            mapping[name] = integer(self.trace.variable(upper - lower + 1)) + lower - 1
        return self.terms.expression(e, mapping)


def _symbol(e: Expression) -> Symbol | None:
    """The symbol that e is, or is an entry of."""
    e = e.arg if isinstance(e, Entry) else e
    return e if isinstance(e, Symbol) else None
