r"""Assumptions at work: symmetric matrices, and equations that are given.

A symmetric W (declared so, or by an equation W^T = W) has W_ij = W_ji; of the
two spellings the one with the older index first is taken.  Any other given
equation becomes a rewrite of one piece of its normal form, the youngest, into
the rest: 1^T y = 1 turns Σ_k y_k into 1, Q^T Q = I turns Σ_k Q_ki Q_kj into
δ_ij.  A definition is never used this way, only what the document assumes.

An equation may also be read from right to left (λ u_i is Σ_j A_ij u_j), if a
symbol goes away by that; and one that turns a product into itself with other
indices, (AP)ᵀ = AP, is used where that makes something simpler or older of it.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.language.context import Assumption
from symbolic.language.expressions import Symbol, Transpose
from symbolic.language.integers import IntegerPolynomial, integer

from .patterns import Pattern, pattern_of, same_integer, same_member, turns
from .properties import Properties
from .record import Refused, Theorem
from .polynomials import ONE, TooLarge, minus, multiply, plus
from .terms import Term
from .trace import Trace

P = IntegerPolynomial
MOST_FRACTIONS = 4
"""How many denominators an equation is freed of."""
Using = tuple[tuple[int, bool], ...]
"""Numbers of the equations that are used, and whether from right to left; None where a policy holds it: all, from left to right."""

SYMMETRIC = frozenset({"symmetric", "positive definite", "positive semidefinite", "diagonal"})


class Assumptions:
    """What a context's assumptions allow to rewrite, in one trace."""

    def __init__(self, trace: Trace, using: Using | None = None):
        self.trace, self.terms, self.using = trace, trace.terms, using
        context = trace.context
        self.symmetric: dict[str, int | None] = {
            t.name: None for t in context.tensors if not t.properties.isdisjoint(SYMMETRIC) and len(t.shape) == 2}
        for number, a in enumerate(context.assumptions):
            name = _says_symmetric(a)
            if name is not None:
                self.symmetric.setdefault(name, number)
        self.properties = Properties(trace)
        self.rules: list[tuple[Term, frozenset[str], Theorem]] | None = None
        self.turning: list[Pattern] = []
        self._patterns: list[Pattern] | None = None

    def __bool__(self) -> bool:
        return bool(self.symmetric) or bool(self.properties) or any(a.relation == "=" for a in self.trace.context.assumptions)

    # ------------------------------------------------------------ symmetric matrices
    def swapped(self, t: Term) -> Theorem | None:
        """W_ij = W_ji for an entry of a symmetric symbol, else None."""
        e, idx = t.data
        if not isinstance(e, Symbol) or e.name not in self.symmetric or len(idx) != 2 or idx[0] == idx[1]:
            return None
        number = self.symmetric[e.name]
        if number is None:
            return self.trace.symmetric(t)
        given = self.trace.context.assumptions[number]
        transposed = given.left if isinstance(given.left, Transpose) else given.right
        if transposed.arg != e:
            return None
        out = self.trace.entry(self.terms.at(transposed, idx[::-1]))  # (W^T)_ji = W_ij
        equation = self.trace.assumption(number, {}, idx[::-1])
        if equation.left is not out.left:
            equation = self.trace.sym(equation)
        return self.trace.trans(self.trace.sym(out), equation)

    # ------------------------------------------------------------ equations
    def _prepare(self, normal) -> None:
        if self.rules is None:
            self.rules = []
            given, known = self.trace.context.assumptions, []
            using = self.using if self.using is not None else tuple((k, False) for k in range(len(given)))
            for atom, names, p in (rule for k, back in using for rule in self._rules_of(k, given[k], back, normal)):
                pattern = pattern_of(self.terms, p, tuple(names & p.left.free)) if atom.op == "sum" else None
                if pattern is not None and p.right.op == "sum" and turns(self.terms, pattern, p.right, frozenset(self.symmetric)):
                    self.turning.append(pattern)
                else:
                    known.append((atom, names, p))
            self.rules = known

    def patterns(self, normal) -> list[Pattern]:
        """Products that are known, by equations and declared properties, to stand in larger ones."""
        self._prepare(normal)
        if self._patterns is None:
            self._patterns = self.properties.patterns() + [
                pattern_of(self.terms, p, tuple(names & p.left.free)) for _, names, p in self.rules
                if p.left.op in ("sum", "mul")]
        return self._patterns

    def rewrite(self, t: Term, normal) -> Theorem | None:
        """An instance of a given equation whose left side is t, or None.

        ``normal`` brings terms to normal form without using assumptions.
        """
        self._prepare(normal)
        for pattern, names, p in self.rules:
            if pattern is t:
                return p
            values = _match(self.terms, pattern, t, names)
            if values is not None:
                try:
                    for name, value in values.items():
                        p = self.trace.instance(p, name, value)
                except Refused:
                    continue
                if p.left is t:
                    return p
        return None

    def _without_fraction(self, p: Theorem, difference: dict) -> tuple[Theorem, dict] | None:
        """(1/n) a + b = 0 as a + n b = 0, or None: what something is divided by is not zero, since the equation stands."""
        trace, terms = self.trace, self.terms
        inverse = next((x for m in difference for x, k in m if x.op == "pow" and x.data == -1 and k >= 1), None)
        if inverse is None:
            return None
        by = inverse.args[0]
        divided = {tuple((y, k - (y is inverse)) for y, k in m if y is not inverse or k > 1): c
                   for m, c in difference.items() if any(x is inverse for x, _ in m)}
        others = {m: c for m, c in difference.items() if not any(x is inverse for x, _ in m)}
        try:
            cleared = plus(divided, multiply(others, terms.polynomial(by)))
        except TooLarge:
            return None
        once = trace.reciprocal(by)
        return trace.combine(terms.from_polynomial(cleared), terms.zero,
                             [(p, by), (once, terms.from_polynomial({m: -c for m, c in divided.items()}))]), cleared

    def _rules_of(self, number: int, a: Assumption, back: bool, normal):
        """piece = rest, where the equation says piece + … = …; piece is its youngest sum.

        Read back, a product that stands beside the youngest sum, and of which a
        symbol does not occur in the rest.
        """
        if a.relation != "=" or _says_symmetric(a) is not None:
            return
        trace, terms = self.trace, self.terms
        names = [trace.variable(terms.p(extent)) if extent != 1 else None for extent in a.left.shape]
        free = {name: trace.variable(terms.p(extent)) for name, extent in a.free}
        indices = [integer(1) if name is None else integer(name) for name in names]
        p = trace.assumption(number, {k: integer(v) for k, v in free.items()}, indices)
        left, right = normal(p.left), normal(p.right)
        p = trace.trans(trace.sym(left), p, right)
        difference = minus(terms.polynomial(p.left), terms.polynomial(p.right))
        candidates, rounds = _solvable(difference), 0
        while not candidates:
            cleared = self._without_fraction(p, difference) if rounds < MOST_FRACTIONS else None
            if cleared is None:
                return
            (p, difference), rounds = cleared, rounds + 1
            candidates = _solvable(difference)
        piece = max(candidates, key=lambda m: (m[0][0].height, m[0][0].order))
        if back:
            others = [m for m, c in difference.items() if c and m and m != piece and _is_left_behind(m, difference)]
            if not others:
                return
            piece = max(others, key=len)
        c = difference.pop(piece)
        atom = terms.from_polynomial({piece: ONE})
        if any(atom is x for m in difference for x, _ in m):
            return
        rest = terms.from_polynomial({m: -k / c for m, k in difference.items() if k})
        variables = frozenset(filter(None, names)) | frozenset(free.values())
        yield atom, variables, trace.combine(atom, rest, [(p, terms.num(ONE / c))])


def _solvable(difference: dict) -> list[tuple]:
    """The monomials that are one piece, for which an equation can be solved."""
    return [m for m in difference if len(m) == 1 and m[0][1] == 1 and m[0][0].op in ("sum", "at", "fn")]


def _is_left_behind(piece: tuple, polynomial: dict) -> bool:
    """Is the piece a product of entries, one of them of a symbol that the rest does not mention?"""
    if any(x.op != "at" or power != 1 for x, power in piece):
        return False
    rest = {x for m, c in polynomial.items() if c and m != piece for f, _ in m for x in _entries(f)}
    return any(x.data[0] not in rest for x, _ in piece)


def _entries(t: Term) -> Iterator:
    """The expressions of which entries stand in t."""
    if t.op == "at":
        yield t.data[0]
    for arg in t.args:
        yield from _entries(arg)


def _says_symmetric(a: Assumption) -> str | None:
    """The name of W if the assumption is W^T = W or W = W^T."""
    if a.relation != "=":
        return None
    for one, other in ((a.left, a.right), (a.right, a.left)):
        if isinstance(one, Transpose) and one.arg == other and isinstance(other, Symbol):
            return other.name
    return None


def _match(terms, pattern: Term, t: Term, names: frozenset[str]) -> dict[str, P] | None:
    """Values of the pattern's free variables that make it t, or None."""
    if pattern.op != t.op or not names or len(pattern.args) != len(t.args):
        return None
    found: dict[str, P] = {}
    return found if _same(terms, pattern, t, names, found) and found.keys() == names & pattern.free else None


def _same(terms, a: Term, b: Term, names, found) -> bool:
    if a is b:
        return True
    if a.op != b.op or len(a.args) != len(b.args):
        return False
    match a.op:
        case "at":
            member = same_member(a.data[0], b.data[0], names, found)
            if member is None or len(a.data[1]) != len(b.data[1]):
                return False
            found.update(member)
            return all(same_integer(p, q, names, found) for p, q in zip(a.data[1], b.data[1]))
        case "sum":
            if a.data != b.data:
                return False
        case "pow" | "fn" | "num" | "int":
            if a.data != b.data:
                return False
        case "delta" | "D" | "holds":
            return False
    if a.op in ("add", "mul"):
        return _same_any_order(terms, list(a.args), list(b.args), names, found)
    return all(_same(terms, x, y, names, found) for x, y in zip(a.args, b.args))


def _same_any_order(terms, left: list, right: list, names, found) -> bool:
    if not left:
        return not right
    for k, y in enumerate(right):
        trial = dict(found)
        if _same(terms, left[0], y, names, trial) and \
                _same_any_order(terms, left[1:], right[:k] + right[k + 1:], names, trial):
            found.update(trial)
            return True
    return False
