r"""Arrays given channel by channel, and dimensions that divide each other.

``Y_{1,i,j} = …`` and ``Y_{2,i,j} = …`` for a declared Y of shape 2×m×n define Y
together, as do ``w_1 = …`` and ``w_2 = …``, the slices of a declared w; of entries
that no part gives nothing is known.  ``k \mid m`` makes m = k · (m/k), the quotient a dimension of its own.
"""
from __future__ import annotations

from dataclasses import dataclass
from math import prod

from symbolic.errors import ReadError
from symbolic.language.binding import fresh_name, integer_names, rename_bound, substitute_integers
from symbolic.language.context import Definition, IntegerDeclaration, TensorDeclaration
from symbolic.language.expressions import Array, Cases, Condition, Entry, Expression
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import count, is_name
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.grammar import syntax as s

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
    """One clause of a declared array: the numbers that it fixes by axis, the other indices, what stands there."""
    tensor: TensorDeclaration
    fixed: dict[int, int]
    others: tuple[s.Node | None, ...]
    body: s.Node
    clause: Clause

    def meets(self, other: "Channel") -> bool:
        """May both speak of one entry?"""
        return all(other.fixed.get(axis, number) == number for axis, number in self.fixed.items())


def define_channels(builder: Builder, clauses: list[Clause], entries: bool = True) -> list[Clause]:
    """Define the arrays of which parts are given; the clauses that are left.

    Single entries count as parts only with ``entries``.
    """
    groups: dict[str, list[Channel]] = {}
    for c in clauses:
        found = _channel(builder, c)
        if found is not None and (entries or None in found.others or any(found.others)):
            groups.setdefault(found.tensor.name, []).append(found)
    taken: list[Clause] = []
    for name, channels in groups.items():
        pairs = [(c, d) for k, c in enumerate(channels) for d in channels[k + 1:]]
        if builder.context.definitions_of(name) or any(c.meets(d) for c, d in pairs):
            continue
        before = builder.context
        try:
            _define(builder, channels)
            taken += [channel.clause for channel in channels]
        except (Refused, ReadError):
            builder.context = before
    return [c for c in clauses if c not in taken]


def _channel(builder: Builder, c: Clause) -> Channel | None:
    """The clause as a part of a declared array, or None."""
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
    if len(parts) > rank or len(parts) < rank and (rank < 3 or len(parts) > 1):
        return None
    parts += [None] * (rank - len(parts))
    fixed = {k: int(part.text) for k, part in enumerate(parts) if isinstance(part, s.Number) and part.text.isdigit()}
    letters = [p.text for p in parts if isinstance(p, s.Name) and p.text != ":"]
    if not fixed or min(fixed.values()) < 1 or len(set(letters)) < len(letters) \
            or not all(p is None or isinstance(p, s.Name) for k, p in enumerate(parts) if k not in fixed):
        return None
    others = tuple(None if p is None or is_name(p, ":") else p for k, p in enumerate(parts) if k not in fixed)
    return Channel(tensor, fixed, others, body, c)


def _define(builder: Builder, channels: list[Channel]) -> None:
    """Y[c, i..] = the value of the part that holds the entry; of the other entries nothing is known."""
    tensor, used = channels[0].tensor, {d.name for d in builder.context.integers}
    names = [fresh_name(stem, used) for stem in "cijklmn"[:len(tensor.shape)]]
    branches = []
    for channel in channels:
        open_names = [name for axis, name in enumerate(names) if axis not in channel.fixed]
        conditions = tuple(Condition(integer(names[axis]), "=", integer(k)) for axis, k in channel.fixed.items())
        branches.append((conditions, rename_bound(_value(builder, channel, open_names), used)))
    if _complete(builder, channels):
        branches[-1] = (), branches[-1][1]
    else:
        rest = TensorDeclaration(rf"{tensor.name}^{{\circ}}", (), tensor.shape, provenance=tensor.provenance)
        builder.add_tensor(rest, channels[0].clause)
        branches.append(((), Entry(rest.symbol(), tuple(map(integer, names)))))
        builder.notice(channels[0].clause, f"the entries of {tensor.name} that are not given are any numbers, those of {rest.name}")
    body: Expression = Array(tuple(zip(names, tensor.shape)), Cases(tuple(branches)))
    builder.add_definition(Definition(tensor.name, (), body, provenance=builder.provenance))


def _complete(builder: Builder, channels: list[Channel]) -> bool:
    """Do the parts, none of which meets another, hold every entry?"""
    sizes = [builder.context.simplify(d).constant() for d in channels[0].tensor.shape]
    axes = set().union(*(channel.fixed for channel in channels))
    if any(sizes[axis] is None for axis in axes):
        return False
    within = [c for c in channels if all(1 <= k <= sizes[axis] for axis, k in c.fixed.items())]
    held = sum(prod(sizes[axis] for axis in axes if axis not in c.fixed) for c in within)
    return held == prod(sizes[axis] for axis in axes)


def _value(builder: Builder, channel: Channel, places: list[str]) -> Expression:
    """The channel's entry at the integers named by ``places``."""
    e = builder.elaborator()
    e.scope.used.update(places)
    for name, low, high in ranges_of(channel.clause.qualifiers):
        e.scope.ranges[name] = (builder.integer_at(low, name), builder.integer_at(high, name))
    axes = [d for k, d in enumerate(channel.tensor.shape) if k not in channel.fixed]
    for part, extent in zip(channel.others, axes):
        if part is not None:
            count(part, e.scope, extent)
    value = e.shapes.settle(e.expression(channel.body))
    open_axes = [k for k, part in enumerate(channel.others) if part is None]
    if not e.shapes.same(value.shape, tuple(axes[k] for k in open_axes)):
        scalar = e.shapes.scalar(value)
        if scalar is None or not all(e.shapes.is_one(axes[k]) for k in open_axes):
            raise Refused("undecided", "shape", f"{channel.tensor.name} and a part of it do not fit", channel.clause)
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
