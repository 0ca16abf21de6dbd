r"""Statements about numbers: known functions, their derivatives, finite sets, inequalities.

An expression here carries its LaTeX and its value together; values are exact
rationals where only arithmetic, absolute values and maxima occur, else numbers
of 50 digits.  A derivative's value is the generator's own symbolic derivative,
made by the chain rule.  Nothing is shared with the checker under attack.

A statement is true where its sides agree at every point drawn, false where they
differ at one; what rounding leaves in doubt is not stated.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Callable, Iterator

import mpmath

from .statements import Statement

DIGITS, POINTS = 50, 48
LARGEST = 10 ** 12
SAME, APART = mpmath.mpf(10) ** -35, mpmath.mpf(10) ** -12
SIGMA = r"\sigma(z) = \frac{1}{1 + e^{-z}}"


class Undefined(Exception):
    """The expression has no value, or no derivative, at this point."""


@dataclass(frozen=True)
class Number:
    """A term: ``head`` applied to ``parts``; ``value`` a constant or a name."""
    head: str
    parts: tuple["Number", ...] = ()
    value: object = None


def const(value) -> Number:
    return Number("const", (), Fraction(value))


def var(name: str) -> Number:
    return Number("var", (), name)


def add(*terms: Number) -> Number:
    return Number("add", terms)


def mul(*factors: Number) -> Number:
    return Number("mul", factors)


def neg(a: Number) -> Number:
    return mul(const(-1), a)


def sub(a: Number, b: Number) -> Number:
    return add(a, neg(b))


def div(a: Number, b: Number) -> Number:
    return Number("div", (a, b))


def power(a: Number, k: int) -> Number:
    return Number("pow", (a,), k)


def fn(name: str, *parts: Number) -> Number:
    return Number(name, parts)


# ---------------------------------------------------------------- values

def _logistic(x):
    return 1 / (1 + mpmath.exp(-x))


def _positive(f: Callable) -> Callable:
    def guarded(x):
        if x <= 0:
            raise Undefined
        return f(x)
    return guarded


def _root(x):
    if x < 0:
        raise Undefined
    return mpmath.sqrt(x)


def _sign(x):
    return (x > 0) - (x < 0)


SMOOTH: dict[str, Callable] = {
    "exp": mpmath.exp, "log": _positive(mpmath.log), "sqrt": _root, "sigma": _logistic, "tanh": mpmath.tanh,
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)), "sin": mpmath.sin, "cos": mpmath.cos, "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
}
KINKED: dict[str, Callable] = {"abs": abs, "relu": lambda x: max(x, 0), "sign": _sign}


def _real(x):
    """An exact value as one of many digits."""
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, (Fraction, int)) else x


def value(e: Number, at: dict):
    """The value at a point; raises ``Undefined``, also where a part is so large that digits would be lost against it."""
    found = _value(e, at)
    if abs(found) > LARGEST:
        raise Undefined
    return found


def _value(e: Number, at: dict):
    match e.head:
        case "const":
            return e.value
        case "var":
            return at[e.value]
    parts = [value(p, at) for p in e.parts]
    if not all(isinstance(p, (Fraction, int)) for p in parts) and e.head not in SMOOTH:
        parts = [_real(p) for p in parts]
    match e.head:
        case "add":
            return sum(parts)
        case "mul":
            product = parts[0]
            for part in parts[1:]:
                product = product * part
            return product
        case "div":
            if parts[1] == 0:
                raise Undefined
            return parts[0] / parts[1] if not isinstance(parts[0], int) else Fraction(parts[0]) / parts[1]
        case "pow":
            return parts[0] ** e.value
        case "max":
            return max(parts)
        case "min":
            return min(parts)
    if e.head in KINKED:
        return KINKED[e.head](parts[0])
    return SMOOTH[e.head](_real(parts[0]))


# ---------------------------------------------------------------- derivatives

def derivative(e: Number, name: str) -> Number:
    """∂e/∂name where ``e`` has no kink."""
    if e.head == "const" or e.head == "var":
        return const(int(e.head == "var" and e.value == name))
    inner = [derivative(p, name) for p in e.parts]
    match e.head:
        case "add":
            return add(*inner)
        case "mul":
            return add(*(mul(*e.parts[:k], d, *e.parts[k + 1:]) for k, d in enumerate(inner)))
        case "div":
            a, b = e.parts
            return div(sub(mul(inner[0], b), mul(a, inner[1])), power(b, 2))
        case "pow":
            return mul(const(e.value), power(e.parts[0], e.value - 1), inner[0])
    return mul(_slope(e.head, e.parts[0]), inner[0])


def _slope(f: str, u: Number) -> Number:
    match f:
        case "exp" | "sinh" | "cosh" | "sin":
            return fn({"exp": "exp", "sinh": "cosh", "cosh": "sinh", "sin": "cos"}[f], u)
        case "cos":
            return neg(fn("sin", u))
        case "log":
            return div(const(1), u)
        case "sqrt":
            return div(const(1), mul(const(2), fn("sqrt", u)))
        case "sigma":
            return mul(fn("sigma", u), sub(const(1), fn("sigma", u)))
        case "tanh":
            return sub(const(1), power(fn("tanh", u), 2))
        case "softplus":
            return fn("sigma", u)
        case "abs":
            return fn("sign", u)
        case "relu":
            return div(add(const(1), fn("sign", u)), const(2))
    raise Undefined


def kinks(e: Number) -> Iterator[Number]:
    """What is zero where the expression may have a kink."""
    if e.head in KINKED or e.head == "sqrt":
        yield e.parts[0]
    if e.head in ("max", "min"):
        yield sub(*e.parts[:2])
    for part in e.parts:
        yield from kinks(part)


# ---------------------------------------------------------------- LaTeX

SPELLINGS = {"sigma": r"\sigma", "exp": r"\exp", "log": r"\log", "tanh": r"\tanh", "softplus": r"\operatorname{softplus}",
             "relu": r"\operatorname{ReLU}", "sign": r"\operatorname{sign}", "sin": r"\sin", "cos": r"\cos", "sinh": r"\sinh",
             "cosh": r"\cosh", "max": r"\max", "min": r"\min"}


def tex(e: Number, level: int = 0) -> str:
    """LaTeX; ``level`` 1 inside a product, 2 as a base."""
    match e.head:
        case "const":
            text = str(e.value) if e.value.denominator == 1 else \
                rf"{'-' if e.value < 0 else ''}\frac{{{abs(e.value.numerator)}}}{{{e.value.denominator}}}"
            return f"({text})" if e.value < 0 and level or level == 2 and e.value.denominator != 1 else text
        case "var":
            return e.value
        case "add":
            text = tex(e.parts[0], 0)
            for part in e.parts[1:]:
                shown = tex(part, 0)
                text += f" - {shown[1:].lstrip()}" if shown.startswith("-") else f" + {shown}"
            return f"({text})" if level else text
        case "mul":
            return _product(e, level)
        case "div":
            return rf"\frac{{{tex(e.parts[0])}}}{{{tex(e.parts[1])}}}" if level < 2 else f"({tex(e)})"
        case "pow":
            return f"{tex(e.parts[0], 2)}^{{{e.value}}}" if level < 2 else f"({tex(e)})"
        case "abs":
            return rf"\left| {tex(e.parts[0])} \right|"
        case "sqrt":
            return rf"\sqrt{{{tex(e.parts[0])}}}"
    arguments = ", ".join(map(tex, e.parts))
    text = rf"{SPELLINGS[e.head]}\left( {arguments} \right)"
    return f"({text})" if level == 2 else text


def _product(e: Number, level: int) -> str:
    parts = list(e.parts)
    minus = parts[0].head == "const" and parts[0].value == -1 and len(parts) > 1
    texts = [tex(p, 1) for p in parts[minus:]]
    text = r" \cdot ".join(texts) if any(t[0].isdigit() for t in texts[1:]) else " ".join(texts)
    if minus:
        text = f"-{text}"
    return f"({text})" if level == 2 or minus and level else text


# ---------------------------------------------------------------- growing statements

def grown(random: Random, names: list[str], depth: int, calm: bool = False) -> Number:
    """A random expression; ``calm`` without kinks."""
    if depth == 0 or random.random() < 0.2:
        return var(random.choice(names)) if random.random() < 0.75 else const(Fraction(random.randint(-3, 3), random.choice((1, 1, 2))))
    kind = random.random()
    if kind < 0.35:
        return add(grown(random, names, depth - 1, calm), grown(random, names, depth - 1, calm))
    if kind < 0.55:
        return mul(grown(random, names, depth - 1, calm), grown(random, names, depth - 1, calm))
    if kind < 0.62:
        return power(grown(random, names, depth - 1, calm), random.choice((2, 2, 3)))
    if not calm and kind < 0.72:
        return fn(random.choice(("max", "min")), grown(random, names, depth - 1), grown(random, names, depth - 1))
    pool = ("exp", "sigma", "tanh", "softplus", "sin", "cos", "exp", "sigma") + (() if calm else ("abs", "relu", "relu", "abs"))
    return fn(random.choice(pool), grown(random, names, depth - 1, calm))


def rewritten(random: Random, e: Number) -> Number:
    """An equal expression, by identities applied here and there."""
    e = Number(e.head, tuple(rewritten(random, p) for p in e.parts), e.value)
    if random.random() < 0.5:
        return e
    half = const(Fraction(1, 2))
    match e.head, e.parts:
        case "sigma", (u,):
            return random.choice([sub(const(1), fn("sigma", neg(u))), div(add(const(1), fn("tanh", mul(half, u))), const(2)),
                                  div(fn("exp", u), add(const(1), fn("exp", u)))])
        case "tanh", (u,):
            return random.choice([sub(mul(const(2), fn("sigma", mul(const(2), u))), const(1)), neg(fn("tanh", neg(u))),
                                  div(sub(fn("exp", u), fn("exp", neg(u))), add(fn("exp", u), fn("exp", neg(u))))])
        case "softplus", (u,):
            return random.choice([add(fn("softplus", neg(u)), u), fn("log", add(const(1), fn("exp", u)))])
        case "relu", (u,):
            return random.choice([div(add(u, fn("abs", u)), const(2)), fn("max", u, const(0)), add(fn("relu", neg(u)), u)])
        case "abs", (u,):
            return random.choice([fn("max", u, neg(u)), add(fn("relu", u), fn("relu", neg(u))), fn("abs", neg(u)), mul(fn("sign", u), u)])
        case "max", (u, v):
            return random.choice([fn("max", v, u), div(add(u, v, fn("abs", sub(u, v))), const(2)), add(v, fn("relu", sub(u, v))),
                                  neg(fn("min", neg(u), neg(v)))])
        case "min", (u, v):
            return random.choice([fn("min", v, u), sub(add(u, v), fn("max", u, v)), div(sub(add(u, v), fn("abs", sub(u, v))), const(2))])
        case "exp", (Number("add", terms),):
            return mul(*(fn("exp", t) for t in terms))
        case "exp", (u,):
            return div(const(1), fn("exp", neg(u)))
        case "pow", (u,) if e.value == 2:
            return mul(u, u)
        case "mul", (Number("add", terms), v):
            return add(*(mul(t, v) for t in terms))
        case "sin" | "cos", (u,):
            return neg(fn("sin", neg(u))) if e.head == "sin" else fn("cos", neg(u))
        case "add" | "mul", parts if len(parts) > 1:
            return Number(e.head, tuple(reversed(parts)))
    return e


def slipped(random: Random, e: Number) -> Number:
    """One small change somewhere: a sign, a factor, another function, an argument."""
    if e.parts and random.random() < 0.7:
        k = random.randrange(len(e.parts))
        return Number(e.head, (*e.parts[:k], slipped(random, e.parts[k]), *e.parts[k + 1:]), e.value)
    others = {"sigma": "tanh", "tanh": "sigma", "relu": "abs", "abs": "relu", "max": "min", "min": "max", "exp": "sigma", "sin": "cos",
              "cos": "sin", "softplus": "relu", "sinh": "cosh", "cosh": "sinh", "sign": "relu", "log": "exp", "sqrt": "abs"}
    ways = [neg(e), mul(const(2), e), add(e, const(1))]
    if e.head in others:
        ways += [Number(others[e.head], e.parts)] * 2
    if e.head == "pow":
        ways.append(power(e.parts[0], e.value + 1))
    return random.choice(ways)


# ---------------------------------------------------------------- truth

def draw(random: Random, sets: dict[str, tuple[int, ...] | None]) -> dict:
    return {name: Fraction(random.choice(values)) if values else Fraction(random.randint(-40, 40), random.choice((1, 2, 3, 5, 8, 24, 40, 80)))
            for name, values in sets.items()}


def truth(left: Number, right: Number, sets: dict, relation: str, avoid: list[Number], seed: str) -> str | None:
    """"true", "false", or None where rounding or definedness leaves it open."""
    random = Random(seed)
    seen = 0
    with mpmath.workdps(DIGITS):
        for _ in range(6 * POINTS):
            at = draw(random, sets)
            try:
                if any(value(k, at) == 0 for k in avoid):
                    continue
                a, b = value(left, at), value(right, at)
            except (Undefined, OverflowError, ZeroDivisionError):
                continue
            holds = _holds(a, b, relation)
            if holds is None:
                return None
            if not holds:
                return "false"
            seen += 1
            if seen == POINTS:
                break
    return "true" if seen >= POINTS // 3 else None


def _holds(a, b, relation: str) -> bool | None:
    if isinstance(a, (Fraction, int)) and isinstance(b, (Fraction, int)):
        return {"=": a == b, r"\le": a <= b, "<": a < b}[relation]
    a, b = _real(a), _real(b)
    gap, scale = abs(a - b), 1 + abs(a) + abs(b)
    if gap > scale * APART:
        return {"=": False, r"\le": a < b, "<": a < b}[relation]
    if gap > scale * SAME:
        return None
    return {"=": True, r"\le": True, "<": None}[relation]


# ---------------------------------------------------------------- kinds of statements

def _given(sets: dict, sides: tuple[Number, ...]) -> list[str]:
    lines = [rf"{name} \in {space(values)}" for name, values in sets.items()]
    return lines + ([SIGMA] if any("sigma" in heads(side) for side in sides) else [])


def space(values) -> str:
    return r"\mathbb{R}" if values is None else rf"\{{{', '.join(map(str, values))}\}}"


def heads(e: Number) -> set[str]:
    return {e.head}.union(*map(heads, e.parts))


def identity(random: Random) -> tuple:
    names = random.choice((["z"], ["z"], ["x", "y"], ["a", "b", "t"]))
    left = grown(random, names, random.choice((2, 3)))
    return "identity", left, rewritten(random, rewritten(random, left)), {n: None for n in names}, "=", "{}", []


def differentiated(random: Random) -> tuple:
    names = random.choice((["z"], ["z"], ["x", "y"]))
    body = grown(random, names, random.choice((2, 2, 3)), calm=random.random() < 0.6)
    if heads(body) & {"max", "min"}:
        raise Undefined
    right = derivative(body, names[0])
    right = rewritten(random, right) if random.random() < 0.5 else right
    operator = random.choice((r"\frac{d}{d", r"\frac{\partial}{\partial ")) + names[0] + "}"
    wrapped = operator + rf"\left( {tex(body)} \right)"
    return "derivative", (derivative(body, names[0]), wrapped), right, {n: None for n in names}, "=", "{}", list(kinks(body))


def by_cases(random: Random) -> tuple:
    low, high = random.choice(((-1, 1), (0, 1), (-1, 1), (1, 2)))
    Y, z = var("Y"), var("z")
    f = random.choice(("softplus", "sigma", "tanh", "exp", "relu", "abs", "sin"))
    u, v = grown(random, ["z"], 1), grown(random, ["z"], 1)
    width = const(high - low)
    chosen = {low: u, high: v}
    picked = add(mul(div(sub(const(high), Y), width), fn(f, chosen[low])), mul(div(sub(Y, const(low)), width), fn(f, chosen[high])))
    if (low, high) == (-1, 1) and random.random() < 0.6:
        picked = add(mul(div(sub(const(1), Y), const(2)), fn(f, neg(z))), mul(div(add(const(1), Y), const(2)), fn(f, z)))
        whole = fn(f, mul(Y, z))
    else:
        inner = add(mul(div(sub(const(high), Y), width), chosen[low]), mul(div(sub(Y, const(low)), width), chosen[high]))
        whole = fn(f, inner)
    declared = (low, high) if random.random() < 0.8 else None
    return "cases", picked, whole, {"Y": declared, "z": None}, "=", "{}", []


def inequality(random: Random) -> tuple:
    names = random.choice((["a", "b"], ["x", "y"], ["z"]))
    u, v = grown(random, names, 1), grown(random, names, 2, calm=True)
    small, large, strict = random.choice([
        (mul(const(2), u, v), add(power(u, 2), power(v, 2)), False), (fn("abs", add(u, v)), add(fn("abs", u), fn("abs", v)), False),
        (u, fn("max", u, v), False), (fn("min", u, v), v, False), (const(0), power(sub(u, v), 2), False), (u, fn("relu", u), False),
        (const(0), fn("exp", u), True), (const(0), fn("sigma", u), True), (fn("sigma", u), const(1), True), (neg(fn("abs", u)), u, False),
        (fn("max", u, v), add(fn("abs", u), fn("abs", v)), False), (fn("tanh", u), const(1), True), (const(0), fn("softplus", u), True),
    ])
    relation = "<" if strict and random.random() < 0.7 else r"\le"
    return "inequality", small, large, {n: None for n in names}, relation, "{}", []


KINDS = (identity, identity, differentiated, by_cases, inequality)


def make(seed: str) -> Statement:
    """The statement of this seed."""
    for attempt in range(200):
        random = Random(f"numbers/{seed}/{attempt}")
        try:
            found = _statement(random, seed)
        except (Undefined, OverflowError):
            continue
        if found is not None:
            return found
    raise RuntimeError(f"no statement for {seed}")


def _statement(random: Random, seed: str) -> Statement | None:
    kind, left, right, sets, relation, _, avoid = random.choice(KINDS)(random)
    shown = tex(left) if isinstance(left, Number) else left[1]
    left = left if isinstance(left, Number) else left[0]
    slips = []
    if random.random() < 0.5:
        right = slipped(random, right)
        slips.append("slip")
    text = tex(right)
    if shown == text or max(len(shown), len(text)) > 400:
        return None
    found = truth(left, right, sets, relation, avoid, seed)
    if found is None or slips and found == "true" and relation != "=":
        return None
    given = _given(sets, (left, right)) if r"\sigma" in shown + text else [line for line in _given(sets, ()) if line != SIGMA]
    return Statement(seed, f"number {kind}", f"{shown} {relation} {text}", tuple(given), "auto", (found,), tuple(slips))
