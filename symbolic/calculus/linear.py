r"""Linear inequalities of integers: Farkas multipliers, found by Fourier's elimination.

Rows are polynomials known to be ≥ 0; each monomial counts as an unknown of its
own.  They cannot hold together if some sum Σ λ_k r_k with λ_k ≥ 0 is a number
< 0; ``multipliers`` finds such λ, integers, or says that there are none.  The
checker computes the sum again, so nothing rests on this search.

>>> from symbolic.language.integers import integer
>>> i, n = integer("i"), integer("n")
>>> multipliers([i - n - 1, n - i], ())  # i > n and i ≤ n
[1, 1]
>>> multipliers([i - 1, n - i], ()) is None
True
>>> multipliers([2 * i - 2 * n - 1], (n - i,))  # i = n, as an equation, and 2 i > 2 n
[1, 2]
"""
from __future__ import annotations

from fractions import Fraction
from math import lcm
from time import perf_counter
from typing import Iterable, Sequence

from symbolic.language.integers import IntegerPolynomial, Monomial

MOST_ROWS = 240
Form = dict[Monomial, Fraction]

spent = {"seconds": 0.0, "searches": 0}
"""What the searches took in this process; for benchmarks."""


class _Row:
    """A combination of the given rows: its form, and how much of each is in it."""

    __slots__ = ("form", "parts")

    def __init__(self, form: Form, parts: dict[int, Fraction]):
        self.form, self.parts = form, parts

    def plus(self, other: "_Row", scale: Fraction) -> "_Row":
        return _Row(_sum(self.form, other.form, scale), _sum(self.parts, other.parts, scale))


def _sum(a: dict, b: dict, scale: Fraction) -> dict:
    total = dict(a)
    for key, value in b.items():
        value = total.get(key, 0) + scale * value
        if value:
            total[key] = value
        else:
            total.pop(key, None)
    return total


def multipliers(rows: Sequence[IntegerPolynomial], equations: Sequence[IntegerPolynomial]) -> list[int] | None:
    """λ for the rows (≥ 0) and then the equations (= 0, λ of any sign) whose sum is a number < 0, or None."""
    start = perf_counter()
    found = _eliminated(rows, equations)
    spent["seconds"] += perf_counter() - start
    spent["searches"] += 1
    return None if found is None else _integers(found.parts, len(rows) + len(equations))


def _integers(parts: dict[int, Fraction], length: int) -> list[int]:
    scale = lcm(*(value.denominator for value in parts.values()))
    return [int(parts.get(k, 0) * scale) for k in range(length)]


def _eliminated(rows, equations) -> _Row | None:
    """One monomial after the other eliminated: by an equation, else by pairs of rows of opposite signs."""
    given = [_Row({m: Fraction(c) for m, c in p.terms}, {k: Fraction(1)}) for k, p in enumerate((*rows, *equations))]
    above, exact = given[:len(rows)], given[len(rows):]
    while True:
        for row in (*above, *exact):
            found = _contradictory(row, exact=row in exact)
            if found is not None:
                return found
        column = _next_column(above, exact)
        if column is None or len(above) > MOST_ROWS:
            return None
        above, exact = _without(column, above, exact)


def _contradictory(row: _Row, exact: bool) -> _Row | None:
    """The row if it is a number < 0; of an equation, its multiple that is."""
    if set(row.form) != {()}:
        return None
    value = row.form[()]
    if exact:
        return _Row({}, {}).plus(row, Fraction(-1 if value > 0 else 1))
    return row if value < 0 else None


def _next_column(above: Iterable[_Row], exact: Iterable[_Row]) -> Monomial | None:
    """A monomial of an equation, else the one that makes the fewest new rows."""
    of_equations = next((m for row in exact for m in row.form if m), None)
    if of_equations is not None:
        return of_equations
    signs: dict[Monomial, list[int]] = {}
    for row in above:
        for m, c in row.form.items():
            if m:
                signs.setdefault(m, [0, 0])[c > 0] += 1
    return min(signs, key=lambda m: (signs[m][0] * signs[m][1], m), default=None)


def _without(column: Monomial, above: list[_Row], exact: list[_Row]) -> tuple[list[_Row], list[_Row]]:
    pivot = next((row for row in exact if column in row.form), None)
    if pivot is not None:
        def cleared(row: _Row) -> _Row:
            return row.plus(pivot, -row.form[column] / pivot.form[column]) if column in row.form else row

        return [*map(cleared, above)], [cleared(row) for row in exact if row is not pivot]
    rest = [row for row in above if column not in row.form]
    positive = [row for row in above if row.form.get(column, 0) > 0]
    negative = [row for row in above if row.form.get(column, 0) < 0]
    made = [p.plus(n, -p.form[column] / n.form[column]) for p in positive for n in negative]
    return _distinct([*rest, *made]), exact


def _distinct(rows: list[_Row]) -> list[_Row]:
    """Of rows that differ in their number only, the strongest."""
    best: dict = {}
    for row in rows:
        lead = next((abs(c) for m, c in sorted(row.form.items()) if m), None)
        if lead is None:
            key, value = (), row.form.get((), Fraction(0))
        else:
            key = tuple(sorted((m, c / lead) for m, c in row.form.items() if m))
            value = row.form.get((), Fraction(0)) / lead
        if key not in best or value < best[key][0]:
            best[key] = value, row
    return [row for _, row in best.values()]
