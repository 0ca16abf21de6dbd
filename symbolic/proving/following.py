r"""Steps that are wrong only because an earlier one is.

An author who wrote X = Y where that is false goes on with Y for X.  A refuted
step in which the sides of an earlier refuted one are put for each other, and
which is proved then, follows from that one; it says nothing about its verdict.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterator, Sequence

from symbolic.calculus.polynomials import TooLarge
from symbolic.effort import SECOND, Budget
from symbolic.language.binding import bound_names, integer_names, rename_bound
from symbolic.language.context import Obligation
from symbolic.language.expressions import Expression, Number, ShapeError
from symbolic.reading.elaboration.steps import Step

from .judge import Verdict, settle

EFFORT = SECOND
"""Work that may be spent on one document."""


def followers(steps: Sequence[Step], verdicts: Sequence[Verdict]) -> dict[int, int]:
    """Position of a refuted step to that of the earlier refuted step from which it follows."""
    budget = Budget(EFFORT)
    wrong: list[int] = []
    found: dict[int, int] = {}
    for k, (step, verdict) in enumerate(zip(steps, verdicts)):
        if (verdict.verdict, verdict.code) != ("refuted", "") or len(step.readings) != 1 or step.kind != "step":
            continue
        if budget.left():
            source = next((m for m in wrong if _follows(step.readings[0], steps[m].readings[0])), None)
            if source is not None:
                found[k] = source
                continue
        wrong.append(k)
    return found


def _follows(step: Obligation, earlier: Obligation) -> bool:
    """Is the step proved once a side of the earlier one is put for the other?"""
    if earlier.relation != "=" or step.relation != "=" or step.context != earlier.context:
        return False
    try:
        return any(_holds(changed) for changed in changed_by(step, earlier))
    except (ShapeError, TooLarge, RecursionError):
        return False


def _holds(obligation: Obligation) -> bool:
    if obligation.left == obligation.right:
        return True
    verdict = settle(obligation)
    return verdict is not None and verdict.verdict == "proved"


def changed_by(step: Obligation, earlier: Obligation) -> Iterator[Obligation]:
    """The step with one side of the earlier equation put for the other, on its left or on its right side."""
    for old, new in ((earlier.left, earlier.right), (earlier.right, earlier.left)):
        if isinstance(old, Number):
            continue
        used = set().union(*(integer_names(e) | bound_names(e) for e in (step.left, step.right, old, new)))
        for side in ("left", "right"):
            before = getattr(step, side)
            after = put(before, old, new, used)
            if after != before and after.shape == before.shape:
                yield replace(step, **{side: after})


def put(e: Expression, old: Expression, new: Expression, used: set[str]) -> Expression:
    """``e`` with ``new`` wherever ``old`` stands; names that ``new`` binds are made new each time."""
    if e == old:
        return rename_bound(new, used)
    return e.map(lambda part: put(part, old, new, used))
