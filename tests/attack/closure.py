r"""The truth of a statement: both sides at random exact values, at several sizes.

Functions are random polynomials of degree 4 or 5, tensors random integers.  A
statement is "true" if both sides agree in every draw, "false" if they differ
somewhere, and "ill-typed" if a draw reads an entry that is not there.  A
disagreement is exact, so "false" is certain; "true" is wrong only if random
integers hit a root of a nonzero polynomial in every draw.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from .expressions import (Add, Apply, Chain, Delta, Deriv, Diag, Dim, Entry, Eye, Had, Hessian, IllTyped, Index, Label,
                          Listed, Mul, Neg, Node, Num, Ones, ONE, Pow, Reciprocal, Scale, Shape, Size, SquaredNorm,
                          SumOver, Sym, T, Trace, places, relabel)
from .jets import Jet, part, polynomial

Matrix = list[list]
Key = tuple[str, int | None]


@dataclass(frozen=True)
class Clause:
    r"""A definition name[label] = body for lower ≤ label ≤ upper; no label: for all.

    ``parameter`` is the label's letter in the body.
    """
    name: str
    body: Node
    parameter: str | None = None
    lower: Label | None = None
    upper: Label | None = None


@dataclass
class Instance:
    """Sizes, label values, tensors and functions of one draw."""
    sizes: dict[Key, int]
    labels: dict[str, int]
    clauses: dict[str, list[Clause]]
    random: Random
    functions: dict[str, list[int]] = field(default_factory=dict)
    tensors: dict[Key, Matrix] = field(default_factory=dict)
    ones: frozenset[Key] = frozenset()
    families: dict[str, Shape] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()
    minimum: int = 2
    maximum: int = 3

    def size(self, dim: Dim) -> int:
        if dim == ONE:
            return 1
        key = (dim.name, dim.label.value(self.labels) if dim.label else None)
        if key in self.ones:
            return 1
        if key not in self.sizes:
            self.sizes[key] = self.random.randint(self.minimum, self.maximum)
        return self.sizes[key]

    def tensor(self, key: Key, shape: tuple[int, int]) -> Matrix:
        if key not in self.tensors:
            drawn = [[self.random.randint(-40, 40) for _ in range(shape[1])] for _ in range(shape[0])]
            if key[0] in self.symmetric:
                drawn = [[drawn[min(i, j)][max(i, j)] for j in range(shape[1])] for i in range(shape[0])]
            self.tensors[key] = drawn
        value = self.tensors[key]
        if (len(value), len(value[0])) != shape:
            raise IllTyped(f"two shapes for {key}")
        return value

    def function(self, name: str) -> list[int]:
        if name not in self.functions:
            degree = self.random.choice((4, 5))
            self.functions[name] = [self.random.randint(-9, 9) for _ in range(degree)] + [self.random.choice((-2, -1, 1, 2, 3))]
        return self.functions[name]

    def clause(self, key: Key) -> Clause | None:
        name, label = key
        for clause in self.clauses.get(name, ()):
            if clause.parameter is None and clause.lower is None:
                return clause
            if clause.lower.value(self.labels) <= label <= clause.upper.value(self.labels):
                return clause
        return None


@dataclass
class Scope:
    """Values of index names, symbols cut by a derivative, and what is known."""
    instance: Instance
    indices: dict[str, int]
    cut: dict[Key, Matrix] = field(default_factory=dict)
    known: dict[Key, Matrix] = field(default_factory=dict)
    level: int = 0

    def index(self, i: Index) -> int:
        if isinstance(i, str):
            return self.indices[i]
        return self.instance.size(i) if isinstance(i, Dim) else i

    def at(self, **indices: int) -> "Scope":
        return Scope(self.instance, self.indices | indices, self.cut, self.known, self.level)


def evaluate(e: Node, s: Scope) -> Matrix:
    """The matrix of exact numbers that ``e`` denotes in ``s``."""
    match e:
        case Num(value):
            return [[value.numerator if value.denominator == 1 else value]]
        case Size(dim):
            return [[s.instance.size(dim)]]
        case Sym():
            return _symbol(e, s)
        case Ones(dim):
            return [[1] for _ in range(s.instance.size(dim))]
        case Eye(dim):
            n = s.instance.size(dim)
            return [[int(i == j) for j in range(n)] for i in range(n)]
        case Add(terms):
            return _total([evaluate(t, s) for t in terms])
        case Neg(arg):
            return [[-x for x in row] for row in evaluate(arg, s)]
        case Scale(factor, arg, _):
            a = _number(evaluate(factor, s))
            return [[a * x for x in row] for row in evaluate(arg, s)]
        case Mul(left, right):
            return _times(evaluate(left, s), evaluate(right, s))
        case T(arg):
            return [list(column) for column in zip(*evaluate(arg, s))]
        case Had(left, right):
            a, b = evaluate(left, s), evaluate(right, s)
            _same(a, b)
            return [[x * y for x, y in zip(p, q)] for p, q in zip(a, b)]
        case Diag(arg):
            v = evaluate(arg, s)
            return [[v[i][0] if i == j else 0 for j in range(len(v))] for i in range(len(v))]
        case Trace(arg):
            a = evaluate(arg, s)
            return [[sum(a[i][i] for i in range(len(a)))]]
        case Apply(name, order, arg):
            c = s.instance.function(name)
            return [[polynomial(c, order, x) for x in row] for row in evaluate(arg, s)]
        case Pow(arg, exponent):
            a = _number(evaluate(arg, s))
            result = 1
            for _ in range(exponent):
                result = result * a
            return [[result]]
        case Entry(arg, indices):
            return [[_entry(evaluate(arg, s), [s.index(i) for i in indices])]]
        case SumOver(index, dim, body, _):
            return _total([evaluate(body, s.at(**{index: k + 1})) for k in range(s.instance.size(dim))])
        case Delta(left, right, _):
            return [[int(s.index(left) == s.index(right))]]
        case Listed():
            return _listed(e, s)
        case Deriv():
            return _derivative(e, s)
        case Chain():
            return _chain(e, s)
        case Reciprocal(dim):
            return [[Fraction(1, s.instance.size(dim))]]
        case SquaredNorm(arg):
            return [[sum(x * x for (x,) in evaluate(arg, s))]]
        case Hessian(body, variable):
            n = s.instance.size(variable.shape[0])
            columns = [evaluate(Deriv(Deriv(body, variable, (j,), "fraction", "mixed"), variable, None, "nabla", "mixed"), s)
                       for j in range(1, n + 1)]
            return [[column[i][0] for column in columns] for i in range(n)]
    raise TypeError(e)


def _same(a: Matrix, b: Matrix) -> None:
    if (len(a), len(a[0])) != (len(b), len(b[0])):
        raise IllTyped("values of two shapes")


def _number(a: Matrix):
    if (len(a), len(a[0])) != (1, 1):
        raise IllTyped("a factor that is no number")
    return a[0][0]


def _total(terms: list[Matrix]) -> Matrix:
    result = terms[0]
    for t in terms[1:]:
        _same(result, t)
        result = [[x + y for x, y in zip(p, q)] for p, q in zip(result, t)]
    return result


def _times(a: Matrix, b: Matrix) -> Matrix:
    columns = list(zip(*b))
    if len(a[0]) != len(b):
        raise IllTyped("product of values")
    result = []
    for row in a:
        line = []
        for column in columns:
            total = 0
            for x, y in zip(row, column):
                if not (type(x) is int and x == 0 or type(y) is int and y == 0):
                    total = total + x * y
            line.append(total)
        result.append(line)
    return result


def _entry(a: Matrix, indices: list[int]):
    i, j = (indices + [1])[:2]
    if not (1 <= i <= len(a) and 1 <= j <= len(a[0])):
        raise IllTyped("index out of range")
    return a[i - 1][j - 1]


def _symbol(e: Sym, s: Scope) -> Matrix:
    key = (e.name, e.label.value(s.instance.labels) if e.label else None)
    if key in s.cut:
        return s.cut[key]
    if key in s.known:
        return s.known[key]
    clause = s.instance.clause(key)
    if clause is None:
        _check_range(key, s.instance)
        value = s.instance.tensor(key, _size_of(e, key, s.instance))
    else:
        value = evaluate(_unfolded(clause, key[1]), s)
    s.known[key] = value
    return value


def _size_of(e: Sym, key: Key, instance: Instance) -> tuple[int, int]:
    """The size as declared: a family's is that of its label, whatever the node says."""
    shape = e.shape
    if key[0] in instance.families:
        shape = tuple(d if d.label is None else Dim(d.name, d.label.shifted(key[1]))
                      for d in instance.families[key[0]])
    return instance.size(shape[0]), instance.size(shape[1])


def _check_range(key: Key, instance: Instance) -> None:
    """A family exists from layer 1 (a size from 0) up to the top layer."""
    if key[1] is not None and not (1 <= key[1] <= instance.labels.get("L", 99)):
        raise IllTyped(f"no member {key}")


def _unfolded(clause: Clause, label: int | None) -> Node:
    if clause.parameter is None:
        return clause.body
    return relabel(clause.body, lambda l: Label(None, label + l.offset) if l.base == clause.parameter else l)


def _listed(e: Listed, s: Scope) -> Matrix:
    sizes = [s.instance.size(d) for d in e.dims]

    def at(*values: int):
        return _number(evaluate(e.body, s.at(**dict(zip(e.indices, values)))))

    n = sizes[0]
    match e.kind:
        case "column":
            return [[at(i + 1)] for i in range(n)]
        case "row":
            return [[at(i + 1) for i in range(n)]]
        case "diagonal":
            return [[at(i + 1) if i == j else 0 for j in range(n)] for i in range(n)]
    return [[at(i + 1, j + 1) for j in range(sizes[1])] for i in range(n)]


def _chain(e: Chain, s: Scope) -> Matrix:
    first, last = (l.value(s.instance.labels) for l in (e.first, e.last))
    if first == last - 1:
        n = s.instance.size(e.shape[1])
        return [[int(i == j) for j in range(n)] for i in range(n)]
    if first < last - 1:
        raise IllTyped("a product of fewer than no factors")
    factors = [evaluate(relabel(e.body, lambda l: Label(None, k + l.offset) if l.base == e.parameter else l), s)
               for k in range(first, last - 1, -1)]
    result = factors[0]
    for f in factors[1:]:
        result = _times(result, f)
    return result


def _derivative(e: Deriv, s: Scope) -> Matrix:
    v = e.variable
    key = (v.name, v.label.value(s.instance.labels) if v.label else None)
    value = _symbol(v, s)
    rows, columns = len(value), len(value[0])
    level = s.level + 1
    seeded = [[Jet(level, value[i][j], {(i, j): 1}) for j in range(columns)] for i in range(rows)]
    body = evaluate(e.body, Scope(s.instance, s.indices, s.cut | {key: seeded}, {}, level))
    return _arranged(e, body, rows, columns, level, s)


def _arranged(e: Deriv, body: Matrix, rows: int, columns: int, level: int, s: Scope) -> Matrix:
    if e.at is not None or e.variable.is_scalar:
        i, j = ([s.index(x) for x in e.at] + [1])[:2] if e.at is not None else (1, 1)
        if not (1 <= i <= rows and 1 <= j <= columns):
            raise IllTyped("derivative by an entry that is not there")
        return [[part(x, level, (i - 1, j - 1)) for x in row] for row in body]
    if e.variable.is_column:
        jacobian = [[part(row[0], level, (k, 0)) for k in range(rows)] for row in body]
        flip = e.layout == "denominator" or e.style == "nabla"
        return [list(c) for c in zip(*jacobian)] if flip else jacobian
    gradient = [[part(body[0][0], level, (i, j)) for j in range(columns)] for i in range(rows)]
    flip = e.layout == "numerator" and e.style != "nabla"
    return [list(c) for c in zip(*gradient)] if flip else gradient


# ---------------------------------------------------------------- statements

@dataclass(frozen=True)
class Setting:
    """What a statement may be drawn over.

    ``ranges`` are its free indices.  ``labels`` gives each layer letter its
    lowest and highest value, in a network (``layered``) of ``least`` to
    ``deepest`` layers, L.
    ``families`` gives the shape of member 0, labels in it being offsets.
    """
    dims: tuple[Dim, ...] = ()
    ranges: tuple[tuple[str, Dim], ...] = ()
    labels: tuple[tuple[str, Label, Label], ...] = ()
    clauses: tuple[Clause, ...] = ()
    ones: tuple[Dim, ...] = ()
    families: tuple[tuple[str, Shape], ...] = ()
    symmetric: frozenset[str] = frozenset()
    layered: bool = False
    least: int = 1
    deepest: int = 4


@dataclass(frozen=True)
class Difference:
    """Where two sides differ: enough to redo it."""
    sizes: dict
    labels: dict
    indices: dict
    left: object
    right: object


PLANS = ((2, 3, 4, 5, 1), (3, 2, 1, 4, 2), (2, 2, 2, 2, 2), (4, 3, 2, 3, 5))
"""Sizes of the dimensions in order; widths of networks are drawn, from 1 on where a plan begins with a 1 among its four."""


def judge(left: Node, right: Node, setting: Setting, seed: str) -> tuple[str, Difference | None]:
    """("true" | "false" | "ill-typed", the difference if false)."""
    random = Random(seed)
    try:
        for sizes in PLANS:
            for labels in _label_values(setting, random):
                found = _draw(left, right, setting, sizes, labels, random)
                if found:
                    return "false", found
    except IllTyped:
        return "ill-typed", None
    return "true", None


def _label_values(setting: Setting, random: Random) -> list[dict[str, int]]:
    if not setting.layered:
        return [{}]
    depth = random.randint(setting.least, setting.deepest)
    values = [{"L": depth}]
    for name, lower, upper in setting.labels:
        values = [v | {name: k} for v in values for k in range(lower.value(v), upper.value(v) + 1)]
    return values


def _draw(left, right, setting: Setting, plan, labels, random: Random) -> Difference | None:
    sizes = {(d.name, None): n for d, n in zip(setting.dims, plan)}
    clauses: dict[str, list[Clause]] = {}
    for c in setting.clauses:
        clauses.setdefault(c.name, []).append(c)
    instance = Instance(sizes, labels, clauses, random)
    instance.minimum = min(plan[:4])
    instance.ones = frozenset((d.name, d.label.value(labels) if d.label else None) for d in setting.ones)
    instance.symmetric = setting.symmetric
    instance.families = dict(setting.families)
    choices = [{}]
    for name, dim in setting.ranges:
        choices = [c | {name: k} for c in choices for k in range(1, instance.size(dim) + 1)]
    known: dict = {}
    free = any(n in _free_names(left) | _free_names(right) for n, _ in setting.ranges)
    for indices in choices if free else choices[:1]:
        a, b = (evaluate(e, Scope(instance, indices, {}, known)) for e in (left, right))
        if a != b:
            return Difference(sizes, labels, indices, a, b)
    return None


def _free_names(e: Node) -> set[str]:
    names: set[str] = set()
    for _, n in places(e):
        match n:
            case Entry(_, indices):
                names |= {i for i in indices if isinstance(i, str)}
            case Delta(left, right, _):
                names |= {i for i in (left, right) if isinstance(i, str)}
            case Deriv(_, _, at, _, _) if at:
                names |= {i for i in at if isinstance(i, str)}
    return names
