r"""A context from SymPy objects: what a page of proof declares before it claims.

``SympySetting`` collects the general objects (families, matrix symbols,
functions, widths, labels) and the definitions between them; ``context()``
gives the ``Context`` that reading the same declarations from LaTeX gives.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterable

import sympy

from .context import (Context, Definition, FunctionDeclaration, IntegerDeclaration, LabelRange, Obligation, Range,
                      TensorDeclaration)
from .binding import substitute_integers
from .integers import IntegerPolynomial, IntegerSymbol, integer
from .sympy_nodes import MatrixFamily, integer_from_sympy, latex_name
from .sympy_read import coerce, from_sympy


@dataclass(frozen=True)
class Clause:
    """``left`` = ``right`` by definition, for the labels in ``ranges`` (symbol, lower, upper)."""
    left: object
    right: object
    ranges: tuple[tuple, ...] = ()


@dataclass(frozen=True)
class SympySetting:
    """The objects of a setting.

    ``labels`` are (symbol, lower, upper or None); ``widths`` integer symbols
    or indexed bases (n_ℓ); ``functions`` pairs of a SymPy function and the
    number of derivatives it has; ``equal`` pairs of a width and its value.
    """
    labels: tuple[tuple, ...] = ()
    widths: tuple = ()
    tensors: tuple = ()
    functions: tuple[tuple, ...] = ()
    clauses: tuple[Clause, ...] = ()
    equal: tuple[tuple, ...] = ()

    def context(self) -> Context:
        """Declarations, definitions and equalities, in the order given."""
        declared = Context(
            integers=(*map(_dimension, self.widths), *(_label(*row) for row in self.labels)),
            tensors=tuple(map(_tensor, self.tensors)),
            functions=tuple(FunctionDeclaration(latex_name(str(f)), smooth) for f, smooth in self.functions),
            equal=tuple((integer_from_sympy(a).lone_symbol(), integer_from_sympy(b)) for a, b in self.equal),
        )
        return replace(declared, definitions=tuple(_definition(clause, declared) for clause in self.clauses))

    def obligation(self, left, right, *ranges: tuple) -> Obligation:
        """left = right for the free integers in ``ranges``: (symbol, lower, upper).

        The right side is brought to the shape of the left by unit axes
        (n_L = 1); raises ``ShapeError`` where that cannot be.
        """
        context = self.context()
        free = tuple(Range(*_range(*row)) for row in ranges)
        one, other = from_sympy(left, context), from_sympy(right, context)
        if _simplified(context, one) != _simplified(context, other):
            other = coerce(other, one.shape)
        return Obligation(context, one, "=", other, free)


def _simplified(context: Context, e) -> tuple[IntegerPolynomial, ...]:
    return tuple(context.simplify(d) for d in e.shape)


def _range(symbol, lower, upper) -> tuple:
    bounds = (None if bound is None else integer_from_sympy(bound) for bound in (lower, upper))
    return (latex_name(str(symbol)), *bounds)


def _dimension(width) -> IntegerDeclaration:
    if isinstance(width, sympy.IndexedBase):
        return IntegerDeclaration(latex_name(str(width.label)), "dimension", 1)
    return IntegerDeclaration(latex_name(str(width)), "dimension")


def _label(symbol, lower, upper) -> IntegerDeclaration:
    name, low, high = _range(symbol, lower, upper)
    return IntegerDeclaration(name, "label", 0, low, high)


def _tensor(tensor) -> TensorDeclaration:
    if isinstance(tensor, MatrixFamily):
        extents = tuple(map(integer_from_sympy, tensor.shape))
        return TensorDeclaration(latex_name(tensor.name), (LabelRange(*_range(*tensor.labels)),), extents)
    symbol = from_sympy(tensor)
    return TensorDeclaration(symbol.name, (), symbol.shape)


def _definition(clause: Clause, declared: Context) -> Definition:
    """The clause with a member's concrete label (y_0, y_L) as a range of one label."""
    name, labels = _head(clause.left)
    body = coerce(from_sympy(clause.right, declared), from_sympy(clause.left, declared).shape)
    if clause.ranges:
        return Definition(name, tuple(LabelRange(*_range(*row)) for row in clause.ranges), body)
    parameters = declared.tensor(name).labels
    return Definition(name, tuple(LabelRange(p.name, k, k) for p, k in zip(parameters, labels)), body)


def _head(left) -> tuple[str, tuple[IntegerPolynomial, ...]]:
    symbol = from_sympy(left)
    return symbol.name, symbol.labels


def normalised(context: Context) -> Context:
    """The context up to what it does not mean: provenance, order of declarations,
    names of label parameters (a range of one label is that label), the numbers of
    strata apart from their order, facts that repeat a declared bound."""
    ranks = {stratum: rank for rank, stratum in enumerate(sorted({d.stratum for d in context.definitions}))}
    bounds = {integer(d.name) - d.lower for d in context.integers if d.lower is not None}
    return Context(
        integers=_sorted(replace(x, provenance="") for x in context.integers),
        tensors=_sorted(_renamed_tensor(x) for x in context.tensors),
        functions=_sorted(replace(x, provenance="") for x in context.functions),
        definitions=tuple(sorted((replace(_renamed_definition(d), stratum=ranks[d.stratum])
                                  for d in context.definitions), key=repr)),
        equal=tuple(sorted(context.equal, key=repr)),
        facts=tuple(sorted(set(context.facts) - bounds)),
        assumptions=tuple(replace(x, provenance="") for x in context.assumptions),
    )


def _sorted(items: Iterable) -> tuple:
    return tuple(sorted(items, key=lambda x: x.name))


def _renaming(labels) -> tuple[tuple[LabelRange, ...], dict]:
    ranges = tuple(LabelRange(f"label'{k}", r.lower, r.upper) for k, r in enumerate(labels))
    values = {IntegerSymbol(r.name): r.lower if r.lower == r.upper else integer(new.name)
              for r, new in zip(labels, ranges)}
    return ranges, values


def _renamed_tensor(declared: TensorDeclaration) -> TensorDeclaration:
    ranges, values = _renaming(declared.labels)
    return replace(declared, labels=ranges, provenance="", shape=tuple(d.substitute(values) for d in declared.shape))


def _renamed_definition(definition: Definition) -> Definition:
    ranges, values = _renaming(definition.labels)
    return replace(definition, labels=ranges, provenance="", body=substitute_integers(definition.body, values))
