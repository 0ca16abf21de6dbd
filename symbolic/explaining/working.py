r"""A counterexample worked through: both sides, one subexpression after the other.

The values are those of the exact evaluator, at the instance and for the free
integers of the counterexample; labels and sizes are put into the formulas, so
that ``A_ℓ y_{ℓ-1}`` at ℓ = 1 reads ``A_1 y_0``.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.language.binding import bound_names, integer_names
from symbolic.language.context import Obligation
from symbolic.language.expressions import (
    Apply, Constant, Curve, Expand, Expression, Identity, Integer, Number, Squeeze, Symbol, UnitVector)
from symbolic.language.functions import with_formulas
from symbolic.proving.assumptions import SKIPPED
from symbolic.proving.checker.claim import Claim
from symbolic.proving.checker.expressions import ExpressionReader
from symbolic.proving.checker.integers import number
from symbolic.proving.evaluate import Evaluator
from symbolic.proving.instance import Key, Model, NoModel, PolynomialFunction
from symbolic.proving.refute import LARGEST_SHOWN, Counterexample, as_text

from .explanation import Formula, Valued, Working
from .formulas import Writer
from .notation import Bracket, Digits, Name, Node, Row, Scripts
from .setting import EQUALS, LEADING_MINUS, MINUS, PLUS, formula, rational

PLAIN = (Symbol, Number, Integer, Identity, Constant, UnitVector, Squeeze, Expand)
"""Nodes that need no line: their value is read off."""
MOST_VALUES = 24
"""Lines of one side; beyond them only the whole side is shown."""


def work_through(example: Counterexample) -> Working | None:
    """The computation behind a counterexample; None if it does not carry its instance."""
    return None if example.instance is None else _Sheet(*example.instance).working(example)


class _Sheet:
    """One instance on which sides are computed."""

    def __init__(self, obligation: Obligation, model: Model, scope: dict[str, int]):
        self.obligation, self.model, self.scope = obligation, model, scope
        self.sizes, self.read = model.sizes.items_read(), model.values.items_read()
        self.claim = Claim(with_formulas(obligation).to_json())
        taken = self.claim.names | self.claim.symbols.tensors.keys() | self.claim.symbols.functions.keys()
        self.writer = Writer(self.claim.store, frozenset(taken), [], [])
        lone = {name: size for (name, labels), size in model.sizes.items() if not labels}
        self.values = {name: number(value) for name, value in {**lone, **scope}.items()}
        self.evaluator = Evaluator(obligation.context, model)
        self.shown: set[Formula] = set()

    def working(self, example: Counterexample) -> Working:
        left, right = (tuple(self._side(side)) for side in (self.obligation.left, self.obligation.right))
        return Working(self._given(), self._functions(example), tuple(self._defined()) + left, right,
                       example.entry, example.left, example.right, example.relation)

    # -- what is put in
    def _given(self) -> tuple[Valued, ...]:
        integers = [(self._key(key), str(size)) for key, size in self.sizes if key[0] not in self.scope]
        integers += [(Name(name), str(value)) for name, value in self.scope.items()]
        values = [(self._key(key), as_text(value)) for key, value in self.read]
        return tuple(Valued(formula(node), value) for node, value in integers + values)

    def _key(self, key: Key):
        name, labels = key
        return self.writer.member(name, tuple(map(number, labels)))

    def _functions(self, example: Counterexample) -> tuple[Formula, ...]:
        """``σ(z) = z²``, with its derivatives as far as the sides speak of them."""
        orders: dict[str, int] = {}
        for side in (self.obligation.left, self.obligation.right):
            for e in side.walk():
                if isinstance(e, (Apply, Curve)):
                    orders[e.function] = max(orders.get(e.function, 0), e.order)
        found = []
        for name, _ in example.functions:
            f = self.model.functions[name]
            if not isinstance(f, PolynomialFunction):
                continue  # its formula stands in the counterexample
            for order in range(orders.get(name, 0) + 1):
                head = Row((Scripts(Name(name), None, None, order), Bracket(Name("z"))))
                found.append(formula(Row((head, EQUALS, _polynomial(derived(f, order))))))
        return tuple(found)

    def _defined(self) -> Iterator[Valued]:
        """Defined symbols that the sides read, in the order in which they were computed."""
        for key, (value, _) in list(self.evaluator.base.known.items()):
            if len(value.entries) <= LARGEST_SHOWN:
                yield Valued(formula(self._key(key)), as_text(value))

    # -- a side
    def _side(self, side: Expression) -> Iterator[Valued]:
        parts = [e for e in below(side) if not isinstance(e, PLAIN)]
        for e in dict.fromkeys([*parts[-MOST_VALUES:], side]):
            valued = self._valued(e)
            if valued is not None and (e is side or valued.formula not in self.shown):
                self.shown.add(valued.formula)
                yield valued

    def _valued(self, e: Expression) -> Valued | None:
        try:
            value = self.evaluator.evaluate(e, self.scope)
        except (*SKIPPED, NoModel):
            return None
        if len(value.entries) > LARGEST_SHOWN:
            return None
        node = ExpressionReader(self.claim.store, self.claim.symbols).read(e.to_json())
        put = self.claim.store.substitute(node, self.values)
        return Valued(formula(self.writer.expression(put)), as_text(value))


def below(e: Expression) -> Iterator[Expression]:
    """``e`` and the nodes below it in the order in which one computes them; none that mentions a bound name."""
    bound = bound_names(e)
    for node in _parts_first(e):
        if not (integer_names(node) - bound_names(node)) & bound:
            yield node


def _parts_first(e: Expression) -> Iterator[Expression]:
    for part in e.children():
        yield from _parts_first(part)
    yield e


def _polynomial(f: PolynomialFunction) -> Node:
    """``z + 2z²``."""
    parts: list[Node] = []
    for k, c in enumerate(f.coefficients):
        if c:
            power = Name("z") if k == 1 else Scripts(Name("z"), None, Digits(str(k)))
            size = [] if abs(c) == 1 and k else [rational(abs(c))]
            sign = ([LEADING_MINUS] if c < 0 else []) if not parts else [MINUS if c < 0 else PLUS]
            parts += [*sign, *size, *([power] if k else [])]
    return Row(tuple(parts)) if parts else Digits("0")


def derived(f: PolynomialFunction, order: int) -> PolynomialFunction:
    """The derivative of that order."""
    coefficients = f.coefficients
    for _ in range(order):
        coefficients = tuple(k * c for k, c in enumerate(coefficients))[1:]
    return PolynomialFunction(coefficients)
