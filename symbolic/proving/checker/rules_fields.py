"""Functions of arrays: f^{(k)}(a)[p, q, …] = ∂^k f_p / ∂x_q … at a."""
from __future__ import annotations

from .claim import field
from .expressions import Expression
from .integers import Refused, symbol
from .replay import Equation, Step, show
from .rules_finite import leaving
from .terms import Term


def _entry(step: Step, t: Term) -> tuple[Expression, tuple, tuple]:
    """The node, its parts (f, k, argument, shape) and the indices of an entry of a function of arrays."""
    if t.op != "at" or t.parts[0].op != "field":
        raise Refused(f"not the value of a function of arrays: {show(t)}")
    e, indices = t.parts
    return e, e.parts, indices


def D_field(step: Step) -> Equation:
    """∂ f^{(k)}(a)[p] = Σ_q f^{(k+1)}(a)[p, q] ∂a[q]; ``names`` are q, over the shape of a.

    The chain rule; the condition is that f has k + 1 derivatives.
    """
    t = step.term(op="D")
    inner, name, labels, at = t.parts
    _, (f, k, a, shape), indices = _entry(step, inner)
    variables = step.fresh(a.shape, apart_from=t.names)
    q = tuple(symbol(n) for n, _, _ in variables)
    larger = (*shape, *a.shape)
    following = step.store.expression("field", f, k + 1, a, larger, shape=larger)
    slope = step.store.term("D", step.store.term("at", a, q), name, labels, at)
    product = step.store.mul([step.store.term("at", following, (*indices, *q)), slope])
    smooth = step.claim.symbols.functions[f] > k
    return step.conclude(t, step.store.sum_over(variables, product), conditions=() if smooth else {("smooth", f, k + 1)})


def field_cong(step: Step) -> Equation:
    """f^{(k)}(a)[p] = f^{(k)}(b)[p] if a[q] = b[q] for all q; the variables q leave the open set."""
    t = step.term(op="at")
    _, (f, k, a, shape), indices = _entry(step, t)
    p, variables = step.premise(), step.fresh(a.shape, "variables", apart_from=t.names)
    q = tuple(symbol(n) for n, _, _ in variables)
    names = {n for n, _, _ in variables}
    if p.left.op != "at" or p.left.parts != (a, q) or p.right.op != "at" or p.right.parts[1] != q:
        raise Refused(f"the premise is not of the entries of the argument: {show(p.left)} = {show(p.right)}")
    b = p.right.parts[0]
    if names & b.names or b.shape != a.shape:
        raise Refused(f"the argument {show(b)} mentions a variable of the premise, or differs in shape")
    right = step.store.term("at", step.store.expression("field", f, k, b, shape, shape=shape), indices)
    return step.conclude(t, right, (), **leaving(step, p, variables))


def field_symmetric(step: Step) -> Equation:
    """f^{(k)}(a)[p, q_1, …, q_k] = f^{(k)}(a)[p, q_s(1), …, q_s(k)] for a permutation s, f having k derivatives."""
    t = step.term(op="at")
    e, (f, k, a, _), indices = _entry(step, t)
    groups = field(step.data, "groups")
    if type(groups) is not list or any(type(g) is not int for g in groups) or sorted(groups) != list(range(k)):
        raise Refused(f"not an order of {k} derivatives: {groups!r:.80}")
    rank = len(a.shape)
    first = len(indices) - k * rank
    moved = [x for g in groups for x in indices[first + g * rank:first + (g + 1) * rank]]
    smooth = step.claim.symbols.functions[f] >= k
    return step.conclude(t, step.store.term("at", e, (*indices[:first], *moved)),
                         conditions=() if smooth else {("smooth", f, k)})


RULES = {f.__name__: f for f in (D_field, field_cong, field_symmetric)}
