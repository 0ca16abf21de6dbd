"""Conditions of a proof: each must be the definedness of a part of the claim.

A condition speaks of an entry of an expression: that it is not 0, > 0 or ≥ 0,
or that it is an entry of an inverse, which exists.  The claim, and the
definitions behind it, need as much where they divide, take a root, a logarithm
or an inverse of that expression; names that are bound there, and parameters of
clauses, may stand for any value in their ranges.
"""
from __future__ import annotations

from typing import Iterator

from .claim import Claim
from .integers import ONE, Poly, Refused, number, symbol
from .replay import LEFT, Equation, Replay, show
from .terms import Expression, Node, Term

class Unmet(Refused):
    """A condition that the claim does not grant."""


ROOT, OPEN = frozenset({"nonzero", "nonnegative"}), frozenset({"nonzero", "nonnegative", "positive"})
Ranges = dict  # name -> (lower, upper)


def check_conditions(replay: Replay, root: Equation) -> None:
    """Refuse a condition that is not the definedness of a part of the claim.

    Conditions of derivative rules ("smooth", "regular") say where a derivative
    that stands in the claim exists, and need no more.
    """
    wanted = [c for c in root.conditions if c[0] not in ("smooth", "regular")]
    standing = list(_definedness(replay.claim)) if wanted else []
    for what, t in wanted:
        needs: set[str] = set()
        if t.op == "at":
            needs = {need for e, need, ranges in standing if _speaks_of(replay, e, t, ranges)}
        if ROOT <= needs or "positive" in needs:
            needs |= OPEN
        if what not in needs:
            raise Unmet(f"the condition that {show(t)} is {what} is not the definedness of a part of the claim")


def _definedness(claim: Claim) -> Iterator[tuple[Expression, str, Ranges]]:
    """What must hold of a base of a power or log, or of an inverse, in the claim and the definitions behind it."""
    sides = [(claim.left, {}), (claim.right, {})]
    reached = claim.reached(o.name for side, _ in sides for o in claim.occurrences(side))
    sides += [(c.body, dict(zip(c.parameters, c.ranges))) for c in claim.clauses if c.name in reached]
    nodes = [pair for side in sides for pair in _walk(*side)]
    smoothly = any(n.op == "derivative" for n, _ in nodes) and not any(_bends(claim, n) for n, _ in nodes)
    for n, ranges in nodes:
        match n.op, n.parts:
            case "inverse", _:
                yield n, "invertible", ranges
            case "piecewise", _:
                yield n, "covered", ranges
            case "power", (base, q) if q.denominator != 1:
                yield base, "positive" if q < 0 or smoothly and q < 1 else "nonnegative", ranges
            case "power", (base, q) if q < 0:
                yield base, "nonzero", ranges
            case "apply", ("log", _, base):
                yield base, "positive", ranges
            case "apply", (f, order, base) if order and f in claim.kinked:
                yield base, "nonzero", ranges


def _bends(claim: Claim, n: Expression) -> bool:
    """Can n vanish on an open set, or single out a point?  Then a root of it may have a derivative where it is 0."""
    match n.op, n.parts:
        case ("piecewise" | "largest" | "smallest" | "max" | "min" | "cases"), _:
            return True
        case "apply", (f, *_):
            body = claim.function_definitions.get(f, (None, None))[1]
            return f in claim.kinked or body is not None and any(_bends(claim, x) for x, _ in _walk(body, {}))
    return False


def _walk(e: Expression, ranges: Ranges) -> Iterator[tuple[Expression, Ranges]]:
    """Every node in ``e``, with the ranges of the names bound around it."""
    stack: list = [(e, ranges)]
    while stack:
        x, around = stack.pop()
        if isinstance(x, tuple):
            stack += ((part, around) for part in x)
        elif isinstance(x, Expression):
            yield x, around
            inside = around | _bound(x)
            stack += ((part, inside) for part in (_always(x) if x.op in ("piecewise", "cases") else x.parts))


def _always(e: Expression) -> tuple:
    """What of a case distinction is evaluated whatever holds: the comparisons of its first branch, of integers none."""
    (comparisons, _), *_ = e.parts[0]
    return comparisons if e.op == "piecewise" else ()


def _bound(e: Expression) -> Ranges:
    """The names that a node binds, with their ranges."""
    match e.op, e.parts:
        case "array", (names, extents, _):
            return {name: (ONE, extent) for name, extent in zip(names, extents)}
        case ("sum" | "prod"), (name, lower, upper, _):
            return {name: (lower, upper)}
        case "matprod", (name, first, last, _):
            return {name: (last, first)}
    return {}


def _speaks_of(replay: Replay, e: Expression, t: Term, ranges: Ranges) -> bool:
    """Whether t, an entry at(a, indices), is of e or, for a scalar e = b[indices], that entry of b."""
    a, indices = t.parts
    if e.op == a.op and _is_instance(replay, e, a, ranges):
        return e.op == "inverse" or all(
            _within(replay, index, (ONE, extent)) for index, extent in zip(indices, a.shape))
    return e.op == "entry" and _is_instance(replay, e, replay.store.expression("entry", a, indices), ranges)


def _is_instance(replay: Replay, e: Expression, a: Expression, ranges: Ranges) -> bool:
    """Whether a is e with values in their ranges for the names bound around e."""
    values: dict[str, Poly] = {}
    _collect(e, a, frozenset(ranges) & e.names, values)
    if replay.store.substitute(e, values) is not a:
        return False
    put = lambda p: replay.claim.reduce(p.substitute({(name, ()): value for name, value in values.items()}))
    return all(_within(replay, value, tuple(map(put, ranges[name]))) for name, value in values.items())


def _collect(e, a, names: frozenset[str], values: dict[str, Poly]) -> None:
    """The values of ``names`` in e that make its integers those of a, as far as they can be told."""
    match e, a:
        case tuple(), tuple():
            pairs = zip(e, a)
        case Node(), Node():
            pairs = zip(e.parts, a.parts)
        case Poly(), Poly():
            for name in names & e.names - values.keys():
                slope = e.linear_in(name)
                if slope in (1, -1):
                    value = (a - (e - symbol(name) * number(slope))) * number(slope)
                    if not names & value.names:
                        values[name] = value
            return
        case _:
            return
    for x, y in pairs:
        _collect(x, y, names, values)


def _within(replay: Replay, value: Poly, ends: tuple[Poly, Poly]) -> bool:
    """Whether a value is provably in a range, for all values of its variables in theirs.

    What the range of another variable says does not count: that range may be empty.
    """
    claim = replay.claim
    said = {name: symbol(name.removeprefix(LEFT)) for p in (value, *ends) for name in p.names}
    value, low, high = (claim.reduce(p.substitute({(name, ()): q for name, q in said.items()})) for p in (value, *ends))
    own = frozenset().union(*(replay.behind.get(name, ()) for name in value.names))
    claim.used = set()
    return claim.proves(value - low) and claim.proves(high - value) and claim.used <= own
