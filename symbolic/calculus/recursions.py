r"""Closed forms of recursions: y_K = F(K) from y_k = G(y_{k-1}) and y_a, by induction on K.

Where a member y_K of a family stands in a step whose definition goes back to
y_{K-1}, the step itself is proved for all K: with m counted downwards from K,
y_{K-m} = F(K-m) follows from y_{K-m-1} = F(K-m-1) by one use of the recursion,
and at K - m = a the recursion begins.  In F(K-m) the last (or first) term of each sum
over so many indices is split off, and a product over labels loses a factor.
Where the recursion goes down its label, from y_{k+1} and y_b, it is K + m in the place of K - m.
"""
from __future__ import annotations

from typing import Callable, Iterator

from symbolic.language.expressions import Expand, Expression, MatrixPower, MatrixProduct, Sum, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .derivative import Hints
from .induction import by_unfolding
from .matrix_rules import matrix_power_split
from .parting import FIRST, LAST, extents_of, parted
from .policy import Policy
from .record import Refused, Theorem
from .polynomials import minus
from .terms import Term

P = IntegerPolynomial


def by_recursion(attempt) -> Theorem | None:
    """left = right by induction on the label of a member that a recursion defines, or None."""
    for counter, length, member, way in (*_members(attempt), *_long_sums(attempt)):
        for split in (LAST, FIRST):
            for products in ("product_last", "product_first") if _has_product(attempt) else ("",):
                try:
                    proof = _Induction(attempt, counter, length, member, way, split, products).theorem()
                except Refused:
                    continue
                if proof is not None:
                    return proof
    return None


def _members(attempt) -> Iterator[tuple[str, P, Symbol, int]]:
    """K, the number of steps to the beginning, y_{K+c}, for members whose clause goes back to the family itself; and
    the way there, -1 or 1."""
    trace, cycles = attempt.trace, attempt.dependence.cycles
    sides = (attempt.obligation.left, attempt.obligation.right)
    for member in dict.fromkeys(x for side in sides for x in side.walk() if isinstance(x, Symbol) and len(x.labels) == 1):
        label = attempt.terms.p(member.labels[0])
        counter, clause = _counter(attempt, label), trace.clause(member)
        if member.name in cycles.get(member.name, ()) and counter is not None and clause is not None:
            own = clause.labels[0]
            lower, upper = attempt.terms.p(own.lower), attempt.terms.p(own.upper)
            if goes_down(clause, cycles[member.name]):
                yield counter, upper + 1 - label, member, 1
            else:
                yield counter, label - (lower - 1), member, -1


def goes_down(clause, cycle: set[str]) -> bool:
    """Does the clause for y_k speak of y_{k+1}, or of another member of the circle with so large a label?"""
    steps = ((x.labels[0] - integer(clause.labels[0].name)).constant()
             for x in clause.body.walk() if isinstance(x, Symbol) and x.name in cycle and x.labels)
    return any(step is not None and step > 0 for step in steps)


def _long_sums(attempt) -> Iterator[tuple[str, P, None, int]]:
    """K, and the steps to 0 or 1, for a K that only ends sums, as in Σ_{k=1}^K k = K (K + 1)/2."""
    sides = (attempt.obligation.left, attempt.obligation.right)
    ends = (attempt.terms.p(x.upper) for side in sides for x in side.walk() if isinstance(x, Sum))
    for counter in dict.fromkeys(filter(None, (_counter(attempt, p) for p in ends))):
        yield counter, integer(counter), None, -1
        yield counter, integer(counter) - 1, None, -1


def _counter(attempt, p: P) -> str | None:
    """The K of K + c, if no array of the step or of a definition has it as its size."""
    names, trace = [s.name for s in p.symbols() if not s.labels], attempt.trace
    if len(names) != 1 or (p - integer(names[0])).constant() is None or trace.range_of(names[0]) is None \
            and trace.context.integer(names[0]) is None:
        return None
    spoken = (attempt.obligation.left, attempt.obligation.right, *(d.body for d in trace.context.definitions))
    used = {x.name for side in spoken for x in side.walk() if isinstance(x, Symbol)}
    sizes = {n for t in trace.context.tensors if t.name in used and not t.labels for d in t.shape for n in d.names()}
    return None if names[0] in sizes else names[0]


def _has_product(attempt) -> bool:
    return any(isinstance(x, MatrixProduct) for side in (attempt.obligation.left, attempt.obligation.right) for x in side.walk())


def _inside(e: Expression) -> Expression:
    """What a 1×1 matrix is made of."""
    return e.arg if isinstance(e, Expand) else e


class _Induction:
    """The step for K - m (or K + m) in the place of K, m = 0, …, K + c - a, by induction on m downwards."""

    def __init__(self, attempt, counter: str, length: P, member: Symbol | None, way: int,
                 split: Callable[[P], tuple[P, P]], products: str):
        self.attempt, self.trace, self.terms = attempt, attempt.trace, attempt.terms
        self.counter, self.length, self.member, self.way = counter, length, member, way
        self.split, self.products = split, products
        self.known: Theorem | None = None

    def theorem(self) -> Theorem | None:
        trace, terms = self.trace, self.terms
        if not trace.nonnegative(self.length):
            return None
        self.m = terms.variable(integer(1), "m")
        del terms.extents[self.m]
        trace.ranges[self.m] = (integer(0), self.length - 1)
        here = integer(self.m)
        self.moving = [p.lone_symbol().name for p in self.attempt.indices
                       if p.lone_symbol() is not None and self.counter in terms.extents[p.lone_symbol().name].names()]
        own, following, at_base = (self._indices(m) for m in (here, here + 1, self.length))
        left, right = (self._at(side, here, own) for side in (self.attempt.left, self.attempt.right))
        if any(name in t.free for name in self.moving for t in (left, right)):
            return None
        base = self._equal(*(self._at(t, self.length, at_base) for t in (self.attempt.left, self.attempt.right)), Policy())
        if base is None:
            return None
        hypothesis = trace.hypothesis(
            *(self._at(t, here + 1, following) for t in (self.attempt.left, self.attempt.right)), self.m)
        rewrite = self._as_rewrite(hypothesis)
        step = rewrite and self._step(left, right, rewrite)
        if step is None:
            return None
        rename = tuple(zip(own, following, at_base, self.moving))
        return trace.induction(left, right, self.m, base, step, integer(0), rename)

    def _indices(self, m: P) -> list[str]:
        """New variables for the indices whose range moves with the label, at K - m."""
        return [self.trace.variable(self._put(self.terms.extents[name], {self.counter: self._label(m)})) for name in self.moving]

    def _label(self, m: P) -> P:
        """K - m, or K + m."""
        return integer(self.counter) + m * self.way

    @staticmethod
    def _put(p: P, values: dict[str, P]) -> P:
        return p.substitute({integer(name).lone_symbol(): value for name, value in values.items()})

    def _at(self, t: Term, m: P, indices: list[str]) -> Term:
        """A side with K - m for K and these indices."""
        return self.terms.replace(t, {self.counter: self._label(m),
                                      **{old: integer(new) for old, new in zip(self.moving, indices)}})

    # ------------------------------------------------------------ the step
    def _step(self, left: Term, right: Term, rewrite) -> Theorem | None:
        """left = right from the hypothesis, with the definition of y_{K-m} and one term less in each long sum."""
        here = self._member(integer(self.m))
        ways = (rewrite, self._shorter_power, lambda t: self._opened(t, here))
        policy = Policy(rewrite=lambda t: next(filter(None, (way(t) for way in ways)), None), unfold=frozenset(map(self.terms.place, filter(None, [here]))), products=self.products, cut=True)
        return parted(self.attempt, {extent: self.split(extent) for t in (left, right) for extent in self._extents(t)},
                      lambda: self._equal(left, right, policy, self._next_variables()))

    def _next_variables(self) -> Hints:
        """The chain rule goes through v_{K-m-1}, where the step differentiates by v_{K-m}."""
        before = {self.counter: self._label(integer(self.m) + 1)}
        return Hints(variables=frozenset(
            self.trace.context.tensor(v.name).symbol(*(self.terms.p(self._put(self.terms.p(x), before)) for x in v.labels))
            for v in self.attempt.hints.variables if any(self.counter in x.names() for x in v.labels)))

    def _member(self, m: P) -> Symbol | None:
        """y_{K-m}."""
        if self.member is None:
            return None
        label = self._put(self.terms.p(self.member.labels[0]), {self.counter: self._label(m)})
        return self.trace.context.tensor(self.member.name).symbol(self.terms.p(label))

    def _shorter_power(self, t: Term) -> Theorem | None:
        """a^P = a a^{P-1} for a sum a, which normal forms multiply out, and a symbolic P that is at least 1."""
        if t.op != "at" or not isinstance(t.data[0], MatrixPower) or isinstance(_inside(t.data[0].arg), Symbol):
            return None
        exponent = self.terms.p(t.data[0].exponent)
        if exponent.constant() is not None or not self.trace.nonnegative(exponent - 1):
            return None
        return matrix_power_split(self.trace, t, integer(1))

    def _opened(self, t: Term, member: Symbol | None) -> Theorem | None:
        """A derivative of an entry of y_{K-m}, the definition put in."""
        body = t.args[0] if t.op == "D" else t
        if t.op != "D" or member is None or body.op != "at" or body.data[0] != member or t.data[0] == member.name:
            return None
        clause = self.trace.clause(member)
        return None if clause is None else self.trace.D_cong(self.trace.unfold(body, clause), t.data)

    def _extents(self, t: Term) -> Iterator[P]:
        """Of the sums in the normal form of t, the extents that move with m and are at least 1."""
        for extent in extents_of(self.terms, self.attempt.normalizer(Policy(), Hints()).normal(t).right):
            if self.m in extent.names() and self.trace.nonnegative(extent - 1):
                yield extent

    def _equal(self, left: Term, right: Term, policy: Policy, hints: Hints = Hints()) -> Theorem | None:
        return by_unfolding(self.attempt, left, right, policy, hints, lambda normalizer, p: self._with_sum(normalizer, p, policy))

    def _with_sum(self, normalizer, p: Theorem, policy: Policy) -> Theorem:
        """A normal form, the sum of which the hypothesis speaks put in by it: sums come up only while parts are joined."""
        if policy.rewrite is None or self.known is None or self.known.left.op != "sum":
            return p
        values = {self.known.left: self.terms.polynomial(self.known.right)}
        right = self.terms.from_polynomial(self.terms.polynomial(p.right, values))
        if right is p.right:
            return p
        return self.trace.trans(p, self.trace.ring(p.right, right, [self.known]), normalizer.normal(right))

    # ------------------------------------------------------------ the hypothesis as a rewrite
    def _as_rewrite(self, hypothesis: Theorem) -> Callable[[Term], Theorem | None] | None:
        """y_{K-m-1}[…], its derivative, or a sum, → what the hypothesis says of it; None if it does not stand alone there."""
        trace, terms = self.trace, self.terms
        normal = self.attempt.normalizer(Policy(), Hints()).normal
        left, right = normal(hypothesis.left), normal(hypothesis.right)
        p = trace.trans(trace.sym(left), hypothesis, right)
        difference = minus(terms.polynomial(p.left), terms.polynomial(p.right))
        before = self._member(integer(self.m) + 1)
        alone = next((m for m in difference if len(m) == 1 and m[0][1] == 1 and self._is_about(m[0][0], before)
                      and not any(m[0][0] is x for n in difference if n != m for x, _ in n)), None)
        if alone is None:
            return None
        atom, c = alone[0][0], difference.pop(alone)
        rest = terms.from_polynomial({m: -k / c for m, k in difference.items()})
        self.known = known = trace.combine(atom, rest, [(p, terms.num(1 / c))])
        return lambda t: self._instance(known, t)

    def _is_about(self, t: Term, before: Symbol | None) -> bool:
        """Is it an entry of y_{K-m-1} or a derivative of one, or, where no family is in question, a sum?"""
        if before is None:
            return t.op == "sum" and self.m in t.free
        t = t.args[0] if t.op == "D" else t
        return t.op == "at" and t.data[0] == before

    def _instance(self, known: Theorem, t: Term) -> Theorem | None:
        """The hypothesis for the entry t, its indices put in."""
        atom = known.left
        if t is atom:
            return known
        if t.op != atom.op:
            return None
        own, wanted = (x.args[0] if x.op == "D" else x for x in (atom, t))
        if own.op != wanted.op or wanted.op != "at" or own.data[0] != wanted.data[0] \
                or t.op == "D" and t.data[:2] != atom.data[:2]:
            return None
        pairs = [*zip(own.data[1], wanted.data[1]), *(zip(atom.data[2], t.data[2]) if t.op == "D" else ())]
        for variable, value in pairs:
            if variable != value:
                name = variable.lone_symbol()
                if name is None or name.name not in known.left.free:
                    return None
                try:
                    known = self.trace.instance(known, name.name, value)
                except Refused:
                    return None
        return known if known.left is t else None
