"""The claim: what is declared, defined and assumed, and what is said of it.

``Claim`` reads it, checks its shapes, that its definitions are well-founded
and never contradict each other, and knows which symbols a term may depend on.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from .expressions import Expression, ExpressionReader, Symbols, member_shape, same
from .integers import ONE, Facts, Poly, Refused, read_integer, read_list, read_name, symbol
from .smoothness import need_smooth, need_total
from .terms import BINDING_TUPLES, Node, Store, Term, bound_names, walk

KNOWN_FUNCTIONS = dict.fromkeys(("exp", "log", "sin", "cos", "arctan", "Phi", "phi"), 99)
KINKED_FUNCTIONS = frozenset({"relu", "abs"})
MONOTONE = {"nondecreasing": 1, "increasing": 1, "nonincreasing": -1, "decreasing": -1}
STRICT = frozenset({"increasing", "decreasing"})
RELATIONS = ("=", "<=", "<", ">=", ">")
Interval = tuple  # (lower, upper), a Poly each, or None where there is no bound


@dataclass(frozen=True)
class Clause:
    """name[parameters] = body, for parameters in ``ranges``; ``position`` in the list."""

    name: str
    parameters: tuple[str, ...]
    ranges: tuple[Interval, ...]
    body: Expression
    stratum: int
    position: int

    def facts(self, labels: tuple[Poly, ...]) -> tuple[Poly, ...]:
        """What is ≥ 0 when these labels lie in the clause's ranges."""
        return tuple(q for p, (lo, hi) in zip(labels, self.ranges) for q in (p - lo, hi - p))


@dataclass(frozen=True)
class Assumption:
    """left = right, for the parameters in 1..extent."""

    parameters: tuple[str, ...]
    extents: tuple[Poly, ...]
    names: tuple[str, ...]
    left: Expression
    relation: str
    right: Expression


@dataclass(frozen=True)
class Occurrence:
    """A symbol standing in a term, and facts about the names bound around it."""

    name: str
    labels: tuple[Poly, ...]
    facts: tuple[Poly, ...]


def field(data, key: str):
    if type(data) is not dict or key not in data:
        raise Refused(f"expected an object with {key!r}, found {data!r:.120}")
    return data[key]


def _count(data, what: str) -> int:
    if type(data) is not int or abs(data) > 10**6:
        raise Refused(f"not {what}: {data!r:.80}")
    return data


def _name_of(data) -> str:
    return read_name(field(data, "name"))


class Claim:
    """A claim from JSON: ``store``, ``facts``, ``symbols``, ``clauses``, ``assumptions``, ``left``, ``right``."""

    def __init__(self, data):
        context = field(data, "context")
        self.equal: dict = {}
        self.reduced: dict = {}
        self.private = 0
        self.names: set[str] = set()
        self.store = Store(self.reduce, self.integer, partial(need_smooth, self))
        self.smooth: set = set()
        self.occurrences_of: dict = {}
        self.integers_read: dict = {}
        integers = [self._integer_declaration(x) for x in self._list(context, "integers")]
        self.free = self._free_ranges(data)
        self._equalities(context)
        self.facts = Facts(name for name, kind, _, lower, _ in integers
                           if kind == "dimension" and (lower is None or type(lower) is int and lower >= 1))
        self.used: set[str] = set()
        self._collect_facts(context, integers)
        self.symbols = Symbols(self._tensors(context), dict(KNOWN_FUNCTIONS), monotone={"exp": 1, "arctan": 1, "Phi": 1})
        self.function_definitions: dict = {}
        self.function_equations: dict = {}
        self.kinked = KINKED_FUNCTIONS - set(map(_name_of, self._list(context, "functions")))
        self.symbols.functions.update(dict.fromkeys(self.kinked, 0))
        if "relu" in self.kinked:
            self.symbols.monotone["relu"] = 1
        self._functions(context)
        self.clauses = [self._clause(k, x) for k, x in enumerate(self._list(context, "definitions"))]
        self.clauses_of = {c.name: [d for d in self.clauses if d.name == c.name] for c in self.clauses}
        self._check_definitions()
        self.assumptions = [self._assumption(x) for x in self._list(context, "assumptions")]
        self.relation = field(data, "relation")
        if self.relation not in RELATIONS:
            raise Refused(f"only claims with one of {', '.join(RELATIONS)} can be proved, not {self.relation!r:.40}")
        reader = ExpressionReader(self.store, self.symbols)
        self.left, self.right = reader.read(field(data, "left")), reader.read(field(data, "right"))
        self._check_bound(reader, {name for name, *_ in self.free})
        same("the sides differ in shape", self.left.shape, self.right.shape)

    # -- reading the parts
    @staticmethod
    def _list(data, key: str) -> list:
        return read_list(field(data, key), None, f"a list of {key}")

    def reduce(self, p: Poly) -> Poly:
        """``p`` with the known equalities of integers put in."""
        if self.equal:
            found = self.reduced.get(p)
            if found is None:
                found = self.reduced[p] = self._reduce(p)
            return found
        return p

    def _reduce(self, p: Poly) -> Poly:
        for _ in range(8):
            q = p.substitute(self.equal)
            if q == p:
                break
            p = q
        return p

    def integer(self, data) -> Poly:
        """A polynomial from JSON with the known equalities put in; remembered."""
        key = data if type(data) is int else repr(data)
        if key not in self.integers_read:
            self.integers_read[key] = self.reduce(read_integer(data))
        return self.integers_read[key]

    def read(self, data, scope={}) -> Poly:
        p = self.reduce(read_integer(data, scope))
        self.names |= p.names
        return p

    def _integer_declaration(self, data) -> tuple:
        name, arity = read_name(field(data, "name")), _count(field(data, "arity"), "a number of labels")
        self.names.add(name)
        lower, upper = (None if field(data, k) is None else data[k] for k in ("lower", "upper"))
        return name, field(data, "kind"), arity, lower, upper

    def _free_ranges(self, data) -> list[tuple]:
        free = [read_list(x, 3, "[name, lower, upper]") for x in self._list(data, "free")]
        names = [read_name(name) for name, _, _ in free]
        if len(set(names)) < len(names):
            raise Refused(f"a free name is listed twice: {names}")
        self.names |= set(names)
        return free

    def _equalities(self, context) -> None:
        for item in self._list(context, "equal"):
            name, labels, value = read_list(item, 3, "[name, labels, integer]")
            key = symbol(read_name(name), tuple(map(read_integer, read_list(labels, None, "labels")))).terms[0][0][0][0]
            self._equate(key, read_integer(value))
        for name, lower, upper in self.free:
            if lower is not None and upper is not None and self.read(lower) == self.read(upper):
                self._equate((name, ()), read_integer(lower))

    def _equate(self, key: tuple, value: Poly) -> None:
        self.names |= {key[0]} | value.names
        if key[0] not in value.names:
            self.equal[key] = value
            self.reduced.clear()

    def _collect_facts(self, context, integers: list) -> None:
        for data in self._list(context, "facts"):
            self.facts.add(self.read(data))
        bounded = [(n, lo, hi) for n, _, arity, lo, hi in integers if not arity]
        for name, lower, upper in bounded + self.free:
            value = self.reduce(symbol(name))
            if lower is not None:
                self.facts.add(value - self.read(lower))
            if upper is not None:
                self.facts.add(self.read(upper) - value)
        for _, lower, upper in self.free:
            if lower is not None and upper is not None:
                self.facts.add(self.read(upper) - self.read(lower))

    def _parameter(self, name: str) -> str:
        """A name of its own for a parameter, which may be called like another one elsewhere."""
        self.private += 1
        return f"\x01{name}\x04{self.private}"

    def _parameters(self, data) -> tuple[dict, tuple, tuple]:
        """Label parameters with their ranges: the scope they make, their own names, the ranges.

        A parameter with one possible value is that value in the scope.
        """
        scope: dict[str, Poly] = {}
        own, ranges = [], []
        for item in read_list(data, None, "a list of label ranges"):
            name, lower, upper = read_list(item, 3, "[name, lower, upper]")
            if read_name(name) in scope:
                raise Refused(f"a label parameter is listed twice: {name}")
            ranges.append((self.read(lower, scope), self.read(upper, scope)))
            own.append(self._parameter(name))
            lower, upper = ranges[-1]
            scope[name] = lower if lower == upper else symbol(own[-1])
        return scope, tuple(own), tuple(ranges)

    def _tensors(self, context) -> dict:
        tensors: dict = {}
        for data in self._list(context, "tensors"):
            name = read_name(field(data, "name"))
            if name in tensors:
                raise Refused(f"{name} is declared twice")
            scope, own, _ = self._parameters(field(data, "labels"))
            shape = tuple(self.read(d, scope) for d in self._list(data, "shape"))
            properties = frozenset(p for p in self._list(data, "properties") if type(p) is str)
            tensors[name] = (own, shape, properties)
        return tensors

    def _functions(self, context) -> None:
        equations: list = []
        for data in self._list(context, "functions"):
            name = read_name(field(data, "name"))
            if name in self.symbols.functions and name not in KNOWN_FUNCTIONS or name in self.function_definitions:
                raise Refused(f"the function {name} is declared twice")
            definition = data.get("definition")
            if definition is not None:
                if name in KNOWN_FUNCTIONS:
                    raise Refused(f"the function {name} has its own meaning and cannot be defined")
                self.function_definitions[name] = self._function_definition(name, definition)
            elif name not in KNOWN_FUNCTIONS:
                self._monotone(name, data)
            if data.get("equation") is not None:
                if name in KNOWN_FUNCTIONS or definition is not None or data.get("domain") is not None or data.get("shape") is not None:
                    raise Refused(f"the function {name} has a meaning and cannot have an equation")
                equations.append((name, data["equation"]))
            if data.get("domain") is not None:
                self.symbols.fields[name] = self._field_shapes(name, data)
            elif data.get("shape") is not None:
                self.symbols.curves[name] = self._curve_shape(name, data)
            self.symbols.functions.setdefault(name, _count(field(data, "smooth"), "a number of derivatives"))
        for name, data in equations:
            self.function_equations[name] = self._function_equation(name, data)

    def _monotone(self, name: str, data) -> None:
        """Whether the function is declared to be nondecreasing or nonincreasing; both say nothing here."""
        found = {MONOTONE[p] for p in self._list(data, "properties") if type(p) is str and p in MONOTONE}
        if len(found) == 1:
            self.symbols.monotone[name] = found.pop()
            if not STRICT.isdisjoint(data["properties"]):
                self.symbols.strict.add(name)

    def _curve_shape(self, name: str, data) -> tuple[Poly, ...]:
        """The shape of the values of a function that is declared to have arrays as values."""
        if name in KNOWN_FUNCTIONS or name in self.function_definitions:
            raise Refused(f"the function {name} has a meaning and cannot have arrays as values")
        return tuple(map(self.read, self._list(data, "shape")))

    def _field_shapes(self, name: str, data) -> tuple[tuple[Poly, ...], tuple[Poly, ...]]:
        """The shapes of the argument, an array, and of the values of a function of arrays."""
        values, domain = self._curve_shape(name, data), tuple(map(self.read, self._list(data, "domain")))
        if not domain or name in self.symbols.monotone:
            raise Refused(f"the function {name} of arrays needs the shape of its argument, and is not monotone")
        return domain, values

    def _function_definition(self, name: str, data) -> tuple[str, Expression]:
        """[parameter, body]: the body's only symbol is the parameter, a declared scalar.

        A body may use functions declared earlier, not this one or later ones.
        """
        parameter, body = read_list(data, 2, "[parameter, body]")
        reader = ExpressionReader(self.store, self.symbols)
        body = reader.read(body)
        self._check_bound(reader, set())
        same(f"the body that defines {name}", body.shape, ())
        if any(node.op == "pinv" for node in walk(body)):
            raise Refused(f"a pseudo-inverse in the body that defines {name}, which may not be continuous")
        symbols = {o.name for o in self.occurrences(body)}
        if parameter not in self.symbols.tensors or self.symbols.tensors[parameter][:2] != ((), ()) \
                or not symbols <= {parameter}:
            raise Refused(f"the body that defines {name} may use one declared scalar, {parameter!r:.80}, and no other")
        return parameter, body

    def _function_equation(self, name: str, data) -> tuple[int, str, Expression]:
        """[k, parameter, body]: f^{(k)}(z) = body for every real z; the body is defined and smooth there.

        It is made of numbers, z, sums, products, natural powers, and functions that
        are defined everywhere; it may use all functions of the context, f too.
        """
        order, parameter, body = read_list(data, 3, "[order, parameter, body]")
        if not 0 < _count(order, "an order"):
            raise Refused(f"the equation of {name} is not about a derivative")
        parameter, body = self._function_definition(name, [parameter, body])
        need_total(self, name, body)
        return order, parameter, body

    def _clause(self, position: int, data) -> Clause:
        name = field(data, "name")
        scope, own, ranges = self._parameters(field(data, "labels"))
        reader = ExpressionReader(self.store, self.symbols)
        body = reader.read(field(data, "body"), scope)
        self._check_bound(reader, set(scope))
        labels = tuple(lo if lo == hi else symbol(p) for p, (lo, hi) in zip(own, ranges))
        same(f"definition of {name!r:.80}", body.shape, member_shape(self.store, self.symbols, name, labels))
        return Clause(name, own, ranges, body, _count(field(data, "stratum"), "a stratum"), position)

    def _assumption(self, data) -> Assumption:
        scope: dict[str, Poly] = {}
        extents = []
        for item in self._list(data, "free"):
            name, extent = read_list(item, 2, "[name, extent]")
            if read_name(name) in scope:
                raise Refused(f"a free name is listed twice: {name}")
            extents.append(self.read(extent, scope))
            scope[name] = symbol(self._parameter(name))
        reader = ExpressionReader(self.store, self.symbols)
        left, right = (reader.read(field(data, side), scope) for side in ("left", "right"))
        self._check_bound(reader, set(scope))
        same("the sides of an assumption differ in shape", left.shape, right.shape)
        own = tuple(next(iter(p.names)) for p in scope.values())
        return Assumption(own, tuple(extents), tuple(scope), left, str(field(data, "relation")), right)

    def _check_bound(self, reader: ExpressionReader, scope: set[str]) -> None:
        """Bound names are distinct from each other and from every free name."""
        twice = {n for n in reader.bound if reader.bound.count(n) > 1}
        taken = twice | set(reader.bound) & (scope | self.names)
        if taken:
            raise Refused(f"the bound name {sorted(taken)[0]} has another meaning in the same place")
        self.names |= {n for n in reader.seen if n[0] >= " "} - set(reader.bound)

    # -- definitions
    def _check_definitions(self) -> None:
        """Clauses of one name never overlap, and what a body uses is smaller, in one order for each stratum.

        The order goes up the first label or down it; ranges have two ends, so both end.
        """
        for c in self.clauses:
            for d in self.clauses_of[c.name]:
                if d.position < c.position and not self.apart(c.ranges, d.ranges):
                    raise Refused(f"two clauses define {c.name} for labels that may be the same")
            if any(parameter == c.name for *_, parameter, _ in (*self.function_definitions.values(), *self.function_equations.values())):
                raise Refused(f"{c.name} is the variable of a function's definition and cannot be defined")
        for stratum in dict.fromkeys(c.stratum for c in self.clauses):
            clauses = [c for c in self.clauses if c.stratum == stratum]
            found = [next(self._not_earlier(clauses, direction), None) for direction in (1, -1)]
            if None not in found:
                raise Refused(found[0])

    def _not_earlier(self, clauses: list[Clause], direction: int):
        """What the bodies of one stratum's clauses use that is not smaller, in words."""
        for c in clauses:
            for o in self.occurrences(c.body):
                for d in self.clauses_of.get(o.name, ()):
                    if not self._smaller(d, o, c, direction):
                        yield f"the definition of {c.name} uses {o.name}, which is not known to be earlier"

    def _smaller(self, d: Clause, o: Occurrence, c: Clause, direction: int) -> bool:
        """Clause d of the symbol o precedes clause c: by (stratum, direction · first label, position)."""
        own = tuple(map(symbol, c.parameters))
        facts = c.facts(own) + o.facts
        if d.stratum < c.stratum or self.apart(tuple((p, p) for p in o.labels), d.ranges, facts):
            return True
        if d.stratum > c.stratum:
            return False
        if not own or not o.labels:
            return not o.labels and (bool(own) or d.position < c.position)
        before = own[0] - o.labels[0] if direction > 0 else o.labels[0] - own[0]
        return self.proves(before - 1, facts) or own[0] == o.labels[0] and d.position < c.position

    def proves(self, p: Poly, facts: tuple = ()) -> bool:
        """Whether p is provably ≥ 0; the variables whose ranges say so go into ``used``."""
        found = self.facts.nonnegative(self.reduce(p), facts)
        self.used |= found or frozenset()
        return found is not None

    def apart(self, left: tuple[Interval, ...], right: tuple[Interval, ...], facts: tuple = ()) -> bool:
        """Some label's intervals provably do not meet."""
        return any(
            upper is not None and lower is not None and self.proves(lower - upper - 1, facts)
            for (lo, hi), (low, high) in zip(left, right) for upper, lower in ((hi, low), (high, lo))
        )

    def shape(self, name: str, labels: tuple[Poly, ...]) -> tuple[Poly, ...]:
        return member_shape(self.store, self.symbols, name, labels)

    # -- what depends on what
    def occurrences(self, node: Node) -> frozenset[Occurrence]:
        """The symbols standing in a term or expression, also as variables of derivatives."""
        found = self.occurrences_of.get(node)
        if found is None:
            found = self.occurrences_of[node] = frozenset(self._occurrences(node))
        return found

    def _occurrences(self, node: Node):
        if isinstance(node, Expression) and node.op == "symbol":
            yield Occurrence(node.parts[0], node.parts[1], ())
        if isinstance(node, Term) and node.op == "D":
            yield Occurrence(node.parts[1], node.parts[2], ())
        facts = bound_facts(node)
        stack = list(node.parts)
        while stack:
            x = stack.pop()
            if isinstance(x, tuple):
                stack.extend(x)
            elif isinstance(x, Node):
                for o in self.occurrences(x):
                    yield Occurrence(o.name, o.labels, o.facts + facts) if facts and (o.labels or o.facts) else o

    def closed(self, start, cut: tuple | None, region: "Region") -> None:
        """Every symbol of ``start``, and of what the region's definitions use, is ``cut`` or in the region."""
        for o in start:
            self._inside(o, (), cut, region)
        for name, box in region.boxes:
            for clause in self.clauses_of.get(name, ()):
                self._check_clause(clause, box, cut, region)

    def _check_clause(self, clause: Clause, box, cut, region) -> None:
        if cut == (clause.name, ()):
            return
        if cut is not None and cut[0] == clause.name and len(box) == 1:
            (lo, hi), (label,) = box[0], cut[1]
            box = ((lo + 1 if lo == label else lo, hi - 1 if hi == label else hi),)
        if self.apart(box, clause.ranges) or any(self.proves(lo - hi - 1) for lo, hi in box):
            return
        own = tuple(map(symbol, clause.parameters))
        facts = clause.facts(own) + tuple(q for p, (lo, hi) in zip(own, box) for q in (p - lo, hi - p))
        for o in self.occurrences(clause.body):
            self._inside(o, facts, cut, region)

    def _inside(self, o: Occurrence, facts: tuple, cut, region) -> None:
        facts += o.facts
        if (o.name, o.labels) == cut:
            return
        for name, box in region.boxes:
            if name == o.name and all(
                self.proves(q, facts) for p, (lo, hi) in zip(o.labels, box) for q in (p - lo, hi - p)
            ):
                return
        raise Refused(f"{show_member(o.name, o.labels)} is not known to lie in the {region.what}")

    def parents(self, name: str, labels: tuple[Poly, ...]):
        """What the definitions of name[labels] use."""
        for clause in self.clauses_of.get(name, ()):
            if self.apart(tuple((p, p) for p in labels), clause.ranges):
                continue
            body = self.store.substitute(clause.body, dict(zip(clause.parameters, labels)))
            for o in self.occurrences(body):
                yield Occurrence(o.name, o.labels, o.facts + clause.facts(labels))

    def reached(self, start) -> set[str]:
        """The names ``start``, and those that stand in definitions behind them."""
        seen: set[str] = set()
        stack = list(start)
        while stack:
            current = stack.pop()
            if current not in seen:
                seen.add(current)
                stack += [o.name for c in self.clauses_of.get(current, ()) for o in self.occurrences(c.body)]
        return seen


@dataclass(frozen=True)
class Region:
    """A set of symbols: (name, an interval for each label)."""

    what: str
    boxes: tuple[tuple[str, tuple[Interval, ...]], ...]


def bound_facts(node: Node) -> tuple[Poly, ...]:
    """What is ≥ 0 of the names that this node binds."""
    names = tuple(map(symbol, bound_names(node)))
    if not names:
        return ()
    if node.op == "array":
        ranges = [(ONE, extent) for extent in node.parts[1]]
    elif node.op == "pinv":
        ranges = [(ONE, extent) for extent in node.parts[1]]
    elif node.op in BINDING_TUPLES:
        ranges = [(ONE, node.parts[1])] * 2
    else:
        ranges = [node.parts[2:0:-1] if node.op == "matprod" else node.parts[1:3]]
    return tuple(q for v, (lo, hi) in zip(names, ranges) for q in (v - lo, hi - v))


def show_member(name: str, labels: tuple) -> str:
    return name + (f"[{', '.join(map(str, labels))}]" if labels else "")
