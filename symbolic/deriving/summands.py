"""Terms of a closed form: a number, scalars with exponents, and a chain of matrices."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symbolic.language.expressions import Expression, Integer, Number, Power, Times

from .chains import Chain, Chains, weight

Scalar = tuple[Expression, Fraction]


@dataclass(frozen=True)
class Term:
    """coefficient · Π scalarᵠ · chain; no chain where the value is a scalar."""
    coefficient: Fraction
    scalars: tuple[Scalar, ...]
    chain: Chain

    @property
    def key(self) -> tuple:
        return self.scalars, self.chain


def scaled_by(scalars: list[Scalar], body: Expression | None) -> Expression:
    """Π scalarᵠ · body."""
    result = body
    for e, q in reversed(scalars):
        value = Power(e, q) if q != 1 else e
        result = value if result is None else Times(value, result)
    return Number(Fraction(1)) if result is None else result


def normal_term(coefficient: Fraction, scalars: list[Scalar], chain: Chain, chains: Chains) -> Term:
    """Numbers in the coefficient, equal scalars put together, chains simplified."""
    found: dict[Expression, Fraction] = {}
    for e, q in scalars:
        match e:
            case Number(value) if q.denominator == 1:
                coefficient *= value ** int(q)
            case Integer(p) if p.constant() is not None and q.denominator == 1:
                coefficient *= Fraction(p.constant()) ** int(q)
            case _:
                found[e] = found.get(e, Fraction(0)) + q
    kept = sorted(((e, q) for e, q in found.items() if q), key=_rank)
    return Term(coefficient, tuple(kept), chains.simplified(chain) if chain else chain)


def _rank(s: Scalar) -> tuple:
    """Above the line before below, small before large, sums last."""
    e, q = s
    return (q < 0, *weight(e))
