"""Random instances of the rules of index arithmetic: whatever the checker accepts is true number by number.

An accepted step's equation is read off the checker and both sides are summed up
here, at small sizes and all values of the variables in their ranges.
"""
from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from handwritten import P
from laboratory import laboratory, x

from symbolic.calculus.linear import multipliers
from symbolic.errors import CertificateError
from symbolic.language.integers import integer
from symbolic.proving.checker.accept import RULES
from symbolic.proving.checker.integers import Refused
from symbolic.proving.checker.replay import Replay

INSTANCES = 70
NAMES = ("i", "j", "u", "n", "m")
FACTS = ("i-1", "n-i", "j-1", "n-j", "u-1", "m-u", "n-1", "m-1")
HOLD = {"<=": lambda p, q: p <= q, "<": lambda p, q: p < q}


# ---------------------------------------------------------------- random arguments

def text(random: Random, most: int = 2) -> str:
    """A linear polynomial in a few names, as text."""
    chosen = random.sample(NAMES, random.randint(1, most))
    parts = [f"{random.choice('+-')}{random.choice(('', '', '2 '))}{name}" for name in chosen]
    return "".join([*parts, random.choice(("", "+1", "-1", "+2", "-3"))]).removeprefix("+")


def relation(p, random: Random):
    return p.holds(text(random), random.choice(("<=", "<")), text(random))


def relation_shift(p, random: Random):
    a, factor, by = text(random), random.choice((1, 1, 2, 3)), random.randint(-2, 3)
    scaled = "".join(f"+{factor} {part}" if part[0] != "-" else f"-{factor} {part[1:]}"
                     for part in a.replace("-", " -").replace("+", " +").split() for part in [part.lstrip("+")])
    left = p.holds("0", "<=", f"{scaled}+{abs(by)}" if by >= 0 else f"{scaled}-{abs(by)}")
    right = p.holds("0", random.choice(("<=", "<")), a + random.choice(("", "+1", "-1")))
    p.step("relation_shift", left=left, right=right)


def relation_complement(p, random: Random):
    p.step("relation_complement", term=relation(p, random))


def relation_border(p, random: Random):
    p.step("relation_border", term=relation(p, random))


def delta_incongruent(p, random: Random):
    p.step("delta_incongruent", left=P(f"2 {random.choice(NAMES)}{random.choice(('', '+1'))}"),
           right=P(f"{random.choice((2, 3, 4))} {random.choice(NAMES)}{random.choice(('', '+1', '-1'))}"))


def contradiction(p, random: Random):
    """Multipliers as the search finds them, sometimes for a relation changed afterwards."""
    pairs = [(text(random), text(random)) for _ in range(random.randint(1, 3))]
    deltas = [random.random() < 0.25 for _ in pairs]
    polynomial = lambda t: sum((integer(c) * _monomial(m) for c, m in _parsed(t)), integer(0))
    rooms = [polynomial(b) - polynomial(a) for a, b in pairs]
    facts = [polynomial(f) for f in FACTS]
    rows = [r for r, d in zip(rooms, deltas) if not d]
    found = multipliers([*rows, *facts], [-r for r, d in zip(rooms, deltas) if d])
    if found is None:
        found = [random.randint(0, 2) for _ in range(len(rooms) + len(facts))]
    if random.random() < 0.4:
        k = random.randrange(len(pairs))
        pairs[k] = (pairs[k][0] + random.choice(("+1", "-1")), pairs[k][1])
    weights = found[len(rows):len(rows) + len(facts)]
    above, exact = iter(found[:len(rows)]), iter(found[len(rows) + len(facts):])
    terms = [p.delta(a, b) if d else p.holds(a, "<=", b) for (a, b), d in zip(pairs, deltas)]
    p.step("contradiction", relations=terms, multipliers=[next(exact if d else above) for d in deltas],
           facts=[P(f) for f in FACTS], weights=weights)


def _parsed(t: str):
    value = P(t)
    return [(value, [])] if isinstance(value, int) else value


def _monomial(powers):
    result = integer(1)
    for name, _, power in powers:
        for _ in range(power):
            result = result * integer(name)
    return result


def sum_delta_guarded(p, random: Random):
    value = text(random)
    t = p.sum(random.choice(("i", "i j", "i u")), p.mul(p.delta("i", value), p.at(x, random.choice(("i", "i+1", "j", "n-i")))))
    p.step("sum_delta_guarded", term=t, variable="i", value=P(value))


def sum_written(p, random: Random):
    v = random.choice(("first", "first", "none", "i"))
    p.step("sum_written", term=p.sum(random.choice((v, f"{v} j")), p.mul(p.at(x, f"{v}+{text(random)}"), p.at(x, "j"))), variable=v)


def sum_moved(p, random: Random):
    """The guards of ψ or of a neighbour of it."""
    shift, forward = random.choice(("j", "j-1", "m", "1", "n-j", "0")), random.random() < 0.5
    negated = shift.replace("-", "~").replace("+", "-").replace("~", "+")
    inverse = f"i-{negated}" if forward else f"{shift}-i"
    if random.random() < 0.3:
        inverse += random.choice(("+1", "-1"))
    upper = random.choice(("m", "m", "n"))
    body = p.mul(p.holds(1, "<=", inverse), p.holds(inverse, "<=", upper), p.at(x, random.choice(("i", "i+1", "n-i"))), p.at(x, "j"))
    p.step("sum_moved", term=p.sum(random.choice(("i", "j i")), body), variable="i", new="u",
           value=P(f"u+{shift}" if forward else f"{shift}-u"))


MAKERS = (relation_shift, relation_complement, relation_border, delta_incongruent, contradiction,
          sum_delta_guarded, sum_written, sum_moved)


# ---------------------------------------------------------------- values

def value(t, env: dict, entries: Random):
    """A term of the checker as a number."""
    match t.op, t.parts:
        case "num", (q,):
            return Fraction(q)
        case "int", (p,):
            return at(p, env)
        case "delta", (p, q):
            return int(at(p, env) == at(q, env))
        case "holds", (p, relation_, q):
            return int(HOLD[relation_](at(p, env), at(q, env)))
        case "add", parts:
            return sum(value(part, env, entries) for part in parts)
        case "mul", parts:
            result = Fraction(1)
            for part in parts:
                result *= value(part, env, entries)
            return result
        case "sum", (name, lower, upper, body):
            return sum(value(body, env | {name: k}, entries) for k in range(at(lower, env), at(upper, env) + 1))
        case "at", (_, (p,)):
            place = at(p, env)
            return entries[place] if 1 <= place <= env["n"] else 0
    raise AssertionError(t.op)


def at(p, env: dict) -> int:
    total = 0
    for monomial, c in p.terms:
        for (name, _), power in monomial:
            c *= env[name] ** power
        total += c
    return total


def environments(replay: Replay, equation):
    """Sizes and values of the variables that the equation speaks about, within their ranges."""
    names = equation.left.names | equation.right.names | equation.open
    for n, m in product((1, 2, 4), (1, 2, 3)):
        env = {"n": n, "m": m}
        ranging = [v for v in ("i", "j", "u", "first", "none") if v in names]
        for values in product(*(range(at(replay.variables[v][1], env), at(replay.variables[v][2], env) + 1) for v in ranging)):
            yield env | dict(zip(ranging, values))


def accepted(p):
    """The last equation if the checker takes the step, and the replay; else None."""
    replay = Replay(p.certificate())
    try:
        for _ in replay.run(p.steps, RULES):
            pass
    except (Refused, CertificateError):
        return None
    return replay, replay.equations[-1]


@pytest.mark.parametrize("make", MAKERS, ids=lambda f: f.__name__)
def test_accepted_instances_are_true(make):
    random, outcomes = Random(make.__name__), Counter()
    entries = {k: random.randint(2, 10**6) for k in range(1, 9)}
    for _ in range(INSTANCES):
        p = laboratory()
        make(p, random)
        found = accepted(p)
        outcomes[found is not None] += 1
        if found is not None:
            replay, equation = found
            for env in environments(replay, equation):
                assert value(equation.left, env, entries) == value(equation.right, env, entries), (p.steps[-1], env)
    assert outcomes[True] >= 5, outcomes
