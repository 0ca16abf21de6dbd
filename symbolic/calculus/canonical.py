r"""A canonical order for the bound variables of a sum of products.

Σ_{ij} a_i B_ij x_j and Σ_{pq} x_p B_qp a_q are one number.  Among all orders
of the bound variables one is chosen by what the factors say of each variable:
colours are refined (a variable's colour is what its factors look like when the
other variables are replaced by their colours) until nothing changes, and what
is still tied is settled by trying each tied variable and keeping the smallest
result.  Two sums equal up to names and order of factors get the same key.

Deciding that two keys are equal proves nothing: the theorem that the two sums
are equal is made from the two orders by ``sum_order``.
"""
from __future__ import annotations

import re
from typing import Sequence

from symbolic.language.expressions import Field, Symbol

from .terms import Term, Terms

NUMBER = re.compile(r"#(\d+)")  # of a variable; padded, so that older ones come first
TRIES = 5040  # at most this many tied orders are tried (7!)


def order_variables(terms: Terms, names: tuple[str, ...], factors: tuple[Term, ...],
                    symmetric: frozenset[str] = frozenset()) -> list[str]:
    """The names of Σ_names Π factors in canonical order.

    The two indices of a symbol named in ``symmetric`` count as unordered.
    """
    if len(names) == 1:
        return list(names)
    keys = _Keys(terms, frozenset(names), symmetric)
    colours = _refine(keys, names, factors, {name: str(terms.extents[name]) for name in names})
    if len(set(colours.values())) == len(names):
        return sorted(names, key=colours.get)
    best: list = [None, None]
    _search(keys, names, factors, colours, best, [TRIES])
    return best[1]


class _Keys:
    """Structural keys of terms with bound variables replaced by colours."""

    def __init__(self, terms: Terms, bound: frozenset[str], symmetric: frozenset[str]):
        self.terms, self.bound, self.symmetric = terms, bound, symmetric

    def poly(self, p, colours):
        if self.bound.isdisjoint(self.terms.names(p)):
            return self._written(p, lambda: NUMBER.sub(lambda found: f"#{int(found[1]):09}", str(p)))
        parts = []
        for monomial, c in p.terms:
            symbols = sorted(
                (repr(colours[s.name]) if s.name in colours else s.name,
                 tuple(self.poly(x, colours) for x in s.labels), k)
                for s, k in monomial)
            parts.append((c, tuple(symbols)))
        return repr(sorted(parts))

    def _written(self, x, write) -> str:
        """A text that tells x from all others; it is written once for a proof."""
        known = self.terms.written
        if x not in known:
            known[x] = write()
        return known[x]

    def term(self, t: Term, colours) -> tuple:
        if self.bound.isdisjoint(t.free):
            return ("#", t.order)
        match t.op:
            case "add" | "mul" | "largest":
                return (t.op, tuple(sorted((self.term(a, colours) for a in t.args), key=repr)))
            case "delta":
                return (t.op, tuple(sorted(self.poly(p, colours) for p in t.data)))
            case "at":
                expression, idx = t.data
                inner = self.expression(expression, colours)
                places = tuple(self.poly(p, colours) for p in idx)
                if isinstance(expression, Symbol) and expression.name in self.symmetric:
                    places = tuple(sorted(places))
                if isinstance(expression, Field):
                    values, groups = expression.parted(places)
                    places = (values, tuple(sorted(groups)))
                return (t.op, inner, places)
            case "D":
                name, labels, idx = t.data
                return (t.op, name, tuple(self.poly(p, colours) for p in labels + idx), self.term(t.args[0], colours))
            case "sum" | "max" | "prod":
                return (t.op, len(t.data), self.term(t.args[0], colours))
            case "inv" | "pinv" | "expm" | "determinant":
                places = tuple(self.poly(p, colours) for p in t.data[1])
                if t.args[0] in self.terms.symmetric_matrices:
                    places = tuple(sorted(places))
                return (t.op, places, self.term(t.args[0], colours))
            case "int":
                return (t.op, self.poly(t.data, colours))
            case "holds":
                return (t.op, self.poly(t.data[0], colours), t.data[1], self.poly(t.data[2], colours))
        return (t.op, str(t.data), tuple(self.term(a, colours) for a in t.args))

    def expression(self, e, colours):
        if self.bound.isdisjoint(self.terms.names(e)):
            return ("#", self._written(e, lambda: str(e.to_json())))
        parts: list = []

        def note(p):
            parts.append(self.poly(p, colours))
            return p

        def visit(x):
            parts.append(type(x).__name__)
            x.map(visit, note)
            return x

        visit(e)
        return tuple(map(str, parts))


def _refine(keys: _Keys, names, factors, start: dict) -> dict:
    colours = _numbered(names, start)
    while len(set(colours.values())) < len(names):
        marked = {}
        for name in names:
            own = dict(colours)
            own[name] = ("self", colours[name])
            seen = sorted(repr(keys.term(f, own)) for f in factors if name in f.free)
            marked[name] = (colours[name], tuple(seen))
        refined = _numbered(names, marked)
        if len(set(refined.values())) == len(set(colours.values())):
            return refined
        colours = refined
    return colours


def _numbered(names, marks: dict) -> dict:
    """Marks replaced by their rank, so that colours do not depend on names."""
    ranks = {mark: k for k, mark in enumerate(sorted(set(marks.values()), key=repr))}
    return {name: ranks[marks[name]] for name in names}


def _search(keys: _Keys, names, factors, colours, best, budget) -> None:
    classes: dict = {}
    for name in names:
        classes.setdefault(colours[name], []).append(name)
    tied = next((members for _, members in sorted(classes.items()) if len(members) > 1), None)
    if tied is None:
        budget[0] -= 1
        key = _key(keys, names, factors, colours)
        if best[0] is None or repr(key) < repr(best[0]):
            best[0], best[1] = key, sorted(names, key=colours.get)
        return
    for name in tied:
        if budget[0] <= 0 and best[0] is not None:
            return
        split = {n: (c, 0 if n == name else 1) for n, c in colours.items()}
        _search(keys, names, factors, _refine(keys, names, factors, split), best, budget)


def _key(keys: _Keys, names, factors, colours) -> tuple:
    extents = tuple(str(keys.terms.extents[n]) for n in sorted(names, key=colours.get))
    return extents, tuple(sorted((repr(keys.term(f, colours)) for f in factors)))


def seniority(p) -> tuple:
    """Constants and free names before open variables, these by age."""
    return max((age(name) for name in p.names()), default=(0, "")), str(p)


def age(name: str) -> tuple:
    """Open variables after free names of the step, later ones after earlier."""
    stem, _, number = name.partition("#")
    return (int(number) if number else 0, name)


def connected(names: Sequence[str], factors: Sequence[Term]) -> set[str]:
    """The variables connected with the first one through the factors."""
    bound = set(names)
    component, grown = {names[0]}, True
    while grown:
        grown = False
        for f in factors:
            here = f.free & bound
            if here & component and not here <= component:
                component |= here
                grown = True
    return component
