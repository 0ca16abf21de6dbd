r"""Implications: ``A ⇒ B ⇒ C`` and ``A ⇔ B`` as steps, each relation judged under what it is said to follow from.

A statement falls into blocks at its arrows.  A block behind ⇒ (or before ⇐) is
judged with all blocks before it assumed; behind and before ⇔ both ways.  A block
that follows from nothing is a condition.

A condition about an index, ``x_i \ge y_i``, is assumed for this i alone, which proves
it as well for authors who mean all i; refuted needs a counterexample with the
condition true for all i.  Where the conclusion does not speak of i, it is assumed
for all.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Iterator

from symbolic.errors import ReadError
from symbolic.language.context import Assumption, Obligation
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.assumptions.assumptions import SIGNS, ascending, assumption
from symbolic.reading.elaboration.clauses import Clause, dots
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.grammar import syntax as s

FORWARD = frozenset({"\\Rightarrow", "\\Leftrightarrow"})
BACKWARD = frozenset({"\\Leftarrow", "\\Leftrightarrow"})
ARROWS = FORWARD | BACKWARD


@dataclass(frozen=True)
class Plan:
    """``premises``: for each relation that is judged, the positions of the relations assumed, one set a direction;
    ``conditions`` are the positions of relations that follow from nothing."""
    premises: dict[int, tuple[frozenset[int], ...]]
    conditions: frozenset[int]


def plan(statement: s.Statement) -> Plan:
    """What is judged under what; nothing is assumed where no arrow stands."""
    signs = [r.operator for r in statement.relations]
    arrows = [k for k, sign in enumerate(signs) if sign in ARROWS]
    if not arrows:
        return Plan({}, frozenset())
    ends = [-1, *arrows, len(signs)]
    blocks = [frozenset(range(a + 1, b)) for a, b in zip(ends, ends[1:])]
    premises: dict[int, tuple[frozenset[int], ...]] = {}
    for k, block in enumerate(blocks):
        ways = []
        if k and signs[arrows[k - 1]] in FORWARD:
            ways.append(frozenset().union(*blocks[:k]))
        if k < len(arrows) and signs[arrows[k]] in BACKWARD:
            ways.append(blocks[k + 1])
        if ways:
            premises |= dict.fromkeys(block, tuple(ways))
    return Plan(premises, frozenset().union(*blocks) - premises.keys())


@dataclass(frozen=True)
class Supposition:
    """A builder in which premises are assumed; ``whole``: all of them could be; ``indexed``: the places among its
    assumptions of those about a free index."""
    builder: Builder
    whole: bool
    indexed: tuple[int, ...]


def suppose(builder: Builder, statement: s.Statement, premises: frozenset[int]) -> Supposition:
    """``builder``, which is changed, with the relations at these positions assumed."""
    whole, indexed = True, []
    for positions in _runs(premises):
        for made in _assumed(builder, statement, positions):
            if made is None:
                whole = False
                continue
            if made.free and not _is_run(statement, positions):
                indexed.append(len(builder.context.assumptions))
            builder.add_assumption(made)
    return Supposition(builder, whole, tuple(indexed))


def _runs(premises: frozenset[int]) -> list[list[int]]:
    """The positions cut where they do not follow one another."""
    runs: list[list[int]] = []
    for k in sorted(premises):
        if runs and runs[-1][-1] == k - 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _is_run(statement: s.Statement, positions: list[int]) -> bool:
    r"""Is this ``x_1 \le x_2 \le \dots \le x_n``?"""
    return any(isinstance(dots(statement.members[k]), s.Dots) for k in (*positions, positions[-1] + 1))


def _assumed(builder: Builder, statement: s.Statement, positions: list[int]) -> Iterator[Assumption | None]:
    """What relations that follow one another say; None for one that cannot be assumed."""
    if _is_run(statement, positions):
        members = statement.members[positions[0]:positions[-1] + 2]
        operators = tuple(statement.relations[k].operator for k in positions)
        yield _read(builder, statement, lambda: ascending(
            builder, tuple(m.syntax or dots(m) for m in members), operators, statement))
        return
    for k in positions:
        left, right = statement.members[k].syntax, statement.members[k + 1].syntax
        operator = statement.relations[k].operator
        known = operator in SIGNS and left is not None and right is not None
        yield _read(builder, statement, lambda: assumption(builder, left, operator, right, statement)) if known else None


def _read(builder: Builder, statement: s.Statement, reading: Callable[[], Assumption | None]) -> Assumption | None:
    try:
        return reading()
    except (ReadError, Refused) as error:
        members = tuple(m.syntax for m in statement.members)
        builder.drop(Clause(members, (), (), "", statement.start, statement.end), str(error))
        return None


def for_one_index(obligation: Obligation, indexed: tuple[int, ...]) -> Obligation:
    """The step with conditions about its own free indices assumed for these indices alone."""
    known = list(obligation.context.assumptions)
    ranges = {r.name: (r.lower, r.upper) for r in obligation.free}
    for k in indexed:
        if all(ranges.get(name) == (integer(1), extent) for name, extent in known[k].free):
            known[k] = replace(known[k], free=())
    if tuple(known) == obligation.context.assumptions:
        return obligation
    return replace(obligation, context=obligation.context.with_(assumptions=tuple(known)))
