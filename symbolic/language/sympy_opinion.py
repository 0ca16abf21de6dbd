r"""Both sides of a step at explicit sizes, compared by SymPy.

``second_opinion(obligation)`` tries widths 2, widths 3 and a rectangular mix,
at the least depth L that gives every free label a value or at one more, for
every value of the free integers.  Agreement at these sizes proves
nothing in general; a disagreement with a verdict is an error of ours.
"""
from __future__ import annotations

from itertools import cycle, islice
from typing import Callable, Iterable, Iterator

from .context import Context, IntegerDeclaration, Obligation
from .integers import IntegerPolynomial
from .sympy_explicit import AmbiguousDependence, Explicit, NotExplicit, Sizes
from .sympy_zero import all_zero

DEEPEST = 8
WIDENED, GROWN = 4, 3
MIX = (2, 3, 4)
"""Widths of the rectangular mix, in turn."""


def second_opinion(obligation: Obligation, sizes_list: Iterable[Sizes] | None = None) -> list[tuple[Sizes, bool]]:
    """For each choice of sizes: do both sides agree, for all free integers?

    Raises ``AmbiguousDependence`` where a partial derivative has no one
    meaning, ``NotExplicit`` where a side cannot be written out.
    """
    chosen = standard_sizes(obligation) if sizes_list is None else sizes_list
    return [(sizes, agrees(obligation, sizes)) for sizes in chosen]


def opinions(obligations: Iterable[Obligation]) -> list[dict]:
    """The same as plain data: ``sizes``, ``agrees`` (None where there is nothing to compare), ``note``."""
    found: list[dict] = []
    for obligation in obligations:
        try:
            found += [{"sizes": dict(sizes), "agrees": agreed, "note": ""}
                      for sizes, agreed in second_opinion(obligation)]
        except (AmbiguousDependence, NotExplicit) as reason:
            found.append({"sizes": {}, "agrees": None, "note": str(reason)})
    return found


def supported(found: list[dict]) -> bool:
    """Whether there are opinions and all are agreement."""
    return bool(found) and all(opinion["agrees"] is True for opinion in found)


def opposed(found: list[dict]) -> bool:
    """Whether some opinion is disagreement."""
    return any(opinion["agrees"] is False for opinion in found)


def agrees(obligation: Obligation, sizes: Sizes) -> bool:
    """Whether left - right expands to zero in every entry, at these sizes."""
    if obligation.relation != "=":
        raise NotExplicit(f"the relation {obligation.relation} is not compared by SymPy")
    table = Explicit(obligation.context, sizes)
    return all(_same(table, obligation, env) for env in instances(obligation, sizes))


def _same(table: Explicit, obligation: Obligation, env) -> bool:
    left, right = table.grid(obligation.left, env), table.grid(obligation.right, env)
    return left.shape == right.shape and all_zero(a - b for a, b in zip(left.entries, right.entries))


def instances(obligation: Obligation, sizes: Sizes) -> Iterator[dict[str, int]]:
    """All values of the free integers in their ranges, the later ranges using the earlier values."""
    table = Explicit(obligation.context, sizes)

    def extend(env: dict[str, int], rest) -> Iterator[dict[str, int]]:
        if not rest:
            yield env
            return
        first = rest[0]
        if first.lower is None or first.upper is None:
            raise NotExplicit(f"the range of {first.name} is not bounded")
        for value in range(table.integer(first.lower, env), table.integer(first.upper, env) + 1):
            yield from extend({**env, first.name: value}, rest[1:])

    return extend({}, obligation.free)


# ---------------------------------------------------------------- which sizes

def standard_sizes(obligation: Obligation) -> list[Sizes]:
    """Widths 2 and a rectangular mix one layer deeper, widths 3; equalities respected."""
    depth = least_depth(obligation)
    return [wide_enough(obligation, (2,), depth + 1), wide_enough(obligation, (3,), depth),
            wide_enough(obligation, MIX, depth + 1)]


def wide_enough(obligation: Obligation, widths: tuple[int, ...], depth: int) -> Sizes:
    """Sizes of these widths, each widened until the context's facts (m ≥ 3) hold and no side is empty (n − k + 1 ≥ 1)."""
    tried = [_grown(obligation, sizes_of(obligation, lambda more=more: cycle([w + more for w in widths]), depth))
             for more in range(WIDENED)]
    return next((sizes for sizes in tried if _allowed(obligation.context, sizes)), tried[0])


def _grown(obligation: Obligation, sizes) -> Sizes:
    """The sizes with a dimension (no depth) enlarged wherever an extent of the left side, or a free range, would be empty."""
    extents = [*obligation.left.shape, *(r.upper - r.lower + 1 for r in obligation.free if r.upper is not None and r.lower is not None)]
    table = Explicit(obligation.context, sizes)
    depths = {d.name for d in obligation.context.integers if _is_depth(d)}
    for p in extents * GROWN:
        names = [m[0][0].name for m, c in p.terms if c > 0 and len(m) == 1 and not m[0][0].labels and m[0][0].name not in depths]
        growing = next((name for name in names if type(sizes.get(name)) is int), None)
        try:
            missing = 1 - table.integer(p, {})
        except NotExplicit:
            continue
        if missing > 0 and growing is not None and not any(symbol.name == growing for symbol, _ in obligation.context.equal):
            sizes[growing] += missing
    _equate(obligation.context, sizes)
    return sizes


def least_depth(obligation: Obligation) -> int:
    """The least value of the labels without a stated value (L) that leaves no free range empty."""
    for depth in range(1, DEEPEST):
        sizes = wide_enough(obligation, (1,), depth)
        if _allowed(obligation.context, sizes) and next(instances(obligation, sizes), None) is not None:
            return depth
    raise NotExplicit("no small depth gives every free label a value")


def _allowed(context: Context, sizes: Sizes) -> bool:
    """Whether bounds of the unlabelled integers and the context's facts hold."""
    table = Explicit(context, sizes)

    def holds(p: IntegerPolynomial) -> bool:
        try:
            return table.integer(p, {}) >= 0
        except NotExplicit:
            return True

    lower = [table.integer(d.lower, {}) for d in context.integers if _is_depth(d) and d.lower is not None]
    depths = [sizes[d.name] for d in context.integers if _is_depth(d) and d.lower is not None]
    return all(depth >= least for depth, least in zip(depths, lower)) and all(map(holds, context.facts))


def _is_depth(declared: IntegerDeclaration) -> bool:
    """A label without an upper bound: L, as against ℓ = 1..L."""
    return declared.kind == "label" and declared.arity == 0 and declared.upper is None


def sizes_of(obligation: Obligation, widths: Callable[[], Iterator[int]], depth: int) -> Sizes:
    """Every dimension from ``widths`` in turn, every depth ``depth``; n_L = 1 and the like put in."""
    context, supply = obligation.context, widths()
    sizes: dict[str, int | list[int]] = {}
    for declared in context.integers:
        if _is_depth(declared):
            sizes[declared.name] = depth
    for declared in context.integers:
        if declared.kind != "label" and declared.name not in {r.name for r in obligation.free}:
            sizes[declared.name] = next(supply) if declared.arity == 0 else list(islice(widths(), depth + 1))
    _equate(context, sizes)
    return sizes


def _equate(context: Context, sizes) -> None:
    """Put the context's equalities (n_L ↦ 1) into the sizes."""
    for symbol, value in context.equal:
        table = Explicit(context, sizes)
        known = table.integer(value, {})
        labels = [table.integer(label, {}) for label in symbol.labels]
        match labels:
            case []:
                sizes[symbol.name] = known
            case [label] if 0 <= label < len(sizes[symbol.name]):
                sizes[symbol.name][label] = known
