"""Rules of equality, finite sums and Kronecker deltas.

Each function replays one rule of docs/certificates.md: it takes the step's
arguments, checks the side conditions (``Refused`` otherwise) and hands back
the equation.
"""
from __future__ import annotations

from .integers import ONE, Poly, Refused, symbol
from .polynomials import add_to, multiply
from .replay import LEFT, Equation, Step, SumView, show
from .terms import Term, factors, summands


# ---------------------------------------------------------------- equality

def refl(step: Step) -> Equation:
    """t = t."""
    t = step.term()
    return step.conclude(t, t, ())


def sym(step: Step) -> Equation:
    """l = r gives r = l."""
    p = step.premise()
    return step.conclude(p.right, p.left)


def trans(step: Step) -> Equation:
    """l₁ = r₁ = l₂ = r₂ … gives l₁ = rₙ."""
    if not step.premises:
        raise Refused("no premises")
    for p, q in zip(step.premises, step.premises[1:]):
        step.need_same("the chain breaks", p.right, q.left)
    return step.conclude(step.premises[0].left, step.premises[-1].right)


def ring(step: Step) -> Equation:
    """l = r as polynomials over ℚ, once the atoms that premises equate are replaced."""
    left, right, algebra = step.term("left"), step.term("right"), step.replay.ring
    by = {algebra.atom(p.left): algebra.polynomial(p.right) for p in step.premises}
    if algebra.replaced(algebra.polynomial(left), by) != algebra.replaced(algebra.polynomial(right), by):
        raise Refused(f"these are different polynomials: {show(left)} and {show(right)}")
    return step.conclude(left, right)


def combine(step: Step) -> Equation:
    """l − r = Σ_k m_k (l_k − r_k) as polynomials gives l = r."""
    left, right, algebra = step.term("left"), step.term("right"), step.replay.ring
    multipliers = step.terms("multipliers")
    if len(multipliers) != len(step.premises):
        raise Refused(f"{len(multipliers)} multipliers for {len(step.premises)} premises")
    total = dict(algebra.polynomial(left))
    add_to(total, algebra.polynomial(right), -1)
    for m, p in zip(multipliers, step.premises):
        add_to(total, multiply(algebra.polynomial(m), algebra.polynomial(p.left)), -1)
        add_to(total, multiply(algebra.polynomial(m), algebra.polynomial(p.right)), 1)
    if total:
        raise Refused(f"{show(left)} minus {show(right)} is not that combination of the premises")
    names = frozenset().union(*(m.names for m in multipliers))
    return step.conclude(left, right, open=names)


def cong(step: Step) -> Equation:
    """l_k = r_k gives f(l_1, …) = f(r_1, …) for f a sum, a product, a function or a power."""
    t = step.term()
    if t.op not in ("add", "mul", "fn", "pow", "largest", "positive"):
        raise Refused(f"neither a sum, a product, a function nor a power: {show(t)}")
    by = {p.left: p.right for p in step.premises}
    idle = by.keys() - {x for x in t.parts if isinstance(x, Term)}
    if idle:
        raise Refused(f"{show(next(iter(idle)))} is not an argument of {show(t)}")
    return step.conclude(t, step.store.term(t.op, *(by.get(x, x) if isinstance(x, Term) else x for x in t.parts)))


def instance(step: Step) -> Equation:
    """l = r for all v gives l[v:=p] = r[v:=p] for a p in v's range."""
    p, value = step.premise(), step.integer("value")
    name, lower, upper = step.variable()
    if name not in p.open:
        raise Refused(f"{name} is not open in the premise")
    for v in p.open - {name}:
        if name in step.replay.behind[v]:
            raise Refused(f"the range of {v}, which is open, mentions {name}")
    if any(name == fixed for _, _, fixed in p.hypotheses):
        raise Refused(f"a hypothesis fixes {name}")
    step.need_within([value], [(lower, upper)], name)
    put = lambda x: substituted(step, x, name, value)
    return Equation(
        put(p.left), put(p.right),
        p.open - {name} | step.replay.closure(value.names | step.claim.used),
        put(p.used), p.assumptions, p.hypotheses, put(p.conditions))


def substituted(step: Step, x, name: str, value: Poly):
    """x[name := value] through terms, polynomials, tuples and sets."""
    if isinstance(x, Term):
        return step.store.substitute(x, {name: value})
    if isinstance(x, Poly):
        return step.claim.reduce(x.substitute({(name, ()): value}))
    if isinstance(x, (tuple, frozenset)):
        return type(x)(substituted(step, y, name, value) for y in x)
    return x


# ---------------------------------------------------------------- finite sums

def leaving(step: Step, p: Equation, variables) -> dict:
    """A premise's sets once these variables, innermost last, are bound.

    A definition used for each value of a variable becomes one used on an
    interval; a condition keeps the variable under a name that nothing opens.
    """
    opened, used, conditions = p.open, p.used, p.conditions
    for name, lower, upper in reversed(variables):
        for v in opened - {name}:
            if name in step.replay.behind[v]:
                raise Refused(f"the range of {v}, which is open, mentions {name}")
        if any(name == fixed for _, _, fixed in p.hypotheses):
            raise Refused(f"a hypothesis fixes {name}")
        opened = opened - {name}
        used = frozenset((who, tuple(_widened(step, b, name, lower, upper) for b in box)) for who, box in used)
        conditions = substituted(step, conditions, name, symbol(LEFT + name))
    return {"open": opened, "used": used, "assumptions": p.assumptions,
            "hypotheses": p.hypotheses, "conditions": conditions}


def _widened(step: Step, interval, name: str, lower: Poly, upper: Poly):
    """The least interval known to hold ``interval`` for all values of the variable."""
    ends = []
    for end, (up, down) in zip(interval, ((lower, upper), (upper, lower))):
        slope = 0 if end is None else end.linear_in(name)
        if end is not None and slope is not None and slope != 0:
            end = substituted(step, end, name, up if slope > 0 else down)
        ends.append(None if slope is None else end)
    return tuple(ends)


def sum_cong(step: Step) -> Equation:
    """l = r for all v gives Σ_v l = Σ_v r."""
    return cong_over(step, step.variables(), "sum")


def cong_over(step: Step, variables, op: str) -> Equation:
    """l = r for all values of the variables gives the same Σ, Π or max of both."""
    p = step.premise()
    sets = leaving(step, p, variables)
    left, right = (step.store.sum_over(variables, t, op) for t in (p.left, p.right))
    return step.conclude(left, right, (), **sets)


def sum_add(step: Step) -> Equation:
    """Σ_v (t₁ + t₂ + …) = Σ_v t₁ + Σ_v t₂ + …."""
    view = step.sum()
    parts = [step.store.sum_over(view.variables, t) for t in summands(view.body)]
    return step.conclude(step.term(), step.store.add(parts))


def sum_factor(step: Step) -> Equation:
    """Σ_v a b = (Σ_u a)(Σ_{v∖u} b), a mentioning only u of v, b none of u.

    A range of one group must not mention a variable of the other.  With u
    empty a are the factors that mention no variable of v.
    """
    view = step.sum()
    inside = {name for name, _, _ in step.variables()}
    outside = set(view.names) - inside
    if not inside <= set(view.names):
        raise Refused(f"{sorted(inside - set(view.names))[0]} is not bound by this sum")
    wanted = inside or set(view.names)
    a = [t for t in factors(view.body) if bool(t.names & wanted) == bool(inside)]
    b = [t for t in factors(view.body) if bool(t.names & wanted) != bool(inside)]
    if any(t.names & outside for t in a) or any(t.names & inside for t in b):
        raise Refused("a factor mentions variables of both groups")
    for name, lower, upper in view.variables:
        if (lower.names | upper.names) & (outside if name in inside else inside):
            raise Refused(f"the range of {name} mentions a variable of the other group")
    product = step.store.mul([
        step.store.sum_over(view.without(*outside), step.store.mul(a)),
        step.store.sum_over(view.without(*inside), step.store.mul(b))])
    return step.conclude(step.term(), product)


def sum_merge(step: Step) -> Equation:
    """Σ_v Σ_w t = Σ_{v,w} t; the store has one form for both."""
    t = step.term(op="sum")
    return step.conclude(t, t)


def sum_order(step: Step) -> Equation:
    """The order of summation does not matter if no range mentions another variable."""
    view, order = step.sum(), step.variables()
    if sorted(view.names) != sorted(name for name, _, _ in order):
        raise Refused(f"{list(view.names)} is not a reordering of the sum's variables")
    for name in view.names:
        view.need_free_of(name)
    return step.conclude(step.term(), step.store.sum_over(order, view.body))


def bound_variable(step: Step, view: SumView) -> tuple[str, Poly, Poly]:
    """The variable of the step, which the sum must bind and no other range mention."""
    variable = step.variable()
    if variable[0] not in view.names:
        raise Refused(f"{variable[0]} is not bound by this sum")
    view.need_free_of(variable[0])
    return variable


def sum_delta(step: Step) -> Equation:
    """Σ_{v} δ(i, p) a = Σ_{v∖i} a[i:=p] for p, free of i, in the range of i.

    That p is in range may be shown by the ranges of the other variables of v.
    If the range of i itself is used, i stays open.
    """
    view, value = step.sum(), step.integer("value")
    name, lower, upper = bound_variable(step, view)
    rest = without_delta(step, view, name, value)
    step.need_within([value], [(lower, upper)], name)
    body = step.store.substitute(step.store.mul(rest), {name: value})
    others = view.without(name)
    return step.conclude(step.term(), step.store.sum_over(others, body), leave=_others(view, name))


def without_delta(step: Step, view: SumView, name: str, value: Poly) -> list[Term]:
    """The factors of the summand but for δ(name, value), which must be one of them; value is free of the name."""
    rest = list(factors(view.body))
    delta = step.store.term("delta", symbol(name), value)
    if name in value.names or delta not in rest:
        raise Refused(f"{show(delta)} is not a factor that fixes {name}")
    rest.remove(delta)
    return rest


def _others(view: SumView, name: str) -> set[str]:
    return set(view.names) - {name}


def sum_constant(step: Step) -> Equation:
    """Σ_v t = (upper − lower + 1) Σ_{v∖i} t if t does not mention i and the count is ≥ 0."""
    view = step.sum()
    name, lower, upper = bound_variable(step, view)
    count = step.claim.reduce(upper - lower + 1)
    if name in view.body.names or count.names & set(view.names):
        raise Refused(f"the summand or the number of values of {name} depends on the summation")
    step.need(count, f"{name} has not fewer than 0 values")
    total = step.store.mul([step.store.term("int", count), step.store.sum_over(view.without(name), view.body)])
    return step.conclude(step.term(), total, leave=_others(view, name))


def sum_single(step: Step) -> Equation:
    """Σ_v t = Σ_{v∖i} t[i:=lower] if the range of i is one number."""
    view = step.sum()
    name, lower, upper = bound_variable(step, view)
    if lower != upper:
        raise Refused(f"{name} has the range {lower}..{upper}, not one number")
    body = step.store.substitute(view.body, {name: lower})
    return step.conclude(step.term(), step.store.sum_over(view.without(name), body))


def sum_empty(step: Step) -> Equation:
    """Σ_v t = 0 if upper < lower for the variable i of v."""
    view = step.sum()
    name, lower, upper = bound_variable(step, view)
    step.need(lower - upper - 1, f"the range {lower}..{upper} of {name} is empty")
    return step.conclude(step.term(), step.store.num(0), leave=_others(view, name))


def sum_split(step: Step) -> Equation:
    """Σ_{i=a..b} = Σ_{j=a..c} + Σ_{k=c+1..b} for a − 1 ≤ c ≤ b; ``parts`` are j and k."""
    view, parts = step.sum(), step.variables("parts")
    name, lower, upper = bound_variable(step, view)
    if len(parts) != 2:
        raise Refused(f"a sum is split into 2 parts, not {len(parts)}")
    (_, low, middle), (_, after, high) = parts
    if (low, after, high) != (lower, step.claim.reduce(middle + 1), upper):
        raise Refused(f"{low}..{middle} and {after}..{high} do not make {lower}..{upper}")
    step.need(middle - lower + 1, "the first part is not negative")
    step.need(upper - middle, "the second part is not negative")
    terms = [renumbered(step, view, name, [part], symbol(part[0])) for part in parts]
    return step.conclude(step.term(), step.store.add(terms), leave=_others(view, name))


def sum_shift(step: Step) -> Equation:
    """Σ_{i=a..b} t = Σ_{j} t[i:=value] for value = j + c or c − j, if j's range makes it a..b."""
    view, value = step.sum(), step.integer("value")
    name, lower, upper = bound_variable(step, view)
    new = step.variable("new")
    put = lambda end: step.claim.reduce(value.substitute({(new[0], ()): end}))
    slope = value.linear_in(new[0])
    if slope not in (1, -1) or (put(new[1]), put(new[2])) != ((lower, upper) if slope == 1 else (upper, lower)):
        raise Refused(f"{value} for {new[0]} = {new[1]}..{new[2]} does not run through {lower}..{upper} once")
    return step.conclude(step.term(), renumbered(step, view, name, [new], value))


def sum_radix(step: Step) -> Equation:
    """Σ_{p=1..KM} f(p) = Σ_{q=1..M} Σ_{r=1..K} f(K(q−1) + r) for K, M ≥ 0; ``parts`` are q and r."""
    view, parts = step.sum(), step.variables("parts")
    name, lower, upper = bound_variable(step, view)
    if len(parts) != 2 or not lower == parts[0][1] == parts[1][1] == ONE:
        raise Refused("mixed radix wants two parts and ranges that begin at 1")
    (q, _, m), (r, _, k) = parts
    if step.claim.reduce(m * k) != upper or q in k.names:
        raise Refused(f"{m} times {k} is not {upper}")
    step.need(m, f"{m} ≥ 0")
    step.need(k, f"{k} ≥ 0")
    value = step.claim.reduce(k * (symbol(q) - 1) + symbol(r))
    return step.conclude(step.term(), renumbered(step, view, name, parts, value), leave=_others(view, name))


def renumbered(step: Step, view: SumView, name: str, new: list, value: Poly, body: Term | None = None) -> Term:
    """The sum with ``new`` variables in the place of ``name``, which is ``value``; of another ``body``, if given."""
    for fresh, _, _ in new:
        if fresh in view.body.names or fresh in _others(view, name) or fresh in _range_names(view):
            raise Refused(f"{fresh} has another meaning in the sum")
    variables = [w for v in view.variables for w in (new if v[0] == name else [v])]
    bound = set()
    for other, lower, upper in variables:
        late = (lower.names | upper.names) & ({v[0] for v in variables} - bound)
        if late:
            raise Refused(f"the range of {other} mentions {sorted(late)[0]}, which is bound further in")
        bound.add(other)
    late = value.names & (bound - {v[0] for v in new} - set(view.names[:view.names.index(name)]))
    if late:
        raise Refused(f"{value} mentions {sorted(late)[0]}, which is bound further in")
    return step.store.sum_over(variables, step.store.substitute(view.body, {name: value}) if body is None else body)


def _range_names(view: SumView) -> frozenset[str]:
    return frozenset().union(*(lower.names | upper.names for _, lower, upper in view.variables))


# ---------------------------------------------------------------- deltas and relations

def delta_equal(step: Step) -> Equation:
    """δ(p, q) = 1 if p and q are the same, or p ≤ q and q ≤ p are provable."""
    p, q = step.integer("left"), step.integer("right")
    if p != q and not (step.claim.proves(p - q) and step.claim.proves(q - p)):
        raise Refused(f"{p} and {q} are not the same")
    return step.conclude(step.store.term("delta", p, q), step.store.num(1))


def delta_apart(step: Step) -> Equation:
    """δ(p, q) = 0 if p < q or q < p is provable."""
    p, q = step.integer("left"), step.integer("right")
    if not (step.claim.proves(p - q - 1) or step.claim.proves(q - p - 1)):
        raise Refused(f"{p} and {q} are not provably different")
    return step.conclude(step.store.term("delta", p, q), step.store.num(0))


def delta_shift(step: Step) -> Equation:
    """δ(p, q) = δ(p′, q′) if p − q = ±(p′ − q′)."""
    (p, q), (r, s) = step.integers("left"), step.integers("right")
    if step.claim.reduce(p - q) not in (step.claim.reduce(r - s), step.claim.reduce(s - r)):
        raise Refused(f"{p} − ({q}) is not ± ({r} − ({s}))")
    return step.conclude(step.store.term("delta", p, q), step.store.term("delta", r, s))


def relation_decided(step: Step) -> Equation:
    """[p ≤ q] is 1 if q − p ≥ 0 is provable, 0 if p − q − 1 ≥ 0 is; [p < q] is [p + 1 ≤ q]."""
    t = step.term(op="holds")
    p, relation, q = t.parts
    room = q - p - (relation == "<")
    if step.claim.proves(room):
        return step.conclude(t, step.store.num(1))
    step.need(-room - 1, f"{p} {relation} {q} or its opposite")
    return step.conclude(t, step.store.num(0))


def _fixed(step: Step) -> tuple[Term, str, Poly, Term]:
    """Term t, integer name v, value p that does not mention v, and δ(v, p)."""
    t, value, name = step.term(), step.integer("value"), step.data.get("variable")
    if type(name) is not str or name not in t.names or name in value.names:
        raise Refused(f"{name!r:.80} is not free in the term, or stands in {value}")
    return t, name, value, step.store.term("delta", symbol(name), value)


def delta_replace(step: Step) -> Equation:
    """δ(v, p) t = δ(v, p) t[v:=p]."""
    t, name, value, delta = _fixed(step)
    put = step.store.substitute(t, {name: value})
    return step.conclude(step.store.mul([delta, t]), step.store.mul([delta, put]))


def delta_split(step: Step) -> Equation:
    """t = δ(v, p) t[v:=p] + (1 − δ(v, p)) t[δ(v, p):=0]."""
    t, name, value, delta = _fixed(step)
    equal = step.store.mul([delta, step.store.substitute(t, {name: value})])
    return step.conclude(t, step.store.add([equal, _otherwise(step, t, delta)]))


def case_split(step: Step) -> Equation:
    """t = c t[c:=1] + (1 − c) t[c:=0] for c a delta or a relation."""
    t, case = step.term(), step.term("case")
    if case.op not in ("delta", "holds"):
        raise Refused(f"not a delta or a relation: {show(case)}")
    holds = step.store.mul([case, step.store.replace(t, case, step.store.num(1))])
    return step.conclude(t, step.store.add([holds, _otherwise(step, t, case)]))


def _otherwise(step: Step, t: Term, case: Term) -> Term:
    """(1 − case) t[case:=0]."""
    store = step.store
    return store.mul([
        store.add([store.num(1), store.mul([store.num(-1), case])]), store.replace(t, case, store.num(0))])


RULES = {
    f.__name__: f for f in (
        refl, sym, trans, ring, combine, cong, instance,
        sum_cong, sum_add, sum_factor, sum_merge, sum_order, sum_delta, sum_constant, sum_single,
        sum_empty, sum_split, sum_shift, sum_radix,
        delta_equal, delta_apart, delta_shift, relation_decided, delta_replace, delta_split, case_split,
    )
}
