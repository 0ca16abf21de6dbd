"""Rules of symbols that are declared to have a property.

Each adds (property, symbol) to the assumptions used, so that a derivative by
the symbol cannot be taken of what it proves.
"""
from __future__ import annotations

from .claim import field
from .expressions import Expression
from .integers import ONE, Poly, Refused, symbol
from .replay import Equation, Step, show
from .terms import Term

SYMMETRIC = ("symmetric", "positive definite", "positive semidefinite", "diagonal")
TRIANGULAR = ("lower triangular", "upper triangular")
ORTHONORMAL = {"columns": ("orthogonal", "orthonormal columns"), "rows": ("orthogonal",)}


def _declared(step: Step, name: str, words: tuple[str, ...]) -> None:
    """Refuse unless the symbol is declared by one of the words."""
    if step.claim.symbols.tensors[name][2].isdisjoint(words):
        raise Refused(f"{name} is not declared {' or '.join(words)}")


def _entry(step: Step, words: tuple[str, ...]) -> tuple[Term, str, Poly, Poly]:
    """The term at(a, [i, j]), the name of a, i and j."""
    t = step.term(op="at")
    e, indices = t.parts
    if e.op != "symbol" or len(indices) != 2:
        raise Refused(f"not an entry of a matrix: {show(t)}")
    _declared(step, e.parts[0], words)
    return t, e.parts[0], *indices


def symmetric(step: Step) -> Equation:
    """a[i, j] = a[j, i] for a symbol declared symmetric, (semi)definite or diagonal."""
    t, name, i, j = _entry(step, SYMMETRIC)
    rows, columns = t.parts[0].shape
    if rows != columns:
        raise Refused(f"{name} is {rows}×{columns}, not square")
    right = step.store.term("at", t.parts[0], (j, i))
    return step.conclude(t, right, assumptions={("symmetric", name)})


def antisymmetric(step: Step) -> Equation:
    """a[i, j] = −a[j, i] for a symbol declared antisymmetric."""
    t, name, i, j = _entry(step, ("antisymmetric",))
    right = step.store.mul([step.store.num(-1), step.store.term("at", t.parts[0], (j, i))])
    return step.conclude(t, right, assumptions={("antisymmetric", name)})


def diagonal(step: Step) -> Equation:
    """a[i, j] = δ_ij a[i, j] for a symbol declared diagonal."""
    t, name, i, j = _entry(step, ("diagonal",))
    return step.conclude(t, step.store.mul([step.store.term("delta", i, j), t]), assumptions={("diagonal", name)})


def triangular(step: Step) -> Equation:
    """holds(i, <, j) a[i, j] = 0 for a symbol declared lower triangular, holds(j, <, i) a[i, j] = 0 for an upper triangular one."""
    t, name, i, j = _entry(step, TRIANGULAR)
    side = step.data.get("side")
    if side not in ("lower", "upper"):
        raise Refused("side is lower or upper")
    _declared(step, name, (f"{side} triangular",))
    p, q = (i, j) if side == "lower" else (j, i)
    outside = step.store.mul([step.store.term("holds", p, "<", q), t])
    return step.conclude(outside, step.store.num(0), assumptions={(f"{side} triangular", name)})


def _matrix(step: Step, words: tuple[str, ...]) -> tuple[Expression, tuple]:
    """The matrix ``name``[``labels``] declared by one of the words, and two indices."""
    name, labels, indices = field(step.data, "name"), step.integers("labels"), step.integers("indices")
    shape = step.claim.shape(name, labels)
    if len(shape) != 2 or len(indices) != 2:
        raise Refused(f"{name} is not a matrix, or there are not two indices")
    _declared(step, name, words)
    return step.store.expression("symbol", name, labels, shape, shape=shape), indices


def orthonormal(step: Step) -> Equation:
    """Σ_k a[k, i] a[k, j] = δ_ij (side "columns"), Σ_k a[i, k] a[j, k] = δ_ij (side "rows").

    Columns for a symbol declared orthogonal or with orthonormal columns, rows
    for a square one declared orthogonal; i and j within the shape.
    """
    side = step.data.get("side")
    if side not in ("columns", "rows"):
        raise Refused("side is columns or rows")
    a, (i, j) = _matrix(step, ORTHONORMAL[side])
    (m, n), name = a.shape, a.parts[0]
    if side == "rows" and m != n:
        raise Refused(f"{name} is {m}×{n}, not square")
    length, extent = (m, n) if side == "columns" else (n, m)
    step.need_within([i, j], [(ONE, extent)] * 2, f"an index of {name}:")
    (k,) = step.fresh([length], apart_from=a.names | i.names | j.names)
    u, at = symbol(k[0]), lambda p, q: step.store.term("at", a, (p, q))
    factors = [at(u, i), at(u, j)] if side == "columns" else [at(i, u), at(j, u)]
    left = step.store.sum_over([k], step.store.mul(factors))
    return step.conclude(left, step.store.term("delta", i, j), assumptions={(f"orthonormal in its {side}", name)})


def idempotent(step: Step) -> Equation:
    """Σ_k a[i, k] a[k, j] = a[i, j] for a symbol declared idempotent; i and j within the shape."""
    a, (i, j) = _matrix(step, ("idempotent",))
    step.need_within([i, j], [(ONE, d) for d in a.shape], f"an index of {a.parts[0]}:")
    (k,) = step.fresh(a.shape[:1], apart_from=a.names | i.names | j.names)
    u, at = symbol(k[0]), lambda p, q: step.store.term("at", a, (p, q))
    left = step.store.sum_over([k], step.store.mul([at(i, u), at(u, j)]))
    return step.conclude(left, at(i, j), assumptions={("idempotent", a.parts[0])})


RULES = {f.__name__: f for f in (symmetric, antisymmetric, diagonal, triangular, orthonormal, idempotent)}
