r"""SymPy objects that SymPy itself lacks: families, and nodes of ours.

A ``MatrixSymbol``'s name carries no label, so at equal widths A_ℓ and A_{ℓ-1}
would be one object.  ``MatrixFamily`` keeps the label in the arguments of its
members.  ``OwnNode`` is the common base of members and of every expression
that SymPy cannot say (a Jacobian with its axes, a product over labels, vec):
its arguments are the node's name, its fields and its shape, all of them SymPy
objects, so ``expr.func(*expr.args) == expr`` and substitution reach inside.

SymPy's matrices have two axes: a vector of ours is an n×1 matrix there.

>>> from sympy import symbols, IndexedBase
>>> l, n = symbols('ell', integer=True), IndexedBase('n', integer=True)
>>> A = MatrixFamily('A', (l, 1, 3), (n[l], n[l - 1]))
>>> A[l] == A[l - 1], A[2].shape
(False, (n[2], n[1]))
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy
from sympy import (Determinant, Expr, IndexedBase, Inverse, MatrixExpr, Trace, Transpose, Tuple)
from sympy.core.alphabets import greeks
from sympy.core.symbol import Str
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalOf

from . import expressions as ours
from .binding import substitute_integers
from .integers import IntegerPolynomial, IntegerSymbol, integer

SPELLED = {name: "\\" + name.replace("amda", "ambda")
           for name in (*greeks, *(g.capitalize() for g in greeks), "ell")}
LATEX_SPELLED = {latex: name for name, latex in SPELLED.items()}

ABSENT = Str("absent")
KNOWN_FUNCTIONS = {name: getattr(sympy, name) for name in
                   ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh")}
MATRIX_TWINS = {ours.Transpose: Transpose, ours.Inverse: Inverse, ours.Trace: Trace,
                ours.Determinant: Determinant, ours.Diagonal: DiagMatrix, ours.DiagonalPart: DiagonalOf}


def latex_name(name: str) -> str:
    r"""SymPy's spelling to LaTeX: sigma is ``\sigma``; other names stay."""
    return SPELLED.get(name, name)


def sympy_name(name: str) -> str:
    r"""LaTeX to SymPy's spelling: ``\sigma`` is sigma; other names stay."""
    return LATEX_SPELLED.get(name, name)


# ---------------------------------------------------------------- integers

def integer_to_sympy(p: IntegerPolynomial) -> Expr:
    """A dimension, label or index as a SymPy integer; n_ℓ is ``Indexed``."""
    return sympy.Add(*[
        coefficient * sympy.Mul(*[_integer_symbol(s) ** power for s, power in monomial])
        for monomial, coefficient in p.terms
    ])


def _integer_symbol(symbol: IntegerSymbol) -> Expr:
    name = sympy_name(symbol.name)
    if symbol.labels:
        return IndexedBase(name, integer=True)[tuple(integer_to_sympy(x) for x in symbol.labels)]
    return sympy.Symbol(name, integer=True)


def integer_from_sympy(value) -> IntegerPolynomial:
    """The integer polynomial; ``TypeError`` for what is not one (n/2, 2**n)."""
    match sympy.sympify(value):
        case sympy.Integer() as constant:
            return integer(int(constant))
        case sympy.Symbol(name=name):
            return integer(latex_name(name))
        case sympy.Indexed() as indexed:
            labels = (integer_from_sympy(k) for k in indexed.indices)
            return integer(latex_name(str(indexed.base.label)), *labels)
        case sympy.Add(args=args):
            return sum((integer_from_sympy(a) for a in args), integer(0))
        case sympy.Mul(args=args):
            return _product(map(integer_from_sympy, args))
        case sympy.Pow(base=base, exp=sympy.Integer() as exponent) if exponent >= 0:
            return _product([integer_from_sympy(base)] * int(exponent))
        case other:
            raise TypeError(f"{other} is not an integer polynomial")


def _product(factors) -> IntegerPolynomial:
    result = integer(1)
    for factor in factors:
        result = result * factor
    return result


# ---------------------------------------------------------------- nodes of ours

class OwnNode:
    """``args`` = (Str op, Tuple of fields, Tuple of extents), one extent an axis."""

    @property
    def op(self) -> str:
        return self.args[0].name

    @property
    def fields(self) -> tuple:
        return tuple(self.args[1])

    @property
    def extents(self) -> tuple:
        return tuple(self.args[2])

    def _sympystr(self, printer):
        return f"{self.op}({', '.join(printer._print(f) for f in self.fields)})"

    def _latex(self, printer, **_):
        from .sympy_read import from_sympy
        return str(from_sympy(self))


class MatrixNode(OwnNode, MatrixExpr):
    """A node with one or two axes; a vector shows as n×1."""

    @property
    def shape(self):
        rows, *columns = self.extents
        return (rows, columns[0] if columns else sympy.S.One)

    def _entry(self, i, j, **_):
        return sympy.matrices.expressions.matexpr.MatrixElement(self, i, j)

    def doit(self, **_):
        return self


class ScalarNode(OwnNode, Expr):
    """A node without axes."""
    is_commutative = True


class ArrayNode(OwnNode, Expr):
    """A node with three or more axes, which SymPy's matrices cannot hold."""
    is_commutative = True

    @property
    def shape(self):
        return self.extents


class FamilyMember(MatrixNode):
    """A_ℓ: fields are the name, the labels, the extents."""

    @property
    def name(self) -> str:
        return self.fields[0].name

    @property
    def labels(self) -> tuple:
        return tuple(self.fields[1])

    def _sympystr(self, printer):
        return f"{self.name}[{', '.join(printer._print(k) for k in self.labels)}]"


def own_node(op: str, fields: tuple, extents: tuple) -> Expr:
    """The node of that name, of the class that its number of axes asks for."""
    kind = {0: ScalarNode, 1: MatrixNode, 2: MatrixNode}.get(len(extents), ArrayNode)
    if op == "symbol" and kind is MatrixNode:
        kind = FamilyMember
    return kind(Str(op), Tuple(*fields), Tuple(*extents))


# ---------------------------------------------------------------- families

@dataclass(frozen=True)
class MatrixFamily:
    """A_ℓ for ℓ in ``labels`` = (symbol, lower, upper), of shape ``shape``(ℓ).

    ``shape`` has two extents for a matrix, one for a vector, none for a
    scalar, written with the label's symbol.  ``A[ℓ]`` is the member.
    """
    name: str
    labels: tuple
    shape: tuple

    def __getitem__(self, label) -> Expr:
        label = sympy.sympify(label)
        extents = tuple(sympy.sympify(d).subs(self.labels[0], label) for d in self.shape)
        return own_node("symbol", (Str(latex_name(self.name)), Tuple(label), Tuple(*extents)), extents)


def rational(value: Fraction) -> sympy.Rational:
    return sympy.Rational(value.numerator, value.denominator)


def shifted(body, names, by):
    """``body`` with its free indices of those names moved by ``by``: 1-based to 0-based and back."""
    return substitute_integers(body, {IntegerSymbol(name): integer(name) + by for name in names})
