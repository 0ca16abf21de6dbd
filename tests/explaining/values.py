"""The attack's evaluator of certificates, with roots, exp and log, inverses, determinants and maxima.

Irrational numbers are floats here, so equality is up to rounding (``agree``).
"""
from __future__ import annotations

import json
import math
from fractions import Fraction
from itertools import permutations

from attack.certificate_values import Model, NoValue
from attack.jets import Jet, part, polynomial

KNOWN = {
    "exp": lambda order, x: math.exp(x),
    "log": lambda order, x: math.log(x) if order == 0 else (-1) ** (order - 1) * math.factorial(order - 1) / x ** order,
    "sin": lambda order, x: math.sin(x + order * math.pi / 2),
    "cos": lambda order, x: math.cos(x + order * math.pi / 2),
    "relu": lambda order, x: (max(0, x), int(x > 0), 0)[min(order, 2)],
    "abs": lambda order, x: (abs(x), (x > 0) - (x < 0), 0)[min(order, 2)],
}
DRAWN = {"symmetric", "positive", "nonzero", "nonnegative", "invertible", "diagonal", "constant"}
"""Properties that the values drawn have, or that hold for most of them."""
INNERMOST = 1000


def lifted(f, order: int, x):
    """f^{(order)}(x) for a number or a jet."""
    if isinstance(x, Jet):
        slope = lifted(f, order + 1, x.value)
        return Jet(x.level, lifted(f, order, x.value), {d: slope * p for d, p in x.parts.items()})
    try:
        return f(order, x)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise NoValue("outside of the domain") from None


def primal(x):
    return primal(x.value) if isinstance(x, Jet) else x


def power(x, q: Fraction):
    """x^q; 0 to a negative power is 0."""
    def f(order: int, r):
        factor = math.prod((q - k for k in range(order)), start=Fraction(1))
        exponent = q - order
        if not factor:
            return 0
        if not r:
            return factor if not exponent else 0
        value = Fraction(r) ** exponent if exponent.denominator == 1 and not isinstance(r, float) else r ** float(exponent)
        if isinstance(value, complex):
            raise NoValue("a root of a negative number")
        return factor * value
    return lifted(f, 0, x)


class Numbers(Model):
    """One draw; see ``Model``."""

    def __init__(self, certificate, random, largest=3):
        self.exponential = '"exp' in json.dumps(certificate["terms"])
        super().__init__(certificate, random, largest)
        self.properties = {d["name"]: set(d["properties"]) for d in self.context["tensors"]}
        if set().union(*self.properties.values(), set()) - DRAWN:
            raise NoValue("a property that no draw would have")
        self.monotone = {f["name"]: set(f["properties"]) for f in self.context["functions"] if f["properties"]}
        self.defined = {f["name"]: f["definition"] for f in self.context["functions"] if f.get("definition")}

    def _drawn_entry(self, key):
        name, labels, index = key
        properties = getattr(self, "properties", {}).get(name, set())
        if "diagonal" in properties and len(set(index)) > 1:
            return 0
        value = super()._drawn_entry(key)
        if self.exponential and isinstance(value, int):
            value = self.tensors[key] = Fraction(value, 8)
        return abs(value) + 1 if properties & {"positive", "nonnegative", "nonzero"} else value

    # -- functions
    def function(self, name, order: int, x):
        if name in self.defined:
            return self._by_formula(name, order, x)
        if name in KNOWN:
            return lifted(KNOWN[name], order, x)
        if name not in self.functions:
            self.functions[name] = self._drawn_function(name)
        return polynomial(self.functions[name], order, x)

    def _drawn_function(self, name) -> list[int]:
        """A polynomial; with odd powers of one sign alone where the function is declared monotone."""
        drawn = [self.random.randint(-3, 3) for _ in range(4)]
        properties = self.monotone.get(name, set())
        if not properties:
            return drawn
        if not properties <= {"nondecreasing", "increasing", "nonincreasing", "decreasing"} or len(properties) > 1:
            raise NoValue("a property of a function that no draw would have")
        sign = 1 if properties <= {"nondecreasing", "increasing"} else -1
        return [drawn[0], sign * (1 + abs(drawn[1])), 0, sign * abs(drawn[3])]

    def _by_formula(self, name: str, order: int, x):
        parameter, body = self.defined[name]
        level = INNERMOST + len(self.memory)
        at = Jet(level, x, {0: 1}) if order else x
        if order > 1:
            return part(self._by_formula_at(name, order - 1, at), level, 0)
        value = self._with(parameter, at, body)
        return part(value, level, 0) if order else value

    def _by_formula_at(self, name, order, x):
        return self._by_formula(name, order, x)

    def _with(self, parameter: str, x, body):
        known, kept = {(parameter, (), ()): x}, (self.cuts, self.memory)
        self.cuts, self.memory = [], [*self.memory, known]
        try:
            return self.entry(body, (), {})
        finally:
            self.cuts, self.memory = kept

    # -- expressions
    def shape(self, e, env):
        match self.expression(e):
            case ["inverse" | "matexp" | "matpower", a, *_]:
                return self.shape(a, env)
            case ["pinv", a]:
                return tuple(reversed(self.shape(a, env)))
            case ["vec", a]:
                return (math.prod(self.shape(a, env)),)
            case ["kronecker", a, b]:
                return tuple(m * n for m, n in zip(self.shape(a, env), self.shape(b, env)))
            case ["max" | "min" | "prod", name, lower, _, body]:
                return self.shape(body, env | {name: self.integer(lower, env)})
            case ["largest" | "smallest", [first, *_]]:
                return self.shape(first, env)
            case ["curve", _, _, _, shape]:
                return tuple(self.integer(d, env) for d in shape)
        return super().shape(e, env)

    def entry(self, e, index, env):
        match self.expression(e):
            case ["power", a, q]:
                return power(self.entry(a, index, env), Fraction(q))
            case ["inverse", a]:
                return inverse(self._rows(a, env))[index[0] - 1][index[1] - 1]
            case ["matexp", a]:
                return exponential(self._rows(a, env))[index[0] - 1][index[1] - 1]
            case ["det", a]:
                return determinant(self._rows(a, env))
            case ["matpower", a, p]:
                return matrix_power(self._rows(a, env), self.integer(p, env))[index[0] - 1][index[1] - 1]
            case ["vec", a]:
                rows = self.shape(a, env)[0]
                return self.entry(a, ((index[0] - 1) % rows + 1, (index[0] - 1) // rows + 1), env)
            case ["kronecker", a, b]:
                inner = self.shape(b, env)
                outside = tuple((i - 1) // n + 1 for i, n in zip(index, inner))
                inside = tuple((i - 1) % n + 1 for i, n in zip(index, inner))
                return self.entry(a, outside, env) * self.entry(b, inside, env)
            case ["prod", name, lower, upper, body]:
                span = range(self.integer(lower, env), self.integer(upper, env) + 1)
                return math.prod(self.entry(body, index, env | {name: k}) for k in span)
            case ["max" | "min" as op, name, lower, upper, body]:
                span = range(self.integer(lower, env), self.integer(upper, env) + 1)
                return extreme(op, [self.entry(body, index, env | {name: k}) for k in span])
            case ["largest" | "smallest" as op, terms]:
                return extreme("max" if op == "largest" else "min", [self.entry(t, index, env) for t in terms])
            case ["curve", f, k, a, _]:
                return super().function((f, index), k, self.entry(a, (), env))
        return super().entry(e, index, env)

    def _rows(self, a, env) -> list[list]:
        m, n = self.shape(a, env)
        return [[self.entry(a, (i, j), env) for j in range(1, n + 1)] for i in range(1, m + 1)]

    # -- terms
    def term(self, k, env):
        match self.certificate["terms"][k]:
            case ["pow", t, q]:
                return power(self.term(t, env), Fraction(q))
            case ["positive", t]:
                return int(primal(self.term(t, env)) > 0)
            case ["prod", name, t]:
                return math.prod(self.term(t, at) for at in self.assignments([name], env))
            case ["max", name, t]:
                values = [self.term(t, at) for at in self.assignments([name], env)]
                return extreme("max", values) if values else 0
            case ["largest", terms]:
                return extreme("max", [self.term(t, env) for t in terms])
            case ["inv" | "expm" | "determinant" as op, [r, c], t, *places]:
                span = range(1, self.integer(self.range_of(r)[1], env) + 1)
                rows = [[self.term(t, env | {r: i, c: j}) for j in span] for i in span]
                if op == "determinant":
                    return determinant(rows)
                i, j = (self.integer(p, env) for p in places)
                return (inverse if op == "inv" else exponential)(rows)[i - 1][j - 1]
        return super().term(k, env)


def extreme(op: str, values: list):
    keyed = sorted(values, key=primal)
    if len({primal(v) for v in values}) < len(values):
        raise NoValue("a kink")
    return keyed[-1 if op == "max" else 0]


def determinant(rows: list[list]):
    """By the formula of Leibniz: no division."""
    total = 0
    for order in permutations(range(len(rows))):
        sign = (-1) ** sum(a > b for k, a in enumerate(order) for b in order[k + 1:])
        product = sign
        for i, j in enumerate(order):
            product = rows[i][j] * product
        total = total + product
    return total


def exponential(rows: list[list]) -> list[list]:
    """Σ_k a^k/k!, forty terms of it at a/2^s, squared s times; s is such that no entry of a/2^s is above 1/16."""
    n = range(len(rows))
    times = lambda a, b: [[sum(a[i][k] * b[k][j] for k in n) for j in n] for i in n]
    halvings = 4 + max([0, *(math.ceil(math.log2(1 + abs(primal(x)))) for row in rows for x in row)])
    x = [[0.5 ** halvings * y for y in row] for row in rows]
    total = term = [[int(i == j) for j in n] for i in n]
    for k in range(1, 40):
        term = [[1 / k * y for y in row] for row in times(term, x)]
        total = [[a + b for a, b in zip(*pair)] for pair in zip(total, term)]
    for _ in range(halvings):
        total = times(total, total)
    return total


def inverse(rows: list[list]) -> list[list]:
    """The adjugate divided by the determinant; 0 if that is 0."""
    d = determinant(rows)
    if not primal(d):
        raise NoValue("no inverse")
    over, n = power(d, Fraction(-1)), range(len(rows))
    minor = lambda i, j: [[rows[r][c] for c in n if c != j] for r in n if r != i]
    return [[determinant(minor(j, i)) * ((-1) ** (i + j) * over) for j in n] for i in n]


def matrix_power(rows: list[list], k: int) -> list[list]:
    n = range(len(rows))
    result = [[int(i == j) for j in n] for i in n]
    for _ in range(k):
        result = [[sum((result[i][m] * rows[m][j] for m in n), 0) for j in n] for i in n]
    return result


def agree(a, b) -> bool:
    """The same number, up to rounding where one is a float."""
    if isinstance(a, float) or isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6)
    return a == b
