r"""The range of a family's labels where none is stated: the least that holds all its uses."""
from __future__ import annotations

from dataclasses import replace

from symbolic.language.binding import bound_ranges
from symbolic.language.context import IntegerDeclaration
from symbolic.language.expressions import Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer, provably_nonnegative
from symbolic.reading.context.builder import Builder

P = IntegerPolynomial


def settle_ranges(builder: Builder) -> None:
    """Give each family without a stated range the least one that holds all its uses."""
    for name in sorted(builder.open_ranges):
        declared = builder.context.tensor(name)
        if declared is None or not declared.labels:
            continue
        uses = list(_uses(builder, name))
        if not uses:
            letter = declared.labels[0].name
            uses = [builder.ranges[letter]] if letter in builder.ranges else []
        if not uses:
            builder.add_integer(IntegerDeclaration("L", "label", 0, integer(1), provenance="inferred"))
            uses = [(integer(1), integer("L"))]
        low, high = uses[0]
        for a, b in uses[1:]:
            low = a if ((low - a).constant() or _difference(low, a)) > 0 else low
            high = b if ((b - high).constant() or _difference(b, high)) > 0 else high
        first = replace(declared.labels[0], lower=low, upper=high)
        builder.replace_tensor(replace(declared, labels=(first, *declared.labels[1:])))


def _difference(a: P, b: P) -> int:
    """1 if a − b ≥ 1 whenever every label is at least 1, else 0."""
    p = a - b
    facts = [integer(x) - 1 for x in p.symbols()]
    return int(provably_nonnegative(p - 1, facts) or p != 0 and provably_nonnegative(p, facts))


def _uses(builder: Builder, name: str):
    """(lower, upper) of the first label in every clause and body that has this family."""
    for definition in builder.context.definitions:
        mapping = {r.name: (r.lower, r.upper) for r in definition.labels} | dict(bound_ranges(definition.body))
        if definition.name == name and definition.labels:
            yield definition.labels[0].lower, definition.labels[0].upper
        for node in definition.body.walk():
            if isinstance(node, Symbol) and node.name == name and node.labels:
                yield _span_of(node.labels[0], mapping)


def _span_of(label: P, ranges: dict[str, tuple[P, P]]) -> tuple[P, P]:
    low = high = label
    for name, (a, b) in ranges.items():
        low, high = low.substitute({IntegerSymbol(name): a}), high.substitute({IntegerSymbol(name): b})
    return low, high
