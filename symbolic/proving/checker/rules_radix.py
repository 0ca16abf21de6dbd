"""Rules of composite indices: v = K(q − 1) + r with r in 1..K, mixed radix.

For K ≥ 1 every integer v is K(q − 1) + r for exactly one q and one r in 1..K,
and v lies in 1..KM exactly if q lies in 1..M.
"""
from __future__ import annotations

from .integers import ONE, Poly, Refused, read_list, symbol
from .replay import Equation, Step, show
from .rules_finite import leaving


def _pair(step: Step, data) -> tuple[Poly, Poly]:
    q, r = read_list(data, 2, "a quotient and a remainder")
    return step.replay.integer(q), step.replay.integer(r)


def _composed(step: Step, extent: Poly, pair: tuple[Poly, Poly]) -> Poly:
    """K(q − 1) + r, refused unless 1 ≤ r ≤ K is provable."""
    q, r = pair
    step.need_within([r], [(ONE, extent)], "the remainder")
    return step.claim.reduce(extent * (q - 1) + r)


def composite_entry(step: Step) -> Equation:
    """(A⊗B)(P(q−1)+r, S(u−1)+v) = A(q, u) B(r, v), B of shape P×S; (vec A)(P(q−1)+r) = A(r, q), A of P rows.

    ``places`` are the pairs (q, r) of the indices.
    """
    t = step.term(op="at")
    e, indices = t.parts
    pairs = [_pair(step, x) for x in read_list(step.data.get("places"), len(indices), "a pair for each index")]
    at = lambda a, *place: step.store.term("at", a, place)
    match e.op, e.parts, pairs:
        case "kronecker", (a, b), [(q, r), (u, v)]:
            extents, right = b.shape, step.store.mul([at(a, q, u), at(b, r, v)])
        case "vec", (a,), [(q, r)]:
            extents, right = a.shape[:1], at(a, r, q)
        case _:
            raise Refused(f"not an entry of ⊗ or vec: {show(t)}")
    for index, extent, pair in zip(indices, extents, pairs):
        if _composed(step, extent, pair) != index:
            raise Refused(f"the index {index} is not {extent} times {pair[0] - 1} plus {pair[1]}")
    return step.conclude(t, right)


def delta_radix(step: Step) -> Equation:
    """δ(K(q−1)+r, K(u−1)+v) = δ(q, u) δ(r, v) for r and v in 1..K."""
    extent = step.integer("extent")
    left, right = (_pair(step, step.data.get(side)) for side in ("left", "right"))
    delta = lambda p, q: step.store.term("delta", p, q)
    composed = delta(_composed(step, extent, left), _composed(step, extent, right))
    return step.conclude(composed, step.store.mul([delta(p, q) for p, q in zip(left, right)]))


def radix(step: Step) -> Equation:
    """l = r for all v in 1..KM from l[v:=K(q−1)+s] = r[v:=K(q−1)+s] for all q in 1..M, s in 1..K; K, M ≥ 0.

    ``parts`` are q and s, free neither in l nor in r; ``left`` and ``right`` are l and r.
    v is open even if l and r do not mention it: were its range empty, q or s would have no value.
    """
    p, sides = step.premise(), (step.term("left"), step.term("right"))
    (name, lower, upper), parts = step.variable(), step.variables("parts")
    if len(parts) != 2 or not lower == parts[0][1] == parts[1][1] == ONE:
        raise Refused("mixed radix wants two parts and ranges that begin at 1")
    (q, _, m), (r, _, k) = parts
    if step.claim.reduce(m * k) != upper or q in k.names or r in m.names:
        raise Refused(f"{m} times {k} is not {upper}")
    if {q, r} & (sides[0].names | sides[1].names | upper.names) or name in (q, r):
        raise Refused(f"{q} or {r} has another meaning in the equation")
    if name in p.open:
        raise Refused(f"the premise speaks of {name} itself")
    step.need(m, f"{m} ≥ 0")
    step.need(k, f"{k} ≥ 0")
    value = step.claim.reduce(k * (symbol(q) - 1) + symbol(r))
    for what, given, side in (("left", p.left, sides[0]), ("right", p.right, sides[1])):
        step.need_same(f"the premise, {what} side", given, step.store.substitute(side, {name: value}))
    sets = leaving(step, p, parts)
    return step.conclude(*sides, (), **sets | {"open": sets["open"] | {name}})


RULES = {f.__name__: f for f in (composite_entry, delta_radix, radix)}
