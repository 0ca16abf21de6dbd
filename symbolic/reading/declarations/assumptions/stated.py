r"""Properties that are given as equations: ``A^\top = A``, ``A_{ij} = A_{ji}``, ``A^\top = -A``, ``Q^\top Q = I``, ``P^2 = P``.

Such an equation says of a declared matrix, or of all members of a family, what
the words "symmetric", "orthogonal", … say, and counts as them: what hangs on a
property (conventions for derivatives, refusals, the models) does not ask how it
was said.  Of a symbol that is defined it stays an equation that has to hold.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.language.expressions import Entry, Expression, Symbol
from symbolic.language.stated import property_stated
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import FreeInteger
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.words.words import OF_MATRICES

EQUAL = (("=",), ("\\equiv",))


def properties_of_equations(builder: Builder, clauses: list[Clause]) -> list[Clause]:
    """Take the clauses that state a property of a symbol which none of the others defines; the rest."""
    return [c for c in clauses if not property_of_equation(builder, c, [d for d in clauses if d is not c])]


def property_of_equation(builder: Builder, c: Clause, others: list[Clause] = ()) -> bool:
    """Add the property that the clause states; False if it states none, or of a symbol that is defined."""
    if c.operators not in EQUAL or None in c.members:
        return False
    e = builder.elaborator()
    try:
        for name, low, high in ranges_of(c.qualifiers):
            e.scope.ranges[name] = builder.integer_at(low, name), builder.integer_at(high, name)
        pair = e.shapes.meet(*(e.expression(m) for m in c.members))
    except (ReadError, Refused):
        return False
    said = property_stated(*map(e.shapes.settle, pair)) if pair is not None else None
    if said is None or said[1] not in OF_MATRICES or len(c.qualifiers) > len(ranges_of(c.qualifiers)):
        return False
    symbol, word = said
    declared = builder.context.tensor(symbol.name)
    defined = builder.context.definitions_of(symbol.name) or symbol.name in {
        target.name for d in others if (found := body_of(d)) is not None
        for target, body in [found] if target.name not in names_in(body)}
    if declared is None or defined or not _of_all(e, declared, symbol, pair):
        return False
    builder.add_properties(symbol.name, frozenset({word}))
    return word in builder.context.tensor(symbol.name).properties


def _of_all(e, declared, symbol: Symbol, sides: tuple[Expression, Expression]) -> bool:
    """Is it said of every member of a family, and of every entry?"""
    labels = [e.scope.free.get(str(label)) for label in symbol.labels]
    if None in labels or len({f.name for f in labels}) < len(labels):
        return False
    ends = [(r.lower, r.upper) for r in declared.labels]
    if any(f.upper is not None and (f.lower, f.upper) != end for f, end in zip(labels, ends)):
        return False
    entry = next((side for side in sides if isinstance(side, Entry)), None)
    indices = [e.scope.free.get(str(p)) for p in entry.indices] if entry is not None else []
    return None not in indices and all(map(_whole, indices, symbol.shape))


def _whole(index: FreeInteger, extent) -> bool:
    return index.lower in (None, 1) and index.upper == extent
