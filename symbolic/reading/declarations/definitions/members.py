r"""Definitions of the members of a family: ``y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell)``, ``y_0 = x``.

The shape of a family is inferred from its clauses: with the extent of y_k
unknown as ``?y_{k}``, the body's shape says what it is.  A letter of a label
without a stated range takes the range of the letter, or the range in which
everything in the body exists.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.language.context import Definition, IntegerDeclaration, LabelRange, TensorDeclaration
from symbolic.language.expressions import Entry, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.language.nodes import show_shape
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.declarations.symbols.families import settle_ranges
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused, unreadable
from symbolic.reading.elaboration.scope import Scope, count
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.elaboration.targets import Target, body_of
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


def define_member(builder: Builder, target: Target, body: s.Node, c: Clause, stated) -> str:
    """y_ℓ = body for ℓ in a range; y_L = body and y_0 = body at one label."""
    if len(target.sub) != 1:
        raise Refused("undecided", "fragment", f"a definition of {target.name} with several labels", c)
    part = target.sub[0]
    letter = part.text if isinstance(part, s.Name) else None
    if letter is not None and builder.context.integer(letter) is None and not _fixed(builder, letter):
        return define_general(builder, target.name, letter, body, c, stated)
    ranged = [n for n in names_in(part) if n in stated or n in builder.ranges]
    if ranged:
        return _define_shifted(builder, target.name, ranged[0], part, body, c, stated)
    for name in names_in(part):
        builder.add_integer(IntegerDeclaration(name, "label", 0, None if _fixed(builder, name) else integer(1),
                                               provenance=builder.provenance))
    label = count(part, Scope(builder.context))
    family = builder.context.tensor(target.name) or provisional(builder, target.name, 1)
    if not family.labels:
        raise Refused("undecided", "fragment", f"a definition of a part of {target.name}, which is {show_shape(family.shape)}", c)
    e = builder.elaborator()
    value = e.shapes.settle(e.expression(body))
    return _add_clause(builder, e, family, LabelRange(family.labels[0].name, label, label), value, c)


def _define_shifted(builder: Builder, name: str, letter: str, part: s.Node, body: s.Node, c: Clause, stated) -> str:
    r"""y_{\ell+1} = …, ℓ = 0..L-1: the clause of y_ℓ for ℓ = 1..L."""
    shift = count(part, Scope(builder.context, bound={letter: integer(letter)})) - integer(letter)
    low, high = builder.ranges.get(letter, (None, None))
    if letter in stated:
        low, high = (builder.integer_at(x, letter) for x in stated[letter])
    if letter in shift.names():
        raise Refused("undecided", "fragment", f"a definition of {name} at a compound label", c)
    moved = {letter: (low + shift, high + shift)}
    return define_general(builder, name, letter, body, c, moved, integer(letter) - shift)


def _fixed(builder: Builder, letter: str) -> bool:
    """A letter that also stands shifted on a left side (h_{t-1} = …) is a fixed integer."""
    return letter in builder.fixed_letters


def provisional(builder: Builder, name: str, rank: int, letter: str = "k") -> TensorDeclaration:
    """A family whose extents are unknown, ``?name0_{k}``."""
    extents = tuple(integer(f"?{name}{axis}", integer(letter)) for axis in range(rank))
    made = TensorDeclaration(name, (LabelRange(letter, integer(0), integer(0)),), extents, provenance=builder.provenance)
    builder.open_ranges.add(name)
    builder.context = builder.context.with_(tensors=builder.context.tensors + (made,))
    return made


def define_general(builder: Builder, name: str, letter: str, body: s.Node, c: Clause, stated,
                    value: P | None = None) -> str:
    """A clause for a range of labels; ``value`` is what the letter means in the body."""
    declared = builder.context.tensor(name)
    reason: Exception | None = None
    for rank in ((None,) if declared is not None else (1, 2, 0)):
        before = builder.context
        family = declared or provisional(builder, name, rank, letter)
        try:
            return _general_clause(builder, family, letter, body, c, stated, value)
        except (Refused, ReadError) as found:
            reason = reason or found
            builder.context = before
    raise reason


def _general_clause(builder: Builder, family: TensorDeclaration, letter: str, body: s.Node, c: Clause, stated,
                    meaning: P | None) -> str:
    e = builder.elaborator({letter: integer(letter) if meaning is None else meaning})
    value = e.shapes.settle(e.expression(body))
    wanted = family.symbol(integer(letter))
    if not e.shapes.same(wanted.shape, value.shape):
        raise Refused("undecided", "shape", f"{family.name}_{letter} is {show_shape(wanted.shape)}, "
                      f"its definition is {show_shape(value.shape)}", c)
    value = e.shapes.settle(value)
    shape = tuple(e.shapes.resolve(d) for d in wanted.shape)
    if any(map(builder.open_extent, shape)):
        raise unreadable(f"the size of {family.name} is not said", c, expected="a declared size", code="E306")
    if e.scope.free:
        raise Refused("undecided", "undeclared", f"{', '.join(e.scope.free)} is not declared", c)
    if any(isinstance(x, Symbol) and (x.name, x.labels) == (family.name, (integer(letter),)) for x in value.walk()):
        raise Refused("undecided", "fragment", f"{family.name}_{letter} is defined by itself", c)
    parameter = IntegerSymbol(letter), integer(family.labels[0].name)
    family = replace(family, shape=tuple(d.substitute({parameter[0]: parameter[1]}) for d in shape))
    builder.replace_tensor(family)
    low, high = _clause_range(builder, letter, value, stated, c)
    builder.add_definition(Definition(family.name, (LabelRange(letter, low, high),), value, provenance=builder.provenance))
    return f"{family.name}_{{{letter}}}"


def _clause_range(builder: Builder, letter: str, value: Expression, stated, c: Clause) -> tuple[P, P]:
    """Stated with the clause, else the letter's range, else wherever the members, or else the entries, in the body exist."""
    if letter in stated:
        low, high = stated[letter]
        return tuple(x if isinstance(x, P) else builder.integer_at(x, letter) for x in (low, high))
    if letter in builder.ranges:
        return builder.ranges[letter]
    settle_ranges(builder)
    letter_symbol = integer(letter)
    bounds = [
        (r.lower - shift, r.upper - shift)
        for x in value.walk() if isinstance(x, Symbol) and (d := builder.context.tensor(x.name)) is not None
        for r, label in zip(d.labels, x.labels)
        if (shift := label - letter_symbol).names().isdisjoint({letter})
    ]
    bounds = bounds or [
        (1 - shift, extent - shift) for x in value.walk() if isinstance(x, Entry) for index, extent in zip(x.indices, x.arg.shape)
        if (shift := index - letter_symbol).names().isdisjoint({letter}) and not has_unknown(extent)]
    if not bounds:
        raise Refused("undecided", "undeclared", f"the range of {letter} is not stated", c)
    low, high = bounds[0]
    for a, b in bounds[1:]:
        low = a if ((a - low).constant() or 0) > 0 else low
        high = b if ((high - b).constant() or 0) > 0 else high
    return low, high


def _add_clause(builder: Builder, e, family: TensorDeclaration, where: LabelRange, value: Expression, c: Clause) -> str:
    """A clause at one label, whose value must have the member's shape (n_0 ↦ n if need be)."""
    wanted = family.symbol(where.lower)
    if any(has_unknown(d) for d in wanted.shape):
        family = _settled_family(builder, e, family, where.lower, value, c)
        wanted = family.symbol(where.lower)
    if len(wanted.shape) != len(value.shape):
        pair = e.shapes.meet(wanted, value)
        if pair is None or pair[0] != wanted:
            raise Refused("undecided", "shape", f"{family.name} is {show_shape(wanted.shape)}, "
                          f"this clause is {show_shape(value.shape)}", c)
        value = pair[1]
    for a, b in zip(wanted.shape, value.shape):
        _equate(builder, a, b, c)
    builder.add_definition(Definition(family.name, (where,), value, provenance=builder.provenance))
    return str(family.symbol(where.lower))


def _settled_family(builder: Builder, e, family: TensorDeclaration, label: P, value: Expression, c: Clause):
    """The family's shape from one clause, if its label is symbolic: h_{t-1} = y ∈ ℝ^d."""
    if not e.shapes.same(family.symbol(label).shape, value.shape):
        raise Refused("undecided", "shape", f"the size of {family.name} does not follow", c)
    shape = tuple(e.shapes.resolve(d) for d in family.shape)
    if any(has_unknown(d) for d in shape):
        raise Refused("undecided", "undeclared", f"the size of {family.name} is not known yet", c)
    settled = replace(family, shape=shape)
    builder.replace_tensor(settled)
    return settled


def _equate(builder: Builder, wanted: P, found: P, c: Clause) -> None:
    """Two extents that a definition makes equal: the same, or n_0 = n from now on."""
    if builder.context.same_extent(wanted, found):
        return
    for a, b in ((wanted, found), (found, wanted)):
        symbol = a.lone_symbol()
        if symbol is not None and symbol not in b.symbols():
            builder.add_equal(symbol, b)
            builder.notice(c, f"{a} = {b}, as this definition demands", "inferred")
            return
    raise Refused("undecided", "shape", f"extents {wanted} and {found} do not fit", c)


def infer_base(builder: Builder, c: Clause) -> bool:
    """y_0 = x with x nowhere declared: x has y_0's shape (provenance inferred)."""
    target, body = body_of(c)
    family = builder.context.tensor(target.name)
    if family is None or len(target.sub) != len(family.labels) or not isinstance(body, s.Name) \
            or builder.elaborator().scope.declared(body.text):
        return False
    try:
        label = count(target.sub[0], Scope(builder.context)) if target.sub else None
    except (Refused, ReadError):
        return False
    symbol = family.symbol(*(() if label is None else (label,)))
    made = TensorDeclaration(body.text, (), symbol.shape, provenance="inferred")
    builder.add_tensor(made, c)
    builder.notice(c, f"{body.text} is taken to be {show_shape(symbol.shape)}, as {symbol} is", "inferred")
    labels = () if label is None else (LabelRange(family.labels[0].name, label, label),)
    builder.add_definition(Definition(family.name, labels, made.symbol(), provenance=builder.provenance))
    return True
