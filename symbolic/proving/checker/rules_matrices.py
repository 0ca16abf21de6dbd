"""Rules of inverses and determinants.

``inv(r, c. t; i, j)`` is the entry i, j of the inverse of the n×n matrix whose
entry r, c is t, and 0 if that matrix has no inverse; ``determinant(r, c. t)``
its determinant.  So equal matrices have equal inverses, and what needs an
inverse to exist says so: by a premise that shows one, or as a condition on
what stands in the claim.
"""
from __future__ import annotations

from .integers import ONE, Poly, Refused, symbol
from .replay import Equation, Step, show
from .rules_finite import leaving
from .terms import Term


def _matrix(step: Step, op: str, key: str = "term") -> tuple[Term, Poly, tuple, object]:
    """The term, its extent, its places, and a function that gives the matrix's entry at two indices."""
    t = step.term(key, op)
    names, extent, *places, _ = t.parts
    return t, extent, tuple(places), lambda p, q: step.store.open(t, (p, q))


def _pair(step: Step) -> list[tuple[str, Poly, Poly]]:
    variables = step.variables("names")
    if len(variables) != 2:
        raise Refused("a row and a column are wanted in names")
    return variables


def _entry(step: Step, op: str, what: str) -> tuple[Term, tuple, list, Term]:
    t = step.term(op="at")
    e, indices = t.parts
    if e.op != op:
        raise Refused(f"not {what}: {show(t)}")
    (a,) = e.parts
    variables = step.fresh([a.shape[0]] * 2, apart_from=t.names)
    r, c = (symbol(name) for name, _, _ in variables)
    return t, indices, variables, step.store.term("at", a, (r, c))


def inverse_entry(step: Step) -> Equation:
    """at(a⁻¹, i, j) = inv(r, c. a[r, c]; i, j)."""
    t, (i, j), variables, body = _entry(step, "inverse", "an entry of an inverse")
    return step.conclude(t, step.store.matrix("inv", variables, body, i, j))


def determinant_entry(step: Step) -> Equation:
    """det a = determinant(r, c. a[r, c])."""
    t, _, variables, body = _entry(step, "det", "a determinant")
    return step.conclude(t, step.store.matrix("determinant", variables, body))


def matrix_cong(step: Step) -> Equation:
    """l = r for all r, c gives inv(r, c. l; i, j) = inv(r, c. r; i, j), or the same of determinants."""
    p, variables = step.premise(), _pair(step)
    sets = leaving(step, p, variables)
    places = step.integers("places")
    if len(places) not in (0, 2):
        raise Refused("an inverse has two places, a determinant none")
    op = "inv" if places else "determinant"
    left, right = (step.store.matrix(op, variables, t, *places) for t in (p.left, p.right))
    return step.conclude(left, right, (), **sets)


def matrix_transpose(step: Step) -> Equation:
    """inv(r, c. t; i, j) = inv(r, c. t[r↔c]; j, i), and the determinants are equal."""
    t = step.term()
    if t.op not in ("inv", "determinant"):
        raise Refused(f"neither an inverse nor a determinant: {show(t)}")
    _, extent, *places, _ = t.parts
    names = [f"\x04{k}" for k in (1, 2)]
    r, c = map(symbol, names)
    variables = [(name, ONE, extent) for name in names]
    right = step.store.matrix(t.op, variables, step.store.open(t, (c, r)), *reversed(places))
    return step.conclude(t, right)


def inverse_cancel(step: Step) -> Equation:
    """Σ_k t[i, k] inv(k, j) = δ_ij (side "right"), Σ_k inv(i, k) t[k, j] = δ_ij (side "left").

    Where the matrix has an inverse; the premise shows that this inverse stands
    in the claim: at(a⁻¹, p, q) = inv(r, c. t; p, q).
    """
    t, extent, (i, j), entry = _matrix(step, "inv")
    p = step.premise()
    if p.left.op != "at" or p.left.parts[0].op != "inverse" or p.right.op != "inv" \
            or (p.right.parts[0], p.right.parts[1], p.right.parts[-1]) != (t.parts[0], t.parts[1], t.parts[-1]):
        raise Refused(f"the premise does not say that the inverse stands in the claim: {show(p.left)} = {show(p.right)}")
    (k,) = step.fresh([extent], apart_from=t.names)
    u = symbol(k[0])
    inverse = lambda a, b: step.store._intern(Term, "inv", (*t.parts[:2], a, b, t.parts[-1]))
    match step.data.get("side"):
        case "right":
            product = [entry(i, u), inverse(u, j)]
        case "left":
            product = [inverse(i, u), entry(u, j)]
        case _:
            raise Refused("side is left or right")
    step.need_within([i, j], [(ONE, extent)] * 2, "an index of the inverse:")
    left = step.store.sum_over([k], step.store.mul(product))
    return step.conclude(left, step.store.term("delta", i, j), conditions={("invertible", p.left)})


def _shown_inverse(step: Step, extent: Poly, entry, p: Equation, variables) -> Term:
    """w with Σ_k t[i, k] w[k, j] = δ_ij for all i, j, as the premise says; i, j and k are ``variables``.

    ``inverse`` is the term w[i, j].
    """
    (i, *first), (j, *second), (k, *third) = variables
    if not first == second == third == [ONE, extent] or len({i, j, k}) < 3:
        raise Refused(f"three variables of range 1..{extent} are wanted")
    w = step.term("inverse")
    if k in w.names:
        raise Refused(f"{k} is free in the inverse")
    a, b, u = symbol(i), symbol(j), symbol(k)
    product = step.store.mul([entry(a, u), step.store.substitute(w, {i: u})])
    step.need_same("the premise is not about the product of the matrix and its inverse",
                   p.left, step.store.sum_over([variables[2]], product))
    step.need_same("the product is not the identity", p.right, step.store.term("delta", a, b))
    for v in p.open - {i, j}:
        if {i, j} & step.replay.behind[v]:
            raise Refused(f"the range of {v} depends on an index of the product")
    return w


def inverse_unique(step: Step) -> Equation:
    """Σ_k t[i, k] w[k, j] = δ_ij for all i, j gives inv(r, c. t; p, q) = w[p, q]."""
    t, extent, (p, q), entry = _matrix(step, "inv")
    premise, variables = step.premise(), step.variables("names")
    if len(variables) != 3:
        raise Refused("the names of a row, a column and a summation index are wanted")
    if {v[0] for v in variables} & t.names:
        raise Refused("the indices of the premise are free in the inverse")
    w = _shown_inverse(step, extent, entry, premise, variables)
    step.need_within([p, q], [(ONE, extent)] * 2, "an index of the inverse:")
    sets = leaving(step, premise, variables[:2])
    right = step.store.substitute(w, {variables[0][0]: p, variables[1][0]: q})
    return step.conclude(t, right, (), **sets)


def _by(step: Step, op: str):
    """The term D(matrix term), the matrix term and its parts, and the derivative of other terms."""
    t = step.term(op="D")
    inner, name, labels, indices = t.parts
    if inner.op != op:
        raise Refused(f"the derivative is not of {op}: {show(inner)}")
    entry = lambda p, q: step.store.open(inner, (p, q))
    return t, inner, entry, lambda x: step.store.term("D", x, name, labels, indices)


def D_inverse(step: Step) -> Equation:
    """∂inv(i, j) = −Σ_{k,l} inv(i, k) ∂t[k, l] inv(l, j), where the inverse exists."""
    t, inner, entry, d = _by(step, "inv")
    names, extent, i, j, body = inner.parts
    variables = step.fresh([extent] * 2, apart_from=t.names)
    k, l = (symbol(name) for name, _, _ in variables)
    inverse = lambda p, q: step.store._intern(Term, "inv", (names, extent, p, q, body))
    product = step.store.mul([step.store.num(-1), inverse(i, k), d(entry(k, l)), inverse(l, j)])
    return step.conclude(t, step.store.sum_over(variables, product), conditions={("regular", "invertible", inner)})


def D_determinant(step: Step) -> Equation:
    """∂det t = det t Σ_{k,l} w[l, k] ∂t[k, l], where the premise is Σ_k t[i, k] w[k, j] = δ_ij for all i, j.

    Source: Jacobi's formula; det t w[l, k] is the cofactor of t[k, l].
    """
    t, inner, entry, d = _by(step, "determinant")
    premise, variables = step.premise(), step.variables("names")
    if len(variables) != 3:
        raise Refused("the names of a row, a column and a summation index are wanted")
    if {v[0] for v in variables} & t.names:
        raise Refused("the indices of the premise are free in the determinant")
    w = _shown_inverse(step, inner.parts[1], entry, premise, variables)
    sets = leaving(step, premise, variables[:2])
    i, j = (symbol(name) for name, _, _ in variables[:2])
    cofactor = step.store.substitute(w, {variables[0][0]: j, variables[1][0]: i})
    total = step.store.sum_over(variables[:2], step.store.mul([cofactor, d(entry(i, j))]))
    return step.conclude(t, step.store.mul([inner, total]), (), **sets)


def determinant_identity(step: Step) -> Equation:
    """The determinant of the identity is 1."""
    t, _, _, entry = _matrix(step, "determinant")
    r, c = map(symbol, ("\x041", "\x042"))
    if entry(r, c) is not step.store.term("delta", r, c):
        raise Refused(f"not the determinant of the identity: {show(t)}")
    return step.conclude(t, step.store.num(1))


def determinant_product(step: Step) -> Equation:
    """det(r, c. Σ_k a[r, k] b[k, c]) = det a · det b for square a, b.

    ``left`` is a[r, k] and ``right`` b[k, c]; ``names`` are r, c and k, of one range.
    """
    t, extent, _, entry = _matrix(step, "determinant")
    variables = step.variables("names")
    if len(variables) != 3 or any(v[1:] != (ONE, extent) for v in variables):
        raise Refused(f"three variables of range 1..{extent} are wanted")
    row, column, k = variables
    a, b = step.term("left"), step.term("right")
    if column[0] in a.names or row[0] in b.names or {v[0] for v in variables} & t.names:
        raise Refused("a mentions r and k, b mentions k and c, and these are not free in the determinant")
    product = step.store.sum_over([k], step.store.mul([a, b]))
    step.need_same("the matrix is not that product", entry(symbol(row[0]), symbol(column[0])), product)
    right = [step.store.matrix("determinant", pair, x) for pair, x in (((row, k), a), ((k, column), b))]
    return step.conclude(t, step.store.mul(right))


def determinant_turned(step: Step) -> Equation:
    """det(I + a b) = det(I + b a) for a of n×m, b of m×n (Sylvester).

    ``left`` is a[r, k], ``right`` b[k, c]; ``names`` are r, c of range 1..n and
    k, l of range 1..m: det(r, c. δ_rc + Σ_k a[r, k] b[k, c]) =
    det(k, l. δ_kl + Σ_r b[k, r] a[r, l]).
    """
    t, extent, _, entry = _matrix(step, "determinant")
    variables = step.variables("names")
    if len(variables) != 4 or variables[2][1:] != variables[3][1:] or variables[2][1] != ONE \
            or any(v[1:] != (ONE, extent) for v in variables[:2]):
        raise Refused(f"two variables of range 1..{extent} and two of another range 1..m are wanted")
    row, column, k, l = variables
    r, c, u, v = (symbol(name) for name, _, _ in variables)
    a, b = step.term("left"), step.term("right")
    if {column[0], l[0]} & a.names or {row[0], l[0]} & b.names or {x[0] for x in variables} & t.names:
        raise Refused("a mentions r and k, b mentions k and c, and these are not free in the determinant")
    store = step.store
    delta = lambda p, q: store.term("delta", p, q)
    given = store.add([delta(r, c), store.sum_over([k], store.mul([a, b]))])
    step.need_same("the matrix is not I + a b", entry(r, c), given)
    turned = store.mul([store.substitute(b, {column[0]: r}), store.substitute(a, {k[0]: v})])
    body = store.add([delta(u, v), store.sum_over([row], turned)])
    return step.conclude(t, store.matrix("determinant", (k, l), body))


def determinant_single(step: Step) -> Equation:
    """The determinant of a 1×1 matrix is its entry."""
    t, extent, _, entry = _matrix(step, "determinant")
    if extent != ONE:
        raise Refused(f"the matrix is {extent}×{extent}, not 1×1")
    return step.conclude(t, entry(ONE, ONE))


RULES = {
    f.__name__: f for f in (
        inverse_entry, determinant_entry, matrix_cong, matrix_transpose, inverse_cancel, inverse_unique,
        D_inverse, D_determinant, determinant_identity, determinant_product,
        determinant_turned, determinant_single,
    )
}
