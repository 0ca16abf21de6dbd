r"""Arrays given channel by channel, and dimensions that divide each other.

``Y_{1,i,j} = …`` and ``Y_{2,i,j} = …`` for a declared Y of shape 2×m×n define Y
together, as do ``w_1 = …`` and ``w_2 = …``, the slices of a declared w.  ``k \mid
m`` makes m = k · (m/k), the quotient a dimension of its own.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.errors import ReadError
from symbolic.language.context import Definition, IntegerDeclaration, TensorDeclaration
from symbolic.language.expressions import (
    Array, Cases, Condition, Entry, Expression, fresh_name, integer_names, rename_bound, substitute_integers,
)
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.reading import syntax as s
from symbolic.reading.builder import Builder
from symbolic.reading.clauses import Clause, ranges_of
from symbolic.reading.refusal import Refused
from symbolic.reading.scope import count, is_name
from symbolic.reading.targets import body_of

P = IntegerPolynomial


# ---------------------------------------------------------------- k divides m

def divides(builder: Builder, c: Clause) -> bool:
    r"""``k \mid m`` for two dimensions: m is k times a new dimension m/k; ``s \mid n-k``: n is k + s q, q ≥ 0."""
    if c.operators != ("\\mid",) or None in c.members:
        return False
    divisor, whole = (builder.dimension(member) for member in c.members)
    symbol = _determined(whole, divisor)
    if symbol is None or divisor == whole or builder.context.simplify(whole) != whole:
        raise Refused("undecided", "fragment", f"{divisor} divides {whole}, of which something else is known", c)
    lone = whole == integer(symbol)
    name = f"{whole}/{divisor}" if lone else f"({whole})/{divisor}"
    builder.add_integer(IntegerDeclaration(name, "dimension", 0, None if lone else integer(0), provenance=builder.provenance))
    value = divisor * integer(name) - (whole - integer(symbol))
    builder.add_equal(symbol, value)
    if not lone:
        builder.add_fact(value - 1)
    return True


def _determined(whole: P, divisor: P) -> IntegerSymbol | None:
    """A dimension that ``whole`` fixes: it stands there once, alone, and not in the divisor."""
    for monomial, coefficient in whole.terms:
        if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1:
            (symbol, _), = monomial
            if not symbol.labels and symbol not in divisor.symbols() and symbol not in (whole - integer(symbol)).symbols():
                return symbol
    return None


# ---------------------------------------------------------------- channel by channel

@dataclass(frozen=True)
class Channel:
    """One clause of a declared array: the axis and the number that it fixes, the other indices, what stands there."""
    tensor: TensorDeclaration
    axis: int
    number: int
    others: tuple[s.Node | None, ...]
    body: s.Node
    clause: Clause


def define_channels(builder: Builder, clauses: list[Clause]) -> list[Clause]:
    """Define the arrays whose channels are all given; the clauses that are left."""
    groups: dict[tuple[str, int], list[Channel]] = {}
    for c in clauses:
        found = _channel(builder, c)
        if found is not None:
            groups.setdefault((found.tensor.name, found.axis), []).append(found)
    taken: list[Clause] = []
    for (name, axis), channels in groups.items():
        extent = builder.context.simplify(channels[0].tensor.shape[axis]).constant()
        if builder.context.definitions_of(name) or sorted(c.number for c in channels) != list(range(1, (extent or 0) + 1)):
            continue
        before = builder.context
        try:
            _define(builder, sorted(channels, key=lambda c: c.number))
            taken += [channel.clause for channel in channels]
        except (Refused, ReadError):
            builder.context = before
    return [c for c in clauses if c not in taken]


def _channel(builder: Builder, c: Clause) -> Channel | None:
    """The clause as one channel of a declared array, or None."""
    found = body_of(c)
    if found is None or len(c.members) != 2:
        return None
    target, body = found
    tensor = builder.context.tensor(target.name)
    if tensor is None or tensor.labels or target.parameters or target.above or not target.sub \
            or builder.context.tensor(target.flat() or "") is not None:
        return None
    rank = len(tensor.shape)
    parts: list[s.Node | None] = list(target.sub)
    if len(parts) < rank and (rank < 3 or len(parts) > 1):
        return None
    parts += [None] * (rank - len(parts))
    fixed = [k for k, part in enumerate(parts) if isinstance(part, s.Number)]
    letters = [p.text for p in parts if isinstance(p, s.Name) and p.text != ":"]
    if len(fixed) != 1 or len(set(letters)) < len(letters) or rank < 2 \
            or not all(p is None or isinstance(p, s.Name) for k, p in enumerate(parts) if k not in fixed):
        return None
    (axis,) = fixed
    others = tuple(None if p is None or is_name(p, ":") else p for k, p in enumerate(parts) if k != axis)
    return Channel(tensor, axis, int(parts[axis].text), others, body, c)


def _define(builder: Builder, channels: list[Channel]) -> None:
    """Y[c, i..] = the value of channel c at i.."""
    first = channels[0]
    used = {d.name for d in builder.context.integers}
    shape = list(first.tensor.shape)
    names = [fresh_name(stem, used) for stem in ("c", *"ijklmn"[:len(shape) - 1])]
    number, places = names[0], names[1:]
    branches = []
    for channel in channels:
        value = rename_bound(_value(builder, channel, places), used)
        last = channel is channels[-1]
        branches.append((() if last else (Condition(integer(number), "=", integer(channel.number)),), value))
    axes = shape[:first.axis] + shape[first.axis + 1:]
    binders = [*zip(places, axes)]
    binders.insert(first.axis, (number, shape[first.axis]))
    body: Expression = Array(tuple(binders), Cases(tuple(branches)))
    builder.add_definition(Definition(first.tensor.name, (), body, provenance=builder.provenance))


def _value(builder: Builder, channel: Channel, places: list[str]) -> Expression:
    """The channel's entry at the integers named by ``places``."""
    e = builder.elaborator()
    e.scope.used.update(places)
    for name, low, high in ranges_of(channel.clause.qualifiers):
        e.scope.ranges[name] = (builder.integer_at(low, name), builder.integer_at(high, name))
    axes = [d for k, d in enumerate(channel.tensor.shape) if k != channel.axis]
    for part, extent in zip(channel.others, axes):
        if part is not None:
            count(part, e.scope, extent)
    value = e.shapes.settle(e.expression(channel.body))
    open_axes = [k for k, part in enumerate(channel.others) if part is None]
    if not e.shapes.same(value.shape, tuple(axes[k] for k in open_axes)):
        scalar = e.shapes.scalar(value)
        if scalar is None or not all(e.shapes.is_one(axes[k]) for k in open_axes):
            raise Refused("undecided", "shape", f"{channel.tensor.name} and its channel {channel.number} do not fit", channel.clause)
        value, open_axes = scalar, []
    value = e.shapes.settle(value)
    letters = {part.text: place for part, place in zip(channel.others, places) if part is not None}
    if set(e.scope.free) - set(letters):
        raise Refused("undecided", "undeclared", f"{', '.join(e.scope.free)} is not declared", channel.clause)
    value = rename_bound(value, {*places, *letters, *integer_names(value)})
    value = substitute_integers(value, {IntegerSymbol(old): integer(new) for old, new in letters.items() if old != new})
    return Entry(value, tuple(integer(places[k]) for k in open_axes)) if open_axes else value


def summed_ranges(clauses: tuple[Clause, ...]) -> dict[str, tuple[s.Node, s.Node]]:
    r"""The letters that every sum in these clauses lets run from 1 to one end, ``\sum_{l=1}^{n}``."""
    found: dict[str, list[tuple[s.Node, s.Node]]] = {}

    def visit(node) -> None:
        match node:
            case s.BigOperator(lower=s.Relation(operator="=", left=s.Name(text=name), right=low), upper=high) if high is not None:
                found.setdefault(name, []).append((low, high))
            case tuple():
                for x in node:
                    visit(x)
            case s.Node():
                for x in vars(node).values():
                    visit(x)

    for c in clauses:
        visit(c.members)
    return {name: ends[0] for name, ends in found.items() if len({_text(x) for pair in ends for x in pair}) <= 2}


def _text(node) -> str:
    """The node without its places."""
    match node:
        case tuple():
            return f"({','.join(map(_text, node))})"
        case s.Node():
            inner = ",".join(f"{k}:{_text(v)}" for k, v in vars(node).items() if k not in ("start", "end"))
            return f"{type(node).__name__}({inner})"
    return repr(node)
