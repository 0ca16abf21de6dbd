"""Replaying a certificate: its tables, its steps one by one, its root."""
from __future__ import annotations

from dataclasses import dataclass

from .claim import Claim, field
from .expressions import ExpressionReader, check_function, read_rational
from .integers import ONE, OutOfRange, Poly, Refused, TooLarge, read_list, read_name, symbol
from .polynomials import Ring
from .terms import Expression, Term

MOST_STEPS = 20_000
LEFT = "\x03"
"""Begins the name of a variable in a condition of a step that it has left: nothing opens it."""
FORMAT = ("chainrule-certificate", 1)


@dataclass(frozen=True)
class Equation:
    """left = right for all values of ``open`` in their ranges, under the hypotheses.

    ``used`` are the definitions used, as (name, an interval for each label);
    ``assumptions`` numbers of assumptions and declared properties (property,
    name); ``hypotheses`` are (left, right, variable); ``conditions`` tuples
    (kind, what ..).
    """

    left: Term
    right: Term
    open: frozenset = frozenset()
    used: frozenset = frozenset()
    assumptions: frozenset = frozenset()
    hypotheses: frozenset = frozenset()
    conditions: frozenset = frozenset()


@dataclass(frozen=True)
class SumView:
    """A sum as the table writes it: ``variables`` (name, lower, upper) in order, and the body."""

    variables: tuple[tuple[str, Poly, Poly], ...]
    body: Term

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _, _ in self.variables)

    def without(self, *names: str) -> list[tuple]:
        return [v for v in self.variables if v[0] not in names]

    def need_free_of(self, name: str) -> None:
        """Refuse if the range of another variable mentions ``name``."""
        for other, lower, upper in self.variables:
            if name in lower.names | upper.names:
                raise Refused(f"the range of {other} mentions {name}")


class Replay:
    """A certificate's tables, read into nodes: ``terms``, ``variables``, and the claim."""

    def __init__(self, certificate):
        if (field(certificate, "format"), field(certificate, "version")) != FORMAT:
            raise Refused("not a certificate of this format and version")
        self.claim = Claim(field(certificate, "claim"))
        self.store = self.claim.store
        self.variables: dict[str, tuple[str, Poly, Poly]] = {}
        self.behind: dict[str, frozenset[str]] = {}
        for item in self._list(certificate, "variables"):
            self._variable(*read_list(item, 3, "[name, lower, upper]"))
        self.variable_names = frozenset(self.variables)
        self.reader = ExpressionReader(self.store, self.claim.symbols, [])
        for item in self._list(certificate, "expressions"):
            self.reader.table.append(self.reader.read(item))
        self.raw = self._list(certificate, "terms")
        self.terms: list[Term] = []
        for item in self.raw:
            self.terms.append(self._term(item))
        self.ring = Ring(self.store)
        self.equations: list[Equation] = []

    @staticmethod
    def _list(data, key: str) -> list:
        items = read_list(field(data, key), None, f"a list of {key}")
        if len(items) > MOST_STEPS:
            raise TooLarge(f"more than {MOST_STEPS} {key}")
        return items

    def _variable(self, name, lower, upper) -> None:
        if read_name(name) in self.variables or name in self.claim.names:
            raise Refused(f"the variable {name} has another meaning already")
        lower, upper = self.integer(lower), self.integer(upper)
        mentioned = lower.names | upper.names
        unknown = mentioned - self.claim.names - self.variables.keys()
        if unknown:
            raise Refused(f"the range of {name} mentions {sorted(unknown)[0]}, which is not known there")
        self.variables[name] = (name, lower, upper)
        inner = mentioned & self.behind.keys()
        self.behind[name] = frozenset({name}).union(*(self.behind[v] for v in inner))
        value = symbol(name)
        self.claim.facts.add(value - lower, self.behind[name])
        self.claim.facts.add(upper - value, self.behind[name])

    def integer(self, data) -> Poly:
        return self.claim.integer(data)

    def closure(self, names) -> frozenset[str]:
        """The variables among ``names``, and those that their ranges mention."""
        found = names & self.variable_names
        return found.union(*(self.behind[v] for v in found)) if found else found

    # -- the table of terms
    def _earlier(self, data) -> Term:
        if type(data) is not int or not 0 <= data < len(self.terms):
            raise Refused(f"not an earlier term: {data!r:.80}")
        return self.terms[data]

    def _integers(self, data) -> tuple[Poly, ...]:
        return tuple(map(self.integer, read_list(data, None, "a list of integers")))

    def _term(self, data) -> Term:
        try:
            return self._read_term(data)
        except Refused as refused:
            raise type(refused)(f"term {len(self.terms)}: {refused}") from None

    def _read_term(self, data) -> Term:
        store = self.store
        match data:
            case ["num", q]:
                return store.num(read_rational(q))
            case ["int", p]:
                return store.term("int", self.integer(p))
            case ["delta", p, q]:
                return store.term("delta", self.integer(p), self.integer(q))
            case ["holds", p, ("<=" | "<") as relation, q]:
                return store.term("holds", self.integer(p), relation, self.integer(q))
            case [("add" | "mul") as op, list(items)]:
                return store.term(op, *map(self._earlier, items))
            case ["pow", t, q]:
                return store.term("pow", self._earlier(t), read_rational(q))
            case ["fn", f, k, t]:
                check_function(self.claim.symbols, f, k)
                return store.term("fn", f, k, self._earlier(t))
            case ["positive", t]:
                return store.term("positive", self._earlier(t))
            case ["inv" | "expm" as op, list(names), t, p, q]:
                return store.matrix(op, self._pair(names), self._earlier(t), self.integer(p), self.integer(q))
            case ["pinv", list(names), t, p, q]:
                return store.matrix("pinv", self._pair(names), self._earlier(t), self.integer(p), self.integer(q))
            case ["determinant", list(names), t]:
                return store.matrix("determinant", self._pair(names), self._earlier(t))
            case ["sum", list(), _]:
                view = self.sum_view(data)
                return store.sum_over(view.variables, view.body)
            case [("max" | "prod") as op, name, t]:
                return store.sum_over([self.variable(name)], self._earlier(t), op)
            case ["largest", list(items)]:
                return store.largest([self._earlier(x) for x in items])
            case ["at", e, list(indices)]:
                return self._entry(self.reader.read(e), self._integers(indices))
            case ["D", t, name, list(labels), list(indices)]:
                labels, indices = self._integers(labels), self._integers(indices)
                if len(self.claim.shape(name, labels)) != len(indices):
                    raise Refused(f"{len(indices)} indices do not fit {name}")
                return store.term("D", self._earlier(t), name, labels, indices)
        raise Refused(f"no such term: {data!r:.120}")

    def _entry(self, e, indices) -> Term:
        if len(e.shape) != len(indices):
            raise Refused(f"{len(indices)} indices for an expression with {len(e.shape)} axes")
        return self.store.term("at", e, indices)

    def _pair(self, names: list) -> list[tuple[str, Poly, Poly]]:
        return [self.variable(n) for n in read_list(names, 2, "the names of a row and a column")]

    def sum_view(self, data) -> SumView:
        """The variables and body of a table entry ``["sum", names, t]``."""
        match data:
            case ["sum", list(names), t]:
                variables = tuple(self.variable(n) for n in names)
                if len(set(names)) < len(names):
                    raise Refused(f"a sum names a variable twice: {names}")
                return SumView(variables, self._earlier(t))
        raise Refused(f"not a sum in the table of terms: {data!r:.120}")

    def variable(self, name) -> tuple[str, Poly, Poly]:
        if type(name) is not str or name not in self.variables:
            raise Refused(f"{name!r:.80} is not a variable of the certificate")
        return self.variables[name]

    # -- the steps
    def run(self, steps: list, rules: dict):
        """Replay the steps in order; yields the number and name of each before it is done."""
        for number, data in enumerate(steps):
            name = data.get("rule") if type(data) is dict else None
            yield number, name
            rule = rules.get(name) if type(name) is str else None
            if rule is None:
                raise Refused("no such rule")
            self.claim.used = set()
            self.equations.append(rule(Step(self, data)))


class Step:
    """One step's arguments, checked as they are taken."""

    def __init__(self, replay: Replay, data: dict):
        self.replay, self.data = replay, data
        self.claim, self.store = replay.claim, replay.store
        self.properties: set = set()
        self.premises = [self._premise(k) for k in read_list(data.get("from", []), None, "a list of steps")]

    def _premise(self, k) -> Equation:
        if type(k) is not int or not 0 <= k < len(self.replay.equations):
            raise Refused(f"not an earlier step: {k!r:.80}")
        return self.replay.equations[k]

    def premise(self, count: int = 1) -> Equation:
        """The only premise."""
        if len(self.premises) != count:
            raise Refused(f"{count} premise wanted, {len(self.premises)} given")
        return self.premises[0]

    def earlier(self, key: str) -> Equation:
        return self._premise(field(self.data, key))

    def _raw(self, key: str):
        k = field(self.data, key)
        if type(k) is not int or not 0 <= k < len(self.replay.terms):
            raise Refused(f"{key} is not a term: {k!r:.80}")
        return k

    def term(self, key: str = "term", op: str | None = None) -> Term:
        t = self.replay.terms[self._raw(key)]
        if op is not None and t.op != op:
            raise Refused(f"{key} is not a {op} but {show(t)}")
        return t

    def terms(self, key: str) -> list[Term]:
        return self.listed_terms(field(self.data, key))

    def listed_terms(self, data) -> list[Term]:
        return [self.replay._earlier(k) for k in read_list(data, None, "a list of terms")]

    def sum(self, key: str = "term") -> SumView:
        return self.replay.sum_view(self.replay.raw[self._raw(key)])

    def inner_sum(self) -> SumView:
        """The sum that the derivative ``term`` is of."""
        self.term(op="D")
        return self.replay.sum_view(self.replay.raw[self.replay.raw[self._raw("term")][1]])

    def integer(self, key: str) -> Poly:
        return self.replay.integer(field(self.data, key))

    def integers(self, key: str) -> tuple[Poly, ...]:
        return self.replay._integers(field(self.data, key))

    def variable(self, key: str = "variable") -> tuple[str, Poly, Poly]:
        return self.replay.variable(field(self.data, key))

    def variables(self, key: str = "variables") -> list[tuple[str, Poly, Poly]]:
        found = [self.replay.variable(n) for n in read_list(field(self.data, key), None, "a list of variables")]
        if len({name for name, _, _ in found}) < len(found):
            raise Refused(f"{key} names a variable twice")
        return found

    def pair(self, key: str = "variables") -> list[tuple[str, Poly, Poly]]:
        """Two variables."""
        found = self.variables(key)
        if len(found) != 2:
            raise Refused(f"two {key} are wanted, not {len(found)}")
        return found

    def fresh(self, extents, key: str = "names", apart_from: frozenset = frozenset()) -> list[tuple[str, Poly, Poly]]:
        """As many variables as there are extents, of ranges 1..extent, none free in what they are used for."""
        variables = self.variables(key) if extents or key in self.data else []
        if len(variables) != len(extents):
            raise Refused(f"{len(extents)} {key} wanted, {len(variables)} given")
        for (name, lower, upper), extent in zip(variables, extents):
            if (lower, upper) != (ONE, extent):
                raise Refused(f"{name} has the range {lower}..{upper}, wanted is 1..{extent}")
            if name in apart_from:
                raise Refused(f"{name} is free in the term it would be bound in")
        return variables

    def need(self, p: Poly, what: str, refused: type[Refused] = Refused) -> None:
        """Refuse unless p is provably ≥ 0."""
        if not self.claim.proves(p):
            raise refused(f"not provable: {what}, that is {self.claim.reduce(p)} ≥ 0")

    def need_within(self, values, ranges, what: str) -> None:
        for value, (lower, upper) in zip(values, ranges):
            self.need(value - lower, f"{what} {value} ≥ {lower}", OutOfRange)
            self.need(upper - value, f"{what} {value} ≤ {upper}", OutOfRange)

    def need_same(self, what: str, left, right) -> None:
        if left is not right:
            raise Refused(f"{what}: {show(left)} is not {show(right)}")

    def conclude(self, left: Term, right: Term, premises=None, leave=(), **extra) -> Equation:
        """left = right with the premises' sets, what is ``extra``, and without the names that ``leave``."""
        premises = self.premises if premises is None else premises
        found = left.names | right.names | self.claim.used
        opened = self.replay.closure(found | extra.pop("open", frozenset()))
        if premises:
            opened = opened.union(*(p.open for p in premises))
        extra["assumptions"] = self.properties.union(extra.get("assumptions", ()))
        sets = {
            key: frozenset(extra.get(key, ())).union(*filter(None, [getattr(p, key) for p in premises]))
            for key in ("used", "assumptions", "hypotheses", "conditions")
        }
        return Equation(left, right, self.replay.closure(opened.difference(leave)), **sets)


def show(t) -> str:
    """A term in one line, cut to a readable length; bound names are ‹1›, ‹2› by height."""
    text = _show(t, 8)
    return text if len(text) <= 400 else text[:400] + " …"


SHOWN = {
    "matmul": "{} {}", "times": "{} · {}", "transpose": "ᵀ", "inverse": "⁻¹", "pinv": "⁺", "identity": "I⟨{}⟩",
    "diagonal": "diag({})", "squeeze": "{}", "expand": "{}", "trace": "tr({})", "det": "det({})", "matexp": "expm({})",
}
"""How some expressions are shown: their parts put in, or what follows the part."""


def _show(x, depth: int) -> str:
    if isinstance(x, tuple):
        return ", ".join(_show(y, depth) for y in x)
    if not hasattr(x, "op"):
        text = str(x)
        return f"‹{text[1:]}›" if isinstance(x, str) and text[:1] == "\x00" else text
    if depth == 0:
        return "…"
    inner = [_show(p, depth - 1) for p in x.parts]
    match x.op:
        case "array" if x.parts[-1].op == "cases" and all(value.op == "entry" for _, value in x.parts[-1].parts[0]):
            return _show_blocks(x, depth - 1)
        case "constant":
            return inner[0]
        case "add" if isinstance(x, Term):
            return "(" + " + ".join(inner) + ")"
        case "mul":
            return " · ".join(inner)
        case "num" | "int" | "number" | "integer":
            return inner[0]
        case "symbol":
            return inner[0] + (f"[{inner[1]}]" if x.parts[1] else "")
        case "at":
            return f"{inner[0]}({inner[1]})" if x.parts[1] else inner[0]
        case "add" if isinstance(x, Expression):
            return "(" + " + ".join(_show(p, depth - 1) for p in x.parts[0]) + ")"
        case "transpose" | "inverse" | "pinv" if isinstance(x, Expression):
            return (f"({inner[0]})" if " " in inner[0] and inner[0][0] != "(" else inner[0]) + SHOWN[x.op]
        case op if op in SHOWN and isinstance(x, Expression):
            return SHOWN[op].format(*inner)
        case "apply" | "curve" | "field":
            return f"{inner[0]}{chr(39) * x.parts[1]}({inner[2]})"
        case "max" if isinstance(x, Term):
            return f"max_{{{inner[0]}={inner[1]}..{inner[2]}}} {inner[3]}"
        case "prod":
            return f"Π_{{{inner[0]}={inner[1]}..{inner[2]}}} {inner[3]}"
        case "sum":
            return f"Σ_{{{inner[0]}={inner[1]}..{inner[2]}}} {inner[3]}"
        case "pow":
            return f"({inner[0]})^{inner[1]}"
        case "fn":
            return f"{inner[0]}{chr(39) * x.parts[1]}({inner[2]})"
        case "D":
            return f"∂({inner[0]})/∂{inner[1]}" + (f"[{inner[2]}]" if x.parts[2] else "") + f"({inner[3]})"
        case "delta":
            return f"δ({', '.join(inner)})"
        case "positive":
            return f"[{inner[0]} > 0]"
    return f"{x.op}({', '.join(inner)})"


def _show_blocks(x: Expression, depth: int) -> str:
    """A matrix of blocks as [A, B; C, D]: a row ends where no condition is on the column."""
    names, *_, body = x.parts
    shown = ""
    for conditions, value in body.parts[0]:
        ends = len(names) == 1 or not any(names[1] in left.names for left, _, _ in conditions)
        shown += _show(value.parts[0], depth) + ("; " if ends else ", ")
    return f"[{shown[:-2]}]"
