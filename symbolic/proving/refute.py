r"""Counterexamples: instances at which the two sides of a step, as written, differ.

Both sides are evaluated exactly; an instance where one of them is undefined,
out of bounds or ambiguous says nothing and is passed over.  A counterexample
is shrunk (sizes, functions, entries to 0 and 1) as long as the sides differ,
and what is left is evaluated once more from scratch.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator

from symbolic.effort import SECOND, Budget
from symbolic.language.context import Obligation

from .arrays import Value
from .assumptions import disagreement
from .compare import Scope, compared, failing_instance
from .evaluate import Evaluator
from .instance import Model, PolynomialFunction, show_key
from .models import models
from .shrink import shrunk

MODELS_TRIED = 24
LARGEST_SHOWN = 16


@dataclass(frozen=True)
class Counterexample:
    """An instance at which a step fails.

    ``values`` are nested lists of exact numbers as text, only for the symbols
    that the two sides read.  ``left`` and ``right`` are the values at ``entry``
    (indices from 1; empty for scalars), ``left_value`` and ``right_value`` the
    whole sides, None where they are large.  ``instance`` is the step, the model
    and the free integers behind the text, for whoever works it through.
    """

    sizes: tuple[tuple[str, int], ...]
    functions: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, object], ...]
    where: tuple[tuple[str, int], ...]
    entry: tuple[int, ...]
    relation: str
    left: str
    right: str
    left_value: object = None
    right_value: object = None
    instance: tuple[Obligation, Model, dict[str, int]] | None = field(default=None, compare=False, repr=False)

    def explain(self) -> list[str]:
        """Lines for people: the instance, then what the two sides are."""
        instance = [f"{name} = {value}" for name, value in self.sizes + self.where]
        instance += [f"{name}(z) = {text}" for name, text in self.functions]
        instance += [f"{name} = {show(value)}" for name, value in self.values]
        lines = _lines(instance)
        if self.left_value not in (None, self.left, [self.left], [[self.left]]):
            lines.append(f"left side = {show(self.left_value)}, right side = {show(self.right_value)}")
        place = f" entry ({','.join(map(str, self.entry))})" if self.entry else ""
        lines.append(f"left side{place} = {self.left}, right side{place} = {self.right}")
        return lines

    def to_json(self) -> dict:
        """As in docs/result-data.md."""
        return {"sizes": [list(x) for x in self.sizes], "functions": [list(x) for x in self.functions],
                "values": [list(x) for x in self.values], "where": [list(x) for x in self.where],
                "entry": list(self.entry), "left": self.left, "right": self.right, "text": self.explain()}


def show(value) -> str:
    """``3``, ``[1; 2]`` for a column, ``[1 0; 0 2]`` for a matrix, deeper arrays nested."""
    if not isinstance(value, list):
        return str(value)
    if any(isinstance(cell, list) for row in value if isinstance(row, list) for cell in row):
        return f"[{', '.join(map(show, value))}]"
    return f"[{'; '.join(' '.join(row) if isinstance(row, list) else row for row in value)}]"


def _lines(items: list[str], width: int = 100) -> list[str]:
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= width:
            lines[-1] += f", {item}"
        else:
            lines.append(item)
    return lines


# ---------------------------------------------------------------- looking for one

def refute(obligation: Obligation, *, effort: int = SECOND) -> Counterexample | None:
    """A small counterexample, or None if none was found with that much work (which proves nothing)."""
    budget = Budget(effort)
    for model in _tried(obligation, budget):
        scope = failing_instance(obligation, model, budget)
        if scope is not None:
            return report(obligation, *shrunk(obligation, model, scope, budget))
    return None


def find_model(obligation: Obligation, *, effort: int = SECOND) -> Model | None:
    """An instance that satisfies all assumptions and at which both sides are defined."""
    return next(_defined(obligation, Budget(effort)), (None, None))[0]


@dataclass(frozen=True)
class Look:
    """What the first few models say: one at which both sides are defined, and one, with the
    values of the free integers, at which the step fails; None where there was none."""
    model: Model | None
    failing: tuple[Model, Scope] | None


def look(obligation: Obligation, count: int = 3, *, effort: int = SECOND) -> Look:
    """Evaluates a step in models of ``count`` different sizes."""
    budget, first, seen = Budget(effort), None, set()
    for tried, (model, _) in enumerate(_defined(obligation, budget), 1):
        first = first or model
        scope = failing_instance(obligation, model, budget)
        if scope is not None:
            return Look(first, (model, scope))
        seen.add(frozenset(model.sizes.items()))
        if len(seen) >= count or tried >= 2 * count:
            break
    return Look(first, None)


def shown(obligation: Obligation, failing: tuple[Model, Scope], *, effort: int = SECOND) -> Counterexample:
    """The counterexample that a failing model gives, shrunk."""
    return report(obligation, *shrunk(obligation, *failing, Budget(effort)))


def confirm(obligation: Obligation, count: int = 3, *, effort: int = SECOND) -> Counterexample | None:
    """Evaluates a proved step in models of ``count`` different sizes; the disagreement, if any."""
    failing = look(obligation, count, effort=effort).failing
    return None if failing is None else shown(obligation, failing, effort=effort)


def _tried(obligation: Obligation, budget: Budget) -> Iterator[Model]:
    for _, model in zip(range(MODELS_TRIED), models(obligation)):
        if model is not None:
            yield model
        if not budget.left():
            return


def _defined(obligation: Obligation, budget: Budget) -> Iterator[tuple[Model, dict[str, int]]]:
    """Models with an instance at which both sides are defined."""
    for model in _tried(obligation, budget):
        for scope, _, _ in compared(obligation, model):
            yield model, scope
            break


# ---------------------------------------------------------------- telling it

def report(obligation: Obligation, model: Model, scope: dict[str, int]) -> Counterexample:
    """The counterexample in words, its sides evaluated from scratch in a model of plain data."""
    plain = Model(Recorded(model.sizes), Recorded(model.values), Recorded(model.functions))
    evaluator = Evaluator(obligation.context, plain)
    left, right = evaluator.evaluate(obligation.left, scope), evaluator.evaluate(obligation.right, scope)
    entry = disagreement(left, obligation.relation, right)
    if entry is None:
        raise AssertionError("the sides agree when they are evaluated again")
    small = len(left.entries) <= LARGEST_SHOWN
    return Counterexample(
        sizes=tuple((show_key(key), size) for key, size in plain.sizes.items_read()),
        functions=tuple((name, show_function(f)) for name, f in plain.functions.items_read()),
        values=tuple((show_key(key), as_text(value)) for key, value in plain.values.items_read()),
        where=tuple(scope.items()), entry=entry, relation=obligation.relation,
        left=str(left.at(entry)), right=str(right.at(entry)),
        left_value=as_text(left) if small else None, right_value=as_text(right) if small else None,
        instance=(obligation, plain, scope))


class Recorded(dict):
    """A dictionary that remembers which of its items were read."""

    def __init__(self, items):
        super().__init__(items)
        self.read = set()

    def __getitem__(self, key):
        self.read.add(key)
        return super().__getitem__(key)

    def items_read(self) -> list[tuple]:
        """The items that were read, by key."""
        return [(key, super(Recorded, self).__getitem__(key)) for key in sorted(self.read) if key in self]


def as_text(value: Value):
    """The value as nested lists of exact numbers, as text."""
    def nested(x):
        return [nested(item) for item in x] if isinstance(x, tuple) else str(x)
    return nested(value.nested())


def show_function(f) -> str:
    return show_polynomial(f) if isinstance(f, PolynomialFunction) else f.text


def show_polynomial(f: PolynomialFunction, variable: str = "z") -> str:
    """``z + 2z^3``.

    >>> show_polynomial(PolynomialFunction((1, -1, 2)))
    '1 - z + 2z^2'
    """
    terms = []
    for k, c in enumerate(f.coefficients):
        if c:
            power = "" if k == 0 else variable if k == 1 else f"{variable}^{k}"
            size = "" if abs(c) == 1 and k else str(abs(c))
            terms.append(("-" if c < 0 else "+", size + power))
    if not terms:
        return "0"
    first = ("-" if terms[0][0] == "-" else "") + terms[0][1]
    return first + "".join(f" {sign} {term}" for sign, term in terms[1:])
