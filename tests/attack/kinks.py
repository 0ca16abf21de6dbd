r"""Statements about scalar functions with kinks, and what is true of them in exact numbers.

A formula is a tree over the numbers z, a, b with its LaTeX and its value by
``Jet``: exact fractions with a derivative by z, written down here once more and
sharing nothing with the program.  Rules that hold for all numbers make true
statements from it, a change in one place statements that are mostly false; truth
is then decided at many points.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random

NAMES = ("z", "a", "b")
POINTS = [dict(zip(NAMES, map(Fraction, p))) for p in product((-12, -3, -1, 0, 2, Fraction(1, 2), Fraction(3, 2), 11), repeat=3)]


class Kink(Exception):
    """No derivative here, or no value."""


@dataclass(frozen=True)
class Jet:
    """A value and a derivative by z; ``bent`` where the derivative does not exist."""
    value: Fraction
    slope: Fraction = Fraction(0)
    bent: bool = False


@dataclass(frozen=True)
class Tree:
    """An operation and its operands; of a leaf a name or a number."""
    op: str
    args: tuple = ()


def leaf(x) -> Tree:
    return Tree("leaf", (x,))


# ---------------------------------------------------------------- values

def add(x: Jet, y: Jet) -> Jet:
    return Jet(x.value + y.value, x.slope + y.slope, x.bent or y.bent)


def mul(x: Jet, y: Jet) -> Jet:
    return Jet(x.value * y.value, x.slope * y.value + x.value * y.slope, x.bent or y.bent)


def scaled(c: int, x: Jet) -> Jet:
    return Jet(c * x.value, c * x.slope, x.bent)


def largest(x: Jet, y: Jet) -> Jet:
    if x.value == y.value:
        return Jet(x.value, x.slope, x.bent or y.bent or x.slope != y.slope)
    return Jet(*((x.value, x.slope) if x.value > y.value else (y.value, y.slope)), x.bent or y.bent)


def sign(x: Jet) -> Jet:
    return Jet(Fraction((x.value > 0) - (x.value < 0)), Fraction(0), x.bent or x.value == 0)


def cases(test: Jet, yes: Jet, no: Jet) -> Jet:
    chosen = yes if test.value > 0 else no
    return Jet(chosen.value, chosen.slope, chosen.bent or test.value == 0)


VALUES = {
    "+": add, "-": lambda x, y: add(x, scaled(-1, y)), "*": mul, "neg": lambda x: scaled(-1, x),
    "max": largest, "min": lambda x, y: scaled(-1, largest(scaled(-1, x), scaled(-1, y))),
    "abs": lambda x: largest(x, scaled(-1, x)), "relu": lambda x: largest(x, Jet(Fraction(0))),
    "root": lambda x: largest(x, scaled(-1, x)), "sign": sign, "cases": cases,
    "half": lambda x: Jet(x.value / 2, x.slope / 2, x.bent),
}


def value(t: Tree, at: dict) -> Jet:
    if t.op == "leaf":
        x = t.args[0]
        return Jet(at[x], Fraction(x == "z")) if isinstance(x, str) else Jet(Fraction(x))
    return VALUES[t.op](*(value(x, at) for x in t.args))


# ---------------------------------------------------------------- LaTeX

WRITTEN = {
    "+": r"\left({} + {}\right)", "-": r"\left({} - {}\right)", "*": r"{} \cdot {}", "neg": r"\left(-{}\right)",
    "max": r"\max\left({}, {}\right)", "min": r"\min\left({}, {}\right)", "abs": r"\left|{}\right|",
    "relu": r"\operatorname{{ReLU}}\left({}\right)", "root": r"\sqrt{{\left({}\right)^2}}",
    "sign": r"\operatorname{{sgn}}\left({}\right)", "half": r"\frac{{{}}}{{2}}",
    "cases": r"\begin{{cases}} {1} & {0} > 0 \\ {2} & \text{{otherwise}} \end{{cases}}",
}


def latex(t: Tree) -> str:
    if t.op == "leaf":
        return str(t.args[0])
    return WRITTEN[t.op].format(*map(latex, t.args))


# ---------------------------------------------------------------- trees

ARITY = {"+": 2, "-": 2, "*": 2, "neg": 1, "max": 2, "min": 2, "abs": 1, "relu": 1, "root": 1, "sign": 1, "cases": 3}


def grown(rng: Random, depth: int) -> Tree:
    if depth == 0 or rng.random() < 0.15:
        return leaf(rng.choice((*NAMES, *NAMES, 1, 2)))
    op = rng.choice(list(ARITY))
    return Tree(op, tuple(grown(rng, depth - 1) for _ in range(ARITY[op])))


RULES = {
    "max": [lambda x, y: Tree("half", (Tree("+", (Tree("+", (x, y)), Tree("abs", (Tree("-", (x, y)),)))),)),
            lambda x, y: Tree("max", (y, x)), lambda x, y: Tree("+", (x, Tree("relu", (Tree("-", (y, x)),)))),
            lambda x, y: Tree("-", (Tree("+", (x, y)), Tree("min", (x, y)))),
            lambda x, y: Tree("cases", (Tree("-", (x, y)), x, y))],
    "min": [lambda x, y: Tree("neg", (Tree("max", (Tree("neg", (x,)), Tree("neg", (y,)))),)),
            lambda x, y: Tree("-", (x, Tree("relu", (Tree("-", (x, y)),))))],
    "abs": [lambda x: Tree("max", (x, Tree("neg", (x,)))), lambda x: Tree("*", (x, Tree("sign", (x,)))),
            lambda x: Tree("+", (Tree("relu", (x,)), Tree("relu", (Tree("neg", (x,)),)))), lambda x: Tree("root", (x,))],
    "relu": [lambda x: Tree("max", (leaf(0), x)), lambda x: Tree("half", (Tree("+", (x, Tree("abs", (x,)))),)),
             lambda x: Tree("cases", (x, x, leaf(0)))],
    "root": [lambda x: Tree("abs", (x,))],
    "sign": [lambda x: Tree("neg", (Tree("sign", (Tree("neg", (x,)),)),)),
             lambda x: Tree("-", (Tree("cases", (x, leaf(1), leaf(0))), Tree("cases", (Tree("neg", (x,)), leaf(1), leaf(0)))))],
    "+": [lambda x, y: Tree("+", (y, x))], "-": [lambda x, y: Tree("+", (x, Tree("neg", (y,))))],
    "*": [lambda x, y: Tree("*", (y, x))], "neg": [lambda x: Tree("-", (leaf(0), x))],
    "leaf": [lambda x: Tree("-", (Tree("relu", (leaf(x),)), Tree("relu", (Tree("neg", (leaf(x),)),))))],
    "cases": [lambda c, x, y: Tree("+", (Tree("cases", (c, x, leaf(0))), Tree("cases", (c, leaf(0), y))))],
    "half": [],
}


def places(t: Tree, path: tuple = ()):
    yield path, t
    if t.op != "leaf":
        for k, x in enumerate(t.args):
            yield from places(x, (*path, k))


def put(t: Tree, path: tuple, new: Tree) -> Tree:
    if not path:
        return new
    k, *rest = path
    return Tree(t.op, (*t.args[:k], put(t.args[k], tuple(rest), new), *t.args[k + 1:]))


def rewritten(rng: Random, t: Tree) -> Tree:
    """The tree with one rule used somewhere; its value is the same everywhere."""
    path, found = rng.choice([(p, x) for p, x in places(t) if RULES[x.op]])
    return put(t, path, rng.choice(RULES[found.op])(*found.args))


def changed(rng: Random, t: Tree) -> Tree:
    """The tree with something else in one place."""
    path, found = rng.choice(list(places(t)))
    same = [op for op, n in ARITY.items() if found.op in ARITY and n == ARITY[found.op] and op != found.op]
    if same and rng.random() < 0.7:
        return put(t, path, Tree(rng.choice(same), found.args))
    return put(t, path, grown(rng, 1))


@dataclass(frozen=True)
class Statement:
    """A claim, and whether it holds wherever both sides are defined; None where the points do not tell."""
    claim: str
    truth: bool


def statement(rng: Random, depth: int = 2) -> Statement:
    left = grown(rng, depth)
    right = left
    for _ in range(rng.randrange(1, 4)):
        right = rewritten(rng, right)
    if rng.random() < 0.5:
        right = changed(rng, right)
    if rng.random() < 0.3:
        pairs = [(value(left, p), value(right, p)) for p in POINTS]
        truth = all(x.slope == y.slope for x, y in pairs if not x.bent and not y.bent)
        return Statement(rf"\frac{{d}}{{dz}} \left({latex(left)}\right) = \frac{{d}}{{dz}} \left({latex(right)}\right)", truth)
    truth = all(value(left, p).value == value(right, p).value for p in POINTS)
    return Statement(f"{latex(left)} = {latex(right)}", truth)
