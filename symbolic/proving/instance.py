"""One instance of a context: sizes, values, functions; and why there may be none."""
from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import NamedTuple

from symbolic.language.names import before_index

from .arrays import Value

Key = tuple[str, tuple[int, ...]]
"""A name with its labels: n_0 is ``("n", (0,))``."""


class AmbiguousDependence(Exception):
    """∂e/∂v with v defined, where e reads what v depends on beside v itself."""


class NoModel(Exception):
    """A symbol, size or function without a value, or none that satisfies the context."""


class FunctionEntry(str):
    """``X_{1,2}``: the name of one entry of the array-valued function ``declared``."""

    def __new__(cls, declared: str, indices: tuple[int, ...]):
        made = super().__new__(cls, f"{declared}_{{{','.join(map(str, indices))}}}")
        made.declared = declared
        return made


def declared_name(function: str) -> str:
    """The name under which a function or an entry of one is declared."""
    return getattr(function, "declared", function)


class PolynomialFunction(NamedTuple):
    """z ↦ Σ_k coefficients[k] z^k, a function ℝ → ℝ with all its derivatives."""

    coefficients: tuple

    def at(self, order: int, z):
        """The derivative of that order at a number without infinitesimals."""
        total = 0
        for k in range(len(self.coefficients) - 1, order - 1, -1):
            total = total * z + self.coefficients[k] * prod(range(k - order + 1, k + 1))
        return total


@dataclass
class Model:
    """Sizes, values and functions: one instance of a context.

    Values are ``Value``s; a function is anything with ``at(order, number)``.
    """

    sizes: dict[Key, int] = field(default_factory=dict)
    values: dict[Key, Value] = field(default_factory=dict)
    functions: dict[str, PolynomialFunction] = field(default_factory=dict)


def show_key(key: Key) -> str:
    """``n_0``, ``A_{1,2}``, ``x``."""
    name, labels = key
    text = ",".join(map(str, labels))
    base = before_index(name)
    return f"{base}_{{{text}}}" if len(text) > 1 else f"{base}_{text}" if text else name
