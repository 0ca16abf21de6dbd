"""Rules of the exponential of a matrix, e^a = Σ_k a^k/k!, which is defined for every real square matrix.

``expm(r, c. t; i, j)`` is the entry i, j of the exponential of the n×n matrix
whose entry r, c is t.  So equal matrices have equal exponentials.  Premises
that matrices commute are equations of entries, meant for all rows and columns.
"""
from __future__ import annotations

from .integers import ONE, Poly, Refused, symbol
from .replay import Equation, Step, show
from .rules_finite import leaving
from .rules_matrices import cong_of_matrices, entry_of_matrix, transposed_matrix
from .terms import Term


def _exponential(step: Step, t: Term) -> tuple[Poly, tuple[Poly, Poly], object]:
    """Extent and places of an entry of an exponential, and a function that gives the matrix's entry at two indices."""
    if t.op != "expm":
        raise Refused(f"not an entry of an exponential: {show(t)}")
    _, extent, i, j, _ = t.parts
    return extent, (i, j), lambda p, q: step.store.open(t, (p, q))


def _moved(step: Step, t: Term, i: Poly, j: Poly) -> Term:
    """Another entry of the exponential that t is an entry of."""
    return step.store.term("expm", *t.parts[:2], i, j, t.parts[-1])


def _within(step: Step, places, extent: Poly) -> None:
    step.need_within(places, [(ONE, extent)] * len(places), "an index of the exponential:")


def _entry_of(step: Step, op: str) -> tuple[Term, tuple]:
    """A term at(e, [i, j]), e of this kind, and its indices."""
    t = step.term(op="at")
    if t.parts[0].op != op:
        raise Refused(f"not an entry of {op}: {show(t)}")
    return t, t.parts[1]


def _same_premise(step: Step, premise: Equation, left: Term, right: Term) -> None:
    step.need_same("the premise, left side", premise.left, left)
    step.need_same("the premise, right side", premise.right, right)


def exponential_entry(step: Step) -> Equation:
    """at(e^a, i, j) = expm(r, c. a[r, c]; i, j)."""
    return entry_of_matrix(step, "matexp", "expm", "an entry of matexp")


def exponential_cong(step: Step) -> Equation:
    """l = r for all r, c gives expm(r, c. l; i, j) = expm(r, c. r; i, j)."""
    return cong_of_matrices(step, "expm")


def exponential_transpose(step: Step) -> Equation:
    """expm(r, c. t; i, j) = expm(r, c. t[r↔c]; j, i)."""
    t = step.term()
    _exponential(step, t)
    return transposed_matrix(step, t)


def exponential_diagonal(step: Step) -> Equation:
    """expm(r, c. δ(r, c) v; i, j) = δ(i, j) exp(v[r := i]), v not mentioning c; i, j in 1..n."""
    t, v = step.term(), step.term("value")
    extent, (i, j), entry = _exponential(step, t)
    (row, *_), (column, *_) = step.fresh([extent] * 2, apart_from=t.names)
    if column in v.names:
        raise Refused(f"{column} is free in the diagonal")
    r, c = symbol(row), symbol(column)
    step.need_same("the matrix is not that diagonal one", entry(r, c),
                   step.store.mul([step.store.term("delta", r, c), v]))
    _within(step, (i, j), extent)
    value = step.store.term("fn", "exp", 0, step.store.substitute(v, {row: i}))
    return step.conclude(t, step.store.mul([step.store.term("delta", i, j), value]), open=v.names - {row})


def exponential_single(step: Step) -> Equation:
    """expm(r, c. t; 1, 1) = exp(t[1, 1]) for a 1×1 matrix."""
    t = step.term()
    extent, places, entry = _exponential(step, t)
    if extent != ONE or places != (ONE, ONE):
        raise Refused(f"not the one entry of a 1×1 exponential: {show(t)}")
    return step.conclude(t, step.store.term("fn", "exp", 0, entry(ONE, ONE)))


def exponential_sum(step: Step) -> Equation:
    """e^{a + b} = e^a e^b if a b = b a.

    ``left`` is a[r, c], ``right`` b[r, c]; ``names`` are r, c, k of one range 1..n.
    The premise is Σ_k a[r, k] b[k, c] = Σ_k b[r, k] a[k, c]; the conclusion
    expm(r, c. a + b; r, c) = Σ_k expm(r, c. a; r, k) expm(r, c. b; k, c).
    """
    premise, variables = step.premise(), step.variables("names")
    a, b, store = step.term("left"), step.term("right"), step.store
    if len(variables) != 3 or len({v[1:] for v in variables}) > 1 or variables[0][1] != ONE:
        raise Refused("three variables of one range 1..n are wanted")
    row, column, inner = variables
    if inner[0] in a.names | b.names:
        raise Refused(f"{inner[0]} is free in a matrix")
    r, c, k = (symbol(name) for name, _, _ in variables)
    first, second = ((lambda p, q, t=t: store.substitute(t, {row[0]: p, column[0]: q})) for t in (a, b))
    product = lambda x, y: store.sum_over([inner], store.mul([x(r, k), y(k, c)]))
    _same_premise(step, premise, product(first, second), product(second, first))
    sets = leaving(step, premise, [row, column])
    expm = lambda t, p, q: store.matrix("expm", (row, column), t, p, q)
    right = store.sum_over([inner], store.mul([expm(a, r, k), expm(b, k, c)]))
    return step.conclude(expm(store.add([a, b]), r, c), right, (), **sets)


def exponential_intertwined(step: Step) -> Equation:
    """e^a b = b e^d if a b = b d, for a of n×n, b of n×m, d of m×m.

    ``left`` is a[r, k], ``middle`` b[r, c], ``right`` d[l, c]; ``names`` are r, c, k, l:
    r and k of one range 1..n, c and l of one range 1..m.  The premise is
    Σ_k a[r, k] b[k, c] = Σ_l b[r, l] d[l, c]; the conclusion
    Σ_k expm(r, k. a; r, k) b[k, c] = Σ_l b[r, l] expm(l, c. d; l, c).
    With d = a: what commutes with a commutes with e^a; with d = b⁻¹ a b it is the exponential of a similar matrix.
    """
    premise, variables, store = step.premise(), step.variables("names"), step.store
    a, b, d = step.term("left"), step.term("middle"), step.term("right")
    if len(variables) != 4 or variables[0][1:] != variables[2][1:] or variables[1][1:] != variables[3][1:] \
            or {variables[0][1], variables[1][1]} != {ONE}:
        raise Refused("two variables of one range 1..n and two of one range 1..m are wanted")
    row, column, near, far = variables
    if {column[0], far[0]} & a.names or {near[0], far[0]} & b.names or {row[0], near[0]} & d.names:
        raise Refused("a mentions r and k, b mentions r and c, d mentions l and c of the names, and no others")
    r, c, k, l = (symbol(name) for name, _, _ in variables)
    before, behind = store.substitute(b, {row[0]: k}), store.substitute(b, {column[0]: l})
    _same_premise(step, premise, store.sum_over([near], store.mul([a, before])),
                  store.sum_over([far], store.mul([behind, d])))
    sets = leaving(step, premise, [row, column])
    first, second = store.matrix("expm", (row, near), a, r, k), store.matrix("expm", (far, column), d, l, c)
    left = store.sum_over([near], store.mul([first, before]))
    return step.conclude(left, store.sum_over([far], store.mul([behind, second])), (), **sets)


def exponential_power(step: Step) -> Equation:
    """(e^a)^P[i, j] = expm(r, c. P a[r, c]; i, j), if P ≥ 0 is provable."""
    t, (i, j) = _entry_of(step, "matpower")
    base, exponent = t.parts[0].parts
    if base.op != "matexp":
        raise Refused(f"not a power of an exponential: {show(t)}")
    step.need(exponent, f"{exponent} ≥ 0")
    (a,) = base.parts
    _within(step, (i, j), a.shape[0])
    variables = step.fresh([a.shape[0]] * 2, apart_from=t.names)
    entry = step.store.term("at", a, tuple(symbol(name) for name, _, _ in variables))
    body = step.store.mul([step.store.term("int", exponent), entry])
    return step.conclude(t, step.store.matrix("expm", variables, body, i, j))


def exponential_determinant(step: Step) -> Equation:
    """determinant(r, c. expm(t; r, c)) = exp(Σ_k t[k, k])."""
    t = step.term(op="determinant")
    names, extent, inner = t.parts
    own, places, entry = _exponential(step, inner)
    if places != tuple(map(symbol, names)) or own != extent or inner.parts[-1].names & set(names):
        raise Refused(f"not the determinant of a whole exponential: {show(t)}")
    (k,) = step.fresh([extent], apart_from=t.names)
    u = symbol(k[0])
    return step.conclude(t, step.store.term("fn", "exp", 0, step.store.sum_over([k], entry(u, u))))


# ---------------------------------------------------------------- derivatives

def _slope(step: Step):
    """A term D(expm(m; i, j)), its inner term, extent, places, m's entry at two indices, and the derivative of other terms."""
    t = step.term(op="D")
    inner, name, labels, indices = t.parts
    extent, places, entry = _exponential(step, inner)
    return t, inner, extent, places, entry, lambda x: step.store.term("D", x, name, labels, indices)


def D_exponential(step: Step) -> Equation:
    """∂(e^m)[i, j] = Σ_k ∂m[i, k] (e^m)[k, j], if m commutes with ∂m; i, j in 1..n.

    ``names`` are r, c, k; the premise is Σ_k m[r, k] ∂m[k, c] = Σ_k ∂m[r, k] m[k, c].
    At every point ∂e^m = ∫₀¹ e^{um} ∂m e^{(1−u)m} du, so that it is enough that they commute there.
    """
    t, inner, extent, (i, j), m, d = _slope(step)
    premise = step.premise()
    row, column, near = step.fresh([extent] * 3, apart_from=t.names)
    r, c, k = (symbol(v[0]) for v in (row, column, near))
    product = lambda x, y: step.store.sum_over([near], step.store.mul([x(r, k), y(k, c)]))
    slope = lambda p, q: d(m(p, q))
    _same_premise(step, premise, product(m, slope), product(slope, m))
    _within(step, (i, j), extent)
    sets = leaving(step, premise, [row, column])
    right = step.store.sum_over([near], step.store.mul([slope(i, k), _moved(step, inner, k, j)]))
    return step.conclude(t, right, (), **sets)


def D_exponential_trace(step: Step) -> Equation:
    """tr(w ∂e^m) = tr(w e^m ∂m), if w commutes with m.

    ``term`` is D(expm(m; r, s)), ``factor`` w[s, r], ``names`` r, s, k of range 1..n.
    The premise is Σ_k w[s, k] m[k, r] = Σ_k m[s, k] w[k, r]; the conclusion
    Σ_{r,s} w[s, r] ∂(e^m)[r, s] = Σ_{r,s,k} w[s, k] (e^m)[k, r] ∂m[r, s].
    By ∂e^m = ∫₀¹ e^{um} ∂m e^{(1−u)m} du, under the trace.
    """
    t, inner, extent, places, m, d = _slope(step)
    premise, variables, store = step.premise(), step.variables("names"), step.store
    w = step.term("factor")
    if len(variables) != 3 or any(v[1:] != (ONE, extent) for v in variables):
        raise Refused(f"three variables of range 1..{extent} are wanted")
    row, column, near = variables
    r, s, k = (symbol(v[0]) for v in variables)
    _, _, labels, indices = t.parts
    if places != (r, s) or {row[0], column[0], near[0]} & (inner.parts[-1].names | _names(labels + indices)):
        raise Refused("r and s are to be the places of the exponential, and no name stands elsewhere in it")
    if near[0] in w.names:
        raise Refused(f"{near[0]} is free in the factor")
    weight = lambda p, q: store.substitute(w, {column[0]: p, row[0]: q})
    product = lambda x, y: store.sum_over([near], store.mul([x(s, k), y(k, r)]))
    _same_premise(step, premise, product(weight, m), product(m, weight))
    sets = leaving(step, premise, [row, column])
    left = store.sum_over([row, column], store.mul([w, t]))
    right = store.mul([weight(s, k), _moved(step, inner, k, r), d(m(r, s))])
    return step.conclude(left, store.sum_over(variables, right), (), **sets)


def _names(polynomials) -> frozenset[str]:
    return frozenset().union(*(p.names for p in polynomials))


RULES = {
    f.__name__: f for f in (
        exponential_entry, exponential_cong, exponential_transpose, exponential_diagonal, exponential_single,
        exponential_sum, exponential_intertwined, exponential_power, exponential_determinant,
        D_exponential, D_exponential_trace,
    )
}
