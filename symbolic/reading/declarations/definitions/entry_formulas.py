r"""Definitions by a formula for the entries: ``Y_{ij} = …``, an array over i and j."""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.language.context import Assumption, Definition, TensorDeclaration
from symbolic.language.expressions import Array, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.assumptions.assumptions import assumption
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.elaborate import Elaborator
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import count
from symbolic.reading.elaboration.targets import Target
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


def looks_like_entries(builder: Builder, target: Target, body: s.Node) -> bool:
    """New letters on the left that index things in a body that is a number."""
    if not all(isinstance(p, s.Name) and builder.context.integer(p.text) is None for p in target.sub):
        return False
    try:
        e, _ = _for_entries(builder, body)
        value = e.shapes.settle(e.expression(body))
        labels = _label_ranges(builder, value) if len(target.sub) > 1 else {}
        return not value.shape and set(e.scope.free) <= {p.text for p in target.sub} \
            and all(f.upper is not None or f.name in builder.summed or f.name in labels for f in e.scope.free.values())
    except (Refused, ReadError):
        return False


def _label_ranges(builder: Builder, value: Expression) -> dict[str, P]:
    """The last label of each letter that labels members of families from 1 on, all to the same end."""
    found: dict[str, set[P | None]] = {}
    for x in value.walk():
        family = builder.context.tensor(x.name) if isinstance(x, Symbol) and x.labels else None
        for label, among in zip(x.labels, family.labels) if family is not None else ():
            for name in label.names():
                told = label.lone_symbol() is not None and family.name not in builder.open_ranges and among.lower == 1
                found.setdefault(name, set()).add(among.upper if told else None)
    return {name: end for name, ends in found.items() if len(ends) == 1 and (end := next(iter(ends))) is not None}


def _for_entries(builder: Builder, body: s.Node) -> tuple[Elaborator, set[str]]:
    """An elaborator for an entry formula, and the letters whose ranges the axes in it tell.

    What sums elsewhere suggest of a letter counts where no axis says anything.
    """
    e = builder.elaborator()
    e.scope.ranges = {n: ends for n, ends in e.scope.ranges.items() if n not in builder.suggested}
    try:
        e.expression(body)
    except (Refused, ReadError):
        return builder.elaborator(), set()
    told = {name for name, f in e.scope.free.items() if f.upper is not None}
    e = builder.elaborator()
    e.scope.ranges = {n: ends for n, ends in e.scope.ranges.items() if n not in builder.suggested & told}
    return e, told


def _of_some_entries(builder: Builder, target: Target, body: s.Node, c: Clause) -> str:
    """x_i = body for i = 2, …, n: an equation about a declared array, of whose other entries nothing is said."""
    if builder.context.tensor(target.name) is None:
        raise Refused("undecided", "fragment", f"a formula for some of the entries of {target.name} only", c)
    before = builder.ranges
    builder.ranges = {**before, **{name: (builder.integer_at(low, name), builder.integer_at(high, name))
                                   for name, low, high in ranges_of(c.qualifiers)}}
    try:
        builder.add_assumption(assumption(builder, c.members[0], "=", body, c))
    finally:
        builder.ranges = before
    return target.name


def define_entries(builder: Builder, target: Target, body: s.Node, c: Clause) -> str:
    """Y_{ij} = body: Y is the array of these entries; where Y stands in the body, an equation that has to hold."""
    declared = builder.context.tensor(target.name)
    if declared is not None and len({p.text for p in target.sub if isinstance(p, s.Name)}) < len(target.sub):
        return _of_some_entries(builder, target, body, c)
    e, told = _for_entries(builder, body)
    letters = []
    for axis, part in enumerate(target.sub):
        if not isinstance(part, s.Name):
            raise Refused("undecided", "fragment", "an entry formula at fixed or shifted places", c)
        if declared is not None:
            count(part, e.scope, declared.shape[axis])
        elif part.text in builder.summed and part.text not in e.scope.ranges and part.text not in told:
            e.scope.ranges[part.text] = tuple(builder.integer_at(end, part.text) for end in builder.summed[part.text])
        letters.append(part.text)
    for name, low, high in ranges_of(c.qualifiers):
        e.scope.ranges[name] = (builder.integer_at(low, name), builder.integer_at(high, name))
    value = e.shapes.scalar(e.expression(body))
    for name, upper in (_label_ranges(builder, value) if value is not None and len(letters) > 1 else {}).items():
        if (free := e.scope.free.get(name)) is not None and free.upper is None:
            free.lower, free.upper = integer(1), upper
    if value is None or set(e.scope.free) != set(letters) or any(e.scope.free[n].upper is None for n in letters):
        raise Refused("undecided", "fragment", f"an entry formula for {target.name} whose indices have no range", c)
    if any(e.scope.free[n].lower not in (None, 1) for n in letters) or declared is not None and not all(
            builder.context.same_extent(e.shapes.resolve(e.scope.free[n].upper), d) for n, d in zip(letters, declared.shape)):
        return _of_some_entries(builder, target, body, c)
    binders = tuple((n, e.shapes.resolve(e.scope.free[n].upper)) for n in letters)
    made = Array(binders, e.shapes.settle(value))
    builder.add_tensor(TensorDeclaration(target.name, (), made.shape, provenance=builder.provenance), c)
    if any(isinstance(node, Symbol) and node.name == target.name for node in made.walk()):
        symbol = builder.context.tensor(target.name).symbol()
        builder.add_assumption(Assumption(symbol, "=", made, (), builder.provenance))
    else:
        builder.add_definition(Definition(target.name, (), made, provenance=builder.provenance))
    return target.name
