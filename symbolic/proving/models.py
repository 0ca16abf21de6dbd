r"""Instances of a context: sizes, values and functions that satisfy it.

An instance is drawn lazily: a size, a member of a family, a function gets its
value when the evaluator first reads it, so a model holds what occurs and no
more.  A ``Recipe`` fixes how: sizes distinct for distinct dimensions first (a
swapped axis shows), then equal; ranges of layers from their least length;
entries in ±{1, 2, 3}; polynomials for the functions.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import count, islice
from random import Random
from typing import Iterator

from symbolic.language.context import Assumption, Context, IntegerDeclaration, Obligation, Range
from symbolic.language.expressions import Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.language.latex import latex

from .arrays import OutOfBounds, Value
from .antiderivatives import GivenDerivative, given_derivatives, given_slopes
from .assumptions import defined_as_declared, holds, implied_properties, mentions, satisfied
from .instance import Key, Model, NoModel, PolynomialFunction, declared_name, show_key
from .autonomous import solutions
from .fields import FIELDS
from .properties import DIGITS, draw_value, functions_with

P = IntegerPolynomial


@dataclass(frozen=True)
class Recipe:
    """How to draw: ``pattern`` of sizes in order of first use, ``depth`` of layers
    above the least, which of the admissible ``function``s, entries among ``digits``."""

    pattern: tuple[int, ...]
    depth: int
    function: int
    seed: int
    digits: tuple = DIGITS


SHOWN = Symbol("t", (), ())
"""How the variable of an integral is written."""

LARGEST_SAMPLE = 120
"""How many instances of a step are evaluated in one model."""

SPARSE = (0, 0, 1, -2, 2, 3)
MOSTLY_ZERO = (0, 0, 0, 1, 2)
FRACTIONAL = (Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), -1, 2, 3, Fraction(3, 2))
NEGATIVE = (-1, -2, -3)
LARGE = (-12, -7, -4, 5, 8, 11)
PORTIONS = tuple(Fraction(p, q) for p, q in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4)))
PLAIN = (
    Recipe((2, 3, 1), 2, 3, 1), Recipe((3, 2), 1, 2, 2), Recipe((1, 2, 3), 3, 4, 3), Recipe((2,), 2, 5, 4),
    Recipe((1,), 0, 0, 5), Recipe((1, 2), 1, 1, 11, FRACTIONAL), Recipe((2, 3), 1, 1, 12, PORTIONS),
    Recipe((2, 3, 1), 1, 1, 6, SPARSE), Recipe((3,), 2, 12, 7), Recipe((1, 3, 2), 4, 13, 8),
    Recipe((3, 1, 2), 0, 14, 9, SPARSE), Recipe((4, 2, 3), 2, 6, 10),
    Recipe((1, 2), 1, 3, 13, NEGATIVE), Recipe((2, 3, 1), 1, 9, 14, NEGATIVE),
    Recipe((2,), 1, 3, 16, MOSTLY_ZERO), Recipe((2, 3), 1, 1, 18, MOSTLY_ZERO), Recipe((1, 2), 1, 1, 19, LARGE))

WIDE = (Recipe((7, 2, 3), 1, 1, 21), Recipe((2, 7, 5), 1, 2, 22), Recipe((8, 3), 1, 1, 23), Recipe((6,), 1, 1, 24))


def recipes() -> Iterator[Recipe]:
    """First the plain ones, then mixtures without end."""
    yield from PLAIN
    for seed in count(len(PLAIN) + 1):
        rng = Random(seed)
        yield Recipe(tuple(rng.choices((1, 2, 3, 4), (3, 4, 3, 1), k=5)), rng.randrange(4),
                     rng.randrange(20), seed, rng.choice((DIGITS, SPARSE, FRACTIONAL, PORTIONS, MOSTLY_ZERO)))


def recipes_for(obligation: Obligation) -> Iterator[Recipe]:
    """The recipes, and after the first of them wide sizes where a range is a difference (n − 2d), empty at small ones."""
    made = recipes()
    if _has_differences(obligation):
        yield from islice(made, 4)
        yield from WIDE
    yield from made


def _has_differences(obligation: Obligation) -> bool:
    """Does the end of a free range, or an extent of a side, subtract from a dimension?"""
    nodes = [e for side in (obligation.left, obligation.right) for e in side.walk()]
    ends = [r.upper for r in obligation.free] + [d for e in nodes for d in e.shape]
    return any(c < 0 and m for p in ends if p is not None for m, c in p.terms) \
        or any(c < -2 and not m for p in ends if p is not None for m, c in p.terms)


def models(obligation: Obligation) -> Iterator[Model]:
    """Models that satisfy the obligation's context, without end unless there are none.

    A recipe that finds no values yields None, so that the caller can keep time.
    Assumptions about free integers of the step are left to ``instances``.
    """
    local = about_instances(obligation)
    context = obligation.context.with_(assumptions=tuple(a for a in obligation.context.assumptions if a not in local))
    for k, recipe in enumerate(recipes_for(obligation)):
        try:
            model = draw(obligation, recipe)
            met = satisfied(context, model, tight=k % 3 == 2) and defined_as_declared(context, model)
            yield model if met else None
        except NoModel:
            yield None


def draw(obligation: Obligation, recipe: Recipe, sizes: dict[Key, int] | None = None) -> Model:
    """A model by ``recipe``, with the given sizes where the context allows; raises ``NoModel``.

    Equational assumptions are not looked at beyond the properties they imply.
    """
    context, rng = obligation.context, Random(recipe.seed)
    for attempt in range(30):
        pattern = recipe.pattern if not attempt else tuple(rng.choices((1, 2, 3, 4), k=5))
        drawn = Sizes(obligation, pattern, recipe.depth, sizes or {})
        if not facts_hold(context, drawn):
            drawn = Sizes(obligation, pattern, recipe.depth, {**raised(context, drawn), **(sizes or {})})
        if facts_hold(context, drawn) and extents_hold(context, drawn):
            model = Model(drawn, Values(context, drawn, rng, recipe.digits), Functions(context, recipe.function))
            return with_antiderivatives(context, model)
    raise NoModel("no sizes were found that satisfy the declared bounds")


def with_antiderivatives(context: Context, model: Model) -> Model:
    """The model, every function of which the derivative is given being an integral of that."""
    for name, z, slope in given_slopes(context):
        model.functions[name] = GivenDerivative(z, slope, r"\int_0^z " + latex(_put(slope, z, SHOWN)) + r" \, dt")
    for _, name, z, slope in given_derivatives(context):
        model.functions[name] = GivenDerivative(z, slope, rf"\int_0^z {latex(slope)} \, d{z.name}")
    return model


def _put(e: Expression, old: Symbol, new: Symbol) -> Expression:
    return new if e == old else e.map(lambda x: _put(x, old, new))


# ---------------------------------------------------------------- sizes

class Sizes(dict):
    """Integers by (name, labels), each chosen within its bounds when first asked for.

    ``fixed`` are wishes, followed as far as the bounds and equalities allow;
    ``ranging`` are the labels and indices that take several values: those that
    are free in the obligation, and declared ones with both bounds known.
    """

    def __init__(self, obligation: Obligation, pattern: tuple[int, ...], depth: int, fixed: dict[Key, int]):
        super().__init__()
        self.context, self.pattern, self.depth, self.fixed = obligation.context, pattern, depth, fixed
        self.free = {r.name: r for r in obligation.free}
        self.ranging = set(self.free) | {d.name for d in self.context.integers if d.kind != "dimension"
                                         and d.upper is not None and not d.arity}
        self.dimensions = 0
        self.asked: set[Key] = set()

    def __missing__(self, key: Key) -> int:
        if key in self.asked:
            raise NoModel(f"the bounds of {show_key(key)} go in a circle")
        self.asked.add(key)
        known = self.equal_to(key)
        self[key] = chosen = self.choose(key) if known is None else known
        return chosen

    def of(self, p: P, scope: dict[str, int] | None = None) -> int:
        """The value of a polynomial; labels and indices in ``scope`` come first."""
        def look_up(name: str, labels: tuple[int, ...]) -> int:
            return scope[name] if scope and not labels and name in scope else self[name, labels]
        return p.evaluate(look_up)

    def equal_to(self, key: Key) -> int | None:
        """What the context says the integer is equal to (n_L = 1)."""
        name, labels = key
        for symbol, p in self.context.equal:
            if symbol.name != name or len(symbol.labels) != len(labels):
                continue
            scope = {s.name: k for s, k in ((x.lone_symbol(), k) for x, k in zip(symbol.labels, labels))
                     if s is not None and s.name in self.ranging}
            if all(self.of(x, scope) == k for x, k in zip(symbol.labels, labels)):
                return self.of(p, scope)
        return None

    def choose(self, key: Key) -> int:
        name, labels = key
        declaration = self.context.integer(name)
        if (declaration.arity if declaration else 0) != len(labels) or not (declaration or name in self.free):
            raise NoModel(f"the integer {show_key(key)} is not declared")
        lower, upper = self.bounds(name)
        lower = min(1, upper or 1) if lower is None else lower
        if upper is not None and upper < lower:
            raise NoModel(f"no integer lies between the bounds of {show_key(key)}")
        chosen = max(lower, self.fixed[key]) if key in self.fixed else lower + self.excess(declaration)
        return chosen if upper is None else min(chosen, upper)

    def bounds(self, name: str, scope: dict[str, int] | None = None) -> tuple[int | None, int | None]:
        """The greatest lower and the least upper bound that are known."""
        known = [x for x in (self.free.get(name), self.context.integer(name)) if x is not None]
        return (max((self.of(x.lower, scope) for x in known if x.lower is not None), default=None),
                min((self.of(x.upper, scope) for x in known if x.upper is not None), default=None))

    def values_of(self, name: str, scope: dict[str, int] | None = None) -> range:
        """All values within the bounds; three of them where one bound is not known."""
        lower, upper = self.bounds(name, scope)
        if lower is None:
            lower = 1 if upper is None else min(1, upper)
        return range(lower, (lower + 2 if upper is None else upper) + 1)

    def excess(self, declaration: IntegerDeclaration | None) -> int:
        """How far above its least value an integer is chosen."""
        if declaration is None or declaration.kind != "dimension":
            return self.depth
        self.dimensions += 1
        return self.pattern[(self.dimensions - 1) % len(self.pattern)] - 1

    def scopes(self, names: list[str], scope: dict[str, int] | None = None) -> Iterator[dict[str, int]]:
        """All values of the names together, each within bounds that earlier ones may enter."""
        scope = scope or {}
        if not names:
            yield scope
            return
        for value in self.values_of(names[0], scope):
            yield from self.scopes(names[1:], {**scope, names[0]: value})


def facts_hold(context: Context, sizes: Sizes) -> bool:
    """Are the context's facts (polynomials ≥ 0) true at these sizes?

    A fact about members of a family (n_ℓ − 2) is to hold for every label; one
    about a free integer itself narrows its range, and is left to ``instances``.
    """
    for fact in context.facts:
        in_labels = {name for s in fact.symbols() for x in s.labels for name in x.names()} & sizes.ranging
        if not in_labels and fact.names() & set(sizes.free):
            continue
        if any(sizes.of(fact, scope) < 0 for scope in sizes.scopes(sorted(in_labels))):
            return False
    return True


LARGEST_RAISED = 6


def raised(context: Context, sizes: Sizes) -> dict[Key, int]:
    """Sizes that satisfy more facts: where m − s(k − 1) − p ≥ 0 fails, m is as large as it asks for."""
    wanted: dict[Key, int] = {}
    for fact in context.facts:
        missing = -sizes.of(fact) if not fact.names() & sizes.ranging else 0
        free = [x for x in fact.symbols() if not x.labels and not (fact - integer(x)).names() & {x.name}]
        if missing > 0 and free and (size := sizes[free[0].name, ()] + missing) <= LARGEST_RAISED:
            key = free[0].name, ()
            wanted[key] = max(size, wanted.get(key, 0))
    return wanted


def extents_hold(context: Context, sizes: Sizes) -> bool:
    """Are the compound extents (m − k + 1) of declared arrays, where known, at least 1?"""
    extents = [d for tensor in context.tensors if not tensor.labels for d in tensor.shape
               if d.lone_symbol() is None and not d.names() & sizes.ranging]
    known = {x.name for x in context.integers}
    return all(sizes.of(d) >= 1 for d in extents if d.names() <= known)


def instances(obligation: Obligation, model: Model) -> Iterator[dict[str, int]]:
    """All values of the free integers in their ranges at which the context's facts hold.

    A free integer that the shapes or ranges of the context mention (a depth L)
    has one value, that of the model.  Of very many instances a sample is given.
    """
    found = list(_all_instances(obligation, model))
    if len(found) > LARGEST_SAMPLE:
        chosen = Random(len(found)).sample(range(len(found)), LARGEST_SAMPLE)
        found = [found[k] for k in sorted(chosen)]
    return iter(found)


def about_instances(obligation: Obligation) -> list[Assumption]:
    """The assumptions that speak of a free integer of the step: they hold for its value, not for all."""
    free = {r.name for r in obligation.free}
    return [a for a in obligation.context.assumptions if mentions(a, free)]


def _all_instances(obligation: Obligation, model: Model) -> Iterator[dict[str, int]]:
    local = about_instances(obligation)
    for scope in _within_ranges(obligation, model):
        if all(holds(obligation.context, model, a, scope) for a in local):
            yield scope


def _within_ranges(obligation: Obligation, model: Model) -> Iterator[dict[str, int]]:
    context, sizes = obligation.context, model.sizes
    fixed = {name: sizes[name, ()] for name in names_fixed(context) & set(sizes.free)}
    for scope in sizes.scopes(bounds_first(obligation.free)):
        if all(scope[name] == value for name, value in fixed.items()) and \
                all(sizes.of(fact, scope) >= 0 for fact in context.facts):
            yield scope


def bounds_first(free: tuple[Range, ...]) -> list[str]:
    """The free names in an order in which each one's bounds mention earlier ones only."""
    waiting, order = list(free), []
    while waiting:
        names = {r.name for r in waiting}
        ready = next((r for r in waiting
                      if not names & {n for p in (r.lower, r.upper) if p is not None for n in p.names()}), None)
        if ready is None:
            raise NoModel("the bounds of free integers go in a circle")
        waiting.remove(ready)
        order.append(ready.name)
    return order


def names_fixed(context: Context) -> set[str]:
    """Integer names in declared shapes and label ranges that are no parameters there."""
    found: set[str] = set()
    for item in (*context.tensors, *context.definitions):
        used = [p for r in item.labels for p in (r.lower, r.upper)] + list(getattr(item, "shape", ()))
        own = {r.name for r in item.labels}
        found |= {name for p in used for name in p.names()} - own
    return found


# ---------------------------------------------------------------- values and functions

class Values(dict):
    """Tensors by (name, labels), each drawn with its declared properties when first read."""

    def __init__(self, context: Context, sizes: Sizes, rng: Random, digits):
        super().__init__()
        self.context, self.sizes, self.rng, self.digits = context, sizes, rng, digits
        self.implied = implied_properties(context)

    def __missing__(self, key: Key) -> Value:
        name, labels = key
        shape = self.shape(key)
        properties = self.context.tensor(name).properties | self.implied.get(name, frozenset())
        self[key] = value = draw_value(self.rng, shape, properties, self.digits)
        return value

    def shape(self, key: Key) -> tuple[int, ...]:
        """The declared extents; raises ``OutOfBounds`` for labels outside the family."""
        name, labels = key
        declaration = self.context.tensor(name)
        if declaration is None or len(declaration.labels) != len(labels):
            raise NoModel(f"{show_key(key)} is not declared")
        scope: dict[str, int] = {}
        for r, k in zip(declaration.labels, labels):
            if not self.sizes.of(r.lower, scope) <= k <= self.sizes.of(r.upper, scope):
                raise OutOfBounds(f"{show_key(key)} is no member of its family")
            scope[r.name] = k
        shape = tuple([self.sizes.of(d, scope) for d in declaration.shape])
        if shape and min(shape) < 1:
            raise NoModel(f"an extent of {show_key(key)} is less than 1")
        return shape


class Functions(dict):
    """Polynomials for declared functions, with their properties, different ones for different names.

    Others are no choice of the model: what exp means is known to the evaluator, and what a formula says too.
    """

    def __init__(self, context: Context, level: int):
        super().__init__()
        self.context, self.level = context, level

    def __missing__(self, name: str) -> PolynomialFunction:
        declaration = self.context.function(declared_name(name))
        if declaration is None or declaration.definition is not None:
            raise KeyError(name)
        if declaration.equation is not None:
            choices = [] if declaration.properties else solutions(name, *declaration.equation)
            if not choices:
                raise NoModel(f"no function is known that satisfies what is given of {name}")
            self[name] = chosen = choices[(self.level + len(self)) % len(choices)]
            return chosen
        choices = FIELDS if declaration.domain else functions_with(declaration.properties)
        if declaration.domain and declaration.properties:
            raise NoModel(f"no functions of arrays are known to be {', '.join(sorted(declaration.properties))}")
        self[name] = chosen = choices[(self.level + len(self)) % len(choices)]
        return chosen
