r"""∂vec(Y)/∂vec(X) of matrices: where Y[i, j] by X[k, l] is P[i, k] Q[j, l], it is Q ⊗ P.

More generally M[i, j] P[i, k] Q[j, l] N[k, l] is diag(vec M) (Q ⊗ P) diag(vec N).
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.language.expressions import (
    Derivative, Diagonal, Expand, Expression, Identity, Kronecker, MatMul, Squeeze, Sum, Symbol, Times, Trace, Transpose,
    Vectorize,
)
from symbolic.language.integers import integer

from .chains import product
from .contracting import Contraction
from .eliminating import NoMatrix
from .networks import Factor, Product, connected
from .summands import Term, normal_term


def without_kronecker(e: Expression) -> Expression:
    """tr(A ⊗ B) = tr A tr B, vec(A)ᵀ vec(B) = tr(Aᵀ B), (B ⊗ A) vec(X) = vec(A X Bᵀ), where they stand in e."""
    e = e.map(without_kronecker)
    match e:
        case Trace(Kronecker(a, b)) if a.shape[0] == a.shape[1] and b.shape[0] == b.shape[1]:
            return Times(Trace(a), Trace(b))
        case Squeeze(MatMul(Transpose(Vectorize(a)), Vectorize(b)), (0,)) if a.shape == b.shape:
            return Trace(MatMul(Transpose(a), b))
        case MatMul(Kronecker(b, a), Vectorize(x)) if (a.shape[1], b.shape[1]) == x.shape:
            return Vectorize(MatMul(MatMul(a, x), Transpose(b)))
    return e


def flat_body(e: Expression) -> tuple[Expression, Symbol, bool] | None:
    """(Y, X, transposed) of a derivative by vec(X) of vec(Y) as the reader spells it out, else None."""
    turned = isinstance(e, Transpose)
    match e.arg if turned else e:
        case Sum(body=Sum(body=MatMul(Expand(Derivative(Vectorize(y), x)), Transpose()))):
            return y, x, turned
    return None


def flat_terms(contraction: Contraction, y: Expression, x: Symbol, turned: bool) -> list[Term]:
    """The terms of ∂vec(y)/∂vec(x), or of its transpose.  Raises ``NoMatrix``."""
    calculus = contraction.opening
    i, j = (calculus.index(d) for d in y.shape)
    k, l = (calculus.index(d) for d in x.shape)
    family = calculus.of(y, (integer(i), integer(j)), x, (integer(k), integer(l)))
    found: dict[tuple, Term] = {}
    for p in family:
        term = _term(contraction, p, (i, j, k, l))
        if turned:
            term = replace(term, chain=contraction.chains.transposed(term.chain))
        before = found.get(term.key)
        found[term.key] = term if before is None else replace(term, coefficient=term.coefficient + before.coefficient)
    return [t for t in found.values() if t.coefficient]


def _term(contraction: Contraction, p: Product, names: tuple[str, str, str, str]) -> Term:
    """One product by its connected parts, which are joined through bound names only."""
    i, j, k, l = names
    p = p.simplified(contraction.extents)
    parts: dict[str, list[Factor]] = {"left": [], "right": [], "rows": [], "columns": [], "": []}
    for factors in connected(p):
        free = set().union(*(f.names() for f in factors)) & set(names)
        parts[_role(free, names)] += factors
    used = {b.name: b for b in p.binders}

    def matrix(factors: list[Factor], a: str, b: str) -> Expression:
        within = set().union(*(f.names() for f in factors))
        part = Product(factors=tuple(factors), binders=tuple(b for n, b in used.items() if n in within))
        term, = contraction.term(part, (a, b))
        if term.scalars or term.coefficient != 1:
            raise NoMatrix("a scalar inside of a Kronecker product")
        return product(term.chain)

    left, right = matrix(parts["left"], i, k), matrix(parts["right"], j, l)
    chain = (Kronecker(right, left),)
    if isinstance(left, Identity) and isinstance(right, Identity):
        chain = (Identity(left.extent * right.extent),)
    if parts["rows"]:
        chain = (Diagonal(Vectorize(matrix(parts["rows"], i, j))),) + chain
    if parts["columns"]:
        chain += (Diagonal(Vectorize(matrix(parts["columns"], k, l))),)
    scalars = [(f.atom, f.exponent) for f in parts[""] if not f.indices]
    if len(scalars) < len(parts[""]):
        raise NoMatrix("a sum beside a Kronecker product")
    return normal_term(p.coefficient, scalars, chain, contraction.chains)


def _role(free: set[str], names) -> str:
    i, j, k, l = names
    for role, allowed in (("", set()), ("left", {i, k}), ("right", {j, l}), ("rows", {i, j}), ("columns", {k, l})):
        if free <= allowed:
            return role
    raise NoMatrix("rows of one matrix joined with columns of the other")
