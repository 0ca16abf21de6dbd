r"""Reads beyond a border that are declared to be 0: ``X_{m+1,:} = 0`` for X of m rows.

Such a line says nothing of X's own entries.  It says what is meant where a
formula reads one place further: ``X_{i+1,j}`` is 0 for i = m, and i may then
run to m.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.language.expressions import Cases, Condition, Entry, Expression, Symbol, number
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import Scope, count, index_lists, is_name
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


def declared(builder, clause) -> bool:
    r"""``X_{m+1,:} = X_{:,n+1} = 0``: take the places outside of X's shape that the clause declares to be 0."""
    members = clause.members
    if len(members) < 2 or any(op not in ("=", "\\equiv") for op in clause.operators) or not _is_zero(members[-1]):
        return False
    found = [_border(builder, member) for member in members[:-1]]
    if None in found:
        return False
    known = builder.windows.borders
    builder.windows = replace(builder.windows, borders=(*known, *(b for b in found if b and b not in known)))
    return True


def _is_zero(node: s.Node | None) -> bool:
    return isinstance(node, s.Number) and node.text == "0"


def _border(builder, member: s.Node | None) -> tuple | None:
    """(name, axis, index) of one place outside; () for a corner, which other borders hold; None if it is no border."""
    match member:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=primes) if sub is not None:
            tensor = builder.context.tensor(name + "'" * primes)
        case _:
            return None
    if tensor is None or tensor.labels:
        return None
    way = next((way for way in index_lists(sub) if len(way) == len(tensor.shape)), None)
    if way is None:
        return None
    fixed = [(axis, part) for axis, part in enumerate(way) if not _runs(builder, part)]
    places = [(axis, _place(builder, part, tensor.shape[axis])) for axis, part in fixed]
    if not places or any(place is None for _, place in places):
        return None
    return (tensor.name, *places[0]) if len(places) == 1 else ()


def _runs(builder, part: s.Node) -> bool:
    """A colon, or a letter that is no declared integer."""
    return is_name(part, ":") or isinstance(part, s.Name) and builder.context.integer(part.text) is None


def _place(builder, part: s.Node, extent: P) -> P | None:
    """The index, if it lies outside of 1..extent."""
    try:
        index = builder.context.simplify(count(part, Scope(builder.context)))
    except (ReadError, Refused):
        return None
    beyond, before = (index - builder.context.simplify(extent)).constant(), index.constant()
    return index if beyond is not None and beyond > 0 or before is not None and before < 1 else None


def reach(e, value: Expression, axis: int, extent: P) -> P:
    """How far an index of this axis may go: to the last place beyond it that is declared to be 0."""
    if not isinstance(value, Symbol) or value.labels:
        return extent
    beyond = {(place - extent).constant() for name, k, place in e.windows.borders if (name, k) == (value.name, axis)}
    further = 0
    while further + 1 in beyond:
        further += 1
    return extent + further


def guarded(e, read: Entry) -> Expression:
    """The read, or 0 where an index is at a place that is declared to be 0; further out it is not defined."""
    if not e.windows.borders or not isinstance(read.arg, Symbol) or read.arg.labels:
        return read
    within, zeros = [], []
    for name, axis, place in e.windows.borders:
        if name != read.arg.name:
            continue
        index, extent = read.indices[axis], e.shapes.resolve(read.arg.shape[axis])
        difference = e.scope.context.simplify(index - place).constant()
        if difference == 0:
            return number(0)
        if difference is None and not _inside(e, index, extent):
            within.append(_on_this_side(index, place, extent))
            zeros.append(((Condition(index, "=", place),), number(0)))
    if not zeros:
        return read
    words = " and ".join(f"{name} at {place} along axis {axis + 1}" for name, axis, place in e.windows.borders
                         if name == read.arg.name)
    e.note(f"as declared, {words} is 0")
    return Cases(((tuple(dict.fromkeys(within)), read), *zeros))


def _on_this_side(index: P, place: P, extent: P) -> Condition:
    """The index lies in the axis, as seen from a place before or behind it."""
    before = place.constant()
    return Condition(integer(1), "<=", index) if before is not None and before < 1 else Condition(index, "<=", extent)


def _inside(e, index: P, extent: P) -> bool:
    """Is the index a letter, which stays within the axis, or a number that needs no more than one entry?"""
    symbol = index.lone_symbol()
    if symbol is None:
        return index == 1
    span = e.scope.spans.get(symbol)
    return span is None or span == (integer(1), extent)
