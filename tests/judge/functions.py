r"""Functions of one number for JAX: those known by name, and smooth ones that stand for unknown ones."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import erf

Function = Callable

SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772


def kinked(formula: Function, *borders: float) -> Function:
    """The formula; not a number at its kinks, where no derivative may be taken."""
    def at(z):
        for border in borders:
            z = jnp.where(z == border, z * jnp.nan, z)
        return formula(z)
    return at


def _sigmoid(z):
    return 1 / (1 + jnp.exp(-z))


def _normal(z):
    return (1 + erf(z / jnp.sqrt(2.0))) / 2


KNOWN: dict[str, Function] = {
    "exp": jnp.exp, "log": lambda z: jnp.log(jnp.where(z > 0, z, jnp.nan)), "sin": jnp.sin, "cos": jnp.cos,
    "tan": jnp.tan, "arctan": jnp.arctan, "sinh": jnp.sinh, "cosh": jnp.cosh, "tanh": jnp.tanh,
    "sech": lambda z: 1 / jnp.cosh(z), "coth": lambda z: 1 / jnp.tanh(z), "cot": lambda z: 1 / jnp.tan(z),
    "sec": lambda z: 1 / jnp.cos(z), "csc": lambda z: 1 / jnp.sin(z),
    "sigmoid": _sigmoid, "softplus": lambda z: jnp.logaddexp(z, 0.0), "silu": lambda z: z * _sigmoid(z),
    "Phi": _normal, "phi": lambda z: jnp.exp(-z * z / 2) / jnp.sqrt(2 * jnp.pi), "gelu": lambda z: z * _normal(z), "erf": erf,
    "relu": lambda z: jnp.where(z > 0, z, 0 * z), "abs": lambda z: jnp.where(z > 0, z, -z),
    "leakyrelu": lambda z: jnp.where(z > 0, z, z / 100),
    "elu": lambda z: jnp.where(z > 0, z, jnp.exp(jnp.minimum(z, 0)) - 1),
    "selu": lambda z: SELU_SCALE * jnp.where(z > 0, z, SELU_ALPHA * (jnp.exp(jnp.minimum(z, 0)) - 1)),
    "relu6": lambda z: jnp.where(z <= 0, 0 * z, jnp.where(z < 6, z, 0 * z + 6)),
    "hardtanh": lambda z: jnp.where(z <= -1, 0 * z - 1, jnp.where(z < 1, z, 0 * z + 1)),
    "sign": lambda z: jnp.where(z > 0, 1.0, jnp.where(z < 0, -1.0, 0 * z)),
    "heaviside": kinked(lambda z: jnp.where(z > 0, 1.0, 0 * z), 0.0),
}
KINKS: dict[str, tuple[float, ...]] = {
    **dict.fromkeys(("relu", "abs", "leakyrelu", "elu", "selu", "sign", "heaviside"), (0.0,)),
    "relu6": (0.0, 6.0), "hardtanh": (-1.0, 1.0)}


def slope(function: Function, order: int) -> Function:
    """The derivative of that order, entry by entry."""
    if not order:
        return function
    lower = slope(function, order - 1)

    def at(z):
        z = jnp.asarray(z, dtype=float)
        return jax.jvp(lower, (z,), (jnp.ones_like(z),))[1]
    return at


NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)


def antiderivative(function: Function) -> Function:
    """z ↦ ∫₀ᶻ f + 0.4, entry by entry, by Gauss and Legendre's rule with 40 nodes."""
    def at(z):
        z = jnp.asarray(z, dtype=float)[..., None]
        return 0.4 + jnp.sum(WEIGHTS / 2 * z * function(z * (NODES + 1) / 2), axis=-1)
    return at


@cache
def known(name: str, order: int = 0, moving: bool = False) -> Function:
    """A named function or a derivative of it; with ``moving`` its kinks are no places to be at."""
    function = KNOWN[name]
    return slope(kinked(function, *KINKS[name]) if (moving or order) and name in KINKS else function, order)


@dataclass(frozen=True)
class Candidate:
    """A smooth function with the properties that it has."""
    at: Function
    properties: frozenset[str]


def _candidate(at: Function, *properties: str) -> Candidate:
    return Candidate(at, frozenset(properties))


_UP = ("nondecreasing", "increasing", "monotone")
_DOWN = ("nonincreasing", "decreasing")
CANDIDATES: tuple[Candidate, ...] = (
    _candidate(lambda z: jnp.sin(1.3 * z + 0.4) + 0.3 * z * z),
    _candidate(lambda z: z + 0.3 * z ** 3 + 0.2 * jnp.sin(z), *_UP, "odd"),
    _candidate(lambda z: jnp.exp(0.4 * z) + 0.1, *_UP, "convex", "positive", "nonnegative"),
    _candidate(lambda z: 0.3 * z ** 3 - 0.7 * z * z + 0.2 * z + 0.9),
    _candidate(_sigmoid, *_UP, "positive", "nonnegative"),
    _candidate(jnp.tanh, *_UP, "odd"),
    _candidate(jnp.exp, *_UP, "convex", "positive", "nonnegative"),
    _candidate(lambda z: -jnp.exp(0.5 * z), *_DOWN, "concave"),
    _candidate(lambda z: jnp.exp(-0.5 * z) - 0.2, *_DOWN, "convex"),
    _candidate(lambda z: -jnp.arctan(z) - 0.2 * z, *_DOWN, "odd"),
    _candidate(lambda z: jnp.cos(z) + 1.5 + 0.2 * z * z, "even", "positive", "nonnegative"),
    _candidate(lambda z: 0.6 * z * z + 0.1 * z ** 4, "even", "convex", "nonnegative"),
    _candidate(jnp.sin, "odd"), _candidate(jnp.cos, "even"),
    _candidate(lambda z: 1.7 * z, *_UP, "odd", "linear", "affine", "convex", "concave"),
    _candidate(lambda z: -0.6 * z, *_DOWN, "odd", "linear", "affine", "convex", "concave"),
    _candidate(lambda z: 1.4 - 0.8 * z, *_DOWN, "affine", "convex", "concave"),
)
PLAIN = frozenset({"elementwise", "arbitrary", "continuous", "differentiable", "smooth"})


def candidates(properties) -> list[Candidate]:
    """Those that have the properties."""
    wanted = frozenset(properties) - PLAIN
    return [c for c in CANDIDATES if wanted <= c.properties]
