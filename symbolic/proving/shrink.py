r"""Making a counterexample small enough to be redone by hand.

Each move proposes a simpler model; it is kept if the model still satisfies the
context and the sides still differ.  Moves only lower sizes, choose an earlier
function, or turn entries into simpler numbers, so they come to an end.
"""
from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod
from typing import Iterator

from symbolic.effort import Budget
from symbolic.language.context import Obligation

from .arrays import Value, identity
from .assumptions import SKIPPED, holds, satisfied
from .compare import Scope, failing_instance, fails_at
from .instance import Key, Model, NoModel, PolynomialFunction, declared_name
from .models import PLAIN, Recipe, draw
from .properties import functions_with, has_properties

MOVES = 250
"""How many models are tried while one counterexample is shrunk."""

SIMPLEST_FIRST = (0, 1, -1, 2)

SMALL_PATTERNS = ((1,), (1, 2), (2, 1), (2,), (1, 2, 3))


def shrunk(obligation: Obligation, model: Model, scope: Scope, budget: Budget) -> tuple[Model, Scope]:
    """A smaller model at which the step still fails, and where it fails there; within a budget."""
    return Shrinking(obligation, model, scope, budget).run()


class Shrinking:
    """The smallest failing model so far, and how many more may be tried."""

    def __init__(self, obligation: Obligation, model: Model, scope: Scope, budget: Budget):
        self.obligation, self.model, self.scope, self.budget = obligation, model, scope, budget
        self.moves = MOVES

    def run(self) -> tuple[Model, Scope]:
        self.all_sizes()
        self.each_size()
        self.functions()
        self.tensors()
        self.entries()
        self.functions()
        return self.model, self.scope

    def may_try(self) -> bool:
        self.moves -= 1
        return self.moves >= 0 and self.budget.left()

    # -- sizes: the values are drawn anew
    def all_sizes(self) -> None:
        """The least sizes altogether at which some draw fails."""
        size = sum(self.model.sizes.values())
        for depth, pattern in product(range(4), SMALL_PATTERNS):
            for recipe in PLAIN[:2]:
                if self.redraw(replace(recipe, depth=depth, pattern=pattern), {}, size):
                    return

    def each_size(self) -> None:
        """Every size by itself to the least value that still fails."""
        for key, size in sorted(self.model.sizes.items()):
            for smaller in range(1, size):
                if self.redraw(PLAIN[0], {**self.model.sizes, key: smaller}, sum(self.model.sizes.values())):
                    break

    def redraw(self, recipe: Recipe, sizes: dict[Key, int], total: int) -> bool:
        """Takes the model of that recipe if its sizes sum to less than ``total`` and the step fails."""
        if not self.may_try():
            return False
        try:
            model = draw(self.obligation, recipe, sizes)
            if sum(model.sizes.values()) >= total or not satisfied(self.obligation.context, model):
                return False
            scope = failing_instance(self.obligation, model, self.budget)
        except (*SKIPPED, NoModel):
            return False
        if scope is None:
            return False
        self.model, self.scope = model, scope
        return True

    # -- functions and values: all else stays
    def functions(self) -> None:
        """For each function the simplest admissible polynomial that still fails."""
        chosen = [(name, f) for name, f in sorted(self.model.functions.items()) if isinstance(f, PolynomialFunction)]
        for name, current in chosen:
            for simpler in functions_with(self.obligation.context.function(declared_name(name)).properties):
                if simpler == current:
                    break
                if self.accept(functions={**self.model.functions, name: simpler}):
                    break

    def tensors(self) -> None:
        """Whole tensors to zero, identity or ones."""
        for key, value in sorted(self.model.values.items(), key=lambda item: (-len(item[1].entries), item[0])):
            for plain in _plain_values(value.shape):
                if plain == value or self.accept_value(key, plain):
                    break

    def entries(self) -> None:
        """Single entries (or two that mirror each other) to the simplest number that will do."""
        for key, value in sorted(self.model.values.items()):
            for places in _places(value.shape):
                for rank, x in enumerate(SIMPLEST_FIRST):
                    entries = list(self.model.values[key].entries)
                    if all(entries[k] in SIMPLEST_FIRST[:rank + 1] for k in places):
                        break
                    for k in places:
                        entries[k] = x
                    if self.accept_value(key, Value(value.shape, tuple(entries))):
                        break

    def accept_value(self, key: Key, value: Value) -> bool:
        names = self.obligation.context.tensor(key[0]).properties
        return has_properties(value, names) and self.accept(values={**self.model.values, key: value})

    def accept(self, **change) -> bool:
        """Takes the changed model if it satisfies the assumptions and the step fails at the same place."""
        if not self.may_try():
            return False
        model, context = replace(self.model, **change), self.obligation.context
        try:
            if not all(holds(context, model, a) for a in context.assumptions):
                return False
        except NoModel:
            return False
        if not fails_at(self.obligation, model, self.scope):
            return False
        self.model = model
        return True


def _plain_values(shape: tuple[int, ...]) -> Iterator[Value]:
    yield Value(shape, (0,) * prod(shape))
    if len(shape) == 2 and shape[0] == shape[1]:
        yield identity(shape[0])
    yield Value(shape, (1,) * prod(shape))


def _places(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Positions of single entries; for a square matrix also of pairs that mirror each other."""
    yield from ((k,) for k in range(prod(shape)))
    if len(shape) == 2 and shape[0] == shape[1]:
        n = shape[0]
        yield from ((i * n + j, j * n + i) for i in range(n) for j in range(i))
