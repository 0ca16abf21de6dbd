r"""Expressions as Python source: what the dialects (NumPy, PyTorch, SymPy) share.

``Printer`` writes an expression with the brackets that Python needs; a dialect
says how products, transposes and functions are spelled.  ``Unprintable`` is
raised for what a dialect has no words for.
"""
from __future__ import annotations

import keyword
import re
from fractions import Fraction
from typing import NamedTuple

from symbolic.errors import UsageError

from .expressions import Add, Expression, Integer, Number, Power, Symbol, Times
from .integers import IntegerPolynomial

SUM, PRODUCT, POWER, ATOM = range(4)
"""Levels at which Python binds, loosest first."""


class Unprintable(UsageError):
    """This dialect has no source for a node."""


class Source(NamedTuple):
    """Python source and the level at which it binds."""
    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        return self.text if self.level >= level else f"({self.text})"


def identifier(name: str, *labels: str) -> str:
    r"""A Python name for a symbol: ``\hat{x}`` as x_hat, ``\sigma'`` as sigma_prime, A with label 1 as A_1."""
    accent = re.fullmatch(r"\\(\w+)\{(.*)\}", name)
    if accent is not None:
        inner = identifier(accent[2])
        return inner if accent[1] in FONTS else "_".join((inner + f"_{accent[1]}", *labels))
    text = name.replace("'", "_prime").replace("\\", "").replace("^", "_")
    text = re.sub(r"[^0-9A-Za-z_]+", "_", text).strip("_") or "x"
    text = text if not text[0].isdigit() else f"x{text}"
    text = "_".join((text, *(re.sub(r"\W+", "_", label) for label in labels)))
    return text + "_" if keyword.iskeyword(text) else text


FONTS = {"mathbf", "boldsymbol", "mathrm", "mathit", "mathcal", "bm", "mathsf"}


class Printer:
    """Source of an expression in one dialect; a dialect adds its rules to ``node``."""

    def source(self, e: Expression) -> Source:
        match e:
            case Number(value):
                return self.number(value)
            case Integer(p):
                return self.integer(p)
            case Symbol():
                return Source(self.symbol(e))
            case Add(terms):
                return self.sum(terms)
            case Times():
                return self.product(e)
            case Power(a, q):
                return self.power(a, q)
        return self.node(e)

    def text(self, e: Expression, level: int = SUM) -> str:
        return self.source(e).at(level)

    def node(self, e: Expression) -> Source:
        raise Unprintable(f"no {self.dialect} code for {type(e).__name__}: {e}")

    dialect = "Python"

    # ------------------------------------------------------------ numbers
    def number(self, value: Fraction) -> Source:
        if value.denominator == 1:
            return Source(str(value), ATOM if value >= 0 else PRODUCT)
        return Source(f"{value.numerator} / {value.denominator}", PRODUCT)

    def integer(self, p: IntegerPolynomial) -> Source:
        """A polynomial in dimensions and labels."""
        parts = []
        for monomial, c in p.terms:
            factors = [name for symbol, k in monomial for name in [self.count(symbol)] * k]
            body = " * ".join(([str(abs(c))] if abs(c) != 1 or not factors else []) + factors)
            parts.append((c < 0, body))
        parts.sort(key=lambda part: part[0])
        text = "".join((" - " if negative else " + ") + body for negative, body in parts) or " + 0"
        text = text[3:] if text.startswith(" + ") else "-" + text[3:]
        return Source(text, ATOM if len(parts) <= 1 and " " not in text and "-" not in text else SUM)

    def count(self, symbol) -> str:
        """An integer symbol's name."""
        return identifier(symbol.name, *(self.integer(label).text for label in symbol.labels))

    def symbol(self, e: Symbol) -> str:
        return identifier(e.name, *(self.integer(label).text for label in e.labels))

    # ------------------------------------------------------------ sums and products
    def sum(self, terms) -> Source:
        text = ""
        for term in terms:
            part = self.text(term, PRODUCT)
            if not text:
                text = part
            elif part.startswith("-"):
                text += f" - {part[1:]}"
            else:
                text += f" + {part}"
        return Source(text, SUM if len(terms) > 1 else PRODUCT)

    def product(self, e: Times) -> Source:
        """Scalars first, what divides last: -2 * c * x / s."""
        factors = _factors(e)
        sign, above, below = 1, [], []
        for f in factors:
            match f:
                case Number(value) if value == -1:
                    sign = -sign
                case Number(value) if value < 0:
                    sign = -sign
                    above.append(Number(-value))
                case Power(a, q) if q < 0 and not a.shape:
                    below.append(Power(a, -q) if q != -1 else a)
                case _:
                    above.append(f)
        text = self.times([self.factor(f) for f in above]) if above else "1"
        for f in below:
            text += f" / {self.text(f, POWER)}"
        return Source(("-" if sign < 0 else "") + text, PRODUCT)

    def factor(self, e: Expression) -> str:
        """A factor of a product; products of matrices are bracketed where the dialect needs it."""
        return self.text(e, POWER)

    def times(self, factors: list[str]) -> str:
        return " * ".join(factors)

    def power(self, a: Expression, q: Fraction) -> Source:
        if q == -1:
            return Source(f"1 / {self.text(a, POWER)}", PRODUCT)
        if q == Fraction(1, 2):
            return Source(self.root(a))
        exponent = str(q) if q.denominator == 1 and q >= 0 else f"({q})"
        return Source(f"{self.text(a, ATOM)} ** {exponent}", POWER)

    def root(self, a: Expression) -> str:
        return f"sqrt({self.text(a)})"


def _factors(e: Expression) -> list[Expression]:
    return _factors(e.left) + _factors(e.right) if isinstance(e, Times) else [e]
