r"""Chains of matrix factors: A B c, their transposes, and what cancels in them.

A chain is a tuple of expressions whose product is meant; all have two axes but
the last, which may be a vector.  Columns and rows inside a chain are
``Expand(u, (1,))`` and ``Transpose(v)``, so u vᵀ is a chain of two.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.context import Context
from symbolic.language.expressions import (
    Add, Apply, Constant, Diagonal, Expand, Expression, Identity, Inverse, Kronecker, MatMul, MatrixExponential, MatrixPower, 
    Number, Power,
    PseudoInverse, Squeeze, Symbol, Times, Transpose,
)
from symbolic.language.integers import IntegerPolynomial, integer

Chain = tuple[Expression, ...]
SYMMETRIC = frozenset({"symmetric", "positive definite", "positive semidefinite", "diagonal"})
INVERTIBLE = frozenset({"invertible", "positive definite", "orthogonal"})


def product(chain: Chain) -> Expression:
    """The product of a chain, left to right."""
    result = chain[0]
    for factor in chain[1:]:
        result = MatMul(result, factor)
    return result


def row_by(chain: Chain) -> Expression:
    """A product 1×n times … times a vector as a scalar."""
    return Squeeze(product(chain), (0,))


def factors(e: Expression) -> Chain:
    """The factors of a product of matrices."""
    if isinstance(e, MatMul) and len(e.left.shape) == 2 and len(e.right.shape) in (1, 2):
        return factors(e.left) + factors(e.right)
    return (e,)


class Chains:
    """What the context's properties make of chains."""

    def __init__(self, context: Context):
        self.context = context
        self.equal_to_transpose = {x for a in context.assumptions if a.relation == "=" for x, y in
                                   ((a.left, a.right), (a.right, a.left)) if y == Transpose(x)}

    def has(self, e: Expression, *words: str) -> bool:
        declared = self.context.tensor(e.name) if isinstance(e, Symbol) else None
        return declared is not None and not declared.properties.isdisjoint(words)

    # ------------------------------------------------------------ transposes
    def symmetric(self, e: Expression) -> bool:
        """Is e = eᵀ plain from its form and declared properties?"""
        match e:
            case Symbol():
                return self.has(e, *SYMMETRIC) or e in self.equal_to_transpose
            case Identity() | Diagonal():
                return True
            case Inverse(a) | PseudoInverse(a) | MatrixPower(a) | MatrixExponential(a):
                return self.symmetric(a)
            case Add(terms):
                return all(self.symmetric(t) for t in terms)
            case Times(a, b):
                return all(not x.shape or self.symmetric(x) for x in (a, b))
            case Constant(_, (m, n)):
                return m == n
            case MatMul():
                chain = factors(e)
                return self.transposed(chain) == chain
        return False

    def transpose(self, e: Expression) -> Expression:
        """eᵀ of two axes, a column as a row and a row as a column."""
        match e:
            case Transpose(a):
                return a if len(a.shape) == 2 else Expand(a, (1,))
            case Expand(u, (1,)):
                return Transpose(u)
            case Constant(value, (m, n)):
                return Constant(value, (n, m))
            case Times(a, b) if a.shape and b.shape:
                parts = self.transpose(a), self.transpose(b)
                return Transpose(e) if all(isinstance(x, Transpose) for x in parts) else Times(*parts)
            case Kronecker(a, b):
                return Kronecker(self.transpose(a), self.transpose(b))
            case Squeeze(Transpose(a), (1,)):
                return a
            case Squeeze(a, (1,)):
                return Transpose(a)
        if len(e.shape) == 1:
            return Transpose(e)
        return e if self.symmetric(e) else Transpose(e)

    def transposed(self, chain: Chain) -> Chain:
        """The transpose of a chain: factors reversed, each transposed."""
        return tuple(self.transpose(f) for f in reversed(chain))

    # ------------------------------------------------------------ what cancels
    def simplified(self, chain: Chain) -> Chain:
        """X X⁻¹ = I, X^p X^q = X^{p+q}, QᵀQ = I between neighbours; the identity left out.

        Ends because the chain gets shorter.
        """
        for k, (a, b) in enumerate(zip(chain, chain[1:])):
            joined = self._joined(a, b)
            if joined is not None:
                return self.simplified(chain[:k] + (joined,) + chain[k + 2:])
        for k, e in enumerate(chain):
            if isinstance(e, Identity) and len(chain) > 1:
                return self.simplified(chain[:k] + chain[k + 1:])
        return self._parted(chain)

    def _parted(self, chain: Chain) -> Chain:
        """(A B)⁻¹ = B⁻¹ A⁻¹ of invertible factors, where that cancels something."""
        for k, e in enumerate(chain):
            parts = self._inverse_factors(e)
            if len(parts) > 1:
                other = self.simplified(chain[:k] + parts + chain[k + 1:])
                if len(other) <= len(chain):
                    return other
        return chain

    def _inverse_factors(self, e: Expression) -> Chain:
        match e:
            case Inverse(MatMul() as whole) if all(self.has(f, *INVERTIBLE) for f in factors(whole)):
                return tuple(Inverse(f) for f in reversed(factors(whole)))
            case Transpose(Inverse() as inner):
                return self.transposed(self._inverse_factors(inner))
        return ()

    def _joined(self, a: Expression, b: Expression) -> Expression | None:
        if len(a.shape) != 2 or len(b.shape) != 2:
            return None
        turned = isinstance(a, Transpose) and isinstance(b, Transpose)
        x, y = (b.arg, a.arg) if turned else (a, b)
        if self._inverses(x, y) or self._inverses(a, b):
            return Identity(x.shape[0])
        if self._orthonormal(a, b):
            return Identity(a.shape[0])
        if isinstance(x, Diagonal) and isinstance(y, Diagonal):
            return Diagonal(Times(x.arg, y.arg))
        (p, m), (q, n) = map(_power, (x, y))
        if p == q and (isinstance(x, MatrixPower) or isinstance(y, MatrixPower)):
            whole = MatrixPower(p, m + n)
            return Transpose(whole) if turned else whole
        return None

    @staticmethod
    def _inverses(x: Expression, y: Expression) -> bool:
        match x, y:
            case (Inverse(a), b) | (b, Inverse(a)) if a == b:
                return True
            case (Transpose(Inverse(a)), Transpose(b)) | (Transpose(b), Transpose(Inverse(a))):
                return a == b
        return False

    def _orthonormal(self, a: Expression, b: Expression) -> bool:
        match a, b:
            case Transpose(q), _ if q == b:
                return self.has(q, "orthogonal", "orthonormal columns")
            case _, Transpose(q) if q == a:
                return self.has(q, "orthogonal")
        return False


def _power(e: Expression) -> tuple[Expression, IntegerPolynomial]:
    return (e.arg, e.exponent) if isinstance(e, MatrixPower) else (e, integer(1))


def is_ones(e: Expression) -> bool:
    """Is every entry 1?"""
    match e:
        case Constant(value) | Number(value):
            return value == 1
        case Expand(a) | Transpose(a):
            return is_ones(a)
    return False


def entrywise(vectors: list[Expression]) -> Expression:
    """The entrywise product, small factors first and those of 1 left out."""
    kept = sorted((v for w in vectors for v in entrywise_factors(w) if not is_ones(v)), key=weight) or vectors[:1]
    result = kept[0]
    for v in kept[1:]:
        result = Times(result, v)
    return result


def entrywise_factors(e: Expression) -> list[Expression]:
    """u, v, w of u ⊙ v ⊙ w."""
    if isinstance(e, Times) and e.left.shape and e.right.shape:
        return entrywise_factors(e.left) + entrywise_factors(e.right)
    return [e]


def weight(e: Expression) -> tuple:
    """Symbols before what is made of them, sums last, then by size."""
    return isinstance(e, Add), sum(1 for _ in e.walk()), repr(e)


def transposes(chain: Chain) -> int:
    """How many factors of a chain are transposed."""
    return sum(isinstance(e, Transpose) for e in chain)


def raised(e: Expression, q: Fraction) -> Expression:
    """e^q entrywise, nothing for q = 1."""
    match e, q:
        case _, Fraction(numerator=1, denominator=1):
            return e
        case Apply("exp", 0, a), _:
            return Apply("exp", 0, Times(Number(q), a))
        case Power(a, p), _ if p.denominator == 1 == p.numerator % 2 or q.denominator == 1:
            return raised(a, p * q)
    return Times(e, e) if e.shape and q == 2 else Power(e, q)
