r"""Both sides of a step at the instances of a model."""
from __future__ import annotations

from typing import Iterator

from symbolic.effort import Budget
from symbolic.language.context import Obligation

from .arrays import Value
from .assumptions import SKIPPED, disagreement
from .evaluate import Evaluator
from .instance import Model, NoModel
from .models import instances

Scope = dict[str, int]
"""Values of the free integers."""


def compared(obligation: Obligation, model: Model) -> Iterator[tuple[Scope, Value, Value]]:
    """Both sides at all instances of a model where they are defined."""
    evaluator = Evaluator(obligation.context, model)
    try:
        for scope in instances(obligation, model):
            try:
                left = evaluator.evaluate(obligation.left, scope)
                right = evaluator.evaluate(obligation.right, scope)
                disagreement(left, obligation.relation, right)
            except SKIPPED:
                continue
            yield scope, left, right
    except NoModel:
        return


def failing_instance(obligation: Obligation, model: Model, budget: Budget) -> Scope | None:
    """Values of the free integers at which the step is false in this model."""
    for scope, left, right in compared(obligation, model):
        if disagreement(left, obligation.relation, right) is not None:
            return scope
        if not budget.left():
            return None
    return None


def fails_at(obligation: Obligation, model: Model, scope: Scope) -> bool:
    """Is the step false there, both sides being defined?"""
    evaluator = Evaluator(obligation.context, model)
    try:
        left, right = evaluator.evaluate(obligation.left, scope), evaluator.evaluate(obligation.right, scope)
        return disagreement(left, obligation.relation, right) is not None
    except (*SKIPPED, NoModel):
        return False
