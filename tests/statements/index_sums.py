"""Random sums over guarded indices, written as LaTeX and summed number by number.

An index polynomial is a dictionary {name: coefficient} in the names i (the
index), j, m, n and "" (the constant).  Truth is computed here, at all sizes up to
a bound, by adding numbers; an instance in which an entry outside of x or y is
read says nothing.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from random import Random

Linear = dict[str, int]
GIVEN = [r"x \in \mathbb{R}^m", r"y \in \mathbb{R}^n"]
LARGEST_SIZE = 5


class Outside(Exception):
    """An entry that does not exist is read."""


@dataclass(frozen=True)
class Guarded:
    """Σ_{i=lower}^{upper} x_p y_q where all ``conditions`` (left ≤ right) hold, else 0."""
    lower: Linear
    upper: Linear
    p: Linear
    q: Linear
    conditions: tuple[tuple[Linear, Linear], ...]

    def latex(self, index: str) -> str:
        conditions = ", ".join(rf"{written(a, index)} \le {written(b, index)}" for a, b in self.conditions)
        summand = rf"x_{{{written(self.p, index)}}} y_{{{written(self.q, index)}}}"
        return (rf"\sum_{{{index}={written(self.lower, index)}}}^{{{written(self.upper, index)}}} \begin{{cases}} {summand} & "
                rf"\text{{if }} {conditions} \\ 0 & \text{{otherwise}} \end{{cases}}")

    def value(self, sizes: dict[str, int], x: list[int], y: list[int]) -> int:
        total = 0
        for i in range(at(self.lower, sizes), at(self.upper, sizes) + 1):
            here = {**sizes, "i": i}
            if all(at(a, here) <= at(b, here) for a, b in self.conditions):
                p, q = at(self.p, here), at(self.q, here)
                if not (1 <= p <= len(x) and 1 <= q <= len(y)):
                    raise Outside
                total += x[p - 1] * y[q - 1]
        return total

    def moved(self, slope: int, shift: Linear) -> "Guarded":
        """The same sum with slope·i + shift for i."""
        ends = [plus(end, shift, -1) for end in (self.lower, self.upper)]
        lower, upper = ends if slope == 1 else [plus({}, end, -1) for end in ends[::-1]]
        put = lambda a: {**plus(a, shift, a.get("i", 0)), "i": a.get("i", 0) * slope}
        return Guarded(lower, upper, put(self.p), put(self.q), tuple((put(a), put(b)) for a, b in self.conditions))


def at(p: Linear, sizes: dict[str, int]) -> int:
    return sum(c * sizes.get(name, 1) for name, c in p.items())


def plus(p: Linear, q: Linear, scale: int) -> Linear:
    return {name: p.get(name, 0) + scale * q.get(name, 0) for name in (*p, *q)}


def written(p: Linear, index: str) -> str:
    """``-i+m-1``, the index called ``index``."""
    names = {"i": index}
    parts = [f"{'-' if c < 0 else '+'}{'' if abs(c) == 1 else abs(c)}{names.get(name, name)}"
             for name, c in sorted(p.items(), reverse=True) if c and name]
    constant = p.get("", 0)
    parts += [f"{constant:+d}"] if constant or not parts else []
    return "".join(parts).removeprefix("+")


def linear(rng: Random, slope: int) -> Linear:
    return {"i": slope, "": rng.choice((0, 0, 1, -1)), rng.choice("jjmn"): rng.choice((0, 1, -1))}


def statement(rng: Random) -> tuple[Guarded, Guarded]:
    """A guarded sum, and it with its index moved, over another range, or spoilt in one place."""
    p, q = linear(rng, rng.choice((1, 1, -1))), linear(rng, rng.choice((1, 1, -1, 0)))
    one, m, n = {"": 1}, {"m": 1}, {"n": 1}
    upper = rng.choice(({"m": 1}, {"n": 1}, {"m": 1, "": -1}, {"n": 1, "": 1}, {"m": 1, "n": 1, "": -1}))
    left = Guarded({"": rng.choice((1, 1, 0, 2))}, upper, p, q, ((one, p), (p, m), (one, q), (q, n)))
    right = left.moved(rng.choice((1, -1)), {"": rng.choice((0, 1, -1)), rng.choice("jmn"): rng.choice((0, 1, -1))})
    if rng.random() < 0.4:
        inside = ((right.lower, {"i": 1}), ({"i": 1}, right.upper))
        lower, upper = rng.choice(((one, {"m": 1, "n": 1}), ({"n": -1}, {"m": 1, "n": 1, "": 1}), (one, m)))
        right = replace(right, lower=lower, upper=upper, conditions=right.conditions + inside)
    return left, spoilt(rng, right) if rng.random() < 0.5 else right


def spoilt(rng: Random, side: Guarded) -> Guarded:
    """One end, condition or index changed by one, or one condition forgotten."""
    by_one = {"": rng.choice((1, -1))}
    place = rng.randrange(len(side.conditions))
    a, b = side.conditions[place]
    return rng.choice((
        replace(side, lower=plus(side.lower, by_one, 1)), replace(side, upper=plus(side.upper, by_one, 1)),
        replace(side, p=plus(side.p, by_one, 1)),
        replace(side, conditions=(*side.conditions[:place], (plus(a, by_one, 1), b), *side.conditions[place + 1:])),
        replace(side, conditions=side.conditions[:place] + side.conditions[place + 1:])))


def truth(left: Guarded, right: Guarded) -> bool | None:
    """Are the sums equal wherever both are defined?  None if they nowhere are."""
    compared = False
    for m, n in product(range(1, LARGEST_SIZE + 1), repeat=2):
        numbers = Random(100 * m + n)
        x, y = ([numbers.randrange(1, 10**6) for _ in range(size)] for size in (m, n))
        for j in range(1, m + 1):
            sizes = {"m": m, "n": n, "j": j}
            try:
                if left.value(sizes, x, y) != right.value(sizes, x, y):
                    return False
                compared = True
            except Outside:
                continue
    return True if compared else None
