"""Declared properties in float64: how a value with one is drawn, and how it is told that one has it."""
from __future__ import annotations

from typing import Callable, Iterable

import numpy as np

from symbolic.language.functions import ONE_OF, finite_values

Random = np.random.Generator
ATTEMPTS = 30
DEFICIENT = "of lower rank"
CLOSE = 1e-9


def plain(random: Random, shape, scale: float):
    return np.asarray(scale * random.normal(size=shape))


def square(shape) -> bool:
    return len(shape) == 2 and shape[0] == shape[1]


def _symmetric(random, shape, scale):
    a = plain(random, shape, scale)
    return (a + a.T) / 2 if square(shape) else a


def _antisymmetric(random, shape, scale):
    a = plain(random, shape, scale)
    return (a - a.T) / 2 if square(shape) else a


def _gram(rank_missing: int, shift: float):
    def draw(random, shape, scale):
        if not square(shape):
            return np.abs(plain(random, shape, scale)) + shift
        n = shape[0]
        half = plain(random, (n, max(n - rank_missing, 1)), scale)
        return half @ half.T + shift * np.eye(n)
    return draw


def _deficient(random, shape, scale):
    if len(shape) != 2 or min(shape) < 2:
        return plain(random, shape, scale)
    rank = min(shape) - 1
    return plain(random, (shape[0], rank), scale) @ random.normal(size=(rank, shape[1]))


def _orthonormal(random, shape, scale):
    if len(shape) == 2 and shape[0] >= shape[1]:
        q, r = np.linalg.qr(random.normal(size=shape))
        return q * np.sign(np.diag(r))
    return _of_length_one(random, shape, scale)


def _of_length_one(random, shape, scale):
    v = random.normal(size=shape)
    return np.asarray(v / np.linalg.norm(v))


def _reflection(random, shape, scale):
    if not square(shape):
        return _orthonormal(random, shape, scale)
    v = random.normal(size=shape[0])
    return np.eye(shape[0]) - 2 * np.outer(v, v) / (v @ v)


def _projection(oblique: bool):
    def draw(random, shape, scale):
        if not square(shape):
            return plain(random, shape, scale)
        rank = max(1, shape[0] // 2)
        a = random.normal(size=(shape[0], rank))
        b = random.normal(size=(shape[0], rank)) if oblique else a
        return a @ np.linalg.inv(b.T @ a) @ b.T
    return draw


def _probability(random, shape, scale):
    weights = random.uniform(0.1, 1, size=shape)
    return np.asarray(weights / weights.sum())


def _one_hot(random, shape, scale):
    flat = np.zeros(int(np.prod(shape)))
    flat[random.integers(flat.size)] = 1
    return flat.reshape(shape)


def among(*numbers):
    return lambda random, shape, scale: np.asarray(random.choice(np.array(numbers, dtype=float), size=shape))


def changed(change: Callable):
    return lambda random, shape, scale: np.asarray(change(plain(random, shape, scale)))


def near(a, b) -> bool:
    return bool(np.all(np.abs(a - b) <= CLOSE * (1 + np.abs(b))))


def _of_matrix(test: Callable) -> Callable:
    """The test of a square matrix; of a number, of it as a 1×1 matrix."""
    return lambda a: square(np.shape(a)) and test(a) if np.ndim(a) else test(np.reshape(a, (1, 1)))


def _is_idempotent(a):
    return near(a @ a, a)


def _least(a) -> float:
    return float(np.min(np.linalg.eigvalsh((a + a.T) / 2)))


def _full_rank(a, columns: bool) -> bool:
    return np.ndim(a) == 2 and np.linalg.matrix_rank(a) == a.shape[1 if columns else 0]


def every(test: Callable) -> Callable:
    return lambda a: bool(np.all(test(np.asarray(a))))


TABLE: dict[str, tuple[Callable, Callable]] = {
    **dict.fromkeys(("real", "constant", "arbitrary", "vector", "scalar"), (plain, lambda a: True)),
    "square": (plain, lambda a: square(np.shape(a))),
    "symmetric": (_symmetric, _of_matrix(lambda a: near(a, a.T))),
    "antisymmetric": (_antisymmetric, _of_matrix(lambda a: near(a, -a.T))),
    "diagonal": (lambda r, shape, s: np.diag(plain(r, shape[:1], s)) if square(shape) else plain(r, shape, s),
                 lambda a: np.ndim(a) == 2 and near(a, np.eye(*a.shape) * a)),
    "upper triangular": (lambda r, shape, s: np.triu(plain(r, shape, s)), lambda a: near(a, np.triu(a))),
    "lower triangular": (lambda r, shape, s: np.tril(plain(r, shape, s)), lambda a: near(a, np.tril(a))),
    "invertible": (plain, _of_matrix(lambda a: np.linalg.cond(a) < 1e4)),
    "full column rank": (plain, lambda a: _full_rank(a, True)),
    "full row rank": (plain, lambda a: _full_rank(a, False)),
    "full rank": (plain, lambda a: _full_rank(a, True) or _full_rank(a, False)),
    DEFICIENT: (_deficient, lambda a: np.ndim(a) != 2 or min(a.shape) < 2 or np.linalg.matrix_rank(a, 1e-9) < min(a.shape)),
    "orthogonal": (_orthonormal, _of_matrix(lambda a: near(a.T @ a, np.eye(len(a))))),
    "orthonormal columns": (_orthonormal, lambda a: np.ndim(a) == 2 and near(a.T @ a, np.eye(a.shape[1]))),
    "unit": (_of_length_one, lambda a: near(np.sum(np.square(a)), 1.0)),
    "positive definite": (_gram(0, 0.3), _of_matrix(lambda a: near(a, a.T) and _least(a) > 1e-6)),
    "positive semidefinite": (_gram(1, 0.0), _of_matrix(lambda a: near(a, a.T) and _least(a) > -CLOSE)),
    "idempotent": (_projection(True), _of_matrix(_is_idempotent)),
    "projection": (_projection(False), _of_matrix(lambda a: _is_idempotent(a) and near(a, a.T))),
    "nonzero": (plain, every(lambda a: a != 0)),
    "positive": (changed(lambda a: np.abs(a) + 0.05), every(lambda a: a > 0)),
    "negative": (changed(lambda a: -np.abs(a) - 0.05), every(lambda a: a < 0)),
    "nonnegative": (changed(np.abs), every(lambda a: a >= 0)),
    "nonpositive": (changed(lambda a: -np.abs(a)), every(lambda a: a <= 0)),
    "integer": (among(-3, -2, -1, 0, 1, 2, 3), every(lambda a: a == np.round(a))),
    "binary": (among(0, 1), every(lambda a: (a == 0) | (a == 1))),
    "sign": (among(-1, 1), every(lambda a: np.abs(a) == 1)),
    "probability": (_probability, lambda a: bool(np.all(np.asarray(a) >= 0)) and near(np.sum(a), 1.0)),
    "circle": (lambda random, shape, scale: np.full(shape, np.pi), every(lambda a: a == np.pi)),
    "one-hot": (_one_hot, lambda a: near(np.sum(a), 1.0) and bool(np.all((a == 0) | (a == 1)))),
}
SYNONYMS = {
    "skew-symmetric": "antisymmetric", "nonsingular": "invertible", "non-singular": "invertible", "regular": "invertible",
    "nonvanishing": "nonzero", "non-zero": "nonzero", "non-negative": "nonnegative", "positive-definite": "positive definite",
    "positive semi-definite": "positive semidefinite", "unit norm": "unit", "unit vector": "unit",
    "probability vector": "probability", "one hot": "one-hot", "upper-triangular": "upper triangular",
    "lower-triangular": "lower triangular"}
EXTRA = {"orthogonal": (_reflection,)}
"""Other ways to draw, for what has further properties besides."""


def pair(name: str) -> tuple[Callable, Callable] | None:
    if name.startswith(ONE_OF) and finite_values({name}):
        values = [float(v) for v in finite_values({name})]
        return among(*values), every(lambda a: np.isin(a, values))
    return TABLE.get(SYNONYMS.get(name, name))


def holds(value, names: Iterable[str]) -> bool:
    """Has the value all these properties?  Not so if one of them is unknown here."""
    found = [pair(name) for name in names]
    return all(p is not None and p[1](value) for p in found)


def drawn(random: Random, shape, names: Iterable[str], scale: float):
    """A value of that shape with all those properties; None if none was found."""
    names = sorted(names)
    ways = [w for name in names if pair(name) for w in (pair(name)[0], *EXTRA.get(name, ()))] or [plain]
    for attempt in range(ATTEMPTS if names else 1):
        value = ways[attempt % len(ways)](random, shape, scale)
        if holds(value, names):
            return value
    return None
