"""Rules of inverses and determinants.

``inv(r, c. t; i, j)`` is the entry i, j of the inverse of the n×n matrix whose
entry r, c is t, and 0 if that matrix has no inverse; ``determinant(r, c. t)``
its determinant.  So equal matrices have equal inverses, and what needs an
inverse to exist says so: by a premise that shows one, or as a condition on
what stands in the claim.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations, product

from .integers import ONE, Poly, Refused, number, symbol
from .replay import Equation, Step, show
from .rules_finite import leaving, substituted
from .rules_scalars import is_nonzero
from .terms import Term, factors, matrix_extents

MOST_ROWS = 4


def _matrix(step: Step, op: str, key: str = "term") -> tuple[Term, Poly, tuple, object]:
    """The term, its extent, its places, and a function that gives the matrix's entry at two indices."""
    t = step.term(key, op)
    names, extent, *places, _ = t.parts
    return t, extent, tuple(places), lambda p, q: step.store.open(t, (p, q))


def entry_of_matrix(step: Step, node: str, op: str, what: str) -> Equation:
    """at(e, [i, j]) = op(r, c. a[r, c]; i, j) for e, a ``node`` of the matrix a; a determinant has no places."""
    t = step.term(op="at")
    e, places = t.parts
    if e.op != node:
        raise Refused(f"not {what}: {show(t)}")
    (a,) = e.parts
    variables = step.fresh(a.shape, apart_from=t.names)
    body = step.store.term("at", a, tuple(symbol(name) for name, _, _ in variables))
    return step.conclude(t, step.store.matrix(op, variables, body, *places))


def cong_of_matrices(step: Step, *ops: str) -> Equation:
    """l = r for all r, c gives op(r, c. l; i, j) = op(r, c. r; i, j), op being the one of these that has so many places."""
    p, variables, places = step.premise(), step.pair("names"), step.integers("places")
    found = [op for op in ops if len(places) == (0 if op == "determinant" else 2)]
    if not found:
        raise Refused("an entry of a matrix has two places, a determinant none")
    sets = leaving(step, p, variables)
    left, right = (step.store.matrix(*found, variables, t, *places) for t in (p.left, p.right))
    return step.conclude(left, right, (), **sets)


def transposed_matrix(step: Step, t: Term) -> Equation:
    """op(r, c. t; i, j) = op(c, r. t; j, i): of the transposed matrix, the places exchanged."""
    row, column = ((f"\x04{k}", ONE, extent) for k, extent in enumerate(matrix_extents(t), start=1))
    body = step.store.open(t, (symbol(row[0]), symbol(column[0])))
    return step.conclude(t, step.store.matrix(t.op, (column, row), body, *reversed(t.parts[2:-1])))


def inverse_entry(step: Step) -> Equation:
    """at(a⁻¹, i, j) = inv(r, c. a[r, c]; i, j)."""
    return entry_of_matrix(step, "inverse", "inv", "an entry of an inverse")


def determinant_entry(step: Step) -> Equation:
    """det a = determinant(r, c. a[r, c])."""
    return entry_of_matrix(step, "det", "determinant", "a determinant")


def matrix_cong(step: Step) -> Equation:
    """l = r for all r, c gives inv(r, c. l; i, j) = inv(r, c. r; i, j), or the same of determinants."""
    return cong_of_matrices(step, "inv", "determinant")


def matrix_transpose(step: Step) -> Equation:
    """inv(r, c. t; i, j) = inv(r, c. t[r↔c]; j, i), and the determinants are equal."""
    t = step.term()
    if t.op not in ("inv", "determinant"):
        raise Refused(f"neither an inverse nor a determinant: {show(t)}")
    return transposed_matrix(step, t)


def _existence(step: Step, t: Term) -> dict:
    """The sets of an equation that holds where the matrix of t, an inverse or a determinant, has an inverse.

    No premise, if its determinant is known not to be 0; or a premise d = a
    product with determinant(r, c. t) as a factor, with the condition d ≠ 0; or a
    premise at(a⁻¹, p, q) = inv(r, c. t; p, q) for all p and q, or = inv(r, c. t; q, p),
    so that a⁻¹ is the inverse or its transpose, with the condition that a⁻¹ exists.
    """
    names, extent, *_, body = t.parts
    if not step.premises:
        if not is_nonzero(step, step.store.term("determinant", names, extent, body)):
            raise Refused(f"nothing shows that there is an inverse: {show(t)}")
        return {}
    p = step.premise()
    if step.store.term("determinant", names, extent, body) in factors(p.right):
        return _sets(p, {("nonzero", p.left)})
    if p.right.op == "inv" and p.left.op == "at" and p.left.parts[0].op == "inverse" \
            and (*p.right.parts[:2], p.right.parts[-1]) == (names, extent, body):
        return _standing(step, p)
    raise Refused(f"the premise does not say that the inverse stands in the claim: {show(p.left)} = {show(p.right)}")


def _standing(step: Step, p: Equation) -> dict:
    """The sets of at(a⁻¹, p, q) = inv(r, c. t; p, q), which says for all p, q that the inverse is a⁻¹."""
    e, places = p.left.parts
    names = [name for place in places for name in place.names if place == symbol(name)]
    variables = [step.replay.variables.get(name) for name in names]
    if places not in (p.right.parts[2:4], p.right.parts[3:1:-1]) or len(set(names)) < 2 or None in variables \
            or any((v[1], v[2], v[2]) != (ONE, *e.shape) for v in variables) or p.right.parts[1] != e.shape[0] \
            or {v[0] for v in variables} & (e.names | p.right.parts[-1].names):
        raise Refused("the premise does not speak of all entries of the inverse")
    sets = leaving(step, p, variables)
    standing = substituted(step, p.left, variables[0][0], symbol("\x03" + variables[0][0]))
    standing = substituted(step, standing, variables[1][0], symbol("\x03" + variables[1][0]))
    return sets | {"conditions": sets["conditions"] | {("invertible", standing)}}


def _sets(p: Equation, conditions: set) -> dict:
    return {"open": p.open, "used": p.used, "assumptions": p.assumptions,
            "hypotheses": p.hypotheses, "conditions": p.conditions | conditions}


def inverse_cancel(step: Step) -> Equation:
    """Σ_k t[i, k] inv(k, j) = δ_ij (side "right"), Σ_k inv(i, k) t[k, j] = δ_ij (side "left"), i, j in 1..n.

    Where the matrix has an inverse, see ``_existence``.
    """
    t, extent, (i, j), entry = _matrix(step, "inv")
    sets = _existence(step, t)
    (k,) = step.fresh([extent], apart_from=t.names)
    u = symbol(k[0])
    match step.data.get("side"):
        case "right":
            product = [entry(i, u), _inverse(step, t, u, j)]
        case "left":
            product = [_inverse(step, t, i, u), entry(u, j)]
        case _:
            raise Refused("side is left or right")
    step.need_within([i, j], [(ONE, extent)] * 2, "an index of the inverse:")
    left = step.store.sum_over([k], step.store.mul(product))
    return step.conclude(left, step.store.term("delta", i, j), (), **sets)


def _inverse(step: Step, t: Term, i: Poly, j: Poly) -> Term:
    """The entry i, j of the inverse that t is an entry of."""
    return step.store.term("inv", *t.parts[:2], i, j, t.parts[-1])


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
    """∂inv(i, j) = −Σ_{k,l} inv(i, k) ∂t[k, l] inv(l, j), where the matrix has an inverse, see ``_existence``."""
    t, inner, entry, d = _by(step, "inv")
    sets = _existence(step, inner)
    _, extent, i, j, _ = inner.parts
    variables = step.fresh([extent] * 2, apart_from=t.names)
    k, l = (symbol(name) for name, _, _ in variables)
    product = step.store.mul([
        step.store.num(-1), _inverse(step, inner, i, k), d(entry(k, l)), _inverse(step, inner, l, j)])
    return step.conclude(t, step.store.sum_over(variables, product), (), **sets)


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


def determinant_triangular(step: Step) -> Equation:
    """det(r, c. t) = Π_k t[k, k] for a triangular matrix.

    The premise is holds(r, <, c) t[r, c] = 0 for all r, c (lower triangular) or
    holds(c, <, r) t[r, c] = 0 (upper triangular); ``names`` are r, c and k, of range 1..n.
    """
    t, extent, _, entry = _matrix(step, "determinant")
    premise, variables, store = step.premise(), step.fresh([extent] * 3, apart_from=step.term().names), step.store
    r, c, k = (symbol(name) for name, _, _ in variables)
    outside = [store.mul([store.term("holds", p, "<", q), entry(r, c)]) for p, q in ((r, c), (c, r))]
    if premise.left not in outside or premise.right is not store.num(0):
        raise Refused(f"the premise does not say that the matrix is triangular: {show(premise.left)} = {show(premise.right)}")
    sets = leaving(step, premise, variables[:2])
    return step.conclude(t, store.sum_over(variables[2:], entry(k, k), "prod"), (), **sets)


def determinant_single(step: Step) -> Equation:
    """The determinant of a 1×1 matrix is its entry."""
    t, extent, _, entry = _matrix(step, "determinant")
    if extent != ONE:
        raise Refused(f"the matrix is {extent}×{extent}, not 1×1")
    return step.conclude(t, entry(ONE, ONE))


def inverse_single(step: Step) -> Equation:
    """inv(r, c. t; 1, 1) = t[1, 1]⁻¹ for a 1×1 matrix; both are 0 if t[1, 1] is."""
    t, extent, places, entry = _matrix(step, "inv")
    if extent != ONE or places != (ONE, ONE):
        raise Refused(f"not the one entry of a 1×1 inverse: {show(t)}")
    return step.conclude(t, step.store.term("pow", entry(ONE, ONE), Fraction(-1)))


def _rows(extent: Poly) -> int:
    n = extent.constant()
    if n is None or not 1 <= n <= MOST_ROWS:
        raise Refused(f"the number of rows, {extent}, is not a number up to {MOST_ROWS}")
    return n


def _leibniz(step: Step, entry, rows: list[int], columns: list[int]) -> Term:
    """Σ_s sign(s) Π_k t[row k, column s(k)] over all permutations; 1 of no rows."""
    parts = []
    for order in permutations(range(len(rows))):
        swaps = sum(a > b for a, b in combinations(order, 2))
        entries = [entry(number(r), number(columns[k])) for r, k in zip(rows, order)]
        parts.append(step.store.mul([step.store.num((-1) ** swaps), *entries]))
    return step.store.add(parts)


def determinant_expand(step: Step) -> Equation:
    """det(r, c. t) = Σ_s sign(s) t[1, s(1)] ⋯ t[n, s(n)] over all permutations of 1..n, a number n ≤ 4."""
    t, extent, _, entry = _matrix(step, "determinant")
    every = list(range(1, _rows(extent) + 1))
    return step.conclude(t, _leibniz(step, entry, every, every))


def inverse_expand(step: Step) -> Equation:
    """inv(i, j) = Σ_pq δ(i, p) δ(j, q) (−1)^{p+q} det(t without row q, column p) (det t)⁻¹, for a number n ≤ 4 of rows.

    Cramer's rule; both are 0 where det t is. The determinants are written out.
    """
    t, extent, (i, j), entry = _matrix(step, "inv")
    every, store = list(range(1, _rows(extent) + 1)), step.store
    reciprocal = store.term("pow", _leibniz(step, entry, every, every), Fraction(-1))
    parts = []
    for p, q in product(every, repeat=2):
        minor = _leibniz(step, entry, [r for r in every if r != q], [c for c in every if c != p])
        deltas = [store.term("delta", i, number(p)), store.term("delta", j, number(q))]
        parts.append(store.mul([*deltas, store.num((-1) ** (p + q)), minor, reciprocal]))
    return step.conclude(t, store.add(parts))


def determinant_block(step: Step) -> Equation:
    """det t = det a · det(r, c. δ_rc + Σ_k w[r, k] u[k, c]) for t = a + u, w the inverse of a.

    ``left`` is a[r, k], ``right`` u[k, c], ``inverse`` w[r, c]; ``names`` are r, c, k
    of one range, and the premise is Σ_k a[r, k] w[k, c] = δ_rc for all r, c.
    """
    t, extent, _, entry = _matrix(step, "determinant")
    premise, variables = step.premise(), step.variables("names")
    if len(variables) != 3:
        raise Refused("the names of a row, a column and a summation index are wanted")
    row, column, k = variables
    a, u = step.term("left"), step.term("right")
    if column[0] in a.names or row[0] in u.names or {v[0] for v in variables} & t.names:
        raise Refused("a mentions r and k, u mentions k and c, and these are not free in the determinant")
    store = step.store
    put = lambda x, name, value: store.substitute(x, {name: value})
    r, c, v = (symbol(name) for name, _, _ in variables)
    w = _shown_inverse(step, extent, lambda p, q: put(put(a, k[0], q), row[0], p), premise, variables)
    step.need_same("the matrix is not a + u", entry(r, c), store.add([put(a, k[0], c), put(u, k[0], r)]))
    sets = leaving(step, premise, variables[:2])
    inner = store.add([
        store.term("delta", r, c), store.sum_over([k], store.mul([put(w, column[0], v), u]))])
    first, second = store.matrix("determinant", (row, k), a), store.matrix("determinant", (row, column), inner)
    return step.conclude(t, store.mul([first, second]), (), **sets)


def determinant_reciprocal(step: Step) -> Equation:
    """det t (det t)⁻¹ = 1, where the matrix has an inverse, see ``_existence``."""
    t = step.term(op="determinant")
    sets = _existence(step, t)
    product = step.store.mul([t, step.store.term("pow", t, Fraction(-1))])
    return step.conclude(product, step.store.num(1), (), **sets)


def reciprocal_unique(step: Step) -> Equation:
    """a b = 1 gives a⁻¹ = b; ``left`` is a, ``right`` b."""
    p, a, b = step.premise(), step.term("left"), step.term("right")
    step.need_same("the premise is not about the product", p.left, step.store.mul([a, b]))
    step.need_same("the product is not 1", p.right, step.store.num(1))
    return step.conclude(step.store.term("pow", a, Fraction(-1)), b)


RULES = {
    f.__name__: f for f in (
        inverse_entry, determinant_entry, matrix_cong, matrix_transpose, inverse_cancel, inverse_unique,
        inverse_single, D_inverse, D_determinant, determinant_identity, determinant_product,
        determinant_turned, determinant_block, determinant_triangular, determinant_single, determinant_expand, inverse_expand,
        determinant_reciprocal, reciprocal_unique,
    )
}
