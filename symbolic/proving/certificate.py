r"""Write a trace out as a certificate, the JSON of docs/certificates.md.

Only the steps that the root rests on are written, in order; terms and
expressions are tables in which each entry names earlier ones by position.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.calculus.record import Theorem
from symbolic.calculus.terms import Term
from symbolic.calculus.trace import Trace
from symbolic.language.context import Obligation
from symbolic.language.expressions import Condition, Expression
from symbolic.language.integers import IntegerPolynomial

VERSION = 1


def write_certificate(obligation: Obligation, trace: Trace, indices, root: Theorem) -> dict:
    """The certificate of ``root``, whose equation is the obligation's entry equation."""
    writer = _Writer(trace)
    number = writer.step(root)
    return {
        "format": "chainrule-certificate", "version": VERSION,
        "claim": obligation.to_json(),
        "indices": [_index(writer, p) for p in indices],
        "variables": writer.variables(),
        "expressions": writer.expressions, "terms": writer.terms, "steps": writer.steps,
        "root": number,
    }


def _index(writer: "_Writer", p: IntegerPolynomial):
    """The variable's name, or 1 for an axis of extent one."""
    writer._note(p.names())
    return p.constant() or p.lone_symbol().name


class _Writer:
    """Tables under construction."""

    def __init__(self, trace: Trace):
        self.trace = trace
        self.terms: list = []
        self.expressions: list = []
        self.steps: list[dict] = []
        self._terms: dict[Term, int] = {}
        self._integers: dict[IntegerPolynomial, object] = {}
        self._expressions: dict[Expression, int] = {}
        self._steps: dict = {}
        self.names: dict[str, None] = {}

    # ------------------------------------------------------------ steps
    def step(self, root: Theorem) -> int:
        """Write what ``root`` rests on, premises first; no recursion."""
        todo = [root]
        while todo:
            p = todo[-1]
            if self._key(p) in self._steps:
                todo.pop()
                continue
            record = {"rule": "refl", "term": p.left} if p.step is None else self.trace.steps[p.step]
            premises = [*record.get("from", ()), *(v for v in record.values() if isinstance(v, Theorem))]
            missing = [q for q in premises if self._key(q) not in self._steps]
            if missing:
                todo += missing
                continue
            todo.pop()
            self._steps[self._key(p)] = len(self.steps)
            self.steps.append(self._record(record))
        return self._steps[self._key(root)]

    @staticmethod
    def _key(p: Theorem):
        return ("refl", p.left) if p.step is None else p.step

    def _record(self, record: dict) -> dict:
        written = {}
        for key, value in record.items():
            if key == "from":
                if value:
                    written[key] = [self._steps[self._key(p)] for p in value]
            else:
                written[key] = self._value(key, value)
        return written

    def _value(self, key, value):
        match value:
            case Term():
                return self.term(value)
            case Theorem():
                return self._steps[self._key(value)]
            case dict() if key == "values":
                return {name: self._p(p) for name, p in value.items()}
            case dict():
                self._note([*value, *value.values()])
                return value
            case IntegerPolynomial():
                return self._p(value)
            case str():
                if key in ("variable", "new"):
                    self._note({value})
                return value
            case tuple() | list():
                if key in ("variables", "names", "parts"):
                    self._note(value)
                return [self._value("", x) for x in value]
        return value

    # ------------------------------------------------------------ tables
    def _note(self, names) -> None:
        """List the variables among the names, after those that their ranges mention."""
        for name in names:
            if name not in self.names and (name in self.trace.terms.extents or name in self.trace.ranges):
                lower, upper = self.trace.range_of(name)
                self._note(lower.names() | upper.names())
                self.names[name] = None

    def _p(self, p: IntegerPolynomial):
        written = self._integers.get(p)
        if written is None:
            self._note(p.names())
            written = self._integers[p] = p.to_json()
        return written

    def variables(self) -> list:
        return [[name, *(p.to_json() for p in self.trace.range_of(name))] for name in self.names]

    def term(self, t: Term) -> int:
        number = self._terms.get(t)
        if number is None:
            args = [self.term(a) for a in t.args]
            body = self._body(t, args)
            number = self._terms[t] = len(self.terms)
            self.terms.append(body)
        return number

    def _body(self, t: Term, args: list[int]) -> list:
        match t.op:
            case "num":
                return ["num", str(t.data)]
            case "int":
                return ["int", self._p(t.data)]
            case "delta":
                return ["delta", *map(self._p, t.data)]
            case "holds":
                return ["holds", self._p(t.data[0]), t.data[1], self._p(t.data[2])]
            case "add" | "mul":
                return [t.op, args]
            case "pow":
                return ["pow", args[0], str(t.data)]
            case "fn":
                return ["fn", *t.data, args[0]]
            case "positive":
                return ["positive", args[0]]
            case "max" | "prod":
                self._note(t.data)
                return [t.op, t.data[0], args[0]]
            case "largest":
                return ["largest", args]
            case "sum":
                self._note(t.data)
                return ["sum", list(t.data), args[0]]
            case "inv" | "pinv" | "expm" | "determinant":
                names, places = t.data
                self._note(names)
                return [t.op, list(names), args[0], *map(self._p, places)]
            case "at":
                return ["at", ["#", self.expression(t.data[0])], list(map(self._p, t.data[1]))]
            case "D":
                name, labels, indices = t.data
                return ["D", args[0], name, list(map(self._p, labels)), list(map(self._p, indices))]
        raise AssertionError(t.op)

    def expression(self, e: Expression) -> int:
        number = self._expressions.get(e)
        if number is None:
            fields = [self._field(x) for x in e.fields()]
            number = self._expressions[e] = len(self.expressions)
            self.expressions.append([e.op, *fields])
        return number

    def _field(self, value):
        match value:
            case Expression():
                return ["#", self.expression(value)]
            case IntegerPolynomial():
                return self._p(value)
            case Condition():
                return [self._p(value.left), value.relation, self._p(value.right)]
            case Fraction():
                return str(value)
            case tuple():
                return [self._field(x) for x in value]
        return value
