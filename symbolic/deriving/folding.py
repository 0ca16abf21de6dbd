r"""The author's names put back: what a definition says is written by its symbol.

``Folding.family`` does so in products of entries, where (x − μ)[i] s^{-3} holds
x̂ = (x − μ)/s once; ``Folding.tree`` wherever a whole expression is a body.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbolic.language.context import Context
from symbolic.language.expressions import Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .networks import Factor, Product, merged
from .opening import Opening

P = IntegerPolynomial


class Folding:
    """The definitions of a context, to be put back; ``cut`` is not."""

    def __init__(self, opening: Opening, cut: set[str] = frozenset()):
        self.opening = opening
        self.bodies: dict[Expression, Symbol] = {}
        self.patterns: list[tuple[Symbol, tuple[str, ...], Product]] = []
        for symbol in _defined(opening.context):
            body = opening.body(symbol)
            if body is None or symbol.name in cut or isinstance(body, Symbol):
                continue
            self.bodies.setdefault(body, symbol)
            self._note(symbol, body)

    def _note(self, symbol: Symbol, body: Expression) -> None:
        names = tuple(self.opening.index(d) for d in symbol.shape)
        found = self.opening.entry(body, tuple(map(integer, names)))
        if len(found) == 1 and not found[0].binders and len(found[0].factors) > 1 and len(symbol.shape) == 1 \
                and not any(f.is_delta for f in found[0].factors):
            self.patterns.append((symbol, names, found[0]))

    def __bool__(self) -> bool:
        return bool(self.bodies)

    # ------------------------------------------------------------ products
    def family(self, family: list[Product]) -> list[Product]:
        return [self.product(p) for p in family]

    def product(self, p: Product) -> Product:
        """Every pattern that divides the product put in.  Ends because factors get fewer."""
        for symbol, names, pattern in self.patterns:
            for idx in self._places(p, pattern, names[0]):
                smaller = self._divided(p, symbol, names[0], idx, pattern)
                if smaller is not None:
                    return self.product(smaller)
        return p

    @staticmethod
    def _places(p: Product, pattern: Product, name: str) -> list[P]:
        leading = next((f for f in pattern.factors if f.indices == (integer(name),)), None)
        return [] if leading is None else [f.indices[0] for f in p.factors if f.atom == leading.atom and len(f.indices) == 1]

    @staticmethod
    def _divided(p: Product, symbol: Symbol, name: str, place: P, pattern: Product) -> Product | None:
        wanted = pattern.replaced(name, place)
        left = {(f.atom, f.indices): f.exponent for f in p.factors}
        for f in wanted.factors:
            have = left.get((f.atom, f.indices), Fraction(0))
            if have * f.exponent <= 0 or abs(have) < abs(f.exponent):
                return None
            left[f.atom, f.indices] = have - f.exponent
        deltas = tuple(f for f in p.factors if f.is_delta)
        factors = [Factor(atom, idx, q) for (atom, idx), q in left.items() if q and not any(
            f.atom is atom and f.indices == idx for f in deltas)]
        new = (*deltas, *factors, Factor(symbol, (place,)))
        return replace(p, coefficient=p.coefficient / wanted.coefficient, factors=merged(new))

    # ------------------------------------------------------------ expressions
    def tree(self, e: Expression) -> Expression:
        """``e`` with every body of a definition replaced by its symbol."""
        if e in self.bodies:
            return self.bodies[e]
        made = e.map(self.tree)
        return self.bodies.get(made, made)


def _defined(context: Context) -> list[Symbol]:
    """The defined symbols without labels, and families at labels that stand alone in their clause."""
    found = []
    for d in context.definitions:
        declared = context.tensor(d.name)
        if declared is None:
            continue
        if not d.labels:
            found.append(declared.symbol())
        elif len(d.labels) == 1 and d.labels[0].lower == d.labels[0].upper:
            found.append(declared.symbol(d.labels[0].lower))
        elif len(d.labels) == 1:
            found.append(declared.symbol(integer(d.labels[0].name)))
    return list(dict.fromkeys(found))
