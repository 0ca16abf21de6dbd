r"""Assumptions of a context: are they true in a model, and can they be made true?

An equation such as Wᵀ = W is met by drawing a W with the property it states.
Any other one is tested by evaluation; where it fails, one exact Newton step in
one of its symbols is tried, which solves every equation that is affine in that
symbol (the normal equations XᵀXw = Xᵀy, say); of several equations first a few
steps for all of them together.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Iterator

from symbolic.language.binding import bound_names, integer_names
from symbolic.language.context import Assumption, Context, LabelRange
from symbolic.language.expressions import Add, Constant, Derivative, Number, Symbol, negative
from symbolic.language.integers import integer
from symbolic.language.stated import property_stated

from .arrays import IllTyped, OutOfBounds, Value
from .duals import simplest
from .antiderivatives import GivenDerivative, given_derivatives
from .evaluate import Evaluator
from .evaluate_nodes import RELATIONS
from .instance import AmbiguousDependence, Key, Model
from .intervals import Interval, Undefined
from .properties import PROPERTIES, has_properties

SKIPPED = (Undefined, OutOfBounds, IllTyped, AmbiguousDependence)
"""An instance that raises one of these says nothing: it is no counterexample."""


def disagreement(left: Value, relation: str, right: Value) -> tuple[int, ...] | None:
    """Indices (from 1) of an entry where the relation certainly fails, or None if it may hold.

    ``!=`` between arrays fails if all entries are equal; the others are entrywise.
    """
    possible = RELATIONS[relation]
    failing = [k for k, (a, b) in enumerate(_pairs(left, right)) if not possible(a, b)]
    if not failing or relation == "!=" and len(failing) < len(left.entries):
        return None
    found, k = [], failing[0]
    for n in reversed(left.shape):
        k, index = divmod(k, n)
        found.append(index + 1)
    return tuple(reversed(found))


TOGETHER = 3
"""Newton steps for several equations together: one if all are affine, else a few may do."""

OPPOSITES = {"=": "!=", "!=": "=", "<=": ">", ">": "<=", "<": ">=", ">=": "<"}


def certain(left: Value, relation: str, right: Value) -> bool:
    """Does the relation hold beyond doubt?  Not so for numbers known only by overlapping intervals."""
    possible = RELATIONS[OPPOSITES[relation]]
    return (any if relation == "!=" else all)(not possible(a, b) for a, b in _pairs(left, right))


def may_hold(left: Value, relation: str, right: Value) -> bool:
    return disagreement(left, relation, right) is None


def _pairs(left: Value, right: Value) -> Iterator[tuple]:
    if left.shape != right.shape:
        raise IllTyped(f"the sides have shapes {left.shape} and {right.shape}")
    return zip(left.entries, right.entries)


# ---------------------------------------------------------------- properties that equations state

def implied_properties(context: Context) -> dict[str, frozenset[str]]:
    """Properties of symbols that an assumption states outright: Wᵀ = W, QᵀQ = I, P² = P, uᵀu = 1."""
    found: dict[str, frozenset[str]] = {}
    for assumption in context.assumptions:
        stated = property_stated(assumption.left, assumption.right) if assumption.relation == "=" else None
        if stated is not None:
            symbol, word = stated
            found[symbol.name] = found.get(symbol.name, frozenset()) | {word}
    return found


# ---------------------------------------------------------------- truth in a model

class Identity(Assumption):
    """An equation that is proved to hold wherever both sides are defined: an instance has only to define them."""


LOOSE = frozenset({"<=", ">="})
GAP_SIZES = (Fraction(1), Fraction(1, 2), Fraction(1, 8))
"""Between 0 and 1, two bounds of one number, there is none that is a whole number apart from both."""
GAPS = {"<=": 1, "<": 1, ">=": -1, ">": -1}
"""Of a relation: what its left side lacks of the right one if they are a whole number apart."""


def satisfied(context: Context, model: Model, tight: bool = False) -> bool:
    """Are all assumptions true in ``model``, if need be after changing some of its values?

    With ``tight`` the two sides of ≤ and ≥ are made equal, where that can be done.
    """
    if not context.assumptions:
        return True
    def all_hold() -> bool:
        return all(holds(context, model, a) for a in context.assumptions)

    for size in GAP_SIZES:
        for a in context.assumptions:
            if a.relation in LOOSE and tight:
                repaired(context, model, [replace(a, relation="=")])
            elif a.relation in GAPS and not holds(context, model, a):
                repaired(context, model, [_with_gap(a, size)])
        if tight or all_hold():
            break

    equations = [a for a in context.assumptions if a.relation == "="]
    if len(equations) > 1 and not all_hold() and repaired(context, model, equations, TOGETHER) and all_hold():
        return True
    return all(holds(context, model, a) or repaired(context, model, [a]) for a in context.assumptions) and all_hold()


def defined_as_declared(context: Context, model: Model) -> bool:
    """Has what is defined the properties that are declared of it: A = B + C, A symmetric?

    Properties of which no test is known say nothing here.
    """
    evaluator = Evaluator(context, model)
    for definition in context.definitions:
        declared = context.tensor(definition.name)
        properties = declared.properties & PROPERTIES.keys() if declared is not None else ()
        if not properties:
            continue
        symbol = declared.symbol(*(integer(r.name) for r in definition.labels))
        try:
            if not all(has_properties(evaluator.evaluate(symbol, scope), properties) for scope in _labels(definition.labels, model)):
                return False
        except SKIPPED:
            return False
    return True


def _labels(ranges: tuple[LabelRange, ...], model: Model) -> Iterator[dict[str, int]]:
    found: list[dict[str, int]] = [{}]
    for r in ranges:
        found = [{**scope, r.name: k} for scope in found
                 for k in range(model.sizes.of(r.lower, scope), model.sizes.of(r.upper, scope) + 1)]
    return iter(found)


def _with_gap(a: Assumption, size: Fraction) -> Assumption:
    """l + gap = r for l ≤ r and l < r, l − gap = r for l ≥ r and l > r."""
    gap = GAPS[a.relation] * size
    gap = Constant(gap, a.left.shape) if a.left.shape else Number(gap)
    return replace(a, left=Add((a.left, gap)), relation="=")


def mentions(assumption: Assumption, names: set[str]) -> bool:
    """Does it speak of one of these integers, which it does not bind itself?"""
    own = {name for name, _ in assumption.free}
    inside = [integer_names(side) - bound_names(side) for side in (assumption.left, assumption.right)]
    return bool(set().union(*inside) & names - own)


def holds(context: Context, model: Model, assumption: Assumption, fixed: dict[str, int] | None = None) -> bool:
    """Is it true for all its free names, at the ``fixed`` values of other integers, both sides being defined?"""
    if any(a is assumption and isinstance(model.functions.get(name), GivenDerivative)
           for a, name, _, _ in given_derivatives(context)):
        return True
    evaluator = Evaluator(context, model)
    met = may_hold if isinstance(assumption, Identity) else certain
    try:
        return all(
            met(evaluator.evaluate(assumption.left, scope), assumption.relation,
                    evaluator.evaluate(assumption.right, scope))
            for scope in ({**(fixed or {}), **own} for own in _scopes(assumption, model)))
    except SKIPPED:
        return False


def _scopes(assumption: Assumption, model: Model) -> Iterator[dict[str, int]]:
    names = [name for name, _ in assumption.free]
    extents = [p.evaluate(lambda name, labels: model.sizes[name, labels]) for _, p in assumption.free]
    for indices in product(*[range(1, n + 1) for n in extents]):
        yield dict(zip(names, indices))


# ---------------------------------------------------------------- making an equation true

def repaired(context: Context, model: Model, equations: list[Assumption], steps: int = 1) -> bool:
    """Change one tensor so that the equations hold; the model is as before if none will do."""
    if any(a.relation != "=" for a in equations):
        return False
    for key in _candidates(context, model, equations):
        before = model.values[key]
        try:
            for _ in range(steps):
                model.values[key] = newton_step(context, model, equations, key)
                if has_properties(model.values[key], context.tensor(key[0]).properties) \
                        and all(holds(context, model, a) for a in equations):
                    return True
        except SKIPPED:
            pass
        model.values[key] = before
    return False


def _candidates(context: Context, model: Model, equations: list[Assumption]) -> list[Key]:
    """The tensors of the model that all of the equations read; one standing alone as a side comes first.

    Of several equations it is the symbol that was declared last.
    """
    sides = [side for a in equations for side in (a.left, a.right)]
    alone = {side.name for side in sides if isinstance(side, Symbol)}
    try:
        read = set.intersection(*[_read(context, model, a) for a in equations])
    except SKIPPED:
        return []
    found = sorted((key for key in read if key in model.values), key=lambda key: (key[0] not in alone, key))
    if len(equations) > 1:
        declared = [t.name for t in context.tensors]
        found.sort(key=lambda key: -declared.index(key[0]))
    return found


def _read(context: Context, model: Model, a: Assumption) -> set[Key]:
    evaluator, read = Evaluator(context, model), set()
    for scope in _scopes(a, model):
        for side in (a.left, a.right):
            evaluator.evaluate(side, scope)
            read |= evaluator.touched
    return read


def newton_step(context: Context, model: Model, equations: list[Assumption], key: Key) -> Value:
    """T + δ with J δ = −r: r the entries of all differences for all free names, J their derivative by T."""
    tensor = context.tensor(key[0]).symbol(*key[1])
    evaluator, rows = Evaluator(context.with_(assumptions=()), model), []
    before = model.values[key]
    width = len(before.entries)
    for a in equations:
        difference = Add((a.left, negative(a.right)))
        axes = tuple(f"b{k}" for k in range(len(difference.shape))) + tuple(f"v{k}" for k in range(len(tensor.shape)))
        slope = Derivative(difference, tensor, None, axes)
        for scope in _scopes(a, model):
            residual = evaluator.evaluate(difference, scope).entries
            jacobian = evaluator.evaluate(slope, scope).entries
            rows += [[*jacobian[k * width:(k + 1) * width], -r] for k, r in enumerate(residual)]
    change = solve(rows, width)
    return Value(before.shape, tuple([simplest(x + d) for x, d in zip(before.entries, change)]))


def solve(rows: list[list], width: int) -> list[Fraction]:
    """One solution of the linear system of augmented rows; raises ``Undefined`` if none can be told."""
    if any(isinstance(x, Interval) for row in rows for x in row):
        raise Undefined("a linear system that is known only by intervals")
    rows, pivots = [[Fraction(x) for x in row] for row in rows], []
    for column in range(width):
        done = len(pivots)
        pivot = next((k for k in range(done, len(rows)) if rows[k][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        leading = rows[done][column]
        rows[done] = chosen = [x / leading if x else x for x in rows[done]]
        for k, row in enumerate(rows):
            if k != done and (c := row[column]):
                rows[k] = [x - c * y if y else x for x, y in zip(row, chosen)]
        pivots.append(column)
    if any(row[width] for row in rows[len(pivots):]):
        raise Undefined("the linear system has no solution")
    solution = [Fraction(0)] * width
    for k, column in enumerate(pivots):
        solution[column] = rows[k][width]
    return solution
