r"""Properties that an equation states outright: Wᵀ = W, W_ij = W_ji, QᵀQ = I, P² = P, uᵀu = 1."""
from __future__ import annotations

from .expressions import (
    Entry, Expression, Identity, Inverse, MatMul, MatrixPower, Number, Squeeze, Symbol, Transpose, negative)


def property_stated(left: Expression, right: Expression) -> tuple[Symbol, str] | None:
    """The symbol and its property, if left = right says just that of a matrix or vector."""
    return _stated(left, right) or _stated(right, left)


def _stated(a: Expression, b: Expression) -> tuple[Symbol, str] | None:
    match a, b:
        case Transpose(Symbol() as s), t if t == s:
            return s, "symmetric"
        case Transpose(Symbol() as s), t if t == negative(s):
            return s, "antisymmetric"
        case Symbol() as s, t if len(s.shape) == 2 and s.shape[0] == s.shape[1] and t == negative(Transpose(s)):
            return s, "antisymmetric"
        case Entry(Symbol() as s, (i, j)), t if i != j and t == Entry(s, (j, i)):
            return s, "symmetric"
        case Entry(Symbol() as s, (i, j)), t if i != j and t == negative(Entry(s, (j, i))):
            return s, "antisymmetric"
        case MatMul(Transpose(Symbol() as s), t), Identity() if t == s and len(s.shape) == 2:
            return s, "orthogonal" if s.shape[0] == s.shape[1] else "orthonormal columns"
        case MatMul(Symbol() as s, Transpose(t)), Identity() if t == s and s.shape[0] == s.shape[-1]:
            return s, "orthogonal"
        case Transpose(Symbol() as s), Inverse(t) if t == s:
            return s, "orthogonal"
        case (MatMul(Symbol() as s, t), u) if s == t == u:
            return s, "idempotent"
        case MatrixPower(Symbol() as s, k), u if k == 2 and u == s:
            return s, "idempotent"
        case ((MatMul(Symbol() as s, t) | Squeeze(MatMul(Transpose(Symbol() as s), t), _)), Number(one)) \
                if s == t and one == 1 and len(s.shape) == 1:
            return s, "unit"
    return None
