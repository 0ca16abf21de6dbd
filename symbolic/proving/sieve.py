"""A quick test of candidates: exact values at a few instances, before any proof is tried."""
from __future__ import annotations

from typing import Iterator

from symbolic.language.context import Obligation
from symbolic.language.expressions import Constant, Expression, Number

from .arrays import Value
from .assumptions import SKIPPED, disagreement
from .evaluate import Evaluator
from .instance import Model, NoModel
from .models import instances, models

MODELS = 5
DRAWS = 10
INSTANCES = 12
"""How many values of the free integers are looked at in one model."""


def is_zero(side: Expression) -> bool:
    """Is the side written as 0?"""
    return isinstance(side, (Number, Constant)) and not side.value


class Sieve:
    """Instances by context and free integers, and the values of sides at them."""

    def __init__(self):
        self.drawn: dict = {}
        self.values: dict = {}

    def passes(self, obligation: Obligation) -> bool:
        """Do the sides agree wherever they were compared, and were they compared anywhere?"""
        compared = False
        for key, evaluator, scope in self._instances(obligation):
            left, right = (self._value(key, evaluator, side, scope) for side in (obligation.left, obligation.right))
            if left is None or right is None:
                continue
            try:
                if disagreement(left, obligation.relation, right) is not None:
                    return False
            except SKIPPED:
                return False
            compared = True
        return compared

    def says_nothing(self, obligation: Obligation) -> bool:
        """Do both sides vanish wherever they were compared, though neither is written as 0?"""
        if any(is_zero(side) for side in (obligation.left, obligation.right)):
            return False
        values = [self._value(key, evaluator, side, scope) for key, evaluator, scope in self._instances(obligation)
                  for side in (obligation.left, obligation.right)]
        return not any(x for value in values if value is not None for x in value.entries)

    def _instances(self, obligation: Obligation) -> Iterator[tuple]:
        known = id(obligation.context), obligation.free
        if known not in self.drawn:
            found = [model for _, model in zip(range(DRAWS), models(obligation)) if model is not None][:MODELS]
            self.drawn[known] = obligation.context, [
                (model, Evaluator(obligation.context, model), self._scopes(obligation, model)) for model in found]
        for number, (_, evaluator, scopes) in enumerate(self.drawn[known][1]):
            for k, scope in enumerate(scopes):
                yield (known, number, k), evaluator, scope

    @staticmethod
    def _scopes(obligation: Obligation, model: Model) -> list[dict]:
        try:
            return [scope for scope, _ in zip(instances(obligation, model), range(INSTANCES))]
        except NoModel:
            return []

    def _value(self, key, evaluator: Evaluator, side, scope: dict) -> Value | None:
        known = key, side
        if known not in self.values:
            try:
                self.values[known] = evaluator.evaluate(side, scope)
            except (*SKIPPED, NoModel):
                self.values[known] = None
        return self.values[known]
