r"""SymPy's word on a step: entries written out at explicit sizes, differentiated by SymPy.

Where symbols have declared properties, or what is given holds equations, no
generic entries satisfy them, and an inverse of generic entries is too large to
be simplified; then both sides are compared at values, where SymPy takes each
derivative along the entry that it is by.  Only the choice of these values is
shared with the search for counterexamples.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Iterable, Iterator

from sympy import Dummy, Expr, Matrix, S, nan, zoo
from sympy.polys.matrices.exceptions import DMNonInvertibleMatrixError

from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import (
    Apply, Curve, Derivative, Determinant, Expression, Extremum, Inverse, Kronecker, Largest, MatMul, MatrixExponential,
    MatrixProduct, Piecewise, Power,
    PseudoInverse, Smallest)
from symbolic.language.functions import FACTS
from symbolic.language.sympy_explicit import AMBIGUOUS, Explicit, Grid, NotExplicit, indices, is_restricted
from symbolic.language.sympy_zero import is_zero
from symbolic.language.sympy_nodes import rational
from symbolic.language.sympy_opinion import opinions as at_generic_entries
from symbolic.proving.arrays import OutOfBounds
from symbolic.proving.instance import FunctionEntry, Model, NoModel, PolynomialFunction, show_key
from symbolic.proving.models import instances, models

DRAWS, POINTS, OPPOSING = 24, 3, 120
"""How many models are drawn, at how many of them the sides are compared, and how many are drawn to oppose."""

INSTANCES = 9
"""At how many values of the free integers the sides are compared in one model."""

WIDEST = 3
MOST_PRODUCTS = 4
"""Products of matrices in a step whose generic entries are multiplied out."""

UNDEFINED = {zoo, nan, S.Infinity, S.NegativeInfinity}


HOLDS = {
    "=": is_zero,
    "<=": lambda d: is_zero(d) or bool(d < 0), ">=": lambda d: is_zero(d) or bool(d > 0),
    "<": lambda d: not is_zero(d) and bool(d < 0), ">": lambda d: not is_zero(d) and bool(d > 0),
}
"""Of a relation between numbers: does it hold, by their difference?"""


class Singular(Exception):
    """A side has no value at this point."""


def opinions(obligations: Iterable[Obligation], opposing: bool = False) -> list[dict]:
    """For each step and choice of sizes: ``sizes``, ``agrees`` (None where there is nothing to compare), ``note``.

    Of a step that is to be opposed, values are tried until the sides differ.
    """
    return [opinion for o in obligations for opinion in _opinions(o, opposing)]


def _opinions(obligation: Obligation, opposing: bool) -> list[dict]:
    """At generic entries of the usual sizes; at values where these do not do, or do not satisfy the bounds of sizes."""
    if not (is_restricted(obligation.context) or _inverts(obligation) or orders(obligation) or _bends(obligation)
            or obligation.relation != "="):
        found = at_generic_entries([obligation])
        if any(opinion["agrees"] is not None or AMBIGUOUS in opinion["note"] for opinion in found):
            return found
    return at_values(obligation, opposing)


def _inverts(obligation: Obligation) -> bool:
    """Does an inverse, a determinant, an exponential of a matrix or a curve of arrays stand in a side or in a definition, or are the products many?"""
    nodes = [node for side in (obligation.left, obligation.right, *(d.body for d in obligation.context.definitions))
             for node in side.walk()]
    many = sum(isinstance(node, (MatMul, Kronecker)) for node in nodes) > MOST_PRODUCTS
    return many and not any(isinstance(node, (Apply, MatrixProduct)) for node in nodes) \
        or any(isinstance(node, (Inverse, PseudoInverse, Determinant, MatrixExponential, Curve)) for node in nodes)


def _bends(obligation: Obligation) -> bool:
    """Does a function with a kink, a case distinction or a root stand there, so that numbers of both signs are wanted?"""
    context = obligation.context
    sides = (obligation.left, obligation.right, *(d.body for d in context.definitions),
             *(f.definition[1] for f in context.functions if f.definition is not None))
    return any(map(_is_bent, (node for side in sides for node in side.walk())))


def _is_bent(node: Expression) -> bool:
    match node:
        case Apply(function):
            return function in FACTS and bool(FACTS[function].kinks)
        case Power(_, exponent):
            return exponent.denominator != 1
    return isinstance(node, Piecewise)


def orders(obligation: Obligation) -> bool:
    """Does a maximum or minimum stand in a side or in a definition, so that functions need values?"""
    sides = (obligation.left, obligation.right, *(d.body for d in obligation.context.definitions))
    return any(isinstance(node, (Extremum, Largest, Smallest)) for side in sides for node in side.walk())


def at_values(obligation: Obligation, opposing: bool = False) -> list[dict]:
    """Opinions at values that satisfy what is given, at ``POINTS`` of them."""
    if obligation.relation not in HOLDS:
        return [_silent(f"the relation {obligation.relation} is not compared by SymPy")]
    found: list[dict] = []
    try:
        for opinion in _compared(obligation, OPPOSING if opposing else DRAWS):
            found.append(opinion)
            if not opinion["agrees"] or len(found) == (OPPOSING if opposing else POINTS):
                break
    except (NotExplicit, NoModel) as reason:
        return [_silent(str(reason))]
    return found or [_silent("no small values were found that satisfy what is given")]


def _silent(note: str) -> dict:
    return {"sizes": {}, "agrees": None, "note": note}


def _compared(obligation: Obligation, draws: int) -> Iterator[dict]:
    for model in islice(models(obligation), draws):
        if model is None:
            continue
        try:
            agrees = _agree(obligation, model)
        except (Singular, NoModel, DMNonInvertibleMatrixError):
            continue
        if agrees is not None:
            yield {"sizes": {show_key(key): size for key, size in model.sizes.items()}, "agrees": agrees, "note": ""}


def _agree(obligation: Obligation, model: Model) -> bool | None:
    """Do both sides have the same entries for all free integers?  None if a size is above ``WIDEST``."""
    table, compared = AtValues(obligation.context, model, orders(obligation) or obligation.relation != "="), False
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
        holds = HOLDS[obligation.relation]
        if left.shape != right.shape or not all(holds(a - b) for a, b in zip(left.entries, right.entries)):
            return False
    return True if compared else None


def _some(envs: Iterator[dict[str, int]]) -> list[dict[str, int]]:
    """At most ``INSTANCES`` of them, from all over."""
    found = list(envs)
    return found[::-(-len(found) // INSTANCES)] if found else []


class AtValues(Explicit):
    """Expressions of one context in one model: each symbol has its numbers there.

    With ``functions`` each declared function is the polynomial that the model chose for it.
    """

    def __init__(self, context: Context, model: Model, functions: bool = False):
        self.context, self.model, self.functions = context, model, functions
        self.fresh, self.known = {}, {}

    def grid(self, e: Expression, env, cut={}) -> Grid:
        declared = self.context.function(e.function) if self.functions and isinstance(e, Apply) else None
        if declared is None or declared.definition is not None:
            return super().grid(e, env, cut)
        if not isinstance(self.model.functions[e.function], PolynomialFunction):
            raise NotExplicit(f"the function {e.function}, of which an equation is given")
        z, arg = Dummy("z"), self.grid(e.arg, env, cut)
        value = _polynomial(self.model.functions[e.function].coefficients, z).diff(z, e.order)
        return Grid(arg.shape, tuple(value.subs(z, x) for x in arg.entries))

    def _size(self, name, labels, env):
        return env[name] if name in env and not labels else self.model.sizes[name, tuple(labels)]

    def base(self, name, labels) -> Grid:
        value = self.model.values[name, labels]
        return Grid(value.shape, tuple(map(rational, value.entries)))

    def symbol(self, name, labels, cut) -> Grid:
        key = (name, labels)
        if key in cut:
            return cut[key]
        known = (*key, frozenset(cut.items()))
        if known not in self.known:
            self.known[known] = self._unfolded(name, labels, cut)
        return self.known[known]

    def derivative(self, e: Derivative, env, cut) -> Grid:
        """Entry by entry: the variable is moved by t, and SymPy differentiates by t at 0."""
        key = (e.variable.name, tuple(self.integer(k, env) for k in e.variable.labels))
        value, t = self.symbol(*key, cut), Dummy("t", real=True)
        at = None if e.at is None else tuple(self.integer(p, env) for p in e.at)
        bodies = [None if at not in (None, index) else self.grid(e.body, env, {**cut, key: _moved(value, k, t)})
                  for k, index in enumerate(indices(value.shape))]
        body = next((b for b in bodies if b is not None), None)
        if body is None:
            raise NotExplicit(f"entry {at} of an array of shape {value.shape}")
        columns = [[0] * len(body.entries) if b is None else [x.diff(t).subs(t, 0) for x in b.entries] for b in bodies]
        return self._arrange(e, Matrix(columns).T, body.shape, value.shape, env)

    def curve(self, e: Curve, env, cut) -> Grid:
        """Every entry the polynomial that the model chose for it."""
        at, z = self.grid(e.arg, env, cut)[()], Dummy("z")

        def entry(*index):
            coefficients = self.model.functions[FunctionEntry(e.function, index)].coefficients
            return _polynomial(coefficients, z).diff(z, e.order).subs(z, at)

        return Grid.build(self.shape(e.extents, env), entry)


def _polynomial(coefficients, z) -> Expr:
    return sum((rational(Fraction(c)) * z ** k for k, c in enumerate(coefficients)), S.Zero)


def _moved(value: Grid, k: int, t: Dummy) -> Grid:
    return Grid(value.shape, tuple(x + t if place == k else x for place, x in enumerate(value.entries)))
