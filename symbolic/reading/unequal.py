r"""Indices that are told to differ: ``i \\neq j``, given or behind a formula.

A step in which both stand free is read for i ≠ j alone: its sides are taken to be 0
where i = j, so that nothing is claimed there.
"""
from __future__ import annotations

from symbolic.language.context import Obligation, Range
from symbolic.language.expressions import Cases, Condition, Expression, Times, number
from symbolic.language.integers import integer
from symbolic.reading import syntax as s
from symbolic.reading.scope import counts, index_name

UNEQUAL = "\\neq"
Pair = tuple[str, str]


def pair_of(node: s.Node | None) -> Pair | None:
    """(i, j) of ``i \\neq j`` between two letters that may be indices."""
    match node:
        case s.Relation(operator="\\neq", left=left, right=right):
            names = index_name(left), index_name(right)
            return names if all(names) and names[0] != names[1] and all(map(counts, names)) else None
    return None


def split(qualifiers: tuple[s.Node, ...], means) -> tuple[frozenset[Pair], tuple[s.Node, ...]]:
    """The pairs of indices that differ, and the other qualifiers; ``means``: is a name something else?"""
    found = {q: pair for q in qualifiers if (pair := pair_of(q)) is not None and not any(map(means, pair))}
    return frozenset(found.values()), tuple(q for q in qualifiers if q not in found)


def declared(builder, clause) -> bool:
    """A given ``i \\neq j``: it holds for the indices of every claim."""
    if len(clause.members) != 2 or clause.operators != (UNEQUAL,) or None in clause.members:
        return False
    left, right = clause.members
    pair = pair_of(s.Relation(left.start, right.end, UNEQUAL, left, right))
    scope = builder.elaborator().scope
    if pair is None or any(scope.declared(name) or name in builder.formulas for name in pair):
        return False
    builder.unequal |= {pair}
    return True


def within(obligation: Obligation, pairs: frozenset[Pair]) -> tuple[Obligation, list[str]]:
    """The step for indices that differ, where both stand free in it and have more than one value; and this in words."""
    both = _pairs(obligation, pairs)
    if not both:
        return obligation, []
    conditions = tuple(Condition(integer(a), "!=", integer(b)) for a, b in both)
    context, left, right = obligation.context, obligation.left, obligation.right
    return Obligation(context, _where(conditions, left), obligation.relation, _where(conditions, right), obligation.free), \
        [f"for {a} ≠ {b}" for a, b in both]


def _pairs(obligation: Obligation, pairs: frozenset[Pair]) -> list[Pair]:
    """The pairs that a step can be read for."""
    free = {r.name: r for r in obligation.free}
    return [pair for pair in sorted(pairs) if _holds(obligation) and set(pair) <= free.keys()
            and any(_several(obligation, free[name]) for name in pair)]


def _several(obligation: Obligation, found: Range) -> bool:
    """May the index have more than one value, so that another can differ from it?"""
    return obligation.context.simplify(found.upper - found.lower) != 0


def _where(conditions: tuple[Condition, ...], side: Expression) -> Expression:
    """The side where the conditions hold, else 0."""
    if side.shape:
        return Times(Cases(((conditions, number(1)), ((), number(0)))), side)
    return Cases(((conditions, side), ((), number(0))))


def uses(readings, pair: Pair) -> bool:
    """Are all these readings for indices of this pair that differ?"""
    return bool(readings) and all(_pairs(o, frozenset({pair})) for o in readings)


def _holds(obligation: Obligation) -> bool:
    """Is the relation true of 0 and 0, so that nothing is claimed where the indices are the same?"""
    return obligation.relation in ("=", "<=", ">=")
