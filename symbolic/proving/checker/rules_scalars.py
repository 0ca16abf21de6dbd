"""Rules of powers and of the functions whose meaning is known; signs of terms.

The total conventions: 0⁰ = 1, and 0 to a negative power is 0.  So a rule that
needs t ≠ 0 or t > 0 says so, by proof or as a condition.
"""
from __future__ import annotations

from collections import Counter
from fractions import Fraction

from .claim import bound_facts
from .expressions import read_rational
from .integers import ONE, Refused, read_list, symbol
from .replay import Equation, Step, show
from .terms import Term, factors, summands


# ---------------------------------------------------------------- signs

def sign(step: Step, t: Term, facts: tuple = ()) -> int:
    """2 if t > 0 is provable, 1 if t ≥ 0 is, else 0."""
    row = SIGNS.get(t.op)
    return row(step, t, facts) if row else 0


def _sign_num(step, t, facts):
    return 2 if t.parts[0] > 0 else 1 if t.parts[0] == 0 else 0


def _sign_int(step, t, facts):
    p = t.parts[0]
    return 2 if step.claim.proves(p - 1, facts) else 1 if step.claim.proves(p, facts) else 0


def _sign_add(step, t, facts):
    """A sum of numbers ≥ 0, one of them > 0, is > 0."""
    signs = [sign(step, x, facts) for x in summands(t)]
    return 0 if 0 in signs else max(signs)


def _sign_mul(step, t, facts):
    """A product of numbers > 0 is, and one with an even number of numbers < 0 among them; a square is ≥ 0."""
    found, turned = 2, False
    for x, count in Counter(factors(t)).items():
        above = sign(step, x, facts)
        below = 0 if above else _below(step, x)
        turned ^= bool(below and count % 2)
        found = min(found, max(above, below, 1 - count % 2))
    return 0 if turned else found


def _below(step, t):
    """2 if t < 0 is plain, 1 if t ≤ 0 is, else 0: a number, a symbol declared so, an odd power of such."""
    match t.op:
        case "num":
            return 2 if t.parts[0] < 0 else 1 if t.parts[0] == 0 else 0
        case "at":
            return 2 if _declared(step, t, "negative") else 1 if _declared(step, t, "nonpositive") else 0
        case "pow" if t.parts[1].denominator == 1 and t.parts[1] % 2:
            return _below(step, t.parts[0])
    return 0


def _sign_pow(step, t, facts):
    """An even power of what is not 0 is > 0; else the sign is that of the base, and a root is ≥ 0."""
    base, q = t.parts
    found = sign(step, base, facts)
    if found == 0 and q.denominator == 1 and q % 2 == 0:
        return 2 if q == 0 or _below(step, base) == 2 else 1
    return found if q.denominator == 1 else max(found, 1)


def _sign_sum(step, t, facts):
    """A sum of numbers > 0 over a range that is not empty is > 0."""
    _, lower, upper, body = t.parts
    found = sign(step, body, facts + bound_facts(t))
    return min(found, 2 if step.claim.proves(upper - lower, facts) else 1)


def _sign_prod(step, t, facts):
    """A product of numbers > 0 is > 0, also of none; of numbers ≥ 0 it is ≥ 0."""
    return sign(step, t.parts[-1], facts + bound_facts(t))


def _sign_largest(step, t, facts):
    return max(sign(step, x, facts) for x in t.parts)


def _sign_fn(step, t, facts):
    return 2 if t.parts[0] == "exp" or t.parts[:2] in (("Phi", 0), ("phi", 0)) else 0


def _sign_at(step, t, facts):
    """A symbol declared positive, or ≥ 0."""
    return 2 if _declared(step, t, "positive") else 1 if _declared(step, t, "nonnegative") else 0


def _sign_determinant(step, t, facts):
    """A positive definite matrix has a determinant > 0."""
    return 2 if _of_declared(step, t, "positive definite", ("positive definite",)) else 0


INVERTIBLE = ("invertible", "positive definite", "orthogonal")


def _of_declared(step: Step, t: Term, what: str, words: tuple[str, ...]) -> bool:
    """Whether t is the determinant of all of a symbol declared by one of these words; that it is ``what`` is then used."""
    places, body = tuple(map(symbol, t.parts[0])), t.parts[-1]
    if body.op != "at" or body.parts[0].op != "symbol" or body.parts[1] not in (places, places[::-1]) \
            or set(t.parts[0]) & body.parts[0].names or body.parts[0].shape != (t.parts[1],) * 2:
        return False
    name = body.parts[0].parts[0]
    if step.claim.symbols.tensors[name][2].isdisjoint(words):
        return False
    step.properties.add((what, name))
    return True


def _gram_of_full_rank(step: Step, t: Term) -> bool:
    """Whether t is det sᵀs for a symbol s declared of full column rank, or det s sᵀ for one of full row rank."""
    store, body = step.store, t.parts[-1]
    pair = factors(body.parts[-1]) if body.op == "sum" else ()
    if len(pair) != 2 or any(x.op != "at" or x.parts[0].op != "symbol" or len(x.parts[1]) != 2 for x in pair):
        return False
    s, what = pair[0].parts[0], step.claim.symbols.tensors[pair[0].parts[0].parts[0]][2]
    if s.names & {*t.parts[0], body.parts[0]}:
        return False
    (r, c, k), (m, n) = (tuple(f"\x04{x}" for x in range(3))), s.shape
    for word, length, extent, place in (("full column rank", m, n, lambda x: (symbol(k), symbol(x))),
                                        ("full row rank", n, m, lambda x: (symbol(x), symbol(k)))):
        gram = store.sum_over([(k, ONE, length)], store.mul([store.term("at", s, place(x)) for x in (r, c)]))
        if word in what and store.matrix("determinant", [(x, ONE, extent) for x in (r, c)], gram) is t:
            step.properties.add((f"of {word}", s.parts[0]))
            return True
    return False


SIGNS = {
    "determinant": _sign_determinant,
    "num": _sign_num, "int": _sign_int, "add": _sign_add, "mul": _sign_mul, "pow": _sign_pow,
    "sum": _sign_sum, "prod": _sign_prod, "max": _sign_sum, "largest": _sign_largest, "fn": _sign_fn, "at": _sign_at,
    "delta": lambda step, t, facts: 1, "holds": lambda step, t, facts: 1, "positive": lambda step, t, facts: 1,
}


def _declared(step: Step, t: Term, what: str) -> bool:
    """Whether t is an entry of a symbol declared so; that is then used."""
    e = t.parts[0]
    if e.op != "symbol" or what not in step.claim.symbols.tensors[e.parts[0]][2]:
        return False
    step.properties.add((what, e.parts[0]))
    return True


SETS = {"sign": (-1, 1), "binary": (0, 1), "one-hot": (0, 1)}
ONE_OF = "one of "


def declared_values(step: Step, t: Term) -> tuple[Fraction, ...]:
    """The numbers of which an entry of a symbol is declared to be one, which is then used; () if none are declared."""
    e, indices = t.parts
    if e.op != "symbol":
        return ()
    for what in sorted(step.claim.symbols.tensors[e.parts[0]][2]):
        listed = SETS.get(what) or what.startswith(ONE_OF) and tuple(map(read_rational, what[len(ONE_OF):].split(", ")))
        if listed:
            step.need_within(indices, [(ONE, d) for d in e.shape], f"an index of {e.parts[0]}:")
            step.properties.add((what, e.parts[0]))
            return tuple(map(Fraction, listed))
    return ()


def is_nonzero(step: Step, t: Term) -> bool:
    """t ≠ 0 is provable: positive, or a product or power of such, or declared nonzero."""
    match t.op:
        case "num":
            return t.parts[0] != 0
        case "mul":
            return all(is_nonzero(step, x) for x in factors(t))
        case "pow" if t.parts[1].denominator == 1:
            return is_nonzero(step, t.parts[0])
        case "at" if _declared(step, t, "nonzero") or _declared(step, t, "negative"):
            return True
        case "determinant" if _of_declared(step, t, "invertible", INVERTIBLE) or _gram_of_full_rank(step, t):
            return True
    return sign(step, t) == 2


def need_defined(step: Step, t: Term, what: str, proved: bool) -> set:
    """Nothing if it is proved; else the condition that t is ``what``.

    The condition is about the left side of the premise, if there is one with
    t on the right: so it is said of what stands in the claim.  For t ≠ 0 a
    premise that ends in a product with t as a factor will do.
    """
    if proved:
        return set()
    for p in step.premises:
        if what != "nonzero" or t not in factors(p.right):
            step.need_same("the premise does not end in the base", p.right, t)
        t = p.left
    return {(what, t)}


# ---------------------------------------------------------------- powers

def reciprocal(step: Step) -> Equation:
    """t · t⁻¹ = 1, where t ≠ 0."""
    t = step.term()
    conditions = need_defined(step, t, "nonzero", is_nonzero(step, t))
    product = step.store.mul([t, step.store.term("pow", t, Fraction(-1))])
    return step.conclude(product, step.store.num(1), conditions=conditions)


def power_split(step: Step) -> Equation:
    """t^q = Π t^{q_k} with Σ q_k = q.

    For integers q_k where t ≠ 0 (everywhere, if all are ≥ 0); else where
    t > 0 (t ≥ 0, if all are > 0).
    """
    t = step.term(op="pow")
    base, q = t.parts
    exponents = [read_rational(x) for x in read_list(step.data.get("exponents"), None, "a list of exponents")]
    if sum(exponents) != q:
        raise Refused(f"the exponents {list(map(str, exponents))} do not add up to {q}")
    right = step.store.mul([step.store.term("pow", base, x) for x in exponents])
    conditions = set()
    if any(x.denominator != 1 for x in exponents):
        conditions = _need_sign(step, base, strict=any(x <= 0 for x in exponents))
    elif any(x < 0 for x in exponents):
        conditions = need_defined(step, base, "nonzero", is_nonzero(step, base))
    return step.conclude(t, right, conditions=conditions)


def _need_sign(step: Step, base: Term, strict: bool) -> set:
    found = sign(step, base)
    return need_defined(step, base, "positive" if strict else "nonnegative", found >= 1 + strict)


def power_power(step: Step) -> Equation:
    """(t^a)^b = t^{ab} for integers a, b; else where t ≥ 0."""
    t = step.term(op="pow")
    inner, b = t.parts
    if inner.op != "pow":
        raise Refused(f"not a power of a power: {show(t)}")
    base, a = inner.parts
    conditions = set()
    if a.denominator != 1 or b.denominator != 1:
        conditions = _need_sign(step, base, strict=a <= 0 or b <= 0)
    return step.conclude(t, step.store.term("pow", base, a * b), conditions=conditions)


def power_mul(step: Step) -> Equation:
    """(t₁ ⋯ tₙ)^q = t₁^q ⋯ tₙ^q for an integer q, or if all t_k ≥ 0 is provable."""
    t = step.term(op="pow")
    base, q = t.parts
    parts = factors(base)
    if q.denominator != 1 and any(sign(step, x) == 0 for x in parts):
        raise Refused(f"a factor of {show(base)} is not known to be ≥ 0")
    return step.conclude(t, step.store.mul([step.store.term("pow", x, q) for x in parts]))


def power_number(step: Step) -> Equation:
    """c^q for a rational c and an integer q, computed."""
    t = step.term(op="pow")
    base, q = t.parts
    if base.op != "num" or q.denominator != 1 or abs(q) > 64:
        raise Refused(f"not a small integer power of a number: {show(t)}")
    value = Fraction(base.parts[0])
    return step.conclude(t, step.store.num(0 if value == 0 and q < 0 else value ** int(q)))


# ---------------------------------------------------------------- known functions

def _known(step: Step, name: str, op: str | None = None) -> tuple[Term, Term]:
    """The term name(t), and t, which is an ``op``."""
    t = step.term(op="fn")
    f, order, argument = t.parts
    if (f, order) != (name, 0) or (op is not None and argument.op != op):
        raise Refused(f"not {name} of a {op or 'term'}: {show(t)}")
    return t, argument


def exp_zero(step: Step) -> Equation:
    """exp(0) = 1."""
    t, argument = _known(step, "exp", "num")
    if argument.parts[0] != 0:
        raise Refused(f"the argument is not 0: {show(t)}")
    return step.conclude(t, step.store.num(1))


def exp_add(step: Step) -> Equation:
    """exp(t₁ + … + tₙ) = exp(t₁) ⋯ exp(tₙ)."""
    t, argument = _known(step, "exp", "add")
    return step.conclude(t, step.store.mul([step.store.term("fn", "exp", 0, x) for x in argument.parts]))


def exp_power(step: Step) -> Equation:
    """exp(t)^q = exp(q t)."""
    t = step.term(op="pow")
    base, q = t.parts
    if base.op != "fn" or base.parts[:2] != ("exp", 0):
        raise Refused(f"not a power of exp: {show(t)}")
    return step.conclude(t, step.store.term("fn", "exp", 0, step.store.mul([step.store.num(q), base.parts[2]])))


def log_exp(step: Step) -> Equation:
    """log(exp(t)) = t."""
    t, argument = _known(step, "log", "fn")
    if argument.parts[:2] != ("exp", 0):
        raise Refused(f"not log of exp: {show(t)}")
    return step.conclude(t, argument.parts[2])


def log_one(step: Step) -> Equation:
    """log(1) = 0."""
    t, argument = _known(step, "log", "num")
    if argument.parts[0] != 1:
        raise Refused(f"the argument is not 1: {show(t)}")
    return step.conclude(t, step.store.num(0))


def log_mul(step: Step) -> Equation:
    """log(t₁ ⋯ tₙ) = log t₁ + … + log tₙ, where all t_k > 0; with all t_k ≥ 0 that is where the left side is defined."""
    t, argument = _known(step, "log", "mul")
    parts = factors(argument)
    conditions = set() if all(sign(step, x) for x in parts) else _need_positive(step, parts)
    right = step.store.add([step.store.term("fn", "log", 0, x) for x in parts])
    return step.conclude(t, right, conditions=conditions)


def _need_positive(step: Step, terms) -> set:
    """Each term > 0 is provable, or the condition; said of the left side of a premise that ends in the term."""
    origins = {p.right: p.left for p in step.premises}
    return {("positive", origins.get(x, x)) for x in terms if sign(step, x) < 2}


def log_pow(step: Step) -> Equation:
    """log(t^q) = q log t, where t > 0; with t ≥ 0 and q ≠ 0 that is where the left side is defined."""
    t, argument = _known(step, "log", "pow")
    base, q = argument.parts
    right = step.store.mul([step.store.num(q), step.store.term("fn", "log", 0, base)])
    return step.conclude(t, right, conditions=set() if q and sign(step, base) else _need_positive(step, [base]))


def exp_log(step: Step) -> Equation:
    """exp(log(t)) = t, where t > 0."""
    t, argument = _known(step, "exp", "fn")
    if argument.parts[:2] != ("log", 0):
        raise Refused(f"not exp of log: {show(t)}")
    base = argument.parts[2]
    return step.conclude(t, base, conditions=_need_sign(step, base, strict=True))


def function_derivative(step: Step) -> Equation:
    """exp^{(k)} = exp; log′(t) = t⁻¹; sin′ = cos; cos′ = −sin; arctan′(t) = (1 + t²)⁻¹; Phi′ = phi; phi′(t) = −t phi(t)."""
    t = step.term(op="fn")
    f, order, x = t.parts
    store = step.store
    match f, order:
        case "exp", _:
            right = store.term("fn", "exp", 0, x)
        case "log", 1:
            right = store.term("pow", x, Fraction(-1))
        case "sin", 1:
            right = store.term("fn", "cos", 0, x)
        case "cos", 1:
            right = store.mul([store.num(-1), store.term("fn", "sin", 0, x)])
        case "arctan", 1:
            right = store.term("pow", store.add([store.num(1), store.mul([x, x])]), Fraction(-1))
        case "Phi", 1:
            right = store.term("fn", "phi", 0, x)
        case "phi", 1:
            right = store.mul([store.num(-1), x, store.term("fn", "phi", 0, x)])
        case _:
            raise Refused(f"the derivative has no rule: {show(t)}")
    return step.conclude(t, right)


RULES = {
    f.__name__: f for f in (
        reciprocal, power_split, power_power, power_mul, power_number,
        exp_zero, exp_add, exp_power, log_exp, log_one, log_mul, log_pow, exp_log, function_derivative,
    )
}
