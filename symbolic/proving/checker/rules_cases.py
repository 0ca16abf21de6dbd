"""Rules of cases: which of some numbers are positive, which value of a finite set a number has.

``positive(t)`` is 1 where t > 0 and 0 elsewhere.  A *guard* is any term: an
equation g · l = g · r says that l = r wherever g is not 0, and 1 = g₁ + … + gₙ
that one of the cases holds everywhere.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from .claim import field
from .entries import conditions_of
from .integers import Refused, read_list
from .replay import Equation, Step, show
from .rules_inequalities import says
from .rules_scalars import declared_values, sign
from .terms import Store, Term


def negative(store: Store, t: Term) -> Term:
    return store.mul([store.num(-1), t])


def complement(store: Store, t: Term) -> Term:
    """1 − t."""
    return store.add([store.num(1), negative(store, t)])


def positive_square(step: Step) -> Equation:
    """positive(t)² = positive(t): it is 0 or 1."""
    t = step.term(op="positive")
    return step.conclude(step.store.mul([t, t]), t)


def positives_exclude(step: Step) -> Equation:
    """Π positive(s_k) · Π (1 − positive(u_j)) = 0 if −Σ q f₁ f₂ … = d ≥ 0 by the premise, q > 0, each f an s_k or a −u_j.

    Where no guard is 0 all s_k > 0 and −u_j ≥ 0, so that each product is ≥ 0, and > 0
    if all its f are among the s: then d < 0.  So d > 0 by signs is wanted, or d ≥ 0
    and such a product.  An f may also be one of the ``known`` terms, of which further
    premises say that they are ≥ 0 or > 0.
    """
    store, known = step.store, step.terms("known") if "known" in step.data else []
    if len(step.premises) != 1 + len(known):
        raise Refused(f"{1 + len(known)} premises wanted, {len(step.premises)} given")
    p, *others = step.premises
    strictly = [t for t, q in zip(known, others) if says(step, t, q)]
    above, below = step.terms("above"), [negative(store, u) for u in step.terms("below")]
    sure = {*above, *strictly}
    products = [step.listed_terms(x) for x in read_list(field(step.data, "products"), None, "a list of products")]
    for first, *factors in products:
        if first.op != "num" or first.parts[0] <= 0:
            raise Refused(f"a product begins with {show(first)}, which is not a number > 0")
        if not factors or any(x not in sure and x not in below and x not in known for x in factors):
            raise Refused("a factor is neither > 0 nor ≥ 0 by a guard or a premise")
    total = store.add([store.mul([store.num(-first.parts[0]), *factors]) for first, *factors in products])
    step.need_same("the premise is not about the combination", p.left, total)
    found, strict = sign(step, p.right), any(all(x in sure for x in factors) for _, *factors in products)
    if found + strict < 2:
        raise Refused(f"{show(p.right)} is not known to be large enough")
    guards = [*(store.term("positive", s) for s in above), *(complement(store, store.term("positive", u)) for u in step.terms("below"))]
    return step.conclude(store.mul(guards), store.num(0))


def positive_nonzero(step: Step) -> Equation:
    """(1 − positive(s)) (1 − positive(u)) = 0 where s ≠ 0, if u = −m s by the first premise, m > 0 by signs.

    The condition is said of the left side of the second premise, which ends in s.
    """
    store, s, m = step.store, step.term("of"), step.term("factor")
    if len(step.premises) != 2:
        raise Refused(f"2 premises wanted, {len(step.premises)} given")
    p, origin = step.premises
    step.need_same("the premise is not about the opposite", p.left, store.mul([store.num(-1), m, s]))
    step.need_same("the second premise does not end in it", origin.right, s)
    if sign(step, m) < 2:
        raise Refused(f"{show(m)} is not known to be > 0")
    guards = [complement(store, store.term("positive", x)) for x in (s, p.right)]
    return step.conclude(store.mul(guards), store.num(0), conditions={("nonzero", origin.left)})


def positive_zero(step: Step) -> Equation:
    """(1 − positive(s)) (1 − positive(u)) s = 0 if u = −m s by the premise, m > 0 by signs.

    Where no guard is 0, s ≤ 0 and −m s ≤ 0.
    """
    store, s, m, p = step.store, step.term("of"), step.term("factor"), step.premise()
    step.need_same("the premise is not about the opposite", p.left, store.mul([store.num(-1), m, s]))
    if sign(step, m) < 2:
        raise Refused(f"{show(m)} is not known to be > 0")
    guards = [complement(store, store.term("positive", x)) for x in (s, p.right)]
    return step.conclude(store.mul([*guards, s]), store.num(0))


def positive_increasing(step: Step) -> Equation:
    """positive(t) = positive(a − b) if t = m (exp(a) − exp(b)) by the premise, m > 0 by signs."""
    store, p = step.store, step.premise()
    a, b, m = (step.term(key) for key in ("above", "below", "factor"))
    exp = lambda x: store.term("fn", "exp", 0, x)
    step.need_same("the premise is not about the difference", p.left,
                   store.mul([m, store.add([exp(a), negative(store, exp(b))])]))
    if sign(step, m) < 2:
        raise Refused(f"{show(m)} is not known to be > 0")
    right = store.term("positive", store.add([a, negative(store, b)]))
    return step.conclude(store.term("positive", p.right), right)


def replace_where(step: Step) -> Equation:
    """g · t = g · t[x := v] if the premise says g · x = g · v: where g is not 0, x is v.

    x stands in t outside derivatives only; under sums it is the x of outside.
    """
    store, p = step.store, step.premise()
    guard, t, x, v = (step.term(key) for key in ("guard", "term", "of", "value"))
    step.need_same("the premise, left side", p.left, store.mul([guard, x]))
    step.need_same("the premise, right side", p.right, store.mul([guard, v]))
    if x.op in ("num", "add", "mul"):
        raise Refused(f"{show(x)} is no single term")
    _need_undifferentiated(t, x)
    return step.conclude(store.mul([guard, t]), store.mul([guard, store.replace(t, x, v)]))


def _need_undifferentiated(t: Term, x: Term) -> None:
    """Refuse if x stands in a derivative in t."""
    stack, seen = [(t, False)], set()
    while stack:
        part, inside = stack.pop()
        if (part, inside) in seen:
            continue
        seen.add((part, inside))
        if part is x and inside:
            raise Refused(f"{show(x)} stands in a derivative")
        stack += ((y, inside or part.op == "D") for y in part.parts if isinstance(y, Term))


def finite_values(step: Step) -> Equation:
    """Π_v (y − v) = 0 for an entry y of a symbol declared to have one of these values."""
    store, t = step.store, step.term(op="at")
    values = declared_values(step, t)
    if not values:
        raise Refused(f"{show(t)} is not declared to have one of finitely many values")
    return step.conclude(store.mul([store.add([t, store.num(-v)]) for v in values]), store.num(0))


def cases_cover(step: Step) -> Equation:
    """Π (1 − c) over the branches of a case distinction is 0 where it is defined: one of its conditions holds."""
    store, t = step.store, step.term(op="at")
    e = t.parts[0]
    if e.op != "piecewise":
        raise Refused(f"not a case distinction: {show(t)}")
    return step.conclude(store.mul([complement(store, c) for c in conditions_of(store, e)]), store.num(0),
                         conditions={("covered", t)})


def largest_cases(step: Step) -> Equation:
    """largest(a, b, …) = (1 − c) · largest(a, …) + c · largest(b, …), c = positive(d), if b − a = d by the premise.

    The rest of the terms stands in both; of two terms it is one of them.
    """
    store, t, a, b, p = step.store, step.term(op="largest"), step.term("one"), step.term("other"), step.premise()
    if a is b or a not in t.parts or b not in t.parts:
        raise Refused("the two are not terms of the maximum")
    step.need_same("the premise is not about their difference", p.left, store.add([b, negative(store, a)]))
    c = store.term("positive", p.right)
    without = lambda x: store.largest([y for y in t.parts if y is not x])
    return step.conclude(t, store.add([store.mul([complement(store, c), without(b)]), store.mul([c, without(a)])]))


def even_root(step: Step) -> Equation:
    """(t^a)^b = (t positive(t) − t positive(−t))^{ab} for an even integer a: the base is |t|^a."""
    t, store = step.term(op="pow"), step.store
    inner, b = t.parts
    if inner.op != "pow" or inner.parts[1].denominator != 1 or inner.parts[1] % 2:
        raise Refused(f"not a power of an even power: {show(t)}")
    base, a = inner.parts
    if a == 0:
        raise Refused("the exponent is 0")
    turned = negative(store, base)
    size = store.add([store.mul([base, store.term("positive", base)]), store.mul([turned, store.term("positive", turned)])])
    return step.conclude(t, store.term("pow", size, Fraction(a * b)))


def abs_root(step: Step) -> Equation:
    """|t| = (t²)^{1/2}."""
    t = step.term(op="fn")
    f, order, x = t.parts
    if f != "abs" or order or f not in step.claim.kinked:
        raise Refused(f"not an absolute value: {show(t)}")
    store = step.store
    return step.conclude(t, store.term("pow", store.term("pow", x, Fraction(2)), Fraction(1, 2)))


def kinked_derivative(step: Step) -> Equation:
    """relu′(t) = positive(t) and abs′(t) = positive(t) − positive(−t) where t ≠ 0; further derivatives are 0 there."""
    t, store = step.term(op="fn"), step.store
    f, order, x = t.parts
    if f not in step.claim.kinked or order < 1:
        raise Refused(f"not a derivative of relu or abs: {show(t)}")
    if x is store.num(0):
        raise Refused(f"{f} has no derivative at 0")
    right = store.term("positive", x)
    if f == "abs":
        right = store.add([right, negative(store, store.term("positive", negative(store, x)))])
    return step.conclude(t, right if order == 1 else store.num(0), conditions={("smooth", f, order)})


def D_positive(step: Step) -> Equation:
    """∂ positive(t) = 0 where t ≠ 0."""
    t = step.term(op="D")
    inner = t.parts[0]
    if inner.op != "positive":
        raise Refused(f"the derivative is not of a case but of {show(inner)}")
    if inner.parts[0] is step.store.num(0):
        raise Refused("the condition would be 0 ≠ 0")
    return step.conclude(t, step.store.num(0), conditions={("regular", "nonzero", inner.parts[0])})


APART = frozenset({"nonzero", "positive", "nonnegative"})


def where_apart(step: Step) -> Equation:
    """(1 − δ(p, q)) · l = (1 − δ(p, q)) · r, if l = r by the premise: what that asks for need hold only where p ≠ q."""
    store, p = step.store, step.premise()
    left, right = step.integer("left"), step.integer("right")
    guard = complement(store, store.term("delta", left, right))
    said = {("apart", left, right, *c) if c[0] in APART else c for c in p.conditions}
    bare = replace(p, conditions=frozenset())
    return step.conclude(store.mul([guard, p.left]), store.mul([guard, p.right]), [bare], conditions=said,
                         open=left.names | right.names)


RULES = {
    f.__name__: f for f in (
        positive_square, positives_exclude, positive_zero, positive_nonzero, positive_increasing, replace_where, finite_values, cases_cover, largest_cases, even_root,
        abs_root,         kinked_derivative, D_positive, where_apart,
    )
}
