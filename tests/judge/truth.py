r"""Is a step true?  Both sides at random instances, and at the instance of a counterexample.

``true``: both sides agree to 1e-8, relatively, in at least three draws of different
sizes in which they are defined, and in no draw less; ``false``: they differ by more than 1e-5 in one, steadily; else ``open``.
A relation other than = is called true if it holds in those draws: it may still fail
at special numbers, as an equation may where it has a kink.
"""
from __future__ import annotations

from collections import OrderedDict

import numpy as np

from symbolic.language.context import Obligation

from .drawing import Instance, NoInstance, Sizes, assumption_holds, compare, instance_of, scopes
from .properties import holds
from .valuing import Undefined, Valuing

DRAWS = 10
ENOUGH_DRAWS = 3
SAME, DIFFERENT = 1e-8, 1e-5
MOVED, STEADY = 1e-9, 1e-2
KEPT_CONTEXTS = 24
UNVALUED = (Undefined, NoInstance, np.linalg.LinAlgError)

_instances: OrderedDict[tuple, Valuing | None] = OrderedDict()


def truth(obligation: Obligation) -> str:
    """``true``, ``false`` or ``open``."""
    agreeing = 0
    for seed in range(DRAWS):
        away = farthest(obligation, valuing_of(obligation, seed))
        if away is None:
            continue
        if away > DIFFERENT:
            if not steady(obligation, valuing_of(obligation, seed)):
                continue
            return "false"
        if away > SAME:
            return "open"
        agreeing += 1
        if agreeing == ENOUGH_DRAWS:
            break
    return "true" if agreeing >= ENOUGH_DRAWS else "open"


def valuing_of(obligation: Obligation, seed: int) -> Valuing | None:
    """Values in the instance of that seed, kept for further steps in the same context."""
    key = repr(obligation.context.to_json()), tuple(map(repr, obligation.free)), seed
    if key not in _instances:
        try:
            _instances[key] = instance_of(obligation, seed)
        except (NoInstance, Undefined):
            _instances[key] = None
        while len(_instances) > KEPT_CONTEXTS * DRAWS:
            _instances.popitem(last=False)
    _instances.move_to_end(key)
    return _instances[key]


def farthest(obligation: Obligation, valuing: Valuing | None) -> float | None:
    """By how much the sides differ at most, over all values of the free integers; None: nowhere defined."""
    if valuing is None:
        return None
    try:
        found = [_away(obligation, valuing, scope) for scope in scopes(obligation, valuing)]
    except (NoInstance, Undefined):
        return None
    return max((a for a in found if a is not None), default=None)


def _away(obligation: Obligation, valuing: Valuing, scope: dict[str, int]) -> float | None:
    try:
        with np.errstate(all="ignore"):
            away = compare(valuing.once(obligation.left, scope), obligation.relation, valuing.once(obligation.right, scope))
    except UNVALUED:
        return None
    return away if np.isfinite(away) else None


def steady(obligation: Obligation, valuing: Valuing) -> bool:
    """Do the sides keep their values where what they stand on moves a little?

    Where they do not, rounding made them: det(X^T X) is 1e-17, not 0, for a wide X; and X solved from
    X^T(Xw − y) = 0 may be 4e-16, not 0, so that 1/X means nothing.  A matrix of lower rank is of full rank once moved.
    """
    if valuing.instance.deficient:
        return True
    moved = Valuing(obligation.context, valuing.instance.moved(MOVED))
    with np.errstate(all="ignore"):
        return all(_near(valuing, moved, side, scope) for scope in scopes(obligation, valuing) for side in (obligation.left, obligation.right))


def _near(valuing: Valuing, moved: Valuing, side, scope: dict[str, int]) -> bool:
    """Where the side has a value; where it has none there is no difference to be explained."""
    try:
        one = np.asarray(valuing.once(side, scope), dtype=float)
    except UNVALUED:
        return True
    try:
        other = np.asarray(moved.once(side, scope), dtype=float)
    except UNVALUED:
        return False
    return bool(np.all(np.abs(one - other) <= STEADY * (1 + np.max(np.abs(one), initial=0)))) or not np.all(np.isfinite(one))


# ---------------------------------------------------------------- the instance of a counterexample

def fails_there(counterexample) -> bool | None:
    """Do the sides differ at the numbers of a counterexample, which satisfy what is given?  None: not told."""
    if counterexample is None or counterexample.instance is None:
        return None
    obligation, model, scope = counterexample.instance
    instance = Instance(obligation.context, 0, Sizes(obligation, 0))
    try:
        instance.sizes.update(model.sizes)
        instance.values.update({k: np.array(list(map(float, v.entries))).reshape(v.shape) for k, v in model.values.items()})
        instance.functions.update({name: _polynomial(f.coefficients) for name, f in model.functions.items()})
        valuing = Valuing(obligation.context, instance)
        away = _away(obligation, valuing, scope)
        allowed = all(holds(value, obligation.context.tensor(k[0]).properties) for k, value in instance.values.items()) \
            and all(assumption_holds(valuing, a, scope) for a in obligation.context.assumptions)
    except (AttributeError, TypeError, NoInstance, Undefined):
        return None
    return None if away is None else bool(away > DIFFERENT and allowed)


def _polynomial(coefficients):
    def at(z):
        total = 0.0 * z
        for c in reversed(coefficients):
            total = total * z + float(c)
        return total
    return at
