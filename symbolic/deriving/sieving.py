r"""Scalars that are 0 or 1 whatever the values: 1ᵀ(x − μ **1**) = 0, 1ᵀ softmax(z) = 1.

Exact values at a few instances propose; the proof of the whole form decides.
"""
from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Iterator

from symbolic.language.context import Obligation
from symbolic.language.expressions import Expression, MatMul, Squeeze, Symbol, Trace
from symbolic.proving.arrays import Value
from symbolic.proving.assumptions import SKIPPED, disagreement
from symbolic.proving.evaluate import Evaluator
from symbolic.proving.instance import NoModel
from symbolic.proving.models import models

from .summands import Term
from symbolic.language.idioms import Softmax, spelled

MODELS, DRAWS = 3, 12


def sifted(terms: list[Term], obligation: Obligation) -> list[Term]:
    """The terms with scalars left out that are always 1, without those that hold one that is always 0."""
    candidates = {e for t in terms for e, _ in t.scalars if _may_be_constant(e)}
    if not candidates or not (obligation.context.definitions or obligation.context.assumptions
                              or any(isinstance(x, Softmax) for e in candidates for x in e.walk())):
        return terms
    values = {e: _constant(e, obligation) for e in candidates}
    kept = [t for t in terms if all(values.get(e) != 0 for e, _ in t.scalars)]
    return [replace(t, scalars=tuple((e, q) for e, q in t.scalars if values.get(e) != 1)) for t in kept]


def _may_be_constant(e: Expression) -> bool:
    return isinstance(e, Trace) or isinstance(e, Squeeze) and isinstance(e.arg, MatMul) and any(
        isinstance(x, (Symbol, Softmax)) for x in e.walk())


def _constant(e: Expression, obligation: Obligation) -> int | None:
    """0 or 1 if that may be the value at every instance that was tried, else None."""
    question = replace(obligation, left=spelled(e), right=spelled(e), free=())
    found = list(islice(_values(question), MODELS))
    if len(found) < MODELS:
        return None
    return next((c for c in (0, 1) if all(disagreement(v, "=", Value((), (c,))) is None for v in found)), None)


def _values(question: Obligation) -> Iterator[Value]:
    for model in islice(models(question), DRAWS):
        if model is None:
            continue
        try:
            yield Evaluator(question.context, model).evaluate(question.left, {})
        except SKIPPED + (NoModel,):
            continue
