r"""log(xy) = log x + log y where the step itself takes the logarithms of x and y.

A logarithm that stands in the step is defined only where its argument is
positive; so what is taken the logarithm of may be used as positive, under the
condition that says so.
"""
from __future__ import annotations

from symbolic.language.binding import bound_names
from symbolic.language.expressions import Apply, Entry, Expression, Symbol

from .record import Theorem
from .terms import Term


class Logarithms:
    """The arguments of the logarithms that stand in a step, for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.trace.terms
        self._arguments: dict[Term, Theorem] | None = None
        self._symbols: frozenset[str] = frozenset()

    def rewrite(self, t: Term) -> Theorem | None:
        """The logarithm of a product or a power in parts, or None."""
        argument = t.args[0]
        if t.op != "fn" or t.data != ("log", 0) or argument.op not in ("mul", "pow"):
            return None
        origins = []
        for x in argument.args:
            if not self.normalizer.scalars.strictly_positive(x):
                origin = self._origin(x)
                if origin is None:
                    return None
                origins.append(origin)
        rule = self.trace.log_mul if argument.op == "mul" else self.trace.log_pow
        return rule(t, origins)

    def _origin(self, x: Term) -> Theorem | None:
        """at(E) = x, if log E stands in the step; x = x for an entry of a symbol of which it does."""
        if self._arguments is None:
            self._find()
        if x.op == "at" and isinstance(x.data[0], Symbol) and x.data[0].name in self._symbols:
            return self.trace.refl(x)
        return self._arguments.get(x)

    def _find(self) -> None:
        self._arguments = {}
        sides = self.trace.obligation.left, self.trace.obligation.right
        found = [(node.arg, bound_names(side)) for side in sides for node in side.walk()
                 if isinstance(node, Apply) and (node.function, node.order) == ("log", 0)]
        self._symbols = frozenset(s.name for s in (_symbol(e) for e, _ in found) if s is not None)
        for e, bound in found:
            if not e.shape and not self.terms.names(e) & bound:
                p = self.normalizer.normal(self.terms.at(e, ()))
                self._arguments.setdefault(p.right, p)


def _symbol(e: Expression) -> Symbol | None:
    """The symbol that e is, or is an entry of."""
    e = e.arg if isinstance(e, Entry) else e
    return e if isinstance(e, Symbol) else None
