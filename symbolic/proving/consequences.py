r"""What a repair means for the steps after it.

In A = B = C with A = B false and B = C proved, C is as wrong as B: once B is
mended, B' = C is false.  So the members that follow are searched from B' on, as
long as their steps were proved before; each is told with what makes it true, or
as one for which nothing was found.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Callable, Sequence

from symbolic.effort import Budget
from symbolic.reading.elaboration.steps import Step
from symbolic.reading.grammar.parser import parse_formula

from .judge import Verdict

STANDING = frozenset({"assumption", "layout"})
"""Changes that leave the sides of a step as they are."""


def with_consequences(found: Sequence, steps: Sequence[Step], verdicts: Sequence[Verdict], budget: Budget,
                      search: Callable) -> list:
    """The repairs, each with the later steps that it makes false; ``search`` finds a step's repair from another left side."""
    return [repair if repair is None or repair.then or not _moves(repair, verdicts[k]) or not budget.left()
            else replace(repair, then=_after(k, repair, steps, verdicts, budget, search))
            for k, repair in enumerate(found)]


def _moves(repair, verdict: Verdict) -> bool:
    """Is another right side put for one that is false?  A repair of a whole chain has spoken of the rest itself."""
    if repair.mends or repair.after:
        return False
    return verdict.verdict == "refuted" and bool({change[0] for change in repair.changes} - STANDING)


def _after(k: int, repair, steps: Sequence[Step], verdicts: Sequence[Verdict], budget: Budget,
           search: Callable) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    node, made = parse_formula(repair.right), set(repair.changes)
    for m in _proved_after(k, steps, verdicts):
        mended = search(steps[m], made, node) if budget.left() else None
        if mended is None:
            return (*found, (steps[m].id, "", ""))
        if not mended.changes:
            break
        found.append((steps[m].id, mended.left, mended.right))
        node, made = parse_formula(mended.right), made | set(mended.changes)
    return tuple(found)


def _proved_after(k: int, steps: Sequence[Step], verdicts: Sequence[Verdict]) -> list[int]:
    """The proved equations of the chain that go on from step ``k`` without a gap."""
    place, found = steps[k].place, []
    for m in range(k + 1, len(steps)):
        later = steps[m].place
        if steps[m].kind != "step" or later is None or later.claim is not place.claim:
            continue
        if later.i != place.j or not later.is_equation or verdicts[m].verdict != "proved":
            break
        found.append(m)
        place = later
    return found
