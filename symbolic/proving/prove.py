r"""Prove one obligation: normal forms of both sides, and the certificate of it.

Both sides are lowered at the same free indices and brought to normal form.
If these differ, symbols that occur on one side only are unfolded and it is
tried again; products over a symbolic number of layers are unfolded at one end
or met by induction.  What comes out is a certificate, never a verdict: the
judge replays it with the checker.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from symbolic.calculus.arithmetic import WRITE, levels
from symbolic.calculus.assumptions import Assumptions
from symbolic.calculus.backward import by_backward_recursion
from symbolic.calculus.case_equality import CaseEquality
from symbolic.calculus.composite import choices, taken_apart, whole
from symbolic.calculus.dependence import Dependence
from symbolic.calculus.derivative import Hints
from symbolic.calculus.induction import lemmas, mediated
from symbolic.calculus.facts import SIGNED
from symbolic.calculus.inequalities import Inequalities
from symbolic.calculus.normal import Normalizer
from symbolic.calculus.parting import by_parting
from symbolic.calculus.policy import Policy
from symbolic.calculus.pseudo_inverses import candidates
from symbolic.calculus.radix import radices_of
from symbolic.calculus.record import Refused, Theorem
from symbolic.calculus.recursions import by_recursion
from symbolic.calculus.polynomials import TooLarge
from symbolic.calculus.terms import MOST_TERMS, Term, Terms
from symbolic.calculus.trace import Trace
from symbolic.language.binding import bound_names
from symbolic.language.context import Context, Obligation, Range, instantiate
from symbolic.language.expressions import (
    Apply, Array, Derivative, Determinant, Entry, Expand, Expression, Extremum, Field, Inverse, Largest, MatrixPower, MatrixProduct,
    Maximum, Minimum, Piecewise, Power, Product, PseudoInverse, Smallest, Squeeze, Sum, Symbol, Transpose)
from symbolic.language.functions import finite_values
from symbolic.language.integers import IntegerSymbol, integer

from .blockwise import by_blocks, speaks_of_blocks
from .certificate import write_certificate

DIRECTIONS = {"<=": (True, False), "<": (True, True), ">=": (False, False), ">": (False, True)}
"""Of a relation: is the right side the larger one, and is it strictly so?"""
MOST_GIVEN = 4
"""Of at most so many equations in what is given, some alone are tried."""
ROUNDS = 24  # definitions unfolded one after the other, at most


def prove(obligation: Obligation, most_terms: int = MOST_TERMS) -> dict | None:
    """A certificate of ``left = right``, or None if none was found in a table of that many terms.

    >>> from symbolic.language.context import Context
    >>> from symbolic.language.expressions import number, Add
    >>> one = number(1)
    >>> prove(Obligation(Context(), Add((one, one)), "=", number(2)))["format"]
    'chainrule-certificate'
    >>> prove(Obligation(Context(), one, "=", number(2))) is None
    True
    """
    if obligation.relation == "!=":
        return None
    if obligation.relation == "=" and speaks_of_blocks(obligation):
        attempt = Attempt(obligation, 0, most_terms)
        try:
            proof = by_blocks(attempt)
        except (TooLarge, Refused, RecursionError):
            proof = None
        if proof is not None:
            return write_certificate(obligation, attempt.trace, attempt.indices, proof)
    turn, turns = 0, 1
    while turn < turns:
        attempt = Attempt(obligation, turn, most_terms)
        try:
            proof = attempt.run()
            proof = None if proof is None else whole(attempt.trace, proof, attempt.parted)
        except (TooLarge, Refused, RecursionError):
            return None
        if proof is not None:
            return write_certificate(obligation, attempt.trace, attempt.indices, proof)
        turn, turns = turn + 1, attempt.ways
    return None


class Attempt:
    """One search for a proof; ``trace`` and ``indices`` are what a certificate needs.

    An index of composite extent is taken apart; if there are several ``ways`` to
    do so, ``turn`` says which one to take.
    """

    def __init__(self, obligation: Obligation, turn: int = 0, most_terms: int = MOST_TERMS):
        equal = dict(obligation.context.equal)
        for r in obligation.free:
            if r.lower is not None and r.upper is not None:
                lower, upper = r.lower.substitute(equal), r.upper.substitute(equal)
                if lower == upper:
                    equal[IntegerSymbol(r.name)] = lower
        self.obligation = obligation
        self.terms = Terms(obligation.context, equal, most_terms)
        self.trace = Trace(self.terms, obligation)
        self.dependence = Dependence(self.trace)
        self.indices = [
            integer(1) if extent == 1 else integer(self.trace.variable(extent))
            for extent in map(self.terms.p, obligation.left.shape)]
        self.left = self.terms.at(obligation.left, self.indices)
        self.right = self.terms.at(obligation.right, self.indices)
        self.trace.radices = radices_of([obligation.left, obligation.right], obligation.context, self.terms.p)
        self.ways = max(map(len, self.trace.radices.values()), default=1)
        self.trace.ordered = _speaks_of_order(obligation)
        self.parted: tuple = ()
        if obligation.relation == "=":
            names = [p.lone_symbol().name for p in self.indices if p != 1]
            self.ways = max(self.ways, len(choices(self.trace, names)))
            self.left, self.right, self.parted = taken_apart(self.trace, self.left, self.right, names, turn)
        self.trace.outer = frozenset(self.terms.extents)
        self.shared: dict[Policy, Normalizer] = {}
        self.hints = _hints([side for given in (obligation.left, obligation.right)
                             for side in (given, *_definitions_in(given, obligation.context))])

    def run(self) -> Theorem | None:
        return self._equality() if self.obligation.relation == "=" else self._inequality()

    def _inequality(self) -> Theorem | None:
        """The larger side minus the smaller one is ≥ 0, or > 0; symbols that are defined are unfolded."""
        self.trace.ordered = True
        rising, strict = DIRECTIONS[self.obligation.relation]
        larger, smaller = (self.right, self.left) if rising else (self.left, self.right)
        goal = self.terms.add([larger, self.terms.negative(smaller)])
        for policy in self._policies():
            unfold: frozenset = frozenset()
            for _ in range(ROUNDS):
                normalizer = self.normalizer(replace(policy, unfold=unfold))
                known = Inequalities(normalizer).shown(goal, strict)
                if known is not None and known.strict >= strict:
                    return known.theorem
                more = self.openable(normalizer.normal(goal).right, self.terms.zero, unfold)
                if not more:
                    break
                unfold |= more
        return None

    def _policies(self) -> Iterator[Policy]:
        """With functions as their formulas say, or known by name only; with what is assumed as equations, or not."""
        yield Policy()
        if Assumptions(self.trace):
            yield Policy(assume=True)
        yield Policy(formulas=False, assume=bool(Assumptions(self.trace)))

    def _by_order(self) -> Theorem | None:
        """Each side is at most the other: where maxima or inequalities are spoken of."""
        if not self.trace.ordered:
            return None
        for policy in self._policies():
            normalizer = self.normalizer(replace(policy, unfold=self.unfolded))
            proof = Inequalities(normalizer).equal(self.left, self.right)
            if proof is not None:
                return proof
        return None

    def _equality(self) -> Theorem | None:
        proof = self._plainly()
        if proof is None and self.trace.ordered:
            proof = self._unfolding(Policy(formulas=False))
        if proof is None and self.trace.ordered:
            proof = self._unfolding(Policy(inward=True, formulas=False, assume=bool(Assumptions(self.trace)))) \
                or self._unfolding(Policy(inward=True, assume=bool(Assumptions(self.trace))))
        if proof is None and not self.trace.ordered and _has_kinks(self.obligation):
            self.trace.ordered = True
            proof = self._unfolding(Policy(assume=bool(Assumptions(self.trace))))
        if proof is None and _has_cases(self.obligation):
            by_cases = Policy(cases=True, assume=bool(Assumptions(self.trace)))
            proof = self._unfolding(by_cases)
            if proof is None and (bounded := self._defined_in_bounds()):
                proof = self._unfolding(replace(by_cases, unfold=bounded))
        proof = proof or self._by_order() or self._by_some_of_what_is_given()
        if proof is not None:
            return proof
        if self._speaks_of(PseudoInverse):
            proof = self._by_uniqueness()
            if proof is not None:
                return proof
        if self._sizes_meet_products():
            proof = self._unfolding(Policy(roots=True, assume=bool(Assumptions(self.trace))))
            if proof is not None:
                return proof
        for policy in self._ways_with_matrices():
            proof = self._unfolding(replace(policy, assume=bool(Assumptions(self.trace))))
            if proof is not None:
                return proof
        if self._sums_powers():
            proof = self._unfolding(Policy(kept=True, assume=bool(Assumptions(self.trace))))
            if proof is not None:
                return proof
        for level in levels(self.obligation):
            proof = self._unfolding(Policy(arithmetic=level, inward=self.trace.ordered, assume=bool(Assumptions(self.trace))))
            if proof is not None:
                return proof
        proof = by_parting(self) or by_recursion(self) or by_backward_recursion(self)
        if proof is not None:
            return proof
        if self._speaks_of(MatrixProduct):
            for rule in ("product_last", "product_first"):
                proof = self._unfolding(Policy(products=rule))
                if proof is not None:
                    return proof
            return self._by_lemmas()
        return None

    def _defined_in_bounds(self) -> frozenset:
        """The defined symbols, by ``Terms.place``, of which inequalities are assumed: r > 0 with r = y − wᵀx."""
        context = self.obligation.context
        given = (side for a in context.assumptions if a.relation in DIRECTIONS for side in (a.left, a.right))
        symbols = {node for side in given for node in side.walk() if isinstance(node, Symbol)}
        symbols |= {t.symbol() for t in context.tensors if not t.labels and not t.properties.isdisjoint(SIGNED)}
        return frozenset(self.terms.place(x) for x in symbols if self.trace.clause(x) is not None)

    def _plainly(self) -> Theorem | None:
        """Without what is given, and with it: that first where symmetric matrices stand in the step."""
        given = Assumptions(self.trace)
        if not given:
            return self._unfolding(Policy())
        sides = (self.obligation.left, self.obligation.right)
        first = any(isinstance(x, Symbol) and x.name in given.symmetric for side in sides for x in side.walk())
        for assume in (first, not first):
            proof = self._assuming(Policy(assume=assume))
            if proof is not None:
                return proof
        return None

    def _by_some_of_what_is_given(self) -> Theorem | None:
        """With some of the equations that are assumed only, or read from right to left.

        Equations that meet in one product (Au = λu and Av = μv in uᵀAv) rewrite
        it in several ways, of which only one leads to the other side.
        """
        given = [k for k, a in enumerate(self.obligation.context.assumptions) if a.relation == "="]
        if not 0 < len(given) <= MOST_GIVEN:
            return None
        alone = [((k, back),) for k in given for back in (False, True)]
        turned = [tuple((k, k == other) for k in given) for other in given]
        for using in dict.fromkeys([*alone, *turned, tuple((k, True) for k in given)]):
            proof = self._assuming(Policy(assume=True, using=using))
            if proof is not None:
                return proof
        return None

    def _assuming(self, policy: Policy) -> Theorem | None:
        """A proof by rewriting with equations that are assumed, None if these lead in a circle."""
        try:
            return self._unfolding(policy)
        except RecursionError:
            return None

    def _by_uniqueness(self) -> Theorem | None:
        """With a⁺ as another matrix of the step that is shown to satisfy its four equations."""
        for policy in dict.fromkeys((Policy(assume=bool(Assumptions(self.trace))), Policy(unfold=self.unfolded))):
            for rewrite in candidates(self, policy, CaseEquality):
                proof = self._unfolding(replace(policy, rewrite=rewrite))
                if proof is not None:
                    return proof
        return None

    def _ways_with_matrices(self) -> Iterator[Policy]:
        """Other ways to take determinants apart, and to write small matrices out."""
        if self._speaks_of(Determinant):
            yield from (Policy(around=True), Policy(whole=True), Policy(signed=True))
        nodes = (x for side in (self.obligation.left, self.obligation.right) for x in side.walk())
        if any(isinstance(x, (Determinant, Inverse)) and self.terms.p(x.arg.shape[0]).constant() for x in nodes):
            yield from (Policy(expand=True), Policy(expand=True, arithmetic=WRITE))

    def _sizes_meet_products(self) -> bool:
        """Does an absolute value stand beside a logarithm or a determinant?  That of a product is one of powers: |t| = √(t²)."""
        nodes = [x for side in (self.obligation.left, self.obligation.right) for x in side.walk()]
        return any(isinstance(x, Apply) and (x.function, x.order) == ("abs", 0) for x in nodes) and any(
            isinstance(x, Determinant) or isinstance(x, Apply) and x.function == "log" for x in nodes)

    def _sums_powers(self) -> bool:
        """Does a power of a number with a symbolic exponent stand under a sum?"""
        sums = (x for side in (self.obligation.left, self.obligation.right) for x in side.walk() if isinstance(x, Sum))
        return any(isinstance(x, MatrixPower) and isinstance(x.arg, Expand) for total in sums for x in total.walk())

    def _speaks_of(self, *kinds: type) -> bool:
        """Does a node of one of these kinds stand in the step?"""
        return any(isinstance(x, kinds) for side in (self.obligation.left, self.obligation.right) for x in side.walk())

    def _by_lemmas(self) -> Theorem | None:
        """By lemmas about products over labels, with definitions folded and then unfolded."""
        for policy in dict.fromkeys((Policy(), Policy(self.unfolded))):
            for rewrite in lemmas(self, policy):
                proof = self._unfolding(replace(policy, rewrite=rewrite))
                if proof is not None:
                    return proof
            proof = mediated(self, policy)
            if proof is not None:
                return proof
        return None

    def normalizer(self, policy: Policy, hints: Hints | None = None) -> Normalizer:
        """A new one; where an equation is proved block by block all blocks share it."""
        if not policy.cut or hints is not None:
            return Normalizer(self.trace, self.dependence, hints or self.hints, policy)
        if policy not in self.shared:
            self.shared[policy] = Normalizer(self.trace, self.dependence, self.hints, policy)
        return self.shared[policy]

    def _unfolding(self, policy: Policy) -> Theorem | None:
        return self.unfolding(policy, self.left, self.right)

    def unfolding(self, policy: Policy, one: Term, other: Term) -> Theorem | None:
        """Compare normal forms; unfold what stands on one side only, else all, and again."""
        unfold: frozenset = policy.unfold
        for _ in range(ROUNDS):
            policy = replace(policy, unfold=unfold)
            normalizer = self.normalizer(policy)
            left, right = normalizer.spread(one), normalizer.spread(other)
            proof = CaseEquality(self.trace, normalizer).joined(left, right)
            if proof is not None:
                return proof
            more = self.openable(left.right, right.right, unfold)
            if not more:
                break
            unfold |= more
        self.unfolded = unfold
        return None

    def openable(self, left: Term, right: Term, unfold: frozenset) -> frozenset:
        """Defined symbols not unfolded yet: those on one side only, or else all but layers."""
        a, b = self._symbols(left), self._symbols(right)
        found = {**a, **b}
        known = [p for p in found if p not in unfold and self.trace.clause(found[p]) is not None]
        return frozenset(p for p in known if (p in a) != (p in b)) or frozenset(
            p for p in known if p[0] not in self.dependence.cycles.get(p[0], ()))

    def outermost(self, t: Term) -> Term:
        """Entries taken as far as that needs no sum: ((∂s/∂A))_ij and ∂s/∂A_ij become one term."""
        if t.op == "at" and isinstance(t.data[0], (Entry, Squeeze, Expand, Transpose, Derivative)):
            return self.outermost(self.trace.entry(t).right)
        if t.op == "D":
            return self.terms.D(self.outermost(t.args[0]), *t.data)
        return t

    def _symbols(self, t: Term, found: dict | None = None) -> dict:
        """Symbols whose entries stand in the term, outside derivatives but those of determinants, by ``Terms.place``."""
        found = {} if found is None else found
        if t.op == "at" and isinstance(t.data[0], Symbol):
            found[self.terms.place(t.data[0])] = t.data[0]
        elif t.op == "at" and isinstance(t.data[0], Field) and isinstance(t.data[0].arg, Symbol):
            found[self.terms.place(t.data[0].arg)] = t.data[0].arg
        elif t.op != "D" or t.args[0].op == "determinant":
            for arg in t.args:
                self._symbols(arg, found)
        return found


def _speaks_of_order(obligation: Obligation) -> bool:
    """Does a maximum or minimum stand in the step or in a definition?"""
    sides = (obligation.left, obligation.right, *(d.body for d in obligation.context.definitions))
    return any(isinstance(node, (Extremum, Largest, Smallest)) for side in sides for node in side.walk())


def _has_kinks(obligation: Obligation) -> bool:
    """Does relu or an absolute value stand in a side?"""
    nodes = [node for side in (obligation.left, obligation.right) for node in side.walk() if isinstance(node, Apply)]
    return any(node.function in ("relu", "abs") and not node.order for node in nodes)


def _has_cases(obligation: Obligation) -> bool:
    """Is there something to take apart by signs: a kink, a maximum of a list, a root, a number of a finite set?"""
    sides = (obligation.left, obligation.right, *(d.body for d in obligation.context.definitions))
    formulas = [f.definition[1] for f in obligation.context.functions if f.definition is not None]
    return any(map(_is_case, (node for side in (*sides, *formulas) for node in side.walk()))) \
        or any(finite_values(t.properties) for t in obligation.context.tensors)


def _is_case(node: Expression) -> bool:
    match node:
        case Apply(function):
            return function in ("relu", "abs")
        case Power(_, exponent):
            return exponent.denominator != 1
    return isinstance(node, (Largest, Smallest, Piecewise))


def _hints(sides: list[Expression]) -> Hints:
    """What the step differentiates by, and what it differentiates."""
    variables, bodies = set(), set()
    for side in sides:
        bound = bound_names(side)
        for node in side.walk():
            if isinstance(node, Derivative):
                body = _without_unit_axes(node.body)
                for symbol, where in ((node.variable, variables), (body, bodies)):
                    if isinstance(symbol, Symbol) and not any(x.names() & bound for x in symbol.labels):
                        where.add(symbol)
    return Hints(frozenset(variables), frozenset(bodies))


def _definitions_in(e: Expression, context: Context) -> Iterator[Expression]:
    """What the members of families in ``e`` are defined to be: δ_{l+1} = ∂C/∂z_{l+1} names z_{l+1}."""
    for symbol in {node for node in e.walk() if isinstance(node, Symbol) and node.labels}:
        for clause in context.definitions_of(symbol.name):
            if any(isinstance(node, Derivative) for node in clause.body.walk()):
                yield instantiate(clause, symbol.labels)


def hidden_dependence(obligation: Obligation) -> str | None:
    """Why a derivative by a defined symbol has no settled meaning here, or None (rule 6)."""
    insides: dict[tuple[Range, ...], Attempt] = {}
    for side in (obligation.left, obligation.right):
        for node, ranges in _derivatives(side):
            if obligation.context.definitions_of(node.variable.name):
                if ranges not in insides:
                    insides[ranges] = Attempt(replace(obligation, free=obligation.free + ranges))
                shared = insides[ranges].dependence.hidden(node.body, (node.variable.name, node.variable.labels))
                if shared is not None:
                    return (f"what is differentiated by ${node.variable}$ depends, past ${node.variable}$ too, "
                            f"on something that ${node.variable}$ depends on" + _if_held_still(shared))
    return None


def _if_held_still(shared: list[str]) -> str:
    """Advice for parameters that all steps share."""
    names = ", ".join(f"${name}$" for name in shared)
    return f"; if {names} {'is' if len(shared) == 1 else 'are'} held fixed, say so" if shared else ""


def _derivatives(e: Expression, ranges: tuple[Range, ...] = ()) -> Iterator[tuple[Derivative, tuple[Range, ...]]]:
    """Every derivative in ``e`` with the ranges of the names bound around it."""
    if isinstance(e, Derivative):
        yield e, ranges
    match e:
        case MatrixProduct(index, first, last):
            ranges += (Range(index, last, first),)
        case Sum(index, lower, upper) | Product(index, lower, upper) | Maximum(index, lower, upper) | Minimum(index, lower, upper):
            ranges += (Range(index, lower, upper),)
        case Array(binders):
            ranges += tuple(Range(name, integer(1), extent) for name, extent in binders)
    for child in e.children():
        yield from _derivatives(child, ranges)


def is_trivial(obligation: Obligation) -> bool:
    """Nothing is said: the sides read the same, or something is differentiated by itself."""
    for side in (obligation.left, obligation.right):
        for node in side.walk():
            if isinstance(node, Derivative) and _without_unit_axes(node.body) == node.variable:
                return True
    if obligation.left == obligation.right:
        return True
    attempt = Attempt(obligation)
    return attempt.outermost(attempt.left) is attempt.outermost(attempt.right)


def _without_unit_axes(e: Expression) -> Expression:
    while isinstance(e, Squeeze):
        e = e.arg
    return e
