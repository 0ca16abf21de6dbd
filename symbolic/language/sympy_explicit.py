r"""A second opinion: an expression at explicit sizes, differentiated by SymPy.

At explicit sizes every symbol is an array of scalar SymPy symbols, every sum
is written out, and a derivative is ``sympy.Matrix.jacobian`` of the body's
entries by the variable's: SymPy differentiates scalar entries only, where it
is sound.  An unknown function σ is a SymPy ``Function`` whose derivative is
the next unknown function σ′.

Nothing here decides a general claim: agreement at some sizes is evidence, and
it comes from code that shares nothing with the calculus or the evaluator.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from typing import Callable, Iterator, Mapping, Sequence

import sympy
from sympy import Dummy, Function, S, Symbol
from sympy.core.function import FunctionClass
from sympy.polys.matrices import DomainMatrix

from . import expressions as ours
from .context import Context
from .expressions import Expression
from .functions import FORMULAS
from .integers import IntegerPolynomial
from .sympy_nodes import KNOWN_FUNCTIONS, rational

Sizes = Mapping[str, int | Sequence[int]]
"""Values of dimensions and labels by LaTeX name; of n_ℓ the list n_0, n_1, …"""

HOLDS: dict[str, Callable[[int, int], bool]] = {
    "=": int.__eq__, "!=": int.__ne__, "<=": int.__le__, "<": int.__lt__}


AMBIGUOUS = "besides through"


class AmbiguousDependence(Exception):
    """∂e/∂v where e depends on what v depends on without going through v."""


class NotExplicit(Exception):
    """No explicit value at these sizes: an entry out of bounds, shapes that differ, an assumption."""


# ---------------------------------------------------------------- unknown functions

@cache
def unknown_function(name: str, order: int = 0):
    """σ^{(order)} as a SymPy function whose derivative is the next one."""
    def fdiff(self, argindex=1):
        return unknown_function(name, order + 1)(self.args[0])

    return FunctionClass(name + "'" * order, (Function,), {"fdiff": fdiff, "stem": name, "order": order})


BENT_AND_NORMAL = {
    "arctan": sympy.atan, "relu": lambda z: sympy.Piecewise((0, z < 0), (z, True)),
    "abs": lambda z: sympy.Piecewise((-z, z < 0), (z, True)), "Phi": lambda z: (1 + sympy.erf(z / sympy.sqrt(2))) / 2,
    "phi": lambda z: sympy.exp(-z**2 / 2) / sympy.sqrt(2 * sympy.pi),
}
"""Functions that are known by SymPy's formulas for them."""


def _applied(name: str, order: int, value):
    z = Dummy("z", real=True)
    if name in KNOWN_FUNCTIONS or name in BENT_AND_NORMAL:
        return (KNOWN_FUNCTIONS.get(name) or BENT_AND_NORMAL[name])(z).diff(z, order).subs(z, value)
    if name in FORMULAS:
        return _written_out(FORMULAS[name], z).diff(z, order).subs(z, value)
    return unknown_function(name, order)(value)


def _written_out(formula: Expression, z):
    """The formula of a standard function at z."""
    def of(part: Expression) -> "Grid":
        return Grid((), (z,)) if isinstance(part, ours.Symbol) else _algebra(part, of, int)

    return of(formula).entries[0]


# ---------------------------------------------------------------- explicit arrays

@dataclass(frozen=True)
class Grid:
    """An array of scalar SymPy expressions, row by row; indices from 1."""
    shape: tuple[int, ...]
    entries: tuple

    @classmethod
    def build(cls, shape, entry: Callable) -> "Grid":
        return cls(tuple(shape), tuple(sympy.sympify(entry(*index)) for index in indices(shape)))

    def __getitem__(self, index):
        place = 0
        for k, extent in zip(index, self.shape, strict=True):
            if not 1 <= k <= extent:
                raise NotExplicit(f"entry {index} of an array of shape {self.shape}")
            place = place * extent + k - 1
        return self.entries[place]

    def matrix(self) -> sympy.ImmutableMatrix:
        return sympy.ImmutableMatrix(*self.shape, list(self.entries))


def indices(shape) -> Iterator[tuple[int, ...]]:
    return product(*[range(1, extent + 1) for extent in shape])


def _extreme(e: Expression, among: list[Grid]) -> Grid:
    """The largest or smallest of some arrays, entry by entry."""
    if not among:
        raise NotExplicit("a maximum or minimum over nothing")
    choose = sympy.Max if isinstance(e, (ours.Maximum, ours.Largest)) else sympy.Min
    return Grid(among[0].shape, tuple(choose(*values) for values in zip(*(grid.entries for grid in among))))


def _from_matrix(matrix) -> Grid:
    return Grid(tuple(matrix.shape), tuple(matrix))


def is_restricted(context: Context) -> bool:
    """Are there values that the context excludes?  What is declared constant may have any."""
    return bool(context.assumptions) or any(t.properties - {"constant"} for t in context.tensors)


class Explicit:
    """Expressions of one context at one choice of sizes."""

    def __init__(self, context: Context, sizes: Sizes):
        if is_restricted(context):
            raise NotExplicit("entries that satisfy assumptions are not built here")
        self.context, self.sizes = context, sizes
        self.fresh: dict[tuple, Grid] = {}
        self.known: dict[tuple, Grid] = {}

    # -- integers
    def integer(self, p: IntegerPolynomial, env: Mapping[str, int]) -> int:
        return p.evaluate(lambda name, labels: self._size(name, labels, env))

    def _size(self, name, labels, env):
        value = env.get(name, self.sizes.get(name))
        for label in labels:
            if not 0 <= label < len(value):
                raise NotExplicit(f"no {name} with label {label}")
            value = value[label]
        if not isinstance(value, int):
            raise NotExplicit(f"no size for {name}")
        return value

    def shape(self, extents, env) -> tuple[int, ...]:
        return tuple(self.integer(d, env) for d in extents)

    # -- values
    def grid(self, e: Expression, env: Mapping[str, int], cut: Mapping[tuple, Grid] = {}) -> Grid:
        """The entries of ``e``; ``cut`` holds defined symbols that are variables here."""
        def of(part: Expression) -> Grid:
            return self.grid(part, env, cut)

        def number(p: IntegerPolynomial) -> int:
            return self.integer(p, env)

        match e:
            case ours.Symbol(name, labels, _):
                return self.symbol(name, tuple(map(number, labels)), cut)
            case ours.Derivative():
                return self.derivative(e, env, cut)
            case ours.Sum(index, lower, upper, body):
                return self.total(body, index, range(number(lower), number(upper) + 1), env, cut)
            case ours.Product(index, lower, upper, body):
                factors = [self.scalar(body, {**env, index: k}, cut) for k in range(number(lower), number(upper) + 1)]
                return Grid((), (sympy.Mul(*factors),))
            case ours.Maximum(index, lower, upper, body) | ours.Minimum(index, lower, upper, body):
                return _extreme(e, [self.grid(body, {**env, index: k}, cut)
                                    for k in range(number(lower), number(upper) + 1)])
            case ours.Apply(function, order, arg) if self.formula(function) is not None:
                z = Dummy("z", real=True)
                slope = _written_out(self.formula(function), z).diff(z, order)
                return _entrywise(lambda v: slope.subs(z, v), of(arg))
            case ours.Curve():
                return self.curve(e, env, cut)
            case ours.MatrixProduct():
                return self.descending_product(e, env, cut)
            case ours.Array(binders, body):
                names, extents = zip(*binders)
                shape = self.shape(extents, env)
                return Grid.build(shape, lambda *i: self.scalar(body, {**env, **dict(zip(names, i))}, cut))
            case ours.Cases(branches):
                holding = (value for conditions, value in branches
                           if all(HOLDS[c.relation](number(c.left), number(c.right)) for c in conditions))
                value = next(holding, None)
                return Grid((), (S.Zero,)) if value is None else of(value)
            case ours.Entry(ours.Array(binders, body), places):
                names, extents = zip(*binders)
                chosen = tuple(map(number, places))
                if not all(1 <= k <= extent for k, extent in zip(chosen, self.shape(extents, env))):
                    raise NotExplicit(f"entry {chosen} of an array of shape {self.shape(extents, env)}")
                return Grid((), (self.scalar(body, {**env, **dict(zip(names, chosen))}, cut),))
            case ours.Entry(arg, places):
                return Grid((), (of(arg)[tuple(map(number, places))],))
        return _algebra(e, of, number)

    def formula(self, function: str) -> Expression | None:
        """By what the document defines the function."""
        declared = self.context.function(function)
        return None if declared is None or declared.definition is None else declared.definition[1]

    def scalar(self, e, env, cut):
        return self.grid(e, env, cut)[()]

    def symbol(self, name, labels, cut) -> Grid:
        """A cut symbol's fresh entries, a defined one's value, a base one's entries."""
        key = (name, labels)
        if key in cut:
            return cut[key]
        known = (*key, frozenset(cut))
        if known not in self.known:
            self.known[known] = self._unfolded(name, labels, cut)
        return self.known[known]

    def _unfolded(self, name, labels, cut) -> Grid:
        for clause in self.context.definitions_of(name):
            env = {r.name: k for r, k in zip(clause.labels, labels)}
            if all(self.integer(r.lower, {}) <= env[r.name] <= self.integer(r.upper, {}) for r in clause.labels):
                return self.grid(clause.body, env, cut)
        return self.base(name, labels)

    def _constants(self) -> set:
        """The entries seen so far of symbols that are held fixed."""
        fixed = {t.name for t in self.context.tensors if "constant" in t.properties and not self.context.definitions_of(t.name)}
        return set().union(*(_symbols(grid) for (name, *_), grid in self.known.items() if name in fixed))

    def base(self, name, labels) -> Grid:
        """The entries of a symbol without a definition."""
        return self.entries_of(name, labels, Symbol)

    def stands_for_a_value(self, name) -> bool:
        """Is the symbol's value something else than entries that SymPy differentiates by?"""
        return bool(self.context.definitions_of(name))

    def entries_of(self, name, labels, make) -> Grid:
        """One scalar for every entry of the declared shape, made by ``make(text, real=True)``."""
        declared = self.context.tensor(name)
        if declared is None:
            raise NotExplicit(f"{name} is not declared")
        env = {r.name: k for r, k in zip(declared.labels, labels)}
        if not all(self.integer(r.lower, env) <= env[r.name] <= self.integer(r.upper, env) for r in declared.labels):
            raise NotExplicit(f"{name} with labels {labels} is not declared")
        stem = name + "".join(f"_{k}" for k in labels)
        return Grid.build(self.shape(declared.shape, env),
                          lambda *i: make(f"{stem}[{','.join(map(str, i))}]" if i else stem, real=True))

    def curve(self, e: ours.Curve, env, cut) -> Grid:
        raise NotExplicit("a curve whose values are arrays has no explicit value")

    # -- sums, products and derivatives
    def total(self, body, index, values, env, cut) -> Grid:
        terms = [self.grid(body, {**env, index: k}, cut) for k in values]
        if not terms:
            return Grid.build(self.shape(body.shape, env), lambda *_: 0)
        return Grid(terms[0].shape, tuple(map(sympy.Add, *(t.entries for t in terms))))

    def descending_product(self, e: ours.MatrixProduct, env, cut) -> Grid:
        first, last = self.integer(e.first, env), self.integer(e.last, env)
        result = sympy.eye(self.integer(e.shape[0], env))
        for k in range(first, last - 1, -1):
            result = result * self.grid(e.body, {**env, e.index: k}, cut).matrix()
        return _from_matrix(result)

    def derivative(self, e: ours.Derivative, env, cut) -> Grid:
        """Entries of the body by those of the variable, arranged by the axes.

        A variable with a value is replaced by fresh symbols, and these by its
        value once the derivative is taken.
        """
        labels = tuple(self.integer(k, env) for k in e.variable.labels)
        key = (e.variable.name, labels)
        value = self.symbol(*key, cut)
        fresh, inner = value, cut
        if key not in cut and self.stands_for_a_value(e.variable.name):
            fresh = self.fresh.setdefault(key, Grid.build(value.shape, lambda *i: Dummy(f"{key[0]}{i}", real=True)))
            inner = {**cut, key: fresh}
        body = self.grid(e.body, env, inner)
        if inner is not cut:
            _check_dependence(body, value, e.variable, self._constants())
        table = sympy.Matrix(body.entries).jacobian(sympy.Matrix(fresh.entries))
        table = table.xreplace(dict(zip(fresh.entries, value.entries)))
        return self._arrange(e, table, body.shape, fresh.shape, env)

    def _arrange(self, e, table, outputs, inputs, env) -> Grid:
        rows = {i: k for k, i in enumerate(indices(outputs))}
        columns = {i: k for k, i in enumerate(indices(inputs))}
        at = None if e.at is None else tuple(self.integer(p, env) for p in e.at)
        if at is not None and at not in columns:
            raise NotExplicit(f"entry {at} of an array of shape {inputs}")
        extents = {"1": 1, **{f"b{k}": d for k, d in enumerate(outputs)}, **{f"v{k}": d for k, d in enumerate(inputs)}}

        def entry(*index):
            place = dict(zip(e.axes, index))
            row = tuple(place[f"b{k}"] for k in range(len(outputs)))
            column = at or tuple(place[f"v{k}"] for k in range(len(inputs)))
            return table[rows[row], columns[column]]

        return Grid.build([extents[axis] for axis in e.axes], entry)


def _check_dependence(body: Grid, value: Grid, variable, constants: set) -> None:
    shared = _symbols(body) & _symbols(value) - constants
    if shared:
        raise AmbiguousDependence(f"the body depends on {min(map(str, shared))} {AMBIGUOUS} {variable.name}")


def _symbols(grid: Grid) -> set:
    return set().union(*(entry.free_symbols for entry in grid.entries))


# ---------------------------------------------------------------- nodes without names

def _algebra(e: Expression, of: Callable, number: Callable) -> Grid:
    """The entries of a node that binds nothing, by the formula in its docstring."""
    match e:
        case ours.Number(value):
            return Grid((), (rational(value),))
        case ours.Integer(value):
            return Grid((), (sympy.Integer(number(value)),))
        case ours.Identity(extent):
            return _from_matrix(sympy.eye(number(extent)))
        case ours.Constant(value, extents):
            return Grid.build(map_tuple(number, extents), lambda *_: rational(value))
        case ours.UnitVector(index, extent):
            return Grid.build((number(extent),), lambda k: int(k == number(index)))
        case ours.Delta(left, right):
            return Grid((), (sympy.Integer(number(left) == number(right)),))
        case ours.Add(terms):
            return _entrywise(sympy.Add, *map(of, terms))
        case ours.Times(left, right):
            return _entrywise(sympy.Mul, of(left), of(right))
        case ours.Power(arg, exponent):
            return _entrywise(lambda v: v ** rational(exponent), of(arg))
        case ours.Apply(function, order, arg):
            return _entrywise(lambda v: _applied(function, order, v), of(arg))
        case ours.MatMul(left, right):
            return _contraction(of(left), of(right))
        case ours.Transpose(arg):
            return _transposed(of(arg))
        case ours.MatrixPower(arg, exponent):
            return _from_matrix(of(arg).matrix() ** number(exponent))
        case ours.MatrixExponential(arg):
            return _from_matrix(_exponential(of(arg).matrix()))
        case ours.Inverse(arg):
            return _from_matrix(_inverse(of(arg).matrix()))
        case ours.PseudoInverse(arg):
            return _from_matrix(_pseudo_inverse(of(arg).matrix()))
        case ours.Determinant(arg):
            return Grid((), (of(arg).matrix().det(),))
        case ours.Trace(arg):
            return Grid((), (of(arg).matrix().trace(),))
        case ours.Diagonal(arg):
            return _from_matrix(sympy.diag(*of(arg).entries))
        case ours.DiagonalPart(arg):
            matrix = of(arg).matrix()
            return Grid((matrix.rows,), tuple(matrix.diagonal()))
        case ours.Vectorize(arg):
            matrix = of(arg).matrix()
            return Grid((len(matrix),), tuple(matrix.T))
        case ours.Kronecker(left, right):
            return _from_matrix(sympy.kronecker_product(of(left).matrix(), of(right).matrix()))
        case ours.Largest(args) | ours.Smallest(args):
            return _extreme(e, list(map(of, args)))
        case ours.Piecewise(branches):
            return Grid((), (_piecewise(branches, of),))
        case ours.Listing(extents, entries):
            return Grid(map_tuple(number, extents), tuple(of(x)[()] for x in entries))
        case ours.Squeeze(arg, axes):
            return _squeezed(of(arg), axes)
        case ours.Expand(arg, axes):
            shape = map_tuple(number, e.shape)
            return Grid(shape, of(arg).entries)
    raise NotExplicit(f"{type(e).__name__} has no explicit value")


COMPARED = {"=": sympy.Eq, "!=": sympy.Ne, "<=": sympy.Le, "<": sympy.Lt}


def _piecewise(branches, of) -> sympy.Expr:
    """SymPy's Piecewise, whose branches are tried in the same order."""
    def holds(comparisons):
        return sympy.And(*(COMPARED[relation](of(a)[()], of(b)[()]) for a, relation, b in comparisons))
    return sympy.Piecewise(*((of(value)[()], holds(comparisons)) for comparisons, value in branches))


def _inverse(matrix):
    """In the field of the entries, which is that of their rational functions where they are such."""
    return DomainMatrix.from_Matrix(matrix).to_field().inv().to_Matrix()


def _pseudo_inverse(matrix):
    """SymPy's own, of numbers only: at generic entries a matrix has no one rank."""
    if not all(x.is_number for x in matrix):
        raise NotExplicit("the pseudo-inverse of a matrix whose rank is not known")
    return matrix.pinv()


def _exponential(matrix):
    """Of up to two rows: e^{τ/2} (cosh δ I + sinh δ/δ (M − τ/2 I)), τ the trace, δ² = (τ/2)² − det M (Cayley and Hamilton)."""
    if matrix.rows > 2:
        raise NotExplicit("the exponential of a matrix of more than two rows")
    if matrix.rows == 1:
        return matrix.applyfunc(sympy.exp)
    half = matrix.trace() / 2
    square = sympy.expand(half ** 2 - matrix.det())
    delta = sympy.sqrt(square)
    slope = sympy.S.One if square == 0 else sympy.sinh(delta) / delta
    one = sympy.eye(2)
    return sympy.exp(half) * (sympy.cosh(delta) * one + slope * (matrix - half * one))


def map_tuple(function, items) -> tuple:
    return tuple(map(function, items))


def _entrywise(function, *grids: Grid) -> Grid:
    shape = next((g.shape for g in grids if g.shape), ())
    if any(g.shape not in ((), shape) for g in grids):
        raise NotExplicit(f"shapes {[g.shape for g in grids]} differ")
    size = prod(shape)
    columns = [g.entries if g.shape == shape else g.entries * size for g in grids]
    return Grid(shape, tuple(map(function, *columns)))


def _contraction(a: Grid, b: Grid) -> Grid:
    if a.shape[-1] != b.shape[0]:
        raise NotExplicit(f"shapes {a.shape} and {b.shape} do not fit in a product")
    split, inner = len(a.shape) - 1, range(1, b.shape[0] + 1)
    return Grid.build(a.shape[:-1] + b.shape[1:], lambda *i: sympy.Add(
        *[a[(*i[:split], k)] * b[(k, *i[split:])] for k in inner]))


def _transposed(a: Grid) -> Grid:
    match a.shape:
        case ():
            return a
        case (extent,):
            return Grid((1, extent), a.entries)
    return _from_matrix(a.matrix().T)


def _squeezed(a: Grid, axes) -> Grid:
    if any(a.shape[axis] != 1 for axis in axes):
        raise NotExplicit(f"an axis of shape {a.shape} is not of extent one")
    return Grid(tuple(d for k, d in enumerate(a.shape) if k not in axes), a.entries)


# ---------------------------------------------------------------- for callers

def explicit(expression: Expression, context: Context, sizes: Sizes):
    """The expression at explicit sizes: a scalar, a ``Matrix`` (a vector is one
    column) or an ``ImmutableDenseNDimArray``.  Free integers are among ``sizes``."""
    grid = Explicit(context, sizes).grid(expression, {})
    match grid.shape:
        case ():
            return grid.entries[0]
        case (rows,):
            return sympy.ImmutableMatrix(rows, 1, list(grid.entries))
        case (_, _):
            return grid.matrix()
    return sympy.ImmutableDenseNDimArray(grid.entries, grid.shape)
