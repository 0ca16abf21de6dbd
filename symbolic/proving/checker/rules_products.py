"""Rules of products over a variable, Π_v t; the empty product is 1."""
from __future__ import annotations

from .integers import Poly, Refused, symbol
from .replay import Equation, Step, show
from .rules_finite import cong_over
from .rules_scalars import sign
from .terms import Term, factors

MOST_FACTORS = 64


def _product(step: Step) -> tuple[Term, tuple[str, Poly, Poly], Term]:
    """The term Π_v t, a variable v of the same range that is not free in it, and t."""
    t = step.term(op="prod")
    variable = step.variable()
    return t, variable, _opened(step, t, variable)


def _opened(step: Step, t: Term, variable: tuple[str, Poly, Poly]) -> Term:
    name, *ends = variable
    if ends != list(t.parts[1:3]):
        raise Refused(f"{name} has the range {ends[0]}..{ends[1]}, the product {t.parts[1]}..{t.parts[2]}")
    if name in t.names:
        raise Refused(f"{name} is free in the term it would be bound in")
    return step.store.open(t, (symbol(name),))


def prod_cong(step: Step) -> Equation:
    """l = r for all v gives Π_v l = Π_v r."""
    return cong_over(step, [step.variable()], "prod")


def prod_expand(step: Step) -> Equation:
    """Π_v t = t[v:=lower] ⋯ t[v:=upper] for a range of at most 64 numbers; 1 if there are none."""
    t = step.term(op="prod")
    _, lower, upper, _ = t.parts
    count = (upper - lower + 1).constant()
    if count is None or not 0 <= count <= MOST_FACTORS:
        raise Refused(f"the range {lower}..{upper} is not of 0 to {MOST_FACTORS} numbers")
    return step.conclude(t, step.store.mul([step.store.open(t, (step.claim.reduce(lower + k),)) for k in range(int(count))]))


def prod_mul(step: Step) -> Equation:
    """Π_v (t₁ ⋯ tₙ) = Π_v t₁ ⋯ Π_v tₙ."""
    t, variable, body = _product(step)
    return step.conclude(t, step.store.mul([step.store.sum_over([variable], x, "prod") for x in factors(body)]),
                         leave=(variable[0],))


def prod_pow(step: Step) -> Equation:
    """Π_v t^q = (Π_v t)^q; q an integer, or t seen to be ≥ 0."""
    t, variable, body = _product(step)
    if body.op != "pow":
        raise Refused(f"not a product of powers: {show(t)}")
    base, q = body.parts
    if q.denominator != 1 and sign(step, base) == 0:
        raise Refused(f"{show(base)} is not known to be ≥ 0")
    return step.conclude(t, step.store.term("pow", step.store.sum_over([variable], base, "prod"), q), leave=(variable[0],))


def prod_exp(step: Step) -> Equation:
    """Π_v exp(t) = exp(Σ_v t)."""
    t, variable, body = _product(step)
    if body.op != "fn" or body.parts[:2] != ("exp", 0):
        raise Refused(f"not a product of exponentials: {show(t)}")
    total = step.store.sum_over([variable], body.parts[2])
    return step.conclude(t, step.store.term("fn", "exp", 0, total), leave=(variable[0],))


def prod_part(step: Step) -> Equation:
    """Π_v t = t[v:=p] Π_v (δ(v, p) + (1 − δ(v, p)) t), p = ``value`` provably in the range of v and without v."""
    t, variable, body = _product(step)
    (v, lower, upper), value, store = variable, step.integer("value"), step.store
    if v in value.names:
        raise Refused(f"{value} mentions {v}")
    step.need_within([value], [(lower, upper)], "the factor")
    same = store.term("delta", symbol(v), value)
    apart = store.add([store.num(1), store.mul([store.num(-1), same])])
    rest = store.sum_over([variable], store.add([same, store.mul([apart, body])]), "prod")
    return step.conclude(t, store.mul([store.open(t, (value,)), rest]))


def D_prod(step: Step) -> Equation:
    """∂ Π_v t = Σ_v ∂t Π_u (δ(u, v) + (1 − δ(u, v)) t[v:=u]); the place of the derivative does not mention v or u."""
    t, store = step.term(op="D"), step.store
    inner = t.parts[0]
    if inner.op != "prod":
        raise Refused(f"not the derivative of a product over a variable: {show(t)}")
    v, u = variables = step.pair()
    for name, *_ in variables:
        if name in t.names:
            raise Refused(f"{name} is free in the term it would be bound in")
    one, other = (_opened(step, inner, variable) for variable in variables)
    same = store.term("delta", symbol(u[0]), symbol(v[0]))
    apart = store.add([store.num(1), store.mul([store.num(-1), same])])
    rest = store.sum_over([u], store.add([same, store.mul([apart, other])]), "prod")
    right = store.sum_over([v], store.mul([store.term("D", one, *t.parts[1:]), rest]))
    return step.conclude(t, right)


RULES = {f.__name__: f for f in (prod_cong, prod_expand, prod_mul, prod_pow, prod_exp, prod_part, D_prod)}
