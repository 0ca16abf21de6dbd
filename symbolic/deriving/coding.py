r"""Closed forms as Python source: a function of what they are made of.

The arguments are the symbols, functions and counts that nothing defines;
definitions come first in the body, then what stands in the form more than once.
Results of more than two axes are sums of ``einsum``.
"""
from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from textwrap import indent
from typing import Iterator

from symbolic.language.context import Context
from symbolic.language.expressions import (
    Add, Apply, Constant, Curve, Delta, Entry, Expression, Identity, Inverse, MatMul,
    MatrixExponential, Number, Power, Sum, Symbol, Times,
)
from symbolic.language.idioms import LogSumExp, RowSoftmax, Softmax, recognised
from symbolic.language.integers import IntegerPolynomial
from symbolic.language.numpy_code import NUMPY, TORCH, Dialect, NumPyPrinter, primed
from symbolic.language.python_code import Unprintable, identifier
from symbolic.language.sympy_code import SymPyPrinter

from .networks import names_of
from .opening import Opening

DIALECTS = {"numpy": NUMPY, "torch": TORCH}
SHARED = (Apply, Softmax, RowSoftmax, LogSumExp, Inverse, MatrixExponential, MatMul, Add)
"""Nodes worth a name of their own where they stand twice."""
P = IntegerPolynomial


def function_source(found, language: str) -> str:
    """A module with one function ``derivative`` that computes the closed form."""
    return FunctionSource(found, DIALECTS[language]).text()


class FunctionSource:
    """The parts of the function: arguments, definitions, shared subexpressions, result."""

    def __init__(self, found, dialect: Dialect):
        self.found, self.dialect = found, dialect
        self.context: Context = found.question.obligation.context
        self.opening = Opening(found.question.obligation)
        self.result = recognised(found.expression)
        self.definitions = self._definitions()
        self.expressions = [*self.definitions.values(), self.result]
        families = {s.name: self._first_label(s.name) for s in self._symbols() if self._is_family(s)}
        self.printer = NumPyPrinter(dialect, {}, families)

    # ------------------------------------------------------------ what is needed
    def _definitions(self) -> dict[Symbol, Expression]:
        """Defined symbols behind the result, each after those that it needs."""
        found: dict[Symbol, Expression] = {}

        def visit(e: Expression) -> None:
            for s in e.walk():
                if isinstance(s, Symbol) and s not in found:
                    body = self.opening.body(s)
                    if body is not None:
                        if names_of(s) - self._known_integers():
                            raise Unprintable(f"no {self.dialect.name} code for the family {s.name}")
                        visit(body)
                        found[s] = body

        visit(self.result)
        return found

    def _known_integers(self) -> set[str]:
        return {d.name for d in self.context.integers}

    def _symbols(self) -> list[Symbol]:
        return list(dict.fromkeys(s for e in self.expressions for s in e.walk() if isinstance(s, Symbol)))

    def _is_family(self, s: Symbol) -> bool:
        return bool(set().union(*(p.names() for p in s.labels)) - self._known_integers()) if s.labels else False

    def _first_label(self, name: str) -> P:
        return self.context.tensor(name).labels[0].lower

    def _arguments(self) -> dict[str, str]:
        """Names of arguments with what they are."""
        found: dict[str, str] = {}
        for s in self._symbols():
            if s in self.definitions:
                continue
            if s.name in self.printer.families:
                found[identifier(s.name)] = f"sequence of {self._shape(s)}"
            else:
                found[self.printer.symbol(s)] = self._shape(s)
        for e in self.expressions:
            for node in e.walk():
                match node:
                    case Apply(f, order) if order or (f not in self.dialect.functions and f not in self.dialect.helpers):
                        what = ("function", "its derivative")[order] if order < 2 else f"its derivative of order {order}"
                        found[primed(f, order)] = f"{what}, applied entrywise"
                    case Curve():
                        raise Unprintable(f"no {self.dialect.name} code for the function {node.function} of one number")
        return found

    @staticmethod
    def _shape(s: Symbol) -> str:
        if not s.shape:
            return "number"
        return f"({', '.join(map(str, s.shape))}{',' if len(s.shape) == 1 else ''})"

    def _counts(self, text: str) -> tuple[list[str], list[str]]:
        """(assignments of dimensions from shapes, counts to be passed) for the integer names the body uses."""
        known: dict[str, str] = {}
        for s in self._symbols():
            if s in self.definitions or s.name in self.printer.families:
                continue
            for axis, d in enumerate(s.shape):
                symbol = d.lone_symbol()
                if symbol is not None and not symbol.labels:
                    known.setdefault(symbol.name, f"{self.printer.symbol(s)}.shape[{axis}]")
        bound = {node.index for e in self.expressions for node in e.walk() if isinstance(node, Sum)}
        used = [name for name in sorted(set().union(*map(_counted, self.expressions)) | self._axes_counts()) if name not in bound]
        used = [name for name in used if name not in self.found.form.axes and re.search(rf"\b{identifier(name)}\b", text)]
        lines = [f"{identifier(name)} = {known[name]}" for name in used if name in known]
        return lines, [name for name in used if name not in known]

    def _axes_counts(self) -> set[str]:
        return set().union(*(d.names() for d in self.found.question.shape)) if self.found.form.axes else set()

    # ------------------------------------------------------------ text
    def text(self) -> str:
        lines = []
        for symbol, body in self.definitions.items():
            lines.append(f"{self.printer.symbol(symbol)} = {self.printer.text(body)}")
        shared = self._shared()
        for name, e in shared:
            lines.append(f"{name} = {self.printer.text(e)}")
            self.printer.names[e] = name
        lines.append(f"return {self._returned()}")
        arguments = self._arguments()
        assignments, passed = self._counts("\n".join(lines))
        body = indent("\n".join([self._docstring(arguments, passed), *assignments, *lines]), "    ")
        helpers = "".join(f"\n\n{h}" for h in self.printer.helpers.values())
        header = "import numpy as np" if self.dialect is NUMPY else "import torch"
        if "scipy." in body:
            header += "\nimport scipy.linalg"
        names = ", ".join([*arguments, *map(identifier, passed)])
        return f"{header}\n{helpers}\n\ndef derivative({names}):\n{body}\n"

    def _docstring(self, arguments: dict[str, str], passed: list[str]) -> str:
        shape = self.found.question.shape
        result = "number" if not shape else f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
        told = [f"{name}: {what}" for name, what in arguments.items()] + [f"{identifier(name)}: integer" for name in passed]
        where = [f"where {line}" for line in self.found.where]
        return "\n".join(['r"""' + self.found.equation, *where, "", *told, f"returns: {result}", '"""'])

    def _shared(self) -> list[tuple[str, Expression]]:
        """Names for subexpressions that stand more than once, inner ones first."""
        counts = Counter(x for x in self.result.walk() if isinstance(x, SHARED) and not self._dependent(x))
        found: list[Expression] = []
        for e, count in counts.items():
            inside = any(e in set(other.walk()) and counts[other] >= count for other in counts if other is not e and other != e)
            if count > 1 and not inside:
                found.append(e)
        taken = {identifier(s.name) for s in self._symbols()} | set(map(identifier, self._known_integers()))
        letters = (name for name in (f"t{k}" for k in range(1, 100)) if name not in taken)
        return list(zip(letters, sorted(found, key=lambda e: sum(1 for _ in e.walk()))))

    def _dependent(self, e: Expression) -> bool:
        """Does it mention an index that is bound around it?"""
        bound = {node.index for node in self.result.walk() if isinstance(node, Sum)} | set(self.found.form.axes)
        return not names_of(e).isdisjoint(bound)

    def _returned(self) -> str:
        if self.found.form.axes:
            return " + ".join(self._einsum(t) for t in _summands(self.result))
        return self.printer.text(self.result)

    # ------------------------------------------------------------ einsum
    def _einsum(self, term: Expression) -> str:
        """One product of entries as c * einsum("ik,lj->ijkl", A, B)."""
        axes = self.found.form.axes
        extents = dict(zip(axes, self.found.question.shape))
        coefficient, operands, subscripts = Fraction(1), [], []
        for f in _factors(_without_sums(term)):
            match f:
                case Number(value):
                    coefficient *= value
                case Delta(p, q):
                    extent = next((extents[n] for n in map(str, (p, q)) if n in extents), None)
                    if extent is None or not all(str(x).isalpha() for x in (p, q)):
                        raise Unprintable(f"no {self.dialect.name} code for {f}")
                    operands.append(self.printer.text(Identity(extent)))
                    subscripts.append(f"{p}{q}")
                case Entry(a, indices) | Power(Entry(a, indices)):
                    q = f.exponent if isinstance(f, Power) else Fraction(1)
                    if any(p.lone_symbol() is None for p in indices):
                        raise Unprintable(f"no {self.dialect.name} code for {f}")
                    operands.append(self.printer.text(a if q == 1 else Power(a, q)))
                    subscripts.append("".join(map(str, indices)))
                case _ if not self._dependent(f):
                    operands.append(self.printer.text(f))
                    subscripts.append("")
                case _:
                    raise Unprintable(f"no {self.dialect.name} code for {f}")
        for name in axes:
            if not any(name in s for s in subscripts):
                operands.append(self.printer.text(Constant(Fraction(1), (extents[name],))))
                subscripts.append(name)
        scalars = [o for o, s in zip(operands, subscripts) if not s]
        arrays = [(o, s) for o, s in zip(operands, subscripts) if s]
        call = f"\"{','.join(s for _, s in arrays)}->{''.join(axes)}\", {', '.join(o for o, _ in arrays)}"
        scale = [] if coefficient == 1 else [self.printer.number(coefficient).text]
        return " * ".join([*scale, *(f"({o})" for o in scalars), self.dialect.templates["einsum"].format(call)])


def _summands(e: Expression) -> list[Expression]:
    return list(e.terms) if isinstance(e, Add) else [e]


def _without_sums(e: Expression) -> Expression:
    match e:
        case Sum(_, lower, _, body) if lower == 1:
            return _without_sums(body)
        case Times(a, b):
            return Times(_without_sums(a), _without_sums(b))
    return e


def _factors(e: Expression) -> Iterator[Expression]:
    if isinstance(e, Times) and not e.shape:
        yield from _factors(e.left)
        yield from _factors(e.right)
    else:
        yield e


def _counted(e: Expression) -> set[str]:
    """Integer names that source needs the value of: not those that only stand in shapes."""
    found: set[str] = set()
    for node in e.walk():
        match node:
            case Symbol(_, labels):
                found.update(*(p.names() for p in labels))
            case Entry(_, indices):
                found.update(*(p.names() for p in indices))
            case _:
                found |= _own_names(node)
    return found


def _own_names(node: Expression) -> set[str]:
    found: set[str] = set()
    node.map(lambda x: x, lambda p: (found.update(p.names()), p)[1])
    return found


# ---------------------------------------------------------------- SymPy

def sympy_source(found) -> str:
    """Source of the closed form as a SymPy object, vectors being n×1 matrices."""
    context = found.question.obligation.context
    if found.form.axes:
        raise Unprintable("SymPy has no matrix expression of more than two axes; use --as numpy")
    printer = SymPyPrinter()
    result = printer.text(recognised(found.expression))
    lines = ["from sympy import *", ""]
    symbols = list(dict.fromkeys(s for s in recognised(found.expression).walk() if isinstance(s, Symbol)))
    counts = dict.fromkeys(n for s in symbols for d in s.shape for n in sorted(d.names()))
    counts.update(dict.fromkeys(n for n in sorted(_counted(recognised(found.expression))) if context.integer(n)))
    for name in counts:
        lines.append(f"{identifier(name)} = Symbol({identifier(name)!r}, integer=True, positive=True)")
    for s in symbols:
        name = printer.symbol(s)
        if s.shape:
            rows, columns = (printer.integer(d).text for d in (s.shape + s.shape[:0] + (IntegerPolynomial({(): 1}),))[:2])
            lines.append(f"{name} = MatrixSymbol({name!r}, {rows}, {columns})")
        else:
            lines.append(f"{name} = Symbol({name!r}, real=True)")
    lines += [f"{f} = Function({f!r})" for f in printer.functions]
    lines += ["", f"# {found.equation}", f"derivative = {result}"]
    return "\n".join(lines) + "\n"
