"""The checker's terms written back as a certificate's tables, so that a second evaluator can give them values.

Bound names become variables of the certificate; expressions are written in
place.  So what a line of an explanation says is evaluated from its term alone.
"""
from __future__ import annotations

from symbolic.proving.checker.integers import Poly, number, symbol
from symbolic.proving.checker.terms import Expression, Store, Term


class Tables:
    """A copy of a certificate to whose tables terms are added; ``add`` gives a term's position."""

    def __init__(self, certificate: dict, store: Store):
        self.certificate = {**certificate, "variables": list(certificate["variables"]), "terms": list(certificate["terms"])}
        self.store, self.count = store, 0

    def add(self, t: Term) -> int:
        row = self._row(t)
        self.certificate["terms"].append(row)
        return len(self.certificate["terms"]) - 1

    def _row(self, t: Term) -> list:
        match t.op, t.parts:
            case "num", (q,):
                return ["num", str(q)]
            case "int", (p,):
                return ["int", _integer(p)]
            case "delta", (p, q):
                return ["delta", _integer(p), _integer(q)]
            case "holds", (p, relation, q):
                return ["holds", _integer(p), relation, _integer(q)]
            case ("add" | "mul" | "largest"), parts:
                return [t.op, [self.add(x) for x in parts]]
            case "positive", (x,):
                return ["positive", self.add(x)]
            case "pow", (base, q):
                return ["pow", self.add(base), str(q)]
            case "fn", (f, k, x):
                return ["fn", f, k, self.add(x)]
            case ("sum" | "prod" | "max"), (_, lower, upper, _):
                name = self._variable(lower, upper)
                body = self.add(self.store.open(t, (symbol(name),)))
                return ["sum", [name], body] if t.op == "sum" else [t.op, name, body]
            case "at", (e, indices):
                return ["at", self._expression(e), [_integer(p) for p in indices]]
            case "D", (x, name, labels, indices):
                return ["D", self.add(x), name, [_integer(p) for p in labels], [_integer(p) for p in indices]]
            case ("inv" | "expm"), (_, extent, p, q, _):
                names = [self._variable(number(1), extent) for _ in range(2)]
                body = self.add(self.store.open(t, tuple(map(symbol, names))))
                return [t.op, names, body, _integer(p), _integer(q)]
            case "pinv", (_, extents, p, q, _):
                names = [self._variable(number(1), extent) for extent in extents]
                return ["pinv", names, self.add(self.store.open(t, tuple(map(symbol, names)))), _integer(p), _integer(q)]
            case "determinant", (_, extent, _):
                names = [self._variable(number(1), extent) for _ in range(2)]
                return ["determinant", names, self.add(self.store.open(t, tuple(map(symbol, names))))]
        raise ValueError(f"no row for {t.op}")

    def _variable(self, lower: Poly, upper: Poly) -> str:
        self.count += 1
        name = f"line#{self.count}"
        self.certificate["variables"].append([name, _integer(lower), _integer(upper)])
        return name

    def _expression(self, e: Expression) -> list:
        names = []
        if e.op in ("sum", "prod", "max", "min", "matprod", "array"):
            bound = e.parts[0] if e.op == "array" else e.parts[:1]
            names = [f"line'{self.count + k}" for k in range(1, len(bound) + 1)]
            self.count += len(names)
            body = self._expression(self.store.open(e, tuple(map(symbol, names))))
            if e.op == "array":
                return ["array", [[n, _integer(d)] for n, d in zip(names, e.parts[1])], body]
            return [e.op, names[0], _integer(e.parts[1]), _integer(e.parts[2]), body]
        return [e.op, *map(self._field, e.parts)]

    def _field(self, x):
        match x:
            case Expression():
                return self._expression(x)
            case Poly():
                return _integer(x)
            case tuple():
                return [self._field(y) for y in x]
            case None | str():
                return x
            case int() if not isinstance(x, bool):
                return x
        return str(x)


def _integer(p: Poly):
    """A polynomial as JSON."""
    return [[c, [[name, [_integer(Poly(x)) for x in labels], power] for (name, labels), power in monomial]]
            for monomial, c in p.terms]
