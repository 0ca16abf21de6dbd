r"""Expressions: what a step says once every ambiguity is settled.

A node knows its shape, a tuple of integer polynomials: ``()`` is a scalar,
``(n,)`` a vector (a column when a matrix is wanted), ``(m, n)`` a matrix.
Application or product, transpose or power, family or entry have been decided;
coercions of axes of extent one are nodes of their own (``Squeeze``,
``Expand``), so an expression means the same to everyone who reads it.

Each class states its meaning as a formula for the entry ``[i, ...]``; that
formula is what the evaluator computes and what the lowering rules of a
certificate say.  Indices count from 1.  Names bound by ``Array``, ``Sum``,
``Product``, ``Maximum``, ``Minimum`` and ``MatrixProduct`` are all different from each other and from every free name
of the step they stand in (use ``fresh_name`` of ``binding``).

A constructor raises ``ShapeError`` when its operands do not fit.

>>> A = Symbol('A', (), (integer('m'), integer('n')))
>>> x = Symbol('x', (), (integer('n'),))
>>> print(*MatMul(A, x).shape)
m
"""
from __future__ import annotations

from fractions import Fraction

from .integers import IntegerPolynomial, IntegerSymbol, integer
from .nodes import Condition, Expression, ShapeError, common, node, same

P = IntegerPolynomial


# ---------------------------------------------------------------- leaves

@node
class Number(Expression):
    """A rational constant."""
    op = "number"
    value: Fraction
    def _shape(self): return ()


@node
class Integer(Expression):
    """A dimension, label or index used as a scalar: the n in (1/n) 1ᵀx."""
    op = "integer"
    value: P
    def _shape(self): return ()


@node
class Symbol(Expression):
    """A declared scalar, vector, matrix or array, or member of a family: A_ℓ."""
    op = "symbol"
    name: str
    labels: tuple[P, ...]
    extents: tuple[P, ...]
    def _shape(self): return self.extents


@node
class Identity(Expression):
    """[i, j] = δ_ij, n×n."""
    op = "identity"
    extent: P
    def _shape(self): return (self.extent, self.extent)


@node
class Constant(Expression):
    """Every entry is the number ``value`` (zeros, ones), of the given shape."""
    op = "constant"
    value: Fraction
    extents: tuple[P, ...]
    def _shape(self): return self.extents


@node
class UnitVector(Expression):
    """[k] = δ_{k, index}, n."""
    op = "unit"
    index: P
    extent: P
    def _shape(self): return (self.extent,)


@node
class Delta(Expression):
    """1 if the two integers are equal, else 0."""
    op = "delta"
    left: P
    right: P
    def _shape(self): return ()


# ---------------------------------------------------------------- algebra

@node
class Add(Expression):
    """[i..] = sum of the terms' [i..]; all of one shape."""
    op = "add"
    terms: tuple[Expression, ...]
    def _shape(self): return common("sum", self.terms)


@node
class Times(Expression):
    """[i..] = a[i..] b[i..], where a scalar factor has no index: scaling and ⊙."""
    op = "times"
    left: Expression
    right: Expression
    def _shape(self):
        if self.left.shape and self.right.shape:
            same("entrywise product", self.left.shape, self.right.shape)
        return self.left.shape or self.right.shape


@node
class MatMul(Expression):
    """[i.., j..] = Σ_k a[i.., k] b[k, j..]."""
    op = "matmul"
    left: Expression
    right: Expression
    def _shape(self):
        a, b = self.left.shape, self.right.shape
        if not a or not b or a[-1] != b[0]:
            raise ShapeError("matrix product", a, b)
        return a[:-1] + b[1:]


@node
class Transpose(Expression):
    """[i, j] = a[j, i]; of a vector, the 1×n row [1, j] = a[j]; of a scalar, itself."""
    op = "transpose"
    arg: Expression
    def _shape(self):
        s = self.arg.shape
        if len(s) > 2:
            raise ShapeError("transpose of an array", s, ())
        return s if not s else (integer(1), s[0]) if len(s) == 1 else (s[1], s[0])


@node
class Power(Expression):
    """[i..] = a[i..] ** exponent, a rational exponent; entrywise."""
    op = "power"
    arg: Expression
    exponent: Fraction
    def _shape(self): return self.arg.shape


@node
class MatrixPower(Expression):
    """a a ⋯ a (exponent factors, at least 0), a square."""
    op = "matpower"
    arg: Expression
    exponent: P
    def _shape(self):
        _square("power", self.arg)
        return self.arg.shape


@node
class Inverse(Expression):
    """The matrix b with a b = b a = I, a square."""
    op = "inverse"
    arg: Expression
    def _shape(self):
        _square("inverse", self.arg)
        return self.arg.shape


@node
class PseudoInverse(Expression):
    """The one n×m matrix b with a b a = a, b a b = b and both a b and b a symmetric, a of m×n (Moore and Penrose)."""
    op = "pinv"
    arg: Expression
    def _shape(self):
        if len(self.arg.shape) != 2:
            raise ShapeError("pseudo-inverse of a matrix", self.arg.shape, ())
        return self.arg.shape[::-1]


@node
class MatrixExponential(Expression):
    """Σ_k a^k / k!, a square: the exponential of the matrix as a whole, not of its entries."""
    op = "matexp"
    arg: Expression
    def _shape(self):
        _square("exponential", self.arg)
        return self.arg.shape


@node
class Trace(Expression):
    """Σ_i a[i, i]."""
    op = "trace"
    arg: Expression
    def _shape(self):
        _square("trace", self.arg)
        return ()


@node
class Determinant(Expression):
    """det a."""
    op = "det"
    arg: Expression
    def _shape(self):
        _square("determinant", self.arg)
        return ()


def _square(what: str, a: Expression) -> None:
    if len(a.shape) != 2 or a.shape[0] != a.shape[1]:
        raise ShapeError(f"{what} of a matrix that is not square", a.shape, a.shape[::-1])


@node
class Diagonal(Expression):
    """[i, j] = δ_ij v[i]: the diagonal matrix of a vector."""
    op = "diagonal"
    arg: Expression
    def _shape(self):
        if len(self.arg.shape) != 1:
            raise ShapeError("diag of a vector", self.arg.shape, ())
        return self.arg.shape * 2


@node
class DiagonalPart(Expression):
    """[i] = a[i, i]: the diagonal of a square matrix."""
    op = "diagonal_part"
    arg: Expression
    def _shape(self):
        _square("diagonal", self.arg)
        return self.arg.shape[:1]


@node
class Vectorize(Expression):
    """vec a, column-major: [i + (j-1) m] = a[i, j]."""
    op = "vec"
    arg: Expression
    def _shape(self):
        m, n = self.arg.shape
        return (m * n,)


@node
class Kronecker(Expression):
    """[(i-1) p + r, (j-1) q + s] = a[i, j] b[r, s] for b of shape p×q."""
    op = "kronecker"
    left: Expression
    right: Expression
    def _shape(self):
        (m, n), (p, q) = self.left.shape, self.right.shape
        return (m * p, n * q)


@node
class Apply(Expression):
    """[i..] = f^{(order)}(a[i..]): a scalar function, or its derivative, entrywise."""
    op = "apply"
    function: str
    order: int
    arg: Expression
    def _shape(self): return self.arg.shape


@node
class Curve(Expression):
    """[i..] = f_{i..}^{(order)}(a): an array-valued function of one number, or its derivative."""
    op = "curve"
    function: str
    order: int
    arg: Expression
    extents: tuple[P, ...]
    def _shape(self):
        same("argument of a function of one number", self.arg.shape, ())
        return self.extents


@node
class Field(Expression):
    """[i.., q.., r..] = ∂^order f_{i..} / ∂x_{q..} ∂x_{r..} at a: a function of an array, or a derivative of it.

    ``extents``: the shape of the values, then that of the argument ``order`` times.
    """
    op = "field"
    function: str
    order: int
    arg: Expression
    extents: tuple[P, ...]
    def _shape(self):
        return self.extents

    def parted(self, indices: tuple) -> tuple[tuple, list[tuple]]:
        """Indices of an entry: those of the value, and those of each derivative."""
        rank = len(self.arg.shape)
        first = len(indices) - self.order * rank
        return indices[:first], [indices[k:k + rank] for k in range(first, len(indices), rank)]


# ---------------------------------------------------------------- entries and binders

@node
class Entry(Expression):
    """a[indices]: one entry, an index for every axis.  Indices count from 1."""
    op = "entry"
    arg: Expression
    indices: tuple[P, ...]
    def _shape(self):
        if len(self.indices) != len(self.arg.shape):
            raise ShapeError(f"{len(self.indices)} indices", self.arg.shape, tuple(self.indices))
        return ()


@node
class Array(Expression):
    """[i, j..] = body, the binders' names ranging from 1 to their extents."""
    op = "array"
    binders: tuple[tuple[str, P], ...]
    body: Expression
    def _shape(self):
        same("entry formula of an array", self.body.shape, ())
        return tuple(extent for _, extent in self.binders)


@node
class Listing(Expression):
    """A matrix or vector of explicit size, its scalar entries row by row."""
    op = "listing"
    extents: tuple[P, ...]
    entries: tuple[Expression, ...]
    def _shape(self):
        for entry in self.entries:
            same("entry of a matrix", entry.shape, ())
        return self.extents


@node
class Sum(Expression):
    """[j..] = Σ_{index=lower}^{upper} body[j..]; empty if upper < lower."""
    op = "sum"
    index: str
    lower: P
    upper: P
    body: Expression
    def _shape(self): return self.body.shape


@node
class Product(Expression):
    """Π_{index=lower}^{upper} body, a scalar; 1 if upper < lower."""
    op = "prod"
    index: str
    lower: P
    upper: P
    body: Expression
    def _shape(self):
        same("factor of a product", self.body.shape, ())
        return ()


class Extremum(Expression):
    """Base of the largest and smallest value over a range, which must not be empty."""


@node
class Maximum(Extremum):
    """[j..] = max_{index=lower}^{upper} body[j..]."""
    op = "max"
    index: str
    lower: P
    upper: P
    body: Expression
    def _shape(self): return self.body.shape


@node
class Minimum(Extremum):
    """[j..] = min_{index=lower}^{upper} body[j..]."""
    op = "min"
    index: str
    lower: P
    upper: P
    body: Expression
    def _shape(self): return self.body.shape


@node
class Largest(Expression):
    """[j..] = the largest of the terms' [j..]; all of one shape, at least one."""
    op = "largest"
    terms: tuple[Expression, ...]
    def _shape(self): return common("maximum", self.terms)


@node
class Smallest(Expression):
    """[j..] = the smallest of the terms' [j..]; all of one shape, at least one."""
    op = "smallest"
    terms: tuple[Expression, ...]
    def _shape(self): return common("minimum", self.terms)


@node
class MatrixProduct(Expression):
    """body(first) body(first-1) ⋯ body(last), descending; I if first = last - 1.

    The shape of ``body`` may depend on the index: the columns at k are the
    rows at k-1.  The product is (rows at first)×(columns at last).
    """
    op = "matprod"
    index: str
    first: P
    last: P
    body: Expression
    def _shape(self):
        rows, columns = self.body.shape
        k = IntegerSymbol(self.index)
        following = rows.substitute({k: integer(self.index) - 1})
        if columns != following:
            raise ShapeError("neighbours in a product", (columns,), (following,))
        return (rows.substitute({k: self.first}), columns.substitute({k: self.last}))


@node
class Cases(Expression):
    """The value of the first branch whose conditions hold; scalar.

    ``branches`` is a tuple of (conditions, value), the conditions a tuple that
    must hold together; an empty tuple always holds ("otherwise").
    """
    op = "cases"
    branches: tuple[tuple[tuple[Condition, ...], Expression], ...]
    def _shape(self):
        for _, value in self.branches:
            same("branch of cases", value.shape, ())
        return ()


@node
class Piecewise(Expression):
    """The value of the first branch whose comparisons hold, not defined if there is none; scalar.

    ``branches`` is a tuple of (comparisons, value), the comparisons a tuple of
    (left, relation, right) of scalars that must hold together; an empty tuple
    always holds.  Relations are those of ``Condition``.
    """
    op = "piecewise"
    branches: tuple[tuple[tuple[tuple[Expression, str, Expression], ...], Expression], ...]
    def _shape(self):
        for comparisons, value in self.branches:
            same("branch of cases", value.shape, ())
            for left, _, right in comparisons:
                same("comparison", left.shape, ())
                same("comparison", right.shape, ())
        return ()


# ---------------------------------------------------------------- derivatives and axes

@node
class Derivative(Expression):
    """Partial derivatives of ``body`` by a symbol, or by one entry ``at`` of it.

    ``axes`` says what each axis of the result is: ``"b0"``, ``"b1"`` an axis of
    the body, ``"v0"``, ``"v1"`` an axis of the variable, ``"1"`` an axis of
    extent one.  Every axis of both occurs once; with ``at`` given the variable
    has none.  So ∂y/∂x with rows = outputs is ("b0", "v0"), the gradient of a
    scalar by a matrix in the matrix's shape ("v0", "v1").

    A defined variable is cut: its own definition is not used inside the body.
    """
    op = "derivative"
    body: Expression
    variable: Symbol
    at: tuple[P, ...] | None
    axes: tuple[str, ...]
    def _shape(self):
        variable_shape = () if self.at is not None else self.variable.shape
        wanted = [f"b{k}" for k in range(len(self.body.shape))]
        wanted += [f"v{k}" for k in range(len(variable_shape))]
        if sorted(a for a in self.axes if a != "1") != sorted(wanted):
            raise ShapeError("axes of a derivative", self.body.shape, variable_shape)
        source = {"b": self.body.shape, "v": variable_shape}
        return tuple(integer(1) if a == "1" else source[a[0]][int(a[1:])] for a in self.axes)


@node
class Squeeze(Expression):
    """Drop the axes numbered ``axes`` (from 0), each of extent one: index 1 there.

    Whether such an extent is one may follow from the context (n_L = 1); then
    the node is legal there and nowhere else.
    """
    op = "squeeze"
    arg: Expression
    axes: tuple[int, ...]
    def _shape(self):
        return tuple(d for k, d in enumerate(self.arg.shape) if k not in self.axes)


@node
class Expand(Expression):
    """Insert axes of extent one so that they are numbered ``axes`` in the result."""
    op = "expand"
    arg: Expression
    axes: tuple[int, ...]
    def _shape(self):
        shape = list(self.arg.shape)
        for axis in self.axes:
            shape.insert(axis, integer(1))
        return tuple(shape)


# ---------------------------------------------------------------- helpers

def number(value) -> Number:
    return Number(Fraction(value))


def negative(a: Expression) -> Expression:
    """-a, as the number -1 times a."""
    return Number(-a.value) if isinstance(a, Number) else Times(number(-1), a)
