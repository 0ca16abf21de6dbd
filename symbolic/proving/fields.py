r"""Functions of arrays that stand for unknown ones: sums of powers of linear forms, with all their derivatives.

f_i(z) = Σ_j w_ij (c_ij · z)^p, the entries of z and of the values numbered row
by row.  Its derivatives by entries q, r, … are w p (p − 1) … c_q c_r … (c · z)^{p−k}.
"""
from __future__ import annotations

from typing import Callable, NamedTuple, Sequence

Form = tuple[int, Callable[[int], int], int]
"""(weight, coefficient of the entry numbered q, power)."""


class FieldFunction(NamedTuple):
    """A function of arrays; ``forms(i, n)`` are those of value i for an argument of n entries."""
    text: str
    forms: Callable[[int, int], Sequence[Form]]

    def at(self, value: int, by: Sequence[int], z: Sequence):
        """The derivative of f_value by the entries numbered ``by`` at z."""
        total = 0
        for weight, coefficient, power in self.forms(value, len(z)):
            for k, q in enumerate(by):
                weight *= (power - k) * coefficient(q)
            if weight:
                form = sum(coefficient(q) * x for q, x in enumerate(z, 1))
                total = total + weight * _power(form, power - len(by))
        return total


def _power(x, exponent: int):
    result = 1
    for _ in range(exponent):
        result = result * x
    return result


def _one(q: int) -> Callable[[int], int]:
    return lambda k: int(k == q)


FIELDS = (
    FieldFunction(r"\sum_q (i + q) z_q^2", lambda i, n: [(i + q, _one(q), 2) for q in range(1, n + 1)]),
    FieldFunction(r"\left(\sum_q (i + q - 1) z_q\right)^2 + z_1", lambda i, n: [(1, lambda q: i + q - 1, 2), (1, _one(1), 1)]),
    FieldFunction(r"\sum_q (i - q) z_q + \left(\sum_q q z_q\right)^3", lambda i, n: [(1, lambda q: i - q, 1), (1, lambda q: q, 3)]),
    FieldFunction(r"\sum_q (i + 2 q) z_q", lambda i, n: [(1, lambda q: i + 2 * q, 1)]),
)
"""f_i(z), i counting the values and q the entries of z row by row."""
