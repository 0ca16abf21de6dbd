"""Rules of index arithmetic: relations of integers, and sums over what they leave.

A relation p ≤ q says that its *room* q − p is ≥ 0; p < q has the room q − p − 1.
"""
from __future__ import annotations

from math import gcd

from .integers import LARGEST, Poly, Refused, number, read_list, symbol
from .replay import Equation, Step, show
from .rules_calculus import clause_of
from .rules_finite import bound_variable, renumbered, without_delta
from .terms import Term, factors

MOST_WRITTEN = 40


def room(t: Term) -> Poly:
    """What is ≥ 0 if the relation holds."""
    p, relation, q = t.parts
    return q - p - (relation == "<")


def _holds(step: Step, left: Poly, right: Poly) -> Term:
    reduce = step.claim.reduce
    return step.store.term("holds", reduce(left), "<=", reduce(right))


# ---------------------------------------------------------------- one relation

def relation_shift(step: Step) -> Equation:
    """[r ≥ 0] = [s ≥ 0] if r and s are the same up to a factor > 0, rounded: g u + c ≥ 0 is u + ⌊c/g⌋ ≥ 0."""
    left, right = step.term("left", "holds"), step.term("right", "holds")
    rooms = [_rounded(step.claim.reduce(room(t))) for t in (left, right)]
    if rooms[0] != rooms[1]:
        raise Refused(f"{show(left)} and {show(right)} do not say the same")
    return step.conclude(left, right)


def _rounded(p: Poly) -> Poly:
    """u + ⌊c/g⌋ for p = g u + c, g the greatest common divisor of the coefficients in u."""
    divisor = gcd(*(c for monomial, c in p.terms if monomial))
    return p if divisor < 2 else Poly(tuple([item for item in ((m, c // divisor) for m, c in p.terms) if item[1]]))


def relation_complement(step: Step) -> Equation:
    """[p ≤ q] + [q < p] = 1."""
    t = step.term(op="holds")
    p, relation, q = t.parts
    other = step.store.term("holds", q, "<" if relation == "<=" else "<=", p)
    return step.conclude(step.store.add([t, other]), step.store.num(1))


def relation_border(step: Step) -> Equation:
    """[p ≤ q] = [p < q] + δ(p, q)."""
    t = step.term(op="holds")
    p, relation, q = t.parts
    if relation != "<=":
        raise Refused(f"not a relation ≤: {show(t)}")
    return step.conclude(t, step.store.add([step.store.term("holds", p, "<", q), step.store.term("delta", p, q)]))


def delta_incongruent(step: Step) -> Equation:
    """δ(p, q) = 0 if p − q = g u + c, g > 1 not dividing c: no multiple of g is −c."""
    p, q = step.integer("left"), step.integer("right")
    difference = step.claim.reduce(p - q)
    divisor = gcd(*(c for monomial, c in difference.terms if monomial))
    rest = sum(c for monomial, c in difference.terms if not monomial)
    if divisor < 2 or rest % divisor == 0:
        raise Refused(f"no divisor tells {p} and {q} apart")
    return step.conclude(step.store.term("delta", p, q), step.store.num(0))


# ---------------------------------------------------------------- several relations

def contradiction(step: Step) -> Equation:
    """Π t_k = 0 for relations and deltas t_k that cannot hold together (Farkas).

    A sum Σ m_k r_k + Σ w_j f_j of their rooms r_k (p − q for δ(p, q)) and of
    facts f_j ≥ 0 is a number < 0, with weights w_j ≥ 0, m_k ≥ 0 but for deltas.
    """
    relations = step.terms("relations")
    multipliers, weights = _numbers(step, "multipliers", len(relations)), _numbers(step, "weights")
    facts = step.integers("facts")
    if not relations or len(facts) != len(weights):
        raise Refused("relations, and a weight for each fact, are wanted")
    total = number(0)
    for t, m in zip(relations, multipliers):
        if t.op not in ("holds", "delta") or m < 0 and t.op == "holds":
            raise Refused(f"a relation with a multiplier ≥ 0, or a delta, is wanted, not {m} times {show(t)}")
        total = total + number(m) * (room(t) if t.op == "holds" else t.parts[0] - t.parts[1])
    for fact, weight in zip(facts, weights):
        if weight < 0:
            raise Refused(f"the weight {weight} is not ≥ 0")
        step.need(fact, f"the fact {fact} ≥ 0")
        total = total + number(weight) * fact
    value = step.claim.reduce(total).constant()
    if value is None or value >= 0:
        raise Refused(f"the sum {step.claim.reduce(total)} is not a number < 0")
    return step.conclude(step.store.mul(relations), step.store.num(0))


def _numbers(step: Step, key: str, length: int | None = None) -> list[int]:
    found = read_list(step.data.get(key), length, f"a list of {key}")
    if any(type(x) is not int or abs(x) > LARGEST for x in found):
        raise Refused(f"{key} are not integers")
    return found


# ---------------------------------------------------------------- sums

def sum_delta_guarded(step: Step) -> Equation:
    """Σ_{v} δ(i, p) a = Σ_{v∖i} [lower ≤ p] [p ≤ upper] a[i:=p] for p free of i."""
    view, value = step.sum(), step.integer("value")
    name, lower, upper = bound_variable(step, view)
    rest = without_delta(step, view, name, value)
    body = step.store.mul([_holds(step, lower, value), _holds(step, value, upper),
                           step.store.substitute(step.store.mul(rest), {name: value})])
    return step.conclude(step.term(), step.store.sum_over(view.without(name), body))


def sum_written(step: Step) -> Equation:
    """Σ_v t = Σ_{v∖i} t[i:=a] + … + Σ_{v∖i} t[i:=b] for a variable i of range a..b, both numbers."""
    view = step.sum()
    name, lower, upper = bound_variable(step, view)
    first, last = lower.constant(), upper.constant()
    if first is None or last is None or last - first >= MOST_WRITTEN:
        raise Refused(f"the range {lower}..{upper} of {name} is not one of at most {MOST_WRITTEN} numbers")
    others = view.without(name)
    parts = [step.store.sum_over(others, step.store.substitute(view.body, {name: number(k)}))
             for k in range(first, last + 1)]
    return step.conclude(step.term(), step.store.add(parts))


def sum_moved(step: Step) -> Equation:
    """Σ_{i=a..b} [c ≤ φ(i)] [φ(i) ≤ d] t = Σ_{k=c..d} [a ≤ ψ(k)] [ψ(k) ≤ b] t[i:=ψ(k)].

    ``value`` is ψ(k) = s + k or s − k with the inverse φ(i) = ± (i − s); ``new``
    is k of range c..d.  Both are the sum over all i in a..b with φ(i) in c..d.
    """
    view, value = step.sum(), step.integer("value")
    name, lower, upper = bound_variable(step, view)
    new, first, last = step.variable("new")
    slope = value.linear_in(new)
    if slope not in (1, -1) or name in value.names:
        raise Refused(f"{value} is not {new} or −{new} shifted by something without {name}")
    shift = value - number(slope) * symbol(new)
    inverse = number(slope) * (symbol(name) - shift)
    rest = list(factors(view.body))
    for guard in (_holds(step, first, inverse), _holds(step, inverse, last)):
        if guard not in rest:
            raise Refused(f"{show(guard)} is not a factor")
        rest.remove(guard)
    put = step.store.substitute(step.store.mul(rest), {name: value})
    body = step.store.mul([_holds(step, lower, value), _holds(step, value, upper), put])
    return step.conclude(step.term(), renumbered(step, view, name, [(new, first, last)], value, body))


# ---------------------------------------------------------------- definitions

def unfold_within(step: Step) -> Equation:
    """name[labels](p) = Π_k [1 ≤ p_k] [p_k ≤ d_k] · body(p): an entry outside the shape d counts as 0."""
    t, _, labels, shape, indices, body = clause_of(step)
    guards = [g for p, d in zip(indices, shape) for g in (_holds(step, number(1), p), _holds(step, p, d))]
    right = step.store.mul([*guards, step.store.term("at", body, indices)])
    box = tuple((label, label) for label in labels)
    return step.conclude(t, right, used={(t.parts[0].parts[0], box)})


RULES = {
    f.__name__: f for f in (
        relation_shift, relation_complement, relation_border, delta_incongruent, contradiction,
        sum_delta_guarded, sum_written, sum_moved, unfold_within,
    )
}
