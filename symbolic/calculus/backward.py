r"""Derivatives that a recursion computes backwards: ∂s/∂v_p = δ_p, by induction on the label.

Where δ_m = G(δ_{m+1}) goes down its label from δ_N and a member δ_p stands in a
step that differentiates s, the equation ∂s/∂v_m = δ_m is tried as a lemma for
each defined family v of the shape of δ.  It is proved from m = N downwards:
∂s/∂v_m goes by the chain rule through v_{m+1}, where the hypothesis is used.
Then δ_p is ∂s/∂v_p in the step, and what lies before v_p is one chain rule away.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.language.expressions import Derivative, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .derivative import Hints
from .induction import by_unfolding
from .policy import Policy
from .record import Refused, Theorem
from .recursions import goes_down
from .terms import Term

P = IntegerPolynomial


def by_backward_recursion(attempt) -> Theorem | None:
    """left = right with the members of a backward recursion as the derivatives that they are, or None."""
    for family in dict.fromkeys(member.name for member in _members(attempt)):
        members = [member for member in _members(attempt) if member.name == family]
        for body, variable in _candidates(attempt, members[0]):
            known: dict[Symbol, Theorem] = {}
            for member in members:
                try:
                    proof = _Lemma(attempt, body, variable, member).theorem()
                except Refused:
                    break
                if proof is None:
                    break
                known[member] = proof
            through = frozenset(attempt.trace.context.tensor(variable).symbol(*member.labels) for member in known)
            proof = known and by_unfolding(
                attempt, attempt.left, attempt.right, Policy(rewrite=lambda t, known=known: _rewritten(attempt.trace, known, t)),
                Hints(attempt.hints.variables | through, attempt.hints.bodies))
            if proof:
                return proof
    return None


def _members(attempt) -> list[Symbol]:
    """The members in the step of families that are defined from the next label on."""
    found: dict[Symbol, None] = {}
    for side in (attempt.obligation.left, attempt.obligation.right):
        for x in side.walk():
            if isinstance(x, Symbol) and len(x.labels) == 1 and _downward(attempt, x.name) is not None:
                found[x] = None
    return list(found)


def _downward(attempt, name: str):
    """The clause that says δ_m from δ_{m+1}, or None."""
    return next((d for d in attempt.trace.context.definitions_of(name)
                 if len(d.labels) == 1 and goes_down(d, attempt.dependence.cycles.get(name, ()))), None)


def _candidates(attempt, member: Symbol) -> Iterator[tuple[Expression, str]]:
    """A scalar that the step differentiates, and a defined family of the member's shape."""
    context, p = attempt.trace.context, attempt.terms.p
    sides = (attempt.obligation.left, attempt.obligation.right)
    bodies = dict.fromkeys(x.body for side in sides for x in side.walk() if isinstance(x, Derivative) and not x.body.shape)
    shape = tuple(map(p, member.shape))
    for body in bodies:
        for declared in context.tensors:
            if len(declared.labels) == 1 and declared.name != member.name and attempt.dependence.is_defined(declared.name) \
                    and tuple(map(p, declared.symbol(*member.labels).shape)) == shape:
                yield body, declared.name


class _Lemma:
    """∂s/∂v_p = δ_p for one scalar s, one family v and one member δ_p."""

    def __init__(self, attempt, body: Expression, variable: str, member: Symbol):
        self.attempt, self.trace, self.terms = attempt, attempt.trace, attempt.terms
        self.body, self.variable, self.member = body, variable, member

    def theorem(self) -> Theorem | None:
        """The equation for all entries of δ_p, by induction from the last label down."""
        trace, p = self.trace, self.terms.p
        clause = _downward(self.attempt, self.member.name)
        value, lower, upper = p(self.member.labels[0]), p(clause.labels[0].lower), p(clause.labels[0].upper) + 1
        if not (trace.nonnegative(value - lower) and trace.nonnegative(upper - value)):
            return None
        m = self.terms.variable(integer(1), "m")
        del self.terms.extents[m]
        trace.ranges[m] = (lower, upper - 1)
        here = integer(m)
        own, following, at_base, at_value = (self._indices(k) for k in (here, here + 1, upper, value))
        base = self._base(upper, at_base)
        if base is None:
            return None
        hypothesis = trace.hypothesis(*self._at(here + 1, following), m)
        known = {self._symbol(self.member.name, here + 1): self._turned(hypothesis)}
        policy = Policy(rewrite=lambda t: _rewritten(trace, known, t),
                        unfold=frozenset([self.terms.place(self._symbol(self.member.name, here))]))
        left, right = self._at(here, own)
        step = by_unfolding(self.attempt, left, right, policy, Hints(frozenset([self._symbol(self.variable, here + 1)])))
        if step is None:
            return None
        rename = tuple(zip(own, following, at_base, at_value))
        return self._turned(trace.induction(left, right, m, base, step, value, rename))

    def _base(self, upper: P, indices: list[str]) -> Theorem | None:
        """∂s/∂v_N = δ_N; an index of extent 1 is 1 in the proof, and then itself again."""
        alone = [name for name in indices if self.terms.extents[name] == 1]
        left, right = self._at(upper, indices)
        only = {name: integer(1) for name in alone}
        p = by_unfolding(self.attempt, self.terms.replace(left, only), self.terms.replace(right, only), Policy(), Hints())
        if p is None or not alone:
            return p
        return self.trace.trans(self._at_only_place(left, alone), p, self.trace.sym(self._at_only_place(right, alone)))

    def _at_only_place(self, t: Term, names: list[str]) -> Theorem:
        """t[i] = t[1] for an i of extent 1: t[i] = δ(i, 1) t[1] + (1 − δ(i, 1)) t[i], and δ(i, 1) = 1."""
        trace, proof = self.trace, self.trace.refl(t)
        for name in names:
            split = trace.delta_split(proof.right, name, integer(1))
            one = trace.delta_equal(self.terms.delta(integer(name), integer(1)))
            proof = trace.trans(proof, split, trace.ring(split.right, self.terms.replace(proof.right, {name: integer(1)}), [one]))
        return proof

    def _symbol(self, name: str, label: P) -> Symbol:
        return self.trace.context.tensor(name).symbol(self.terms.p(label))

    def _indices(self, label: P) -> list[str]:
        return [self.trace.variable(self.terms.p(extent)) for extent in self._symbol(self.member.name, label).shape]

    def _at(self, label: P, indices: list[str]) -> tuple[Term, Term]:
        """Both sides at one label, for the entry with these indices."""
        places = tuple(map(integer, indices))
        derivative = self.terms.D(self.terms.at(self.body, []), self.variable, (self.terms.p(label),), places)
        return derivative, self.terms.at(self._symbol(self.member.name, label), places)

    def _turned(self, p: Theorem) -> Theorem:
        """An entry of δ = the normal form of the derivative."""
        normal = self.attempt.normalizer(Policy(), Hints()).normal
        return self.trace.trans(self.trace.sym(p), normal(p.left))


def _rewritten(trace, known: dict[Symbol, Theorem], t: Term) -> Theorem | None:
    """An entry of a member of which an equation is known, its indices put in."""
    p = known.get(t.data[0]) if t.op == "at" and isinstance(t.data[0], Symbol) else None
    if p is None:
        return None
    for variable, value in zip(p.left.data[1], t.data[1]):
        if variable != value:
            p = trace.instance(p, variable.lone_symbol().name, value)
    return p
