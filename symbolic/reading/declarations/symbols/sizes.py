r"""What is said of sizes and letters: ``n_L = 1``, ``L \ge 2``, the range of each letter."""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.elaboration.clauses import Clause, range_statement, ranges_of
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import Scope, count, size_name
from symbolic.reading.grammar import syntax as s


def state_ranges(builder: Builder, clauses: list[Clause]) -> None:
    """The range of each letter: beside a definition, else from a statement of its own, else beside a declaration."""
    defining = [found for c in clauses if c.operators[:1] == ("=",) for found in ranges_of(c.qualifiers)]
    alone = [found for c in clauses if (found := range_statement(c)) is not None]
    beside = [found for c in clauses for found in ranges_of(c.qualifiers)]
    for name, low, high in [*defining, *alone, *beside]:
        try:
            stated = builder.integer_at(low, name), builder.integer_at(high, name)
        except (ReadError, Refused):
            continue
        builder.ranges.setdefault(name, stated)


def size(builder: Builder, c: Clause) -> bool:
    """n_L = 1, m = 2 n, L ≥ 2, k ≥ 1 for declared integers."""
    if len(c.members) != 2 or None in c.members:
        return False
    left, right = c.members
    declared = _integer(builder, left)
    if declared is None:
        return _sizes_compared(builder, c)
    match c.operators[0]:
        case "=":
            symbol = count(left, Scope(builder.context)).lone_symbol()
            value = count(right, Scope(builder.context))
            if symbol is None:
                return False
            builder.add_equal(symbol, value)
        case "\\ge" | ">" | "\\le" | "<" as op:
            _bound(builder, left, op, right)
        case _:
            return False
    return True


def _integer(builder: Builder, node: s.Node):
    """What is declared of the integer n, of the size n_x, or of the family of n_ℓ."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub):
            return builder.context.integer(size_name(name, sub) or name) or builder.context.integer(name)
        case s.Name(text=name):
            return builder.context.integer(name)
    return None


def _sizes_compared(builder: Builder, c: Clause) -> bool:
    """s (k - 1) + p ≤ m, a bound that is said of several integers."""
    names = {name for member in c.members for name in names_in(member)}
    if c.operators[0] not in ("\\ge", ">", "\\le", "<") or not names \
            or any(builder.context.integer(name) is None for name in names):
        return False
    try:
        _bound(builder, c.members[0], c.operators[0], c.members[1])
    except (ReadError, Refused):
        return False
    return True


def _bound(builder: Builder, left: s.Node, op: str, right: s.Node) -> None:
    scope = Scope(builder.context)
    a, b = count(left, scope), count(right, scope)
    difference = {"\\ge": a - b, ">": a - b - 1, "\\le": b - a, "<": b - a - 1}[op]
    builder.add_fact(difference)
    name, constant = a.lone_symbol(), b.constant()
    if name is not None and not name.labels and constant is not None and op in ("\\ge", ">"):
        builder.bound_integer(name.name, integer(constant + (op == ">")), None)
