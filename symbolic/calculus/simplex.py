r"""Non-negative rational solutions of linear equations: multipliers for a positive combination.

The first phase of the simplex method, exact, with Bland's rule (always the
first column that helps), so that it never runs in a circle.
"""
from __future__ import annotations

from fractions import Fraction
from typing import Hashable, Sequence

Vector = dict  # row -> Fraction, no zeros

MOST_CELLS, MOST_PIVOTS = 4_000, 400


def nonnegative_combination(columns: Sequence[Vector], target: Vector) -> dict[int, Fraction] | None:
    """λ ≥ 0 with Σ_k λ_k columns[k] = target, those > 0 by number; None if there are none, or too many to try.

    >>> nonnegative_combination([{"x": 1}, {"x": -1, "y": 2}], {"x": 2, "y": 6})
    {0: Fraction(5, 1), 1: Fraction(3, 1)}
    >>> nonnegative_combination([{"x": 1}], {"x": -1}) is None
    True
    """
    rows: list[Hashable] = list(dict.fromkeys(key for vector in (target, *columns) for key in vector))
    if any(key not in used for used in [set().union(*columns)] for key in target):
        return None
    if len(rows) * (len(columns) + len(rows)) > MOST_CELLS:
        return None
    tableau = []
    for key in rows:
        sign = -1 if target.get(key, 0) < 0 else 1
        tableau.append([Fraction(sign * vector.get(key, 0)) for vector in columns] + [Fraction(sign * target.get(key, 0))])
    basis = _solved(tableau, len(columns))
    if basis is None:
        return None
    return {k: row[-1] for k, row in sorted(zip(basis, tableau), key=lambda x: x[0]) if row[-1] and k < len(columns)}


def _solved(tableau: list[list[Fraction]], width: int) -> list[int] | None:
    """Pivots until all artificial variables (numbers ≥ width, one a row, never entering again) are 0; the basis."""
    basis = [width + k for k in range(len(tableau))]
    for _ in range(MOST_PIVOTS):
        artificial = [row for k, row in zip(basis, tableau) if k >= width]
        if not any(row[-1] for row in artificial):
            return basis
        entering = next((j for j in range(width) if sum(row[j] for row in artificial) > 0), None)
        if entering is None:
            return None
        ratios = [(row[-1] / row[entering], basis[k], k) for k, row in enumerate(tableau) if row[entering] > 0]
        _, _, leaving = min(ratios)
        _pivot(tableau, leaving, entering)
        basis[leaving] = entering
    return None


def _pivot(tableau: list[list[Fraction]], leaving: int, entering: int) -> None:
    value = tableau[leaving][entering]
    pivot = tableau[leaving] = [x / value for x in tableau[leaving]]
    for k, row in enumerate(tableau):
        if k != leaving and row[entering]:
            factor = row[entering]
            tableau[k] = [x - factor * y if y else x for x, y in zip(row, pivot)]
