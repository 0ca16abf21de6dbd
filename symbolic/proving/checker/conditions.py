"""Conditions of a proof: each must be the definedness of a part of the claim.

A condition speaks of an entry of an expression: that it is not 0, > 0 or ≥ 0,
or that it is an entry of an inverse, which exists.  The claim, and the
definitions behind it, need as much where they divide, take a root, a logarithm
or an inverse of that expression; names that are bound there, and parameters of
clauses, may stand for any value in their ranges.
"""
from __future__ import annotations

from itertools import product
from math import prod
from typing import Iterator, NamedTuple

from .claim import Claim
from .integers import ONE, Poly, Refused, number, symbol
from .replay import LEFT, Equation, Replay, show
from .terms import Expression, Node, Term

class Unmet(Refused):
    """A condition that the claim does not grant."""


ROOT, OPEN = frozenset({"nonzero", "nonnegative"}), frozenset({"nonzero", "nonnegative", "positive"})
Ranges = dict  # name -> (lower, upper)
OPPOSITE = {"<=": "<", "<": "<=", "=": "!=", "!=": "="}
MOST_TRIED = 64
"""Values of the indices tried, at most, to see that a branch is taken."""


def check_conditions(replay: Replay, root: Equation) -> None:
    """Refuse a condition that is not the definedness of a part of the claim.

    Conditions of derivative rules ("smooth", "regular") say where a derivative
    that stands in the claim exists, and need no more.
    """
    wanted = [c for c in root.conditions if c[0] not in ("smooth", "regular")]
    standing = list(_definedness(replay.claim)) if wanted else []
    for *apart, what, t in wanted:
        needs: set[str] = set()
        if t.op == "at":
            needs = {need for e, need, around in standing if _speaks_of(replay, e, t, around, tuple(apart[1:]))}
        if ROOT <= needs or "positive" in needs:
            needs |= OPEN
        if what not in needs:
            raise Unmet(f"the condition that {show(t)} is {what} is not the definedness of a part of the claim")


def _definedness(claim: Claim) -> Iterator[tuple[Expression, str, _Around]]:
    """What must hold of a base of a power or log, or of an inverse, in the claim and the definitions behind it."""
    sides = [(claim.left, {}), (claim.right, {})]
    reached = claim.reached(o.name for side, _ in sides for o in claim.occurrences(side))
    sides += [(c.body, dict(zip(c.parameters, c.ranges))) for c in claim.clauses if c.name in reached]
    nodes = [pair for side in sides for pair in _walk(claim, *side)]
    smoothly = any(n.op == "derivative" for n, _ in nodes) and not any(_bends(claim, n) for n, _ in nodes)
    for n, around in nodes:
        match n.op, n.parts:
            case "inverse", _:
                yield n, "invertible", around
            case "piecewise", _:
                yield n, "covered", around
            case "power", (base, q) if q.denominator != 1:
                yield base, "positive" if q < 0 or smoothly and q < 1 else "nonnegative", around
            case "power", (base, q) if q < 0:
                yield base, "nonzero", around
            case "apply", ("log", _, base):
                yield base, "positive", around
            case "apply", (f, order, base) if order and f in claim.kinked:
                yield base, "nonzero", around


def _bends(claim: Claim, n: Expression) -> bool:
    """Can n vanish on an open set, or single out a point?  Then a root of it may have a derivative where it is 0."""
    match n.op, n.parts:
        case ("piecewise" | "largest" | "smallest" | "max" | "min" | "cases"), _:
            return True
        case "apply", (f, *_):
            body = claim.function_definitions.get(f, (None, None))[1]
            return f in claim.kinked or body is not None and any(_bends(claim, x) for x, _ in _walk(claim, body, {}))
    return False


class _Around(NamedTuple):
    """What stands around a node.

    ``ranges`` of the names bound there; ``places``: the indices of arrays that are
    evaluated at all values of them; ``chosen``: the names that decide between
    branches, and the indices of an array of which an entry stands in a branch: what
    mentions one is evaluated for some of its values only; ``perhaps``: whether the
    node may not be evaluated at all, as under an empty sum; ``apart``: two integers
    where these differ it is evaluated, for the names bound around, or none.
    """
    ranges: Ranges
    places: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    perhaps: bool = False
    apart: tuple[Poly, ...] = ()


def _walk(claim: Claim, e: Expression, ranges: Ranges) -> Iterator[tuple[Expression, _Around]]:
    """Every node in ``e`` that is evaluated, with what stands around it."""
    stack: list = [(e, _Around(ranges, perhaps=bool(ranges)))]
    while stack:
        x, around = stack.pop()
        if isinstance(x, tuple):
            stack += ((part, around) for part in x)
        elif isinstance(x, Expression):
            if not x.names & around.chosen:
                yield x, around
            stack += _inside(claim, x, around)


def _inside(claim: Claim, x: Expression, around: _Around) -> Iterator[tuple[object, _Around]]:
    """The parts of a node that are evaluated where it is, and what stands around them.

    Of a ``piecewise`` these are the comparisons of the first branch, of ``cases`` the
    branches that are surely taken for some indices of the arrays around, and the first one
    if it is taken where two integers differ, as in a sum over all k ≠ i.
    """
    within = around._replace(ranges=around.ranges | _bound(x))
    match x.op, x.parts:
        case "piecewise", (((comparisons, _), *_),):
            yield comparisons, within
        case "cases", (branches,):
            names = frozenset().union(*(p.names for conditions, _ in branches for a, _, b in conditions for p in (a, b)))
            chosen = within._replace(chosen=around.chosen | names & around.ranges.keys())
            if not around.perhaps:
                yield from ((value, chosen) for value in _taken(claim, branches, around))
            match branches:
                case ((((left, "!=", right),), value), *_) if not around.apart and not around.chosen:
                    yield value, within._replace(apart=(left, right))
        case "array", (names, _, body):
            yield body, within._replace(places=around.places | set(names))
        case "entry", (a, _) if a.op == "array":
            hidden = around.chosen | frozenset(a.parts[0] if around.chosen or around.apart else ())
            yield a.parts[-1], within._replace(ranges=around.ranges | _bound(a), chosen=hidden)
        case ("sum" | "prod" | "max" | "min" | "matprod"), parts:
            yield parts, within._replace(perhaps=True)
        case _, parts:
            yield parts, within


def _taken(claim: Claim, branches: tuple, around: _Around) -> Iterator[Expression]:
    """The values of the branches that are provably taken for some indices in ``places``.

    For each index 1 and what comes after a bound in the conditions are tried: in a
    matrix of blocks these are the first rows and columns of the blocks.
    """
    tried: dict[str, dict[Poly, None]] = {}
    for conditions, _ in branches:
        for left, relation, right in conditions:
            for name in left.names & around.places:
                tried.setdefault(name, {ONE: None})
                if left == symbol(name) and relation == "<=":
                    tried[name][claim.reduce(right + 1)] = None
    if prod(map(len, tried.values())) > MOST_TRIED:
        return
    found: dict[int, None] = {}
    for values in product(*tried.values()):
        put = {(name, ()): value for name, value in zip(tried, values)}
        if all(_sure(claim, around, "<=", ONE, p) and _sure(claim, around, "<=", p, around.ranges[name][1])
               for name, p in zip(tried, values)):
            k = _branch_taken(claim, branches, around, put)
            if k is not None:
                found[k] = None
    yield from (branches[k][1] for k in found)


def _branch_taken(claim: Claim, branches: tuple, around: _Around, put: dict) -> int | None:
    """The number of the branch that is provably the first whose conditions all hold."""
    for k, (conditions, _) in enumerate(branches):
        at = [(relation, left.substitute(put), right.substitute(put)) for left, relation, right in conditions]
        if all(_sure(claim, around, *c) for c in at):
            return k
        if not any(_sure(claim, around, OPPOSITE[relation], *((right, left) if relation in ("<=", "<") else (left, right)))
                   for relation, left, right in at):
            return None
    return None


def _sure(claim: Claim, around: _Around, relation: str, left: Poly, right: Poly) -> bool:
    """Whether a relation of the claim's own integers is provable, whatever is bound around it."""
    room = claim.reduce(right - left)
    if not room.names <= claim.names or room.names & around.ranges.keys():
        return False
    if relation == "=":
        return room == number(0)
    claim.used = set()
    ways = {"<=": [room], "<": [room - 1], "!=": [room - 1, number(-1) - room]}[relation]
    return any(map(claim.proves, ways)) and not claim.used


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


def _speaks_of(replay: Replay, e: Expression, t: Term, around: _Around, apart: tuple) -> bool:
    """Whether t, an entry at(a, indices), is of e or, for a scalar e = b[indices], that entry of b.

    If e is evaluated where two integers differ only, t is asked for only where ``apart`` differ, the same two.
    """
    a, indices = t.parts
    if e.op == a.op and _is_instance(replay, e, a, around, apart):
        return e.op == "inverse" or all(
            _within(replay, index, (ONE, extent)) for index, extent in zip(indices, a.shape))
    return e.op == "entry" and _is_instance(replay, e, replay.store.expression("entry", a, indices), around, apart)


def _is_instance(replay: Replay, e: Expression, a: Expression, around: _Around, apart: tuple) -> bool:
    """Whether a is e with values in their ranges for the names bound around e.

    If e is evaluated only where two integers differ, these values make them the two that are ``apart``, in either order.
    """
    values: dict[str, Poly] = {}
    _collect(e, a, frozenset(around.ranges) & e.names, values)
    if replay.store.substitute(e, values) is not a:
        return False
    if not around.apart:
        return _all_within(replay, values, around.ranges)
    return any(_takes(replay, around, pair, dict(values)) for pair in (apart, apart[::-1]) if pair)


def _takes(replay: Replay, around: _Around, pair: tuple, values: dict[str, Poly]) -> bool:
    """Whether values in their ranges, these among them, make the integers of ``around.apart`` the pair."""
    names = frozenset(around.ranges) & around.apart[0].names.union(around.apart[1].names)
    _collect(around.apart, pair, names, values)
    put = {(name, ()): value for name, value in values.items()}
    return all(replay.claim.reduce(p.substitute(put) - q) == number(0) for p, q in zip(around.apart, pair)) \
        and _all_within(replay, values, around.ranges)


def _all_within(replay: Replay, values: dict[str, Poly], ranges: Ranges) -> bool:
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
