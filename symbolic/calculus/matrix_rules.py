r"""Rules of inverses, determinants and matrix powers, recorded in a trace.

Each function is one rule of docs/certificates.md, as the methods of ``Trace``
are: it computes the conclusion, records the step and returns the theorem.
A matrix is a term with two variables, its row and its column; the matrix of
an ``inv`` or ``determinant`` is ``entry_at(terms, t, p, q)`` at p, q.
"""
from __future__ import annotations

from itertools import combinations, permutations, product
from typing import Iterable, Sequence

from symbolic.language.expressions import Determinant, Expand, Expression, MatrixPower, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .canonical import seniority
from .record import Theorem
from .terms import Term, Terms
from .trace import Trace

P = IntegerPolynomial
MOST_ROWS = 4


def entry_at(terms: Terms, t: Term, p: P, q: P) -> Term:
    """The matrix's entry at p, q, for an ``inv``, ``expm`` or ``determinant`` t."""
    row, column = t.data[0]
    return terms.replace(t.args[0], {row: p, column: q})


def extent_of(terms: Terms, t: Term) -> P:
    return terms.extents[t.data[0][0]]


def inverse_at(terms: Terms, t: Term, p: P, q: P) -> Term:
    """Another entry of the inverse, or pseudo-inverse, or exponential that t is an entry of."""
    return terms.of_matrix(t.op if t.op in ("pinv", "expm") else "inv", t.data[0], t.args[0], (terms.p(p), terms.p(q)))


# ---------------------------------------------------------------- entries

def inverse_entry(trace: Trace, t: Term) -> Theorem:
    """at(E⁻¹, i, j) = inv(r, c. at(E, r, c); i, j)."""
    e, places = t.data
    return _entry(trace, "inverse_entry", t, e, places)


def determinant_entry(trace: Trace, t: Term) -> Theorem:
    """at(det E) = determinant(r, c. at(E, r, c))."""
    return _entry(trace, "determinant_entry", t, t.data[0], ())


def pseudo_entry(trace: Trace, t: Term) -> Theorem:
    """at(E⁺, i, j) = pinv(r, c. at(E, r, c); i, j)."""
    e, places = t.data
    return _entry(trace, "pseudo_entry", t, e, places, "pinv")


def exponential_entry(trace: Trace, t: Term) -> Theorem:
    """at(e^E, i, j) = expm(r, c. at(E, r, c); i, j)."""
    e, places = t.data
    return _entry(trace, "exponential_entry", t, e, places, "expm")


def _entry(trace: Trace, rule: str, t: Term, e, places, op: str = "") -> Theorem:
    names = tuple(map(trace.variable, e.arg.shape))
    body = trace.terms.at(e.arg, map(integer, names))
    return trace.step(rule, t, trace.terms.matrix(op or _of_places(places), names, body, places), term=t, names=names)


def _of_places(places: Sequence[P]) -> str:
    """An inverse has two places, a determinant none."""
    return "inv" if places else "determinant"


BEGINNINGS = {"pinv": "pseudo", "expm": "exponential"}
"""How the rules of these matrices begin, where those of inverses and determinants begin with ``matrix``."""


def matrix_cong(trace: Trace, names: Sequence[str], p: Theorem, places: Iterable[P], op: str = "") -> Theorem:
    """l = r for all r, c: the inverses, or with no places the determinants, are equal; so are the matrices ``op``."""
    places = tuple(places)
    op = op or _of_places(places)
    left, right = (trace.terms.matrix(op, names, x, places) for x in (p.left, p.right))
    return trace.step(f"{BEGINNINGS.get(op, 'matrix')}_cong", left, right, [p], names=tuple(names), places=places)


def matrix_transpose(trace: Trace, t: Term) -> Theorem:
    """inv(t; i, j) = inv(tᵀ; j, i), det t = det tᵀ; pinv and expm as inv."""
    (row, column), body = trace.terms.open(t)
    right = trace.terms.matrix(t.op, (column, row), body, t.data[1][::-1])
    return trace.step(f"{BEGINNINGS.get(t.op, 'matrix')}_transpose", t, right, term=t)


def swapped(trace: Trace, t: Term, normal) -> Theorem | None:
    """t(i, j) = t(j, i) for an inverse, pseudo-inverse or exponential of a symmetric matrix, else None."""
    terms = trace.terms
    if t.args[0] not in terms.symmetric_matrices:
        return None
    flipped = matrix_transpose(trace, t)
    names, body = terms.open(flipped.right)
    p = trace.trans(flipped, matrix_cong(trace, names, normal(body), t.data[1][::-1], t.op))
    return p if p.right is inverse_at(terms, t, *t.data[1][::-1]) else None


# ---------------------------------------------------------------- inverses

def inverse_cancel(trace: Trace, t: Term, existence: Sequence[Theorem], side: str) -> Theorem:
    """Σ_k t[i, k] inv(k, j) = δ_ij ("right") or Σ_k inv(i, k) t[k, j] = δ_ij ("left")."""
    terms, (i, j) = trace.terms, t.data[1]
    name = trace.variable(extent_of(terms, t))
    k = integer(name)
    if side == "right":
        product = [entry_at(terms, t, i, k), inverse_at(terms, t, k, j)]
    else:
        product = [inverse_at(terms, t, i, k), entry_at(terms, t, k, j)]
    left = terms.sum([name], terms.mul(product))
    return trace.step("inverse_cancel", left, terms.delta(i, j), existence, term=t, names=(name,), side=side)


def inverse_unique(trace: Trace, t: Term, w: Term, p: Theorem, names: Sequence[str]) -> Theorem:
    """inv(t; i, j) = w[i, j], where p says Σ_k t[r, k] w[k, c] = δ_rc, and ``names`` are r, c, k."""
    places = dict(zip(names, t.data[1]))
    right = trace.terms.replace(w, places)
    return trace.step("inverse_unique", t, right, [p], term=t, inverse=w, names=tuple(names))


def inverse_single(trace: Trace, t: Term) -> Theorem:
    one = integer(1)
    return trace.step("inverse_single", t, trace.terms.pow(entry_at(trace.terms, t, one, one), -1), term=t)


def D_inverse(trace: Trace, t: Term, existence: Sequence[Theorem]) -> Theorem:
    """∂inv(i, j) = −Σ_kl inv(i, k) ∂t[k, l] inv(l, j)."""
    terms, inner = trace.terms, t.args[0]
    i, j = inner.data[1]
    names = tuple(trace.variable(extent_of(terms, inner)) for _ in range(2))
    k, l = map(integer, names)
    slope = terms.D(entry_at(terms, inner, k, l), *t.data)
    right = terms.sum(names, terms.mul([
        terms.num(-1), inverse_at(terms, inner, i, k), slope, inverse_at(terms, inner, l, j)]))
    return trace.step("D_inverse", t, right, existence, term=t, names=names)


# ---------------------------------------------------------------- pseudo-inverses

def pseudo_equation(trace: Trace, t: Term, which: str, indices: tuple[P, P]) -> Theorem:
    """One of a b a = a, b a b = b, (a b)ᵀ = a b, (b a)ᵀ = b a at two indices, for b the pseudo-inverse of a."""
    terms, (i, j) = trace.terms, indices
    m, n = (terms.extents[name] for name in t.data[0])
    a, b = (lambda p, q: entry_at(terms, t, p, q)), (lambda p, q: inverse_at(terms, t, p, q))
    extents = {"a b a": (n, m), "b a b": (m, n), "a b": (n,), "b a": (m,)}[which]
    names = tuple(trace.variable(extent) for extent in extents)
    k, *l = map(integer, names)
    first, second = (a, b) if which[0] == "a" else (b, a)
    if l:
        left = terms.sum(names, terms.mul([first(i, k), second(k, *l), first(*l, j)]))
        right = first(i, j)
    else:
        left, right = (terms.sum(names, terms.mul([first(p, k), second(k, q)])) for p, q in ((i, j), (j, i)))
    return trace.step("pseudo_equation", left, right, term=t, which=which, indices=indices, names=names)


def pseudo_unique(trace: Trace, t: Term, w: Term, premises: Sequence[Theorem], names: Sequence[str]) -> Theorem:
    """pinv(t; p, q) = w[p, q], where the premises say that w satisfies the four equations; ``names`` are r, s, c, d."""
    p, q = t.data[1]
    right = trace.terms.replace(w, {names[2]: p, names[0]: q})
    return trace.step("pseudo_unique", t, right, premises, term=t, inverse=w, names=tuple(names))


# ---------------------------------------------------------------- determinants

def D_determinant(trace: Trace, t: Term, w: Term, p: Theorem, names: Sequence[str]) -> Theorem:
    """∂det t = det t Σ_rc w[c, r] ∂t[r, c], where p says Σ_k t[r, k] w[k, c] = δ_rc."""
    terms, inner = trace.terms, t.args[0]
    r, c = map(integer, names[:2])
    cofactor = terms.replace(w, {names[0]: c, names[1]: r})
    slope = terms.D(entry_at(terms, inner, r, c), *t.data)
    right = terms.mul([inner, terms.sum(names[:2], terms.mul([cofactor, slope]))])
    return trace.step("D_determinant", t, right, [p], term=t, inverse=w, names=tuple(names))


def determinant_identity(trace: Trace, t: Term) -> Theorem:
    return trace.step("determinant_identity", t, trace.terms.one, term=t)


def determinant_triangular(trace: Trace, t: Term, p: Theorem, names: Sequence[str]) -> Theorem:
    """det t = Π_k t[k, k], where p says that t[r, c] is 0 beyond the diagonal on one side; ``names`` are r, c, k."""
    k = integer(names[2])
    right = trace.terms.product(names[2], entry_at(trace.terms, t, k, k))
    return trace.step("determinant_triangular", t, right, [p], term=t, names=tuple(names))


def determinant_single(trace: Trace, t: Term) -> Theorem:
    one = integer(1)
    return trace.step("determinant_single", t, entry_at(trace.terms, t, one, one), term=t)


def _leibniz(terms: Terms, t: Term, rows: list[int], columns: list[int]) -> Term:
    """The determinant of the matrix cut down to these rows and columns, written out."""
    parts = []
    for order in permutations(range(len(rows))):
        swaps = sum(a > b for a, b in combinations(order, 2))
        entries = [entry_at(terms, t, integer(r), integer(columns[k])) for r, k in zip(rows, order)]
        parts.append(terms.mul([terms.num((-1) ** swaps), *entries]))
    return terms.add(parts)


def determinant_expand(trace: Trace, t: Term) -> Theorem:
    """The sum over all permutations, for up to ``MOST_ROWS`` rows."""
    every = list(range(1, extent_of(trace.terms, t).constant() + 1))
    return trace.step("determinant_expand", t, _leibniz(trace.terms, t, every, every), term=t)


def inverse_expand(trace: Trace, t: Term) -> Theorem:
    """Cramer's rule for up to ``MOST_ROWS`` rows."""
    terms, (i, j) = trace.terms, t.data[1]
    every = list(range(1, extent_of(terms, t).constant() + 1))
    reciprocal = terms.pow(_leibniz(terms, t, every, every), -1)
    parts = []
    for p, q in product(every, repeat=2):
        minor = _leibniz(terms, t, [r for r in every if r != q], [c for c in every if c != p])
        deltas = [terms.delta(i, integer(p)), terms.delta(j, integer(q))]
        parts.append(terms.mul([*deltas, terms.num((-1) ** (p + q)), minor, reciprocal]))
    return trace.step("inverse_expand", t, terms.add(parts), term=t)


def determinant_product(trace: Trace, a: Term, b: Term, names: Sequence[str]) -> Theorem:
    """det(r, c. Σ_k a[r, k] b[k, c]) = det a det b; ``names`` are r, c, k."""
    terms, (r, c, k) = trace.terms, names
    left = terms.determinant((r, c), terms.sum([k], terms.mul([a, b])))
    right = terms.mul([terms.determinant((r, k), a), terms.determinant((k, c), b)])
    return trace.step("determinant_product", left, right, term=left, left=a, right=b, names=tuple(names))


def determinant_turned(trace: Trace, a: Term, b: Term, names: Sequence[str]) -> Theorem:
    """det(I + a b) = det(I + b a); ``names`` are r, c of one range and k, l of another."""
    terms, (r, c, k, l) = trace.terms, names
    at = lambda p, q: terms.delta(integer(p), integer(q))
    left = terms.determinant((r, c), terms.add([at(r, c), terms.sum([k], terms.mul([a, b]))]))
    turned = terms.mul([terms.replace(b, {c: integer(r)}), terms.replace(a, {k: integer(l)})])
    right = terms.determinant((k, l), terms.add([at(k, l), terms.sum([r], turned)]))
    return trace.step("determinant_turned", left, right, term=left, left=a, right=b, names=tuple(names))


def determinant_block(trace: Trace, t: Term, a: Term, u: Term, w: Term, p: Theorem, names: Sequence[str]) -> Theorem:
    """det(a + u) = det a det(I + w u), where p says Σ_k a[r, k] w[k, c] = δ_rc; a is at r, k, u at k, c."""
    terms, (r, c, k) = trace.terms, names
    moved = terms.replace(w, {c: integer(k)})
    inner = terms.add([terms.delta(integer(r), integer(c)), terms.sum([k], terms.mul([moved, u]))])
    right = terms.mul([terms.determinant((r, k), a), terms.determinant((r, c), inner)])
    return trace.step("determinant_block", t, right, [p], term=t, left=a, right=u, inverse=w, names=tuple(names))


def determinant_eliminated(trace: Trace, t: Term, x: Term, p: Theorem, cut) -> Theorem:
    """det [a b; c d] = det a det(d − c x), where p says a x = b; a is the pivot of the ``Cut``, first or last."""
    terms = trace.terms
    row, column, low, right = cut.row, cut.column, cut.low, cut.right
    product = terms.sum([column], terms.mul([cut.block(terms, t, low, column), x]))
    rest = terms.add([cut.block(terms, t, low, right), terms.negative(product)])
    pivot = terms.determinant((row, column), cut.block(terms, t, row, column))
    return trace.step("determinant_eliminated", t, terms.mul([pivot, terms.determinant((low, right), rest)]), [p],
                      term=t, solution=x, names=cut.names, pivot=cut.pivot)


def reciprocal_unique(trace: Trace, p: Theorem, a: Term, b: Term) -> Theorem:
    """a⁻¹ = b, where p says a b = 1."""
    return trace.step("reciprocal_unique", trace.terms.pow(a, -1), b, [p], left=a, right=b)


# ---------------------------------------------------------------- powers and properties

def matrix_power_end(trace: Trace, t: Term) -> Theorem:
    """a^0 = I, a^1 = a."""
    terms, (e, (i, j)) = trace.terms, t.data
    if terms.p(e.exponent) == 0:
        return trace.step("matrix_power_empty", t, terms.delta(i, j), term=t)
    return trace.step("matrix_power_single", t, terms.at(e.arg, (i, j)), term=t)


def matrix_power_split(trace: Trace, t: Term, part: P) -> Theorem:
    """a^P[i, j] = Σ_u a^Q[i, u] a^{P−Q}[u, j] for ``part`` Q."""
    terms, (e, (i, j)) = trace.terms, t.data
    name = trace.variable(e.arg.shape[0])
    u = integer(name)
    first, second = (MatrixPower(e.arg, terms.p(x)) for x in (part, e.exponent - part))
    right = terms.sum([name], terms.mul([terms.at(first, (i, u)), terms.at(second, (u, j))]))
    return trace.step("matrix_power_split", t, right, term=t, exponent=terms.p(part), names=(name,))


def _scalar_power(trace: Trace, c: Expression, exponent: P) -> Term:
    """c^P as the entry of a power of the 1×1 matrix of c."""
    one = integer(1)
    return trace.terms.at(MatrixPower(Expand(c, (0, 1)), trace.terms.p(exponent)), (one, one))


def determinant_scaled(trace: Trace, t: Term) -> Theorem:
    """det(c a) = c^n det(a)."""
    a, b = t.data[0].arg.left, t.data[0].arg.right
    c, matrix = (a, b) if not a.shape else (b, a)
    right = trace.terms.mul([_scalar_power(trace, c, matrix.shape[0]), trace.terms.at(Determinant(matrix), ())])
    return trace.step("determinant_scaled", t, right, term=t)


def determinant_powered(trace: Trace, t: Term) -> Theorem:
    """det(a^P) = det(a)^P."""
    e = t.data[0].arg
    return trace.step("determinant_powered", t, _scalar_power(trace, Determinant(e.arg), e.exponent), term=t)


def determinant_kronecker(trace: Trace, t: Term) -> Theorem:
    """det(a ⊗ b) = det(a)^n det(b)^m."""
    a, b = t.data[0].arg.left, t.data[0].arg.right
    right = trace.terms.mul([_scalar_power(trace, Determinant(a), b.shape[0]), _scalar_power(trace, Determinant(b), a.shape[0])])
    return trace.step("determinant_kronecker", t, right, term=t)


def matrix_power_transpose(trace: Trace, t: Term) -> Theorem:
    """(aᵀ)^P[i, j] = a^P[j, i]."""
    e, (i, j) = t.data
    right = trace.terms.at(MatrixPower(e.arg.arg, e.exponent), (j, i))
    return trace.step("matrix_power_transpose", t, right, term=t)


def D_matrix_power(trace: Trace, t: Term) -> Theorem:
    """∂a^P[i, j] = Σ_q Σ_uv a^{q−1}[i, u] ∂a[u, v] a^{P−q}[v, j]."""
    terms, (e, (i, j)) = trace.terms, t.args[0].data
    names = tuple(trace.variable(d) for d in (e.exponent, *e.arg.shape))
    q, u, v = map(integer, names)
    first, second = MatrixPower(e.arg, terms.p(q - 1)), MatrixPower(e.arg, terms.p(e.exponent - q))
    slope = terms.D(terms.at(e.arg, (u, v)), *t.data)
    right = terms.sum(names, terms.mul([terms.at(first, (i, u)), slope, terms.at(second, (v, j))]))
    return trace.step("D_matrix_power", t, right, term=t, names=names)


def sum_reflected(trace: Trace, t: Term, name: str) -> Theorem:
    """Σ_q f(q) = Σ_q f(N + 1 − q) for the variable q in 1..N."""
    terms, extent = trace.terms, trace.terms.extents[name]
    other = trace.variable(extent)
    value = terms.p(extent + 1 - integer(other))
    body = terms.replace(t.args[0], {name: value})
    right = terms.sum([other if v == name else v for v in t.data], body)
    return trace.step("sum_shift", t, right, term=t, variable=name, new=other, value=value)


def determinant_reciprocal(trace: Trace, t: Term, existence: Sequence[Theorem]) -> Theorem:
    """det t (det t)⁻¹ = 1."""
    terms = trace.terms
    return trace.step("determinant_reciprocal", terms.mul([t, terms.pow(t, -1)]), terms.one, existence, term=t)


def antisymmetric(trace: Trace, t: Term) -> Theorem:
    terms, (e, (i, j)) = trace.terms, t.data
    return trace.step("antisymmetric", t, terms.mul([terms.num(-1), terms.at(e, (j, i))]), term=t)


def diagonal(trace: Trace, t: Term) -> Theorem:
    terms = trace.terms
    return trace.step("diagonal", t, terms.mul([terms.delta(*t.data[1]), t]), term=t)


def triangular(trace: Trace, t: Term, side: str) -> Theorem:
    """[i < j] a[i, j] = 0 ("lower"), [j < i] a[i, j] = 0 ("upper")."""
    terms, (i, j) = trace.terms, t.data[1]
    p, q = (i, j) if side == "lower" else (j, i)
    return trace.step("triangular", terms.mul([terms.holds(p, "<", q), t]), terms.zero, term=t, side=side)


def orthonormal(trace: Trace, a: Symbol, i: P, j: P, side: str) -> Theorem:
    """Σ_k a[k, i] a[k, j] = δ_ij ("columns") or Σ_k a[i, k] a[j, k] = δ_ij ("rows")."""
    terms = trace.terms
    name = trace.variable(a.shape[0 if side == "columns" else 1])
    k = integer(name)
    places = [(k, i), (k, j)] if side == "columns" else [(i, k), (j, k)]
    left = terms.sum([name], terms.mul(terms.at(a, x) for x in places))
    return trace.step("orthonormal", left, terms.delta(i, j), name=a.name, labels=a.labels,
                      indices=(terms.p(i), terms.p(j)), side=side, names=(name,))


def idempotent(trace: Trace, a: Symbol, i: P, j: P) -> Theorem:
    """Σ_k a[i, k] a[k, j] = a[i, j]."""
    terms = trace.terms
    name = trace.variable(a.shape[0])
    k = integer(name)
    left = terms.sum([name], terms.mul([terms.at(a, (i, k)), terms.at(a, (k, j))]))
    return trace.step("idempotent", left, terms.at(a, (i, j)), name=a.name, labels=a.labels,
                      indices=(terms.p(i), terms.p(j)), names=(name,))


# ---------------------------------------------------------------- what matrices share

def exchanged(places: tuple) -> bool:
    """Do two places stand in the order that is not taken for a symmetric matrix?"""
    return len(places) == 2 and seniority(places[1]) < seniority(places[0])


def length(m: tuple) -> tuple:
    """How many factors a monomial has, those inside its sums counted, and its age."""
    count = 0
    for atom, k in m:
        body = atom.args[0] if atom.op == "sum" else atom
        count += k * (len(body.args) if body.op == "mul" else 1)
    return count, [(a.order, k) for a, k in m]
