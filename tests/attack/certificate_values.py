r"""Exact values of what a certificate says, from its JSON alone.

A ``Model`` draws sizes, labels, tensors and functions for one certificate; it
evaluates integers P, expressions E and terms T as docs/certificates.md gives
their meaning.  Tensors have an entry at every index, also past their extents
(``outside`` then counts such readings), so that a sum over a wrong range or a
substitution out of range has a value to be wrong with.
"""
from __future__ import annotations

from fractions import Fraction
from random import Random

from .jets import Jet, part, polynomial

RELATIONS = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<=": lambda a, b: a <= b, "<": lambda a, b: a < b}


class NoValue(Exception):
    """The certificate says nothing here: an empty range, an unknown node."""


class Model:
    """One draw of everything a certificate's claim declares."""

    def __init__(self, certificate: dict, random: Random, largest: int = 3):
        self.certificate, self.random, self.largest = certificate, random, largest
        self.context = certificate["claim"]["context"]
        self.declared = {d["name"]: d for d in self.context["integers"]}
        self.integers: dict = {}
        self.tensors: dict = {}
        self.functions: dict = {}
        self.cuts: list[tuple] = []
        self.memory: list[dict] = [{}]
        self.work, self.outside = 0, 0
        self.symmetric = self._symmetric()
        self._draw_declared()

    def _symmetric(self) -> set[str]:
        """Names declared symmetric or assumed to be; other assumptions cannot be drawn."""
        found = {d["name"] for d in self.context["tensors"] if "symmetric" in d["properties"]}
        for assumed in self.context["assumptions"]:
            match assumed["left"], assumed["right"]:
                case (["transpose", a], b) | (b, ["transpose", a]) if a == b and a[0] == "symbol":
                    found.add(a[1])
                case _:
                    raise NoValue("an assumption that no draw would satisfy")
        return found

    # -- integers
    def _draw_declared(self) -> None:
        """Draw the declared integers, if possible so that no range is empty."""
        for attempt in range(60):
            self.integers.clear()
            if not self._draw_once():
                continue
            try:
                env = self.environment()
            except NoValue:
                continue
            if attempt > 40 or all(v[0] in env for v in self.certificate["variables"]):
                return
        raise NoValue("no integers satisfy what is declared")

    def _draw_once(self) -> bool:
        for name, d in self.declared.items():
            if d["arity"] == 0:
                span = self.largest - 1 if d["kind"] == "dimension" else 3
                low = self.integer(d["lower"], {}) if d["lower"] is not None else 1
                high = self.integer(d["upper"], {}) if d["upper"] is not None else low + span
                if high < low:
                    return False
                self.integers[name, ()] = self.random.randint(low, high)
        return all(self.integer(f, {}) >= 0 for f in self.context["facts"])

    def integer(self, p, env: dict) -> int:
        """The value of a P; names of ``env`` first, then drawn ones."""
        if isinstance(p, int):
            return p
        total = 0
        for coefficient, monomial in p:
            for name, labels, power in monomial:
                coefficient *= self._integer_symbol(name, tuple(self.integer(x, env) for x in labels), env) ** power
            total += coefficient
        return total

    def _integer_symbol(self, name: str, labels: tuple, env: dict) -> int:
        if not labels and name in env:
            return env[name]
        for equal, at, value in self.context["equal"]:
            if equal == name and tuple(self.integer(x, {}) for x in at) == labels:
                return self.integer(value, {})
        if (name, labels) not in self.integers:
            if name not in self.declared:
                raise NoValue(f"{name} has no value")
            self.integers[name, labels] = self.random.randint(1, self.largest)
        return self.integers[name, labels]

    def environment(self) -> dict:
        """Values for the claim's free integers and, where their ranges allow, all variables."""
        env: dict = {}
        for name, lower, upper in self.certificate["claim"]["free"]:
            low = self.integer(lower, env) if lower is not None else 1
            high = self.integer(upper, env) if upper is not None else low + self.largest
            if high < low:
                raise NoValue(f"the range of {name} is empty")
            env[name] = self.random.randint(low, high)
        waiting = list(self.certificate["variables"])
        for _ in range(4):
            waiting = [v for v in waiting if not self._drawn(v, env)]
        return env

    def _drawn(self, variable: list, env: dict) -> bool:
        name, lower, upper = variable
        try:
            low, high = self.integer(lower, env), self.integer(upper, env)
        except NoValue:
            return False
        if low <= high:
            env[name] = self.random.randint(low, high)
        return True

    # -- symbols and functions
    def function(self, name: str, order: int, x):
        if name not in self.functions:
            self.functions[name] = [self.random.randint(-5, 5) for _ in range(4)] + [self.random.choice((1, 2, 3))]
        return polynomial(self.functions[name], order, x)

    def symbol(self, name: str, labels: tuple, index: tuple):
        """An entry of a symbol: cut, defined, or drawn."""
        for position in range(len(self.cuts) - 1, -1, -1):
            level, cut, at = self.cuts[position]
            if cut == (name, labels):
                value = self._below(position, name, labels, index)
                return value + Jet(level, 0, {0: 1}) if index == at else value
        return self._uncut(name, labels, index)

    def _below(self, position: int, name: str, labels: tuple, index: tuple):
        """The value of a cut symbol as it is outside of that cut."""
        cuts, memory = self.cuts, self.memory
        self.cuts, self.memory = cuts[:position], [{}]
        try:
            return self.symbol(name, labels, index)
        finally:
            self.cuts, self.memory = cuts, memory

    def _uncut(self, name: str, labels: tuple, index: tuple):
        known = self.memory[-1]
        key = (name, labels, index)
        if key not in known:
            clause, env = self._clause(name, labels)
            known[key] = self._drawn_entry(key) if clause is None else self.entry(clause["body"], index, env)
        return known[key]

    def _drawn_entry(self, key: tuple):
        name, labels, index = key
        if name in self.symmetric:
            key = name, labels, tuple(sorted(index))
        if key not in self.tensors:
            self.tensors[key] = self.random.randint(-9, 9)
        return self.tensors[key]

    def _clause(self, name: str, labels: tuple):
        found: tuple = (None, {})
        for clause in self.context["definitions"]:
            if clause["name"] == name and len(clause["labels"]) == len(labels):
                env: dict = {}
                for (parameter, lower, upper), value in zip(clause["labels"], labels):
                    env[parameter] = value
                    if not self.integer(lower, env) <= value <= self.integer(upper, env):
                        break
                else:
                    if found[0] is not None:
                        raise NoValue(f"two definitions of {name}")
                    found = clause, env
        return found

    def derivative(self, value, name: str, labels: tuple, index: tuple):
        """∂ value() / ∂ name[labels][index]."""
        level = len(self.cuts) + 1
        self.cuts.append((level, (name, labels), index))
        self.memory.append({})
        try:
            return part(value(), level, 0)
        finally:
            self.cuts.pop()
            self.memory.pop()

    # -- expressions
    def expression(self, e):
        while e[0] == "#":
            e = self.certificate["expressions"][e[1]]
        return e

    def shape(self, e, env: dict) -> tuple[int, ...]:
        e = self.expression(e)
        match e:
            case ["symbol", _, _, shape] | ["constant", _, shape]:
                return tuple(self.integer(d, env) for d in shape)
            case ["identity", n]:
                return (self.integer(n, env),) * 2
            case ["unit", _, n]:
                return (self.integer(n, env),)
            case ["add", [first, *_]]:
                return self.shape(first, env)
            case ["times", a, b]:
                return self.shape(a, env) or self.shape(b, env)
            case ["matmul", a, b]:
                return self.shape(a, env)[:-1] + self.shape(b, env)[1:]
            case ["transpose", a]:
                s = self.shape(a, env)
                return s if not s else (1, s[0]) if len(s) == 1 else (s[1], s[0])
            case ["power", a, _] | ["apply", _, _, a]:
                return self.shape(a, env)
            case ["diagonal", a]:
                return self.shape(a, env) * 2
            case ["diagonal_part", a]:
                return self.shape(a, env)[:1]
            case ["array", binders, _]:
                return tuple(self.integer(n, env) for _, n in binders)
            case ["listing", extents, _]:
                return tuple(self.integer(n, env) for n in extents)
            case ["sum", name, lower, _, body]:
                return self.shape(body, env | {name: self.integer(lower, env)})
            case ["matprod", name, first, last, body]:
                rows = self.shape(body, env | {name: self.integer(first, env)})[0]
                return rows, self.shape(body, env | {name: self.integer(last, env)})[1]
            case ["derivative", body, variable, at, axes]:
                sources = {"b": self.shape(body, env), "v": self.shape(variable, env)}
                return tuple(1 if x == "1" else sources[x[0]][int(x[1:])] for x in axes)
            case ["squeeze", a, axes]:
                return tuple(d for k, d in enumerate(self.shape(a, env)) if k not in axes)
            case ["expand", a, axes]:
                shape = list(self.shape(a, env))
                for axis in axes:
                    shape.insert(axis, 1)
                return tuple(shape)
        return ()

    def entry(self, e, index: tuple, env: dict):
        """The entry of an expression at an index."""
        self.work += 1
        if self.work > 400_000:
            raise NoValue("too much work")
        e = self.expression(e)
        match e:
            case ["number", q]:
                return exact(q)
            case ["integer", p]:
                return self.integer(p, env)
            case ["symbol", name, labels, shape]:
                extents = [self.integer(d, env) for d in shape]
                self.outside += any(not 1 <= i <= d for i, d in zip(index, extents))
                return self.symbol(name, tuple(self.integer(x, env) for x in labels), index)
            case ["identity", _]:
                return int(index[0] == index[1])
            case ["constant", q, _]:
                return exact(q)
            case ["unit", p, _]:
                return int(index[0] == self.integer(p, env))
            case ["delta", p, q]:
                return int(self.integer(p, env) == self.integer(q, env))
            case ["add", terms]:
                return total(self.entry(t, index, env) for t in terms)
            case ["times", a, b]:
                return self.entry(a, index if self.shape(a, env) else (), env) * \
                    self.entry(b, index if self.shape(b, env) else (), env)
            case ["matmul", a, b]:
                return self._product(a, b, index, env)
            case ["transpose", a]:
                s = self.shape(a, env)
                return self.entry(a, index if not s else index[1:] if len(s) == 1 else index[::-1], env)
            case ["power", a, q]:
                return power(self.entry(a, index, env), q)
            case ["trace", a]:
                return total(self.entry(a, (k, k), env) for k in range(1, self.shape(a, env)[0] + 1))
            case ["diagonal", a]:
                return self.entry(a, index[:1], env) if index[0] == index[1] else 0
            case ["diagonal_part", a]:
                return self.entry(a, index * 2, env)
            case ["apply", f, k, a]:
                return self.function(f, k, self.entry(a, index, env))
            case ["entry", a, at]:
                return self.entry(a, tuple(self.integer(i, env) for i in at), env)
            case ["array", binders, body]:
                return self.entry(body, (), env | {name: i for (name, _), i in zip(binders, index)})
            case ["listing", extents, entries]:
                position = 0
                for i, n in zip(index, extents):
                    position = position * self.integer(n, env) + i - 1
                return self.entry(entries[position], (), env)
            case ["sum", name, lower, upper, body]:
                span = range(self.integer(lower, env), self.integer(upper, env) + 1)
                return total(self.entry(body, index, env | {name: k}) for k in span)
            case ["matprod", name, first, last, body]:
                return self._matprod(name, self.integer(first, env), self.integer(last, env), body, index, env)
            case ["cases", branches]:
                for conditions, value in branches:
                    if all(RELATIONS[r](self.integer(p, env), self.integer(q, env)) for p, r, q in conditions):
                        return self.entry(value, index, env)
                return 0
            case ["derivative", body, variable, at, axes]:
                return self._derivative(body, variable, at, axes, index, env)
            case ["squeeze", a, axes]:
                rest, full = list(index), []
                for k in range(len(index) + len(axes)):
                    full.append(1 if k in axes else rest.pop(0))
                return self.entry(a, tuple(full), env)
            case ["expand", a, axes]:
                kept = [i for k, i in enumerate(index) if k not in axes]
                return self.entry(a, tuple(kept), env)
        raise NoValue(f"no value for {e[0]}")

    def _product(self, a, b, index: tuple, env: dict):
        rank = len(self.shape(a, env)) - 1
        span = range(1, self.shape(a, env)[-1] + 1)
        return total(self.entry(a, (*index[:rank], k), env) * self.entry(b, (k, *index[rank:]), env) for k in span)

    def _matprod(self, name, first, last, body, index, env):
        if first < last:
            if first < last - 1:
                raise NoValue("a product of fewer than no factors")
            return int(index[0] == index[1])
        at = env | {name: first}
        if first == last:
            return self.entry(body, index, at)
        return total(self.entry(body, (index[0], k), at) * self._matprod(name, first - 1, last, body, (k, index[1]), env)
                     for k in range(1, self.shape(body, at)[1] + 1))

    def _derivative(self, body, variable, at, axes, index, env):
        body_index, variable_index = {}, {}
        for axis, i in zip(axes, index):
            if axis != "1":
                (body_index if axis[0] == "b" else variable_index)[int(axis[1:])] = i
        by = [variable_index[k] for k in sorted(variable_index)] if at is None else [self.integer(i, env) for i in at]
        _, name, labels, _ = self.expression(variable)
        inside = tuple(body_index[k] for k in sorted(body_index))
        return self.derivative(lambda: self.entry(body, inside, env), name,
                               tuple(self.integer(x, env) for x in labels), tuple(by))

    # -- terms
    def range_of(self, name: str) -> tuple:
        for variable, lower, upper in self.certificate["variables"]:
            if variable == name:
                return lower, upper
        raise NoValue(f"{name} is no variable")

    def assignments(self, names: list[str], env: dict):
        """All values of these variables in their ranges, put into ``env``."""
        waiting, last = [(env, tuple(names))], []
        while waiting:
            at, rest = waiting.pop()
            if not rest:
                last.append(at)
                continue
            name = next((n for n in rest if not self._mentions(n, rest)), None)
            if name is None:
                raise NoValue("ranges in a circle")
            lower, upper = self.range_of(name)
            others = tuple(n for n in rest if n != name)
            for k in range(self.integer(lower, at), self.integer(upper, at) + 1):
                waiting.append((at | {name: k}, others))
        return last

    def _mentions(self, name: str, names) -> bool:
        return any(f'"{other}"' in str(self.range_of(name)).replace("'", '"') for other in names)

    def term(self, k: int, env: dict):
        """The value of term number k."""
        self.work += 1
        if self.work > 400_000:
            raise NoValue("too much work")
        match self.certificate["terms"][k]:
            case ["num", q]:
                return exact(q)
            case ["int", p]:
                return self.integer(p, env)
            case ["delta", p, q]:
                return int(self.integer(p, env) == self.integer(q, env))
            case ["holds", p, relation, q]:
                return int(RELATIONS[relation](self.integer(p, env), self.integer(q, env)))
            case ["add", terms]:
                return total(self.term(t, env) for t in terms)
            case ["mul", terms]:
                result = 1
                for t in terms:
                    result = result * self.term(t, env)
                return result
            case ["pow", t, q]:
                return power(self.term(t, env), q)
            case ["fn", f, order, t]:
                return self.function(f, order, self.term(t, env))
            case ["sum", names, t]:
                return total(self.term(t, at) for at in self.assignments(names, env))
            case ["at", e, index]:
                return self.entry(e, tuple(self.integer(i, env) for i in index), env)
            case ["D", t, name, labels, index]:
                return self.derivative(lambda: self.term(t, env), name,
                                       tuple(self.integer(x, env) for x in labels),
                                       tuple(self.integer(i, env) for i in index))
        raise NoValue("no such term")


def exact(q) -> int | Fraction:
    value = Fraction(q)
    return value.numerator if value.denominator == 1 else value


def total(values):
    result = 0
    for v in values:
        result = result + v
    return result


def power(x, q):
    exponent = Fraction(q)
    if exponent.denominator != 1 or exponent < 0:
        raise NoValue("a root or an inverse")
    result = 1
    for _ in range(int(exponent)):
        result = result * x
    return result
