r"""Instances of a context in float64: sizes, values with the declared properties, smooth functions.

Every value comes from a generator seeded by its own name, so an instance is the same
whatever is asked of it first.  Assumptions are met by Gauss–Newton steps in the
symbols they speak of, relations other than = by drawing again.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from random import Random
from zlib import crc32

import jax
import jax.numpy as jnp
import numpy as np

from symbolic.language import expressions as x
from symbolic.language.binding import bound_names, integer_names
from symbolic.language.context import Assumption, Context, FunctionDeclaration, Obligation
from symbolic.language.integers import IntegerPolynomial

from .functions import Candidate, candidates
from .properties import DEFICIENT, drawn, holds
from .tracing import Jacobian, Traced
from .valuing import Key, Undefined, Valuing

PATTERNS = ((2, 3, 4), (3, 2), (1, 2, 3), (4, 2, 3), (7, 2, 2), (3, 1, 2))
SCALES = (1.0, 0.6, 2.5, 1.0, 7.0, 0.3)
DEPTHS = (2, 1, 3, 0, 2, 1)
CLOSE = 1e-9
MOST_SCOPES = 60
LARGEST = 16


class NoInstance(Exception):
    """No instance was found that satisfies the context."""


# ---------------------------------------------------------------- sizes

class Sizes(dict):
    """Integers by (name, labels), chosen within their bounds when first asked for."""

    def __init__(self, obligation: Obligation, seed: int, least: dict[Key, int] | None = None):
        super().__init__()
        self.least = least or {}
        self.context, self.seed = obligation.context, seed
        self.free = {r.name: r for r in obligation.free}
        self.random = Random(f"sizes {seed}")
        self.waiting: set[Key] = set()

    def of(self, p: IntegerPolynomial, scope: dict[str, int] | None = None) -> int:
        return p.evaluate(lambda name, labels: scope[name] if scope and not labels and name in scope else self[name, labels])

    def __missing__(self, key: Key) -> int:
        if key in self.waiting:
            raise NoInstance(f"the bounds of {key} go in a circle")
        self.waiting.add(key)
        known = self._equal(key)
        self[key] = found = self._chosen(key) if known is None else known
        return found

    def _equal(self, key: Key) -> int | None:
        """n_L = 1: what the context says; labels that range match by value."""
        for symbol, p in self.context.equal:
            if symbol.name != key[0] or len(symbol.labels) != len(key[1]):
                continue
            scope = {label.lone_symbol().name: k for label, k in zip(symbol.labels, key[1])
                     if label.lone_symbol() is not None and self.ranges(label.lone_symbol().name)}
            if all(self.of(label, scope) == k for label, k in zip(symbol.labels, key[1])):
                return self.of(p, scope)
        return None

    def ranges(self, name: str) -> bool:
        """Does this integer take several values?"""
        declared = self.context.integer(name)
        return name in self.free or declared is not None and declared.kind != "dimension" and declared.upper is not None

    def _chosen(self, key: Key) -> int:
        declared = self.context.integer(key[0])
        if declared is None and key[0] not in self.free:
            raise NoInstance(f"the integer {key} is not declared")
        lower, upper = self.bounds(key[0])
        if declared is not None and declared.kind == "dimension":
            pattern = PATTERNS[self.seed % len(PATTERNS)]
            wish = max(lower, pattern[sum(1 for k in self if self._is_dimension(k)) % len(pattern)])
            wish += self.random.randrange(3) if self.seed >= len(PATTERNS) else 0
        else:
            wish = lower + DEPTHS[self.seed % len(DEPTHS)]
        wish = max(wish, self.least.get(key, wish))
        return wish if upper is None else min(wish, upper)

    def _is_dimension(self, key: Key) -> bool:
        declared = self.context.integer(key[0])
        return declared is not None and declared.kind == "dimension"

    def bounds(self, name: str, scope: dict[str, int] | None = None) -> tuple[int, int | None]:
        items = [item for item in (self.free.get(name), self.context.integer(name)) if item is not None]
        lowers = [self.of(item.lower, scope) for item in items if item.lower is not None]
        uppers = [self.of(item.upper, scope) for item in items if item.upper is not None]
        upper = min(uppers, default=None)
        return max(lowers, default=1 if upper is None else min(1, upper)), upper


def fixed_names(context: Context) -> set[str]:
    """Integers that stand in shapes and ranges of the context, so that they have one value."""
    found: set[str] = set()
    for item in (*context.tensors, *context.definitions):
        used = [p for r in item.labels for p in (r.lower, r.upper)] + list(getattr(item, "shape", ()))
        found |= {name for p in used for name in p.names()} - {r.name for r in item.labels}
    return found


# ---------------------------------------------------------------- values and functions

@dataclass
class Instance:
    """One choice of everything that the context leaves open, made when asked for."""
    context: Context
    seed: int
    sizes: Sizes
    values: dict = field(default_factory=dict)
    functions: dict[str, object] = field(default_factory=dict)
    deficient: bool = False
    """Are matrices of which nothing is said of less than full rank?"""

    def __post_init__(self):
        self.values = Values(self)

    def moved(self, by: float) -> "Instance":
        """The same with other values, by about that much; whole numbers stay, which may be labels or signs."""
        other = Instance(self.context, self.seed, self.sizes, functions=dict(self.functions), deficient=self.deficient)
        other.values.update({key: np.where(value == np.round(value), value, value + by * self.random("moved", key).normal(size=np.shape(value)))
                             for key, value in self.values.items()})
        return other

    def random(self, *names) -> np.random.Generator:
        return np.random.default_rng([self.seed, crc32(repr(names).encode())])

    def choices(self, declared: FunctionDeclaration) -> list[Candidate]:
        """The candidates for a function, the first one by its name."""
        found = candidates(declared.properties)
        if not found or declared.domain or declared.shape:
            raise NoInstance(f"a function that is {', '.join(declared.properties)}")
        start = (crc32(declared.name.encode()) + self.seed) % len(found)
        return found[start:] + found[:start]

    def function(self, declared: FunctionDeclaration):
        if declared.name not in self.functions:
            self.functions[declared.name] = self.choices(declared)[0].at
        return self.functions[declared.name]

    def curve(self, name: str, shape: tuple[int, ...]):
        a, b, c = self.random("curve", name).normal(size=(3, *shape))
        return lambda t: jnp.sin(a * t + b) + c * t * t

    def field(self, name: str, values: tuple[int, ...], inputs: tuple[int, ...]):
        random, axes = self.random("field", name), len(inputs)
        a, b = random.normal(size=(2, *values, *inputs))
        c = random.normal(size=values)
        return lambda z: jnp.sin(jnp.tensordot(a, z, axes=axes) + c) + jnp.tensordot(b, z * z, axes=axes)


class Values(dict):
    """Tensors by (name, labels), drawn with their declared properties when first read."""

    def __init__(self, instance: Instance):
        super().__init__()
        self.instance = instance

    def __missing__(self, key: Key):
        declared = self.instance.context.tensor(key[0])
        if declared is None or len(declared.labels) != len(key[1]):
            raise Undefined(f"{key} is not declared")
        sizes, scope = self.instance.sizes, {}
        for r, k in zip(declared.labels, key[1]):
            if not sizes.of(r.lower, scope) <= k <= sizes.of(r.upper, scope):
                raise Undefined(f"{key} is no member of its family")
            scope[r.name] = k
        shape = tuple(sizes.of(d, scope) for d in declared.shape)
        if any(n < 1 for n in shape):
            raise NoInstance(f"{key} of shape {shape}")
        scale = SCALES[self.instance.seed % len(SCALES)]
        names = [*declared.properties, DEFICIENT] if self.instance.deficient and not declared.properties else declared.properties
        value = drawn(self.instance.random(key), shape, names, scale)
        if value is not None and not shape:
            value = self._with_sign(key, value, declared.properties)
        if value is None:
            raise NoInstance(f"{key} that is {', '.join(sorted(declared.properties))}")
        self[key] = value
        return value


    def _with_sign(self, key: Key, value, properties):
        """A number, positive and negative in turns of the seed where its properties allow."""
        turned = np.abs(value) * (1 if (crc32(repr(key).encode()) // 7 + self.instance.seed) % 2 else -1)
        return turned if holds(turned, properties) else value


# ---------------------------------------------------------------- assumptions

def instance_of(obligation: Obligation, seed: int) -> Valuing:
    """Values in an instance that satisfies the context; raises ``NoInstance``."""
    for attempt in range(60):
        made = seed + len(PATTERNS) * attempt
        sizes = Sizes(obligation, made)
        if not _facts_hold(obligation, sizes):
            sizes = Sizes(obligation, made, _asked_for(obligation, sizes))
        if not _facts_hold(obligation, sizes):
            continue
        valuing = Valuing(obligation.context, Instance(obligation.context, made, sizes, deficient=_may_be_deficient(obligation, made)))
        try:
            if _satisfied(obligation, valuing):
                return valuing
        except (Undefined, NoInstance):
            pass
        if attempt > 8 and any(a.relation == "=" for a in obligation.context.assumptions):
            break
    raise NoInstance("nothing satisfies what is given")


def _may_be_deficient(obligation: Obligation, seed: int) -> bool:
    """A⁺A = I holds for all but few square matrices: every third instance of what a pseudo-inverse stands in has those few."""
    sides = (obligation.left, obligation.right)
    return seed % 3 == 1 and not obligation.context.assumptions and any(isinstance(n, x.PseudoInverse) for s in sides for n in s.walk())


def _asked_for(obligation: Obligation, sizes: Sizes) -> dict[Key, int]:
    """Where a fact fails (m − s(k − 1) − p ≥ 0), how large a size that stands in it alone would have to be."""
    least: dict[Key, int] = {}
    for fact in obligation.context.facts:
        missing = 0 if any(sizes.ranges(n) for n in fact.names()) else -sizes.of(fact)
        alone = [m[0][0] for m, c in fact.terms if c == 1 and len(m) == 1 and m[0][1] == 1 and not m[0][0].labels]
        if missing > 0 and alone:
            key = alone[0].name, ()
            least[key] = max(sizes[key] + missing, least.get(key, 0))
    return least if all(n <= LARGEST for n in least.values()) else {}


def _facts_hold(obligation: Obligation, sizes: Sizes) -> bool:
    for fact in obligation.context.facts:
        inside = {n for s in fact.symbols() for label in s.labels for n in label.names()}
        ranging = [n for n in sorted(fact.names()) if sizes.ranges(n)]
        if not inside & set(ranging) and set(ranging) & set(sizes.free):
            continue
        if any(sizes.of(fact, scope) < 0 for scope in _all_values(sizes, ranging, {})):
            return False
    extents = [d for t in obligation.context.tensors if not t.labels for d in t.shape]
    return all(sizes.of(d) >= 1 for d in extents if not any(sizes.ranges(n) for n in d.names()))


def _all_values(sizes: Sizes, names: list[str], scope: dict[str, int]):
    if not names:
        yield scope
        return
    lower, upper = sizes.bounds(names[0], scope)
    for k in range(lower, (lower + 2 if upper is None else upper) + 1):
        yield from _all_values(sizes, names[1:], {**scope, names[0]: k})


def scopes(obligation: Obligation, valuing: Valuing) -> list[dict[str, int]]:
    """The values of the free integers at which the step is claimed; of many, some."""
    sizes, fixed = valuing.instance.sizes, fixed_names(obligation.context)
    order = sorted(sizes.free, key=lambda name: len(_behind(obligation, name, set())))
    found = []
    local = [a for a in obligation.context.assumptions if _free_names(a) & set(sizes.free)]
    for scope in _all_values(sizes, order, {}):
        if all(scope[name] == sizes[name, ()] for name in fixed & set(scope)) \
                and all(sizes.of(fact, scope) >= 0 for fact in obligation.context.facts) \
                and all(assumption_holds(valuing, a, scope) for a in local):
            found.append(scope)
    return found if len(found) <= MOST_SCOPES else Random(len(found)).sample(found, MOST_SCOPES)


def _behind(obligation: Obligation, name: str, seen: set[str]) -> set[str]:
    """The free integers on which the bounds of one depend."""
    for r in obligation.free:
        if r.name == name:
            for other in {n for p in (r.lower, r.upper) if p is not None for n in p.names()} - seen:
                _behind(obligation, other, seen)
                seen.add(other)
    return seen


def _free_names(a: Assumption) -> set[str]:
    names = set().union(*(integer_names(side) - bound_names(side) for side in (a.left, a.right)))
    return names - {name for name, _ in a.free}


def _within(valuing: Valuing, a: Assumption, scope: dict[str, int]):
    """The values of an assumption's own indices."""
    extents = [range(1, valuing.instance.sizes.of(p, scope) + 1) for _, p in a.free]
    for indices in product(*extents):
        yield {**scope, **{name: k for (name, _), k in zip(a.free, indices)}}


STRICT = ("<", ">")
AWAY = {"=": lambda a, b: np.abs(a - b), **dict.fromkeys(("<=", "<"), lambda a, b: a - b),
        **dict.fromkeys((">=", ">"), lambda a, b: b - a)}


def compare(left, relation: str, right) -> float:
    """By how much the relation fails, relative to the sides; nan where it is not defined."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if left.shape != right.shape:
        raise Undefined(f"sides of shapes {left.shape} and {right.shape}")
    if not left.size:
        return float("nan")
    size = 1 + np.maximum(np.abs(left), np.abs(right))
    if relation == "!=":
        return 0.0 if np.any(np.abs(left - right) > CLOSE * size) else 1.0
    away = np.maximum(AWAY[relation](left, right), 0) / size
    if relation in STRICT:
        away = np.where(left == right, 1.0, np.where(np.abs(left - right) <= CLOSE * size, np.nan, away))
    return float(np.max(np.where(np.isfinite(left) & np.isfinite(right), away, np.nan)))


def assumption_holds(valuing: Valuing, a: Assumption, scope: dict[str, int]) -> bool:
    """Is it true for all its own indices, at these values of other integers?"""
    for inner in _within(valuing, a, scope):
        sides = valuing.value(a.left, inner), valuing.value(a.right, inner)
        away = compare(sides[0], a.relation, sides[1])
        if not away <= (0 if a.relation in (*STRICT, "!=") else CLOSE):
            return False
    return True


def _satisfied(obligation: Obligation, valuing: Valuing) -> bool:
    free = {r.name for r in obligation.free} - fixed_names(obligation.context)
    wanted = [a for a in obligation.context.assumptions if not _free_names(a) & free]
    _choose_functions(valuing, [a for a in wanted if a.relation == "="])
    failing = [a for a in wanted if a.relation == "=" and not assumption_holds(valuing, a, {})]
    if failing and not _solved(valuing, [a for a in wanted if a.relation == "="]):
        return False
    valuing.kept.clear()
    return all(assumption_holds(valuing, a, {}) for a in wanted) and _as_declared(valuing)


def _choose_functions(valuing: Valuing, equations: list[Assumption]) -> None:
    """Functions of which equations speak are those candidates that satisfy them."""
    instance = valuing.instance
    for declared in instance.context.functions:
        if declared.definition is not None or declared.domain or declared.shape:
            continue
        about = [a for a in equations if declared.name in
                 {n.function for side in (a.left, a.right) for n in side.walk() if isinstance(n, x.Apply)}]
        for candidate in instance.choices(declared) if about else ():
            instance.functions[declared.name] = candidate.at
            valuing.kept.clear()
            if all(assumption_holds(valuing, a, {}) for a in about):
                break


def _as_declared(valuing: Valuing) -> bool:
    """Do all values, those changed for an assumption too, have their properties?"""
    context = valuing.instance.context
    return all(holds(value, context.tensor(key[0]).properties) for key, value in valuing.instance.values.items())


def _solved(valuing: Valuing, equations: list[Assumption]) -> bool:
    """Change values so that the equations hold: first one symbol, another one by each seed, then all of them."""
    values = valuing.instance.values
    valuing.read = set()
    _residual(valuing, equations)
    keys = sorted(key for key in valuing.read if key in values)
    alone = {side.name for a in equations for side in (a.left, a.right) if isinstance(side, x.Symbol)}
    Random(valuing.instance.seed).shuffle(keys)
    keys.sort(key=lambda key: (key[0] not in alone, bool(valuing.context.tensor(key[0]).properties)))
    before = {key: values[key] for key in keys}
    for chosen in [*([key] for key in keys), keys]:
        values.update(before)
        if chosen and _newton(valuing, equations, chosen) and _as_declared(valuing):
            return True
    return False


def _residual(valuing: Valuing, equations: list[Assumption]):
    valuing.kept.clear()
    return jnp.concatenate([jnp.ravel(jnp.asarray(valuing.value(a.left, s) - valuing.value(a.right, s), dtype=float))
                            for a in equations for s in _within(valuing, a, {})])


def _newton(valuing: Valuing, equations: list[Assumption], keys: list[Key]) -> bool:
    values = valuing.instance.values
    shapes = [np.shape(values[key]) for key in keys]
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])

    def residual(flat):
        cuts = valuing.cuts
        valuing.cuts = {key: jnp.reshape(part, shape) for key, part, shape in zip(keys, jnp.split(flat, ends[:-1]), shapes)}
        try:
            return _residual(valuing, equations)
        finally:
            valuing.cuts = cuts
            valuing.kept.clear()

    at = np.concatenate([np.ravel(values[key]) for key in keys])
    value, slope = Traced(jax.make_jaxpr(residual)(at)), Jacobian(residual, at.shape)
    for _ in range(40):
        r = value.of(at)
        if not np.all(np.isfinite(r)):
            return False
        if np.max(np.abs(r), initial=0) < 1e-13 * (1 + np.max(np.abs(at))):
            break
        at = at + np.linalg.lstsq(slope.of(at), -r, rcond=1e-10)[0]
    if not np.max(np.abs(value.of(at)), initial=0) < 1e-11 * (1 + np.max(np.abs(at))):
        return False
    for key, part, shape in zip(keys, np.split(at, ends[:-1]), shapes):
        values[key] = part.reshape(shape)
    return True
