r"""A filter found from the map that it is to be: unit impulses give linear equations.

Both (w * X) for a given w and the wanted Y are linear in X, so they are the same
map if they agree on the unit impulses E_{pq}; and w * E_{pq} is linear in the
taps of w.  So each impulse and each entry of the output give one equation

    Σ_t w_t (e_t * E_{pq})_{l,i,j} = Y(E_{pq})_{l,i,j},    e_t a filter of one tap 1,

whose coefficients are the derivatives of (w * E_{pq})_{l,i,j} by the taps, computed
exactly at given numbers of rows and columns.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from sympy import Matrix, Rational

from symbolic.language.expressions import Derivative
from symbolic.library import readings
from symbolic.proving.arrays import Value
from symbolic.proving.evaluate import evaluate
from symbolic.proving.instance import Model

Tap = tuple[int, int, int]


@dataclass(frozen=True)
class Found:
    """The taps of every solution: those fixed with their values, those that are free, and the number of equations."""
    taps: dict[Tap, Fraction]
    free: tuple[Tap, ...]
    equations: int

    def shown(self) -> str:
        """The channels as ``[0 0 0; 0 -1 0; 0 1 0]``, a free tap as ``·``."""
        places = sorted({*self.taps, *self.free})
        text = {tap: str(self.taps.get(tap, "·")) for tap in places}
        channels, rows, columns = (range(1, size + 1) for size in places[-1])
        return ", ".join(
            "[" + "; ".join(" ".join(text[c, a, b] for b in columns) for a in rows) + "]" for c in channels)

    def lines(self, name: str = "w") -> tuple[str, ...]:
        """The filter as LaTeX declarations; raises ``ValueError`` if it is not the only one."""
        if self.free:
            raise ValueError(f"{len(self.free)} taps are free")
        channels, rows, columns = (max(tap[axis] for tap in self.taps) for axis in range(3))
        slices = [
            rf"{name}_{c} = \begin{{pmatrix}} " + r" \\ ".join(
                " & ".join(str(self.taps[c, a, b]) for b in range(1, columns + 1)) for a in range(1, rows + 1))
            + r" \end{pmatrix}" for c in range(1, channels + 1)]
        return (rf"{name} \in \mathbb{{R}}^{{{channels} \times {rows} \times {columns}}}", *slices)


def found_filter(given: tuple[str, ...], rows: int, columns: int, window: tuple[int, int, int] = (2, 3, 3)) -> Found:
    """The filters w of shape ``window`` with w * X = Y for all X with so many rows and columns."""
    declared = rf"w \in \mathbb{{R}}^{{{window[0]} \times {window[1]} \times {window[2]}}}"
    (reading,) = readings("w * X = Y", (*given, declared), "mixed")
    sizes = {("m", ()): rows, ("n", ()): columns}
    kernel = reading.context.tensor("w").symbol()
    by_taps = Derivative(reading.left, kernel, None, ("b0", "b1", "b2", "v0", "v1", "v2"))
    taps = [*product(*(range(1, extent + 1) for extent in window))]
    zero = Value(window, (0,) * len(taps))
    table, wanted = [], []
    for place in range(rows * columns):
        impulse = Value((rows, columns), tuple(int(k == place) for k in range(rows * columns)))
        model = Model(dict(sizes), {("X", ()): impulse, ("w", ()): zero})
        coefficients = evaluate(by_taps, reading.context, model).entries
        table += [coefficients[k:k + len(taps)] for k in range(0, len(coefficients), len(taps))]
        wanted += evaluate(reading.right, reading.context, model).entries
    return _solved(taps, table, wanted)


def _solved(taps: list[Tap], table: list[tuple], wanted: list) -> Found:
    """All solutions of table · w = wanted; raises ``ValueError`` if there is none."""
    reduced, pivots = Matrix([[*row, value] for row, value in zip(table, wanted)]).applyfunc(Rational).rref()
    if len(taps) in pivots:
        raise ValueError("no filter gives this map")
    free = [k for k in range(len(taps)) if k not in pivots]
    fixed = {taps[k]: Fraction(int(reduced[row, len(taps)].p), int(reduced[row, len(taps)].q))
             for row, k in enumerate(pivots) if all(reduced[row, other] == 0 for other in free)}
    return Found(fixed, tuple(taps[k] for k in free), len(table))
