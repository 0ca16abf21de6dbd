r"""Indices that are told to differ or to be the same: ``i \\neq j``, ``i = j``, given or behind a formula.

A step in which both stand free is read for i ≠ j alone: its sides are taken to be 0
where i = j, so that nothing is claimed there.  For i = j it is read with i in the
place of j, if both have the same range.
"""
from __future__ import annotations

import re

from symbolic.language.binding import substitute_integers
from symbolic.language.context import Obligation, Range
from symbolic.language.expressions import Cases, Condition, Expression, Times, number
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.reading.elaboration.scope import counts, index_name
from symbolic.reading.grammar import syntax as s

UNEQUAL, EQUAL = "\\neq", "="
EXCEPTING = re.compile(r"\b(?:unless|except\w*|excluding|apart from|not)\b", re.I)
"""Words that turn a condition behind them round."""
Pair = tuple[str, str]


def pair_of(node: s.Node | None, sign: str = UNEQUAL) -> Pair | None:
    """(i, j) of ``i \\neq j``, or ``i = j``, between two letters that may be indices."""
    match node:
        case s.Relation(operator=operator, left=left, right=right) if operator == sign:
            names = index_name(left), index_name(right)
            return names if all(names) and names[0] != names[1] and all(map(counts, names)) else None
    return None


def split(qualifiers: tuple[s.Node, ...], means, sign: str = UNEQUAL) -> tuple[frozenset[Pair], tuple[s.Node, ...]]:
    """The pairs of indices that differ, or are the same, and the other qualifiers; ``means``: is a name something else?"""
    found = {q: pair for q in qualifiers if (pair := pair_of(q, sign)) is not None and not any(map(means, pair))}
    return frozenset(found.values()), tuple(q for q in qualifiers if q not in found)


def told(statement: s.Statement, means) -> tuple[frozenset[Pair], frozenset[Pair], tuple[s.Node, ...]]:
    """The pairs of indices that differ for a statement, those that are the same, and its other qualifiers."""
    apart, rest = split(statement.qualifiers, means)
    same, rest = split(rest, means, EQUAL)
    return (same, apart, rest) if EXCEPTING.search(statement.words) else (apart, same, rest)


def declared(builder, clause) -> bool:
    """A given ``i \\neq j`` or ``i = j = k``: it holds for the indices of every claim."""
    signs = set(clause.operators)
    if None in clause.members or signs not in ({UNEQUAL}, {EQUAL}) or signs == {UNEQUAL} and len(clause.members) != 2:
        return False
    pairs = {pair_of(s.Relation(a.start, b.end, op, a, b), op) for a, b, op in zip(clause.members, clause.members[1:], clause.operators)}
    scope = builder.elaborator().scope
    excepted = EXCEPTING.search(clause.words) is not None
    if None in pairs or excepted and len(pairs) > 1 or any(scope.declared(name) or name in builder.formulas for pair in pairs for name in pair):
        return False
    if (signs == {EQUAL}) != excepted:
        builder.identified |= pairs
    else:
        builder.unequal |= pairs
    return True


def classes(pairs: frozenset[Pair]) -> list[frozenset[str]]:
    """The letters that are the same by these pairs: i = j and j = k make one class."""
    found: list[frozenset[str]] = []
    for pair in sorted(pairs):
        joined = [c for c in found if c & set(pair)]
        found = [c for c in found if c not in joined] + [frozenset(pair).union(*joined)]
    return found


def identify(obligation: Obligation, pairs: frozenset[Pair]) -> tuple[Obligation, list[str]]:
    """The step with one letter for indices that are the same, where they stand free in it over one range; and this in words."""
    told = []
    for letters in classes(pairs):
        i, *others = sorted((r for r in obligation.free if r.name in letters), key=lambda r: r.name) or (None,)
        for j in others:
            if any(obligation.context.simplify(a - b) != 0 for a, b in ((i.lower, j.lower), (i.upper, j.upper))):
                continue
            one = {IntegerSymbol(j.name): integer(i.name)}
            left, right = (substitute_integers(side, one) for side in (obligation.left, obligation.right))
            obligation = Obligation(obligation.context, left, obligation.relation, right, tuple(r for r in obligation.free if r is not j))
            told.append(f"for {i.name} = {j.name}")
    return obligation, told


def identifies(readings, letters: frozenset[str]) -> bool:
    """Do all these readings have one letter for these?"""
    return bool(readings) and all(len({r.name for r in o.free} & letters) == 1 for o in readings)


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
