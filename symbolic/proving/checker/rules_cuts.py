"""Rules of an axis cut in two: the indices 1..p+q are those of 1..p and p + those of 1..q.

So sums and equations are parted, and a matrix with as many rows as columns is
cut into four blocks by its entries at these indices.
"""
from __future__ import annotations

from .integers import ONE, Poly, Refused, symbol
from .replay import Equation, Step
from .rules_finite import bound_variable, leaving, renumbered

Variable = tuple[str, Poly, Poly]


def _parts(step: Step, lower: Poly, upper: Poly) -> tuple[Variable, Variable]:
    """Two variables of ranges 1..p and 1..q with p + q = upper; ``lower`` is 1."""
    parts = step.variables("parts")
    if len(parts) != 2 or not lower == parts[0][1] == parts[1][1] == ONE:
        raise Refused("an axis is cut into two parts, and all ranges begin at 1")
    first, second = parts
    _need_sum(step, first[2], second[2], upper)
    if first[0] in second[2].names or second[0] in first[2].names:
        raise Refused("the range of a part mentions the other")
    return first, second


def _need_sum(step: Step, p: Poly, q: Poly, extent: Poly) -> None:
    if step.claim.reduce(p + q) != extent:
        raise Refused(f"{p} and {q} do not make {extent}")


def sum_cut(step: Step) -> Equation:
    """Σ_{i=1..p+q} t = Σ_{j=1..p} t[i:=j] + Σ_{k=1..q} t[i:=p+k] for p, q ≥ 0; ``parts`` are j and k."""
    view = step.sum()
    name, lower, upper = bound_variable(step, view)
    first, second = _parts(step, lower, upper)
    p = first[2]
    step.need(p, f"{p} ≥ 0")
    step.need(second[2], f"{second[2]} ≥ 0")
    others = set(view.names) - {name}
    if others & (p.names | second[2].names):
        raise Refused("the range of a part mentions another variable of the sum")
    terms = [renumbered(step, view, name, [first], symbol(first[0])),
             renumbered(step, view, name, [second], step.claim.reduce(p + symbol(second[0])))]
    return step.conclude(step.term(), step.store.add(terms))


def cut(step: Step) -> Equation:
    """l = r for all v in 1..p+q from l[v:=j] = r[v:=j] for all j in 1..p and l[v:=p+k] = r[v:=p+k] for all k in 1..q.

    ``parts`` are j and k, free neither in l nor in r; ``left`` and ``right`` are l and r.
    Every such v is a j or a p + k. v is open even if l and r do not mention it.
    """
    if len(step.premises) != 2:
        raise Refused(f"2 premises wanted, {len(step.premises)} given")
    sides = step.term("left"), step.term("right")
    name, lower, upper = step.variable()
    first, second = _parts(step, lower, upper)
    if {first[0], second[0]} & (sides[0].names | sides[1].names | upper.names) or name in (first[0], second[0]):
        raise Refused("a part has another meaning in the equation")
    values = symbol(first[0]), step.claim.reduce(first[2] + symbol(second[0]))
    sets: dict = {key: frozenset() for key in ("open", "used", "assumptions", "hypotheses", "conditions")}
    for p, part, value in zip(step.premises, (first, second), values):
        if name in p.open:
            raise Refused(f"the premise speaks of {name} itself")
        for what, given, side in (("left", p.left, sides[0]), ("right", p.right, sides[1])):
            step.need_same(f"the premise at {value}, {what} side", given, step.store.substitute(side, {name: value}))
        for key, found in leaving(step, p, [part]).items():
            sets[key] |= found
    return step.conclude(*sides, (), **sets | {"open": sets["open"] | {name}})


def determinant_eliminated(step: Step) -> Equation:
    """det [a b; c d] = det a · det(d − c x), where a x = b; or = det d · det(a − b x), where d x = c.

    t is a determinant of p+q rows, p, q ≥ 0; ``names`` are r, c of range 1..p
    and u, v of range 1..q, not free in t.  With the blocks a[r, c], b[r, v], c[u, c],
    d[u, v] = t at (r, c), (r, p+v), (p+u, c), (p+u, p+v):

    ``pivot`` "first": ``solution`` is x[c, v], the premise Σ_c a[r, c] x[c, v] = b[r, v] for all r, v;
    ``pivot`` "last": ``solution`` is x[v, c], the premise Σ_v d[u, v] x[v, c] = c[u, c] for all u, c.
    x mentions the other two of the names nowhere.
    """
    t, premise, variables = step.term(op="determinant"), step.premise(), step.variables("names")
    _, extent, _ = t.parts
    if len(variables) != 4 or variables[0][1:] != variables[1][1:] or variables[2][1:] != variables[3][1:] \
            or not variables[0][1] == variables[2][1] == ONE:
        raise Refused("two variables of range 1..p and two of range 1..q are wanted")
    (r, *_), (c, *_), (u, *_), (v, *_) = variables
    p, q = variables[0][2], variables[2][2]
    _need_sum(step, p, q, extent)
    step.need(p, f"{p} ≥ 0")
    step.need(q, f"{q} ≥ 0")
    if {r, c, u, v} & (t.names | p.names | q.names):
        raise Refused("the names of rows and columns are free in the determinant or its size")
    store = step.store
    top, left, bottom, right = symbol(r), symbol(c), step.claim.reduce(p + symbol(u)), step.claim.reduce(p + symbol(v))
    a, b = store.open(t, (top, left)), store.open(t, (top, right))
    low, d = store.open(t, (bottom, left)), store.open(t, (bottom, right))
    x = step.term("solution")
    match step.data.get("pivot"):
        case "first":
            pivot, side, rest, across = a, b, d, low
            over, other, bound, pair, matrix = variables[1], {r, u}, (variables[0], variables[3]), variables[:2], variables[2:]
        case "last":
            pivot, side, rest, across = d, low, a, b
            over, other, bound, pair, matrix = variables[3], {u, r}, (variables[2], variables[1]), variables[2:], variables[:2]
        case _:
            raise Refused("pivot is first or last")
    if other & x.names:
        raise Refused("the solution mentions a row that it does not have")
    step.need_same("the premise is not about the product of the pivot and the solution",
                   premise.left, store.sum_over([over], store.mul([pivot, x])))
    step.need_same("the product is not the block beside the pivot", premise.right, side)
    sets = leaving(step, premise, bound)
    product = store.sum_over([over], store.mul([across, x]))
    inner = store.add([rest, store.mul([store.num(-1), product])])
    return step.conclude(t, store.mul([store.matrix("determinant", pair, pivot), store.matrix("determinant", matrix, inner)]),
                         (), **sets)


RULES = {f.__name__: f for f in (sum_cut, cut, determinant_eliminated)}
