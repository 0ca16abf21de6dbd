"""Rules of the powers of a matrix, a^P for P ≥ 0.

The entry i, j of a^P is spoken of for i, j in 1..n only: a^0 is the identity there.
"""
from __future__ import annotations

from .integers import ONE, Poly, Refused, symbol
from .replay import Equation, Step, show
from .rules_scalars import sign
from .terms import Expression, Term


def _entry(step: Step, t: Term) -> tuple[Expression, Poly, tuple]:
    """a, P and the indices of an entry of a^P, which are within 1..n."""
    if t.op != "at" or t.parts[0].op != "matpower":
        raise Refused(f"not an entry of a power of a matrix: {show(t)}")
    e, indices = t.parts
    a, exponent = e.parts
    step.need_within(indices, [(ONE, d) for d in a.shape], "an index of the power:")
    return a, exponent, indices


def _power(step: Step, a: Expression, exponent: Poly, i: Poly, j: Poly) -> Term:
    e = step.store.expression("matpower", a, step.claim.reduce(exponent), shape=a.shape)
    return step.store.term("at", e, (i, j))


def matrix_power_empty(step: Step) -> Equation:
    """a^0[i, j] = δ_ij."""
    t = step.term()
    _, exponent, (i, j) = _entry(step, t)
    if exponent.constant() != 0:
        raise Refused(f"the exponent is {exponent}, not 0")
    return step.conclude(t, step.store.term("delta", i, j))


def matrix_power_single(step: Step) -> Equation:
    """a^1[i, j] = a[i, j]."""
    t = step.term()
    a, exponent, indices = _entry(step, t)
    if exponent != ONE:
        raise Refused(f"the exponent is {exponent}, not 1")
    return step.conclude(t, step.store.term("at", a, indices))


def matrix_power_split(step: Step) -> Equation:
    """a^P[i, j] = Σ_u a^Q[i, u] a^{P−Q}[u, j] for ``exponent`` Q with Q ≥ 0 and P − Q ≥ 0; u in 1..n."""
    t, part = step.term(), step.integer("exponent")
    a, exponent, (i, j) = _entry(step, t)
    step.need(part, f"{part} ≥ 0")
    step.need(exponent - part, f"{exponent} ≥ {part}")
    (u,) = step.fresh([a.shape[0]], apart_from=t.names | part.names)
    k = symbol(u[0])
    product = step.store.mul([_power(step, a, part, i, k), _power(step, a, exponent - part, k, j)])
    return step.conclude(t, step.store.sum_over([u], product))


def matrix_power_transpose(step: Step) -> Equation:
    """(aᵀ)^P[i, j] = a^P[j, i]."""
    t = step.term()
    transposed, exponent, (i, j) = _entry(step, t)
    if transposed.op != "transpose" or len(transposed.parts[0].shape) != 2:
        raise Refused(f"not a power of a transpose: {show(t)}")
    (a,) = transposed.parts
    return step.conclude(t, _power(step, a, exponent, j, i))


def D_matrix_power(step: Step) -> Equation:
    """∂ a^P[i, j] = Σ_{q=1..P} Σ_{u,v} a^{q−1}[i, u] ∂a[u, v] a^{P−q}[v, j] for P ≥ 0; ``names`` are q, u, v.

    The product rule for P factors.
    """
    t = step.term(op="D")
    inner, name, labels, indices = t.parts
    a, exponent, (i, j) = _entry(step, inner)
    step.need(exponent, f"{exponent} ≥ 0")
    variables = step.fresh([exponent, *a.shape], apart_from=t.names)
    q, u, v = (symbol(n) for n, _, _ in variables)
    slope = step.store.term("D", step.store.term("at", a, (u, v)), name, labels, indices)
    product = step.store.mul([_power(step, a, q - 1, i, u), slope, _power(step, a, exponent - q, v, j)])
    return step.conclude(t, step.store.sum_over(variables, product))


# ---------------------------------------------------------------- determinants

def _scalar_power(step: Step, c: Expression, exponent: Poly) -> Term:
    """c^P for a scalar c, as the only entry of a power of the matrix [c]."""
    step.need(exponent, f"{exponent} ≥ 0")
    single = step.store.expression("expand", c, (0, 1), shape=(ONE, ONE))
    return _power(step, single, exponent, ONE, ONE)


def _determinant_of(step: Step, op: str, what: str) -> tuple[Term, tuple]:
    """The term at(det a), and the parts of a, which is of that kind."""
    t = step.term()
    if t.op != "at" or t.parts[0].op != "det" or t.parts[0].parts[0].op != op:
        raise Refused(f"not the determinant of {what}: {show(t)}")
    return t, t.parts[0].parts[0].parts


def _det(step: Step, a: Expression) -> Expression:
    return step.store.expression("det", a)


def determinant_scaled(step: Step) -> Equation:
    """det(c a) = c^n det(a) for a scalar c and an n×n matrix a."""
    t, (a, b) = _determinant_of(step, "times", "a multiple")
    c, matrix = (a, b) if not a.shape else (b, a)
    if c.shape:
        raise Refused(f"no factor is a scalar: {show(t)}")
    whole = step.store.term("at", _det(step, matrix), ())
    return step.conclude(t, step.store.mul([_scalar_power(step, c, matrix.shape[0]), whole]))


def determinant_powered(step: Step) -> Equation:
    """det(a^P) = det(a)^P for P ≥ 0."""
    t, (a, exponent) = _determinant_of(step, "matpower", "a power")
    return step.conclude(t, _scalar_power(step, _det(step, a), exponent))


def determinant_kronecker(step: Step) -> Equation:
    """det(a ⊗ b) = det(a)^n det(b)^m for a of m×m and b of n×n."""
    t, (a, b) = _determinant_of(step, "kronecker", "a Kronecker product")
    (m, columns), (n, others) = a.shape, b.shape
    if step.claim.reduce(m - columns).constant() != 0 or step.claim.reduce(n - others).constant() != 0:
        raise Refused(f"the factors are not square: {show(t)}")
    return step.conclude(t, step.store.mul([_scalar_power(step, _det(step, a), n), _scalar_power(step, _det(step, b), m)]))


def power_exp(step: Step) -> Equation:
    """c^P = exp(P log c) for a scalar c > 0, its power written as entry 1, 1 of that of the 1×1 matrix."""
    t, store = step.term(), step.store
    a, exponent, _ = _entry(step, t)
    if a.op != "expand" or a.parts[0].shape:
        raise Refused(f"not a power of a scalar: {show(t)}")
    step.need(exponent, f"{exponent} ≥ 0")
    c = store.term("at", a.parts[0], ())
    logarithm = store.term("fn", "log", 0, _value(step, c))
    return step.conclude(t, store.term("fn", "exp", 0, store.mul([store.term("int", exponent), logarithm])))


def _value(step: Step, c: Term) -> Term:
    """t > 0 of the premise c = t, or c itself where there is none."""
    value = c
    if step.premises:
        step.need_same("the premise speaks of", step.premise().left, c)
        value = step.premise().right
    if sign(step, value) < 2:
        raise Refused(f"{show(value)} is not known to be > 0")
    return value


RULES = {
    f.__name__: f for f in (
        matrix_power_empty, matrix_power_single, matrix_power_split, matrix_power_transpose, D_matrix_power, power_exp,
        determinant_scaled, determinant_powered, determinant_kronecker,
    )
}
