"""Rules of the pseudo-inverse.

``pinv(r, c. t; i, j)`` is the entry i, j of the pseudo-inverse of the m×n matrix
whose entry r, c is t, 0 outside of 1..n, 1..m.  Every real matrix has exactly
one, so that no rule asks for a condition: it satisfies Penrose's four equations,
and what satisfies them is it.
"""
from __future__ import annotations

from .claim import field
from .integers import ONE, Poly, Refused, symbol
from .replay import Equation, Step
from .rules_finite import leaving
from .rules_matrices import cong_of_matrices, entry_of_matrix, transposed_matrix
from .terms import Term


class _Matrix:
    """The m×n matrix of a term ``pinv``, and the entries of both."""

    def __init__(self, step: Step, t: Term):
        self.store, self.t = step.store, t
        self.names, (self.m, self.n), *self.places, _ = t.parts

    def a(self, p: Poly, q: Poly) -> Term:
        """The entry of the matrix."""
        return self.store.open(self.t, (p, q))

    def b(self, p: Poly, q: Poly) -> Term:
        """The entry of its pseudo-inverse."""
        names, extents, _, _, body = self.t.parts
        return self.store.term("pinv", names, extents, p, q, body)


def pseudo_entry(step: Step) -> Equation:
    """at(a⁺, i, j) = pinv(r, c. a[r, c]; i, j)."""
    return entry_of_matrix(step, "pinv", "pinv", "an entry of a pseudo-inverse")


def pseudo_cong(step: Step) -> Equation:
    """l = r for all r, c gives pinv(r, c. l; i, j) = pinv(r, c. r; i, j)."""
    return cong_of_matrices(step, "pinv")


def pseudo_transpose(step: Step) -> Equation:
    """pinv(r, c. t; i, j) = pinv(c, r. t; j, i): the pseudo-inverse of the transpose is the transpose of that."""
    return transposed_matrix(step, step.term(op="pinv"))


def _product(step: Step, variables, *factors: Term) -> Term:
    return step.store.sum_over(variables, step.store.mul(factors))


def _penrose(step: Step, which, a, b, i: Poly, j: Poly, names: list) -> tuple[Term, Term]:
    """The two sides of an equation at i, j for entries a of an m×n and b of an n×m matrix, summed over ``names``."""
    k, *l = (symbol(name) for name, _, _ in names)
    match which:
        case "a b a":
            return _product(step, names, a(i, k), b(k, *l), a(*l, j)), a(i, j)
        case "b a b":
            return _product(step, names, b(i, k), a(k, *l), b(*l, j)), b(i, j)
        case "a b":
            return _product(step, names, a(i, k), b(k, j)), _product(step, names, a(j, k), b(k, i))
        case "b a":
            return _product(step, names, b(i, k), a(k, j)), _product(step, names, b(j, k), a(k, i))


def _ranges(which, m: Poly, n: Poly) -> tuple[list[Poly], list[Poly]]:
    """Of an equation: the extents of its two indices, and of what is summed over."""
    rows = {"a b a": ([m, n], [n, m]), "b a b": ([n, m], [m, n]), "a b": ([m, m], [n]), "b a": ([n, n], [m])}
    if type(which) is not str or which not in rows:
        raise Refused('which is "a b a", "b a b", "a b" or "b a"')
    return rows[which]


def pseudo_equation(step: Step) -> Equation:
    """One of a b a = a, b a b = b, (a b)ᵀ = a b, (b a)ᵀ = b a at i, j, for b the pseudo-inverse of a."""
    matrix, which = _Matrix(step, step.term(op="pinv")), field(step.data, "which")
    indices = step.integers("indices")
    if len(indices) != 2:
        raise Refused("two indices are wanted")
    extents, summed = _ranges(which, matrix.m, matrix.n)
    step.need_within(indices, [(ONE, d) for d in extents], "an index of the equation:")
    names = step.fresh(summed, apart_from=matrix.t.names.union(*(p.names for p in indices)))
    left, right = _penrose(step, which, matrix.a, matrix.b, *indices, names)
    return step.conclude(left, right)


def pseudo_unique(step: Step) -> Equation:
    """What satisfies all four equations is the pseudo-inverse: pinv(r, c. t; p, q) = w[p, q].

    ``names`` are r, s of range 1..m and c, d of range 1..n, ``inverse`` is w[c, r].
    The premises are the equations a b a and b a b at r, c and c, r, a b at r, s, b a at c, d.
    """
    matrix, w = _Matrix(step, step.term(op="pinv")), step.term("inverse")
    variables, (p, q) = step.variables("names"), matrix.places
    if [v[1:] for v in variables] != [(ONE, d) for d in (matrix.m, matrix.m, matrix.n, matrix.n)]:
        raise Refused(f"two variables of range 1..{matrix.m} and two of range 1..{matrix.n} are wanted")
    r, s, c, d = variables
    if {v[0] for v in variables} & matrix.t.names:
        raise Refused("the indices of the premises are free in the pseudo-inverse")
    if {s[0], d[0]} & w.names:
        raise Refused(f"{s[0]} or {d[0]} is free in what is said to be the pseudo-inverse")
    if len(step.premises) != 4:
        raise Refused(f"four premises are wanted, {len(step.premises)} given")
    b = lambda x, y: step.store.substitute(w, {c[0]: x, r[0]: y})
    rows = (("a b a", (r, c), [d, s]), ("b a b", (c, r), [s, d]), ("a b", (r, s), [d]), ("b a", (c, d), [s]))
    found = []
    for premise, (which, indices, names) in zip(step.premises, rows):
        sides = _penrose(step, which, matrix.a, b, *(symbol(v[0]) for v in indices), names)
        for given, wanted in zip((premise.left, premise.right), sides):
            step.need_same(f"the premise is not the equation {which}", given, wanted)
        found.append(leaving(step, premise, indices))
    step.need_within([p, q], [(ONE, matrix.n), (ONE, matrix.m)], "an index of the pseudo-inverse:")
    sets = {key: frozenset().union(*(x[key] for x in found)) for key in found[0]}
    return step.conclude(matrix.t, b(p, q), (), **sets)


RULES = {f.__name__: f for f in (pseudo_entry, pseudo_cong, pseudo_transpose, pseudo_equation, pseudo_unique)}
