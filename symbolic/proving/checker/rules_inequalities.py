"""Rules of inequalities, each said as an equation.

t ≥ 0 is the equation largest(0, t) = t, and t > 0 is t⁻¹ · largest(0, t) = 1:
its left side is 0 for t < 0 and, since 0⁻¹ is 0, for t = 0.  A premise about a
term that a rule names in ``terms`` is one of these two; a ≤ b is b − a ≥ 0.
"""
from __future__ import annotations

from fractions import Fraction

from .claim import field
from .integers import Refused, symbol
from .polynomials import add_to, multiply
from .replay import Equation, Step, show
from .rules_calculus import assumed_sides
from .rules_finite import leaving
from .rules_order import Family, rising
from .rules_scalars import sign
from .terms import Store, Term

COMPARED = {"<=": (1, False), "<": (1, True), ">=": (-1, False), ">": (-1, True)}
"""Of a relation: whether right − left (1) or left − right (−1) is ≥ 0, and whether it is > 0."""


def difference(store: Store, a: Term, b: Term) -> Term:
    """a − b."""
    return store.add([a, store.mul([store.num(-1), b])])


def stated(store: Store, t: Term, strict: bool) -> tuple[Term, Term]:
    """The two sides of the equation that says t ≥ 0 or, if strict, t > 0."""
    largest = store.largest([store.num(0), t])
    if not strict:
        return largest, t
    return store.mul([store.term("pow", t, Fraction(-1)), largest]), store.num(1)


def compared(store: Store, left: Term, relation: str, right: Term) -> tuple[Term, Term]:
    """The two sides of the equation that says left ≤, <, ≥ or > right."""
    direction, strict = COMPARED[relation]
    larger, smaller = (right, left) if direction == 1 else (left, right)
    return stated(store, difference(store, larger, smaller), strict)


def _concluded(step: Step, t: Term, strict: bool, **sets) -> Equation:
    return step.conclude(*stated(step.store, t, strict), **sets)


def _known(step: Step, terms: list[Term]) -> list[bool]:
    """Whether each premise says t > 0 of its term (True) or t ≥ 0 (False)."""
    if len(terms) != len(step.premises):
        raise Refused(f"{len(step.premises)} premises for {len(terms)} terms")
    return [says(step, t, p) for t, p in zip(terms, step.premises)]


def says(step: Step, t: Term, p: Equation) -> bool:
    for strict in (False, True):
        left, right = stated(step.store, t, strict)
        if p.left is left and p.right is right:
            return strict
    raise Refused(f"the premise says neither ≥ 0 nor > 0 of {show(t)}")


def _strictness(step: Step) -> bool:
    strict = field(step.data, "strict")
    if type(strict) is not bool:
        raise Refused(f"strict is true or false, not {strict!r:.40}")
    return strict


# ---------------------------------------------------------------- where an inequality comes from

def sign_seen(step: Step) -> Equation:
    """t ≥ 0, or t > 0 if strict, for a term whose sign is seen by its form."""
    t, strict = step.term(), _strictness(step)
    if sign(step, t) < 1 + strict:
        raise Refused(f"{show(t)} is not known to be {'> 0' if strict else '≥ 0'}")
    return _concluded(step, t, strict)


def sign_assumed(step: Step) -> Equation:
    """What an assumption with ≤, <, ≥ or > says of an entry, its free names instantiated."""
    left, relation, right, number = assumed_sides(step, tuple(COMPARED), "no assumed inequality")
    return step.conclude(*compared(step.store, left, relation, right), assumptions={number})


# ---------------------------------------------------------------- arithmetic

def sign_combined(step: Step) -> Equation:
    """t = m_0 + Σ_k m_k t_k as polynomials, t_k ≥ 0 by the premises and m_k ≥ 0 by form: t ≥ 0.

    t > 0 if m_0 > 0, or m_k > 0 and t_k > 0 for one k.
    """
    t, strict, algebra = step.term(), _strictness(step), step.replay.ring
    parts, known = step.terms("terms"), _known(step, step.terms("terms"))
    first, *multipliers = step.terms("multipliers")
    if len(multipliers) != len(parts):
        raise Refused(f"{len(multipliers)} multipliers for {len(parts)} terms")
    signs = [sign(step, m) for m in (first, *multipliers)]
    if 0 in signs:
        raise Refused(f"{show((first, *multipliers)[signs.index(0)])} is not known to be ≥ 0")
    if strict and signs[0] < 2 and not any(s == 2 and k for s, k in zip(signs[1:], known)):
        raise Refused("nothing in the combination is known to be > 0")
    total = dict(algebra.polynomial(t))
    add_to(total, algebra.polynomial(first), -1)
    for m, part in zip(multipliers, parts):
        add_to(total, multiply(algebra.polynomial(m), algebra.polynomial(part)), -1)
    if total:
        raise Refused(f"{show(t)} is not that combination")
    names = frozenset().union(*(m.names for m in (first, *multipliers)))
    return _concluded(step, t, strict, open=names)


def sign_product(step: Step) -> Equation:
    """t_1, …, t_n ≥ 0 gives t_1 ⋯ t_n ≥ 0; > 0 if all are."""
    parts = step.terms("terms")
    return _concluded(step, step.store.mul(parts), all(_known(step, parts)))


def sign_root(step: Step) -> Equation:
    """b² − a² ≥ 0 and b ≥ 0 give b − a ≥ 0; > 0 if the first is."""
    a, b = step.term("smaller"), step.term("larger")
    squares = difference(step.store, step.store.mul([b, b]), step.store.mul([a, a]))
    strict, _ = _known(step, [squares, b])
    return _concluded(step, difference(step.store, b, a), strict)


def sign_both(step: Step) -> Equation:
    """b − a ≥ 0 and a − b ≥ 0 give a = b."""
    a, b = step.term("left"), step.term("right")
    _known(step, [difference(step.store, b, a), difference(step.store, a, b)])
    return step.conclude(a, b)


# ---------------------------------------------------------------- functions, sums, maxima

def sign_function(step: Step) -> Equation:
    """b − a ≥ 0 gives f(b) − f(a) ≥ 0 for f nondecreasing, f(a) − f(b) ≥ 0 for f nonincreasing.

    > 0 if strict: the premise is, and f is exp, log or declared increasing or decreasing.
    """
    name, a, b, strict = field(step.data, "function"), step.term("smaller"), step.term("larger"), _strictness(step)
    if not step.premises:
        raise Refused("no premise compares the arguments")
    known = says(step, difference(step.store, b, a), step.premises[0])
    kept = rising(step, name, [a, b], step.premises[1:])
    if strict and not (known and _is_strict(step, name)):
        raise Refused(f"{name!r:.80} is not known to be strict here")
    low, high = (step.store.term("fn", name, 0, x) for x in ((a, b) if kept == 1 else (b, a)))
    return _concluded(step, difference(step.store, high, low), strict)


def sign_argument(step: Step) -> Equation:
    """f(b) − f(a) > 0 gives b − a > 0 for f nondecreasing; f(b) − f(a) ≥ 0 gives b − a ≥ 0 for f increasing.

    For f nonincreasing or decreasing the same of f(a) − f(b).
    """
    name, a, b = field(step.data, "function"), step.term("smaller"), step.term("larger")
    if not step.premises:
        raise Refused("no premise compares the values")
    kept = rising(step, name, [a, b], step.premises[1:])
    low, high = (step.store.term("fn", name, 0, x) for x in ((a, b) if kept == 1 else (b, a)))
    known = says(step, difference(step.store, high, low), step.premises[0])
    if not known and not _is_strict(step, name):
        raise Refused(f"{name!r:.80} is not known to be strict")
    return _concluded(step, difference(step.store, b, a), known)


def _is_strict(step: Step, name: str) -> bool:
    if name in step.claim.function_definitions:
        return False
    return name in ("exp", "log") or name in step.claim.symbols.strict


def sign_sum(step: Step) -> Equation:
    """t ≥ 0 for all v gives Σ_v t ≥ 0; > 0 if strict: t > 0 and the range is not empty."""
    t, variable, strict = step.term(), step.variable(), _strictness(step)
    known = says(step, t, step.premise())
    sets = leaving(step, step.premise(), [variable])
    total = step.store.sum_over([variable], t)
    if strict:
        if not known:
            raise Refused(f"{show(t)} is not known to be > 0")
        step.need(variable[2] - variable[1], f"the range {variable[1]}..{variable[2]} of {variable[0]} is not empty")
    return step.conclude(*stated(step.store, total, strict), (), **sets)


def max_bounds(step: Step) -> Equation:
    """max s − s_p ≥ 0 for a member of a family: ``value`` p in the range of its variable, or a ``member`` of its list."""
    family = Family(step)
    if family.variable is None:
        member = step.term("member")
        if not any(member is s for s in family.rest):
            raise Refused(f"{show(member)} is none of the terms")
    else:
        (name, lower, upper), value = family.variable, step.integer("value")
        step.need_within([value], [(lower, upper)], name)
        member = step.store.substitute(family.rest[0], {name: value})
    return _concluded(step, difference(step.store, family.over(lambda s: s), member), False)


def max_bounded(step: Step) -> Equation:
    """c − s ≥ 0 for all s of a family that is not empty gives c − max s ≥ 0, c outside; > 0 if all are."""
    family, c = Family(step), step.term("bound")
    family.need_outside(c)
    family.need_nonempty(step)
    strict = all(_known(step, [difference(step.store, c, s) for s in family.rest]))
    total = difference(step.store, c, family.over(lambda s: s))
    if family.variable is None:
        return _concluded(step, total, strict)
    sets = leaving(step, step.premise(), [family.variable])
    return step.conclude(*stated(step.store, total, strict), (), **sets)


# ---------------------------------------------------------------- chains and matrices

def sign_ascending(step: Step) -> Equation:
    """t[v+1] − t[v] ≥ 0 for all v in 1..N gives t[q] − t[p] ≥ 0 for 1 ≤ p ≤ q ≤ N + 1.

    The sum of the differences for v = p, …, q − 1; none if p is q.
    """
    t, (name, lower, upper) = step.term(), step.variable()
    first, last = step.integer("first"), step.integer("last")
    put = lambda value: step.store.substitute(t, {name: value})
    _known(step, [difference(step.store, put(symbol(name) + 1), t)])
    step.need(first - lower, f"{first} ≥ {lower}")
    step.need(last - first, f"{last} ≥ {first}")
    step.need(upper + 1 - last, f"{last} ≤ {upper + 1}")
    sets = leaving(step, step.premise(), [step.variable()])
    return step.conclude(*stated(step.store, difference(step.store, put(last), put(first)), False), (), **sets)


DEFINITE = ("positive definite", "positive semidefinite")


def sign_definite(step: Step) -> Equation:
    """Σ_i Σ_j t[i] a[i, j] t[j] ≥ 0 for a symbol a declared positive (semi)definite, i and j of its range 1..n."""
    t, name, labels = step.term(), field(step.data, "name"), step.integers("labels")
    shape = step.claim.shape(name, labels)
    if len(shape) != 2 or shape[0] != shape[1] or step.claim.symbols.tensors[name][2].isdisjoint(DEFINITE):
        raise Refused(f"{name} is not declared positive definite or semidefinite")
    a = step.store.expression("symbol", name, labels, shape, shape=shape)
    taken = a.names | t.names
    rows, columns = step.fresh(shape, apart_from=a.names)
    (i, *_), (j, *_) = rows, columns
    if j in taken:
        raise Refused(f"{j} is free in the term")
    other = step.store.substitute(t, {i: symbol(j)})
    product = step.store.mul([t, step.store.term("at", a, (symbol(i), symbol(j))), other])
    total = step.store.sum_over([rows, columns], product)
    return _concluded(step, total, False, assumptions={("positive semidefinite", name)})


RULES = {
    f.__name__: f for f in (
        sign_seen, sign_assumed, sign_combined, sign_product, sign_root, sign_both, sign_function, sign_argument,
        sign_sum, max_bounds, max_bounded, sign_ascending, sign_definite,
    )
}
