"""Terms as one would write them: no factors 1, no terms 0, numbers multiplied out.

The value stays the same for all values of what stands in the term; so a line
that is told with tidied sides follows from the certificate by arithmetic alone.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.proving.checker.integers import number, symbol
from symbolic.proving.checker.terms import BINDERS, Store, Term, bound_names, matrix_extents


class Tidying:
    """Tidies the terms of one store, each once."""

    def __init__(self, store: Store):
        self.store, self.known = store, {}

    def __call__(self, t: Term) -> Term:
        if t not in self.known:
            self.known[t] = self._tidied(t)
        return self.known[t]

    def _tidied(self, t: Term) -> Term:
        match t.op:
            case "add":
                return self._sum(t)
            case "mul":
                return self._product(t)
            case "pow":
                return self._power(self(t.parts[0]), t.parts[1])
        if t.op in BINDERS:
            return self._binder(t)
        if not any(isinstance(x, Term) for x in t.parts):
            return t
        return self.store.term(t.op, *(self(x) if isinstance(x, Term) else x for x in t.parts))

    def _sum(self, t: Term) -> Term:
        flat = [y for x in map(self, t.parts) for y in (x.parts if x.op == "add" else (x,))]
        total = sum((x.parts[0] for x in flat if x.op == "num"), Fraction(0))
        rest = [x for x in flat if x.op != "num"]
        return self.store.add([*rest, self.store.num(total)] if total or not rest else rest)

    def _product(self, t: Term) -> Term:
        flat = [y for x in map(self, t.parts) for y in (x.parts if x.op == "mul" else (x,))]
        total = Fraction(1)
        for x in flat:
            total *= x.parts[0] if x.op == "num" else 1
        rest = self._powers([x for x in flat if x.op != "num"])
        if not total or not rest:
            return self.store.num(total)
        return self.store.mul(rest if total == 1 else [self.store.num(total), *rest])

    def _powers(self, factors: list[Term]) -> list[Term]:
        """Equal factors, but sums and deltas, as a power."""
        counted: dict[Term, int] = {}
        for x in factors:
            counted[x] = counted.get(x, 0) + 1
        return [x if k == 1 else self.store.term("pow", x, Fraction(k)) for x, k in counted.items()]

    def _power(self, base: Term, exponent) -> Term:
        if exponent == 1:
            return base
        if exponent == 0:
            return self.store.num(1)
        return self.store.term("pow", base, exponent)

    def _binder(self, t: Term) -> Term:
        names = [f"\x04{t.height}{k}" for k in range(len(bound_names(t)))]
        body = self(self.store.open(t, tuple(map(symbol, names))))
        if t.op == "sum" and body.op == "num" and not body.parts[0]:
            return body
        if t.op in ("sum", "prod", "max"):
            return self.store.sum_over([(*names, t.parts[1], t.parts[2])], body, t.op)
        return self.store.matrix(t.op, [(name, number(1), d) for name, d in zip(names, matrix_extents(t))], body, *t.parts[2:-1])
