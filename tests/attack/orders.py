r"""Random statements about order, with closures that say in exact fractions when they fail.

A statement is LaTeX and a Python closure made side by side from the same random
choices; σ is any of some nondecreasing functions.  ``violation`` looks for a point
at which a statement is false; ``TRUE`` are forms that hold whatever is put in.
"""
from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Callable

Point = dict
GIVEN = (
    r"a, b, c \in \mathbb{R}", r"x \in \mathbb{R}^n", r"n \ge 2", r"p \in \mathbb{R}", r"p > 0",
    r"\sigma \colon \mathbb{R} \to \mathbb{R} \text{ nondecreasing}",
)
MONOTONE = (
    lambda z: z, lambda z: z ** 3, lambda z: max(Fraction(0), z), lambda z: Fraction(1), lambda z: min(z, Fraction(1)) + 2,
    lambda z: Fraction(math.floor(z)), lambda z: z - 5,
)
RELATIONS: dict[str, Callable] = {
    r"\le": lambda s, t: s <= t, r"\ge": lambda s, t: s >= t, "<": lambda s, t: s < t, ">": lambda s, t: s > t,
}
NUMBERS = tuple(Fraction(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (-1, 2), (3, 1), (-7, 2), (10, 1)))
POINTS = 300


@dataclass(frozen=True)
class Side:
    """An expression: its LaTeX, in brackets where that matters, and its value at a point."""
    tex: str
    value: Callable[[Point], Fraction]


@dataclass(frozen=True)
class Statement:
    """``premise ⇒ left relation right``; the premise may be None."""
    left: Side
    relation: str
    right: Side
    premise: tuple[Side, str, Side] | None = None

    def show(self) -> str:
        claim = f"{self.left.tex} {self.relation} {self.right.tex}"
        if self.premise is None:
            return claim
        left, relation, right = self.premise
        return rf"{left.tex} {relation} {right.tex} \Rightarrow {claim}"

    def fails_at(self, point: Point) -> bool:
        if self.premise is not None:
            left, relation, right = self.premise
            if not RELATIONS[relation](left.value(point), right.value(point)):
                return False
        return not RELATIONS[self.relation](self.left.value(point), self.right.value(point))


def violation(s: Statement, rng: Random) -> Point | None:
    """A point at which the statement is false, or None if none was found."""
    return next((point for point in (some_point(rng) for _ in range(POINTS)) if s.fails_at(point)), None)


def some_point(rng: Random) -> Point:
    number = lambda: rng.choice(NUMBERS) if rng.random() < 0.8 else Fraction(rng.randint(-40, 40), rng.randint(1, 9))
    entries = [number() for _ in range(rng.choice((2, 2, 3, 4)))]
    return {"a": number(), "b": number(), "c": number(), "p": abs(number()) or Fraction(1, 3), "x": entries,
            "sigma": rng.choice(MONOTONE)}


# ---------------------------------------------------------------- expressions

def leaf(rng: Random) -> Side:
    match rng.randrange(8):
        case 0 | 1 | 2 | 3:
            name = rng.choice("abcp")
            return Side(name, lambda v: v[name])
        case 4:
            value = rng.choice((0, 1, 2, 3, -1))
            return Side(str(value) if value >= 0 else f"({value})", lambda v: Fraction(value))
        case 5 | 6:
            k = rng.choice((1, 2))
            return Side(f"x_{k}", lambda v: v["x"][k - 1])
    return Side(r"\left(\max_i x_i\right)", lambda v: max(v["x"]))


def expression(rng: Random, depth: int) -> Side:
    if depth == 0:
        return leaf(rng)
    s, t = expression(rng, depth - 1), expression(rng, depth - 1)
    return rng.choice(FORMS)(s, t)


FORMS = (
    lambda s, t: Side(f"({s.tex} + {t.tex})", lambda v: s.value(v) + t.value(v)),
    lambda s, t: Side(f"({s.tex} - {t.tex})", lambda v: s.value(v) - t.value(v)),
    lambda s, t: Side(rf"{s.tex} \cdot {t.tex}", lambda v: s.value(v) * t.value(v)),
    lambda s, t: Side(rf"\left({s.tex}\right)^2", lambda v: s.value(v) ** 2),
    lambda s, t: Side(rf"\max({s.tex}, {t.tex})", lambda v: max(s.value(v), t.value(v))),
    lambda s, t: Side(rf"\min({s.tex}, {t.tex})", lambda v: min(s.value(v), t.value(v))),
    lambda s, t: Side(rf"\left|{s.tex}\right|", lambda v: abs(s.value(v))),
    lambda s, t: Side(rf"\operatorname{{relu}}\left({s.tex}\right)", lambda v: max(Fraction(0), s.value(v))),
    lambda s, t: image(s),
)


def image(s: Side) -> Side:
    return Side(rf"\sigma\left({s.tex}\right)", lambda v: v["sigma"](s.value(v)))


def statement(rng: Random) -> Statement:
    """Any relation between two expressions, perhaps under a condition; or what holds, perhaps with another relation."""
    relation = rng.choice(list(RELATIONS))
    if rng.random() < 0.5:
        return replace(true_statement(rng), relation=relation)
    left, right = expression(rng, rng.choice((1, 2))), expression(rng, rng.choice((0, 1)))
    premise = (leaf(rng), rng.choice(list(RELATIONS)), leaf(rng)) if rng.random() < 0.4 else None
    return Statement(left, relation, right, premise)


# ---------------------------------------------------------------- what holds whatever is put in

def _sum(s: Side, t: Side) -> Side:
    return FORMS[0](s, t)


def _size(s: Side) -> Side:
    return Side(rf"\left|{s.tex}\right|", lambda v: abs(s.value(v)))


ZERO = Side("0", lambda v: Fraction(0))
TRUE: tuple[Callable[[Side, Side, Side], Statement], ...] = (
    lambda s, t, u: Statement(_size(_sum(s, t)), r"\le", _sum(_size(s), _size(t))),
    lambda s, t, u: Statement(FORMS[4](s, t), r"\ge", s),
    lambda s, t, u: Statement(FORMS[5](s, t), r"\le", FORMS[4](s, t)),
    lambda s, t, u: Statement(FORMS[3](FORMS[1](s, t), u), r"\ge", ZERO),
    lambda s, t, u: Statement(FORMS[7](s, t), r"\ge", s),
    lambda s, t, u: Statement(image(s), r"\le", image(t), (s, r"\le", t)),
    lambda s, t, u: Statement(_sum(s, u), r"\le", _sum(t, u), (s, r"\le", t)),
    lambda s, t, u: Statement(s, "<", t, (image(s), "<", image(t))),
    lambda s, t, u: Statement(FORMS[4](s, u), r"\ge", FORMS[4](t, u), (s, r"\ge", t)),
)


def true_statement(rng: Random) -> Statement:
    s, t, u = (expression(rng, rng.choice((0, 0, 1))) for _ in range(3))
    return rng.choice(TRUE)(s, t, u)
