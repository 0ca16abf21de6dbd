r"""SymPy's word on a step: entries written out at explicit sizes, differentiated by SymPy.

Where symbols have declared properties, or what is given holds equations, no
generic entries satisfy them, and an inverse of generic entries is too large to
be simplified; then both sides are compared at values, after SymPy has taken
the derivatives at generic entries.  Only the choice of these values is shared
with the search for counterexamples.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Iterable, Iterator

from sympy import Dummy, S, nan, zoo
from sympy.matrices.exceptions import NonInvertibleMatrixError

from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import Curve, Inverse
from symbolic.language.sympy_explicit import Explicit, Grid, NotExplicit, is_zero
from symbolic.language.sympy_nodes import rational
from symbolic.language.sympy_opinion import opinions as at_generic_entries
from symbolic.proving.arrays import OutOfBounds
from symbolic.proving.instance import FunctionEntry, Model, NoModel, show_key
from symbolic.proving.models import instances, models

DRAWS, POINTS = 24, 3
"""How many models are drawn, and at how many of them the sides are compared."""

INSTANCES = 9
"""At how many values of the free integers the sides are compared in one model."""

WIDEST = 3
UNDEFINED = {zoo, nan, S.Infinity, S.NegativeInfinity}


class Singular(Exception):
    """A side has no value at this point."""


def opinions(obligations: Iterable[Obligation]) -> list[dict]:
    """For each step and choice of sizes: ``sizes``, ``agrees`` (None where there is nothing to compare), ``note``."""
    return [opinion for o in obligations
            for opinion in (at_values(o) if is_restricted(o.context) or _inverts(o) else at_generic_entries([o]))]


def is_restricted(context: Context) -> bool:
    """Are there values that the context excludes?"""
    return bool(context.assumptions) or any(t.properties for t in context.tensors)


def _inverts(obligation: Obligation) -> bool:
    """Does an inverse, or a curve of arrays, stand in a side or in a definition?"""
    sides = (obligation.left, obligation.right, *(d.body for d in obligation.context.definitions))
    return any(isinstance(node, (Inverse, Curve)) for side in sides for node in side.walk())


def at_values(obligation: Obligation) -> list[dict]:
    """Opinions at values that satisfy what is given, at ``POINTS`` of them."""
    if obligation.relation != "=":
        return [_silent(f"the relation {obligation.relation} is not compared by SymPy")]
    try:
        found = list(islice(_compared(obligation), POINTS))
    except (NotExplicit, NoModel) as reason:
        return [_silent(str(reason))]
    return found or [_silent("no small values were found that satisfy what is given")]


def _silent(note: str) -> dict:
    return {"sizes": {}, "agrees": None, "note": note}


def _compared(obligation: Obligation) -> Iterator[dict]:
    for model in islice(models(obligation), DRAWS):
        if model is None:
            continue
        try:
            agrees = _agree(obligation, model)
        except (Singular, NoModel, NonInvertibleMatrixError):
            continue
        if agrees is not None:
            yield {"sizes": {show_key(key): size for key, size in model.sizes.items()}, "agrees": agrees, "note": ""}


def _agree(obligation: Obligation, model: Model) -> bool | None:
    """Do both sides have the same entries for all free integers?  None if the model is too large."""
    table, compared = AtValues(obligation.context, model), False
    for env in _some(instances(obligation, model)):
        try:
            left = table.grid(obligation.left, env)
            if max(model.sizes.values(), default=1) > WIDEST:
                return None
            right, compared = table.grid(obligation.right, env), True
        except OutOfBounds:
            continue
        if UNDEFINED & {*left.entries, *right.entries}:
            raise Singular
        if left.shape != right.shape or not all(is_zero(a - b) for a, b in zip(left.entries, right.entries)):
            return False
    return True if compared else None


def _some(envs: Iterator[dict[str, int]]) -> list[dict[str, int]]:
    """At most ``INSTANCES`` of them, from all over."""
    found = list(envs)
    return found[::-(-len(found) // INSTANCES)] if found else []


class AtValues(Explicit):
    """Expressions of one context in one model: each symbol has its numbers there."""

    def __init__(self, context: Context, model: Model):
        self.context, self.model = context, model
        self.fresh, self.known = {}, {}

    def _size(self, name, labels, env):
        return env[name] if name in env and not labels else self.model.sizes[name, tuple(labels)]

    def base(self, name, labels) -> Grid:
        value = self.model.values[name, labels]
        return Grid(value.shape, tuple(map(rational, value.entries)))

    def stands_for_a_value(self, name) -> bool:
        return True

    def curve(self, e: Curve, env, cut) -> Grid:
        """Every entry the polynomial that the model chose for it."""
        at, z = self.grid(e.arg, env, cut)[()], Dummy("z")

        def entry(*index):
            coefficients = self.model.functions[FunctionEntry(e.function, index)].coefficients
            return sum(rational(Fraction(c)) * z ** k for k, c in enumerate(coefficients)).diff(z, e.order).subs(z, at)

        return Grid.build(self.shape(e.extents, env), entry)
